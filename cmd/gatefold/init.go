package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/content/starter"
	sample "github.com/gatefold/gatefold/sample-portfolio"
)

// newFolder is the folder that init makes when none is named.
const newFolder = "my-portfolio"

// gitIgnore is the file that names what must not get into a repository.
const gitIgnore = ".gitignore"

// sampleWord is what init can copy.
const sampleWord = "sample"

func initCommand() *cobra.Command {
	var a starter.Answers
	var yes bool
	var from string
	c := &cobra.Command{
		Use: "init [DIR]", Short: "Make a new portfolio folder, ready to build",
		Long: "Init asks five plain questions (your name, the role that you want, one project's title, its domain, and on what\n" +
			"basis it was done) and makes the folder DIR, my-portfolio when none is named. Enter alone leaves an answer for later.\n" +
			"Every line of its files has a comment; START-HERE.txt tells what to do next. Nothing that is there is changed.\n\n" +
			"With --yes it asks nothing. With --from sample it makes a copy of the sample portfolio, to look at and to take apart.\n\n" +
			"Exit codes: 0 done, 64 the folder holds such files already or the command line cannot be meant, 1 something broke inside.",
		Example: "  gatefold init\n  gatefold init my-portfolio --yes --name \"Ada Osei\" --role \"Project coordinator\"\n  gatefold init sample --from sample",
		Args:    oneFolder,
		RunE: func(c *cobra.Command, args []string) error {
			files, err := initFiles(from, yes, &a)
			if err != nil {
				return err
			}
			return initFolder(c, append(args, newFolder)[0], from, files)
		},
	}
	c.Flags().BoolVarP(&yes, "yes", "y", false, "ask nothing")
	c.Flags().StringVar(&from, "from", "", "\"sample\" copies the sample portfolio")
	c.Flags().StringVar(&a.Name, "name", "", "your name")
	c.Flags().StringVar(&a.TargetRole, "role", "", "the role that you want")
	c.Flags().StringVar(&a.Project, "project", "", "the title of one project")
	c.Flags().StringVar(&a.Domain, "domain", "", "the domain of that project, such as cloud-platforms")
	c.Flags().StringVar(&a.Basis, "basis", "", "how real it was, such as volunteer")
	return c
}

// initFolder makes the folder and says what to do next.
func initFolder(c *cobra.Command, dir, from string, files map[string][]byte) error {
	if _, err := os.Lstat(filepath.Join(dir, gitIgnore)); err == nil {
		delete(files, gitIgnore) // somebody has made a repository first
		fmt.Fprintf(c.ErrOrStderr(), "%s is there already and stays as it is. These lines belong into it:\n%s", gitIgnore, starter.Ignored)
	}
	if err := layFiles(dir, files); err != nil {
		return usageError{err}
	}
	sayInit(c, dir, from, files)
	return nil
}

// initFiles are the files of the new folder, after what has to be asked.
func initFiles(from string, yes bool, a *starter.Answers) (map[string][]byte, error) {
	switch {
	case from == sampleWord:
		return sampleFiles()
	case from != "":
		return nil, usageError{fmt.Errorf("--from is %q, but all that can be copied is %q", from, sampleWord)}
	}
	for _, w := range []struct{ flag, text, vocabulary string }{{"domain", a.Domain, "domain"}, {"basis", a.Basis, "basis"}} {
		if w.text != "" && !slices.Contains(content.AllowedWords(w.vocabulary), w.text) {
			words := content.AllowedWords(w.vocabulary)
			return nil, usageError{fmt.Errorf("--%s is %q. %sThe words are: %s", w.flag, w.text, content.DidYouMean(w.text, words), orWords(words))}
		}
	}
	if !yes {
		if !onTerminal(os.Stdin) {
			return nil, usageError{errors.New("init asks five questions, but nobody sits at a terminal. Give --yes, and --name, --role, --project, --domain and --basis as far as you know them")}
		}
		if err := askAnswers(a); err != nil {
			return nil, err
		}
	}
	return starter.Folder(*a), nil
}

func sampleFiles() (map[string][]byte, error) {
	held := sample.Files()
	files := map[string][]byte{gitIgnore: []byte(starter.Ignored)}
	err := fs.WalkDir(held, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files[name], err = fs.ReadFile(held, name)
		return err
	})
	if err != nil {
		return nil, brokenError{err}
	}
	return files, nil
}

// layFiles writes files into a folder, which is made when it is not there. Where one of them is there
// already, nothing is written.
func layFiles(dir string, files map[string][]byte) error {
	names := slices.Sorted(maps.Keys(files))
	for _, name := range names {
		if _, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(name))); !errors.Is(err, fs.ErrNotExist) {
			if err != nil {
				return err
			}
			return fmt.Errorf("%s is there already, and init changes nothing that is. Name another folder", filepath.Join(dir, filepath.FromSlash(name)))
		}
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	for _, name := range names {
		if err := root.MkdirAll(filepath.Dir(filepath.FromSlash(name)), 0o777); err != nil {
			return err
		}
		if err := createFile(root, name, files[name]); err != nil {
			return err
		}
	}
	return nil
}

// createFile writes a file that is not there yet.
func createFile(root *os.Root, name string, data []byte) error {
	f, err := root.OpenFile(filepath.FromSlash(name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

func sayInit(c *cobra.Command, dir, from string, files map[string][]byte) {
	out := c.ErrOrStderr()
	if from == sampleWord {
		fmt.Fprintf(out, "The sample portfolio is in %s, %s. It is somebody else's: look at it, take it apart, and make your own with `gatefold init`.\n", dir, plural(len(files), "file"))
		fmt.Fprintf(out, "See it: gatefold serve %s\n", dir)
		return
	}
	fmt.Fprintf(out, "Your portfolio is in %s. Open %s in it, or do this next:\n", dir, starter.StartHere)
	fmt.Fprintf(out, "  gatefold serve %s        see it in your browser, and again after every save\n", dir)
	fmt.Fprintf(out, "  gatefold new risk %s     add what happened: risk, issue, decision, status ...\n", dir)
	fmt.Fprintf(out, "  gatefold check %s        what is there, and what a hiring manager will miss\n", dir)
	for name := range files {
		if project, ok := strings.CutSuffix(name, "/project.toml"); ok { // there is one
			fmt.Fprintf(out, "  gatefold import FILE --into %s\n      reads a spreadsheet, or an export of Jira, Trello, Azure DevOps or Microsoft Project\n", path.Join(filepath.ToSlash(dir), project))
		}
	}
}
