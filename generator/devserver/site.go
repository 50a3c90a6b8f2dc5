package devserver

import (
	"crypto/sha256"
	"encoding/hex"
	"path"
	"strings"
	"sync"

	"github.com/gatefold/gatefold/generator/output"
)

// Files are the files of a site.
type Files = output.Files

// site is a built site as it is served. Pages are drawn when they are asked for; to know whether an
// open page changed, only that page is drawn.
type site struct {
	files   output.Files
	headers headerRules

	mu   sync.Mutex
	sums map[string]string // versions by path, of what was asked for
}

// styleSheet is the one style sheet of every page; notFound is the page for what is not there.
const (
	styleSheet = "assets/site.css"
	notFound   = "404.html"
	headerFile = "_headers"
)

func newSite(files output.Files) *site {
	s := &site{files: files, sums: map[string]string{}}
	if f, ok := files.Get(headerFile); ok {
		if body, err := f.Bytes(); err == nil {
			s.headers = parseHeaders(string(body))
		}
	}
	return s
}

// find gives the path of the file for a clean path of a URL. With folder, the URL lacks the slash at its
// end, and relative links on the page would lead astray.
func (s *site) find(url string) (p string, ok, folder bool) {
	p = strings.TrimPrefix(url, "/")
	if p == "" || strings.HasSuffix(p, "/") {
		p += "index.html"
	}
	if _, ok := s.files.Get(p); ok {
		return p, true, false
	}
	_, folder = s.files.Get(path.Join(p, "index.html"))
	return p, false, folder
}

// version stands for the bytes of a file: equal when they are. A page that cannot be drawn has one too.
func (s *site) version(p string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if v, ok := s.sums[p]; ok {
		return v
	}
	v := "none"
	if f, ok := s.files.Get(p); ok {
		sum, err := f.Sum()
		if err != nil {
			sum = sha256.Sum256([]byte("error: " + err.Error()))
		}
		v = hex.EncodeToString(sum[:8])
	}
	s.sums[p] = v
	return v
}

// versionAt is the version of what a URL shows.
func (st *state) versionAt(url string) string {
	if st.site == nil {
		sum := sha256.Sum256(st.plain)
		return hex.EncodeToString(sum[:8])
	}
	p, ok, _ := st.site.find(url)
	if !ok {
		return "404-" + st.site.version(notFound)
	}
	return st.site.version(p)
}

// style is the version of the style sheet.
func (st *state) style() string {
	if st.site == nil {
		return "none"
	}
	return st.site.version(styleSheet)
}
