package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/advice"
	"github.com/gatefold/gatefold/generator/review"
)

// reviewOptions are the flags of review.
type reviewOptions struct {
	rubric, grade, html string
	asJSON              bool
}

func reviewCommand() *cobra.Command {
	var o reviewOptions
	c := &cobra.Command{
		Use: "review [DIR...]", Short: "Tell a coach how complete and how well told portfolios are",
		Long: "Review reads portfolio folders, as learners keep them, and says of each what is there, how well it is told, whether\n" +
			"the records agree with each other, which level of the rubric that is, and the three next steps. Nothing is\n" +
			"written into the folders, and nothing of the review is ever a part of a site: it is for the coach and the learner.\n\n" +
			"The rubric is rubric.toml in the folder where you run this, the file that --rubric names, or else a built-in one.\n" +
			"`gatefold review --rubric default` prints that one, to change it. Criteria that a person grades take their levels\n" +
			"and words from the file that --grade names; keep it in private/ of the portfolio, or beside the cohort.\n\n" +
			"Exit codes: 0 done, 2 a folder, the rubric or the grades cannot be used (the sound rest is reviewed all the same),\n" +
			"64 the command line cannot be meant, 1 something broke inside.",
		Example: "  gatefold review my-portfolio\n  gatefold review learners/* --html private/review.html --grade private/grades.toml\n" +
			"  gatefold review --rubric default > rubric.toml",
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 && o.rubric == defaultRubric {
				if _, err := io.WriteString(c.OutOrStdout(), review.DefaultRubric); err != nil {
					return brokenError{err}
				}
				return nil
			}
			if len(args) == 0 {
				args = []string{"."}
			}
			return o.review(c, args)
		},
	}
	c.Flags().StringVar(&o.rubric, "rubric", "", "the `file` with the criteria; \"default\" for the built-in ones (without DIR: print them)")
	c.Flags().StringVar(&o.grade, "grade", "", "a `file` with the coach's levels and words for each criterion")
	c.Flags().StringVar(&o.html, "html", "", "write a private page to this `file` as well; never into a folder that is published")
	c.Flags().BoolVar(&o.asJSON, "json", false, "report as one JSON object on standard output")
	return c
}

// defaultRubric is the word for the built-in rubric.
const defaultRubric = "default"

// maxReviewed is how many folders one review reads.
const maxReviewed = 1000

func (o reviewOptions) review(c *cobra.Command, dirs []string) error {
	if len(dirs) > maxReviewed {
		return usageError{fmt.Errorf("%d folders were named; one review reads at most %d", len(dirs), maxReviewed)}
	}
	if o.html != "" {
		if err := privatePlace(o.html); err != nil {
			return usageError{err}
		}
	}
	folders, names, err := openReviewed(dirs)
	if err != nil {
		return usageError{err}
	}
	rubric, problems, err := o.readRubric()
	if err != nil {
		return usageError{err}
	}
	var grades review.Grades
	if o.grade != "" {
		data, err := readInput(o.grade, maxCoachFile)
		if err != nil {
			return usageError{err}
		}
		var more content.Problems
		grades, more = review.ReadGrades(o.grade, data, rubric, names)
		problems = append(problems, more...)
	}
	report{Problems: problems}.writeProblems(c.ErrOrStderr(), "")
	if len(rubric.Criteria) == 0 {
		fmt.Fprintln(c.ErrOrStderr(), "Nothing was reviewed, because the rubric cannot be used.")
		return exitError{exitErrors}
	}
	r := review.New(folders, rubric, grades)
	if err := o.write(c, r); err != nil {
		return err
	}
	if problems.Count(content.Error) > 0 || anyUnread(r) {
		return exitError{exitErrors}
	}
	return nil
}

// maxCoachFile is more than a rubric or grades may have, so that the reader says which.
const maxCoachFile = 2 << 20

// readRubric takes the rubric that is named, else the one that lies here, else the built-in one.
func (o reviewOptions) readRubric() (review.Rubric, content.Problems, error) {
	path := o.rubric
	if path == "" {
		if _, err := os.Stat("rubric.toml"); err == nil {
			path = "rubric.toml"
		}
	}
	if path == "" || path == defaultRubric {
		r, problems := review.ReadRubric("the built-in rubric", []byte(review.DefaultRubric))
		return r, problems, nil
	}
	data, err := readInput(path, maxCoachFile)
	if err != nil {
		return review.Rubric{}, nil, err
	}
	r, problems := review.ReadRubric(path, data)
	return r, problems, nil
}

// openReviewed reads the folders; the error is of one that is no folder. Nothing is written into them, and
// no link leads out of them.
func openReviewed(dirs []string) (folders []review.Folder, names []string, err error) {
	for _, dir := range dirs {
		if err := checkFolder(dir); err != nil {
			return nil, nil, err
		}
		root, err := os.OpenRoot(dir)
		if err != nil {
			return nil, nil, err
		}
		p, problems, err := content.Load(root.FS(), content.LoadOptions{})
		if err != nil {
			problems = content.Problems{{Code: content.CodeUnreadable, Severity: content.Error, Path: ".", Message: err.Error()}}
		}
		name := reviewedName(dir, dirs)
		folders = append(folders, review.Folder{Name: name, Portfolio: p, Problems: problems, Options: advice.Options{Loaded: problems, Source: root.FS()}})
		names = append(names, name)
	}
	return folders, names, nil
}

// reviewedName is what a folder is called in a review: by its own name, or as it was named where another
// of the same name is reviewed.
func reviewedName(dir string, dirs []string) string {
	name := folderName(dir)
	for _, other := range dirs {
		if other != dir && folderName(other) == name {
			return filepath.ToSlash(filepath.Clean(dir))
		}
	}
	return name
}

// folderName is what a folder is called, "." too.
func folderName(dir string) string {
	if abs, err := filepath.Abs(dir); err == nil {
		dir = abs
	}
	return filepath.Base(dir)
}

func (o reviewOptions) write(c *cobra.Command, r review.Report) error {
	var err error
	if o.asJSON {
		enc := json.NewEncoder(c.OutOrStdout())
		enc.SetEscapeHTML(false)
		err = enc.Encode(r)
	} else {
		err = r.Text(c.OutOrStdout())
	}
	if err != nil {
		return brokenError{err}
	}
	if o.html == "" {
		return nil
	}
	page, err := r.Page()
	if err != nil {
		return brokenError{err}
	}
	if err := writePrivate(o.html, page, []byte(review.Mark)); err != nil {
		return usageError{err}
	}
	fmt.Fprintf(c.ErrOrStderr(), "The page is in %s. It is private: give it to nobody but the learners that it is about.\n", o.html)
	return nil
}

func anyUnread(r review.Report) bool {
	for _, l := range r.Learners {
		if l.Unread != "" {
			return true
		}
	}
	return false
}

// privatePlace refuses a file that would lie in a folder that is published: one called public, or one
// that holds a built site.
func privatePlace(file string) error {
	path, err := realPath(file)
	if err != nil {
		return err
	}
	for dir := filepath.Dir(path); ; dir = filepath.Dir(dir) {
		_, err := os.Stat(filepath.Join(dir, "data", "portfolio.json"))
		if err == nil || strings.EqualFold(filepath.Base(dir), "public") {
			return fmt.Errorf("a review is private, but %s lies in %s, which is published. Name a file elsewhere, such as private/review.html", file, dir)
		}
		if dir == filepath.Dir(dir) {
			return nil
		}
	}
}

// writePrivate writes a file that its owner alone may read, whole or not at all. A file that stands there
// is only written over when it begins with the mark.
func writePrivate(file string, data, mark []byte) error {
	old, err := os.ReadFile(file)
	switch {
	case err == nil && !strings.HasPrefix(string(old), string(mark)):
		return fmt.Errorf("%s is there already and is no page of a review. Move it away, or name another file", file)
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return err
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(file), ".gatefold-tmp-*") // readable by its owner alone
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(data)
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), file)
}
