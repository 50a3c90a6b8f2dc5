package cohort

import (
	"encoding/json"
	"errors"
	"fmt"
)

// published is what a showcase can show of data/portfolio.json at most.
type published struct {
	Schema   string             `json:"schema"`
	AsOf     string             `json:"as_of"`
	Language string             `json:"language"`
	Owner    publishedOwner     `json:"owner"`
	Projects []publishedProject `json:"projects"`
	Answers  []publishedAnswer  `json:"answers"`
}

type publishedOwner struct {
	Name         string `json:"name"`
	Headline     string `json:"headline"`
	TargetRole   string `json:"target_role"`
	Location     string `json:"location"`
	Availability string `json:"availability"`
}

type publishedProject struct {
	Slug      string              `json:"slug"`
	Title     string              `json:"title"`
	Summary   string              `json:"summary"`
	Domain    string              `json:"domain"`
	Basis     string              `json:"basis"`
	Role      string              `json:"role"`
	Status    string              `json:"status"`
	Method    string              `json:"method"`
	Start     string              `json:"start"`
	Finish    string              `json:"finish"`
	Team      int                 `json:"team"`
	Skills    []string            `json:"skills"`
	Currency  string              `json:"currency"`
	Budget    float64             `json:"budget"`
	Scaled    bool                `json:"scaled"`
	URL       string              `json:"url"`
	Counts    map[string]int      `json:"counts"`
	Gates     []publishedGate     `json:"gates"`
	Incidents []publishedIncident `json:"incidents"`
	Records   []publishedRecord   `json:"records"`
}

type publishedGate struct {
	ID       string `json:"id"`
	Decision string `json:"decision"`
}

type publishedIncident struct {
	ID       string `json:"id"`
	Severity string `json:"severity"`
	Restored bool   `json:"restored"`
}

type publishedRecord struct {
	ID    string `json:"id"`
	Kind  string `json:"kind"`
	Title string `json:"title"`
	Date  string `json:"date"`
	URL   string `json:"url"`
}

type publishedAnswer struct {
	Question string   `json:"question"`
	Words    string   `json:"words"`
	Summary  string   `json:"summary"`
	URL      string   `json:"url"`
	Evidence []string `json:"evidence"`
}

const (
	portfolioSchema = "gatefold.portfolio/1"
	maxPortfolio    = 8 << 20 // bytes
	maxDepth        = 32      // lists and objects within one another
	maxProjects     = 200
	maxAnswers      = 100
	maxWords        = 200     // skills, and pieces of evidence of an answer
	maxRecords      = 100_000 // of a project
)

// parsePublished reads data/portfolio.json of a stranger.
func parsePublished(data []byte) (published, error) {
	var p published
	switch {
	case len(data) > maxPortfolio:
		return p, fmt.Errorf("it has %d bytes, more than %d", len(data), maxPortfolio)
	case tooDeep(data):
		return p, fmt.Errorf("lists lie within one another more than %d times", maxDepth)
	}
	if err := json.Unmarshal(data, &p); err != nil {
		return published{}, errors.New("it is not JSON of the form that gatefold writes")
	}
	if p.Schema != portfolioSchema {
		return published{}, fmt.Errorf("its schema is %.40q, not %q", p.Schema, portfolioSchema)
	}
	if len(p.Projects) > maxProjects || len(p.Answers) > maxAnswers {
		return published{}, fmt.Errorf("it has more than %d projects or %d answers", maxProjects, maxAnswers)
	}
	for _, project := range p.Projects {
		if len(project.Records) > maxRecords || len(project.Skills) > maxWords || len(project.Gates) > maxRecords || len(project.Incidents) > maxRecords {
			return published{}, fmt.Errorf("a project has more than %d skills or %d records", maxWords, maxRecords)
		}
	}
	for _, a := range p.Answers {
		if len(a.Evidence) > maxWords {
			return published{}, fmt.Errorf("an answer names more than %d pieces of evidence", maxWords)
		}
	}
	return p, nil
}

// tooDeep counts brackets outside texts, before anything recurses into them.
func tooDeep(data []byte) bool {
	depth, quoted := 0, false
	for i := 0; i < len(data); i++ {
		switch c := data[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '[' || c == '{':
			if depth++; depth > maxDepth {
				return true
			}
		case c == ']' || c == '}':
			depth--
		}
	}
	return false
}
