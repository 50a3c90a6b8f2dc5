package main

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/advice"
	"github.com/gatefold/gatefold/generator/annotate"
)

// checking are the flags of check.
type checking struct {
	strict, asJSON bool
	format         string
}

func checkCommand() *cobra.Command {
	var o checking
	c := &cobra.Command{
		Use: "check [DIR]", Short: "Say what is wrong, what is missing, and the next three steps",
		Long: "Check reads the portfolio folder DIR (this folder when none is named) as a build would and writes nothing. It says\n" +
			"what a build would say, and more: evidence that is missing, words that disagree with the ledger, rows that could\n" +
			"stand in any project, reports in which all is green. Then it tells what is there, what a hiring manager will\n" +
			"miss, and the next three steps. A word of [deny] in what would be published is an error; what a PDF's pages or\n" +
			"a picture show cannot be searched, so look at those yourself.\n\n" +
			"Every problem has a code; `gatefold explain` tells what it means.\n\n" +
			"Exit codes: 0 done, 2 there are errors, 3 there are warnings and --strict was given, 64 the command line cannot be\n" +
			"meant, 1 something broke inside.",
		Example: "  gatefold check my-portfolio\n  gatefold check my-portfolio --strict --format github     in a workflow: beside the lines of a change\n" +
			"  gatefold check my-portfolio --format sarif > check.sarif",
		Args: oneFolder,
		RunE: func(c *cobra.Command, args []string) error { return o.run(c, folderOf(args)) },
	}
	c.Flags().BoolVar(&o.strict, "strict", false, "exit with 3 when there are warnings")
	c.Flags().StringVar(&o.format, "format", "", "text, json, github or sarif (default text)")
	c.Flags().BoolVar(&o.asJSON, "json", false, "the same as --format json")
	return c
}

// checked is what a check found.
type checked struct {
	report
	results []advice.Result
	several bool // projects
	source  fs.FS
}

func (o checking) run(c *cobra.Command, dir string) error {
	format := cmp.Or(o.format, "text")
	if o.asJSON {
		if o.format != "" && o.format != "json" {
			return usageError{fmt.Errorf("--json and --format %s cannot both be meant", o.format)}
		}
		format = "json"
	}
	tell := map[string]func(*cobra.Command, string, checked) error{"text": tellText, "json": tellJSON, "github": tellGitHub, "sarif": tellSARIF}[format]
	if tell == nil {
		return usageError{fmt.Errorf("--format is %q. %sIt can be text, json, github or sarif", o.format, content.DidYouMean(o.format, []string{"text", "json", "github", "sarif"}))}
	}
	if err := checkFolder(dir); err != nil {
		return err
	}
	w, err := openUntouched(dir)
	if err != nil {
		return usageError{err}
	}
	defer w.close()
	progress := startProgress("Reading and checking ...")
	found, err := w.check(c.Context())
	progress.stop()
	if err == nil {
		err = tell(c, dir, found)
	}
	if err != nil {
		return brokenError{err}
	}
	return found.exit(o.strict)
}

// check builds in memory, and looks on.
func (w *workspace) check(ctx context.Context) (checked, error) {
	start := time.Now()
	builder := w.builder(false)
	res, err := builder.Build(ctx, w.tree)
	if err != nil {
		return checked{}, err
	}
	problems, err := res.Problems(ctx)
	if err != nil {
		return checked{}, err
	}
	out := checked{report: report{Problems: problems, Pages: res.Pages, Charts: res.Charts, Unsealed: res.Unsealed}}
	p, loaded, err := builder.Load(w.tree)
	if err != nil {
		return checked{}, err
	}
	if p != nil {
		out.several = len(p.Projects) > 1
		out.results = advice.At(p, advice.Options{Loaded: loaded, Source: w.tree})
		denied, err := deniedWords(p, res.Files, w.tree)
		if err != nil {
			return checked{}, err
		}
		out.Problems = append(append(out.Problems, advice.Problems(out.results)...), denied...)
	}
	out.Problems.Sort()
	out.source = w.tree
	out.Milliseconds = time.Since(start).Milliseconds()
	return out, nil
}

// tool says to other programs who found the problems.
func tool() annotate.Tool {
	known := map[string]explained{}
	for _, e := range allCodes() {
		known[e.code] = e
	}
	return annotate.Tool{Name: "gatefold", Version: version,
		Meaning: func(code string) string { return known[code].meaning },
		Help:    func(code string) string { return known[code].next }}
}

func tellSARIF(c *cobra.Command, dir string, found checked) error {
	return annotate.SARIF(c.OutOrStdout(), tool(), filepath.ToSlash(filepath.Clean(dir)), found.Problems)
}

func tellGitHub(c *cobra.Command, dir string, found checked) error {
	return annotate.GitHub(c.OutOrStdout(), filepath.ToSlash(filepath.Clean(dir)), found.Problems)
}
