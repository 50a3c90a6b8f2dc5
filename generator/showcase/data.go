package showcase

import (
	"bytes"
	"encoding/json"
	"strings"
)

// dataFiles are the learners as data: learners.json for other programs, and learners.js, what the list's
// script filters by, as a script because a page from the disk may read no data.
func (p *plan) dataFiles(out map[string][]byte) error {
	all := jsonCohort{Schema: "gatefold.showcase/1", Cohort: p.cfg.Title, Built: p.cfg.Today, Learners: []jsonLearner{}}
	for _, l := range p.learners {
		all.Learners = append(all.Learners, l.json())
	}
	body, err := encoded(all)
	if err != nil {
		return err
	}
	out["data/learners.json"] = body
	out["data/learners.js"], err = p.script()
	return err
}

// found is one learner as the script needs them: what a row shows, and what is searched.
type found struct {
	Slug     string              `json:"s"`
	Name     string              `json:"n"`
	Role     string              `json:"r,omitempty"`
	Headline string              `json:"h,omitempty"`
	Summary  string              `json:"p,omitempty"`
	Free     string              `json:"a,omitempty"`
	Where    string              `json:"w,omitempty"`
	Fresh    string              `json:"f,omitempty"`
	Ago      string              `json:"g,omitempty"`
	Proof    string              `json:"o,omitempty"`
	Words    string              `json:"x,omitempty"` // searched, not shown in the row
	Values   map[string][]string `json:"v"`
}

func (p *plan) script() ([]byte, error) {
	all := make([]found, 0, len(p.learners))
	for _, l := range p.learners {
		all = append(all, found{
			Slug: l.Slug, Name: l.called(), Role: l.TargetRole, Headline: clip(l.Headline, 140), Summary: l.summary(),
			Free: first(l.Availability, l.Location), Where: l.whereabouts(), Fresh: day(l.Fresh), Ago: p.agoWords(l),
			Proof: l.proofLine(), Words: l.searched(), Values: l.values,
		})
	}
	body, err := encoded(all)
	return append([]byte("window.gatefoldCohort = "), append(bytes.TrimSuffix(body, []byte("\n")), ";\n"...)...), err
}

// searched are the words by which a learner is found beside those of the row.
func (l person) searched() string {
	words := []string{l.Location, strings.Join(l.Skills, " ")}
	for _, p := range l.Projects {
		words = append(words, p.Title, p.Role, p.Method, strings.Join(p.Skills, " "))
	}
	return clip(strings.Join(strings.Fields(strings.Join(words, " ")), " "), 400)
}

// encoded is JSON that may stand in a script: <, > and & are escaped.
func encoded(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	err := enc.Encode(v)
	return b.Bytes(), err
}
