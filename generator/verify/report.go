package verify

import (
	"cmp"
	"slices"
	"sync"

	"github.com/gatefold/gatefold/generator/proof"
)

// Finding is one thing that a check has to say, of formats.md section 4.
type Finding struct {
	Code     proof.Code `json:"code"`
	Path     string     `json:"path"` // from the root of the site, or "" for the whole of it
	Expected string     `json:"expected"`
	Got      string     `json:"got"`
	Meaning  string     `json:"meaning"`

	outcome Outcome
	step    int
}

// Note tells whether the finding takes nothing from the outcome.
func (f Finding) Note() bool { return f.outcome == Held }

// Report is what a check comes to.
type Report struct {
	Outcome    Outcome
	Findings   []Finding          // in the order of the steps of the check, those of one step by path, notes last; at most 200 of a code
	More       map[proof.Code]int // how many there are of a code beyond those
	Statements []string           // for people: what, by whom, by when, and what that does not mean
	Facts      Facts
	Evidence   Evidence
}

// Refused is the report of a site that could not be opened at all.
func Refused(code proof.Code, path, expected, got string) Report {
	c := newCollector()
	c.add(code, path, expected, got)
	return c.report(Facts{})
}

const (
	// toldOfCode is how many findings of one code are told one by one.
	toldOfCode = 200
	// keptOfCode bounds those that are kept until it is known which are told.
	keptOfCode = 20_000
)

// collector gathers findings from all who are at work.
type collector struct {
	mu       sync.Mutex
	meanings map[proof.Code]CodeMeaning
	step     int
	findings []Finding
	seen     map[[3]string]bool // code, path, expected
	counts   map[proof.Code]int
}

func newCollector() *collector {
	c := &collector{meanings: map[proof.Code]CodeMeaning{}, seen: map[[3]string]bool{}, counts: map[proof.Code]int{}}
	for _, m := range Codes() {
		c.meanings[m.Code] = m
	}
	return c
}

// next begins the next step: what is found from now on is told after what was found before.
func (c *collector) next() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.step++
}

// add keeps a finding, unless the same is known.
func (c *collector) add(code proof.Code, path, expected, got string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	key := [3]string{string(code), path, expected}
	if c.seen[key] {
		return
	}
	c.counts[code]++
	if c.counts[code] > keptOfCode {
		return
	}
	c.seen[key] = true
	m := c.meanings[code]
	c.findings = append(c.findings, Finding{code, path, expected, got, m.Meaning, m.Outcome, c.step})
}

func (c *collector) has(code proof.Code) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.counts[code] > 0
}

// outcome of all that was added so far.
func (c *collector) outcome() Outcome {
	c.mu.Lock()
	defer c.mu.Unlock()
	out := Held
	for code := range c.counts {
		switch o := c.meanings[code].Outcome; {
		case o == Changed:
			return Changed
		case o == Unchecked:
			out = Unchecked
		}
	}
	return out
}

// report puts the findings in order and says what they come to.
func (c *collector) report(facts Facts) Report {
	r := Report{Outcome: c.outcome(), Facts: facts, More: map[proof.Code]int{}}
	slices.SortStableFunc(c.findings, func(a, b Finding) int {
		switch {
		case a.Note() && !b.Note():
			return 1
		case b.Note() && !a.Note():
			return -1
		}
		return cmp.Or(cmp.Compare(a.step, b.step), cmp.Compare(a.Path, b.Path))
	})
	told := map[proof.Code]int{}
	for _, f := range c.findings {
		if told[f.Code]++; told[f.Code] <= toldOfCode {
			r.Findings = append(r.Findings, f)
		}
	}
	for code, n := range c.counts {
		if n > toldOfCode {
			r.More[code] = n - toldOfCode
		}
	}
	r.Statements = r.statements()
	return r
}
