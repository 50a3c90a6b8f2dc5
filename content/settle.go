package content

import (
	"slices"
	"strings"

	"github.com/gatefold/gatefold/content/table"
)

// settle decides by the values what the headers leave open. It may add a column to the table: the type
// that the name of a sheet gives to all its rows.
func settle(p *plan, t *table.Table, matched []table.Matched, words wordIndex) []table.Matched {
	s := settler{p, t, matched, words}
	if p.kind.Name == "raid" && s.at("type") < 0 {
		s.raidType()
	}
	if p.kind.Name == "milestones" && s.at("name") < 0 {
		if j := s.at("milestone"); j >= 0 && !s.all(j, func(v string) bool { _, ok := parseFlag(v); return ok }) {
			s.rename(j, "name")
		}
	}
	s.title()
	s.dates()
	return s.matched
}

type settler struct {
	p       *plan
	t       *table.Table
	matched []table.Matched
	words   wordIndex
}

// at is the cell of a column in the table; -1 when it has none.
func (s *settler) at(column string) int {
	return slices.IndexFunc(s.matched, func(m table.Matched) bool {
		return m.Column >= 0 && m.Column < len(s.p.columns) && s.p.columns[m.Column].Name == column
	})
}

func (s *settler) rename(j int, column string) {
	i := slices.IndexFunc(s.p.columns, func(c Column) bool { return c.Name == column })
	s.matched[j] = table.Matched{Column: i}
}

// all tells whether a column has values, and test holds of each.
func (s *settler) all(j int, test func(string) bool) bool {
	some := false
	for _, r := range s.t.Rows {
		if v := plainText(r.Cells[j]); !isMissing(v) {
			if !test(v) {
				return false
			}
			some = true
		}
	}
	return some
}

// raidType finds the type of a RAID log's rows where no header says it: in another column, "Category"
// mostly, in the name of the sheet, or in the header of the id or title ("Risk ID").
func (s *settler) raidType() {
	isType := func(v string) bool { _, ok := s.words.find("raid type", v); return ok }
	if j := s.at("category"); j >= 0 && s.all(j, isType) {
		s.rename(j, "type")
		return
	}
	for j, m := range s.matched {
		if m.Column < 0 && s.all(j, isType) {
			s.rename(j, "type")
			return
		}
	}
	_, word := kindOfSheet(s.t.Sheet)
	for _, column := range []string{"id", "title", "description"} {
		if j := s.at(column); word == "" && j >= 0 {
			word = raidWord(s.t.Header[j].Text)
		}
	}
	if word == "" || s.t.Format == table.TOML {
		return
	}
	j := len(s.t.Header)
	s.t.Header = append(slices.Clip(s.t.Header), table.Cell{Text: "Type"})
	for i := range s.t.Rows {
		r := &s.t.Rows[i]
		r.Cells = slices.Insert(slices.Clip(r.Cells), j, table.Cell{Text: word, Line: r.Line})
	}
	s.matched = append(s.matched, table.Matched{})
	s.rename(j, "type")
}

// title gives a table without a title its description for one: many logs have a single text for both.
func (s *settler) title() {
	i := slices.IndexFunc(s.p.columns, func(c Column) bool { return c.Title && c.Required })
	if i < 0 || s.at(s.p.columns[i].Name) >= 0 || s.t.Format == table.TOML {
		return
	}
	for _, column := range []string{"description", "decision", "context", "response"} {
		if j := s.at(column); j >= 0 && (column != "response" || raidWord(s.t.Header[j].Text) == "action") {
			s.matched[j] = table.Matched{Column: i}
			return
		}
	}
}

// dates gives a column of dates to the header under which there are dates, where two headers name it:
// "Period" with 2023-01 beside "Period date".
func (s *settler) dates() {
	isDate := func(v string) bool {
		_, _, fault := parseMoment(v, orderUnknown)
		return fault == dateFine || fault == dateAmbiguous
	}
	for j, m := range s.matched {
		if m.Twice == 0 {
			continue
		}
		i := s.matched[m.Twice-1].Column
		if i < 0 || i >= len(s.p.columns) || s.p.columns[i].Type != DateValue && s.p.columns[i].Type != MomentValue {
			continue
		}
		if !s.all(m.Twice-1, isDate) && s.all(j, isDate) {
			s.matched[j], s.matched[m.Twice-1] = table.Matched{Column: i}, table.Matched{Column: -1}
		}
	}
}

// raidWord is the one type of RAID row that a text names; "" when it names none, or several.
func raidWord(text string) string {
	found := ""
	for _, w := range strings.FieldsFunc(table.Normalise(table.SplitCase(text)), func(r rune) bool { return r < 'a' || r > 'z' }) {
		for _, t := range vocabularyOf("raid type") {
			if w != t.Word && !slices.Contains(t.Synonyms, w) || len(w) < 3 {
				continue
			}
			if found != "" && found != t.Word {
				return ""
			}
			found = t.Word
		}
	}
	return found
}

// kindOfSheet tells by the name of a sheet, or of a file, which register it holds, and of a RAID log which
// type of rows; both are "" when the name says nothing.
func kindOfSheet(name string) (kind, raidType string) {
	words := strings.FieldsFunc(table.Normalise(table.SplitCase(name)), func(r rune) bool { return r < 'a' || r > 'z' })
	for _, w := range words {
		if w == "raid" {
			return "raid", ""
		}
	}
	if w := raidWord(name); w == "decision" {
		return "decisions", w
	} else if w != "" {
		return "raid", w
	}
	for _, w := range words {
		if kind := registerWord(strings.TrimSuffix(w, "s")); kind != "" {
			return kind, ""
		}
	}
	return "", ""
}

// registerWord is the register that a word in the name of a sheet stands for; "" for other words.
func registerWord(w string) string {
	switch w {
	case "change", "cr", "rfc":
		return "changes"
	case "stakeholder":
		return "stakeholders"
	case "milestone", "schedule", "plan", "gantt", "timeline":
		return "milestones"
	case "budget", "cost", "financial", "expenditure":
		return "costs"
	case "burndown", "burnup":
		return "burndown"
	case "lesson":
		return "lessons"
	case "vendor", "supplier":
		return "vendors"
	case "sla":
		return "sla"
	case "benefit", "outcome", "kpi":
		return "outcomes"
	case "escalation":
		return "escalations"
	case "evm":
		return "earned-value"
	case "question":
		return "questions"
	}
	return ""
}
