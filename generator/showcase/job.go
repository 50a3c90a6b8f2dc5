package showcase

import (
	"strings"

	"github.com/gatefold/gatefold/generator/cohort"
	"github.com/gatefold/gatefold/generator/site"
)

// job is one project on its learner's page.
func job(p cohort.Project) Job {
	j := Job{Title: first(p.Title, p.Slug), Summary: p.Summary, Basis: site.BasisLabel(p.Basis), URL: p.URL}
	j.Facts = optional(j.Facts, "Role", p.Role)
	if p.Domain != "" {
		j.Facts = optional(j.Facts, "Domain", site.DomainName(p.Domain))
	}
	j.Facts = optional(j.Facts, "Dates", dates(p))
	if p.Team > 0 {
		j.Facts = optional(j.Facts, "Team", count(p.Team, "person", "people"))
	}
	j.Facts = optional(j.Facts, "Method", p.Method)
	j.Facts = optional(j.Facts, "Skills", strings.Join(p.Skills, ", "))
	if p.Budget > 0 {
		words := money(p.Budget, p.Currency) + ", as first approved"
		if p.Scaled {
			words += "; amounts are multiplied by a factor that the author keeps"
		}
		j.Facts = optional(j.Facts, "Budget", words)
	}
	j.Facts = optional(j.Facts, "Gates", gateWords(p))
	j.Facts = optional(j.Facts, "Incidents", incidentWords(p))
	j.Facts = optional(j.Facts, "Records", recordWords(p))
	return j
}

func dates(p cohort.Project) string {
	words := ""
	switch from, to := day(p.Start), day(p.Finish); {
	case from != "" && to != "":
		words = from + " to " + to
	case from != "":
		words = "since " + from
	case to != "":
		words = "until " + to
	}
	if p.Status != "" {
		words = strings.TrimPrefix(words+", "+p.Status, ", ")
	}
	return words
}

func gateWords(p cohort.Project) string {
	var parts []string
	if p.GatesPassed > 0 {
		parts = append(parts, number(p.GatesPassed)+" passed")
	}
	if p.GatesHeld > 0 {
		parts = append(parts, number(p.GatesHeld)+" held, recycled or stopped")
	}
	return list(parts)
}

func incidentWords(p cohort.Project) string {
	switch {
	case p.Incidents == 0:
		return ""
	case p.Recovered >= p.Incidents:
		return number(p.Incidents) + " told, each with its time of recovery"
	}
	return number(p.Incidents) + " told, " + number(p.Recovered) + " with a time of recovery"
}

// kinds are the records whose numbers are shown, in reading order.
func kinds() [][3]string {
	return [][3]string{
		{"risk", "risk", "risks"}, {"issue", "issue", "issues"}, {"decision", "decision", "decisions"}, {"change", "change", "changes"},
		{"gate", "gate", "gates"}, {"incident", "incident", "incidents"}, {"status", "status report", "status reports"},
	}
}

// recordWords counts the records of the kinds that are known; a kind that is not is left out.
func recordWords(p cohort.Project) string {
	var parts []string
	for _, k := range kinds() {
		if n := p.Counts[k[0]]; n > 0 {
			parts = append(parts, count(n, k[1], k[2]))
		}
	}
	return list(parts)
}
