package content

// Links is the graph of references between records, both ways, across projects. Every Ref in it
// carries its slug.
type Links struct {
	targets map[Ref]Target
	out, in map[Ref][]Ref
}

// Target finds what a reference leads to; ok is false when nothing has that id.
func (l *Links) Target(r Ref) (Target, bool) {
	t, ok := l.targets[r]
	return t, ok
}

// From are the records and artifacts that r names, in the order in which it names them, each once.
func (l *Links) From(r Ref) []Ref { return l.out[r] }

// To are the records that name r, in the order of projects and kinds, each once.
func (l *Links) To(r Ref) []Ref { return l.in[r] }
