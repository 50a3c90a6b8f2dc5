package showcase

import "github.com/gatefold/gatefold/generator/site"

// View is the view of the layout "cohort".
type View struct {
	site.PageView
	Front   bool        // the page that opens the site
	Own     *Own        // the learner's own site; nil where it is not shown
	Foot    []site.Text // the paragraphs at the foot
	Scripts []string    // from the site's root
}

// Own is the learner's own site.
type Own struct {
	site.Link
	Check string // address of the cohort's checking page, with that of the site in it
}

// The parts that a cohort's pages have beside those of package site.
type (
	// Browse is the search and the facets above the list of learners. Its links work without script;
	// with it they filter the list in the page.
	Browse struct {
		Data, Root string // address of learners.js, and of the site's root, as seen from the page
		Others     string // legends of all facets but the first: "skill, role sought and location"
		Note       string
		Facets     []FacetRow
	}
	// Pager leads through a list that takes more than one page.
	Pager struct {
		Label, Words string
		Newer, Older *site.Link
		Pages        []PageLink
	}
	// Work are a learner's projects.
	Work struct {
		Lang  string // BCP 47, of what the learner wrote; "" when it is not known
		Items []Job
	}
	// Said are sentences, one below the other.
	Said struct{ Items []site.Text }
	// Answers are answers to interview questions.
	Answers struct{ Items []Answer }
)

func (Browse) Part() string  { return "browse" }
func (Pager) Part() string   { return "pager" }
func (Work) Part() string    { return "work" }
func (Said) Part() string    { return "said" }
func (Answers) Part() string { return "answers" }

// FacetRow is one facet with its most frequent values.
type FacetRow struct {
	ID, Legend string
	Values     []FacetLink
	More       *site.Link // to the page of all values; nil when all stand here
}

// FacetLink leads to the page of one value.
type FacetLink struct {
	site.Link
	Key   string // the value, as data and addresses name it
	Count string // how many learners; "" when the count may not be shown
}

// PageLink is one page of a list.
type PageLink struct {
	site.Link
	Current bool
}

// Job is one project on its learner's page.
type Job struct {
	Title, Summary, Basis string
	URL                   string // of the case on the learner's own site, "" when it is not shown
	Facts                 []site.Field
}

// Answer is one answer to an interview question.
type Answer struct {
	By       site.Link // who answers, or, on a learner's own page, what was asked
	Role     string
	Lang     string
	Words    string
	Evidence string
	URL      string // of the whole answer on the learner's own site, "" when it is not shown
}
