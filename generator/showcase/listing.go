package showcase

import (
	"strconv"
	"strings"
	"time"

	"github.com/gatefold/gatefold/generator/site"
)

// table is a list of learners as seen from a page.
func (p *plan) table(at, label string, people []person) site.Table {
	t := site.Table{Label: label, Head: []site.Column{
		{Text: "Name and role sought"}, {Text: "In one line"}, {Text: "Available"}, {Text: "Last update"}, {Text: "What others have seen"},
	}}
	for _, l := range people {
		t.Rows = append(t.Rows, site.Row{Cells: []site.Cell{
			{Header: true, Class: "who", Text: site.Text{{Text: l.called(), URL: site.Relative(at, l.path())}}, Small: plain(l.TargetRole)},
			{Text: plain(clip(l.Headline, 140)), Small: plain(l.summary())},
			{Class: "h", Label: "Available", Text: plain(first(l.Availability, l.Location)), Small: plain(l.whereabouts())},
			p.freshCell(l),
			{Class: "seen", Text: plain(l.proofLine())},
		}})
	}
	return t
}

// freshCell is the day of the last news. An old one is grey and says so: grey alone says nothing.
func (p *plan) freshCell(l person) site.Cell {
	c := site.Cell{Class: "h", Label: "Last update", Text: plain(day(l.Fresh)), Small: plain(p.agoWords(l))}
	if p.stale(l) {
		c.Tone = "grey"
	}
	return c
}

// stale tells whether the last news of a learner is older than the cohort thinks good.
func (p *plan) stale(l person) bool {
	then, err := time.Parse(time.DateOnly, l.Fresh)
	today, todayErr := time.Parse(time.DateOnly, p.cfg.Today)
	return p.cfg.StaleAfter > 0 && err == nil && todayErr == nil && then.AddDate(0, p.cfg.StaleAfter, 0).Before(today)
}

func (p *plan) agoWords(l person) string {
	words := ago(l.Fresh, p.cfg.Today)
	if p.stale(l) {
		words += ", nothing newer"
	}
	return words
}

// summary says how many projects in which domains, and the first skills.
func (l person) summary() string {
	var parts []string
	if n := len(l.Projects); n > 0 {
		words := count(n, "project", "projects")
		var domains []string
		for _, d := range domainsOf(l) {
			domains = append(domains, small(d.name))
		}
		if len(domains) > 0 {
			words += ": " + strings.Join(domains[:min(3, len(domains))], ", ")
		}
		parts = append(parts, words)
	}
	if len(l.Skills) > 0 {
		parts = append(parts, "skills: "+strings.Join(l.Skills[:min(4, len(l.Skills))], ", "))
	}
	return strings.Join(parts, "; ")
}

// whereabouts is where the learner is and what language their pages are in.
func (l person) whereabouts() string {
	var parts []string
	if l.Availability != "" && l.Location != "" {
		parts = append(parts, l.Location)
	}
	if l.Language != "" {
		parts = append(parts, languageName(l.Language))
	}
	return strings.Join(parts, " · ")
}

// proofLine is the sentence on whose dates the records stand, where the learner let it be told; else that on
// the check. What does not fit stands on the learner's page.
func (l person) proofLine() string {
	if len(l.Proof) == 0 {
		return "Nothing has been confirmed by others"
	}
	return wholeSentences(l.Proof[min(1, len(l.Proof)-1)], 190)
}

// sheet is one page of a list that takes several.
type sheet struct {
	n, of    int
	from, to int // of the list
}

// sheets divides a list; an empty one has one page.
func sheets(length int) []sheet {
	of := max(1, (length+perPage-1)/perPage)
	out := make([]sheet, of)
	for i := range out {
		out[i] = sheet{i + 1, of, i * perPage, min(length, (i+1)*perPage)}
	}
	return out
}

// sheetPath is the n-th page of a list: the first one is the list's own.
func sheetPath(head, folder string, n int) string {
	if n == 1 {
		return head
	}
	return folder + "/" + strconv.Itoa(n) + "/index.html"
}

// pager leads from one page of a list to the others; nil when there is one. all is how long the list is, 0
// where that is not told.
func (s sheet) pager(label, what, head, folder string, all int) []site.Part {
	if s.of == 1 {
		return nil
	}
	at := sheetPath(head, folder, s.n)
	to := func(n int) string { return site.Relative(at, sheetPath(head, folder, n)) }
	p := Pager{Label: label, Words: what + " " + number(s.from+1) + " to " + number(s.to)}
	if all > 0 {
		p.Words += " of " + number(all)
	}
	if s.n > 1 {
		p.Newer = &site.Link{Text: "← Before", URL: to(s.n - 1)}
	}
	if s.n < s.of {
		p.Older = &site.Link{Text: "Next →", URL: to(s.n + 1)}
	}
	for n := 1; n <= s.of; n++ {
		if n == 1 || n == s.of || n >= s.n-2 && n <= s.n+2 || n%10 == 0 {
			p.Pages = append(p.Pages, PageLink{site.Link{Text: strconv.Itoa(n), URL: to(n)}, n == s.n})
		}
	}
	return []site.Part{p}
}
