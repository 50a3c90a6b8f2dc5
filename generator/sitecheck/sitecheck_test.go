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
