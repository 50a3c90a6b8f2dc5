package content

import (
	"net/url"
	"strings"

	"github.com/gatefold/gatefold/content/table"
)

// decodeConfig reads portfolio.toml; ok is false when it is not TOML at all.
func decodeConfig(path string, data []byte, opt decodeOptions) (c Config, problems Problems, ok bool) {
	r := &report{path: path}
	root, faults := table.Settings(data, opt.document)
	r.faults(faults, true)
	for _, f := range faults {
		if f.Kind != table.NULBytes && f.Kind != table.MixedText {
			return c, r.done(), false
		}
	}
	s := newSettings(r, root, opt.words)
	c.schema(s)
	c.Title = s.text("title")
	c.Language = s.language()
	c.BaseURL = s.baseURL()
	c.Theme = s.theme()
	c.AsOf = s.date("as_of")
	c.Owner = readOwner(s.group("owner"))
	c.Site = readSite(s.group("site"))
	c.Cohorts = readCohorts(s.groups("cohort"))
	c.RAG = readThresholds(s.group("rag"))
	calendar := s.group("calendar")
	c.Holidays = calendar.dates("holidays")
	deny := s.group("deny")
	c.Deny = deny.list("words")
	s.rest()
	calendar.rest()
	deny.rest()
	c.Extra = *s.extra
	if c.Title == "" {
		c.Title = c.Owner.Name
	}
	return c, r.done(), true
}

func (c *Config) schema(s *settings) {
	c.Schema = 1
	if n := s.number("schema"); n.Set && n.Value != 1 {
		s.r.add(CodeSettingInvalid, Error, s.place("schema"), "Write schema = 1, or use a newer gatefold.", "schema is %v; this gatefold knows schema 1.", n.Value)
	}
}

func readOwner(s *settings) Owner {
	if s.at.line == 0 {
		s.at = spot{line: 1}
	}
	o := Owner{
		Name:     s.needed("name", "Write [owner] on a line of its own and below it name = \"Your name\", as it shall stand over the site."),
		Headline: s.text("headline"), TargetRole: s.text("target_role"), Location: s.text("location"),
		Availability: s.text("availability"), Email: s.text("email"),
	}
	if o.Email != "" && (!strings.Contains(o.Email, "@") || strings.ContainsAny(o.Email, " <>\"'")) {
		s.r.add(CodeSettingInvalid, Error, s.place("email"), "Write an address such as name@example.org, or leave it empty.", "email in [owner] is %s, which is no mail address.", quote(o.Email))
		o.Email = ""
	}
	for _, g := range s.groups("links") {
		link := WebLink{g.text("label"), g.text("url")}
		if !isWebAddress(link.URL, true) {
			g.r.add(CodeSettingInvalid, Error, g.place("url"), "Write the whole address, such as https://www.linkedin.com/in/example.", "The link %s leads to %s, which is no web address.", quote(link.Label), quote(link.URL))
			continue
		}
		if link.Label == "" {
			link.Label = link.URL
		}
		o.Links = append(o.Links, link)
		g.rest()
	}
	s.rest()
	return o
}

// maxCohorts is how many cohorts fit into the foot of a page.
const maxCohorts = 6

// readCohorts reads the [[cohort]] tables. Their name is what a consent calls the cohort; the site does not
// need it.
func readCohorts(groups []*settings) []CohortLink {
	var out []CohortLink
	for i, g := range groups {
		if i == maxCohorts {
			g.r.add(CodeSettingInvalid, Error, g.at, "Keep those that matter to whoever reads the site.", "There are more than %d [[cohort]] tables.", maxCohorts)
			return out
		}
		g.text("name")
		link := CohortLink{
			Title: g.needed("title", `Write what the cohort calls itself, such as title = "Larkfield Academy, class of 2026".`),
			URL:   g.text("url"),
		}
		g.rest()
		if !isWebAddress(link.URL, false) {
			g.r.add(CodeSettingInvalid, Error, g.place("url"), "Write the whole address of the cohort's first page, such as https://larkfield.example/2026/.", "The url of the cohort %s is %s, which is no web address.", quote(link.Title), quote(link.URL))
			continue
		}
		if link.Title != "" {
			out = append(out, link)
		}
	}
	return out
}

// isWebAddress accepts http and https, and mailto where said.
func isWebAddress(s string, mailto bool) bool {
	u, err := url.Parse(s)
	if err != nil {
		return false
	}
	return (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" || mailto && u.Scheme == "mailto" && u.Opaque != ""
}

func readSite(s *settings) SiteSettings {
	site := SiteSettings{Accent: s.text("accent"), Featured: s.list("featured"), Index: s.flag("index", true)}
	if site.Accent != "" && !isColour(site.Accent) {
		s.r.add(CodeSettingInvalid, Error, s.place("accent"), `Write a colour as # and six digits, such as accent = "#2b3fae".`, "accent in [site] is %s, which is no colour.", quote(site.Accent))
		site.Accent = ""
	}
	s.rest()
	return site
}

func isColour(s string) bool {
	return len(s) == 7 && s[0] == '#' && strings.Trim(s[1:], "0123456789abcdefABCDEF") == ""
}

// defaultThresholds are the usual rule of a project office (domain.md 1.10).
func defaultThresholds() Thresholds { return Thresholds{Green: 0.05, Amber: 0.10} }

func readThresholds(s *settings) Thresholds {
	t := defaultThresholds()
	green, amber := s.number("green"), s.number("amber")
	s.rest()
	got := Thresholds{green.Or(t.Green), amber.Or(t.Amber)}
	if got.Green < 0 || got.Amber < got.Green || got.Amber > 1 {
		s.r.add(CodeSettingInvalid, Error, s.at, "Write fractions, the green one not above the amber one: green = 0.05 and amber = 0.10.", "The thresholds in [rag] are %v for green and %v for amber, which cannot be.", got.Green, got.Amber)
		return t
	}
	return got
}

func (s *settings) language() string {
	lang := s.text("language")
	if lang == "" {
		return "en"
	}
	first, rest, _ := strings.Cut(lang, "-")
	ok := len(first) >= 2 && len(first) <= 3 && strings.Trim(strings.ToLower(first), "abcdefghijklmnopqrstuvwxyz") == ""
	for _, part := range strings.FieldsFunc(rest, func(r rune) bool { return r == '-' }) {
		ok = ok && len(part) <= 8 && strings.Trim(strings.ToLower(part), "abcdefghijklmnopqrstuvwxyz0123456789") == ""
	}
	if !ok || strings.HasSuffix(lang, "-") {
		s.r.add(CodeSettingInvalid, Error, s.place("language"), `Write the short name of the language, such as language = "en" or "en-GB".`, "language is %s, which is no language's short name.", quote(lang))
		return "en"
	}
	return lang
}

func (s *settings) baseURL() string {
	address := s.text("base_url")
	if address == "" {
		return ""
	}
	if !isWebAddress(address, false) || strings.ContainsAny(address, "?#") {
		s.r.add(CodeSettingInvalid, Error, s.place("base_url"), `Write the whole address of the site, such as base_url = "https://example.org/portfolio/", or leave it empty.`, "base_url is %s, which is no web address.", quote(address))
		return ""
	}
	return strings.TrimSuffix(address, "/") + "/"
}

func (s *settings) theme() string {
	theme := s.text("theme")
	if theme == "" {
		return "ledger"
	}
	if !isSlug(theme) {
		s.r.add(CodeSettingInvalid, Error, s.place("theme"), `Write the name of a theme, such as theme = "ledger".`, "theme is %s, which is no theme's name.", quote(theme))
		return "ledger"
	}
	return theme
}
