package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/content/entry"
	"github.com/gatefold/gatefold/content/table"
)

// opened is a portfolio that something is to be added to.
type opened struct {
	dir       string
	root      *os.Root
	portfolio *content.Portfolio
	known     map[content.Problem]bool // what was wrong before
}

func openToAdd(dir string) (*opened, error) {
	if err := checkFolder(dir); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, usageError{err}
	}
	p, problems, err := content.Load(root.FS(), content.LoadOptions{Drafts: true})
	if err != nil || p == nil {
		root.Close()
		return nil, errNoPortfolio(dir, problems)
	}
	o := &opened{dir: dir, root: root, portfolio: p, known: map[content.Problem]bool{}}
	for _, q := range problems {
		o.known[q] = true
	}
	return o, nil
}

// run adds the record.
func (a *addition) run(c *cobra.Command) error {
	day, err := today(a.day)
	if err != nil {
		return err
	}
	p, err := openToAdd(a.dir)
	if err != nil {
		return err
	}
	defer p.root.Close()
	project, err := p.choose(a.project)
	if err != nil {
		return err
	}
	own, err := a.ownValues()
	if err != nil {
		return err
	}
	folder := path.Dir(project.Meta.Pos.Path)
	if a.noun.Document() {
		return a.addDocument(c, p, project, folder, own, day)
	}
	return a.addRow(c, p, project, folder, own, day)
}

// choose finds the project that is meant.
func (p *opened) choose(named string) (*content.Project, error) {
	var slugs []string
	for _, q := range p.portfolio.Projects {
		slugs = append(slugs, q.Slug)
	}
	switch {
	case len(slugs) == 0:
		return nil, usageError{fmt.Errorf("there is no project in %s yet. `gatefold new project %s` makes one", p.dir, p.dir)}
	case named == "" && len(slugs) > 1 && onTerminal(os.Stdin):
		answer, err := ask("In which project?", slugs, true)
		if err != nil {
			return nil, err
		}
		named = answer
	case named == "" && len(slugs) > 1:
		return nil, usageError{fmt.Errorf("there are %d projects. Name one with --project: %s", len(slugs), orWords(slugs))}
	case named == "":
		named = slugs[0]
	}
	i := slices.Index(slugs, named)
	if i < 0 {
		return nil, usageError{fmt.Errorf("there is no project %q. %sThere is: %s", named, content.DidYouMean(named, slugs), orWords(slugs))}
	}
	return p.portfolio.Projects[i], nil
}

// ownValues are the values that the command line gives, by column.
func (a *addition) ownValues() (map[string]string, error) {
	own := map[string]string{}
	for column, text := range a.told {
		if *text != "" {
			own[column] = *text
		}
	}
	for _, s := range a.set {
		name, text, ok := strings.Cut(s, "=")
		column := table.Normalise(name)
		if !ok {
			return nil, usageError{fmt.Errorf("--set %q has no =. Write it as --set \"column=value\"", s)}
		}
		c, known := a.noun.Column(column)
		if !known || c.Type == content.GroupValue {
			var names []string
			for _, c := range content.Columns(a.noun.KindOf()) {
				names = append(names, c.Name)
			}
			return nil, usageError{fmt.Errorf("--set names the column %q, which %s does not have. %sIts columns are: %s", strings.TrimSpace(name), a.noun.Kind, content.DidYouMean(column, names), strings.Join(names, ", "))}
		}
		own[column] = strings.TrimSpace(text)
	}
	return own, nil
}

// complete asks for what is needed, and puts the values in the order of the kind's columns. able are the
// columns that the register can take; nil for all.
func (a *addition) complete(own map[string]string, able map[string]bool, id, day string) ([]entry.Value, error) {
	for _, q := range a.noun.Ask {
		text := own[q.Column]
		c, _ := a.noun.Column(q.Column)
		if able != nil && !able[q.Column] && text == "" && !q.Needed {
			continue
		}
		if err := settle(&text, q.Question, flagName(q.Column), content.AllowedWords(c.Vocabulary), q.Needed); err != nil {
			return nil, err
		}
		own[q.Column] = text
	}
	given := append([]entry.Value{{Column: "id", Text: id}, {Column: a.noun.Day, Text: day}}, a.noun.Set...)
	for _, v := range given {
		if v.Column != "" && own[v.Column] == "" && (able == nil || able[v.Column]) {
			own[v.Column] = v.Text
		}
	}
	var out []entry.Value
	for _, c := range content.Columns(a.noun.KindOf()) {
		if own[c.Name] != "" {
			out = append(out, entry.Value{Column: c.Name, Text: own[c.Name]})
		}
	}
	return out, nil
}

// nextID is the next free id of a noun in a project.
func (a *addition) nextID(p *content.Project) string {
	if a.noun.FirstID == "" {
		return ""
	}
	var all, like []string
	for _, r := range p.Records {
		m := r.Common()
		all = append(all, m.ID)
		if m.Register == a.noun.Kind && (a.noun.Kind != "raid" || m.Kind == a.noun.Word) {
			like = append(like, m.ID)
		}
	}
	return entry.NextID(all, like, a.noun.FirstID)
}

// idIn is the id among values, which somebody may have chosen, or else the one that was next.
func idIn(values []entry.Value, next string) string {
	for _, v := range values {
		if v.Column == "id" {
			return v.Text
		}
	}
	return next
}

func (a *addition) addDocument(c *cobra.Command, p *opened, project *content.Project, folder string, own map[string]string, day string) error {
	id := a.nextID(project)
	values, err := a.complete(own, nil, id, day)
	if err != nil {
		return err
	}
	id = idIn(values, id)
	stem := strings.ToLower(id)
	if stem == "" {
		stem = day
	}
	if !filepath.IsLocal(stem) || strings.ContainsAny(stem, `/\:*?"<>|`) {
		return usageError{fmt.Errorf("the id %q cannot be a file's name. Write letters, digits and hyphens", id)}
	}
	dir := path.Join(folder, a.noun.Kind)
	if err := p.root.MkdirAll(dir, 0o777); err != nil {
		return usageError{err}
	}
	file := path.Join(dir, stem+".md")
	for n := 2; n < 100; n++ {
		if _, err := p.root.Lstat(file); errors.Is(err, fs.ErrNotExist) {
			break
		}
		file = path.Join(dir, fmt.Sprintf("%s-%d.md", stem, n))
	}
	if err := createFile(p.root, file, entry.NewDocument(a.noun, values)); err != nil {
		return usageError{err}
	}
	fmt.Fprintf(c.ErrOrStderr(), "%s is there, as a draft: `gatefold serve` shows it, the public site does not until you delete its line draft = true.\n", filepath.Join(p.dir, filepath.FromSlash(file)))
	return p.tellAdded(c, added{newSchema, file, id, true}, a.asJSON)
}

func (a *addition) addRow(c *cobra.Command, p *opened, project *content.Project, folder string, own map[string]string, day string) error {
	file, err := p.register(folder, a.noun.Kind)
	if err != nil {
		return err
	}
	data, info, err := p.read(file)
	if err != nil {
		return usageError{err}
	}
	id := a.nextID(project)
	if format, _ := table.FormatOf(file); format == table.XLSX {
		return usageError{fmt.Errorf("%s is an Excel workbook, which gatefold leaves to Excel. Open it and add a row there; the next free id is %s", file, id)}
	}
	into := entry.Register{Kind: a.noun.KindOf(), Name: file, Pins: project.Meta.Pins[a.noun.Kind]}
	values, err := a.complete(own, into.Columns(data), id, day)
	if err != nil {
		return err
	}
	var after []byte
	if len(data) == 0 {
		after, err = into.New(header(a.noun, values), values)
	} else {
		after, err = into.Append(data, values)
	}
	var missing entry.MissingColumns
	switch {
	case errors.As(err, &missing):
		return usageError{fmt.Errorf("nothing was added to %s: %w. Add it to the header first, or leave it out", file, err)}
	case err != nil:
		return usageError{fmt.Errorf("nothing was added to %s: %w", file, err)}
	}
	if err := p.write(file, after, info); err != nil {
		return usageError{fmt.Errorf("nothing was added to %s: %w. If it is open in Excel, close it there first", file, err)}
	}
	id = idIn(values, id)
	fmt.Fprintf(c.ErrOrStderr(), "%s was added to %s. Open that to say more.\n", id, filepath.Join(p.dir, filepath.FromSlash(file)))
	return p.tellAdded(c, added{newSchema, file, id, info == nil}, a.asJSON)
}

// header are the columns of a new register: the noun's own, and those that values are given for.
func header(n entry.Noun, values []entry.Value) []string {
	out := slices.Clone(n.Header)
	for _, v := range values {
		if !slices.Contains(out, v.Column) {
			out = append(out, v.Column)
		}
	}
	return out
}

// register finds the file of a register; a csv where there is none yet.
func (p *opened) register(folder, kind string) (string, error) {
	entries, err := fs.ReadDir(p.root.FS(), folder)
	if err != nil {
		return "", usageError{err}
	}
	var found []string
	for _, e := range entries {
		name := strings.ToLower(e.Name())
		if _, ok := table.FormatOf(name); ok && strings.TrimSuffix(name, path.Ext(name)) == kind {
			found = append(found, path.Join(folder, e.Name()))
		}
	}
	switch len(found) {
	case 0:
		return path.Join(folder, kind+".csv"), nil
	case 1:
		return found[0], nil
	}
	return "", usageError{fmt.Errorf("this register lies there as %s. Keep one of them first", strings.Join(found, " and as "))}
}

// read gives a register's bytes; info is nil when there is no such file yet.
func (p *opened) read(file string) ([]byte, fs.FileInfo, error) {
	info, err := p.root.Lstat(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil, nil
	case err != nil:
		return nil, nil, err
	case !info.Mode().IsRegular():
		return nil, nil, fmt.Errorf("%s is no plain file", file)
	}
	f, err := p.root.Open(file)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	limit := table.DefaultLimits().Bytes
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(data)) > limit {
		err = fmt.Errorf("%s has more than %d bytes", file, limit)
	}
	return data, info, err
}

// write puts a file in the place of the one that was read, whole or not at all, unless somebody else has
// changed that since.
func (p *opened) write(file string, data []byte, was fs.FileInfo) error {
	if was == nil {
		return createFile(p.root, file, data)
	}
	temp := path.Join(path.Dir(file), ".gatefold-tmp-"+path.Base(file))
	err := createFile(p.root, temp, data) // only one at a time can: it is the lock too
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("another gatefold is writing to it, or was interrupted; in the second case delete %s", temp)
	}
	if err != nil {
		return err
	}
	defer p.root.Remove(temp) // after the renaming there is none
	if err := errors.Join(p.sync(temp), p.root.Chmod(temp, was.Mode().Perm())); err != nil {
		return err
	}
	now, err := p.root.Lstat(file)
	if err != nil {
		return err
	}
	if now.Size() != was.Size() || !now.ModTime().Equal(was.ModTime()) {
		return errors.New("somebody else changed it in the meantime")
	}
	return p.root.Rename(temp, file)
}

// sync waits until a file is on the disk, so that a power cut leaves the old one or the new one whole.
func (p *opened) sync(file string) error {
	f, err := p.root.OpenFile(file, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
