package site

import (
	"strconv"

	"github.com/gatefold/gatefold/content"
)

// tally counts records by how they stand to the log.
type tally struct {
	all, seen, sealed, edited, unsealed int
	later                               int // added later
}

func (t *tally) add(r RecordEvidence) {
	t.all++
	switch r.state() {
	case Seen:
		t.seen++
	case Sealed:
		t.sealed++
	case Edited:
		t.edited++
	default:
		t.unsealed++
	}
	if r.addedLater() > 0 {
		t.later++
	}
}

func (pl *plan) tallyOf(items []listing) tally {
	var t tally
	for _, item := range items {
		t.add(pl.evidence.Records[item.place])
	}
	return t
}

// words says how several records stand: "23 of 25 existed by a date that others confirmed", and of the
// rest how many of each; where all stand alike there is no rest.
func (t tally) words() (most, rest string) {
	existed := " existed by a date that others confirmed"
	switch {
	case t.all == t.sealed:
		return wordsSealed, ""
	case t.all == t.unsealed:
		return wordsNotSealed, ""
	case t.all == t.edited:
		return wordsEdited, ""
	case t.all == t.seen && t.all < 3:
		return [...]string{"Nothing", "The one record", "Both"}[t.all] + existed, ""
	case t.all == t.seen:
		return "All " + strconv.Itoa(t.all) + existed, ""
	}
	var parts []string
	for _, k := range []struct {
		n     int
		words string
	}{{t.sealed, "sealed by the author alone"}, {t.edited, "edited since sealed"}, {t.unsealed, "not sealed"}} {
		if k.n > 0 {
			parts = append(parts, strconv.Itoa(k.n)+" "+k.words)
		}
	}
	if t.seen == 0 {
		return list(parts), ""
	}
	return strconv.Itoa(t.seen) + " of " + strconv.Itoa(t.all) + existed, "; " + list(parts)
}

// tallied says how several records of a project stand, and leads to their proofs.
func (p *project) tallied(l linker, items []listing) Field {
	t := p.plan.tallyOf(items)
	most, rest := t.words()
	out := Text{{most, l.to(p.list.page(0))}, {Text: rest}}
	switch {
	case t.later == 1:
		for _, item := range items {
			if r := p.plan.evidence.Records[item.place]; r.addedLater() > 0 {
				out = append(out, Span{Text: "; "}, Span{item.name, l.to(p.plan.proofPlace(item.place))}, Span{Text: " was added later"})
			}
		}
	case t.later > 1:
		out = append(out, Span{Text: "; " + strconv.Itoa(t.later) + " were "}, Span{"added later", l.to(proofPath + "#later")})
	}
	f := Field{Label: "Seal", Value: out}
	if t.seen == 0 {
		f.Tone = "grey"
	}
	return f
}

// allSealed says how all that the project publishes stands.
func (p *project) allSealed(l linker) []Field {
	if len(p.list.all) < 2 {
		return nil
	}
	f := p.tallied(l, p.list.all)
	f.Label = "Its records"
	return []Field{f}
}

// sealFacts are how the records of a register's page stand: each whole table by itself, the rest counted.
func (p *project) sealFacts(l linker, register string) []Field {
	var out []Field
	var rows []listing
	for _, item := range p.list.all {
		switch {
		case pageOf(item.register) != pageOf(register):
		case content.IsWholeTable(item.register):
			s := l.seal(item.place)
			out = append(out, Field{Label: "Seal", Value: append(plain(item.name+": "), s.Line...), Tone: s.Tone()})
		default:
			rows = append(rows, item)
		}
	}
	if len(rows) > 0 {
		out = append(out, p.tallied(l, rows))
	}
	return out
}
