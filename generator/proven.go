package generator

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"strings"
	text "text/template"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/output"
	"github.com/gatefold/gatefold/generator/proof"
	"github.com/gatefold/gatefold/generator/seal"
	"github.com/gatefold/gatefold/generator/site"
	"github.com/gatefold/gatefold/themes"
)

// proven is what the author's log puts into the site; log is nil when nothing was sealed.
type proven struct {
	log   *seal.Log
	known seal.Known
	// list and signature are those of the last site that was signed; nil without one.
	list, signature []byte
}

// proven holds the portfolio to the log in its folder. What cannot be used is a problem, and the site is
// built without it.
func (b *Builder) proven(src fs.FS, p *content.Portfolio) (proven, content.Problems) {
	folder, err := fs.Sub(src, "proof")
	if err != nil {
		panic(err) // the name is one of fs.FS
	}
	log, err := seal.Read(folder)
	if err != nil || log == nil {
		return proven{}, unusable(err)
	}
	items, err := seal.Items(p, src)
	if err != nil {
		return proven{}, unusable(err)
	}
	known, err := log.Know(items)
	if err != nil {
		return proven{}, unusable(err)
	}
	var problems content.Problems
	for _, f := range log.Faults() {
		problems = append(problems, content.Problem{
			Path: "proof", Code: content.CodeLogPart, Severity: content.Warning,
			Message: fmt.Sprintf("%s. The site is built without it.", causeOf(f)), Hint: "Run `gatefold seal`, which makes anew what it can, or put the file back from a backup.",
		})
	}
	out := proven{log: log, known: known}
	out.list, _ = fs.ReadFile(folder, signedList) // without both the site is not signed
	out.signature, _ = fs.ReadFile(folder, signedList+proof.SignatureTail)
	return out, problems
}

// signedList is where the list of the site that was signed last is kept in the source's proof/.
const signedList = "site/SHA256SUMS"

func unusable(err error) content.Problems {
	if err == nil {
		return nil
	}
	return content.Problems{{
		Path: "proof", Code: content.CodeLogUnusable, Severity: content.Error,
		Message: fmt.Sprintf("The log cannot be used: %s. The site is built as if nothing was sealed.", causeOf(err)),
		Hint:    "Put the folder proof back as it was, from your backup or from the published site.",
	}}
}

// causeOf is an error in the same words wherever the folder lies: systems have their own for a file that
// is not there.
func causeOf(err error) string {
	var at *fs.PathError
	if errors.Is(err, fs.ErrNotExist) && errors.As(err, &at) {
		return strings.ReplaceAll(err.Error(), at.Error(), at.Path+" is missing")
	}
	return err.Error()
}

// evidence is what pages say of the log.
func (p proven) evidence() site.Evidence { return p.known.Evidence }

// unsealed is how many records and files of a sealed portfolio are not in the log as they are now.
func (p proven) unsealed() (n int) {
	for _, r := range p.known.Evidence.Records {
		if r.State == site.NotSealed || r.State == site.Edited {
			n++
		}
	}
	return n
}

// add puts the log, the means to check it, and the list of all files into the site.
func (p proven) add(files *output.Files, portfolio *content.Portfolio, theme fs.FS, sign Signer) error {
	if p.log == nil {
		return nil
	}
	fromLog, err := p.log.Files(p.known)
	if err != nil {
		return err
	}
	means, err := p.means(portfolio, theme)
	if err != nil {
		return err
	}
	for _, f := range append(fromLog, means...) {
		if err := files.Add(f.Path, output.Bytes(f.Body)); err != nil {
			return err
		}
	}
	if err := files.Add(proof.SumsPath, output.Listing(listOf)); err != nil {
		return err
	}
	return files.Add(proof.SumsPath+proof.SignatureTail, output.Listing(func(sums output.Sums) ([]byte, error) { return p.sign(sums, sign) }))
}

func listOf(sums output.Sums) ([]byte, error) {
	hashes := make(map[string][32]byte, len(sums))
	for path, sum := range sums {
		hashes[path] = sum
	}
	return seal.SumsOf(hashes)
}

// sign gives the signature of the list: a new one, or the one that is kept when it is of this very list.
func (p proven) sign(sums output.Sums, sign Signer) ([]byte, error) {
	list, err := listOf(sums)
	switch {
	case err != nil:
		return nil, err
	case sign != nil:
		return sign(list)
	case p.signature != nil && bytes.Equal(list, p.list):
		return p.signature, nil
	}
	return nil, output.ErrAbsent
}

// means are the files with which a reader checks the site.
func (p proven) means(portfolio *content.Portfolio, theme fs.FS) ([]seal.File, error) {
	author, cfg := p.log.Author(), portfolio.Config
	css, err := themes.VerifyStyle(theme)
	if err != nil {
		return nil, err
	}
	page, pageErr := template.New("verify.html").Parse(themes.VerifyPage())
	readme, readmeErr := text.New("README.txt").Parse(themes.VerifyReadme())
	if err := errors.Join(pageErr, readmeErr); err != nil {
		return nil, err
	}
	var html, words bytes.Buffer
	err = errors.Join(
		page.Execute(&html, map[string]any{"Policy": site.Policy, "Author": cfg.Owner.Name, "Home": "../index.html", "Cohort": false}),
		readme.Execute(&words, map[string]any{"Author": cfg.Owner.Name, "SiteURL": cfg.BaseURL, "Fingerprint": author.Fingerprint, "Principal": author.Principal, "Origin": author.Origin}),
	)
	return []seal.File{
		{Path: "proof/verify.html", Body: html.Bytes()}, {Path: "proof/verify.js", Body: themes.VerifyScript()}, {Path: "proof/verify.css", Body: css},
		{Path: "proof/verify.sh", Body: themes.VerifyShell()}, {Path: "proof/README.txt", Body: words.Bytes()}, {Path: ".gitattributes", Body: []byte("* -text\n")},
	}, err
}
