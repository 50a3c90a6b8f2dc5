package content

import (
	"strings"
	"unicode"
)

// Links is the graph of references between records, both ways, across projects. Every Ref in it
// carries its slug. The methods work on a nil Links too, which knows nothing.
type Links struct {
	targets map[Ref]Target
	out, in map[Ref][]Ref
	seen    map[Link]bool
	across  []Link // those between two projects
	ids     map[string]*projectIndex
}

// Target finds what a reference leads to; ok is false when nothing has that id.
func (l *Links) Target(r Ref) (Target, bool) {
	if l == nil {
		return Target{}, false
	}
	t, ok := l.targets[r]
	return t, ok
}

// From are the records and artifacts that r names, in the order in which it names them, each once.
func (l *Links) From(r Ref) []Ref {
	if l == nil {
		return nil
	}
	return l.out[r]
}

// To are the records and artifacts that name r, in the order of projects and kinds, each once.
func (l *Links) To(r Ref) []Ref {
	if l == nil {
		return nil
	}
	return l.in[r]
}

// Across are the references from a record of one project to one of another.
func (l *Links) Across() []Link {
	if l == nil {
		return nil
	}
	return l.across
}

// Resolve finds what a mention in project slug leads to; ok is false when it is a word like any
// other, or leads to nothing. A text outside all projects has the slug "".
func (l *Links) Resolve(slug string, m Mention) (Ref, bool) {
	if l == nil {
		return Ref{}, false
	}
	ref, verdict := l.judge(slug, m)
	return ref, verdict == leads
}

// Span is a piece of a text: plain, or linked to what its words name.
type Span struct {
	Text   string
	Ref    Ref // with its slug, when Linked
	Linked bool
}

// Spans cuts a text of project slug into plain and linked pieces, which make up the text again.
func (l *Links) Spans(slug, text string) []Span {
	var out []Span
	last := 0
	for _, w := range scanText(text) {
		ref, ok := l.Resolve(slug, Mention{Ref: w.ref})
		if !ok {
			continue
		}
		end := w.end
		if rest := len(w.ref.ID) - len(ref.ID); rest > 0 && !strings.EqualFold(w.ref.ID, ref.ID) {
			end -= rest // R-03-related: only the id is linked
		}
		if w.start > last {
			out = append(out, Span{Text: text[last:w.start]})
		}
		out = append(out, Span{Text: text[w.start:end], Ref: ref, Linked: true})
		last = end
	}
	if last < len(text) {
		out = append(out, Span{Text: text[last:]})
	}
	return out
}

// add notes that from names to.
func (l *Links) add(from, to Ref) {
	if from == to || l.seen[Link{from, to}] {
		return
	}
	l.seen[Link{from, to}] = true
	l.out[from] = append(l.out[from], to)
	l.in[to] = append(l.in[to], from)
	if from.Slug != to.Slug {
		l.across = append(l.across, Link{from, to})
	}
}

// projectIndex holds the ids of one project.
type projectIndex struct {
	ids    map[string]string // in lower case to the id itself
	hidden map[string]bool   // ids, in lower case, of drafts and withheld artifacts
	shapes map[string]int    // of ids, to the largest number of digits in one
	keys   map[string]bool   // what ids begin with that holds a digit itself: CS42 of CS42-7, a tracker's project
	// numeric: some ids are mere numbers.
	numeric bool
}

func newProjectIndex() *projectIndex {
	return &projectIndex{ids: map[string]string{}, hidden: map[string]bool{}, shapes: map[string]int{}, keys: map[string]bool{}}
}

func (x *projectIndex) add(id string, hidden bool) {
	lower := strings.ToLower(id)
	x.ids[lower] = id
	if hidden {
		x.hidden[lower] = true
	}
	x.numeric = x.numeric || !strings.ContainsFunc(id, unicode.IsLetter)
	if s := shapeOf(id); s != "" && !strings.HasPrefix(id, artifactPrefix) {
		x.shapes[s] = max(x.shapes[s], digits(id[len(s):]))
		if last := strings.LastIndexByte(id, '-'); last > len(s) {
			x.keys[id[:last]] = true
		}
	}
}

// digits is the number of digits at the start of s.
func digits(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

// verdict says what a mention is.
type verdict int

const (
	aWord     verdict = iota // no reference at all
	leads                    // to a record or an artifact
	toHidden                 // to a draft or something withheld
	leadsAway                // a reference to an id that does not exist
	noProject                // a reference to a project that does not exist
)

func (l *Links) judge(slug string, m Mention) (Ref, verdict) {
	ref := m.Ref
	x := l.ids[slug]
	if ref.Slug != "" {
		other := l.ids[ref.Slug]
		switch {
		case other != nil:
			x, slug = other, ref.Slug
		case m.Sure:
			return ref, noProject
		case shapeOf(ref.ID) == "":
			return ref, aWord // 10:30
		}
	}
	explicit := ref.Slug != "" && ref.Slug == slug
	if x == nil {
		if m.Sure {
			return ref, leadsAway
		}
		return ref, aWord
	}
	if id, ok := x.find(ref.ID, m.Sure); ok {
		if x.hidden[strings.ToLower(id)] {
			return Ref{slug, id}, toHidden
		}
		return Ref{slug, id}, leads
	}
	if x.refers(ref.ID, m.Sure, explicit) {
		return Ref{slug, ref.ID}, leadsAway
	}
	return ref, aWord
}

// find looks an id up as it stands; without regard to case where it is surely one; and without a word
// that hangs on it, as in R-03-related.
func (x *projectIndex) find(id string, sure bool) (string, bool) {
	got, ok := x.ids[strings.ToLower(id)]
	if ok && (got == id || sure || strings.HasPrefix(id, artifactPrefix)) {
		return got, true
	}
	if strings.HasPrefix(id, artifactPrefix) {
		return "", false
	}
	for i := len(id) - 2; i > 0; i-- {
		if strings.IndexByte("-_.", id[i]) >= 0 && isLetter(id[i+1]) {
			if got, ok := x.ids[strings.ToLower(id[:i])]; ok && got == id[:i] {
				return got, true
			}
		}
	}
	return "", false
}

// refers tells whether a word that is no id is meant as one: its letters and separator are those of
// ids here. Without a separator the digits must not be more than theirs, so that M365 stays a word
// beside M1 to M9.
func (x *projectIndex) refers(id string, sure, explicit bool) bool {
	if sure { // words around the ids, and numbers where no id is a number, are let be
		return strings.HasPrefix(id, artifactPrefix) || strings.ContainsAny(id, "0123456789") && (strings.ContainsFunc(id, unicode.IsLetter) || x.numeric)
	}
	if strings.HasPrefix(id, artifactPrefix) {
		return explicit
	}
	shape := shapeOf(id)
	most, known := x.shapes[shape]
	if !known || shape == "" || x.keys[id] {
		return false
	}
	return !isLetter(shape[len(shape)-1]) || digits(id[len(shape):]) <= most
}
