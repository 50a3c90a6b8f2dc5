package content

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/gatefold/gatefold/content/table"
)

// style is what the whole column decides for each of its values.
type style struct {
	order   dateOrder
	numbers numberStyle
	scale   levelScale
}

// percentColumn is the column that people fill with 0 to 100 or with 0 to 1.
const percentColumn = "percent complete"

// periodColumn holds the last day of a period, and may be written as a month.
const periodColumn = "period end"

// inferStyle looks at all texts of a column. Values that TOML types itself have no say.
func (f *filler) inferStyle(j int) (s style) {
	c := f.heads[j].column
	switch c.Type {
	case DateValue, MomentValue, NumberValue, LevelValue:
	default:
		return s
	}
	texts := make([]string, len(f.t.Rows))
	for i, row := range f.t.Rows {
		if cell := row.Cells[j]; (cell.Type == table.Text || c.Type == LevelValue || c.Name == percentColumn) && !isMissing(cell.Text) {
			texts[i] = cell.Text
		}
	}
	switch c.Type {
	case DateValue, MomentValue:
		var doubt int
		if s.order, doubt = inferOrder(texts, f.opt.order); doubt >= 0 {
			f.r.add(CodeDateAmbiguous, Error, f.spot(doubt, j), `Write date_order = "dmy" (day first) or date_order = "mdy" (month first) into project.toml, or write dates as 2025-04-18.`,
				"%s is %s: is that day or month first? No date in this column tells, so those that could be either were left out.", f.label(j), quote(texts[doubt]))
		}
	case NumberValue:
		var doubt int
		s.numbers, doubt = inferNumbers(texts, f.t.Delimiter == ';')
		if c.Name == percentColumn {
			s.numbers.ratio = inferRatio(texts, s.numbers)
		}
		if doubt >= 0 && s.numbers.undecided {
			v, _ := parseNumber(texts[doubt], s.numbers)
			f.r.add(CodeNumberDoubtful, Warning, f.spot(doubt, j), "Write thousands without a separator: 1234.", "%s is %s; it was read as %v, but it may mean a thousand times that.", f.label(j), quote(texts[doubt]), v)
		}
	case LevelValue:
		s.scale = inferScale(texts, strings.Contains(c.Name, "impact"))
	}
	return s
}

// set puts one value into a record.
func (f *filler) set(row *filled, i, j int, c table.Cell) {
	h := &f.heads[j]
	dst := row.rec.Elem().Field(h.column.field)
	text := plainText(c)
	value := text
	switch h.column.Type {
	case TextValue:
		dst.SetString(f.text(i, j, c, text))
	case ListValue:
		items := f.list(i, j, c)
		put(dst, items)
		value = strings.Join(items, "; ")
	case DateValue:
		d := f.date(i, j, c)
		put(dst, d)
		f.happened(row, h, d)
		if !d.IsZero() {
			value = d.String()
		}
	case MomentValue:
		m := f.moment(i, j, c)
		put(dst, m)
		f.happened(row, h, m.Date)
		if !m.IsZero() {
			value = m.String()
		}
	case NumberValue:
		n := f.number(i, j, c)
		if h.column.Series {
			for dst.Len() < h.nth {
				dst.Set(reflect.Append(dst, reflect.ValueOf(Number{})))
			}
			dst = dst.Index(h.nth - 1)
		}
		put(dst, n)
	case LevelValue:
		put(dst, f.level(i, j, c))
	case FlagValue:
		put(dst, f.flag(i, j, c))
	case GroupValue:
		f.group(row, dst, i, j, c)
	case refsValue:
		put(dst, f.evidence(row, i, j, c))
	}
	row.values[h.out] = value
	row.mentions = append(row.mentions, f.columnMentions(i, j, c)...)
}

// put sets a field without making a copy of the value on the heap, as reflect does.
func put[T any](dst reflect.Value, v T) { *dst.Addr().Interface().(*T) = v }

// happened moves the record's newest date.
func (f *filler) happened(row *filled, h *head, d Date) {
	if !h.column.Planned && d.After(row.happened) {
		row.happened = d
	}
}

// text reads a text, or a word of a vocabulary.
func (f *filler) text(i, j int, c table.Cell, text string) string {
	col := f.heads[j].column
	if col.Vocabulary != "" {
		if w, ok := f.opt.words.find(col.Vocabulary, text); ok {
			return w
		}
	}
	if isMissing(text) {
		return ""
	}
	if c.Type == table.Group {
		f.r.add(CodeNotAGroup, Error, f.spot(i, j), "Write one text between quotation marks.", "%s is a table, where one text is expected.", f.label(j))
	}
	f.placeholder(i, j, text)
	if col.Vocabulary == "" {
		return text
	}
	if f.r.full() {
		f.r.more++
		return text
	}
	words := wordsOf(col.Vocabulary)
	hint := didYouMean(text, words) + "The words are " + orList(words) + "."
	if isFixed(col.Vocabulary) {
		so := ""
		if col.Vocabulary == "question" {
			so = ", so this answer is not shown"
		}
		f.r.add(CodeWordUnknown, Error, f.spot(i, j), hint, "%s is %s, which is none of the words it can be%s.", f.label(j), quote(text), so)
	} else {
		f.r.add(CodeWordUnusual, Warning, f.spot(i, j), hint+" Yours is shown as you wrote it.", "%s is %s, a word that gatefold does not know here.", f.label(j), quote(text))
	}
	return text
}

func (f *filler) list(i, j int, c table.Cell) []string {
	var items []string
	if c.Type != table.List {
		items = splitList(plainText(c))
	}
	for _, item := range c.Items() {
		if s := plainText(item); !isMissing(s) {
			items = append(items, s)
		}
	}
	if f.heads[j].column.Refs {
		items = splitRefs(items)
	}
	for _, s := range items {
		f.placeholder(i, j, s)
	}
	return items
}

// splitRefs cuts the items of a list of references at commas and spaces too.
func splitRefs(items []string) []string {
	var out []string
	for _, s := range items {
		out = append(out, strings.FieldsFunc(closeLag(s), func(r rune) bool { return r == ',' || r == ' ' || r == '\u00a0' })...)
	}
	return out
}

func (f *filler) date(i, j int, c table.Cell) Date {
	m, ok := f.anyMoment(i, j, c)
	if !ok {
		return Date{}
	}
	return m.Date
}

func (f *filler) moment(i, j int, c table.Cell) Moment {
	m, _ := f.anyMoment(i, j, c)
	return m
}

func (f *filler) anyMoment(i, j int, c table.Cell) (Moment, bool) {
	h := &f.heads[j]
	if isMissing(c.Text) && c.Type == table.Text {
		return Moment{}, false
	}
	text := plainText(c)
	if v, ok := tomlNumber(text); ok && isSerial(v) && (c.Type == table.Number || strings.Contains(text, ".")) {
		text, _ = table.SerialDate(v, f.t.Date1904)
	}
	m, zone, fault := parseMoment(text, h.style.order)
	if fault == dateUnreadable && h.column.Name == periodColumn {
		if day, ok := endOfMonth(text); ok {
			m.Date, fault = day, dateFine
		}
	}
	if fault != dateFine {
		f.badDate(i, j, plainText(c), fault)
		return Moment{}, false
	}
	if m.Date.Year < 1970 || m.Date.Year > 2100 {
		f.r.add(CodeDateFar, Warning, f.spot(i, j), "Check the year.", "%s is %s, which lies outside 1970 to 2100.", f.label(j), m.Date)
	}
	if zone != "" && h.column.Type == MomentValue {
		f.r.add(CodeZoneDropped, Warning, f.spot(i, j), "Write every time of a record in the same local time, such as 2025-09-02 08:10.",
			"%s is %s; its time zone %s was left off, the time was taken as it stands.", f.label(j), quote(plainText(c)), quote(zone))
	}
	return m, true
}

func (f *filler) badDate(i, j int, text string, fault dateFault) {
	h := &f.heads[j]
	hint := f.exampleHint(i, j, *h.column)
	switch fault {
	case dateAmbiguous:
		return // said once for the column
	case dateImpossible:
		f.r.add(CodeDateImpossible, Error, f.spot(i, j), hint, "%s is %s: there is no such day.", f.label(j), quote(text))
	default:
		f.r.add(CodeDateUnreadable, Error, f.spot(i, j), hint, "%s is %s, which is no date that can be read.", f.label(j), quote(text))
	}
}

func (f *filler) number(i, j int, c table.Cell) Number {
	h := &f.heads[j]
	if c.Type == table.Number {
		if v, ok := tomlNumber(c.Text); ok {
			if h.style.numbers.ratio {
				v = asPercent(v)
			}
			return Num(v)
		}
	} else {
		if isMissing(c.Text) {
			return Number{}
		}
		if v, ok := parseNumber(plainText(c), h.style.numbers); ok {
			return Num(v)
		}
	}
	if _, _, word := levelWord(strings.ToLower(c.Text)); word && h.column.Name == "score" {
		return Number{} // some logs write the band of the score; it stays among the values as written
	}
	f.r.add(CodeNumberUnreadable, Error, f.spot(i, j), f.exampleHint(i, j, *h.column), "%s is %s, which is no number that can be read.", f.label(j), quote(plainText(c)))
	return Number{}
}

func (f *filler) level(i, j int, c table.Cell) Level {
	h := &f.heads[j]
	text := plainText(c)
	if isMissing(text) {
		return Level{}
	}
	v, known := parseLevel(text, h.style.scale)
	switch {
	case !known:
		f.r.add(CodeLevelUnknown, Warning, f.spot(i, j), f.exampleHint(i, j, *h.column), "%s is %s, which is no step of a scale that gatefold knows.", f.label(j), quote(text))
	case v == 0:
		f.r.add(CodeLevelOffScale, Error, f.spot(i, j), f.exampleHint(i, j, *h.column), "%s is %s, which lies outside its scale, %s.", f.label(j), quote(text), h.style.scale.name)
	}
	if v == 0 {
		return Level{Text: text}
	}
	return Level{Value: v, Text: text, Scale: h.style.scale.name}
}

func (f *filler) flag(i, j int, c table.Cell) Flag {
	if isMissing(c.Text) {
		return Flag{}
	}
	flag, ok := parseFlag(plainText(c))
	if !ok {
		so := ""
		if h := &f.heads[j]; h.draft || h.keep {
			so = "; until it is, the record is not shown"
		}
		f.r.add(CodeFlagUnknown, Warning, f.spot(i, j), "Write yes or no.", "%s is %s, which is neither yes nor no%s.", f.label(j), quote(plainText(c)), so)
	}
	return flag
}

// group reads a list of tables inside a document: criteria, conditions, timeline.
func (f *filler) group(row *filled, dst reflect.Value, i, j int, c table.Cell) {
	h := &f.heads[j]
	col := h.column
	t, faults := table.Groups(c, f.opt.register)
	for _, fault := range faults {
		f.r.add(CodeNotAGroup, Error, spot{fault.Line, fault.Column, ""}, fmt.Sprintf("Begin every entry with [[%s]] and write its fields below, such as %s.", col.Key(), groupExample(col.Columns)),
			"%s is a list of entries with fields, not a single value.", f.label(j))
	}
	inner := newFiller(&plan{kind: f.plan.kind, typ: col.elem, columns: col.Columns}, t, table.Match(headerTexts(t), matchColumns(col.Columns)), f.r, f.opt)
	inner.toml, inner.inner = true, true
	for _, item := range inner.fill() {
		dst.Set(reflect.Append(dst, item.rec.Elem()))
		row.mentions = append(row.mentions, item.mentions...)
		for _, e := range item.extra {
			row.extra = append(row.extra, Field{fmt.Sprintf("%s %d: %s", col.Name, dst.Len(), e.Name), e.Text})
		}
		if !col.Planned && item.happened.After(row.happened) {
			row.happened = item.happened
		}
	}
}

func groupExample(columns []Column) string {
	if len(columns) == 0 {
		return ""
	}
	return columns[0].Key() + " = " + goodExample(columns[0], true)
}
