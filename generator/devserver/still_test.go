package devserver

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/generator/output"
)

// TestStill: a site that stays as it is is served as it is, with its own headers, to this computer alone.
func TestStill(t *testing.T) {
	var files output.Files
	for name, body := range map[string]string{"index.html": "<p>first", "learners/ada/index.html": "<p>Ada", "404.html": "<p>not here", "_headers": "/*\n  X-Robots-Tag: noindex\n  Access-Control-Allow-Origin: *\n"} {
		if err := files.Add(name, output.Text(body)); err != nil {
			t.Fatal(err)
		}
	}
	handler := Still(files, nil, false)
	for _, c := range []struct {
		method, url, host string
		status            int
		body              string
	}{
		{"GET", "/", "localhost:1414", 200, "<p>first"},
		{"GET", "/learners/ada/index.html", "127.0.0.1", 200, "<p>Ada"},
		{"GET", "/learners/ben/index.html", "localhost", 404, "<p>not here"},
		{"GET", "/__gatefold/live.js", "localhost", 404, "<p>not here"},
		{"GET", "/", "rebound.example", 403, "does not answer"},
		{"POST", "/", "localhost", 405, "GET"},
	} {
		r := httptest.NewRequest(c.method, c.url, nil)
		r.Host = c.host
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.body) {
			t.Errorf("%s %s at %s: %d %q", c.method, c.url, c.host, w.Code, w.Body)
		}
		if w.Header().Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s can be read by other sites", c.url)
		}
		if w.Code == http.StatusOK && (w.Body.String() != c.body || w.Header().Get("X-Robots-Tag") != "noindex") {
			t.Errorf("%s is not served as it is: %q, %v", c.url, w.Body, w.Header())
		}
	}
}
