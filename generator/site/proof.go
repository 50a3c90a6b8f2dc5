package site

import "strconv"

const proofPath = "proof/index.html"

// proofPage says what is proven, by whom and since when, what is not, and how to check it.
func (pl *plan) proofPage() Page {
	return Page{Path: proofPath, Layout: "proof", View: func() any {
		l, b := pl.linker(proofPath, ""), pl.base(proofPath, proofPath).titled("What is proven, and what is not")
		b.Crumbs = []Link{b.Brand, {Text: "Proof"}}
		v := PageView{Base: b, Mast: Mast{Heading: "What is proven, and what is not"}}
		if !pl.evidence.Sealed() {
			v.Description = "Not sealed: what that means for these records."
			v.Mast.Lead = "Nobody can prove that a record is true. Here nobody has confirmed either when one was written."
			v.Sections = []Section{pl.notSealedSection(), proofsSection()}
			return v
		}
		c := pl.cadence()
		v.Description = clip("Who saw the records of "+pl.portfolio.Config.Owner.Name+", since when, what that proves, what it does not, and how to check it.", 160)
		v.Mast.Lead = pl.proofLead()
		v.Mast.Facts = pl.logFacts()
		for _, s := range []Section{c.section(), pl.standSection(), pl.witnessSection(l), pl.vouchSection(l), pl.laterSection(l), pl.everySection(l), proofsSection(), pl.checkSection(l), pl.challengeSection(l)} {
			if len(s.Parts) > 0 {
				v.Sections = append(v.Sections, s)
			}
		}
		return v
	}}
}

// notSealedSection says what it means that there is no log.
func (pl *plan) notSealedSection() Section {
	return Section{ID: "status", Heading: wordsNotSealed, Parts: []Part{
		Note{Text: plain("The records are the author’s own account. Nothing here shows when they were written, or that they were not changed since: not to you, and not to anybody else.")},
		Note{Text: plain("That is no sign that they are wrong. It means that you have the author’s word: ask about a record, and how the dates in it came about.")},
		Note{Text: plain("An author can seal records as they are written, so that a coach or anybody else confirms by which day each existed. This page then says who, when, and what that does not mean.")},
	}}
}

// proofLead says in two sentences what is known and what cannot be.
func (pl *plan) proofLead() string {
	known := "Others saw the list of these records, on days that they confirm."
	if pl.tally.seen == 0 {
		known = "The author sealed these records; nobody else has confirmed when."
	}
	return known + " Nobody can prove that a record is true."
}

// logFacts are whose log it is and how much of it is published.
func (pl *plan) logFacts() []Field {
	e := pl.evidence
	facts := []Field{
		{Label: "Author’s key", Value: plain(e.Fingerprint), Tone: "mono"},
		{Label: "Compare with", Value: plain("the fingerprint that the author’s coach gives you, or a place you already know; not with this site")},
		{Label: "Log", Value: plain(count(int(e.Size), "entry", "entries") + ", one for each sealed version")},
		{Label: "Published", Value: plain(count(pl.tally.all, "record or file", "records and files"))},
		{Label: "Private", Value: plain(number(float64(e.Private), 0))},
	}
	if old := e.Earlier; old != nil {
		facts = append(facts, Field{Label: "Key replaced", Value: plain("on " + day(old.On) + ": the one before, " + old.Fingerprint +
			", is lost, says the author. Its log of " + count(int(old.Size), "entry", "entries") + " is published beside this one. No signature of that key says that both are one person’s; the author’s coach may know.")})
	}
	return facts
}

// standSection counts the published records by status.
func (pl *plan) standSection() Section {
	s := Section{ID: "stand", Heading: "Where the " + number(float64(pl.tally.all), 0) + " published records and files stand"}
	if n := pl.evidence.Private; n > 0 {
		s.Notes = []Text{plain(number(float64(n), 0) + map[bool]string{true: " more is sealed and private. You see that it is there, not its content.", false: " more are sealed and private. You see their number, not their content."}[n == 1])}
	}
	t := Table{Label: "Records by status", Head: []Column{{Text: "Records", Class: "n"}, {Text: "Status and what it means"}}}
	add := func(n int, words, means string, quiet bool) {
		row := Row{Cells: []Cell{{Class: "n", Text: plain(number(float64(n), 0)), Strong: !quiet}, {Text: plain(words), Small: plain(means), Strong: !quiet}}}
		if quiet {
			row.Class = "grey"
		}
		t.Rows = append(t.Rows, row)
	}
	for _, g := range pl.seenGroups() {
		add(g.n, "Existed by a date, seen by "+g.who, g.means, false)
	}
	if n := pl.tally.edited; n > 0 {
		add(n, wordsEdited, "What you read is newer than what was sealed", true)
	}
	add(pl.tally.sealed, wordsSealed, "The author’s word alone, so far", true)
	add(pl.tally.unsealed, wordsNotSealed, "Published, but not in the log", true)
	s.Parts = []Part{t}
	return s
}

// proofsSection is what each kind of proof says and does not, in the fixed words.
func proofsSection() Section {
	t := Table{Label: "Proofs", Head: []Column{{Text: "Proof"}, {Text: "Says"}, {Text: "Does not say"}}}
	for _, p := range [...]struct{ proof, says, not string }{
		{"Signed list of files", "These files are exactly what the holder of key K published.", "Who K is, that content is true, when."},
		{"Log and inclusion", "This record is entry 42 of K’s list.", "When, unless witnessed."},
		{"Cosignature", "W saw this list on D, and it only ever grew since W first saw it.", "That W read a word of it."},
		{"Attestation", "W, in their own words, says …; basis: ….", "More than W is worth."},
		{"Time stamp (RFC 3161)", "An unrelated clock saw this fingerprint on D.", "Who made it, or that anybody read it."},
		{"Disclosed field", "This hidden field was already this value when sealed.", "That the value is true."},
		{"Nothing here", "", "That the work happened. An honest calendar can carry an invented story; that is why there is an interview."},
	} {
		t.Rows = append(t.Rows, Row{Cells: []Cell{{Header: true, Text: plain(p.proof)}, {Label: "Says:", Text: plain(p.says)}, {Label: "Does not say:", Text: plain(p.not)}}})
	}
	return Section{ID: "not", Heading: "What each proof says, and does not", Notes: []Text{plain("K is a key, W a witness, D a day.")}, Parts: []Part{t}}
}

// laterLimit is how many records added later the page names; the lists have them all.
const laterLimit = 20

// laterSection names the records that claim a day long before anybody saw them.
func (pl *plan) laterSection(l linker) Section {
	s := Section{ID: "later", Heading: "Added later", Notes: []Text{plain("Claimed more than " + strconv.Itoa(laterThan) + " days before anyone saw a first version.")}}
	if pl.tally.seen == 0 && pl.tally.later == 0 {
		return s
	}
	if pl.tally.later == 0 {
		s.Parts = []Part{Note{Text: plain("None of " + number(float64(pl.tally.all), 0) + ".")}}
		return s
	}
	t := Table{Label: "Records added later", Head: []Column{{Text: "Record"}, {Text: "Says"}, {Text: "First seen"}, {Text: "Gap, days", Class: "n"}}}
	for _, g := range pl.largestGaps() {
		t.Rows = append(t.Rows, Row{Cells: []Cell{
			{Text: Text{{g.item.name, l.to(g.item.at)}, {Text: ", " + clip(g.item.title, 80)}}, Small: plain(g.r.versions())},
			{Class: "nb h3", Label: "Says", Text: plain(day(g.r.Says))}, {Class: "nb h3", Label: "First seen", Text: plain(day(g.r.First.On))},
			{Class: "n h3", Label: "Days", Text: plain(number(float64(g.r.addedLater()), 0))}}})
	}
	t.Total = number(float64(pl.tally.later), 0) + " of " + number(float64(pl.tally.all), 0) + "."
	if n := len(t.Rows); n < pl.tally.later {
		t.Total += " The " + strconv.Itoa(n) + " with the longest gap stand here; each says so where it is shown."
	}
	s.Parts = []Part{t, Note{Text: plain("A record added later may be true. It was not shown to anybody at the time: read it as looking back.")}}
	return s
}

// everySection leads to the list of every record with its proof.
func (pl *plan) everySection(l linker) Section {
	t := Table{Label: "Lists of records", Head: []Column{{Text: "Where"}, {Text: "Records", Class: "n"}, {Text: "Seen", Class: "n"}, {Text: "Sealed alone", Class: "n"}, {Text: "Edited since", Class: "n"}, {Text: "Not sealed", Class: "n"}}}
	for _, ls := range pl.lists {
		c := pl.tallyOf(ls.all)
		row := Row{Cells: []Cell{{Header: true, Text: Text{{ls.title, l.to(ls.page(0))}}}}}
		for i, n := range []int{c.all, c.seen, c.sealed, c.edited, c.unsealed} {
			row.Cells = append(row.Cells, Cell{Class: "n h3", Label: t.Head[i+1].Text, Text: plain(number(float64(n), 0))})
		}
		t.Rows = append(t.Rows, row)
	}
	return Section{ID: "every", Heading: "Every record and its proof", Notes: []Text{plain("With status, the day it claims, the day it was first seen, and the files of its proof.")}, Parts: []Part{t}}
}
