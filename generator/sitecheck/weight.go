package sitecheck

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"regexp"
	"strings"
)

func (c *checker) checkWeight(p *page) {
	if c.cfg.MaxHTML > 0 && p.size > c.cfg.MaxHTML {
		c.add(p, nil, "weight", "%d bytes of HTML, the limit is %d", p.size, c.cfg.MaxHTML)
	}
	if c.cfg.MaxGzip > 0 {
		if n := compressed(p.body) + c.cssGzip; n > c.cfg.MaxGzip {
			c.add(p, nil, "weight", "%d bytes compressed with its CSS, the limit is %d", n, c.cfg.MaxGzip)
		}
	}
}

func compressed(b []byte) int {
	var buf bytes.Buffer
	w, _ := gzip.NewWriterLevel(&buf, gzip.BestCompression) // the level is valid
	w.Write(b)
	w.Close()
	return buf.Len()
}

// checkStyles looks at the style sheets, which are all taken together: a page may load any.
func (c *checker) checkStyles() {
	if len(c.styles) == 0 {
		return
	}
	path := c.styles[0]
	if len(c.styles) > 1 {
		path = strings.Join(c.styles, " + ")
	}
	if c.cfg.MaxCSS > 0 && len(c.css) > c.cfg.MaxCSS {
		c.findings = append(c.findings, Finding{path, 0, "weight", fmt.Sprintf("%d bytes of CSS, the limit is %d", len(c.css), c.cfg.MaxCSS)})
	}
	outside := regexp.MustCompile(`(?i)(?:@import\s*|url\(\s*)["']?(?:[a-z][a-z0-9+.-]*:|//)[^)"'\s]*`)
	for _, found := range outside.FindAllString(string(c.css), -1) {
		c.findings = append(c.findings, Finding{path, 0, "outside", "loads " + found})
	}
}
