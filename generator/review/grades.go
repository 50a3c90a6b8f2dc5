package review

import (
	"github.com/gatefold/gatefold/content"
)

// Grades is a coach's file: levels and words for what a person judges.
type Grades struct {
	Coach string
	Date  content.Date
	List  []Grade
}

// Grade is one criterion of one learner.
type Grade struct {
	Learner   string // the name of the folder; "" when the file is about one learner alone
	Criterion string
	Level     string // "" leaves the measured level, with the coach's words
	Words     string
}

// of is what the coach says of one learner's criterion; the entry that names the learner goes before one
// that is about everybody.
func (g Grades) of(learner, criterion string) (found Grade, ok bool) {
	for _, e := range g.List {
		if e.Criterion == criterion && (e.Learner == learner || e.Learner == "" && !ok) {
			found, ok = e, true
		}
	}
	return found, ok
}

// ReadGrades reads a coach's file for a rubric and the learners that are reviewed. An entry without a
// learner is only understood where one folder is reviewed. Entries about other folders are left alone:
// one file may be about a whole cohort.
func ReadGrades(path string, data []byte, rubric Rubric, learners []string) (Grades, content.Problems) {
	f := open(path, data)
	if f.unreadable() {
		return Grades{}, f.problems
	}
	top := f.top
	top.schema()
	out := Grades{Coach: top.text("coach"), Date: top.date("date")}
	seen := map[string]bool{}
	for _, g := range top.groups("grade", maxGrades) {
		e := Grade{Learner: g.text("learner"), Criterion: g.needed("criterion", `criterion = "risks"`), Level: g.text("level"), Words: g.text("words")}
		g.rest()
		c, known := rubric.criterion(e.Criterion)
		switch {
		case e.Criterion == "":
			continue
		case !known:
			f.add(CodeUnknown, g.cell("criterion"), content.DidYouMean(e.Criterion, rubric.ids())+words(rubric.ids()), "The rubric has no criterion %q.", e.Criterion)
			continue
		case e.Learner == "" && len(learners) != 1:
			f.add(CodeMissing, g.at, `Write learner = "..." with the name of the learner's folder.`, "This entry does not say about whom it is, and %d folders are reviewed.", len(learners))
			continue
		case e.Level != "" && !contains(c.levelNames(), e.Level):
			f.add(CodeUnknown, g.cell("level"), content.DidYouMean(e.Level, c.levelNames())+words(c.levelNames()), "The criterion %q has no level %q.", e.Criterion, e.Level)
			continue
		}
		if g.once(seen, e.Learner+"\x00"+e.Criterion) {
			out.List = append(out.List, e)
		}
	}
	top.rest()
	f.problems.Sort()
	return out, f.problems
}
