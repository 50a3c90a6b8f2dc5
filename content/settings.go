package content

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/content/table"
)

// settings reads one table of portfolio.toml or project.toml, key by key. A key that nobody asked for
// is kept and hinted at by rest.
type settings struct {
	r      *report
	name   string // "[money]" for messages; "" at the top
	at     spot
	fields []table.Field
	known  []string
	words  wordIndex
	extra  *[]Field // what nobody asked for, of the whole file
	lost   []string // keys on lines that cannot be understood, which were reported
}

func newSettings(r *report, root table.Cell, words wordIndex) *settings {
	return &settings{r: r, at: spot{line: 1}, fields: root.Fields(), words: words, extra: new([]Field)}
}

// inside reads a table that lies in this one.
func (s *settings) inside(name string, c table.Cell) *settings {
	return &settings{r: s.r, name: name, at: cellPlace(c), fields: c.Fields(), words: s.words, extra: s.extra, lost: s.lost}
}

func (s *settings) find(key string) (table.Field, bool) {
	s.known = append(s.known, key)
	for _, f := range s.fields {
		if keyName(f.Name) == key {
			return f, true
		}
	}
	return table.Field{}, false
}

// has tells whether there is a setting of that name, without asking for it.
func (s *settings) has(key string) bool {
	return slices.ContainsFunc(s.fields, func(f table.Field) bool { return keyName(f.Name) == keyName(key) })
}

func keyName(s string) string { return strings.ReplaceAll(table.Normalise(s), " ", "_") }

func cellPlace(c table.Cell) spot { return spot{line: c.Line, column: c.Column} }

func (s *settings) label(key string) string {
	if s.name == "" {
		return key
	}
	return key + " in " + s.name
}

func (s *settings) invalid(key string, c table.Cell, hint string) {
	s.r.add(CodeSettingInvalid, Error, cellPlace(c), hint, "%s is %s, which it cannot be.", s.label(key), quote(plainText(c)))
}

// text reads a text; numbers and dates are taken as they are written.
func (s *settings) text(key string) string {
	f, ok := s.find(key)
	if !ok {
		return ""
	}
	if f.Cell.Type == table.List || f.Cell.Type == table.Group {
		s.invalid(key, f.Cell, fmt.Sprintf(`Write one text between quotation marks: %s = "..."`, key))
		return ""
	}
	return strings.TrimSpace(f.Cell.Text)
}

// needed reads a text that must be there; hint says what to write.
func (s *settings) needed(key, hint string) string {
	text := s.text(key)
	if text != "" {
		return text
	}
	at := s.at
	if f, ok := s.find(key); ok {
		at = cellPlace(f.Cell)
	}
	if !s.isLost(key) {
		s.r.add(CodeSettingMissing, Error, at, hint, "%s is missing.", s.label(key))
	}
	return ""
}

// word reads a word of a vocabulary; ok is false, with a problem, for any other word.
func (s *settings) word(key, vocabulary string) (word string, ok bool) {
	text := s.text(key)
	if text == "" {
		return "", true
	}
	if w, ok := s.words.find(vocabulary, text); ok {
		return w, true
	}
	words := wordsOf(vocabulary)
	s.r.add(CodeWordUnknown, Error, s.place(key), didYouMean(text, words)+"The words are "+orList(words)+".", "%s is %s, which is none of the words it can be.", s.label(key), quote(text))
	return text, false
}

// place is where a key's value stands, or where the table begins.
func (s *settings) place(key string) spot {
	for _, f := range s.fields {
		if keyName(f.Name) == key {
			return cellPlace(f.Cell)
		}
	}
	return s.at
}

func (s *settings) date(key string) Date {
	f, ok := s.find(key)
	if !ok || isMissing(f.Cell.Text) && f.Cell.Type == table.Text {
		return Date{}
	}
	return s.dateIn(key, f.Cell)
}

func (s *settings) dateIn(key string, c table.Cell) Date {
	m, _, fault := parseMoment(plainText(c), orderUnknown)
	switch fault {
	case dateFine:
		return m.Date
	case dateImpossible:
		s.r.add(CodeDateImpossible, Error, cellPlace(c), "Write a day that exists, such as 2025-04-18.", "%s is %s: there is no such day.", s.label(key), quote(c.Text))
	default:
		s.r.add(CodeDateUnreadable, Error, cellPlace(c), "Write a date as 2025-04-18, without quotation marks.", "%s is %s, which is no date that can be read.", s.label(key), quote(plainText(c)))
	}
	return Date{}
}

func (s *settings) dates(key string) []Date {
	f, ok := s.find(key)
	if !ok {
		return nil
	}
	var out []Date
	for _, c := range itemsOf(f.Cell) {
		if d := s.dateIn(key, c); !d.IsZero() {
			out = append(out, d)
		}
	}
	return out
}

func (s *settings) number(key string) Number {
	f, ok := s.find(key)
	if !ok || isMissing(f.Cell.Text) && f.Cell.Type == table.Text {
		return Number{}
	}
	v, ok := parseNumber(plainText(f.Cell), numberStyle{})
	if f.Cell.Type == table.Number {
		v, ok = tomlNumber(f.Cell.Text)
	}
	if !ok {
		s.r.add(CodeNumberUnreadable, Error, cellPlace(f.Cell), "Write a plain number, such as "+key+" = 214000.", "%s is %s, which is no number that can be read.", s.label(key), quote(plainText(f.Cell)))
		return Number{}
	}
	return Num(v)
}

func (s *settings) flag(key string, otherwise bool) bool {
	f, ok := s.find(key)
	if !ok {
		return otherwise
	}
	flag, ok := parseFlag(plainText(f.Cell))
	if !ok {
		s.invalid(key, f.Cell, "Write true or false.")
		return otherwise
	}
	return flag.Yes
}

// isLost tells whether a key stood on a line that cannot be understood.
func (s *settings) isLost(key string) bool {
	return slices.ContainsFunc(s.lost, func(k string) bool { return keyName(k) == key })
}

// hides reads a mark that keeps something from being published; in doubt it does.
func (s *settings) hides(key string) bool {
	f, ok := s.find(key)
	return s.flag(key, ok && !f.Cell.Empty()) || s.isLost(key)
}

func (s *settings) list(key string) []string {
	f, ok := s.find(key)
	if !ok {
		return nil
	}
	if f.Cell.Type != table.List {
		return splitList(plainText(f.Cell))
	}
	var out []string
	for _, c := range f.Cell.Items() {
		if t := strings.TrimSpace(plainText(c)); t != "" {
			out = append(out, t)
		}
	}
	return out
}

// cells are the values of a list with their places.
func (s *settings) cells(key string) []table.Cell {
	f, ok := s.find(key)
	if !ok {
		return nil
	}
	return itemsOf(f.Cell)
}

func itemsOf(c table.Cell) []table.Cell {
	if c.Type == table.List {
		return c.Items()
	}
	if c.Empty() {
		return nil
	}
	return []table.Cell{c}
}

// group reads a table inside this one; it is empty when the file has none.
func (s *settings) group(key string) *settings {
	f, ok := s.find(key)
	if ok && f.Cell.Type != table.Group {
		s.r.add(CodeNotAGroup, Error, cellPlace(f.Cell), fmt.Sprintf("Write [%s] on a line of its own, and the settings below it.", key), "%s is a single value, where a group of settings is expected.", s.label(key))
	}
	return s.inside("["+key+"]", f.Cell)
}

// groups reads a list of tables.
func (s *settings) groups(key string) []*settings {
	var out []*settings
	for _, c := range s.cells(key) {
		if c.Type != table.Group {
			s.r.add(CodeNotAGroup, Error, cellPlace(c), fmt.Sprintf("Write [[%s]] on a line of its own before each entry, and its fields below it.", key), "%s is a single value, where entries with fields are expected.", s.label(key))
			continue
		}
		out = append(out, s.inside("[["+key+"]]", c))
	}
	return out
}

// rest keeps the settings that nobody asked for as they were written, and hints at them.
func (s *settings) rest() {
	prefix := strings.Trim(s.name, "[]")
	if prefix != "" {
		prefix += "."
	}
	for _, f := range s.fields {
		if slices.Contains(s.known, keyName(f.Name)) {
			continue
		}
		*s.extra = append(*s.extra, Field{prefix + f.Name, plainText(f.Cell)})
		s.r.add(CodeSettingUnknown, Hint, spot{line: f.Line, column: f.Column}, didYouMean(keyName(f.Name), s.known)+"It is kept, and nothing uses it.", "gatefold does not know the setting %s.", quote(s.label(f.Name)))
	}
}
