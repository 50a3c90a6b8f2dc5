package showcase

import "github.com/gatefold/gatefold/generator/cohort"

// The types below are gatefold.showcase/1, key by key: what data/learners.json tells other programs. What a
// learner has not agreed to is absent.
type jsonCohort struct {
	Schema   string        `json:"schema"`
	Cohort   string        `json:"cohort"` // its title
	Built    string        `json:"built"`  // ISO date
	Learners []jsonLearner `json:"learners"`
}

type jsonLearner struct {
	ID           string        `json:"id"` // the learner's page is learners/<id>/index.html
	Name         string        `json:"name,omitempty"`
	Alias        string        `json:"alias,omitempty"`
	Headline     string        `json:"headline,omitempty"`
	TargetRole   string        `json:"target_role,omitempty"`
	Location     string        `json:"location,omitempty"`
	Availability string        `json:"availability,omitempty"`
	Language     string        `json:"language,omitempty"`
	Skills       []string      `json:"skills,omitempty"`
	Link         string        `json:"link,omitempty"`
	Key          string        `json:"key,omitempty"` // as the coach compared it with the learner
	Updated      string        `json:"updated,omitempty"`
	Proof        []string      `json:"proof,omitempty"`
	Checked      string        `json:"checked,omitempty"`
	Agreed       string        `json:"agreed,omitempty"`
	Until        string        `json:"until,omitempty"`
	Projects     []jsonProject `json:"projects,omitempty"`
	Answers      []jsonAnswer  `json:"answers,omitempty"`
}

type jsonProject struct {
	Slug        string         `json:"slug,omitempty"`
	Title       string         `json:"title,omitempty"`
	Summary     string         `json:"summary,omitempty"`
	Domain      string         `json:"domain,omitempty"`
	Basis       string         `json:"basis,omitempty"`
	Role        string         `json:"role,omitempty"`
	Status      string         `json:"status,omitempty"`
	Method      string         `json:"method,omitempty"`
	Start       string         `json:"start,omitempty"`
	Finish      string         `json:"finish,omitempty"`
	Team        int            `json:"team,omitempty"`
	Skills      []string       `json:"skills,omitempty"`
	Currency    string         `json:"currency,omitempty"`
	Budget      float64        `json:"budget,omitempty"`
	Scaled      bool           `json:"scaled,omitempty"`
	GatesPassed int            `json:"gates_passed,omitempty"`
	GatesHeld   int            `json:"gates_held,omitempty"`
	Incidents   int            `json:"incidents,omitempty"`
	Recovered   int            `json:"recovered,omitempty"`
	Counts      map[string]int `json:"counts,omitempty"`
	URL         string         `json:"url,omitempty"`
}

type jsonAnswer struct {
	Question string   `json:"question"`
	Words    string   `json:"words,omitempty"`
	Summary  string   `json:"summary,omitempty"`
	Evidence []string `json:"evidence,omitempty"`
	URL      string   `json:"url,omitempty"`
}

func (l person) json() jsonLearner {
	out := jsonLearner{
		ID: l.Slug, Name: l.Name, Alias: l.Alias, Headline: l.Headline, TargetRole: l.TargetRole, Location: l.Location,
		Availability: l.Availability, Language: l.Language, Skills: l.Skills, Link: l.Link, Key: l.Key, Updated: l.Fresh, Proof: l.Proof,
		Checked: l.Seen, Agreed: l.Agreed, Until: l.Until,
	}
	for _, p := range l.Projects {
		out.Projects = append(out.Projects, projectJSON(p))
	}
	for _, a := range l.Answers {
		out.Answers = append(out.Answers, jsonAnswer(a))
	}
	return out
}

func projectJSON(p cohort.Project) jsonProject {
	out := jsonProject{
		Slug: p.Slug, Title: p.Title, Summary: p.Summary, Domain: p.Domain, Basis: p.Basis, Role: p.Role, Status: p.Status, Method: p.Method,
		Start: p.Start, Finish: p.Finish, Team: p.Team, Skills: p.Skills, Currency: p.Currency, Budget: p.Budget, Scaled: p.Scaled,
		GatesPassed: p.GatesPassed, GatesHeld: p.GatesHeld, Incidents: p.Incidents, Recovered: p.Recovered, Counts: map[string]int{}, URL: p.URL,
	}
	for _, k := range kinds() { // those that are known
		if n := p.Counts[k[0]]; n > 0 {
			out.Counts[k[0]] = n
		}
	}
	return out
}
