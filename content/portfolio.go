package content

import "github.com/gatefold/gatefold/content/table"

// Portfolio is a whole folder, loaded.
type Portfolio struct {
	Config   Config
	AsOf     Date       // portfolio.toml's as_of, else the newest date on which something happened
	About    Page       // about.md; empty Body when there is none
	Projects []*Project // by start, then slug
	Answers  []Answer   // by question, then file name
	Pages    []Page     // by name
	Links    *Links     // every reference of every record, both ways
	Drafts   int        // records, documents and projects marked as drafts, whether left out or not
}

// Config is portfolio.toml.
type Config struct {
	Schema   int
	Title    string
	Language string // BCP 47; "en" by default
	BaseURL  string // with a slash at its end; "" when the address is not known
	Theme    string // "ledger" by default
	AsOf     Date   // zero: derived
	Owner    Owner
	Site     SiteSettings
	RAG      Thresholds
	Holidays []Date // not working days, beside Saturdays and Sundays
	Deny     []string
	Cohorts  []CohortLink // that show the site, says the author
	Extra    []Field      // keys that gatefold does not know
}

// CohortLink leads to the showcase of a cohort: [[cohort]] of portfolio.toml.
type CohortLink struct {
	Title string // "Larkfield Academy, class of 2026"
	URL   string // of its first page, http or https
}

// Owner is the learner, as far as they want to be known.
type Owner struct {
	Name, Headline, TargetRole, Location, Availability, Email string
	Links                                                     []WebLink
}

// WebLink leads out of the site; http, https and mailto only.
type WebLink struct{ Label, URL string }

// SiteSettings are the choices of [site].
type SiteSettings struct {
	Accent   string // "#2b3fae"; "" for the theme's own
	Featured []string
	Index    bool // false asks search engines to stay away; true by default
}

// Thresholds are the variances, as fractions, up to which a figure is green or amber.
type Thresholds struct{ Green, Amber float64 }

// Project is one project folder.
type Project struct {
	Slug      string // the folder's name
	Meta      ProjectMeta
	Records   []Record // in the order of kinds.go, then as written
	Artifacts []Artifact
	Tables    []RegisterTable // one for each register that was read, for the data download
	// Sum stands for all that was read of the project: two projects with one sum, loaded with the same
	// options by the same version, differ at most in what they and others name of each other.
	Sum Sum
}

// RegisterTable tells where a register came from and which columns it had.
type RegisterTable struct {
	Register string   // "raid"
	Path     string   // "projects/x/raid.csv"
	Columns  []Column // the kind's, a series as often as the file has it; the records' Values are in this order
	Cells    []int    // by Columns: which cell of a row holds it, from 0; -1 when the file has no such column; nil where sheets differ
	Extra    []string // names of unknown columns, in the file's order
	Format   table.Format
	Rows     int
	Matches  []SheetMatch // how the headers were understood, a sheet each; one of any other file
}

// SheetMatch says what the headers of one sheet, or of a file without sheets, were taken for.
type SheetMatch struct {
	Sheet     string // "" where there are no sheets
	HeaderRow int    // as a spreadsheet counts; 0 in TOML
	Headers   []HeaderMatch
}

// HeaderMatch is one header and the column that it was taken for; Column is "" when it is kept as an
// extra field.
type HeaderMatch struct{ Header, Column string }

// ProjectMeta is project.toml.
type ProjectMeta struct {
	Title, Summary, Domain, Basis, BasisNote, Role, MyPart string
	Organisation, Sponsor, Status, Method                  string
	Start, Finish, PlannedFinish                           Date
	Team                                                   int
	Skills                                                 []string
	DateOrder                                              string // "dmy", "mdy" or ""
	Money                                                  Money
	Unit                                                   string // what the burndown counts: "devices"
	Pauses                                                 []Pause
	Case                                                   Case
	Draft                                                  bool
	Pins                                                   map[string]table.Pins // by register: [columns.raid], headers whose column is fixed
	Extra                                                  []Field
	Pos                                                    Pos
}

// Money is [money] of project.toml.
type Money struct {
	Currency        string // ISO 4217
	Budget, Reserve Number
	Scaled          bool // amounts multiplied by one secret factor; the site says so
}

// Pause is a span of days in which no work was planned to be done.
type Pause struct {
	From, To Date
	Reason   string
}

// Case is the learner's own five-line summary, [case] of project.toml; every line is optional and
// composed from the records when it is missing.
type Case struct {
	Size, Situation, HardPart, Result, Learned string
	Hardest                                    string // id of the record of the hardest moment
	HardestTitle, HardestNote                  string
	Thread                                     []string // ids of the records that tell it, in order
}

// Artifact is a file of artifacts/.
type Artifact struct {
	File        string // name inside artifacts/, may hold slashes
	Title       string
	Description string
	Date        Date
	Links       []Mention
	Withhold    bool // counted, never shown
	Size        int64
	Path        string // slash-separated, from the portfolio folder
}

// Answer is the learner's own answer to an interview question, answers/*.md.
type Answer struct {
	Meta
	Question  string    `col:"question,required,title" values:"question"`
	Situation string    `col:"situation"`
	Task      string    `col:"task"`
	Action    string    `col:"action"`
	Result    string    `col:"result"`
	Lesson    string    `col:"lesson"`
	Evidence  []Mention `col:"evidence,refs"`
}

// Page is a further page of the site, pages/<name>.md, or about.md.
type Page struct {
	Meta
	Name  string
	Title string `col:"title,title"`
}
