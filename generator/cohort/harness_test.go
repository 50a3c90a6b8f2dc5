package cohort_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gatefold/gatefold/generator/cohort"
	"github.com/gatefold/gatefold/generator/cohort/cohorttest"
)

// world is the folder of a cohort with its members in sites/.
type world struct {
	t   testing.TB
	dir string
	now time.Time
}

const cohortName = "nobody-2026"

// noon is the day of the tests: after all that happened to anybody.
func noon() time.Time { return time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC) }

func newWorld(t testing.TB) *world {
	t.Helper()
	w := &world{t, t.TempDir(), noon()}
	w.write("policy.txt", cohorttest.Policy())
	return w
}

func (w *world) write(name string, data []byte) {
	w.t.Helper()
	path := filepath.Join(w.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		w.t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o666); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) read(name string) string {
	w.t.Helper()
	data, err := os.ReadFile(filepath.Join(w.dir, filepath.FromSlash(name)))
	if err != nil {
		w.t.Fatal(err)
	}
	return string(data)
}

// site publishes a learner's site in place of the one before.
func (w *world) site(name string, files cohorttest.Files) {
	w.t.Helper()
	dir := filepath.Join(w.dir, "sites", name)
	if err := os.RemoveAll(dir); err != nil {
		w.t.Fatal(err)
	}
	if err := cohorttest.Write(dir, files); err != nil {
		w.t.Fatal(err)
	}
}

// members writes cohort.toml.
func (w *world) members(members ...[2]string) {
	w.t.Helper()
	w.write(cohort.ConfigFile, cohorttest.Config(cohortName, members...))
}

// open opens the cohort.
func (w *world) open() *cohort.Cohort {
	w.t.Helper()
	c, err := cohort.Open(w.dir)
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { c.Close() })
	return c
}

// visit visits all members.
func (w *world) visit() []cohort.Visit {
	w.t.Helper()
	c := w.open()
	visits, err := c.Visits(w.t.Context(), cohort.Visiting{Now: w.now, Transport: cohort.Network(c.Limits.AllowPrivate), AtOnce: 4})
	if err != nil {
		w.t.Fatal(err)
	}
	return visits
}

// one visits and tells of the only member, who must have got this verdict.
func (w *world) one(want cohort.Verdict) cohort.Visit {
	w.t.Helper()
	visits := w.visit()
	if len(visits) != 1 || visits[0].Verdict != want {
		w.t.Fatalf("%d visits, the first %q, want %q: %s", len(visits), visits[0].Verdict, want, strings.Join(visits[0].Details, "\n"))
	}
	return visits[0]
}

// agreed is a small site with a consent to some fields.
func agreed(l cohorttest.Learner, fields ...string) cohorttest.Options {
	return cohorttest.Options{Projects: 2, Records: 4, Heads: 2, Consent: l.ConsentTo(cohortName, "2026-11-01", "2027-11-01", fields...)}
}
