package cohorttest

import (
	"encoding/json"
	"fmt"
	"strings"
)

// pages adds what people read, and the data.
func (l Learner) pages(files Files, o Options) {
	for p := range o.Projects {
		files["projects/"+slug(p)+"/index.html"] = page(fmt.Sprintf("Project %d", p+1), "What became of it.")
		files["projects/"+slug(p)+"/raid/index.html"] = page("RAID", string(files["data/"+slug(p)+"/raid.csv"]))
	}
	const bulk = 48 << 10
	for i := 0; i*bulk < o.Padding; i++ {
		files[fmt.Sprintf("projects/%s/status/%s/index.html", slug(i%o.Projects), dayText(i))] =
			page(fmt.Sprintf("Status %d of %s", i, l.Name()), strings.Repeat(fmt.Sprintf("Line of status report %d. ", i), bulk/27))
	}
	files["data/portfolio.json"] = o.Data
	if o.Data == nil {
		files["data/portfolio.json"] = l.Data(o)
	}
}

func page(title, text string) []byte {
	return fmt.Appendf(nil, "<!doctype html>\n<title>%s</title>\n<h1>%s</h1>\n<pre>%s</pre>\n", title, title, text)
}

// Data is data/portfolio.json of formats.md section 3, as far as a showcase reads it. Each value says
// what it is of, so that it is found wherever it should not be.
func (l Learner) Data(o Options) []byte {
	type object = map[string]any
	var projects, answers []object
	for p := range max(o.Projects, 1) {
		records := []object{}
		for i := range max(o.Records, 3) {
			id := fmt.Sprintf("R-%02d", i+1)
			records = append(records, object{"id": id, "kind": "risk", "title": fmt.Sprintf("Risk %d of project %d", i+1, p+1),
				"date": dayText(i*max(o.Projects, 1) + p), "url": "projects/" + slug(p) + "/raid/index.html#" + strings.ToLower(id), "links": []string{}, "linked_from": []string{}})
		}
		projects = append(projects, object{
			"slug": slug(p), "title": fmt.Sprintf("Title of project %d of %d", p+1, l.Number), "summary": fmt.Sprintf("Summary of project %d of %d", p+1, l.Number),
			"domain": "end-user-computing", "basis": "simulated PMO", "role": "Project manager", "status": "closed", "method": "hybrid",
			"start": dayText(0), "finish": dayText(150), "planned_finish": dayText(140), "team": 9 + p,
			"skills": []string{fmt.Sprintf("skill %d", p+1), "change control"}, "currency": "USD", "budget": 214000 + p, "url": "projects/" + slug(p) + "/index.html",
			"counts":    object{"risk": max(o.Records, 3), "issue": 2, "decision": 3, "change": 4, "gate": 2, "incident": 1, "status": 5},
			"gates":     []object{{"id": "G1", "date": dayText(30), "decision": "go", "conditions_open": 0}, {"id": "G2", "date": dayText(60), "decision": "hold", "conditions_open": 1}},
			"incidents": []object{{"id": "INC-01", "date": dayText(50), "kind": "outage", "severity": "SEV2", "restored": true}}, "records": records,
		})
	}
	answers = append(answers, object{"question": "failed-deployment", "words": "Tell me of a deployment that failed", "summary": fmt.Sprintf("Summary of the answer of %d", l.Number),
		"url": "interview/index.html#failed-deployment", "evidence": []string{slug(0) + ":R-01"}})
	data, err := json.Marshal(object{
		"schema": "gatefold.portfolio/1", "as_of": dayText(150), "language": "en-GB",
		"owner":    object{"name": l.Name(), "headline": fmt.Sprintf("Headline of %d", l.Number), "target_role": fmt.Sprintf("Role wanted by %d", l.Number), "location": fmt.Sprintf("Town %d", l.Number), "availability": fmt.Sprintf("Free from month %d", l.Number)},
		"projects": projects, "answers": answers, "problems": object{"errors": 0, "warnings": 0},
	})
	must(err)
	return data
}
