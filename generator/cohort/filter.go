package cohort

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/gatefold/gatefold/generator/proof"
)

// passing is what the filter of consent is given of one learner. Nothing of a learner reaches a showcase
// but through it.
type passing struct {
	portfolio []byte // data/portfolio.json as it was signed
	consent   proof.Consent
	origin    string // of the log
	site      string // of the member
	today     string
	files     map[string][]byte // on the signed list of the site
	proof     []string          // sentences about the check, see proofWords
	counted   []string          // further ones, with numbers of records
	pseudonym bool
}

// pass makes the learner of what they have consented to, and of nothing else: it begins with an empty one
// and copies field by field. Alias and, in its place, a name that is not shown are for later: the number of
// a learner is given when all members have been visited. The records beside it are for the coach alone.
func (p passing) pass() (*Learner, []Record, error) {
	data, err := parsePublished(p.portfolio)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", portfolioPath, err)
	}
	records := data.records(p.site, p.files)
	allows := func(field string) bool { return slices.Contains(p.consent.Fields, field) }
	out := &Learner{Slug: p.origin[:slugLength], Seen: p.today, Agreed: p.consent.Date, Until: p.consent.Until, Proof: slices.Clone(p.proof)}
	if !allows(proof.FieldName) || p.pseudonym {
		data.hide(plainText(data.Owner.Name, shortText))
	} else {
		out.Name = plainText(data.Owner.Name, shortText)
	}
	site := ""
	if allows(proof.FieldLink) && !p.pseudonym && isAddress(p.site) {
		site, out.Link = p.site, pageOf(p.site, ".")
	}
	out.take(data, allows)
	if allows(proof.FieldSkills) {
		out.Skills = data.skills()
	}
	if allows(proof.FieldProjects) {
		out.Proof = append(out.Proof, p.counted...)
		out.Projects, out.Fresh = data.projects(site, p.today, allows(proof.FieldSkills), allows(proof.FieldFigures))
	}
	if allows(proof.FieldAnswers) {
		out.Answers = data.answers(site, out.Projects)
	}
	return out, records, nil
}

// take copies what the learner says of themselves in single lines.
func (l *Learner) take(data published, allows func(field string) bool) {
	o := data.Owner
	for _, x := range []struct {
		to          *string
		from, field string
		limit       int
	}{
		{&l.Headline, o.Headline, proof.FieldHeadline, lineText}, {&l.TargetRole, o.TargetRole, proof.FieldTargetRole, lineText},
		{&l.Location, o.Location, proof.FieldLocation, shortText}, {&l.Availability, o.Availability, proof.FieldAvailability, lineText},
	} {
		if allows(x.field) {
			*x.to = plainText(x.from, x.limit)
		}
	}
	if allows(proof.FieldLanguage) {
		l.Language = plainLanguage(data.Language)
	}
}

// slugLength is that of Learner.Slug.
const slugLength = 8

// hidden stands where a name was that is not shown; what it becomes is known when all numbers are given.
// It is the Unicode sign that stands for an object, which no text needs.
const hidden = "\ufffc"

// hide takes a name that is not shown out of the learner's other texts, where it stands as a whole.
func (d *published) hide(name string) {
	if len([]rune(name)) < 3 {
		return
	}
	const end = `([^\p{L}\p{N}]|$)`
	words := regexp.MustCompile(`(?i)(^|[^\p{L}\p{N}])` + strings.Join(quoteAll(strings.Fields(name)), `\s+`) + end)
	clean := func(texts ...*string) {
		for _, t := range texts {
			text := strings.ReplaceAll(plainText(*t, longText), hidden, "")
			for range 2 { // of two that follow one another the second begins where the first ends
				text = words.ReplaceAllString(text, "${1}"+hidden+"${2}")
			}
			*t = text
		}
	}
	o := &d.Owner
	clean(&o.Headline, &o.TargetRole, &o.Location, &o.Availability)
	asSlug := strings.ReplaceAll(strings.ToLower(name), " ", "-")
	for i := range d.Projects {
		x := &d.Projects[i]
		if strings.Contains(x.Slug, asSlug) {
			x.Slug = ""
		}
		clean(&x.Title, &x.Summary, &x.Domain, &x.Basis, &x.Role, &x.Status, &x.Method)
		for j := range x.Skills {
			clean(&x.Skills[j])
		}
	}
	for i := range d.Answers {
		clean(&d.Answers[i].Question, &d.Answers[i].Words, &d.Answers[i].Summary)
	}
}

func quoteAll(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = regexp.QuoteMeta(w)
	}
	return out
}

// skills are those of all projects, each once, sorted.
func (d published) skills() []string {
	var out []string
	for _, x := range d.Projects {
		out = append(out, plainWords(x.Skills)...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func plainWords(words []string) []string {
	var out []string
	for _, w := range words {
		if w = plainText(w, shortText); w != "" {
			out = append(out, w)
		}
	}
	return out
}

// projects copies the projects, and finds the day on which something last happened in them.
func (d published) projects(site, today string, skills, figures bool) (out []Project, fresh string) {
	used := map[string]bool{}
	last := today
	if day := plainDay(d.AsOf); day != "" && day < today {
		last = day
	}
	for i, x := range d.Projects {
		p := Project{
			Slug: plainSlug(x.Slug), Title: plainText(x.Title, lineText), Summary: plainText(x.Summary, longText), Domain: plainText(x.Domain, shortText),
			Basis: plainText(x.Basis, shortText), Role: plainText(x.Role, shortText), Status: plainText(x.Status, shortText), Method: plainText(x.Method, shortText),
			Start: plainDay(x.Start), Finish: plainDay(x.Finish), Team: plainCount(x.Team), Counts: map[string]int{}, URL: pageOf(site, x.URL),
		}
		if p.Slug == "" || used[p.Slug] {
			p.Slug = freeSlug(i, used)
		}
		used[p.Slug] = true
		if skills {
			p.Skills = plainWords(x.Skills)
		}
		for _, kind := range []string{"risk", "issue", "decision", "change", "status"} {
			p.Counts[kind] = plainCount(x.Counts[kind])
		}
		if figures {
			x.figures(&p)
		}
		out = append(out, p)
		for _, day := range x.days(figures) {
			if day <= last && day > fresh {
				fresh = day
			}
		}
	}
	return out, fresh
}

// freeSlug names a project whose own name cannot be a part of a path, or is taken.
func freeSlug(i int, used map[string]bool) string {
	for {
		i++
		if slug := "project-" + strconv.Itoa(i); !used[slug] {
			return slug
		}
	}
}

// figures copies what is counted in money, gates and incidents.
func (x publishedProject) figures(p *Project) {
	p.Currency, p.Budget, p.Scaled = plainCurrency(x.Currency), plainMoney(x.Budget), x.Scaled
	if p.Currency == "" {
		p.Budget = 0
	}
	for _, kind := range []string{"gate", "incident"} {
		p.Counts[kind] = plainCount(x.Counts[kind])
	}
	for _, g := range x.Gates {
		switch g.Decision {
		case "go", "conditional go":
			p.GatesPassed++
		case "hold", "recycle", "kill":
			p.GatesHeld++
		}
	}
	for _, in := range x.Incidents {
		p.Incidents++
		if in.Restored {
			p.Recovered++
		}
	}
}

// days are those on which something happened; those of gates and incidents are figures.
func (x publishedProject) days(figures bool) []string {
	out := []string{plainDay(x.Start), plainDay(x.Finish)}
	for _, r := range x.Records {
		if figures || r.Kind != "gate" && r.Kind != "incident" {
			out = append(out, plainDay(r.Date))
		}
	}
	return out
}

// answers copies the answers. Their evidence names projects, and counts where these are shown.
func (d published) answers(site string, shown []Project) []Answer {
	var out []Answer
	for _, a := range d.Answers {
		x := Answer{
			Question: plainText(a.Question, shortText), Words: plainText(a.Words, lineText), Summary: plainText(a.Summary, longText),
			URL: pageOf(site, a.URL),
		}
		for _, e := range a.Evidence {
			slug, _, _ := strings.Cut(plainReference(e), ":")
			if slices.ContainsFunc(shown, func(p Project) bool { return p.Slug == slug }) {
				x.Evidence = append(x.Evidence, e)
			}
		}
		out = append(out, x)
	}
	return out
}
