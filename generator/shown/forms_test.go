package shown_test

import (
	"encoding/csv"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/gatefold/gatefold/content"
)

// written are ways in which people write a value, by the type of its column.
var written = map[content.ValueType][]string{
	content.TextValue: {"Three plain words", "Two\nlines of it", "=SUM(A1) of all", "+9 items came", "-5 degrees outside", "- a dash first", "@home for once", "'quoted' by hand", "'=quoted as well",
		"one; two; three", "n/a", "Été à İstanbul, ΟΔΟΣ", "cafe\u0301 at noon", "<b>bold</b> & \"so\"", "1.200", "ends with blanks  ", "R-01 and G1 and nothing", "100 % of it", "x < y > z"},
	content.ListValue:   {"one; two ; three of them", "Only one of them", "one\ntwo\nn/a", "-", "a, b; c"},
	content.DateValue:   {"2026-03-06", "13 March 2026", "2026-03-14", "tbd", "31.03.2026"},
	content.MomentValue: {"2026-03-06 08:10", "2026-03-06T23:59", "13 March 2026 7:05", ""},
	content.NumberValue: {"1200", "1200.5", "$1,200.50", "1 200", "(1,200)", "12 %", "1.2k", "1'200", "−5", "+9", "<5", "~7", "USD 40", "40 USD", "1.2k USD", "3 days", "TBD", "0", "1,234,567.89", "5.", ".5", "£1.2m"},
	content.LevelValue:  {"High", "4", "40 %", "very low", "0.4", "M"},
	content.FlagValue:   {"yes", "No", "x", "TRUE", "0", "maybe", "☑"},
}

// commas are amounts of a column with a decimal comma.
var commas = []string{"1.200,50 €", "1.200", "3,5", "(2,75)", "1 200,5", "12,5 %"}

// register is a kind's table, every row another way of writing it.
func register(k content.Kind, rows int) [][]string {
	out := [][]string{nil}
	columns := content.Columns(k)
	for _, c := range columns {
		out[0] = append(out[0], c.Header())
	}
	out[0] = append(out[0], "Own column", "own  Column", "=Odd")
	for i := range rows {
		var row []string
		for j, c := range columns {
			row = append(row, value(c, i, j))
		}
		out = append(out, append(row, written[content.TextValue][i%17], "", "-1"))
	}
	return out
}

func value(c content.Column, i, j int) string {
	forms := written[c.Type]
	switch {
	case c.ID:
		return fmt.Sprintf("%s%d", strings.ToUpper(c.Name[:1])+"-", i)
	case c.Refs:
		forms = []string{"R-01, R-02", "R-01 R-02", "R-01\nR-02; n/a", "R-01", "", "R-01/R-02"}
	case c.Name == "type" && c.Vocabulary == "raid type":
		forms = []string{"Risk", "issue", "A", "decision", "dependency"}
	case c.Vocabulary != "":
		forms = []string{"rejected", "Open", "in progress", "IN-PROGRESS", "own word of mine", "Done", "n/a", ""}
	case c.Type == content.NumberValue && j%2 == 1:
		forms = commas
	case c.Name == "percent complete":
		forms = []string{"0.29", "0.5", "1", "0"}
	}
	if i == 0 && forms[0] == "" {
		return "x"
	}
	return forms[(i+j)%len(forms)]
}

func asCSV(rows [][]string) []byte {
	var b strings.Builder
	w := csv.NewWriter(&b)
	_ = w.WriteAll(rows)
	return []byte(b.String())
}

// asTOML writes a register with numbers and yes and no of TOML's own, too.
func asTOML(k content.Kind, rows int) []byte {
	var b strings.Builder
	numbers := []string{"1200", "1_200", "1200.5", "1e3", "0x1F", "-5", "+9", "0.29", `"1,200.50"`}
	for i := range rows {
		fmt.Fprintf(&b, "[[%s]]\n", strings.ReplaceAll(k.Name, "-", "_"))
		for j, c := range content.Columns(k) {
			v := fmt.Sprintf("%q", value(c, i, j))
			switch {
			case c.Type == content.NumberValue:
				v = numbers[(i+j)%len(numbers)]
			case c.Type == content.FlagValue && i%2 == 0:
				v = "true"
			case c.Type == content.DateValue && i%2 == 0:
				v = "2026-03-06"
			case (c.Type == content.ListValue || c.Refs) && i%2 == 0:
				v = `["R-01", "R-02, R-03", "a; b"]`
			}
			fmt.Fprintf(&b, "%s = %s\n", c.Key(), v)
		}
		fmt.Fprintf(&b, "Own = %d\n", i)
	}
	return []byte(b.String())
}

// document is a document with every field of its kind.
func document(k content.Kind, n int) []byte {
	var b strings.Builder
	b.WriteString("+++\n")
	var groups strings.Builder
	for j, c := range content.Columns(k) {
		switch {
		case c.Type == content.GroupValue:
			for i := range 3 {
				fmt.Fprintf(&groups, "[[%s]]\n", c.Key())
				for m, inner := range c.Columns {
					fmt.Fprintf(&groups, "%s = %q\n", inner.Key(), value(inner, i+n, m))
				}
				fmt.Fprintf(&groups, "own = \"Some words of mine\"\n")
			}
		case c.ID:
			fmt.Fprintf(&b, "id = \"%s%d\"\n", strings.ToUpper(k.Name[:1]), n)
		case c.Date:
			fmt.Fprintf(&b, "%s = 2026-03-%02d\n", c.Key(), 1+n)
		default:
			fmt.Fprintf(&b, "%s = %q\n", c.Key(), value(c, n, j))
		}
	}
	b.WriteString("own = \"Three words of mine\"\nlist = [\"one two three\", \"four\"]\n" + groups.String() + "+++\n" + prose)
	return []byte(b.String())
}

const prose = "Before the *first* heading, see R-01[^1] and [that](https://example.org/x_(y) \"a title\").\n\n" +
	"## What went  well\n\n- [x] Done\n- [ ] to do\n\n> [!NOTE]\n> Mind the gap.\n\n1. One\n2. Two\n\n" +
	"## Why `code` & <b>markup</b>\n\n| A | B |\n|--|:-:|\n| 1 | 2 | 3 |\n\nTerm\n: Its meaning\n\n```go\nfunc main() {}\n```\n\n![A picture of it](x.png) end.\n\n[ref]: /nowhere 'Not shown'\n\n" +
	"## What went  well\n\nAgain, \u201cso\u201d -- it's [here][ref] ... caf\u00e9 &eacute; &copy; 2 < 3 <!-- hidden --> end.\nA<br>B\n\n[^1]: Noted by hand.\n"

// TestForms: however a value is written, the site shows what is sealed of it.
func TestForms(t *testing.T) { noDifference(t, forms(), 300) }

// forms is a portfolio with every kind of record and every way of writing a value.
func forms() fs.FS {
	src := fstest.MapFS{"portfolio.toml": {Data: []byte("schema = 1\ntitle = \"T\"\n[owner]\nname = \"Zo\u0308e\"\nheadline = \" A head \"\ntarget_role = \"\"\nlinks = [{label = \"L\", url = \"https://example.org\"}]\n")}}
	const project = "title = \"P of  two\"\nsummary = \"It is about three\"\nbasis = \"personal\"\nbasis_note = \"with a long note\"\nrole = \"Lead\"\nmy_part = \"I did some of it\"\norganisation = \"A body of people\"\n" +
		"sponsor = \"Head of all things\"\ndomain = \"Cloud\"\nstatus = \"done\"\nstart = 2026-03-01\nfinish = 2026-04-01\nown = \"Words of my own\"\n[case]\nsize = \"a very small one\"\nsituation = \"It was so so.\"\nhard_part = \"The hard part was\"\nresult = \"It did come out\"\nlearned = \"I learned a lot\"\n"
	for _, slug := range []string{"one", "two"} {
		src["projects/"+slug+"/project.toml"] = &fstest.MapFile{Data: []byte(project)}
		for _, k := range content.Kinds() {
			base := "projects/" + slug + "/" + k.Name
			switch {
			case k.Shape == content.Document:
				src[base+".md"] = &fstest.MapFile{Data: document(k, 0)}
			case k.Shape == content.Folder:
				for n := range 4 {
					src[fmt.Sprintf("%s/%d.md", base, n)] = &fstest.MapFile{Data: document(k, n)}
				}
			case slug == "one":
				src[base+".csv"] = &fstest.MapFile{Data: asCSV(register(k, 30))}
			default:
				src[base+".toml"] = &fstest.MapFile{Data: asTOML(k, 30)}
			}
		}
		src["projects/"+slug+"/decisions/a.md"] = &fstest.MapFile{Data: []byte("+++\nid = \"I-3\"\nown = \"Three words more\"\n+++\n" + prose)}
		src["projects/"+slug+"/decisions/b.md"] = &fstest.MapFile{Data: []byte("+++\nid = \"D-77\"\ntitle = \"Its own record\"\ndate = 2026-03-09\nrationale = \"Because of all that\"\noptions = \"one and all; two and all\"\ncontext = \"In a dark wood\"\n" +
			"decision = \"We go right now\"\ndecided_by = \"The board of three\"\nimpact = \"Not all that much\"\nhindsight = \"It was quite right\"\nreversibility = \"Not to be undone\"\nown = \"Not shown at all\"\n+++\n" + prose)}
	}
	for name, question := range map[string]string{"a": "failed-deployment", "b": "failed-deployment", "c": "nobody-asks"} {
		src["answers/"+name+".md"] = &fstest.MapFile{Data: []byte("+++\nquestion = \"" + question + "\"\nsituation = \"It was quite dark\"\nresult = \"A light came on " + map[string]string{"c": "later"}[name] + "\"\nevidence = [\"one:R-01\"]\n+++\nFirst. Second one! Third? Fourth is not shown.\n\nNor is this.\n\n## More\n\nNor that.\n")}
	}
	return src
}
