package devserver

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"

	"github.com/gatefold/gatefold/generator/output"
)

//go:embed client/live.js client/live.css
var client embed.FS

// ours is where the preview's own files are; no portfolio has a folder of that name.
const ours = "/__gatefold/"

// Handler answers requests for the site.
func (s *Server) Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Cache-Control", "no-store")
		if status, why := s.refuse(r); status != 0 {
			if status == http.StatusMethodNotAllowed {
				h.Set("Allow", "GET, HEAD")
			}
			http.Error(w, why, status)
			return
		}
		switch p := r.URL.Path; {
		case p == ours+"live.css", s.cfg.Live && p == ours+"live.js":
			s.serveClient(w, r, "client/"+strings.TrimPrefix(p, ours))
		case s.cfg.Live && p == ours+"events":
			s.serveEvents(w, r)
		default:
			s.servePage(w, r)
		}
	})
}

func (s *Server) serveClient(w http.ResponseWriter, r *http.Request, name string) {
	body, err := client.ReadFile(name)
	if err != nil { // embedded above
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", contentType(name))
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}

// servePage answers with a file of the last good site.
func (s *Server) servePage(w http.ResponseWriter, r *http.Request) {
	clean, ok := cleanPath(r.URL.Path)
	if !ok {
		http.Error(w, "This is no address of a page.", http.StatusBadRequest)
		return
	}
	if clean != r.URL.Path {
		redirect(w, r, clean)
		return
	}
	st, _, err := s.current(r.Context())
	if err != nil {
		return // nobody waits any more
	}
	if st.site == nil {
		s.serveHTML(w, r, st, http.StatusServiceUnavailable, st.plain)
		return
	}
	p, found, folder := st.site.find(clean)
	switch {
	case found:
		s.serveFile(w, r, st, p, http.StatusOK)
	case folder:
		redirect(w, r, clean+"/")
	default:
		s.serveFile(w, r, st, notFound, http.StatusNotFound)
	}
}

// cleanPath is the path without empty, "." and ".." parts; ok is false for one that no file can have.
func cleanPath(p string) (clean string, ok bool) {
	if !strings.HasPrefix(p, "/") || strings.ContainsAny(p, "\\\x00") || len(p) > 2048 {
		return "", false
	}
	clean = path.Clean(p)
	if clean != "/" && strings.HasSuffix(p, "/") {
		clean += "/"
	}
	return clean, true
}

func redirect(w http.ResponseWriter, r *http.Request, to string) {
	u := url.URL{Path: to, RawQuery: r.URL.RawQuery}
	http.Redirect(w, r, u.String(), http.StatusFound)
}

func (s *Server) serveFile(w http.ResponseWriter, r *http.Request, st *state, p string, status int) {
	file, ok := st.site.files.Get(p)
	if !ok {
		http.Error(w, "This page is not here.", status)
		return
	}
	if status == http.StatusOK {
		st.site.headers.set(w.Header(), "/"+p)
	}
	if size, known := file.Size(); known && !file.InMemory() {
		stream(w, r, p, size, file.Open)
		return
	}
	body, err := file.Bytes()
	switch {
	case errors.Is(err, output.ErrAbsent):
		http.Error(w, "This file is not part of the site as it is now.", http.StatusNotFound)
	case err != nil:
		s.serveHTML(w, r, st, http.StatusInternalServerError, failedPage(p, err))
	case strings.HasPrefix(contentType(p), "text/html") && w.Header().Get("Content-Disposition") == "":
		s.serveHTML(w, r, st, status, body)
	default:
		w.Header().Set("Content-Type", contentType(p))
		tag(w, st.site.version(p))
		serve(w, r, status, body)
	}
}

// stream copies a large file, such as an artifact, from the folder.
func stream(w http.ResponseWriter, r *http.Request, p string, size int64, open func() (io.ReadCloser, error)) {
	f, err := open()
	if err != nil {
		http.Error(w, "The file cannot be read any more.", http.StatusNotFound)
		return
	}
	defer f.Close()
	w.Header().Set("Content-Type", contentType(p))
	w.Header().Set("Content-Length", fmt.Sprint(size))
	if r.Method == http.MethodGet {
		_, _ = io.Copy(w, f) // a reader who went away, or a file that changed: the connection ends
	}
}

// serveHTML adds the script to a page, in a draft preview.
func (s *Server) serveHTML(w http.ResponseWriter, r *http.Request, st *state, status int, body []byte) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	version := st.versionAt(r.URL.Path)
	if s.cfg.Live {
		body = inject(body, version, st.style())
		version += "-" + st.style()
	}
	if status == http.StatusOK {
		tag(w, version)
	}
	serve(w, r, status, body)
}

// inject puts the one script element at the end of a page's body. It says which version of page and
// style sheet the reader has, so that nothing is missed before the script listens.
func inject(page []byte, version, style string) []byte {
	script := fmt.Sprintf(`<script src="%slive.js" data-page="%s" data-style="%s" defer></script>`+"\n", ours, html.EscapeString(version), html.EscapeString(style))
	at := bytes.LastIndex(page, []byte("</body>"))
	if at < 0 {
		at = len(page)
	}
	out := make([]byte, 0, len(page)+len(script))
	out = append(out, page[:at]...)
	out = append(out, script...)
	return append(out, page[at:]...)
}

// tag lets a browser keep what it has when it asks for the same again.
func tag(w http.ResponseWriter, version string) {
	w.Header().Set("ETag", `"`+version+`"`)
	w.Header().Set("Cache-Control", "no-cache")
}

func serve(w http.ResponseWriter, r *http.Request, status int, body []byte) {
	if status == http.StatusOK {
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
		return
	}
	w.Header().Set("Content-Length", fmt.Sprint(len(body)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body)
	}
}
