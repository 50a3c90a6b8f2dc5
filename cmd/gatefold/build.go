package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/gatefold/gatefold/generator/output"
	"github.com/gatefold/gatefold/generator/proof"
)

func buildCommand() *cobra.Command {
	var out string
	var strict, asJSON bool
	var sign signing
	c := &cobra.Command{
		Use: "build [DIR]", Short: "Write the site of a portfolio folder",
		Long: "Build reads the portfolio folder DIR (this folder when none is named) and writes its site to DIR/public,\n" +
			"or to the folder that -o names. Only files that differ are written. Problems in the records are all named\n" +
			"at once, with file, line or cell and the next step; what is sound is built all the same.\n\n" +
			"What was sealed is published with the means to check it, in DIR/public/proof. With --sign the list of all files\n" +
			"is signed with your key; a build without it keeps that signature only when the site is still the same.\n\n" +
			"Exit codes: 0 done, 2 the records have errors, 3 they have warnings and --strict was given,\n" +
			"64 the command line cannot be meant, 1 something broke inside.",
		Example: "  gatefold build sample-portfolio\n  gatefold build my-portfolio -o ~/Desktop/site",
		Args:    oneFolder,
		RunE: func(cmd *cobra.Command, args []string) error {
			dir := "."
			if len(args) == 1 {
				dir = args[0]
			}
			if out == "" {
				out = filepath.Join(dir, "public")
			}
			if err := sign.open(dir); err != nil {
				return refusal(cmd, err)
			}
			return build(cmd, dir, out, &sign, strict, asJSON)
		},
	}
	c.Flags().StringVarP(&out, "output", "o", "", "folder for the site (default DIR/public)")
	c.Flags().BoolVar(&strict, "strict", false, "exit with 3 when there are warnings")
	c.Flags().BoolVar(&asJSON, "json", false, "report as one JSON object on standard output")
	sign.flags(c)
	return c
}

// oneFolder allows at most one folder to be named.
func oneFolder(cmd *cobra.Command, args []string) error {
	if len(args) > 1 {
		return fmt.Errorf("%s takes one folder, but %d were named: %q. A name with blanks in it stands between quotation marks", cmd.Name(), len(args), args)
	}
	return nil
}

func build(cmd *cobra.Command, dir, out string, sign *signing, strict, asJSON bool) error {
	start := time.Now()
	if err := checkFolders(dir, out); err != nil {
		return err
	}
	w, err := openWorkspace(dir, out)
	if err != nil {
		return usageError{err}
	}
	defer w.close()
	progress := startProgress("Reading and drawing ...")
	r, diff, err := w.build(cmd.Context(), out, sign)
	progress.stop()
	if err != nil {
		r.writeProblems(cmd.ErrOrStderr(), dir)
		return brokenError{err}
	}
	r.Milliseconds = time.Since(start).Milliseconds()
	if asJSON {
		err = r.writeJSON(cmd.OutOrStdout())
	} else {
		r.writeText(cmd.ErrOrStderr(), cmd.OutOrStdout(), dir, out, diff)
	}
	if err != nil {
		return brokenError{err}
	}
	if !asJSON {
		sayUnsealed(cmd.ErrOrStderr(), dir, r)
		saySigned(cmd.ErrOrStderr(), dir, out, sign)
	}
	return r.exit(strict)
}

// sayUnsealed says what the site shows as edited or not sealed.
func sayUnsealed(people io.Writer, dir string, r report) {
	switch r.Unsealed {
	case 0:
	case 1:
		fmt.Fprintf(people, "1 record is not sealed as it is now, and the site says so. `gatefold seal %s` seals it.\n", dir)
	default:
		fmt.Fprintf(people, "%d records are not sealed as they are now, and the site says so. `gatefold seal %s` seals them.\n", r.Unsealed, dir)
	}
}

// saySigned says whether the site of a sealed portfolio bears a signature.
func saySigned(people io.Writer, dir, out string, sign *signing) {
	list := filepath.Join(out, filepath.FromSlash(proof.SumsPath))
	if _, err := os.Stat(list); err != nil {
		return
	}
	_, err := os.Stat(list + proof.SignatureTail)
	switch {
	case sign.signature != nil:
		fmt.Fprintf(people, "The list of its files is signed by %s.\n", sign.id.Fingerprint())
	case err != nil:
		fmt.Fprintf(people, "The list of its files is not signed: this site was not signed yet, or has changed since. Before you publish it, run `gatefold build %s --sign`.\n", dir)
	}
}

// build writes the site, unless that would change nothing.
func (w *workspace) build(ctx context.Context, out string, sign *signing) (report, output.Diff, error) {
	list, err := output.ListPath(w.dir, out, w.secret)
	if err != nil {
		return report{}, output.Diff{}, err
	}
	if last, ok := w.unchanged(out, list); ok && !sign.wanted {
		last.Written = 0
		return last, output.Diff{}, nil
	}
	target := output.Begin(out, list)
	builder := w.builder(false)
	if sign.wanted {
		builder.Sign = sign.sign
	}
	res, err := builder.Build(ctx, w.tree)
	saved := w.saveFiles()
	var diff output.Diff
	if err == nil && res.Files.Len() > 0 {
		diff, err = target.Write(res.Files)
	}
	if err == nil {
		err = sign.keep(w.dir)
	}
	<-saved
	problems, drawErr := res.Problems(ctx)
	r := report{Problems: problems, Pages: res.Pages, Charts: res.Charts, Written: len(diff.Written), Unsealed: res.Unsealed}
	if err = cmp.Or(err, drawErr); err != nil || res.Files.Len() == 0 {
		return r, diff, err
	}
	if len(diff.Kept)+len(diff.Unlisted) == 0 { // else there is more to say than the report does
		w.finished(list, r)
	}
	if w.memory != nil && !w.settled.IsZero() {
		_ = w.memory.Save() // without it the next build is only slower
	}
	return r, diff, nil
}

// saveFiles keeps what the files became while the site is drawn; the channel is closed when that is done.
func (w *workspace) saveFiles() <-chan struct{} {
	done := make(chan struct{})
	go func() {
		defer close(done)
		if w.memory != nil && !w.settled.IsZero() {
			_ = w.memory.SaveFiles() // without it the next build is only slower
		}
	}()
	return done
}

// checkFolder refuses what is no folder to read records from.
func checkFolder(dir string) error {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return usageError{fmt.Errorf("there is no folder %q", dir)}
	case err != nil:
		return usageError{err}
	case !info.IsDir():
		return usageError{fmt.Errorf("%q is a file; name the folder that holds portfolio.toml", dir)}
	}
	return nil
}

// checkFolders refuses folders that cannot be meant, before anything is read or written.
func checkFolders(dir, out string) error {
	if err := checkFolder(dir); err != nil {
		return err
	}
	from, err := realPath(dir)
	if err != nil {
		return usageError{err}
	}
	if info, err := os.Stat(out); err == nil && !info.IsDir() {
		return usageError{fmt.Errorf("the site cannot be written to %q: that is a file. Name a folder with -o", out)}
	}
	to, err := realPath(out)
	if err != nil {
		return usageError{err}
	}
	rel, err := filepath.Rel(to, from)
	if err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return usageError{fmt.Errorf("the site cannot be written to %q: the records themselves lie there. Name another folder with -o", out)}
	}
	rel, err = filepath.Rel(from, to)
	if first, _, _ := strings.Cut(filepath.ToSlash(rel), "/"); err == nil {
		switch first {
		case "projects", "answers", "pages", "private", "proof", "theme", ".gatefold":
			return usageError{fmt.Errorf("the site cannot be written to %q: it is a folder of the portfolio itself. Leave out -o, or name another folder", out)}
		}
	}
	return nil
}

// realPath resolves links as far as the path exists.
func realPath(p string) (string, error) {
	abs, err := filepath.Abs(p)
	if err != nil {
		return "", err
	}
	real, err := filepath.EvalSymlinks(abs)
	if errors.Is(err, fs.ErrNotExist) {
		parent, err := realPath(filepath.Dir(abs))
		return filepath.Join(parent, filepath.Base(abs)), err
	}
	return real, err
}
