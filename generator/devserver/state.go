package devserver

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/gatefold/gatefold/content"
)

// state is what is shown at a time. It is never changed.
type state struct {
	site     *site  // of the last build that gave one; nil before there was any
	plain    []byte // the page in place of the site, when there is none
	findings []Finding
	problems []byte // the findings as data of an event
}

// result is a state and how it came about.
type result struct {
	state
	changed []string
	took    time.Duration
	kept    bool
	second  bool // was kept back before
}

// current gives the state and what is closed when it is replaced. It waits for the first.
func (s *Server) current(ctx context.Context) (*state, <-chan struct{}, error) {
	for {
		s.mu.Lock()
		st, next := s.state, s.next
		s.mu.Unlock()
		if st != nil {
			return st, next, nil
		}
		select {
		case <-next:
		case <-ctx.Done():
			return nil, nil, ctx.Err()
		case <-s.closing:
			return nil, nil, context.Canceled
		}
	}
}

func (s *Server) shown() *state {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state
}

func (s *Server) publish(st state) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state = &st
	close(s.next)
	s.next = make(chan struct{})
}

// makeState runs one build. It runs beside the loop, and never two at a time.
func (s *Server) makeState(ctx context.Context, changed []string) result {
	clock := s.cfg.Clock
	start := clock.Now()
	files, problems, err := s.guardedBuild(ctx, changed)
	r := result{changed: changed, took: clock.Now().Sub(start)}
	if err != nil {
		problems = append(slices.Clone(problems), s.broken(err))
	}
	r.findings = s.findings(problems)
	if files.Len() > 0 && err == nil {
		r.site = newSite(files)
	} else {
		r.kept = true
		if old := s.shown(); old != nil {
			r.site = old.site
		}
	}
	if r.site == nil {
		r.plain = plainPage(s.cfg.Live, s.name(), r.findings)
	}
	r.problems = problemData(s.name(), r.findings, r.kept)
	return r
}

// guardedBuild turns a crash into an error: the server outlives it.
func (s *Server) guardedBuild(ctx context.Context, changed []string) (files Files, problems content.Problems, err error) {
	defer func() {
		if broken := recover(); broken != nil {
			err = crash(broken)
		}
	}()
	return s.cfg.Build(ctx, changed)
}

func crash(broken any) error { return fmt.Errorf("the build broke off: %v", broken) }

// broken is what a build could not be done for, as a problem of the folder.
func (s *Server) broken(err error) content.Problem {
	p := content.Problem{Code: content.CodeUnreadable, Severity: content.Error, Path: ".",
		Message: "The site could not be built: " + err.Error() + ".",
		Hint:    "The site is built again with the next change."}
	if !isFolder(s.cfg.Dir) {
		p.Message = "The folder is not there any more."
		p.Hint = "Put it back where it was; it is then shown again by itself."
	}
	return p
}

// name is what the folder is called.
func (s *Server) name() string { return filepath.Base(s.cfg.Dir) }

func (s *Server) findings(problems content.Problems) []Finding {
	frames := make([]*content.Frame, len(problems))
	if root, err := os.OpenRoot(s.cfg.Dir); err == nil {
		frames = content.Frames(root.FS(), problems)
		_ = root.Close() // only read
	}
	out := make([]Finding, len(problems))
	for i, p := range problems {
		out[i] = Finding{p, frames[i]}
	}
	return out
}

// worse tells whether there is an error that was not there before.
func (r result) worse(before *state) bool {
	known := map[content.Problem]bool{}
	for _, f := range before.findings {
		known[f.Problem] = true
	}
	return slices.ContainsFunc(r.findings, func(f Finding) bool { return f.Severity == content.Error && !known[f.Problem] })
}

func (r result) report() Build {
	b := Build{Changed: r.changed, Took: r.took, Problems: r.findings, Kept: r.kept}
	if r.site != nil {
		b.Files = r.site.files.Len()
	}
	return b
}

func union(a, b []string) []string {
	out := append(slices.Clone(a), b...)
	slices.Sort(out)
	return slices.Compact(out)
}

// maxShown is how many problems a page lists; the terminal has them all.
const maxShown = 50

// panelProblem is a problem as the panel shows it.
type panelProblem struct {
	Severity content.Severity `json:"severity"`
	Place    string           `json:"place"`
	Message  string           `json:"message"`
	Hint     string           `json:"hint,omitempty"`
	Frame    *content.Frame   `json:"frame,omitempty"`
}

// problemData is the data of a `problems` event: the worst first.
func problemData(name string, findings []Finding, kept bool) []byte {
	data := struct {
		Problems []panelProblem `json:"problems"`
		More     int            `json:"more"` // that are not listed
		Kept     bool           `json:"kept"` // the page is of an earlier build
	}{Problems: []panelProblem{}, Kept: kept}
	for _, f := range worstFirst(findings) {
		if len(data.Problems) == maxShown {
			data.More = len(findings) - maxShown
			break
		}
		data.Problems = append(data.Problems, panelProblem{f.Severity, place(name, f.Problem), f.Message, f.Hint, f.Frame})
	}
	out, err := json.Marshal(data)
	if err != nil { // strings and numbers only
		return []byte(`{"problems":[]}`)
	}
	return out
}

func worstFirst(findings []Finding) []Finding {
	var out []Finding
	for _, s := range []content.Severity{content.Error, content.Warning, content.Hint} {
		for _, f := range findings {
			if f.Severity == s {
				out = append(out, f)
			}
		}
	}
	return out
}

// place names the folder itself where it is meant.
func place(name string, p content.Problem) string {
	if p.Path == "." {
		p.Path = name
	}
	return p.Place()
}
