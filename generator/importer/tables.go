package importer

import (
	"regexp"
	"strings"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/content/table"
)

// textTable reads csv or tsv text.
func textTable(f File, opt Options) found {
	name := "a.csv"
	if strings.HasSuffix(strings.ToLower(f.Name), ".tsv") || strings.HasSuffix(strings.ToLower(f.Name), ".txt") {
		name = "a.tsv"
	}
	sheets, faults := table.ReadSheets(name, f.Data, Limits(), content.ForeignHeaders())
	if len(sheets) == 0 || len(sheets[0].Header) == 0 {
		return refused(f, "", "Nothing in it could be read as a table. "+whatIsRead)
	}
	s := sheets[0]
	r := &FileReport{File: f.Name}
	noteFaults(r, append(faults, s.Faults...))
	if why := cannotBeTable(s); why != "" {
		return refused(f, "text", why)
	}
	return oneTable(r, s.Table, f.Name, opt)
}

// cannotBeTable tells of text without any separators that it is no table.
func cannotBeTable(s table.Sheet) string {
	if len(s.Header) == 1 && s.Known == 0 {
		return "It is text, but no table: nothing separates columns. " + whatIsRead
	}
	for _, f := range s.Faults {
		if f.Kind == table.TooManyRows {
			return "It has more rows or cells than are read (100,000 rows, 6 million cells). Export fewer, or several files."
		}
	}
	return ""
}

// workbook reads every sheet of an .xlsx file that can be seen, each as a table of its own.
func workbook(f File, opt Options) found {
	sheets, faults := table.ReadSheets("a.xlsx", f.Data, Limits(), content.ForeignHeaders())
	if len(sheets) == 0 {
		why := "It is damaged: open it in Excel or LibreOffice and save it again."
		if len(faults) > 0 && faults[0].Found == table.WorkbookSwollen {
			why = "It is far larger unpacked than a register can be. Copy what you need into a new workbook."
		}
		return refused(f, "an Excel workbook (.xlsx)", why)
	}
	var out found
	for _, s := range sheets {
		r := &FileReport{File: f.Name, Sheet: s.Sheet}
		noteFaults(r, s.Faults)
		switch {
		case s.Hidden:
			r.RecognisedAs = "a hidden sheet"
			r.guess("The sheet is hidden, so it was not read. Show it in your spreadsheet program if it belongs to the project.")
			out.reports = append(out.reports, r)
		case len(s.Header) == 0:
		default:
			one := oneTable(r, s.Table, s.Sheet, opt)
			out.reports = append(out.reports, one.reports...)
			out.drafts = append(out.drafts, one.drafts...)
		}
	}
	if len(out.reports) == 0 {
		return refused(f, "an Excel workbook (.xlsx)", "Nothing that can be read stands in its sheets. Open it in Excel or LibreOffice, see that the table is there, and save it again.")
	}
	return out
}

// noteFaults says what of a file could not be read as it stands.
func noteFaults(r *FileReport, faults []table.Fault) {
	for _, f := range faults {
		switch f.Kind {
		case table.UnclosedQuote:
			r.guess("Line %d opens a quotation mark that is never closed; it was read to the end of the line.", f.Line)
		case table.CellTooLong:
			r.guess("A text of %d characters was cut after %d, at %s.", f.Got, f.Want, f.Cell)
		case table.RowTooWide:
			r.guess("A row has %d cells; those after the first %d were not read.", f.Got, f.Want)
		case table.Unsolved:
			r.guess("%d cells, the first of them %s, hold formulas without their results, and count as empty. Open the workbook in Excel or LibreOffice, save it, and import it again.", f.Got, f.Cell)
		case table.MixedText:
			r.guess("Letters such as é are written in two ways from line %d on; both were read.", f.Line)
		}
	}
}

// oneTable recognises what a table holds and reads it.
func oneTable(r *FileReport, t *table.Table, name string, opt Options) found {
	out := found{reports: []*FileReport{r}}
	r.RowsRead = len(t.Rows) + len(t.Passed)
	for _, p := range t.Passed {
		r.leave(p.Number, "A heading across the table, or the header once more.")
	}
	if t.HeaderRow > 1 && (t.Sheet != "" || t.Rows != nil && t.Rows[0].Number > 2) {
		r.guess("The headers are in row %d; what stands above them is a title.", t.HeaderRow)
	}
	if opt.Kind == "" || opt.Kind == "work" {
		for _, special := range []func(*FileReport, *table.Table, Options) *draft{jira, azure, githubTable, planner} {
			if d := special(r, t, opt); d != nil {
				out.drafts = append(out.drafts, d)
				return out
			}
		}
	}
	kind := opt.Kind
	if kind == "" {
		var why string
		if kind, why = recogniseTable(t, name); kind == "" {
			r.RecognisedAs = "a table"
			for _, row := range t.Rows {
				r.leave(row.Number, "%s", why)
			}
			return out
		}
	}
	if content.ForeignIndex(kind) == nil {
		r.RecognisedAs = "a table"
		for _, row := range t.Rows {
			r.leave(row.Number, "%s is no register; a table cannot become one.", kind)
		}
		return out
	}
	r.RecognisedAs = kind + " table"
	out.drafts = append(out.drafts, tableDraft(r, t, kind, opt))
	return out
}

// tableDraft reads a table as a register.
func tableDraft(r *FileReport, t *table.Table, kind string, opt Options) *draft {
	pins := opt.Pins[kind]
	if kind == "stakeholders" && pins == nil {
		pins = stakeholderPins(t)
	}
	got := content.ReadForeign(kind, t, pins, opt.Order)
	d := &draft{report: r, kind: kind, people: peopleColumns(kind, got.Columns)}
	for _, h := range got.Matches.Headers {
		switch {
		case h.Column != "" && h.Header != "":
			r.Columns = append(r.Columns, ColumnPair{h.Header, h.Column})
		case h.Header != "":
			r.ExtraColumns = append(r.ExtraColumns, h.Header)
		}
	}
	for _, from := range got.Rows {
		to := &row{number: from.Number, extra: from.Extra}
		for i, c := range got.Columns {
			if from.Values[i] != "" {
				to.set(c.Name, from.Values[i])
			}
		}
		d.repair(to)
		if why := complete(kind, to); why != "" {
			r.leave(from.Number, "%s", why)
			continue
		}
		d.rows = append(d.rows, to)
	}
	unitOfHeader(d, r.Columns)
	noteProblems(r, got.Problems)
	noteNeeded(kind, d)
	rolesOfStakeholders(d)
	sumPeriods(d)
	r.RowsWritten += len(d.rows) + r.Merged
	return d
}

// peopleColumns are the columns of a kind that hold persons.
func peopleColumns(kind string, columns []content.Column) (out []string) {
	for _, c := range columns {
		if personHeader(c.Name) || kind == "stakeholders" && c.Name == "role" || kind == "escalations" && (c.Name == "from" || c.Name == "to") {
			out = append(out, c.Name)
		}
	}
	return out
}

// stakeholderPins settles which of "Stakeholder" and "Role" says who somebody is: the first, unless it
// holds people's names.
func stakeholderPins(t *table.Table) table.Pins {
	party, role := -1, -1
	for j, h := range t.Header {
		switch table.Normalise(h.Text) {
		case "stakeholder", "stakeholder name", "name":
			party = j
		case "role":
			role = j
		}
	}
	if party < 0 || role < 0 {
		return nil
	}
	for _, r := range t.Rows {
		if _, certain := looksLikeName(r.Cells[party].Text); certain {
			return nil
		}
	}
	return table.Pins{t.Header[party].Text: "role", t.Header[role].Text: table.PinExtra}
}

// rolesOfStakeholders takes people's names out of a register of stakeholders, and keeps the role of each.
func rolesOfStakeholders(d *draft) {
	if d.kind != "stakeholders" {
		return
	}
	for _, r := range d.rows {
		for _, f := range r.extra {
			name := strings.ToLower(strings.TrimSpace(f.Name))
			if _, certain := looksLikeName(f.Text); certain && (strings.Contains(name, "stakeholder") || strings.Contains(name, "name")) && r.get("role") != "" {
				d.roles = append(d.roles, Pair{f.Text, r.get("role")})
			}
		}
	}
}

var placeholder = regexp.MustCompile(`^\[[^\]]+\]$`)

// complete gives a row what it needs and lacks, and says why it is left out when that cannot be.
func complete(kind string, r *row) (why string) {
	title := titleColumn(kind)
	if kind == "costs" && content.IsTotal(r.get(title)) || r.get(title) == "" && content.IsTotal(r.get("id")) {
		return "A total: it is reckoned from the other rows."
	}
	if placeholder.MatchString(r.get(title)) {
		return "It still holds the words of a template: " + r.get(title) + "."
	}
	switch kind {
	case "burndown":
		return needed(r, "date", "It has no date, so it has no place in a burndown.")
	case "earned-value":
		if why := needed(r, "period end", "It has no period, so it has no place among the others."); why != "" {
			return why
		}
		return needed(r, "pv", "It has no planned value (PV).")
	}
	if title != "" && r.get(title) == "" {
		r.set(title, firstText(kind, r))
	}
	if title != "" && r.get(title) == "" {
		return "Nothing in it says what it is."
	}
	return ""
}

func needed(r *row, column, why string) string {
	if r.get(column) == "" {
		return why
	}
	return ""
}

// firstText is what a row without a title can be called.
func firstText(kind string, r *row) string {
	for _, column := range []string{"description", "decision", "context", "response", "what changed", "phase"} {
		if r.get(column) != "" {
			return r.get(column)
		}
	}
	if kind == "work" {
		return strings.TrimSpace(r.get("type") + " " + r.get("id"))
	}
	for _, f := range r.extra {
		if f.Text != "" {
			return f.Text
		}
	}
	return ""
}

// titleColumn is the column that says what a record of a kind is.
func titleColumn(kind string) string {
	for _, c := range columnsOf(kind) {
		if c.Title {
			return c.Name
		}
	}
	return ""
}

// columnsOf are the columns of a kind; none for a word that is no kind.
func columnsOf(kind string) []content.Column {
	for _, k := range content.Kinds() {
		if k.Name == kind {
			return content.Columns(k)
		}
	}
	return nil
}
