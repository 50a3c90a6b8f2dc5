package showcase

import (
	"github.com/gatefold/gatefold/generator/site"
)

const notFoundPath = "404.html"

func (p *plan) notFoundPage() site.Page {
	return site.Page{Path: notFoundPath, Layout: "404", View: func() any {
		return site.NotFoundView{Lang: "en", Owner: p.cfg.Title, Home: p.cfg.BaseURL}
	}}
}

// hostFiles are what static hosts and crawlers look for. The policy that hosts send is that of the
// checking page, which may read other sites; every other page holds itself to the narrower one.
func (p *plan) hostFiles() map[string][]byte {
	robots := "User-agent: *\nDisallow: /\n"
	headers := "/*\n  Content-Security-Policy: " + CheckPolicy + "; frame-ancestors 'none'\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: no-referrer\n"
	if p.cfg.Index {
		robots = "User-agent: *\nAllow: /\n"
	} else {
		headers += "  X-Robots-Tag: noindex\n"
	}
	return map[string][]byte{
		".nojekyll": {}, "robots.txt": []byte(robots), "_headers": []byte(headers),
		".gitattributes": []byte("* -text\n"),
	}
}
