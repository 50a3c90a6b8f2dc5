package sitecheck

import (
	"strings"
	"testing"
	"testing/fstest"
)

const policy = "default-src 'none'"

// frame is a page without a fault around its body.
func frame(body string) string {
	return `<!doctype html><html lang="en"><head><meta http-equiv="Content-Security-Policy" content="` + policy +
		`"><title>T</title></head><body><main><h1>T</h1>` + body + `</main></body></html>`
}

func TestFaults(t *testing.T) {
	for name, c := range map[string]struct{ body, code, words string }{
		"dead link":          {`<a href="gone/index.html">x</a>`, "link", "does not exist"},
		"dead anchor":        {`<a href="other.html#no">x</a>`, "link", `no id "no"`},
		"root link":          {`<a href="/other.html">x</a>`, "link", "sub-folder"},
		"bad scheme":         {`<a href="javascript:alert(1)">x</a>`, "link", "scheme"},
		"outside script":     {`<script src="https://example.org/x.js"></script>`, "outside", "loads"},
		"outside image":      {`<img alt="" src="//example.org/x.png">`, "outside", "loads"},
		"style attribute":    {`<p style="color:red">x</p>`, "policy", "style attribute"},
		"handler":            {`<p onclick="x()">x</p>`, "policy", "handler onclick"},
		"inline script":      {`<script>x()</script>`, "policy", "inline script"},
		"inline style":       {`<style>p{}</style>`, "policy", "inline style"},
		"frame":              {`<iframe src="other.html"></iframe>`, "policy", "<iframe>"},
		"id twice":           {`<p id="a">x</p><svg><g id="a"></g></svg>`, "id", "2 times"},
		"label of nothing":   {`<section aria-labelledby="b">x</section>`, "id", "not on the page"},
		"skipped heading":    {`<h3>x</h3>`, "headings", "level 3 after one of level 1"},
		"second h1":          {`<h1>x</h1>`, "frame", "2 <h1>"},
		"image without alt":  {`<img src="a.png">`, "words", "alt"},
		"wordless link":      {`<a href="other.html"></a>`, "words", "no words"},
		"head without scope": {`<table><tr><th>x</th></tr></table>`, "words", "scope"},
		"refresh":            {`<meta http-equiv="Refresh" content="0; url=other.html">`, "policy", "by itself"},
		"broken JSON-LD":     {`<script type="application/ld+json">{,}</script>`, "frame", "no JSON"},
		"within noscript":    {`<noscript><a href="gone.html">x</a></noscript>`, "link", "does not exist"},
		"empty id":           {`<p id="">x</p>`, "id", "empty"},
		"base":               {`<base href="x/">`, "policy", "<base>"},
		"module script":      {`<script type="module" src="other.html"></script>`, "policy", "module"},
		"second main":        {`</main><main>x</main>`, "frame", "2 <main>"},
		"SVG style":          {`<svg><g style="fill:red"></g></svg>`, "policy", "style attribute"},
		"SVG of elsewhere":   {`<svg><image href="https://example.org/x.png"></image></svg>`, "outside", "loads"},
		"several pictures":   {`<img src="a.png" alt="" srcset="b.png 2x">`, "link", "srcset"},
		"heavy":              {strings.Repeat("x", 3000), "weight", "the limit is 2000"},
	} {
		t.Run(name, func(t *testing.T) {
			findings := check(t, frame(c.body))
			if len(findings) != 1 || findings[0].Code != c.code || !strings.Contains(findings[0].Message, c.words) {
				t.Errorf("found %v, want one of code %q that says %q", findings, c.code, c.words)
			}
		})
	}
}

func check(t *testing.T, page string) []Finding {
	t.Helper()
	site := fstest.MapFS{
		"index.html": {Data: []byte(page)}, "other.html": {Data: []byte(frame(`<p id="yes">x</p>`))}, "a.png": {}, "site.css": {Data: []byte("p{}")},
	}
	findings, err := Check(site, Config{Policy: policy, MaxHTML: 2000, MaxCSS: 100, MaxGzip: 2000})
	if err != nil {
		t.Fatal(err)
	}
	return findings
}

func TestNoFault(t *testing.T) {
	body := `<p id="a"><a href="other.html#yes">x</a> <a href="#a">y</a> <a href="https://example.org">z</a></p><h2>t</h2><h3>u</h3>` +
		`<script type="application/ld+json">{}</script><img src="a.png" alt="">`
	if findings := check(t, frame(body)); len(findings) > 0 {
		t.Errorf("false alarm: %v", findings)
	}
}

func TestPolicyMissing(t *testing.T) {
	findings := check(t, strings.Replace(frame(""), policy, "default-src *", 1))
	if len(findings) != 1 || findings[0].Code != "policy" {
		t.Errorf("found %v, want the wrong policy", findings)
	}
}

func TestFrame(t *testing.T) {
	for name, c := range map[string]struct{ old, new, code, words string }{
		"language": {` lang="en"`, "", "words", "language"},
		"title":    {"<title>T</title>", "", "frame", "0 <title>"},
		"main":     {"main>", "div>", "frame", "0 <main>"},
		"h1":       {"<h1>T</h1>", "", "frame", "0 <h1>"},
	} {
		findings := check(t, strings.ReplaceAll(frame("x"), c.old, c.new))
		if len(findings) != 1 || findings[0].Code != c.code || !strings.Contains(findings[0].Message, c.words) {
			t.Errorf("%s: found %v", name, findings)
		}
	}
}

func TestStyles(t *testing.T) {
	for css, want := range map[string]string{
		"@import 'https://example.org/x.css';":      "loads @import 'https://example.org/x.css",
		"p{background:url(//example.org/x.png)}":    "loads url(//example.org/x.png",
		"p{background:url( \"data:image/png,x\" )}": "loads url(", // the policy allows no data:
		"p{background:url(x.png)}":                  "",
		"p{color:" + strings.Repeat("a", 200) + "}": "the limit is 100",
	} {
		site := fstest.MapFS{"index.html": {Data: []byte(frame(""))}, "a/site.css": {Data: []byte(css)}}
		findings, err := Check(site, Config{Policy: policy, MaxCSS: 100})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, f := range findings {
			got += f.String()
		}
		if want == "" && got != "" || !strings.Contains(got, want) {
			t.Errorf("%s: found %q, want %q", css, got, want)
		}
	}
}

func TestLines(t *testing.T) {
	page := frame("\n<p>one</p>\n<table>\n<tr><td>x</td></tr>\n<tr><th>x</th></tr></table>\n<svg viewBox=\"0 0 1 1\">\n<G style=\"a\"/></svg>\n<p>\n<a\n href=\"x\">x</a>")
	got := map[string]int{}
	for _, f := range check(t, page) {
		got[f.Code] = f.Line
	}
	for code, line := range map[string]int{"words": 5, "policy": 7, "link": 9} {
		if got[code] != line {
			t.Errorf("%s on line %d, want %d", code, got[code], line)
		}
	}
}
