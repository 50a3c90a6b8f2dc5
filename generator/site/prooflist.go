package site

import "strconv"

// proofLists are the pages that list every published record with its proof.
func (pl *plan) proofLists(ls listings) []Page {
	var out []Page
	for n := range ls.pages() {
		at := ls.page(n)
		out = append(out, Page{Path: at, Layout: "proofs", View: func() any { return pl.proofList(ls, n, pl.linker(at, ls.slug)) }})
	}
	return out
}

// proofLists are the project's, which change only with the project and its evidence.
func (p *project) proofLists() []Page {
	pages := p.plan.proofLists(p.list)
	for i := range pages {
		pages[i].Group, pages[i].Basis = p.group, BasisLabel(p.Meta.Basis)
	}
	return pages
}

func (pl *plan) proofList(ls listings, n int, l linker) PageView {
	b := pl.base(l.page, proofPath)
	b.Crumbs = []Link{b.Brand, {"Proof", l.to(proofPath)}, {Text: ls.title}}
	v := PageView{Base: b.titled("Every record and its proof", ls.title), Mast: Mast{Heading: "Every record and its proof", Lead: ls.title}}
	v.Description = clip(count(len(ls.all), "record", "records")+" of "+ls.title+": status, claimed day, day first seen, and the files of each proof.", 160)
	for _, p := range pl.projects {
		if p.Slug == ls.slug {
			v.Mast.Facts = append(v.Mast.Facts, Field{Label: "Basis", Value: plain(BasisLabel(p.Meta.Basis))})
		}
	}
	most, rest := pl.tallyOf(ls.all).words()
	v.Mast.Facts = append(v.Mast.Facts, Field{Label: "Seal", Value: plain(most + rest)},
		Field{Label: "What it means", Value: Text{{"What each proof says, and does not", l.to(proofPath + "#not")}}})
	if ls.pages() > 1 {
		v.Mast.Facts = append(v.Mast.Facts, Field{Label: "Page", Value: pageLinks(ls, n, l)})
	}
	t := Table{Label: "Records and their proofs", Head: []Column{{Text: "Record"}, {Text: "Status"}, {Text: "Says"}, {Text: "First seen"}, {Text: "Proof"}}}
	for _, item := range ls.all[n*listRows : min(len(ls.all), (n+1)*listRows)] {
		t.Rows = append(t.Rows, pl.proofRow(l, item))
	}
	v.Sections = []Section{{ID: "records", Heading: "Records", Quiet: true, Wide: true, Parts: []Part{t}}}
	return v
}

// pageLinks are the pages of a long list.
func pageLinks(ls listings, n int, l linker) Text {
	var out Text
	for i := range ls.pages() {
		if i > 0 {
			out = append(out, Span{Text: ", "})
		}
		s := Span{Text: strconv.Itoa(i + 1)}
		if i != n {
			s.URL = l.to(ls.page(i))
		}
		out = append(out, s)
	}
	return append(out, Span{Text: " of " + strconv.Itoa(ls.pages())})
}

// proofRow is a record with its status and the files that prove it.
func (pl *plan) proofRow(l linker, item listing) Row {
	r := pl.evidence.Records[item.place]
	status := Cell{Text: plain(r.status()), Small: plain(r.versions())}
	if len(r.Vouches) > 0 {
		status.Small = plain(joined(r.versions(), vouchSentences(r.Vouches)))
	}
	if r.state() != Seen {
		status.Tone = "grey"
	}
	says := Cell{Class: "nb h3", Label: "Says", Text: plain(day(r.Says))}
	if n := r.addedLater(); n > 0 {
		says.Small = plain("added later, " + count(n, "day", "days"))
	}
	title := item.title
	if title == item.name {
		title = ""
	}
	row := Row{Anchor: r.Leaf, Cells: []Cell{
		{Header: true, Text: Text{{item.name, l.to(item.at)}}, Small: plain(clip(title, 80))},
		status, says, {Class: "nb h3", Label: "First seen", Text: plain(day(r.First.On))},
	}}
	if r.Leaf == "" {
		row.Cells = append(row.Cells, Cell{})
		return row
	}
	if r.state() != Sealed && r.state() != Seen { // an older version proves nothing of what is shown
		row.Cells = append(row.Cells, Cell{Label: "Proof", Tone: "grey", Text: plain(r.Leaf)})
		return row
	}
	file := "proof/records/" + r.Leaf + ".r" + strconv.Itoa(r.Rev)
	row.Cells = append(row.Cells, Cell{Label: "Proof", Text: plain(r.Leaf), Small: Text{{"entry", l.to(file + ".leaf")}, {Text: ", "}, {"values", l.to(file + ".disclosures")}, {Text: ", "}, {"proof", l.to(file + ".tlog-proof")}}})
	return row
}
