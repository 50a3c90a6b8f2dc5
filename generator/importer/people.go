package importer

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/gatefold/gatefold/content"
)

// Aliases says what people are called in what is published: private/aliases.toml.
type Aliases struct {
	names  map[string]string // in lower case: what they are called
	shown  map[string]string // in lower case: as it is written
	called map[string]bool   // in lower case: every alias
	next   int
}

// NewAliases has nobody in it.
func NewAliases() *Aliases {
	return &Aliases{names: map[string]string{}, shown: map[string]string{}, called: map[string]bool{}, next: 1}
}

// Add takes a person in, under the alias that was given before.
func (a *Aliases) Add(name, alias string) {
	name, alias = oneLine(name), oneLine(alias)
	if name == "" || alias == "" {
		return
	}
	a.names[strings.ToLower(name)], a.shown[strings.ToLower(name)] = alias, name
	a.called[strings.ToLower(alias)] = true
	if n, err := strconv.Atoi(strings.TrimPrefix(alias, "Person ")); err == nil && strings.HasPrefix(alias, "Person ") {
		a.next = max(a.next, n+1)
	}
}

// Of gives the alias of a person, a new one where there is none.
func (a *Aliases) Of(name string) string {
	name = oneLine(name)
	if alias, ok := a.names[strings.ToLower(name)]; ok {
		return alias
	}
	alias := "Person " + strconv.Itoa(a.next)
	a.Add(name, alias)
	return alias
}

// Pair is a person and what they are called.
type Pair struct{ Name, Alias string }

// Pairs are all persons, by alias in the order in which they came, then by name.
func (a *Aliases) Pairs() []Pair {
	var out []Pair
	for key, alias := range a.names {
		out = append(out, Pair{a.shown[key], alias})
	}
	number := func(s string) int { n, _ := strconv.Atoi(strings.TrimPrefix(s, "Person ")); return n }
	slices.SortFunc(out, func(x, y Pair) int {
		if n := number(x.Alias) - number(y.Alias); n != 0 {
			return n
		}
		return strings.Compare(x.Alias+"\x00"+x.Name, y.Alias+"\x00"+y.Name)
	})
	return out
}

// people finds names and hides them.
type people struct {
	aliases *Aliases
	keep    bool
	partial map[string]string // first and last names alone, as they are written; nil until they are needed
	longest int               // words of a name
}

var (
	mail   = regexp.MustCompile(`(?i)[\p{L}\d._%+'-]+@[\p{L}\d-]+(\.[\p{L}\d-]+)+`)
	inside = regexp.MustCompile(`^\s*(.*?)\s*<([^<>]*)>\s*$`)
	angled = regexp.MustCompile(`\s*<\s*` + mail.String() + `\s*>`)
	handle = regexp.MustCompile(`(^|[^\w@])@[A-Za-z][\w.-]{2,}`)
)

// personHeader tells by a header whether its column holds people.
func personHeader(header string) bool {
	h := strings.ToLower(header)
	for _, word := range []string{"owner", "assign", "reporter", "creator", "author", "approver", "responsible", "raised by", "created by", "requested by", "decided by", "approved by",
		"member", "resource", "stakeholder", "full name", "contact", "person", "watcher", "attendee", "lead", "completed by", "reviewer", "submitted by", "logged by", "sponsor", "manager", "asked of"} {
		if strings.Contains(h, word) {
			return true
		}
	}
	return false
}

// meetRoles takes in people whose role a register of stakeholders or a document says: they are called by
// it.
func (p *people) meetRoles(roles []Pair) {
	if p.keep {
		return
	}
	for _, pair := range roles {
		if _, known := p.aliases.names[strings.ToLower(oneLine(pair.Name))]; !known {
			p.aliases.Add(pair.Name, pair.Alias)
		}
	}
}

// meet takes in the people of a draft's columns, and of what else its file names.
func (p *people) meet(d *draft) {
	if p.keep {
		return
	}
	for _, name := range d.known {
		p.person(d, name, true)
	}
	for _, r := range d.rows {
		for _, column := range d.people {
			for _, name := range splitPeople(r.get(column)) {
				p.person(d, name, d.sure)
			}
		}
		for _, f := range r.extra {
			if personHeader(f.Name) {
				for _, name := range splitPeople(f.Text) {
					p.person(d, name, d.sure)
				}
			}
		}
	}
	if len(d.taken) > 0 {
		d.report.guess("These were taken for people: %s. If one is a role, a team or a company, write it as its own alias in private/aliases.toml, and import again.", strings.Join(d.taken, ", "))
	}
}

func (p *people) person(d *draft, name string, sure bool) {
	name = personName(name)
	if name == "" || content.Missing(name) || p.aliases.isAlias(name) {
		return
	}
	if _, known := p.aliases.names[strings.ToLower(name)]; known {
		return
	}
	if likely, _ := looksLikeName(name); !sure && !likely || sure && isRole(name) {
		return
	}
	alias := p.aliases.Of(name)
	if !sure {
		d.taken = append(d.taken, strconv.Quote(name)+" ("+alias+")")
	}
}

// isAlias tells whether a text is what somebody is called already.
func (a *Aliases) isAlias(text string) bool { return a.called[strings.ToLower(text)] }

// splitPeople cuts a cell that holds several people.
func splitPeople(cell string) []string {
	var out []string
	for _, part := range strings.FieldsFunc(cell, func(r rune) bool { return r == ';' || r == '\n' || r == '/' || r == '&' || r == ',' || r == '+' }) {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// personName is a person without their address: "Ada Lovelace <ada@x.org>" and "ada.lovelace@x.org" are
// "Ada Lovelace".
func personName(s string) string {
	if m := inside.FindStringSubmatch(s); m != nil {
		if s = m[1]; s == "" {
			s = m[2]
		}
	}
	if at := strings.IndexByte(s, '@'); at > 0 && mail.MatchString(s) {
		parts := strings.FieldsFunc(s[:at], func(r rune) bool { return r == '.' || r == '_' || r == '-' || unicode.IsDigit(r) })
		for i, part := range parts {
			parts[i] = strings.ToUpper(part[:1]) + part[1:]
		}
		s = strings.Join(parts, " ")
	}
	return strings.Trim(strings.Join(strings.Fields(strings.TrimPrefix(s, "@")), " "), `"'`)
}

// hide puts aliases in the place of names, in every text of a draft. Addresses are never written.
func (p *people) hide(d *draft) {
	words := wordColumns(d.kind)
	for _, r := range d.rows {
		for column, text := range r.values {
			switch {
			case !words[column]:
				r.values[column] = p.hideIn(text, slices.Contains(d.people, column))
			case strings.Contains(text, "@"): // "waiting for ada@example.org" is no status
				r.values[column] = p.hideAddresses(text)
			}
		}
		for i := range r.extra {
			r.extra[i].Text = p.hideIn(r.extra[i].Text, personHeader(r.extra[i].Name))
		}
	}
}

// wordColumns are the columns of a kind that hold ids, dates, numbers or words of a vocabulary: somebody
// called Low must not change a probability.
func wordColumns(kind string) map[string]bool {
	out := map[string]bool{"type": true, "status": true, "priority": true, "severity": true, "unit": true, "proximity": true}
	for _, k := range content.Kinds() {
		if k.Name != kind {
			continue
		}
		for _, c := range content.Columns(k) {
			if c.ID || c.Vocabulary != "" || c.Type == content.DateValue || c.Type == content.NumberValue || c.Type == content.LevelValue || c.Type == content.FlagValue {
				out[c.Name] = true
			}
		}
	}
	return out
}

// hideIn hides the names in one text; whole says that the text is people and nothing else.
func (p *people) hideIn(text string, whole bool) string {
	if strings.Contains(text, "@") {
		text = p.hideAddresses(text)
	}
	if p.keep || text == "" {
		return text
	}
	if whole {
		text = p.hideWhole(text)
	}
	return p.replaceNames(text)
}

// hideWhole hides the people in a cell that holds nothing else. A cell without any stays as it is.
func (p *people) hideWhole(text string) string {
	var out []string
	some := false
	for _, name := range splitPeople(text) {
		name = personName(name)
		if alias, ok := p.aliases.names[strings.ToLower(name)]; ok {
			name, some = alias, true
		}
		if !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	if !some {
		return text
	}
	return strings.Join(out, "; ")
}

// hideAddresses takes mail addresses out; the name before one stays.
func (p *people) hideAddresses(text string) string {
	text = angled.ReplaceAllString(text, "")
	text = mail.ReplaceAllStringFunc(text, func(address string) string {
		if alias, ok := p.aliases.names[strings.ToLower(personName(address))]; ok && !p.keep {
			return alias
		}
		return "(e-mail address left out)"
	})
	if p.keep {
		return text
	}
	return handle.ReplaceAllString(text, "${1}(name left out)")
}
