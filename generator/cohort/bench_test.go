package cohort_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gatefold/gatefold/generator/cohort"
	"github.com/gatefold/gatefold/generator/cohort/cohorttest"
)

// cohortOf is a cohort of n learners with large sites, each asked for at the address that at gives, or in
// its folder.
func cohortOf(b *testing.B, n int, at func(name string) string) *world {
	b.Helper()
	w := newWorld(b)
	w.now = time.Now().Add(time.Hour) // the sites are an hour old: what is as it was can be told
	members := make([][2]string, n)
	var wg sync.WaitGroup
	turn := make(chan struct{}, 4)
	for i := range n {
		wg.Go(func() {
			turn <- struct{}{}
			defer func() { <-turn }()
			l, o := cohorttest.New(i), cohorttest.Large()
			o.Consent = l.ConsentTo(cohortName, "2026-11-01", "", "headline", "name", "projects", "skills")
			name := fmt.Sprintf("%04d", i)
			if err := cohorttest.Write(filepath.Join(w.dir, "sites", name), l.Site(o)); err != nil {
				b.Error(err)
			}
			members[i] = [2]string{at(name), l.Fingerprint()}
		})
	}
	wg.Wait()
	config := strings.Replace(string(cohorttest.Config(cohortName, members...)), "\n[[member]]", "\n[limits]\nallow_private = true\n\n[[member]]", 1)
	w.write(cohort.ConfigFile, []byte(config))
	return w
}

// round visits all and wants each shown.
func (w *world) round(b *testing.B, want cohort.Verdict) {
	b.Helper()
	for _, v := range w.visit() {
		if v.Verdict != want || v.Learner == nil {
			b.Fatalf("%s: %s, %q %q", v.Member.Site, v.Verdict, v.Details, v.Absent)
		}
	}
}

// benchmark visits all for the first time, and when nothing has changed.
func (w *world) benchmark(b *testing.B) {
	b.Run("cold", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			for _, dir := range []string{"memory", "private"} {
				if err := os.RemoveAll(filepath.Join(w.dir, dir)); err != nil {
					b.Fatal(err)
				}
			}
			b.StartTimer()
			w.round(b, cohort.FirstSeen)
		}
	})
	b.Run("unchanged", func(b *testing.B) {
		for b.Loop() {
			w.round(b, cohort.Same)
		}
	})
}

// BenchmarkVisits visits 1,000 learners in folders, for the first time and when nothing has changed.
func BenchmarkVisits(b *testing.B) {
	w := cohortOf(b, 1000, func(name string) string { return "sites/" + name })
	w.benchmark(b)
}

// BenchmarkVisitsByAddress visits 200 learners over loopback.
func BenchmarkVisitsByAddress(b *testing.B) {
	var w *world
	server := httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		body, err := os.ReadFile(filepath.Join(w.dir, "sites", filepath.FromSlash(path.Clean(r.URL.Path))))
		if err != nil {
			http.NotFound(out, r)
			return
		}
		out.Write(body)
	}))
	defer server.Close()
	w = cohortOf(b, 200, func(name string) string { return server.URL + "/" + name + "/" })
	w.benchmark(b)
}
