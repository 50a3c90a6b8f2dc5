package shown_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/generator/shown"
)

// agreement are cases for both implementations.
type agreement struct {
	Sites []files     `json:"sites"`
	Cases []agreeCase `json:"cases"`
}

type agreeCase struct {
	Site     int            `json:"site"`
	Fields   map[string]any `json:"fields"`
	Withheld int            `json:"withheld"`
}

func (a *agreement) site(f files) int {
	a.Sites = append(a.Sites, f)
	return len(a.Sites) - 1
}

func (a *agreement) add(site int, fields map[string]any, withheld int) {
	a.Cases = append(a.Cases, agreeCase{site, fields, withheld})
}

// portfolio adds a built portfolio: all its records, and each with something changed.
func (a *agreement) portfolio(t *testing.T, r *rand.Rand, src fs.FS) {
	dir, site := built(t, src), files{}
	err := filepath.WalkDir(string(dir), func(path string, d fs.DirEntry, err error) error {
		name, _ := filepath.Rel(string(dir), path)
		if ext := filepath.Ext(path); err == nil && !d.IsDir() && (ext == ".html" || ext == ".csv" || ext == ".json") {
			body, err := os.ReadFile(path)
			site[filepath.ToSlash(name)] = string(body)
			return err
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	n, sealed := a.site(site), sealedOf(t, src)
	for _, place := range slices.Sorted(maps.Keys(sealed)) {
		fields := sealed[place]
		a.add(n, fields, 0)
		a.add(n, fields, 1)
		other := maps.Clone(fields)
		for name, v := range fields {
			if text, ok := v.(string); ok && r.IntN(3) == 0 && name != "record" {
				other[name] = mangled(r, text)
			}
			if r.IntN(9) == 0 && name != "record" {
				delete(other, name)
			}
		}
		a.add(n, other, 0)
	}
}

// mangled is a text with a piece of it moved, doubled or left out.
func mangled(r *rand.Rand, s string) string {
	runes := []rune(s)
	from := r.IntN(len(runes) + 1)
	to := min(len(runes), from+r.IntN(8))
	switch r.IntN(4) {
	case 0:
		return string(runes[:from]) + string(runes[to:])
	case 1:
		return string(runes[:to]) + string(runes[from:])
	case 2:
		return string(runes[from:]) + string(runes[:from])
	}
	return string(runes[:from]) + odd[r.IntN(len(odd))] + string(runes[from:])
}

// odd are pieces of Markdown, HTML and tables of which texts are made that nobody writes.
var odd = strings.Split("[~](~](<~>~\"~'~)~[^1]~[^1]:~[^a b]:~[x]~[ref]~[ref]:~!~![~\\~|~\n~\n\n~\r\n~\r~> ~- ~1. ~---~|--|:-:|\n~```~<b>~</b>~<br>~<!--~-->~&amp;~&#233;~&#x0;~&eacute;~&constructor;~\u00e9~e\u0301~\u0130~\u03a3\u03a3 ~\u03c2~\u0085~\ufeff~\u00a0~\u200b~\U0001f469~,~;~\"\"~'=~=~n/a~1,200~(~)~%~-5~2.5~k~yes~ID~x:~__proto__~word~Two words~three plain words~<script>~</script ~<style~</style>~<a b=\">\">~<a b='~<h2>~</h2>~<sup>~\t~ ~  ", "~")

func nonsense(r *rand.Rand, n int) string {
	var b strings.Builder
	for range r.IntN(n) {
		b.WriteString(odd[r.IntN(len(odd))])
	}
	return b.String()
}

// texts adds texts that are compared with pages of themselves, of others and of nonsense.
func (a *agreement) texts(t *testing.T, r *rand.Rand) {
	all := examples(t)
	for i, text := range all {
		n := a.site(minutes(t, text, "en"))
		a.add(n, sealedText(text), 0)
		a.add(n, sealedText(all[(i+1)%len(all)]), 0)
		a.add(n, sealedText(mangled(r, text)), 0)
	}
	for range 3000 {
		text := nonsense(r, 30)
		site := minutes(t, text, "")
		if r.IntN(2) == 0 {
			site["projects/p/meetings/x/index.html"] = nonsense(r, 60)
		}
		fields := sealedText(mangled(r, text))
		fields["x:own"], fields["forum"], fields["actions"] = nonsense(r, 10), nonsense(r, 10), nonsense(r, 10)
		a.add(a.site(site), fields, 0)
	}
}

// tables adds tables and rows of nonsense.
func (a *agreement) tables(r *rand.Rand) {
	cells := append(slices.Clone(odd), "R-01", "Title", "Note", "Date", "date", "2026-03-06", "12.5", "12,5", "1 200", "USD 40", "\u22125")
	cell := func() string { return cells[r.IntN(len(cells))] }
	for range 3000 {
		var b strings.Builder
		for range 1 + r.IntN(4) {
			for range 1 + r.IntN(5) {
				b.WriteString(cell() + ",")
			}
			b.WriteString(cell() + "\n")
		}
		table := "ID,Date,Title,Title,Note\n" + b.String()
		n := a.site(files{"data/p/raid.csv": table, "data/p/burndown.csv": table})
		fields := map[string]any{"record": "p/raid/R-01", "id": "R-01", "title": cell(), "note": cell(), "x:Title": cell(), "x:" + cell(): cell()}
		a.add(n, fields, r.IntN(2))
		row := func() map[string]any {
			return map[string]any{"date": "2026-03-06", "id": "R-01", "title": cell(), "note": cell()}
		}
		a.add(n, map[string]any{"record": "p/burndown", "2026-03-06": row(), "2026-03-06#2": row(), cell(): cell()}, r.IntN(2))
	}
}

// places adds records at places and with values of all sorts.
func (a *agreement) places(r *rand.Rand) {
	n := a.site(files{"data/portfolio.json": `{"owner": {"name": "A", "headline": 5}, "projects": [{"slug": "p", "title": "T", "records": [{"id": "G1", "title": "Plan"}], "gates": "none"}, 7, {"slug": "q", "records": {}}]}`, "projects/p/gates/index.html": "<p>words of all</p>"})
	broken := a.site(files{"data/portfolio.json": `{"projects": [`, "data/p/raid.csv": "\"", "data/p/burndown.csv": "\xff"})
	values := []any{"go", "Plan", "T", "A", "", nil, 5.5, true, []any{}, []any{"x", nil, map[string]any{"criterion": "words of all here", "note": 5}}, map[string]any{"a": "b"}}
	for _, place := range []string{"", "/", "owner", "owner/x", "answers", "answers/x", "answers/x/y", "p", "p/project", "q/project", "constructor/project", "p/burndown", "p/raid/R-01", "p/raid/", "p/raid/a/b", "../raid/R", "p/../R", "p/raid/..", "p/gates/G1", "q/gates/G1", "p/decisions/D", "p/constructor", "p/constructor/x", "p/meetings/__proto__", "p/raid/\u00e9", "p/raid/" + strings.Repeat("x", 300), "p/raid/R?x"} {
		for range 20 {
			fields := map[string]any{"record": place}
			for _, name := range []string{"name", "title", "headline", "decision", "criteria", "date", "id", "body", "x:own", "## Why", "constructor"} {
				if r.IntN(2) == 0 {
					fields[name] = values[r.IntN(len(values))]
				}
			}
			a.add(n, fields, r.IntN(2))
			a.add(broken, fields, 0)
		}
	}
	a.add(n, map[string]any{"record": 5.5}, 0)
	a.add(n, map[string]any{}, 0)
}

// TestAgree: the page's script finds the same differences.
func TestAgree(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		if os.Getenv("GATEFOLD_FULL") != "" {
			t.Fatal("Node.js is needed for the full tests, and is not here")
		}
		t.Skip("Node.js is not here")
	}
	r, a := rand.New(rand.NewPCG(1, 2)), &agreement{}
	a.portfolio(t, r, os.DirFS("../../sample-portfolio"))
	a.portfolio(t, r, forms())
	a.texts(t, r)
	a.tables(r)
	a.places(r)
	for _, c := range cellCases() {
		a.add(a.site(c.site()), c.fields(), 0)
	}
	input, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), node, "../../themes/testdata/verify/agree.js")
	cmd.Stdin, cmd.Stderr = bytes.NewReader(input), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var theirs [][]shown.Difference
	if err := json.Unmarshal(out, &theirs); err != nil {
		t.Fatal(err)
	}
	a.judge(t, theirs)
}

func (a *agreement) judge(t *testing.T, theirs [][]shown.Difference) {
	t.Helper()
	var again agreement // what JSON cannot hold is the same for both
	input, _ := json.Marshal(a)
	if err := json.Unmarshal(input, &again); err != nil {
		t.Fatal(err)
	}
	faults, found := 0, 0
	checkers := make([]*shown.Checker, len(again.Sites))
	for i, site := range again.Sites {
		checkers[i] = shown.NewChecker(site)
	}
	for i, c := range again.Cases {
		ours, compared := checkers[c.Site].Record(c.Fields, c.Withheld)
		found += len(ours)
		if compared != (theirs[i] != nil) || len(ours)+len(theirs[i]) > 0 && !reflect.DeepEqual(ours, theirs[i]) {
			if faults++; faults < 10 {
				t.Errorf("case %d\n%q\nours   %q\ntheirs %q", i, fmt.Sprint(c.Fields), ours, theirs[i])
			}
		}
	}
	if faults > 0 || found < 5000 {
		t.Errorf("%d of %d cases with %d differences are judged otherwise", faults, len(again.Cases), found)
	}
}
