package review

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/content/table"
	"github.com/gatefold/gatefold/generator/advice"
)

// Rubric is rubric.toml: what is looked at, and what each level of it is called.
type Rubric struct {
	Title    string
	Criteria []Criterion
}

// Criterion is one thing that is assessed.
type Criterion struct {
	ID, Title, Why string
	Weight         float64  // above 0; 1 when none is given
	Looks          []string // names of advice.Looks; none: a person grades it
	Levels         []Level  // from the lowest to the highest
}

// Level is one step of a criterion.
type Level struct {
	Name  string
	From  int // the share in percent from which it is reached; the first level's is 0
	Words string
}

// DefaultRubric is the rubric where there is no file, as it is written.
//
//go:embed default.toml
var DefaultRubric string

// Limits of a rubric: more than a person can read.
const (
	maxCriteria = 100
	maxLevels   = 10
	maxFile     = 1 << 20 // bytes
	maxGrades   = 100_000
)

// ReadRubric reads rubric.toml. What can be used of it is there whatever is wrong; a rubric without
// criteria is an error too. path is for the problems alone.
func ReadRubric(path string, data []byte) (Rubric, content.Problems) {
	f := open(path, data)
	if f.unreadable() {
		return Rubric{}, f.problems
	}
	top := f.top
	top.schema()
	r := Rubric{Title: top.text("title")}
	if r.Title == "" {
		r.Title = "Rubric"
	}
	usual := readLevels(top, "level")
	seen := map[string]bool{}
	for _, g := range top.groups("criterion", maxCriteria) {
		if c, ok := readCriterion(g, usual); ok && g.once(seen, c.ID) {
			r.Criteria = append(r.Criteria, c)
		}
	}
	top.rest()
	if len(r.Criteria) == 0 && len(f.problems) == 0 {
		f.add(CodeMissing, table.Cell{Line: 1}, "Write [[criterion]] on a line of its own and id, title and looks_at below it. `gatefold review --rubric default` prints one to begin with.", "This rubric has no criteria.")
	}
	f.problems.Sort()
	return r, f.problems
}

func readCriterion(g *group, usual []Level) (Criterion, bool) {
	c := Criterion{ID: g.needed("id", `id = "risks"`), Title: g.text("title"), Why: g.text("why"), Weight: g.weight(), Looks: g.list("looks_at")}
	if c.Title == "" {
		c.Title = c.ID
	}
	for _, name := range c.Looks {
		if _, ok := advice.Named(name); !ok {
			g.f.add(CodeUnknown, g.cell("looks_at"), content.DidYouMean(name, lookNames())+"`gatefold review --rubric default` shows all names in use.", "looks_at names %q, which gatefold cannot look at.", name)
		}
	}
	c.Levels = readLevels(g, "level")
	if len(c.Levels) == 0 {
		c.Levels = usual
	}
	g.rest()
	if c.ID != "" && len(c.Levels) < 2 {
		g.f.add(CodeMissing, g.at, `Write [[criterion.level]] with name and words for each level, the lowest first; or [[level]] at the top of the file for all criteria that have none.`, "The criterion %q has fewer than two levels.", c.ID)
		return c, false
	}
	return c, c.ID != ""
}

func lookNames() []string {
	var names []string
	for _, l := range advice.Looks() {
		names = append(names, l.Name)
	}
	return names
}

// readLevels reads named levels. Where none says from which share it is reached, they divide the whole
// evenly: of four levels the second from 33, the third from 66, the highest from 100.
func readLevels(g *group, key string) []Level {
	var out []Level
	said := false
	for _, l := range g.groups(key, maxLevels) {
		level := Level{Name: l.needed("name", `name = "Sound"`), Words: l.text("words")}
		from, ok := l.percent("from")
		level.From, said = from, said || ok
		l.rest()
		if n := len(out); ok && n > 0 && level.From <= out[n-1].From {
			l.f.add(CodeUnknown, l.cell("from"), "Write the levels from the lowest to the highest.", "The level %q begins at %d percent, but the one before at %d.", level.Name, level.From, out[n-1].From)
		}
		if level.Name != "" {
			out = append(out, level)
		}
	}
	for i := range out {
		if !said && len(out) > 1 {
			out[i].From = 100 * i / (len(out) - 1)
		}
	}
	if len(out) > 0 && out[0].From != 0 {
		out[0].From = 0 // the lowest level is whatever does not reach the next
	}
	return out
}

// Level names of a criterion, for messages.
func (c Criterion) levelNames() []string {
	var names []string
	for _, l := range c.Levels {
		names = append(names, l.Name)
	}
	return names
}

func (r Rubric) criterion(id string) (Criterion, bool) {
	for _, c := range r.Criteria {
		if c.ID == id {
			return c, true
		}
	}
	return Criterion{}, false
}

func (r Rubric) ids() []string {
	var ids []string
	for _, c := range r.Criteria {
		ids = append(ids, c.ID)
	}
	return ids
}

func words(names []string) string { return fmt.Sprintf("They are %s.", strings.Join(names, ", ")) }
