package themes

import (
	"io/fs"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
)

var token = regexp.MustCompile(`--([a-z0-9-]+):\s*(#[0-9a-f]{3,6});`)

// palettes reads the light and the dark colours of a tokens.css.
func palettes(t *testing.T, theme string) map[string]map[string]string {
	t.Helper()
	files, err := Open(theme, nil)
	if err != nil {
		t.Fatal(err)
	}
	css, err := fs.ReadFile(files, "tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	light, rest, ok := strings.Cut(string(css), "@media (prefers-color-scheme: dark)")
	if !ok {
		t.Fatal("tokens.css has no dark palette")
	}
	dark, _, _ := strings.Cut(rest, "@media")
	out := map[string]map[string]string{"light": {}, "dark": {}}
	for _, m := range token.FindAllStringSubmatch(light, -1) {
		out["light"][m[1]], out["dark"][m[1]] = m[2], m[2]
	}
	for _, m := range token.FindAllStringSubmatch(dark, -1) {
		out["dark"][m[1]] = m[2]
	}
	return out
}

// luminance and contrast are those of WCAG 2.2.
func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	h := strings.TrimPrefix(hex, "#")
	if len(h) == 3 {
		h = string([]byte{h[0], h[0], h[1], h[1], h[2], h[2]})
	}
	v, err := strconv.ParseUint(h, 16, 32)
	if err != nil || len(h) != 6 {
		t.Fatalf("%q is no colour", hex)
	}
	l := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		c := float64(v>>(16-8*i)&0xff) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		l += weight * c
	}
	return l
}

func contrast(t *testing.T, a, b string) float64 {
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// TestContrast computes what axe-core cannot see: text in drawings uses the same inks as text in
// pages, and every ink must be readable on both papers, every line visible.
func TestContrast(t *testing.T) {
	for _, theme := range Names() {
		for scheme, p := range palettes(t, theme) {
			for _, paper := range []string{"paper", "wash"} {
				for _, ink := range []string{"ink", "ink-2", "ink-3", "accent", "good", "warn", "bad"} {
					if c := contrast(t, p[ink], p[paper]); c < 4.5 {
						t.Errorf("%s, %s: --%s on --%s has a contrast of %.2f, text needs 4.5", theme, scheme, ink, paper, c)
					}
				}
			}
			for ink, fill := range map[string]string{"on-good": "good", "on-warn": "warn-fill", "on-bad": "bad"} {
				if c := contrast(t, p[ink], p[fill]); c < 4.5 {
					t.Errorf("%s, %s: --%s on --%s has a contrast of %.2f, text needs 4.5", theme, scheme, ink, fill, c)
				}
			}
			for _, line := range []string{"c-plan", "warn-fill"} {
				if c := contrast(t, p[line], p["paper"]); c < 3 {
					t.Errorf("%s, %s: --%s has a contrast of %.2f to the paper, a line needs 3", theme, scheme, line, c)
				}
			}
		}
	}
}

func TestOwnFilesLieOverTheTheme(t *testing.T) {
	own := fstest.MapFS{"tokens.css": {Data: []byte(":root{}")}, "parts/mine/part.html": {Data: []byte("x")}}
	theme, err := Open(Default, own)
	if err != nil {
		t.Fatal(err)
	}
	if css, _ := fs.ReadFile(theme, "tokens.css"); string(css) != ":root{}" {
		t.Errorf("tokens.css is %q, want the learner's own", css)
	}
	if _, err := fs.ReadFile(theme, "layouts/page.html"); err != nil {
		t.Errorf("a file the learner does not have comes from the theme: %v", err)
	}
	parts, err := fs.Glob(theme, "parts/*/part.html")
	if err != nil || len(parts) < 10 || !strings.Contains(strings.Join(parts, " "), "parts/mine/") {
		t.Errorf("parts of both: %v, %v", parts, err)
	}
	if !Own(theme, "tokens.css") || Own(theme, "base.css") {
		t.Error("Own does not tell whose file it is")
	}
}

func TestUnknownTheme(t *testing.T) {
	if _, err := Open("nonsense", nil); err == nil || !strings.Contains(err.Error(), "ledger") {
		t.Errorf("the error must name the themes there are: %v", err)
	}
}
