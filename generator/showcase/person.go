package showcase

import (
	"net/url"
	"strings"

	"github.com/gatefold/gatefold/generator/site"
)

// personPage is one learner, as far as they agreed to be shown.
func (p *plan) personPage(l person) site.Page {
	at := l.path()
	return page(at, func() any {
		v := p.base(at, "learners", l.called())
		v.Crumbs = []site.Link{v.Brand, {Text: l.called()}}
		v.Description = clip(strings.TrimSuffix(l.called()+", "+l.Headline, ", ")+".", 160)
		v.Mast = site.Mast{Heading: l.called(), Lead: l.Headline}
		v.Mast.Facts = optional(v.Mast.Facts, "Looking for", l.TargetRole)
		v.Mast.Facts = optional(v.Mast.Facts, "Available", l.Availability)
		v.Mast.Facts = optional(v.Mast.Facts, "Based in", l.Location)
		v.Mast.Facts = optional(v.Mast.Facts, "Language", languageName(l.Language))
		v.Mast.Facts = append(v.Mast.Facts, p.skillsField(at, l)...)
		v.Mast.Facts = optional(v.Mast.Facts, "Last update", day(l.Fresh))
		if l.Link != "" {
			v.Own = &Own{site.Link{Text: host(l.Link), URL: l.Link}, site.Relative(at, checkPath) + "#" + l.Link}
		}
		if len(l.Projects) > 0 {
			work := Work{Lang: l.Language}
			for _, project := range l.Projects {
				work.Items = append(work.Items, job(project))
			}
			v.Sections = append(v.Sections, site.Section{ID: "projects", Heading: count(len(l.Projects), "project", "projects"), Wide: true, Parts: []site.Part{work}})
		}
		if len(l.Answers) > 0 {
			v.Sections = append(v.Sections, p.answersSection(l))
		}
		v.Sections = append(v.Sections, p.proofSection(at, l), agreedSection(l, p.cfg))
		return v
	})
}

// skillsField are the skills, each leading to its other learners.
func (p *plan) skillsField(at string, l person) []site.Field {
	if len(l.Skills) == 0 {
		return nil
	}
	var out site.Text
	for i, s := range l.Skills {
		if i > 0 {
			out = append(out, site.Span{Text: ", "})
		}
		out = append(out, site.Span{Text: s, URL: p.valueAddress(at, "skill", keyOf(s))})
	}
	return []site.Field{{Label: "Skills", Value: out}}
}

// valueAddress is where a value of a facet has its page, "" when it has none.
func (p *plan) valueAddress(at, id, key string) string {
	if !p.paged[id+"/"+key] {
		return ""
	}
	return site.Relative(at, "by/"+id+"/"+key+"/index.html")
}

// host is the part of an address that says whose it is.
func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return u.Host
}

func (p *plan) answersSection(l person) site.Section {
	a := Answers{}
	for _, answer := range l.Answers {
		item := answerOf(l, answer)
		item.By = site.Link{Text: answer.Words}
		if q := p.question(answer.Question); q != nil {
			item.By.URL = site.Relative(l.path(), q.path())
		}
		item.Role = ""
		a.Items = append(a.Items, item)
	}
	return site.Section{ID: "answers", Heading: "Questions you may ask", Notes: []site.Text{plain("Each question leads to the answers of the other learners.")}, Parts: []site.Part{a}}
}

// proofSection is what others have seen, in sentences, and when that was looked at.
func (p *plan) proofSection(at string, l person) site.Section {
	s := site.Section{ID: "proof", Heading: "What others have seen"}
	if l.Seen != "" {
		s.Notes = append(s.Notes, plain("As the cohort’s check found it on "+longDay(l.Seen)+"."))
	}
	said := Said{}
	for _, line := range l.Proof {
		said.Items = append(said.Items, plain(sentence(line)))
	}
	if len(said.Items) == 0 {
		said.Items = []site.Text{plain("Nothing has been confirmed by others.")}
	}
	s.Parts = append(s.Parts, said)
	if l.Key != "" {
		s.Parts = append(s.Parts, site.Facts{Items: []site.Field{
			{Label: "The learner’s key", Value: plain(l.Key), Tone: "mono"},
			{Label: "How it is known", Value: plain("The coach of this cohort compared it with the learner. Paste it into the check, which says whether the site is signed with it.")},
		}})
	}
	s.Parts = append(s.Parts, site.Note{Small: true, Text: site.Text{{Text: "Check it yourself", URL: site.Relative(at, howPath)}, {Text: ": a check shows that files and dates hold together. It does not show that the work happened as it is told."}}})
	return s
}

// agreedSection says on what terms the learner stands here.
func agreedSection(l person, cfg Config) site.Section {
	words := "The learner agreed"
	if l.Agreed != "" {
		words += " on " + longDay(l.Agreed)
	}
	words += " to be shown by " + cfg.Title
	switch {
	case l.Until != "":
		words += " until " + longDay(l.Until) + "."
	default:
		words += ", with no end named."
	}
	return site.Section{ID: "consent", Heading: "Consent", Parts: []site.Part{site.Note{Text: plain(words + " What they did not agree to is not on this page, and they can take it back at any time.")}}}
}

// sentence ends in a full stop.
func sentence(s string) string {
	if s == "" || strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "…") {
		return s
	}
	return s + "."
}
