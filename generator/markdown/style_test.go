package markdown

import (
	"bytes"
	"math"
	"strconv"
	"testing"
)

// TestStyle holds the colours of code to a contrast of 4.5 on both grounds, and the CSS to its size.
func TestStyle(t *testing.T) {
	for _, h := range hues() {
		if c := contrast(t, h.light, "#f4f5f8"); c < 4.5 {
			t.Errorf("%s: %s has a contrast of %.2f on light", h.class, h.light, c)
		}
		if c := contrast(t, h.dark, "#1b1f27"); c < 4.5 {
			t.Errorf("%s: %s has a contrast of %.2f on dark", h.class, h.dark, c)
		}
	}
	css := New().Style()
	if len(css) > 2500 {
		t.Errorf("%d bytes", len(css))
	}
	if !bytes.Contains(css, []byte("prefers-color-scheme:dark")) {
		t.Error("no dark colours")
	}
}

// contrast is the ratio of WCAG 2 between two colours.
func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	rgb, err := strconv.ParseUint(colour[1:], 16, 32)
	if err != nil || len(colour) != 7 {
		t.Fatalf("colour %q", colour)
	}
	part := func(shift uint, weight float64) float64 {
		c := float64(rgb>>shift&0xff) / 255
		if c <= 0.04045 {
			return weight * c / 12.92
		}
		return weight * math.Pow((c+0.055)/1.055, 2.4)
	}
	return part(16, 0.2126) + part(8, 0.7152) + part(0, 0.0722)
}
