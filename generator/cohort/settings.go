package cohort

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gatefold/gatefold/content/spelling"
	"github.com/gatefold/gatefold/content/table"
)

// reader gathers what is wrong with a file of settings.
type reader struct {
	file     string
	mistakes []Mistake
}

func (r *reader) add(line int, found, expected string) {
	r.mistakes = append(r.mistakes, Mistake{r.file, line, found, expected})
}

// fault is a file that cannot be read at all.
func (r *reader) fault(f table.Fault) {
	switch f.Kind {
	case table.TooLarge:
		r.add(1, fmt.Sprintf("it has %d bytes", f.Got), fmt.Sprintf("No cohort needs more than %d.", f.Want))
	case table.Syntax:
		r.add(f.Line, "this cannot be read: "+f.Found, "Compare it with the lines above, or with the file that `gatefold cohort init` makes in a new folder.")
	case table.TooDeep:
		r.add(f.Line, "brackets lie within one another too often", "No setting needs that.")
	default:
		r.add(max(f.Line, 1), "it is not text in UTF-8", "Save it as plain text, UTF-8, with an editor for text.")
	}
}

// group is one table of a file of settings, read key by key; end names the keys that nobody asked for.
type group struct {
	r      *reader
	name   string // of the table, "" at the top
	line   int
	fields []table.Field
	known  []string
}

func (r *reader) group(name string, c table.Cell) *group {
	return &group{r: r, name: name, line: max(c.Line, 1), fields: c.Fields()}
}

// label names a key for people.
func (g *group) label(key string) string {
	if g.name == "" {
		return key
	}
	return key + " in " + g.name
}

func (g *group) find(key string) (table.Field, bool) {
	g.known = append(g.known, key)
	for _, f := range g.fields {
		if f.Name == key {
			return f, true
		}
	}
	return table.Field{}, false
}

// text reads one line of text; "" when there is none.
func (g *group) text(key string) string {
	f, ok := g.find(key)
	if !ok {
		return ""
	}
	switch {
	case f.Cell.Type != table.Text:
		g.r.add(f.Line, g.label(key)+" is no text", fmt.Sprintf("Write it between quotation marks: %s = \"...\".", key))
	case !plainLine(f.Cell.Text):
		g.r.add(f.Line, g.label(key)+" has a character that cannot be seen, or more than one line", "Type it anew, on one line.")
	case utf8.RuneCountInString(f.Cell.Text) > maxSetting:
		g.r.add(f.Line, g.label(key)+" is too long", fmt.Sprintf("Use at most %d characters.", maxSetting))
	default:
		return strings.TrimSpace(f.Cell.Text)
	}
	return ""
}

// needed is text that must be there.
func (g *group) needed(key, expected string) string {
	before := len(g.r.mistakes)
	text := g.text(key)
	if text == "" && len(g.r.mistakes) == before {
		line := g.line
		if f, ok := g.find(key); ok {
			line = f.Line
		}
		g.r.add(line, g.label(key)+" is missing", expected)
	}
	return text
}

// checked is text that check finds nothing wrong with; it must be there when expected is given.
func (g *group) checked(key string, check func(string) error, expected string) string {
	var text string
	if expected != "" {
		text = g.needed(key, expected)
	} else {
		text = g.text(key)
	}
	if text == "" {
		return ""
	}
	if err := check(text); err != nil {
		f, _ := g.find(key)
		g.r.add(f.Line, g.label(key)+" cannot be used", strings.TrimSuffix(err.Error(), ".")+".")
		return ""
	}
	return text
}

// flag reads true or false; false when it is not there.
func (g *group) flag(key string) bool {
	f, ok := g.find(key)
	if ok && f.Cell.Type != table.Bool {
		g.r.add(f.Line, g.label(key)+" is neither true nor false", fmt.Sprintf("Write %s = true or %s = false, without quotation marks.", key, key))
	}
	return ok && f.Cell.Type == table.Bool && f.Cell.Text == "true"
}

// number reads a whole number; line is 0 when there is none that can be used.
func (g *group) number(key string, least, most int64) (n int64, line int) {
	f, ok := g.find(key)
	if !ok {
		return 0, 0
	}
	n, err := strconv.ParseInt(strings.ReplaceAll(f.Cell.Text, "_", ""), 10, 64)
	if f.Cell.Type != table.Number || err != nil || n < least || n > most {
		g.r.add(f.Line, g.label(key)+" is no number that can be used", numberHelp(key, least, most))
		return 0, 0
	}
	return n, f.Line
}

// table reads a table within this one, empty when there is none.
func (g *group) table(name string) *group {
	f, ok := g.find(name)
	if ok && f.Cell.Type != table.Group {
		g.r.add(f.Line, name+" is no table", "Write ["+name+"] on a line of its own, and its settings below it.")
		return g.r.group("["+name+"]", table.Cell{})
	}
	return g.r.group("["+name+"]", f.Cell)
}

// tables reads a list of tables.
func (g *group) tables(name string) []*group {
	f, ok := g.find(name)
	var out []*group
	for _, item := range f.Cell.Items() {
		if item.Type != table.Group {
			continue
		}
		out = append(out, g.r.group("[["+name+"]]", item))
	}
	if ok && len(out) != len(f.Cell.Items()) || ok && f.Cell.Type != table.List {
		g.r.add(f.Line, name+" is no list of tables", "Write [["+name+"]] on a line of its own, once for each, and its settings below it.")
	}
	if len(out) > maxMembers {
		g.r.add(f.Line, fmt.Sprintf("there are %d of %s", len(out), name), fmt.Sprintf("One cohort has at most %d.", maxMembers))
		out = nil
	}
	return out
}

// end names what nobody asked for.
func (g *group) end() {
	for _, f := range g.fields {
		asked := false
		for _, k := range g.known {
			asked = asked || k == f.Name
		}
		if asked {
			continue
		}
		expected := "It has " + strings.Join(unique(g.known), ", ") + "."
		if n := spelling.Nearest(f.Name, g.known); n != "" {
			expected = fmt.Sprintf("Did you mean %s? ", n) + expected
		}
		where := "this file"
		if g.name != "" {
			where = g.name
		}
		g.r.add(f.Line, fmt.Sprintf("%s has no setting %.40q", where, f.Name), expected)
	}
}

// unique leaves out what comes a second time.
func unique(words []string) []string {
	var out []string
	seen := map[string]bool{}
	for _, w := range words {
		if !seen[w] {
			seen[w] = true
			out = append(out, w)
		}
	}
	return out
}

func numberHelp(key string, least, most int64) string {
	if least == most {
		return fmt.Sprintf("Write %s = %d.", key, least)
	}
	return fmt.Sprintf("Write a whole number from %d to %d, without quotation marks.", least, most)
}
