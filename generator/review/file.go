package review

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/content/table"
)

// The codes of what is wrong with a coach's own files.
const (
	CodeSyntax  = "GF4301"
	CodeUnknown = "GF4302"
	CodeMissing = "GF4303"
	CodeTwice   = "GF4304"
)

// Codes are the codes of a coach's files with what they mean, in the order of their numbers.
func Codes() []content.CodeMeaning {
	return []content.CodeMeaning{
		{Code: CodeSyntax, Meaning: "rubric.toml, or a coach's file with grades, cannot be read as TOML"},
		{Code: CodeUnknown, Meaning: "rubric.toml, or a coach's file with grades, holds a name or a value that is not known there"},
		{Code: CodeMissing, Meaning: "something that rubric.toml, or a coach's file with grades, must say is missing"},
		{Code: CodeTwice, Meaning: "rubric.toml has a criterion twice, or a coach's file grades one twice"},
	}
}

// file is a TOML file that is read strictly: what nobody asks for is a problem.
type file struct {
	path     string
	problems content.Problems
	top      *group
}

// group is one table of it.
type group struct {
	f      *file
	at     table.Cell
	fields []table.Field
	known  []string
}

func open(path string, data []byte) *file {
	f := &file{path: path}
	limits := table.DefaultLimits()
	limits.Bytes = maxFile
	root, faults := table.Settings(data, limits)
	for _, fault := range faults {
		f.add(CodeSyntax, table.Cell{Line: fault.Line, Column: fault.Column}, "Write each line as name = \"value\", texts between quotation marks and names of groups between brackets.", "This line cannot be understood: %s.", reason(fault))
	}
	f.top = &group{f: f, at: table.Cell{Line: 1}, fields: root.Fields()}
	return f
}

func reason(fault table.Fault) string {
	switch {
	case fault.Kind == table.TooLarge:
		return fmt.Sprintf("the file has more than %d bytes", maxFile)
	case fault.Found != "":
		return fault.Found
	}
	return "it is no text in TOML"
}

func (f *file) unreadable() bool { return len(f.problems) > 0 }

func (f *file) add(code string, at table.Cell, hint, format string, args ...any) {
	f.problems = append(f.problems, content.Problem{Code: code, Severity: content.Error, Path: f.path, Line: at.Line, Column: at.Column,
		Message: fmt.Sprintf(format, args...), Hint: hint})
}

// cell is the value of a key, or the place of the group.
func (g *group) cell(key string) table.Cell {
	for _, f := range g.fields {
		if f.Name == key {
			return f.Cell
		}
	}
	return g.at
}

func (g *group) find(key string) (table.Cell, bool) {
	g.known = append(g.known, key)
	for _, f := range g.fields {
		if f.Name == key {
			return f.Cell, true
		}
	}
	return g.at, false
}

func (g *group) text(key string) string {
	c, ok := g.find(key)
	if ok && c.Type != table.Text {
		g.f.add(CodeUnknown, c, fmt.Sprintf("Write %s = \"...\" with quotation marks.", key), "%s is not a text.", key)
		return ""
	}
	return strings.TrimSpace(c.Text)
}

// needed is a text that must be there.
func (g *group) needed(key, example string) string {
	text := g.text(key)
	if text == "" {
		g.f.add(CodeMissing, g.cell(key), "Write "+example+".", "%s is missing.", key)
	}
	return text
}

func (g *group) list(key string) []string {
	c, ok := g.find(key)
	if !ok {
		return nil
	}
	var out []string
	for _, item := range c.Items() {
		out = append(out, strings.TrimSpace(item.Text))
	}
	if c.Type != table.List {
		g.f.add(CodeUnknown, c, fmt.Sprintf("Write %s = [\"raid\", \"risk-owner\"] with brackets.", key), "%s is not a list.", key)
	}
	return out
}

// schema refuses a file of a later form.
func (g *group) schema() {
	if c, ok := g.find("schema"); ok && c.Text != "1" {
		g.f.add(CodeUnknown, c, "Write schema = 1, or use a newer gatefold.", "schema is %q; this gatefold knows schema 1.", c.Text)
	}
}

func (g *group) weight() float64 {
	c, ok := g.find("weight")
	if !ok {
		return 1
	}
	w, err := strconv.ParseFloat(c.Text, 64)
	if err != nil || c.Type != table.Number || !(w > 0 && w <= 1000) {
		g.f.add(CodeUnknown, c, "Write a number above 0, such as weight = 2.", "weight is %q, which it cannot be.", c.Text)
		return 1
	}
	return w
}

// percent is a share from 0 to 100; ok is false when none is given.
func (g *group) percent(key string) (n int, ok bool) {
	c, ok := g.find(key)
	if !ok {
		return 0, false
	}
	n, err := strconv.Atoi(c.Text)
	if err != nil || n < 0 || n > 100 {
		g.f.add(CodeUnknown, c, "Write a share in percent, such as "+key+" = 75.", "%s is %q, which is no share from 0 to 100.", key, c.Text)
		return 0, false
	}
	return n, true
}

func (g *group) date(key string) content.Date {
	c, ok := g.find(key)
	if !ok || c.Empty() {
		return content.Date{}
	}
	day, err := time.Parse(time.DateOnly, c.Text)
	if err != nil {
		g.f.add(CodeUnknown, c, "Write a day as "+key+" = 2026-11-28.", "%s is %q, which is no day.", key, c.Text)
		return content.Date{}
	}
	return content.DateOf(day)
}

// groups are the tables of a list, at most limit of them.
func (g *group) groups(key string, limit int) []*group {
	c, ok := g.find(key)
	if !ok {
		return nil
	}
	var out []*group
	for _, item := range c.Items() {
		if item.Type != table.Group {
			break
		}
		if len(out) == limit {
			g.f.add(CodeUnknown, item, "Remove some of them.", "There are more than %d of [[%s]].", limit, key)
			return out
		}
		out = append(out, &group{f: g.f, at: item, fields: item.Fields()})
	}
	if len(out) == 0 {
		g.f.add(CodeUnknown, c, fmt.Sprintf("Write [[%s]] on a line of its own before each entry.", key), "%s is a single value, where entries are expected.", key)
	}
	return out
}

// once is false, with a problem, for a name that was there before.
func (g *group) once(seen map[string]bool, name string) bool {
	if seen[name] {
		_, last, _ := strings.Cut("\x00"+name, "\x00")
		if i := strings.LastIndexByte(last, 0); i >= 0 {
			last = last[i+1:]
		}
		g.f.add(CodeTwice, g.at, "Keep one of the two.", "There is an entry for %q already.", last)
		return false
	}
	seen[name] = true
	return true
}

// rest reports what nobody asked for.
func (g *group) rest() {
	for _, f := range g.fields {
		if !slices.Contains(g.known, f.Name) {
			g.f.add(CodeUnknown, table.Cell{Line: f.Line, Column: f.Column}, content.DidYouMean(f.Name, g.known)+words(g.known), "%q is not known here.", f.Name)
		}
	}
}

func contains(list []string, s string) bool { return slices.Contains(list, s) }
