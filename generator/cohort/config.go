package cohort

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gatefold/gatefold/content/table"
	"github.com/gatefold/gatefold/generator/proof"
)

// ConfigFile is the name of a cohort's own file in its folder.
const ConfigFile = "cohort.toml"

// Config is cohort.toml.
type Config struct {
	Name        string // which consents name
	Title       string
	Coach       string
	Contact     string
	CoachKey    string // fingerprint of the key with which the coach signs; "" when none is listed
	BaseURL     string
	Index       bool // search engines may list the showcase
	Pseudonyms  bool // nobody's name is shown, whatever they have consented to
	StaleMonths int  // without anything new until a learner's date is marked as old
	Limits      Limits
	Members     []Member // in the order of the file
}

// Limits bound what one member's site may cost.
type Limits struct {
	Bytes        int64 // read of one site, unpacked
	Seconds      int   // for one site
	AllowPrivate bool  // addresses of this computer and of private networks are asked, and http too
}

// Member is one learner's published site.
type Member struct {
	Site   string // a folder, a zip or an address
	Key    string // fingerprint of the learner's key
	Note   string // for the coach alone
	Hidden string // why the coach does not show them; "" when they do
	Line   int    // in cohort.toml, of its [[member]]
}

// Label is what a member is called where only the coach reads it.
func (m Member) Label() string {
	if m.Note != "" {
		return m.Note
	}
	return m.Site
}

// Mistake is one thing in cohort.toml that its writer can mend.
type Mistake struct {
	File     string // in the cohort's folder
	Line     int    // from 1
	Found    string // what stands there
	Expected string // and what should
}

func (m Mistake) String() string {
	return fmt.Sprintf("%s, line %d: %s. %s", m.File, m.Line, m.Found, m.Expected)
}

const (
	maxConfig   = 4 << 20
	maxMembers  = 10_000
	maxSetting  = 500 // characters of a text
	minBytes    = 1 << 20
	maxBytes    = 4 << 30
	maxSeconds  = 600
	maxStale    = 120
	stdBytes    = 200_000_000
	stdSeconds  = 60
	stdStale    = 6
	memberTable = "member"
)

// ParseConfig reads cohort.toml. With any mistake, all of which it gives in the order of the lines, the
// Config is not to be used.
func ParseConfig(text []byte) (Config, []Mistake) {
	root, faults := table.Settings(text, table.Limits{Bytes: maxConfig, Rows: maxMembers, Cells: 64, CellBytes: 64 << 10})
	r := reader{file: ConfigFile}
	for _, f := range faults {
		r.fault(f)
	}
	if len(faults) > 0 {
		return Config{}, r.mistakes
	}
	c := Config{StaleMonths: stdStale, Limits: Limits{Bytes: stdBytes, Seconds: stdSeconds}}
	top := r.group("", root)
	if _, at := top.number("schema", 1, 1); at == 0 && len(r.mistakes) == 0 {
		r.add(1, "schema is missing", "Write schema = 1, the only form of this file so far.")
	}
	c.Name = top.checked("name", proof.CheckCohortName, "Give the cohort a name that your learners' consents name, such as name = \"larkfield-2026\".")
	c.Title = top.needed("title", "Say what the cohort is called, such as title = \"Larkfield Academy, class of 2026\".")
	c.Coach, c.Contact = top.text("coach"), top.text("contact")
	c.CoachKey = top.checked("coach_key", checkOptionalKey, "")
	c.BaseURL = top.checked("base_url", checkBase, "")
	c.Index, c.Pseudonyms = top.flag("index"), top.flag("pseudonyms")
	if n, at := top.number("stale_months", 1, maxStale); at > 0 {
		c.StaleMonths = int(n)
	}
	c.Limits = r.limits(top, c.Limits)
	c.Members = r.members(top, c.Limits)
	top.end()
	slices.SortStableFunc(r.mistakes, func(a, b Mistake) int { return a.Line - b.Line })
	return c, r.mistakes
}

// limits reads [limits].
func (r *reader) limits(top *group, l Limits) Limits {
	g := top.table("limits")
	if n, at := g.number("bytes", minBytes, maxBytes); at > 0 {
		l.Bytes = n
	}
	if n, at := g.number("seconds", 1, maxSeconds); at > 0 {
		l.Seconds = int(n)
	}
	l.AllowPrivate = g.flag("allow_private")
	g.end()
	return l
}

// members reads every [[member]].
func (r *reader) members(top *group, l Limits) []Member {
	var out []Member
	for _, g := range top.tables(memberTable) {
		m := Member{Line: g.line, Note: g.text("note"), Hidden: g.text("hidden")}
		m.Site = g.checked("site", l.checkSite, "Name the folder, the zip or the address of the published site, such as site = \"https://ada.example/\".")
		m.Key = g.checked("key", proof.CheckFingerprint, "Write the fingerprint that the learner has read to you, such as key = \"SHA256:...\".")
		g.end()
		out = append(out, m)
	}
	return out
}

// checkSite says what is wrong with the place of a site.
func (l Limits) checkSite(s string) error {
	if !isAddress(s) {
		if strings.Contains(s, "://") {
			return fmt.Errorf("%q is no address that can be asked: it begins with https://, or is a folder or a zip", s)
		}
		return nil
	}
	u, err := url.Parse(s)
	switch {
	case err != nil || u.Hostname() == "" || u.User != nil:
		return fmt.Errorf("%q is not the address of a site, such as https://ada.example/", s)
	case strings.HasSuffix(strings.ToLower(u.Path), ".zip"):
		return fmt.Errorf("%q is a zip at an address: save it, and name the file", s)
	case u.Scheme == "http" && !l.AllowPrivate:
		return fmt.Errorf("%q begins with http://, which everybody on the way can read and change: use https://", s)
	}
	return nil
}

func isAddress(site string) bool {
	lower := strings.ToLower(site)
	return strings.HasPrefix(lower, "https://") || strings.HasPrefix(lower, "http://")
}

func checkOptionalKey(s string) error {
	if s == "" {
		return nil
	}
	return proof.CheckFingerprint(s)
}

func checkBase(s string) error {
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Hostname() == "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return fmt.Errorf("%q is not the address of a site, such as https://cohort.example/", s)
	}
	return nil
}

// plainLine tells of a text that it is one line that a terminal shows as it is.
func plainLine(s string) bool {
	odd := func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) }
	return utf8.ValidString(s) && strings.IndexFunc(s, odd) < 0
}
