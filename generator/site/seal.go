package site

import "github.com/gatefold/gatefold/content"

// Seal is how a record stands to the author's log.
type Seal struct {
	// Line is one of the fixed sentences, which leads to the record's row among the proofs, then the day
	// that the record claims and, where its text has changed since, when each version was seen. What others
	// say of the record follows, each with the fixed sentence of its basis.
	Line Text
	// Brief is for a step of a story, beside the day that its record claims.
	Brief string
	// Short is for a row whose record is told in full elsewhere: "seen 9 Mar 2026".
	Short string
	// Quiet says that nobody but the author has confirmed a date: grey, and never with a tick.
	Quiet bool
}

// Tone is the class of its words.
func (s Seal) Tone() string {
	if s.Quiet {
		return "grey"
	}
	return ""
}

// note is the line below what it tells of.
func (s Seal) note(of string) Note {
	return Note{Text: append(plain(of+": "), s.Line...), Small: true, Tone: s.Tone()}
}

// seal is how what is sealed as place stands to the log; nil when there is no log, which is then said
// once for the whole site.
func (l linker) seal(place string) *Seal {
	if !l.plan.evidence.Sealed() {
		return nil
	}
	r := l.plan.evidence.Records[place]
	s := &Seal{Line: Text{{r.status(), l.to(l.plan.proofPlace(place))}}, Brief: r.brief(), Short: r.short(), Quiet: r.state() != Seen}
	if claims := r.claims(); claims != "" {
		s.Line = append(s.Line, Span{Text: ". " + claims + "."})
	} else if len(r.Vouches) > 0 {
		s.Line = append(s.Line, Span{Text: "."})
	}
	s.Line = append(s.Line, l.vouched(r.Vouches)...)
	return s
}

// sealed appends the status of one record to the facts at the head of its page.
func (l linker) sealed(facts []Field, place string) []Field {
	if s := l.seal(place); s != nil {
		facts = append(facts, Field{Label: "Seal", Value: s.Line, Tone: s.Tone()})
	}
	return facts
}

// sealOf is the status of a record that is sealed by itself; rows of a table that is sealed as one have
// none of their own.
func (l linker) sealOf(slug string, m content.Meta) *Seal {
	if m.ID == "" || content.IsWholeTable(m.Register) {
		return nil
	}
	return l.seal(content.Place(slug, m))
}
