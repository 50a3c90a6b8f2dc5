package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/importer"
)

// importing is one run of the verb.
type importing struct {
	into      string
	kind      string
	dryRun    bool
	replace   bool
	keepNames bool
	asJSON    bool
}

func importCommand() *cobra.Command {
	var i importing
	c := &cobra.Command{
		Use: "import FILE...", Short: "Take in what other programs wrote: tables, Jira, Trello, Microsoft Project, Word ...",
		Long: "Import recognises each FILE by its content and writes registers (CSV), documents and artifacts into the project\n" +
			"that --into names. It reads tables of any register (.xlsx, .csv, .tsv), exports of Jira, Azure DevOps and GitHub,\n" +
			"Trello boards (JSON), Microsoft Project plans (XML) and Word documents (.docx), and says what came, what was\n" +
			"guessed, and which rows were left out and why. A register that stands is never merged into: --replace keeps the old\n" +
			"file beside the new one. People get a role or a number instead of their name; who is who stands in\n" +
			"private/aliases.toml, which is never published: change an alias there, and import again.\n\n" +
			"Exit codes: 0 done, also when rows were left out, 2 a file was refused, 64 the command line cannot be meant,\n" +
			"1 something broke inside.",
		Example: "  gatefold import RAID_Log.xlsx Jira.csv --into my-portfolio/projects/device-refresh\n  gatefold import plan.xml --into my-portfolio/projects/move --dry-run",
		RunE:    func(c *cobra.Command, args []string) error { return i.run(c, args) },
	}
	f := c.Flags()
	f.StringVar(&i.into, "into", "", "the project's folder, such as my-portfolio/projects/device-refresh")
	f.StringVar(&i.kind, "kind", "", "the register or document that the files hold, such as raid, when it is not recognised")
	f.BoolVar(&i.dryRun, "dry-run", false, "say what would be done, and write nothing")
	f.BoolVar(&i.replace, "replace", false, "replace registers that stand; the old files are kept beside the new ones")
	f.BoolVar(&i.keepNames, "keep-names", false, "keep people's names")
	f.BoolVar(&i.asJSON, "json", false, "report as one JSON object on standard output")
	return c
}

func (i *importing) run(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return usageError{errors.New("import needs the files to take in, such as RAID_Log.xlsx")}
	}
	if err := i.checkKind(); err != nil {
		return usageError{err}
	}
	target, err := openTarget(i.into)
	if err != nil {
		return usageError{err}
	}
	defer target.close()
	files, err := readForeign(args)
	if err != nil {
		return usageError{err}
	}
	aliases, err := target.aliases()
	if err != nil {
		return usageError{err}
	}
	res := importer.Read(files, importer.Options{Kind: i.kind, KeepNames: i.keepNames, Aliases: aliases, Order: target.order, Taken: target.taken, Pins: target.pins})
	i.askDocuments(c.ErrOrStderr(), res.Documents)
	for _, d := range res.Documents {
		res.Written = append(res.Written, d.File())
	}
	report, err := target.write(res, i)
	if err != nil {
		return brokenError{err}
	}
	if i.asJSON {
		err = report.writeJSON(c.OutOrStdout())
	} else {
		report.writeText(c.ErrOrStderr(), i)
	}
	if err != nil {
		return brokenError{err}
	}
	return report.exit()
}

func (i *importing) checkKind() error {
	if i.kind == "" {
		return nil
	}
	var names []string
	for _, k := range content.Kinds() {
		if names = append(names, k.Name); k.Name == i.kind {
			return nil
		}
	}
	return fmt.Errorf("there is no kind %q. The kinds are %s", i.kind, strings.Join(names, ", "))
}

// readForeign reads the files to import, each once and up to the limit.
func readForeign(names []string) ([]importer.File, error) {
	var out []importer.File
	for _, name := range names {
		f, err := os.Open(name)
		if err != nil {
			return nil, fmt.Errorf("%s cannot be opened: see that the name is right and that the file lies there", name)
		}
		info, err := f.Stat()
		if err == nil && info.IsDir() {
			err = errors.New("it is a folder; name the files in it")
		}
		var data []byte
		if err == nil {
			data, err = io.ReadAll(io.LimitReader(f, importer.Limits().Bytes+1)) // one more, so that it is refused as too large
		}
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("%s cannot be read: %w", name, err)
		}
		out = append(out, importer.File{Name: filepath.Base(name), Data: data})
	}
	return out, nil
}
