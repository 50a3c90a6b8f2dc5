package importer

import (
	"archive/zip"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/content/table"
)

// Document is the draft of a document of a project: its fields, as far as they are known, and its text.
type Document struct {
	Kind   string  // the kind's name: charter, status, gates ...
	Source string  // the file it comes from
	Fields []Field // those that are known, and those that its kind needs
	report *FileReport
	roles  []Pair // persons whose role the document says
	blocks []block
	name   string // of the source, as a slug
	path   string // of the file to write
	body   string
}

// Field is one of the fields on top of a document. Value is "" where the text did not say it.
type Field struct {
	Key      string // as in front matter: date_authorised
	Label    string // for a question: "Date authorised"
	Required bool
	Words    []string // that it can hold; none when any will do
	Value    string
}

// document reads a .docx. Its original goes to artifacts/ either way.
func document(f File, z *zip.Reader, opt Options) found {
	out := artifact(f, "a Word document")
	blocks, err := readDocx(z)
	if err != nil {
		return refused(f, "a Word document", "Nothing was taken of it: "+err.Error()+". Open it in Word and save it again.")
	}
	r := out.reports[0]
	kind := opt.Kind
	if kind == "" {
		kind = documentKind(f.Name, blocks)
	}
	k := slices.IndexFunc(content.Kinds(), func(k content.Kind) bool {
		return k.Name == kind && (k.Shape != content.Register || k.LongForms)
	})
	if k < 0 {
		r.guess("Nothing in it says what kind of document it is. --kind charter (or status, gates, incidents, decisions, meetings) makes a draft of it.")
		return out
	}
	r.RecognisedAs = "a Word document, " + kind
	d := Document{Kind: kind, Source: f.Name, report: r, blocks: blocks, name: content.Slugify(strings.TrimSuffix(f.Name, path.Ext(f.Name)))}
	d.path = kind + "/" + d.name + ".md"
	if content.Kinds()[k].Shape == content.Document {
		d.path = kind + ".md"
	}
	d.fields(content.Kinds()[k])
	r.guess("It was made a draft, which no build publishes. Read it, complete its fields, and remove draft = true.")
	out.documents = []Document{d}
	return out
}

// documentKind tells by the words of a document's name and of its first headings what it is.
func documentKind(name string, blocks []block) string {
	text := strings.ToLower(strings.NewReplacer("_", " ", "-", " ").Replace(name))
	for _, b := range blocks[:min(len(blocks), 12)] {
		if b.level == 1 || len(b.text) < 80 {
			text += "\n" + strings.ToLower(b.text)
		}
	}
	for _, k := range []struct{ kind, words string }{
		{"incidents", "post incident|post mortem|postmortem|incident report|incident review|root cause analysis"},
		{"gates", "phase gate|gate review|stage gate|gate report|go/no-go|stage review"},
		{"meetings", "minutes|meeting notes|meeting of"},
		{"status", "status report|progress report|weekly report|highlight report|monthly report"},
		{"charter", "charter|project brief|project initiation|business case|terms of reference"},
		{"decisions", "decision record|decision paper"},
		{"charter", "project plan|project management plan"},
	} {
		for _, w := range strings.Split(k.words, "|") {
			if strings.Contains(text, w) {
				return k.kind
			}
		}
	}
	return ""
}

// fields looks for the fields of a kind in the tables of two columns and in lines such as "Sponsor: CIO".
// Who stands there with a role is called by it from then on.
func (d *Document) fields(k content.Kind) {
	found := map[string]string{}
	note := func(label, value string) {
		value = strings.TrimSpace(value)
		if key := table.Normalise(label); found[key] == "" { // what stands on top is the document's own
			found[key] = value
		}
		if start, end, ok := period(label, value); ok {
			found["period start"], found["period end"] = start, end
		}
		if name := nameOf(value); isRole(label) {
			if _, certain := looksLikeName(name); certain {
				d.roles = append(d.roles, Pair{name, oneLine(label)})
			}
		}
	}
	for _, b := range d.blocks {
		for _, row := range b.table {
			if len(row) == 2 {
				note(row[0], row[1])
			}
		}
		if label, value, ok := strings.Cut(b.text, ":"); ok && len(label) < 30 && !strings.Contains(value, "\n") {
			note(label, value)
		}
	}
	words := documentWords(k.Name)
	for _, c := range content.Columns(k) {
		if c.Type == content.GroupValue {
			continue
		}
		value := labelled(c, words[c.Name], found)
		if c.Date && c.Required && value == "" { // a report is of the day on which its period ends
			value = found["period end"]
		}
		if c.Title && value == "" {
			value = d.title()
		}
		if c.ID && value == "" && c.Required {
			value = strings.ToUpper(k.Word[:1]) + "-" + d.name
		}
		if value != "" || c.Required || c.Date || c.Vocabulary != "" {
			d.Fields = append(d.Fields, Field{Key: c.Key(), Label: c.Header(), Required: c.Required, Words: content.AllowedWords(c.Vocabulary), Value: value})
		}
	}
}

// title is the first heading, or the name of the file.
func (d *Document) title() string {
	for _, b := range d.blocks {
		if b.level == 1 {
			return strings.Join(strings.Fields(b.text), " ")
		}
	}
	return strings.ReplaceAll(d.name, "-", " ")
}

// anonymise hides people in the text and the fields, and writes the text.
func (d *Document) anonymise(p *people) {
	d.body = p.hideIn(markdown(d.blocks), false)
	for i := range d.Fields {
		d.Fields[i].Value = p.hideIn(d.Fields[i].Value, false)
	}
}

// File is the document as it is written.
func (d Document) File() Written {
	var b strings.Builder
	b.WriteString("+++\n")
	for _, f := range d.Fields {
		if f.Value != "" {
			fmt.Fprintf(&b, "%s = %s\n", f.Key, tomlText(f.Value))
		} else if f.Required {
			fmt.Fprintf(&b, "# %s = \"\"   needed; not found in %s\n", f.Key, oneLine(d.Source))
		}
	}
	b.WriteString("draft = true\n+++\n\n" + d.body)
	return Written{Path: d.path, Data: []byte(b.String())}
}

// tomlText is a TOML string, or a date where the text is one.
func tomlText(s string) string {
	if len(s) == 10 && s[4] == '-' && s[7] == '-' && strings.Trim(s, "0123456789-") == "" {
		return s
	}
	return strconv.Quote(oneLine(s)) // control characters are gone, so this is TOML too
}

func oneLine(s string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r == 0x2028 || r == 0x2029 {
			return ' '
		}
		return r
	}, s)), " ")
}
