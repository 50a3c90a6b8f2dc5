// Package review gives a coach a report on learners' portfolios: what is there, how well it is told, and
// which level of a rubric that is. It reads source folders, as learners keep them, and what it says is for
// the coach and the learner alone: nothing of it is ever a part of a published site.
//
// A [Rubric] is a list of criteria with named levels. A criterion that names looks of package advice is
// measured; one that names none waits for a person, whose levels and words come from [Grades]. A person's
// level always stands over a measured one, and both are shown.
package review

import (
	"slices"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/advice"
)

// Folder is one learner's portfolio as it was read.
type Folder struct {
	Name      string             // as the coach calls it: the folder's own name
	Portfolio *content.Portfolio // nil when it could not be read
	Problems  content.Problems   // what the load found
	Options   advice.Options
}

// Report is gatefold.review/1: one rubric, all learners, in the order in which they were named.
type Report struct {
	Schema   string       `json:"schema"`
	Rubric   RubricTitle  `json:"rubric"`
	Coach    string       `json:"coach,omitempty"`
	Graded   content.Date `json:"graded,omitzero"` // the day that the coach's file bears
	Learners []Learner    `json:"learners"`
}

// RubricTitle says by what was measured.
type RubricTitle struct {
	Title    string `json:"title"`
	Criteria int    `json:"criteria"`
}

// Learner is what is said of one portfolio.
type Learner struct {
	Folder     string       `json:"folder"`
	Name       string       `json:"name"`
	TargetRole string       `json:"target_role,omitempty"`
	AsOf       content.Date `json:"as_of,omitzero"`
	Projects   int          `json:"projects"`
	Records    int          `json:"records"`
	Drafts     int          `json:"drafts"`   // left out of the review, as of a site
	Errors     int          `json:"errors"`   // of the records, as a build reports them
	Warnings   int          `json:"warnings"` // the same
	Unread     string       `json:"unread,omitempty"`
	There      Count        `json:"there"`  // whether what a reader looks for is there
	Told       Count        `json:"told"`   // whether it is told well
	Agrees     Count        `json:"agrees"` // whether the records agree with each other
	Points     *int         `json:"points,omitempty"`
	Waiting    int          `json:"waiting"` // criteria that a person has still to grade
	Criteria   []Assessed   `json:"criteria"`
	NextSteps  []Step       `json:"next_steps"`
}

// Count is so many of so many.
type Count struct {
	Have int `json:"have"`
	Of   int `json:"of"`
}

// Assessed is one criterion for one learner.
type Assessed struct {
	ID       string           `json:"id"`
	Title    string           `json:"title"`
	Weight   float64          `json:"weight"`
	By       string           `json:"by"`             // "measure", "coach"; "" when it waits or there was nothing to look at
	Level    string           `json:"level"`          // "" likewise
	Rank     int              `json:"rank"`           // of the level, from 1 (the lowest); 0 likewise
	Ranks    int              `json:"ranks"`          // how many levels there are
	Measured string           `json:"measured_level"` // what the measures alone say; "" where nothing is measured
	Share    int              `json:"share_percent"`  // of what was looked at; 0 where nothing was
	Words    string           `json:"words"`          // the coach's own, else those of the level
	Measures []Measure        `json:"measures"`
	Found    content.Problems `json:"found"`
}

// Waits tells whether a person has still to grade it.
func (a Assessed) Waits() bool { return a.Rank == 0 && len(a.Measures) == 0 }

// Measure is one look within a criterion.
type Measure struct {
	Look  string `json:"look"`
	Title string `json:"title"`
	Count
}

// Step is something to do next, and in which projects.
type Step struct {
	Look     string   `json:"look"`
	Missed   string   `json:"missed"`
	Do       string   `json:"do"`
	Projects []string `json:"projects"`
}

// Schema names the form of a report.
const Schema = "gatefold.review/1"

// shownSteps is how many next steps a learner is given: few enough to be taken.
const shownSteps = 3

// New reviews portfolios by a rubric, with what a coach has graded.
func New(folders []Folder, rubric Rubric, grades Grades) Report {
	r := Report{Schema: Schema, Rubric: RubricTitle{rubric.Title, len(rubric.Criteria)}, Coach: grades.Coach, Graded: grades.Date, Learners: []Learner{}}
	for _, f := range folders {
		r.Learners = append(r.Learners, learner(f, rubric, grades))
	}
	return r
}

func learner(f Folder, rubric Rubric, grades Grades) Learner {
	out := Learner{Folder: f.Name, Name: f.Name, Errors: f.Problems.Count(content.Error), Warnings: f.Problems.Count(content.Warning), Criteria: []Assessed{}, NextSteps: []Step{}}
	if f.Portfolio == nil {
		out.Unread = "portfolio.toml cannot be used"
		if len(f.Problems) > 0 {
			out.Unread = f.Problems[0].Message
		}
		return out
	}
	owner := f.Portfolio.Config.Owner
	if owner.Name != "" {
		out.Name = owner.Name
	}
	out.TargetRole, out.AsOf, out.Projects, out.Records = owner.TargetRole, f.Portfolio.AsOf, len(f.Portfolio.Projects), records(f.Portfolio)
	out.Drafts = f.Portfolio.Drafts
	results := advice.At(f.Portfolio, f.Options)
	out.There, out.Told, out.Agrees = countOf(results, advice.There), countOf(results, advice.Told), countOf(results, advice.Agrees)
	for _, c := range rubric.Criteria {
		a := assess(c, results)
		if g, ok := grades.of(f.Name, c.ID); ok {
			a.grade(c, g)
		}
		if a.Waits() {
			out.Waiting++
		}
		out.Criteria = append(out.Criteria, a)
	}
	out.Points = points(out.Criteria)
	for _, r := range advice.NextSteps(results, shownSteps) {
		projects := r.Projects
		if projects == nil {
			projects = []string{}
		}
		out.NextSteps = append(out.NextSteps, Step{r.Name, r.Missed, r.Step, projects})
	}
	return out
}

// records counts what has an id; rows of a series and cost lines are no records of their own.
func records(p *content.Portfolio) (n int) {
	for _, project := range p.Projects {
		for _, r := range project.Records {
			if r.Common().ID != "" {
				n++
			}
		}
	}
	return n
}

func countOf(results []advice.Result, g advice.Group) Count {
	have, of := advice.Of(results, g)
	return Count{have, of}
}

// assess measures one criterion: its share is the mean of those of its looks, each as much as the other.
func assess(c Criterion, results []advice.Result) Assessed {
	a := Assessed{ID: c.ID, Title: c.Title, Weight: c.Weight, Ranks: len(c.Levels), Measures: []Measure{}, Found: content.Problems{}}
	sum, looked := 0, 0
	for _, name := range c.Looks {
		i := slices.IndexFunc(results, func(r advice.Result) bool { return r.Name == name })
		if i < 0 {
			continue // ReadRubric names those that do not exist
		}
		r := results[i]
		a.Measures = append(a.Measures, Measure{r.Name, r.Title, Count{r.Have, r.Of}})
		a.Found = append(a.Found, r.Found...)
		if percent, ok := r.Share(); ok {
			sum, looked = sum+percent, looked+1
		}
	}
	if looked == 0 {
		return a
	}
	a.Share = sum / looked
	for i, l := range c.Levels {
		if a.Share >= l.From {
			a.By, a.Level, a.Rank, a.Measured, a.Words = "measure", l.Name, i+1, l.Name, l.Words
		}
	}
	return a
}

// grade takes over what a person says.
func (a *Assessed) grade(c Criterion, g Grade) {
	for i, l := range c.Levels {
		if l.Name == g.Level {
			a.By, a.Level, a.Rank, a.Words = "coach", l.Name, i+1, l.Words
		}
	}
	if g.Words != "" {
		a.Words = g.Words
	}
}

// points are the levels reached, by weight, from 0 (all lowest) to 100 (all highest); nil when no
// criterion has a level.
func points(criteria []Assessed) *int {
	sum, weight := 0.0, 0.0
	for _, a := range criteria {
		if a.Rank > 0 && a.Ranks > 1 {
			sum += a.Weight * float64(a.Rank-1) / float64(a.Ranks-1)
			weight += a.Weight
		}
	}
	if weight == 0 {
		return nil
	}
	p := int(100 * sum / weight)
	return &p
}
