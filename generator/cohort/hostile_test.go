package cohort_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gatefold/gatefold/generator/cohort"
	"github.com/gatefold/gatefold/generator/cohort/cohorttest"
	"github.com/gatefold/gatefold/generator/proof"
)

// hostile is a member who means harm, or whose site does.
type hostile struct {
	name    string
	make    func(h *house, l cohorttest.Learner) string // gives the site's place
	verdict cohort.Verdict
	why     string // a part of the reason
}

// house is a cohort with hostile members and a web of their sites that needs no network.
type house struct {
	*world
	web  map[string]func(*http.Request) (*http.Response, error) // by host
	done chan struct{}                                          // closed when nobody is waited for any more
}

func (h *house) RoundTrip(r *http.Request) (*http.Response, error) { return h.web[r.URL.Host](r) }

// host lets a function answer for a host of its own.
func (h *house) host(l cohorttest.Learner, answer func(*http.Request) (*http.Response, error)) string {
	name := fmt.Sprintf("n%d.example", l.Number)
	h.web[name] = answer
	return "https://" + name + "/"
}

func answer(r *http.Request, code int, body io.Reader) *http.Response {
	return &http.Response{StatusCode: code, Status: http.StatusText(code), Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{}, Body: io.NopCloser(body), ContentLength: -1, Request: r}
}

func (h *house) folder(l cohorttest.Learner, files cohorttest.Files) string {
	name := fmt.Sprint(l.Number)
	h.site(name, files)
	return "sites/" + name
}

func (h *house) zip(l cohorttest.Learner, write func(z *zip.Writer) error) string {
	h.t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	if err := errors.Join(write(z), z.Close()); err != nil {
		h.t.Fatal(err)
	}
	name := fmt.Sprintf("sites/%d.zip", l.Number)
	h.write(name, b.Bytes())
	return name
}

// open is a site with a consent to everything.
func open(l cohorttest.Learner) cohorttest.Options { return agreed(l, proof.ConsentFields()...) }

func withData(l cohorttest.Learner, data []byte) cohorttest.Options {
	o := open(l)
	o.Data = data
	return o
}

func reading(f func(p []byte) (int, error)) io.Reader { return readFunc(f) }

type readFunc func(p []byte) (int, error)

func (f readFunc) Read(p []byte) (int, error) { return f(p) }

// onDisk are those whose sites are folders and zips.
func onDisk() []hostile {
	return []hostile{
		{"a link out of the folder", func(h *house, l cohorttest.Learner) string {
			site := h.folder(l, l.Site(open(l)))
			path := filepath.Join(h.dir, site, "index.html")
			if err := errors.Join(os.Remove(path), os.Symlink("/etc/passwd", path)); err != nil {
				h.t.Fatal(err)
			}
			return site
		}, cohort.HostAltered, "a link to another place, which is not followed"},
		{"a link in place of the data", func(h *house, l cohorttest.Learner) string {
			site := h.folder(l, l.Site(open(l)))
			path := filepath.Join(h.dir, site, "data", "portfolio.json")
			if err := errors.Join(os.Rename(path, filepath.Join(h.dir, "elsewhere.json")), os.Symlink(filepath.Join(h.dir, "elsewhere.json"), path)); err != nil {
				h.t.Fatal(err)
			}
			return site
		}, cohort.HostAltered, "data/portfolio.json"},
		{"a zip with a way out", func(h *house, l cohorttest.Learner) string {
			return h.zip(l, func(z *zip.Writer) error { _, err := z.Create("../../escape.html"); return err })
		}, cohort.Unchecked, "leads elsewhere"},
		{"a zip bomb", func(h *house, l cohorttest.Learner) string {
			return h.zip(l, func(z *zip.Writer) error {
				w, err := z.CreateRaw(&zip.FileHeader{Name: "proof/SHA256SUMS", Method: zip.Deflate, UncompressedSize64: 900 << 20, CompressedSize64: 4})
				if err == nil {
					_, err = w.Write([]byte{1, 2, 3, 4})
				}
				return err
			})
		}, cohort.Unchecked, "cannot be packed so small"},
		{"a zip that unpacks to more", func(h *house, l cohorttest.Learner) string {
			files := l.Site(open(l))
			files["big.bin"] = make([]byte, 3<<20)
			l.Sign(files)
			return h.zip(l, func(z *zip.Writer) error {
				for _, path := range slices.Sorted(maps.Keys(files)) {
					w, err := z.Create(path)
					if err == nil {
						_, err = w.Write(files[path])
					}
					if err != nil {
						return err
					}
				}
				return nil
			})
		}, cohort.Unchecked, "GF5904"},
		{"a file of 10 GB", func(h *house, l cohorttest.Learner) string {
			o := open(l)
			o.Extra = cohorttest.Files{"data/big.bin": []byte("x")}
			site := h.folder(l, l.Site(o))
			if err := os.Truncate(filepath.Join(h.dir, site, "data", "big.bin"), 10<<30); err != nil {
				h.t.Fatal(err)
			}
			return site
		}, cohort.Unchecked, "GF5904"},
		{"a pipe in place of the site", func(h *house, l cohorttest.Learner) string {
			return makePipe(h, "sites", fmt.Sprint(l.Number))
		}, cohort.Unreachable, "a device or the like"},
		{"a pipe among the files", func(h *house, l cohorttest.Learner) string {
			site := h.folder(l, l.Site(open(l)))
			makePipe(h, site, "proof", "pipe")
			return site
		}, cohort.HostAltered, "GF5003 proof/pipe"},
		{"a site that is not there", func(*house, cohorttest.Learner) string { return "sites/nowhere" }, cohort.Unreachable, "nothing of this name"},
	}
}

// signed are those who have signed what they show.
func signed() []hostile {
	folder := func(o func(l cohorttest.Learner) cohorttest.Options) func(*house, cohorttest.Learner) string {
		return func(h *house, l cohorttest.Learner) string { return h.folder(l, l.Site(o(l))) }
	}
	return []hostile{
		{"a consent that has ended", folder(func(l cohorttest.Learner) cohorttest.Options {
			return cohorttest.Options{Consent: l.ConsentTo(cohortName, "2025-01-01", "2026-01-01", "name")}
		}), cohort.FirstSeen, "ended on 2026-01-01"},
		{"a consent to another cohort", folder(func(l cohorttest.Learner) cohorttest.Options {
			return cohorttest.Options{Consent: l.ConsentTo("other", "2026-01-01", "", "name")}
		}), cohort.FirstSeen, "no consent for the cohort"},
		{"a consent forged", func(h *house, l cohorttest.Learner) string {
			files := l.Site(open(l))
			c := cohorttest.New(9999).ConsentTo(cohortName, "2026-11-01", "", "name")
			c.Origin = l.Origin()
			sig, err := proof.SignConsent(cohorttest.New(9999).Identity, *c)
			if err != nil {
				h.t.Fatal(err)
			}
			path := "proof/consent/" + cohortName + ".txt"
			files[path], files[path+".sig"] = c.Bytes(), sig
			l.Sign(files)
			return h.folder(l, files)
		}, cohort.Changed, "GF5513"},
		{"another's key", func(h *house, l cohorttest.Learner) string {
			other := cohorttest.New(l.Number + 5000)
			return h.folder(l, other.Site(open(other)))
		}, cohort.KeyChanged, "you wrote down"},
		{"huge data", folder(func(l cohorttest.Learner) cohorttest.Options {
			return withData(l, fmt.Appendf(nil, `{"schema": "gatefold.portfolio/1", "owner": {"name": "Hostile", "headline": %q}}`, strings.Repeat("x", 1200<<10)))
		}), cohort.Unchecked, "GF5904"},
		{"deep data", folder(func(l cohorttest.Learner) cohorttest.Options {
			return withData(l, []byte(`{"schema": "gatefold.portfolio/1", "owner": {"name": "Hostile"}, "x": `+strings.Repeat("[", 100_000)))
		}), cohort.FirstSeen, "within one another"},
		{"data that is none", folder(func(l cohorttest.Learner) cohorttest.Options {
			return withData(l, []byte("<svg onload=alert(1)>"))
		}), cohort.FirstSeen, "not JSON"},
		{"the list of files without end", func(h *house, l cohorttest.Learner) string {
			files := l.Site(open(l))
			files["proof/SHA256SUMS"] = bytes.Repeat([]byte("a"), 3<<20)
			return h.folder(l, files)
		}, cohort.Unchecked, "GF5904"},
	}
}

// online are those whose hosts do not behave.
func online() []hostile {
	return []hostile{
		{"a host that trickles", func(h *house, l cohorttest.Learner) string {
			return h.host(l, func(r *http.Request) (*http.Response, error) {
				return answer(r, 200, reading(func(p []byte) (int, error) {
					select {
					case <-time.After(time.Second): // of the test's own clock
						p[0] = 'x'
						return 1, nil
					case <-r.Context().Done():
						return 0, r.Context().Err()
					}
				})), nil
			})
		}, cohort.Unreachable, "longer than the 60 seconds"},
		{"a host that never answers, whatever is said to it", func(h *house, l cohorttest.Learner) string {
			return h.host(l, func(r *http.Request) (*http.Response, error) {
				<-h.done
				return nil, errors.New("too late")
			})
		}, cohort.Unreachable, "longer than the 60 seconds"},
		{"a host that breaks gatefold", func(h *house, l cohorttest.Learner) string {
			files := l.Site(open(l))
			return h.host(l, func(r *http.Request) (*http.Response, error) {
				if body, ok := files[r.URL.Path[1:]]; ok && r.URL.Path != "/index.html" {
					return answer(r, 200, bytes.NewReader(body)), nil
				}
				panic("a fault in the program")
			})
		}, cohort.Unchecked, "a fault of gatefold: a fault in the program"},
		{"a body without end", func(h *house, l cohorttest.Learner) string {
			return h.host(l, func(r *http.Request) (*http.Response, error) {
				return answer(r, 200, reading(func(p []byte) (int, error) { clear(p); return len(p), nil })), nil
			})
		}, cohort.Unchecked, "GF5904"},
		{"a redirect loop", func(h *house, l cohorttest.Learner) string {
			return h.host(l, func(r *http.Request) (*http.Response, error) {
				res := answer(r, 302, strings.NewReader(""))
				res.Header.Set("Location", r.URL.Path+"x")
				return res, nil
			})
		}, cohort.Unreachable, "sends readers on more than 5 times"},
		{"a redirect to this computer", func(h *house, l cohorttest.Learner) string {
			return h.host(l, func(r *http.Request) (*http.Response, error) {
				res := answer(r, 302, strings.NewReader(""))
				res.Header.Set("Location", "https://127.0.0.1/admin")
				return res, nil
			})
		}, cohort.Unreachable, "sends readers on to another place"},
		{"a redirect to http", func(h *house, l cohorttest.Learner) string {
			return h.host(l, func(r *http.Request) (*http.Response, error) {
				res := answer(r, 302, strings.NewReader(""))
				res.Header.Set("Location", "http://"+r.URL.Host+r.URL.Path)
				return res, nil
			})
		}, cohort.Unreachable, "sends readers on to another place"},
		{"a host that is broken", func(h *house, l cohorttest.Learner) string {
			return h.host(l, func(r *http.Request) (*http.Response, error) { return answer(r, 503, strings.NewReader("")), nil })
		}, cohort.Unreachable, "503"},
		{"a page for everything", func(h *house, l cohorttest.Learner) string {
			return h.host(l, func(r *http.Request) (*http.Response, error) {
				return answer(r, 200, strings.NewReader("<!doctype html><title>Hostile</title>")), nil
			})
		}, cohort.Unchecked, "GF5902"},
	}
}

// TestHostile: in a cohort of one good member and many bad ones the good one is shown, each bad one is named
// with its reason, and nothing of them comes out.
func TestHostile(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &house{newWorld(t), map[string]func(*http.Request) (*http.Response, error){}, make(chan struct{})}
		good := cohorttest.New(1)
		all := slices.Concat(onDisk(), signed(), online())
		members := [][2]string{{h.folder(good, good.Site(open(good))), good.Fingerprint()}}
		for i, m := range all {
			l := cohorttest.New(1000 + i)
			members = append(members, [2]string{m.make(h, l), l.Fingerprint()})
		}
		members = append(members, [2]string{members[0][0] + "/.", good.Fingerprint()})
		all = append(all, hostile{"a member twice", nil, cohort.Unchecked, "has the same log"})
		config := string(cohorttest.Config(cohortName, members...))
		h.write(cohort.ConfigFile, []byte(strings.Replace(config, "\n[[member]]", "\n[limits]\nbytes = 1_048_576\n\n[[member]]", 1)))
		visits, err := h.open().Visits(t.Context(), cohort.Visiting{Now: h.now, Transport: h, AtOnce: 4})
		close(h.done)
		if err != nil {
			t.Fatal(err)
		}
		if v := visits[0]; v.Verdict != cohort.FirstSeen || v.Learner == nil || v.Learner.Name != good.Name() {
			t.Errorf("the good one: %s, %+v %q", v.Verdict, v.Learner, v.Details)
		}
		for i, m := range all {
			v := visits[i+1]
			said := strings.Join(append(slices.Clone(v.Details), v.Absent), "\n")
			if v.Verdict != m.verdict || v.Learner != nil || v.Absent == "" || !strings.Contains(said, m.why) {
				t.Errorf("%s: %s, shown %t: %s", m.name, v.Verdict, v.Learner != nil, said)
			}
		}
		h.noTrace(len(all))
	})
}

// noTrace looks for what hostile members wanted others to see in all that a showcase may be made of.
func (h *house) noTrace(members int) {
	h.t.Helper()
	err := filepath.WalkDir(filepath.Join(h.dir, "private"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		for i := range members {
			if name := cohorttest.New(1000 + i).Name(); bytes.Contains(text, []byte(name)) || bytes.Contains(text, []byte("Hostile")) {
				h.t.Errorf("%s has %s", path, name)
			}
		}
		return err
	})
	if err != nil {
		h.t.Error(err)
	}
}

// TestOddTexts: what a learner has signed and consented to comes out as text, whatever a browser or a file
// system might make of it; no file of theirs does. (Logs that were cut or written anew are in TestVerdicts.)
func TestOddTexts(t *testing.T) {
	w, l := newWorld(t), cohorttest.New(1)
	w.members([2]string{"sites/a", l.Fingerprint()})
	o := open(l)
	o.Data = []byte(`{"schema": "gatefold.portfolio/1", "as_of": "2026-02-01", "language": "en", "owner": {"name": "<script>alert(1)</script>\u202e\u0000", "headline": "<svg onload=alert(1)>"},
 "projects": [{"slug": "NUL", "title": "\u2066CON\u0007", "url": "javascript:alert(1)"}]}`)
	o.Extra = cohorttest.Files{"drawing.svg": []byte("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"), "bad.html": []byte("<script>alert(1)</script>"), "CON.html": []byte("a device")}
	w.site("a", l.Site(o))
	v := w.one(cohort.FirstSeen)
	if v.Learner == nil || v.Learner.Name != "<script>alert(1)</script>" || v.Learner.Headline != "<svg onload=alert(1)>" {
		t.Fatalf("%+v", v.Learner)
	}
	if p := v.Learner.Projects[0]; p.Slug != "project-1" || p.Title != "CON" || p.URL != "" {
		t.Errorf("%+v", p)
	}
	text, err := json.Marshal(v.Learner)
	if err != nil || bytes.Contains(text, []byte("drawing.svg")) || bytes.Contains(text, []byte("a device")) {
		t.Errorf("%s, %v", text, err)
	}
}
