package cohort_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/gatefold/gatefold/generator/cohort"
	"github.com/gatefold/gatefold/generator/cohort/cohorttest"
)

// byAddress writes a cohort.toml whose one member is asked on this computer.
func (w *world) byAddress(url string, l cohorttest.Learner) {
	w.t.Helper()
	config := string(cohorttest.Config(cohortName, [2]string{url, l.Fingerprint()}))
	w.write(cohort.ConfigFile, []byte(strings.Replace(config, "\n[[member]]", "\n[limits]\nbytes = 2_000_000\nallow_private = true\n\n[[member]]", 1)))
}

// TestByAddress: a site is read at its address; while its list and head are the same it is not read again,
// unless it is asked for, and then what the host has altered is found.
func TestByAddress(t *testing.T) {
	w, l := newWorld(t), cohorttest.New(1)
	files, asked := l.Site(open(l)), atomic.Int64{}
	server := httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		body, ok := files[strings.TrimPrefix(r.URL.Path, "/ada/")]
		if !ok {
			http.NotFound(out, r)
			return
		}
		out.Write(body)
	}))
	defer server.Close()
	w.byAddress(server.URL+"/ada/", l)
	v := w.one(cohort.FirstSeen)
	if v.Learner == nil || v.Learner.Link != server.URL+"/ada/" || v.Learner.Projects[0].URL != server.URL+"/ada/projects/project-1/index.html" {
		t.Fatalf("%+v, %q", v.Learner, v.Absent)
	}
	if all := asked.Swap(0); all < int64(len(files))-5 {
		t.Errorf("%d of %d files were asked for", all, len(files))
	}
	files["index.html"] = []byte("altered on the way")
	if w.one(cohort.Same); asked.Load() != 3 {
		t.Errorf("%d files were asked for", asked.Load())
	}
	w.now = w.now.AddDate(0, 0, 8)
	if v := w.one(cohort.HostAltered); v.Learner != nil {
		t.Errorf("%+v", v.Learner)
	}
}

// TestPrivateAddress: what only this computer can reach is not asked, by number or by name.
func TestPrivateAddress(t *testing.T) {
	w, l := newWorld(t), cohorttest.New(1)
	server := httptest.NewTLSServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("it was asked") }))
	defer server.Close()
	_, port, _ := strings.Cut(strings.TrimPrefix(server.URL, "https://"), ":")
	for _, host := range []string{"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "169.254.169.254", "10.0.0.1"} {
		w.members([2]string{"https://" + host + ":" + port + "/", l.Fingerprint()})
		if v := w.one(cohort.Unreachable); !strings.Contains(strings.Join(v.Details, ""), "private network") {
			t.Errorf("%s: %q", host, v.Details)
		}
	}
}

// TestBombsByAddress: what unpacks to more than it may, or says that it is larger, is left.
func TestBombsByAddress(t *testing.T) {
	for name, answer := range map[string]http.HandlerFunc{
		"packed": func(out http.ResponseWriter, _ *http.Request) {
			out.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(out)
			io.Copy(z, io.LimitReader(zeros{}, 1<<30)) // the reader hangs up long before
		},
		"declared": func(out http.ResponseWriter, _ *http.Request) {
			out.Header().Set("Content-Length", "10000000000")
			io.Copy(out, io.LimitReader(zeros{}, 1<<30))
		},
	} {
		t.Run(name, func(t *testing.T) {
			w, l := newWorld(t), cohorttest.New(1)
			server := httptest.NewServer(answer)
			defer server.Close()
			w.byAddress(server.URL, l)
			if v := w.one(cohort.Unchecked); !strings.Contains(strings.Join(v.Details, ""), "2000000 bytes that [limits] allows") {
				t.Errorf("%q", v.Details)
			}
		})
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }
