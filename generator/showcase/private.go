package showcase

import (
	"cmp"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/generator/cohort"
	"github.com/gatefold/gatefold/generator/markdown"
	"github.com/gatefold/gatefold/generator/output"
	"github.com/gatefold/gatefold/generator/render"
	"github.com/gatefold/gatefold/generator/site"
	"github.com/gatefold/gatefold/themes"
)

// Member is what the coach alone sees of a member.
type Member struct {
	ID      string // of their pages: the first characters of the log's name; "" when no log is known
	Label   string // the coach's own note, else a name that they let be shown, else the site
	Site    string // as the cohort's own file names it
	Verdict string // in a word or two
	Well    bool   // nothing is to be done
	Unsure  bool   // nothing is known to be wrong, but the site was not checked
	Next    string // what to do, in a sentence
	Details []string
	Entries int64  // of the log now
	Before  int64  // the most that were seen before
	Checked string // ISO date; "" for never
	Absent  string // why they are not in the showcase, in a sentence; "" when they are
	Learner *cohort.Learner
	Records []cohort.Record
}

// private are the pages for the coach alone.
type private struct {
	cfg     Config
	members []Member // as in the cohort's own file
	people  []Member // those who have something to compare, by name
}

// privateWords stand on every page that is not for others.
const privateWords = "Private: for the coach alone. Never publish this folder; it holds what learners have not agreed to have shown."

// Private gives the files of the folder that is for the coach alone: a table of all members with what
// became of their sites, and pages that lay the same kind of work of two of them side by side.
func Private(cfg Config, members []Member) (output.Files, error) {
	p := private{cfg: cfg, members: members}
	taken := map[string]bool{}
	for _, m := range members {
		if slug.MatchString(m.ID) && !taken[m.ID] {
			taken[m.ID] = true
			p.people = append(p.people, m)
		}
	}
	slices.SortStableFunc(p.people, func(a, b Member) int { return cmp.Compare(strings.ToLower(a.Label), strings.ToLower(b.Label)) })
	var files output.Files
	r, err := render.New(themes.Cohort(), markdown.New(), nil)
	if err != nil {
		return files, err
	}
	style, err := r.Style("")
	if err != nil {
		return files, err
	}
	for name, body := range map[string][]byte{"assets/site.css": style, "robots.txt": []byte("User-agent: *\nDisallow: /\n"), "NEVER-PUBLISH.txt": []byte(privateWords + "\n")} {
		if err := files.Add(name, output.Bytes(body)); err != nil {
			return files, err
		}
	}
	pages, err := p.drawn()
	if err != nil {
		return files, err
	}
	return files, addPages(&files, r, cfg, pages...)
}

func (p *private) pages() []site.Page {
	out := []site.Page{page("index.html", func() any { return p.table() })}
	if len(p.people) < 2 {
		return out
	}
	for _, k := range p.kinds() {
		out = append(out, site.Page{Path: k.path(), Layout: "compare", View: func() any { return p.compare(k) }})
	}
	return out
}

// drawn are the pages that show one member's work of each kind, and nothing of anybody else, and those of
// all members. What is told of a member is summed up once: it is most of what there is.
func (p *private) drawn() ([]drawn, error) {
	sums, all := map[string]string{}, []string{}
	for _, m := range p.members {
		sum, err := sumOf(m)
		if err != nil {
			return nil, err
		}
		all = append(all, sum)
		if sums[m.ID] == "" { // of two with one name the first has the pages
			sums[m.ID] = sum
		}
	}
	var out []drawn
	if len(p.people) < 2 {
		return append(out, drawn{all, p.pages()}), nil
	}
	kinds := p.kinds()
	for _, m := range p.people {
		d := drawn{from: sums[m.ID]}
		for _, k := range kinds {
			d.pages = append(d.pages, site.Page{Path: k.pathOf(m), Layout: "column", View: func() any { return p.column(k, m) }})
		}
		out = append(out, d)
	}
	return append(out, drawn{all, p.pages()}), nil
}

// base is what every private page shows around its own matter.
func (p *private) base(at, title string) View {
	v := View{PageView: site.PageView{Base: site.Base{
		Lang: "en", Title: title + ", private, " + p.cfg.Title, Root: strings.Repeat("../", strings.Count(at, "/")),
		Brand: site.Link{Text: "Private: " + p.cfg.Title, URL: site.Relative(at, "index.html")},
	}}}
	v.Foot = []site.Text{plain(privateWords), plain("Read on " + longDay(p.cfg.Today) + " from what the members publish themselves.")}
	return v
}

// table is all members, in the order of the cohort's own file.
func (p *private) table() View {
	v := p.base("index.html", "Members")
	v.Mast = site.Mast{Heading: "Members, and what became of their sites", Lead: "For the coach alone."}
	v.Mast.Facts = optional(v.Mast.Facts, "As of", longDay(p.cfg.Today))
	v.Mast.Facts = optional(v.Mast.Facts, "Members", number(len(p.members)))
	if kinds := p.kinds(); len(p.people) > 1 {
		field := site.Field{Label: "Compare"}
		for i, k := range kinds {
			if i > 0 {
				field.Value = append(field.Value, site.Span{Text: ", "})
			}
			field.Value = append(field.Value, site.Span{Text: k.name, URL: k.path()})
		}
		v.Mast.Facts = append(v.Mast.Facts, field)
	}
	t := site.Table{Label: "Members", Head: []site.Column{{Text: "Member"}, {Text: "Site"}, {Text: "Entries", Class: "n"}, {Text: "In the showcase"}, {Text: "What to do"}}}
	for _, m := range p.members {
		t.Rows = append(t.Rows, m.row())
	}
	if len(t.Rows) > 0 {
		t.Total = count(len(t.Rows), "member", "members") + "."
		v.Sections = []site.Section{{ID: "members", Heading: "Members", Quiet: true, Wide: true, Parts: []site.Part{t}}}
	}
	return v
}

func (m Member) row() site.Row {
	shown := first(clean(m.Absent, maxText), "Shown")
	read := "never read as a whole"
	if m.Checked != "" {
		read = "read as a whole on " + day(m.Checked)
	}
	tone := ""
	switch {
	case m.Unsure:
		tone = "warn"
	case !m.Well:
		tone = "bad"
	}
	entries := number(int(m.Entries))
	if m.Before != m.Entries {
		entries += ", before " + number(int(m.Before))
	}
	var details []string
	for _, d := range m.Details {
		details = append(details, clean(d, maxText))
	}
	where := clean(m.Site, maxLine)
	if m.Site == m.Label {
		where = ""
	}
	next := m.Next
	if m.Well && len(details) > 0 {
		next = "Read this:"
	}
	return site.Row{Cells: []site.Cell{
		{Header: true, Text: plain(clean(m.Label, maxLine)), Small: plain(where)},
		{Tone: tone, Text: plain(m.Verdict), Small: plain(read)},
		{Class: "n", Label: "Entries", Text: plain(entries)},
		{Text: plain(shown)},
		{Text: plain(next), Small: plain(strings.Join(details, " "))},
	}}
}
