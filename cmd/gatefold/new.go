package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/content/entry"
	"github.com/gatefold/gatefold/content/starter"
)

func newCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "new", Short: "Add a project, a risk, a decision, a status report ...",
		Long: "New adds one thing to a portfolio: a row to a register, or a document of its own. It finds the next free id and takes\n" +
			"today's date. At a terminal it asks what is needed; elsewhere flags say it. A register stays as it is, csv, tsv or\n" +
			"toml, in its own encoding, with its own delimiter and line ends: the row is put behind what stands, and no byte of\n" +
			"that is changed. An Excel workbook is left to Excel.\n\n" +
			"Exit codes: 0 done, 2 it was written but a value cannot be read, 64 it cannot be meant or done as things stand,\n" +
			"1 something broke inside.",
		Example: "  gatefold new risk my-portfolio\n  gatefold new decision my-portfolio --project device-refresh --title \"Two nights or one\"\n" +
			"  gatefold new issue --title \"Cabinet too small\" --set \"priority=high\" --set \"raised by=Site lead\"",
		RunE: func(c *cobra.Command, args []string) error { return needNoun(args) },
	}
	c.AddCommand(newProjectCommand())
	for _, n := range entry.Nouns() {
		c.AddCommand(newNounCommand(n))
	}
	return c
}

// needNoun says which things there are.
func needNoun(args []string) error {
	words := []string{"project"}
	for _, n := range entry.Nouns() {
		words = append(words, n.Word)
	}
	if len(args) == 0 {
		return usageError{fmt.Errorf("new what? It can add: %s", orWords(words))}
	}
	return usageError{fmt.Errorf("new cannot add %q. %sIt can add: %s", args[0], content.DidYouMean(args[0], words), orWords(words))}
}

// addition is one `new`: a noun, where it goes, and what was said about it.
type addition struct {
	noun    entry.Noun
	dir     string
	project string
	day     string
	set     []string
	told    map[string]*string // by column, from the flags of its questions
	asJSON  bool
}

// added is gatefold.new/1: what was written.
type added struct {
	Schema  string `json:"schema"`
	Path    string `json:"path"` // slash-separated, from the portfolio folder
	ID      string `json:"id"`   // "" for what has none of its own
	Created bool   `json:"created"`
}

const newSchema = "gatefold.new/1"

func newNounCommand(n entry.Noun) *cobra.Command {
	a := addition{noun: n, told: map[string]*string{}}
	what := "a row to " + n.Kind
	if n.Document() {
		what = "a document to " + n.Kind + "/"
	}
	c := &cobra.Command{
		Use: n.Word + " [DIR]", Short: fmt.Sprintf("Add %s: %s", what, n.Says), Args: oneFolder,
		Example: fmt.Sprintf("  gatefold new %s my-portfolio\n  gatefold new %s my-portfolio --project device-refresh --%s \"...\"", n.Word, n.Word, flagName(n.Ask[0].Column)),
		RunE: func(c *cobra.Command, args []string) error {
			a.dir = folderOf(args)
			return a.run(c)
		},
	}
	c.Flags().StringVarP(&a.project, "project", "p", "", "the project's folder in projects/; needed where there are several")
	c.Flags().StringArrayVar(&a.set, "set", nil, "a further column, as \"`column=value`\"; as often as needed")
	c.Flags().BoolVar(&a.asJSON, "json", false, "report as one JSON object on standard output")
	if n.Day != "" {
		c.Flags().StringVar(&a.day, "date", "", "the day, as 2025-04-18 (default today)")
	}
	for _, q := range n.Ask {
		a.told[q.Column] = c.Flags().String(flagName(q.Column), "", strings.TrimSuffix(q.Question, "?"))
	}
	a.answerToTitle(c)
	return c
}

// answerToTitle lets --title say what a record is called, whatever its register names that column: the benefit
// of an outcome, the name of a milestone.
func (a *addition) answerToTitle(command *cobra.Command) {
	flags := command.Flags()
	first := a.noun.Ask[0].Column
	if c, ok := a.noun.Column(first); !ok || c.Vocabulary != "" || flags.Lookup("title") != nil {
		return
	}
	flags.StringVar(a.told[first], "title", "", "the same as --"+flagName(first))
	flags.Lookup("title").Hidden = true
}

// flagName is the flag of a column.
func flagName(column string) string { return strings.ReplaceAll(column, " ", "-") }

// folderOf is the one folder that a command line may name.
func folderOf(args []string) string {
	if len(args) == 1 {
		return args[0]
	}
	return "."
}

func newProjectCommand() *cobra.Command {
	var a starter.Answers
	var asJSON bool
	c := &cobra.Command{
		Use: "project [DIR]", Short: "Add a project: a folder in projects/ with its project.toml", Args: oneFolder,
		Example: "  gatefold new project my-portfolio\n  gatefold new project my-portfolio --title \"Office move\" --basis volunteer",
		RunE: func(c *cobra.Command, args []string) error {
			p, err := openToAdd(folderOf(args))
			if err != nil {
				return err
			}
			defer p.root.Close()
			for _, q := range []struct {
				to             *string
				question, flag string
				words          []string
			}{{&a.Project, "The title of the project", "title", nil}, {&a.Domain, "Its domain", "domain", content.AllowedWords("domain")}, {&a.Basis, "How real it was", "basis", content.AllowedWords("basis")}} {
				if err := settle(q.to, q.question, q.flag, q.words, q.flag != "domain"); err != nil {
					return err
				}
			}
			return p.addProject(c, a, asJSON)
		},
	}
	c.Flags().StringVar(&a.Project, "title", "", "the title of the project")
	c.Flags().StringVar(&a.Domain, "domain", "", "its domain, such as cloud-platforms")
	c.Flags().StringVar(&a.Basis, "basis", "", "how real it was, such as volunteer")
	c.Flags().BoolVar(&asJSON, "json", false, "report as one JSON object on standard output")
	return c
}

// settle makes sure of an answer: that of the command line, else of whoever sits at the terminal.
func settle(to *string, question, flag string, words []string, needed bool) error {
	if *to != "" {
		meant, wrong := usable(*to, words, needed)
		if wrong != "" {
			return usageError{fmt.Errorf("--%s: %s The words are: %s", flag, wrong, orWords(words))}
		}
		*to = meant
		return nil
	}
	if !onTerminal(os.Stdin) {
		if !needed {
			return nil
		}
		return usageError{fmt.Errorf("--%s is needed where nobody sits at a terminal: %s", flag, strings.TrimSuffix(question, "?"))}
	}
	answer, err := ask(question, words, needed)
	*to = answer
	return err
}

func (p *opened) addProject(c *cobra.Command, a starter.Answers, asJSON bool) error {
	dir := "projects/" + starter.Slug(a.Project)
	file := dir + "/project.toml"
	if _, err := p.root.Lstat(file); err == nil { // a folder without one is what an import leaves
		return usageError{fmt.Errorf("there is a project in %s already. Give this one another title, or open its project.toml", dir)}
	}
	if err := p.root.MkdirAll(dir, 0o777); err != nil {
		return usageError{err}
	}
	if err := createFile(p.root, file, starter.ProjectFile(a)); err != nil {
		return usageError{err}
	}
	fmt.Fprintf(c.ErrOrStderr(), "The project is in %s. Open its project.toml: every line has a comment. Then add what happened, such as `gatefold new risk %s --project %s`.\n", dir, p.dir, path.Base(dir))
	return p.tellAdded(c, added{newSchema, file, "", true}, asJSON)
}

// today is the day on this computer's calendar, or the one that was named.
func today(named string) (string, error) {
	if named == "" {
		return content.DateOf(time.Now()).String(), nil
	}
	if _, err := time.Parse(time.DateOnly, named); err != nil {
		return "", usageError{fmt.Errorf("--date is %q. Write a day as 2025-04-18", named)}
	}
	return named, nil
}

// tellAdded says what was written, and what of it cannot be read.
func (p *opened) tellAdded(c *cobra.Command, what added, asJSON bool) error {
	var err error
	if asJSON {
		err = json.NewEncoder(c.OutOrStdout()).Encode(what)
	} else {
		_, err = fmt.Fprintln(c.OutOrStdout(), strings.TrimSpace(what.Path+" "+what.ID))
	}
	if err != nil {
		return brokenError{err}
	}
	return p.complain(c, what)
}

// complain shows the problems of the file that was written, where they are new.
func (p *opened) complain(c *cobra.Command, what added) error {
	_, problems, err := content.Load(p.root.FS(), content.LoadOptions{Drafts: true})
	if err != nil {
		return brokenError{err}
	}
	var fresh content.Problems
	for _, q := range problems {
		if q.Path == what.Path && !p.known[q] && q.Code != content.CodeMoreProblems {
			fresh = append(fresh, q)
		}
	}
	for i, f := range content.Frames(p.root.FS(), fresh) {
		writeProblem(c.ErrOrStderr(), p.dir, fresh[i], f)
	}
	if fresh.Count(content.Error) > 0 {
		return exitError{exitErrors}
	}
	return nil
}

// errNoPortfolio is said where there is nothing to add to.
func errNoPortfolio(dir string, problems content.Problems) error {
	if len(problems) == 0 {
		return usageError{errors.New("the portfolio cannot be read")}
	}
	return usageError{fmt.Errorf("%s cannot be used: %s `gatefold init` makes a new portfolio", dir, problems[0].Message)}
}
