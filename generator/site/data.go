package site

import (
	"bytes"
	"encoding/json"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/metrics"
)

// dataFiles are everything the pages say, as data: portfolio.json, the registers as CSV, and the
// options of the live charts.
func (pl *plan) dataFiles() []File {
	files := []File{{Path: "data/portfolio.json", Bytes: pl.portfolioJSON, Last: true}}
	for _, p := range pl.projects {
		for _, t := range p.Tables {
			files = append(files, File{Path: csvPath(p.Slug, t.Register), Bytes: func() ([]byte, error) { return registerCSV(p.Project, t) }, Group: p.group})
		}
		if p.hasCharts() {
			files = append(files, File{Path: chartsPath(p.Slug), Bytes: p.chartScript, Group: p.group})
		}
	}
	return files
}

// The types below are gatefold.portfolio/1 of formats.md section 3, key by key.
type jsonPortfolio struct {
	Schema   string        `json:"schema"`
	AsOf     content.Date  `json:"as_of,omitzero"`
	Language string        `json:"language"`
	Owner    jsonOwner     `json:"owner"`
	Projects []jsonProject `json:"projects"`
	Answers  []jsonAnswer  `json:"answers"`
	Problems jsonProblems  `json:"problems"`
}

type jsonOwner struct {
	Name         string `json:"name"`
	Headline     string `json:"headline,omitempty"`
	TargetRole   string `json:"target_role,omitempty"`
	Location     string `json:"location,omitempty"`
	Availability string `json:"availability,omitempty"`
}

// jsonAnswer is an answer to an interview question in one breath, of the page's own words.
type jsonAnswer struct {
	Question string   `json:"question"`
	Words    string   `json:"words"`
	Summary  string   `json:"summary"`
	URL      string   `json:"url"`
	Evidence []string `json:"evidence"`
}

type jsonProblems struct {
	Errors   int `json:"errors"`
	Warnings int `json:"warnings"`
}

type jsonProject struct {
	Slug          string           `json:"slug"`
	Title         string           `json:"title"`
	Summary       string           `json:"summary,omitempty"`
	Domain        string           `json:"domain,omitempty"`
	Basis         string           `json:"basis"`
	Role          string           `json:"role,omitempty"`
	Status        string           `json:"status,omitempty"`
	Start         content.Date     `json:"start,omitzero"`
	Finish        content.Date     `json:"finish,omitzero"`
	PlannedFinish content.Date     `json:"planned_finish,omitzero"`
	Method        string           `json:"method,omitempty"`
	Team          int              `json:"team,omitempty"`
	Skills        []string         `json:"skills"`
	Currency      string           `json:"currency,omitempty"`
	Budget        *float64         `json:"budget,omitempty"` // as first approved
	Scaled        bool             `json:"scaled,omitempty"` // amounts multiplied by one secret factor
	URL           string           `json:"url"`
	Counts        jsonCounts       `json:"counts"`
	Burndown      *jsonBurndown    `json:"burndown,omitempty"`
	EarnedValue   *jsonEarnedValue `json:"earned_value,omitempty"`
	SLA           *jsonSLA         `json:"sla,omitempty"`
	Gates         []jsonGate       `json:"gates"`
	Incidents     []jsonIncident   `json:"incidents"`
	Records       []jsonRecord     `json:"records"`
}

type jsonCounts struct {
	Risk     int `json:"risk"`
	Issue    int `json:"issue"`
	Decision int `json:"decision"`
	Change   int `json:"change"`
	Gate     int `json:"gate"`
	Incident int `json:"incident"`
	Status   int `json:"status"`
}

type jsonBurndown struct {
	Unit       string           `json:"unit"`
	Points     []map[string]any `json:"points"`
	Projection map[string]any   `json:"projection"`
}

type jsonEarnedValue struct {
	Currency string           `json:"currency,omitempty"`
	Points   []map[string]any `json:"points"`
}

type jsonSLA struct {
	Total            int     `json:"total"`
	Met              int     `json:"met"`
	MetByVendorClock int     `json:"met_by_vendor_clock"`
	CreditDue        float64 `json:"credit_due"`
	CreditReceived   float64 `json:"credit_received"`
}

type jsonGate struct {
	ID             string       `json:"id"`
	Date           content.Date `json:"date,omitzero"`
	Decision       string       `json:"decision"`
	ConditionsOpen int          `json:"conditions_open"`
}

type jsonIncident struct {
	ID       string       `json:"id"`
	Date     content.Date `json:"date,omitzero"`
	Kind     string       `json:"kind,omitempty"`
	Severity string       `json:"severity,omitempty"`
	Restored bool         `json:"restored"` // a time of restoration is given
}

type jsonRecord struct {
	ID         string       `json:"id"`
	Kind       string       `json:"kind"`
	Title      string       `json:"title"`
	Date       content.Date `json:"date,omitzero"`
	URL        string       `json:"url"`
	Links      []string     `json:"links"`
	LinkedFrom []string     `json:"linked_from"`
}

func (pl *plan) portfolioJSON() ([]byte, error) {
	c, problems := pl.portfolio.Config, pl.problems()
	out := jsonPortfolio{
		Schema: "gatefold.portfolio/1", AsOf: pl.portfolio.AsOf,
		Language: c.Language,
		Owner:    jsonOwner{c.Owner.Name, c.Owner.Headline, c.Owner.TargetRole, c.Owner.Location, c.Owner.Availability},
		Projects: []jsonProject{},
		Answers:  pl.answersJSON(),
		Problems: jsonProblems{problems.Count(content.Error), problems.Count(content.Warning)},
	}
	head, err := indented(out, "")
	if err != nil {
		return nil, err
	}
	projects, err := pl.projectsJSON()
	if err != nil || len(projects) == 0 {
		return append(head, '\n'), err
	}
	before, after, _ := bytes.Cut(head, []byte("\"projects\": [],\n"))
	return slices.Concat(before, []byte("\"projects\": [\n  "), bytes.Join(projects, []byte(",\n  ")), []byte("\n ],\n"), after, []byte("\n")), nil
}

// projectsJSON is each project as it stands in the list, as many made at a time as there are processors.
func (pl *plan) projectsJSON() ([][]byte, error) {
	out := make([][]byte, len(pl.projects))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, p := range pl.projects {
		group.Go(func() (err error) {
			out[i], err = indented(p.json(), "  ")
			return err
		})
	}
	return out, group.Wait()
}

// indented is JSON of one space a level; lines after the first begin with prefix.
func indented(v any, prefix string) ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	enc.SetIndent(prefix, " ")
	err := enc.Encode(v)
	return bytes.TrimSuffix(buf.Bytes(), []byte("\n")), err
}

func (p *project) json() jsonProject {
	m, f := p.Meta, p.figures()
	out := jsonProject{
		Slug: p.Slug, Title: m.Title, Domain: m.Domain, Basis: m.Basis, Role: m.Role, Status: m.Status,
		Start: m.Start, Finish: m.Finish, PlannedFinish: m.PlannedFinish,
		Summary: m.Summary, Method: m.Method, Team: m.Team, Skills: append([]string{}, m.Skills...),
		Currency: m.Money.Currency, Scaled: m.Money.Scaled, URL: projectPath(p.Slug),
		Counts: p.counts(), Gates: []jsonGate{}, Incidents: []jsonIncident{}, Records: p.recordsJSON(),
	}
	if m.Money.Budget.Set {
		budget := metrics.Round6(m.Money.Budget.Value)
		out.Budget = &budget
	}
	for _, inc := range content.Of[content.Incident](p.Project) {
		out.Incidents = append(out.Incidents, jsonIncident{inc.ID, inc.Date, inc.Kind, inc.Severity, !inc.Restored.IsZero()})
	}
	if f.hasBurndown {
		out.Burndown = burndownJSON(f.burndown)
	}
	if f.hasValue {
		out.EarnedValue = earnedValueJSON(f.value)
	}
	if f.hasSLA {
		s := f.sla
		out.SLA = &jsonSLA{s.Total, s.Met, s.MetByVendorClock, metrics.Round6(s.CreditDue), metrics.Round6(s.CreditReceived)}
	}
	for _, g := range content.Of[content.Gate](p.Project) {
		out.Gates = append(out.Gates, jsonGate{g.ID, g.Date, g.Decision, g.OpenConditions(p.plan.portfolio.AsOf)})
	}
	return out
}

func (p *project) counts() jsonCounts {
	var c jsonCounts
	for _, r := range p.Records {
		switch r.Common().Kind {
		case "risk":
			c.Risk++
		case "issue":
			c.Issue++
		case "decision":
			c.Decision++
		case "change":
			c.Change++
		case "gate":
			c.Gate++
		case "incident":
			c.Incident++
		case "status":
			c.Status++
		}
	}
	return c
}

// answersJSON are the answers of the interview page.
func (pl *plan) answersJSON() []jsonAnswer {
	out := []jsonAnswer{}
	for _, a := range pl.answers(pl.linker(interviewPath, "")) {
		answer := jsonAnswer{Question: a.id, Words: a.words, Summary: a.lead, URL: interviewPath + "#" + a.id, Evidence: []string{}}
		for _, ref := range a.evidence {
			if pl.shows(ref) {
				answer.Evidence = append(answer.Evidence, ref.String())
			}
		}
		out = append(out, answer)
	}
	return out
}

// recordsJSON lists every record that has an id; series and cost lines have none.
func (p *project) recordsJSON() []jsonRecord {
	out := []jsonRecord{}
	links := p.plan.portfolio.Links
	for _, r := range p.Records {
		m := r.Common()
		ref := content.Ref{Slug: p.Slug, ID: m.ID}
		at, ok := p.plan.places[ref]
		if !ok {
			continue
		}
		out = append(out, jsonRecord{
			ID: m.ID, Kind: m.Kind, Title: titleOf(r), Date: m.Date, URL: at.String(),
			Links: p.refNames(links.From(ref)), LinkedFrom: p.refNames(links.To(ref)),
		})
	}
	return out
}

// refNames writes references as the contract asks: those of other projects with their slug. What is
// not published is not named.
func (p *project) refNames(refs []content.Ref) []string {
	out := []string{}
	for _, r := range refs {
		if !p.plan.shows(r) {
			continue
		}
		if r.Slug == p.Slug {
			r.Slug = ""
		}
		out = append(out, r.String())
	}
	return out
}

func burndownJSON(b metrics.Burndown) *jsonBurndown {
	out := &jsonBurndown{Unit: b.Unit, Points: []map[string]any{}, Projection: map[string]any{}}
	for _, point := range b.Points {
		row := map[string]any{"date": point.Date}
		setNumber(row, "scope", point.Scope)
		setNumber(row, "completed", point.Completed)
		setNumber(row, "remaining", point.Remaining)
		setNumber(row, "ideal", point.Ideal)
		for i, n := range point.Baselines {
			setNumber(row, baselineKey(i), n)
		}
		out.Points = append(out.Points, row)
	}
	for key, d := range map[string]content.Date{"earliest": b.Projection.Earliest, "likely": b.Projection.Likely, "latest": b.Projection.Latest} {
		if !d.IsZero() {
			out.Projection[key] = d
		}
	}
	if b.Projection.Reason != "" {
		out.Projection["reason"] = b.Projection.Reason
	}
	return out
}

func baselineKey(i int) string {
	if i == 0 {
		return "baseline_remaining"
	}
	return "baseline_" + number(float64(i+1), 0) + "_remaining"
}

func setNumber(row map[string]any, key string, n content.Number) {
	if n.Set {
		row[key] = metrics.Round6(n.Value)
	}
}

func earnedValueJSON(ev metrics.EarnedValue) *jsonEarnedValue {
	out := &jsonEarnedValue{Currency: ev.Currency, Points: []map[string]any{}}
	for _, point := range ev.Points {
		row := map[string]any{"period_end": point.PeriodEnd, "baseline": point.Baseline, "pv": metrics.Round6(point.PV)}
		setNumber(row, "ev", point.EV)
		setNumber(row, "ac", point.AC)
		setNumber(row, "bac", point.BAC)
		undefined := map[string]string{}
		for key, v := range map[string]metrics.Value{
			"sv": point.SV, "cv": point.CV, "spi": point.SPI, "cpi": point.CPI, "eac": point.EAC,
			"eac_remaining_at_budget": point.EACRemainingAtBudget, "eac_cpi_spi": point.EACCPISPI, "etc": point.ETC, "vac": point.VAC,
			"tcpi_bac": point.TCPIBAC, "tcpi_eac": point.TCPIEAC, "es": point.ES, "spi_t": point.SPIT,
		} {
			switch {
			case v.Set:
				row[key] = metrics.Round6(v.V)
			case v.Why != "":
				undefined[key] = v.Why
			}
		}
		if len(undefined) > 0 {
			row["undefined"] = undefined
		}
		out.Points = append(out.Points, row)
	}
	return out
}
