package showcase

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/generator/cohort"
)

// Limits of what is shown of one learner. What is longer stands on the learner's own site.
const (
	maxName     = 80
	maxLine     = 200
	maxText     = 600
	maxSkills   = 24
	maxProjects = 24
	maxAnswers  = 16
	maxProof    = 6
)

// fingerprint is one of an SSH key, as ssh-keygen prints it.
var fingerprint = regexp.MustCompile(`^SHA256:[A-Za-z0-9+/]{43}$`)

// tidy is a learner as pages show them: every text one line within its limit, addresses that lead to the
// web alone, and in pseudonym mode nothing that names them.
func tidy(l cohort.Learner, pseudonyms bool) cohort.Learner {
	l.Name, l.Alias = clean(l.Name, maxName), clean(l.Alias, maxName)
	l.Headline, l.TargetRole, l.Location = clean(l.Headline, maxLine), clean(l.TargetRole, maxName), clean(l.Location, maxName)
	l.Availability, l.Language = clean(l.Availability, maxName), tag(l.Language)
	l.Skills, l.Link = names(l.Skills), address(l.Link)
	l.Fresh, l.Seen, l.Until, l.Agreed = date(l.Fresh), date(l.Seen), date(l.Until), date(l.Agreed)
	l.Proof = lines(l.Proof, maxProof)
	l.Projects = slices.Clone(l.Projects[:min(maxProjects, len(l.Projects))])
	l.Answers = slices.Clone(l.Answers[:min(maxAnswers, len(l.Answers))])
	if pseudonyms {
		l.Name, l.Link, l.Location = "", "", ""
	}
	if l.Link == "" || !fingerprint.MatchString(l.Key) {
		l.Key = "" // it leads to the site
	}
	if l.Name != "" {
		l.Alias = "" // beside the name it would tell whom it stood for, in a year in which names are not shown
	}
	for i := range l.Projects {
		tidyProject(&l.Projects[i], pseudonyms)
	}
	for i := range l.Answers {
		tidyAnswer(&l.Answers[i], pseudonyms)
	}
	return l
}

func tidyProject(p *cohort.Project, pseudonyms bool) {
	p.Slug, p.Title, p.Summary = clean(p.Slug, maxName), clean(p.Title, maxLine), clean(p.Summary, maxText)
	p.Domain, p.Basis, p.Role = clean(p.Domain, maxName), clean(p.Basis, maxName), clean(p.Role, maxName)
	p.Status, p.Method = clean(p.Status, maxName), clean(p.Method, maxName)
	p.Start, p.Finish = date(p.Start), date(p.Finish)
	p.Skills, p.Currency, p.URL = names(p.Skills), clean(p.Currency, 8), address(p.URL)
	if !(p.Budget > 0 && p.Budget < 1e15) { // also what is no number
		p.Budget = 0
	}
	for _, n := range []*int{&p.Team, &p.GatesPassed, &p.GatesHeld, &p.Incidents, &p.Recovered} {
		*n = min(max(*n, 0), 1_000_000)
	}
	if pseudonyms {
		p.URL = ""
	}
}

func tidyAnswer(a *cohort.Answer, pseudonyms bool) {
	a.Question, a.Words, a.Summary = clean(a.Question, maxName), clean(a.Words, maxLine), clean(a.Summary, maxText)
	a.Evidence, a.URL = lines(a.Evidence, maxSkills), address(a.URL)
	if pseudonyms {
		a.URL = ""
	}
}

// names are a list of short names, each once.
func names(in []string) []string {
	var out []string
	for _, s := range in {
		if s = clean(s, maxName/2); s != "" && len(out) < maxSkills && !slices.ContainsFunc(out, func(o string) bool { return strings.EqualFold(o, s) }) {
			out = append(out, s)
		}
	}
	return out
}

func lines(in []string, limit int) []string {
	var out []string
	for _, s := range in[:min(limit, len(in))] {
		if s = clean(s, maxText); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// address is an absolute http or https address, "" when it is none.
func address(s string) string {
	u, err := url.Parse(s)
	if err != nil || len(s) > 2000 || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil {
		return ""
	}
	return u.String()
}

var (
	tags     = regexp.MustCompile(`^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8}){0,3}$`)
	isoDates = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)
)

// tag is a language tag as BCP 47 has them, "" when it is none.
func tag(s string) string {
	if tags.MatchString(s) {
		return s
	}
	return ""
}

func date(s string) string {
	if isoDates.MatchString(s) && day(s) != "" {
		return s
	}
	return ""
}
