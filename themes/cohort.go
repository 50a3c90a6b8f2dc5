package themes

import (
	"io/fs"
	"slices"
)

// cohortParts are the parts of a theme that the pages of a cohort use; those in the folder cohort come
// on top. The others are hidden, so that their rules are not in its style sheet.
func cohortParts() []string {
	return []string{"big", "facts", "heading", "index", "lines", "note", "plain", "prose", "table", "voice", "steps"}
}

// Cohort is the default theme with the layouts and parts of a cohort's showcase laid over it. It is
// ours throughout: there is no method by which a renderer would take it for a learner's.
func Cohort() fs.FS {
	base, err := Open(Default, nil)
	if err == nil {
		var own fs.FS
		if own, err = fs.Sub(files, "cohort"); err == nil {
			return addition{overlay{own, base}}
		}
	}
	panic(err) // both are embedded
}

// CohortScript is assets/cohort.js, which filters the list of learners in the page.
func CohortScript() []byte {
	body, err := fs.ReadFile(files, "shared/cohort.js")
	if err != nil {
		panic(err) // the folder is embedded
	}
	return body
}

// addition is a theme with files of ours over it, and only those parts that are asked for.
type addition struct{ over overlay }

func (a addition) Open(name string) (fs.File, error) { return a.over.Open(name) }

func (a addition) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := a.over.ReadDir(name)
	if name != "parts" {
		return entries, err
	}
	return slices.DeleteFunc(entries, func(e fs.DirEntry) bool {
		own, _ := fs.Stat(a.over.own, "parts/"+e.Name())
		return own == nil && !slices.Contains(cohortParts(), e.Name())
	}), err
}
