package showcase

import (
	"slices"
	"strings"

	"github.com/gatefold/gatefold/generator/cohort"
	"github.com/gatefold/gatefold/generator/site"
)

const questionsPath = "questions/index.html"

// question is one interview question and who has answered it.
type question struct {
	key, words string
	people     []person
	answers    []cohort.Answer
}

func (q question) path() string { return "questions/" + q.key + "/index.html" }

// maxQuestions is how many questions get a page.
const maxQuestions = 40

// findQuestions gathers the answers by question, in the order in which they are first met, which is that
// of the learners' own interview pages.
func (p *plan) findQuestions() []question {
	var out []question
	for _, l := range p.learners {
		for _, a := range l.Answers {
			key := keyOf(a.Question)
			i := slices.IndexFunc(out, func(q question) bool { return q.key == key })
			switch {
			case a.Summary == "" || i < 0 && len(out) == maxQuestions:
				continue
			case i < 0:
				i, out = len(out), append(out, question{key: key, words: first(a.Words, a.Question)})
			}
			out[i].people, out[i].answers = append(out[i].people, l), append(out[i].answers, a)
		}
	}
	return out
}

// question is the one with the id, nil when it has no page.
func (p *plan) question(id string) *question {
	key := keyOf(id)
	i := slices.IndexFunc(p.questions, func(q question) bool { return q.key == key })
	if i < 0 {
		return nil
	}
	return &p.questions[i]
}

func (p *plan) questionPages() []site.Page {
	if len(p.questions) == 0 {
		return nil
	}
	out := []site.Page{page(questionsPath, func() any {
		v := p.base(questionsPath, "questions", "Questions")
		v.Crumbs = []site.Link{v.Brand, {Text: "Questions"}}
		v.Mast = site.Mast{Heading: "Questions you may ask", Lead: "Each with the answers of all learners who gave one, side by side."}
		s := p.questionsSection(questionsPath)
		s.Quiet = true
		v.Sections = []site.Section{s}
		return v
	})}
	for _, q := range p.questions {
		for _, s := range sheets(len(q.people)) {
			folder := strings.TrimSuffix(q.path(), "/index.html")
			out = append(out, page(sheetPath(q.path(), folder, s.n), func() any { return p.questionPage(q, s) }))
		}
	}
	return out
}

// questionsSection is the list of questions.
func (p *plan) questionsSection(at string) site.Section {
	s := site.Section{ID: "questions", Heading: "Questions you may ask", Notes: []site.Text{plain("Read one question across the cohort.")}}
	index := site.Index{}
	for _, q := range p.questions {
		words := "answered by fewer than five learners"
		if len(q.people) >= fewest {
			words = "answered by learners of this cohort"
			if tells(len(q.people), len(p.learners)) {
				words = "answered by " + number(len(q.people)) + " learners"
			}
		}
		index.Items = append(index.Items, site.IndexItem{Link: site.Link{Text: q.words, URL: site.Relative(at, q.path())}, Words: words})
	}
	if len(index.Items) > 0 {
		s.Parts = []site.Part{index}
	}
	return s
}

func (p *plan) questionPage(q question, s sheet) View {
	folder := strings.TrimSuffix(q.path(), "/index.html")
	at := sheetPath(q.path(), folder, s.n)
	title := q.words
	if s.n > 1 {
		title += ", page " + number(s.n)
	}
	v := p.base(at, "questions", title)
	v.Crumbs = []site.Link{v.Brand, {Text: "Questions", URL: site.Relative(at, questionsPath)}, {Text: title}}
	v.Mast = site.Mast{Heading: q.words, Lead: "In one breath each. The learner with the newest update first; nobody is ranked."}
	a := Answers{}
	for i := s.from; i < s.to; i++ {
		item := answerOf(q.people[i], q.answers[i])
		item.By.URL = site.Relative(at, q.people[i].path())
		a.Items = append(a.Items, item)
	}
	parts := append([]site.Part{a}, s.pager("Pages of this question", "Answers", q.path(), folder, told(len(q.people), len(p.learners)))...)
	v.Sections = []site.Section{{ID: "answers", Heading: "Answers", Quiet: true, Wide: true, Parts: parts}}
	return v
}

// answerOf is one answer with who gives it.
func answerOf(l person, a cohort.Answer) Answer {
	out := Answer{By: site.Link{Text: l.called()}, Role: l.TargetRole, Lang: l.Language, Words: a.Summary, URL: a.URL}
	if n := len(a.Evidence); n > 0 {
		out.Evidence = "Stands on " + count(n, "record", "records") + ": " + strings.Join(a.Evidence[:min(6, n)], ", ")
		if n > 6 {
			out.Evidence += " and " + number(n-6) + " more"
		}
	}
	return out
}
