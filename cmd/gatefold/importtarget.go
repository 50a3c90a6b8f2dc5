package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/BurntSushi/toml"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/content/table"
	"github.com/gatefold/gatefold/generator/importer"
	"github.com/gatefold/gatefold/generator/output"
)

// importTarget is the project that an import writes into. Nothing is written outside its portfolio,
// whatever links lie in it.
type importTarget struct {
	root  *os.Root // the portfolio
	dir   string   // the portfolio, as it was named
	slug  string
	order string                // of day and month
	taken map[string]string     // ids of the project, in lower case, and their registers
	pins  map[string]table.Pins // headers that its project.toml fixes
}

// openTarget opens DIR/projects/SLUG; the folder SLUG need not exist yet.
func openTarget(into string) (*importTarget, error) {
	if into == "" {
		return nil, fmt.Errorf("--into names the project to import into, such as --into %s", exampleTarget())
	}
	full, err := filepath.Abs(into)
	if err != nil {
		return nil, err
	}
	projects := filepath.Dir(full)
	if filepath.Base(projects) != "projects" {
		return nil, fmt.Errorf("%s is not the folder of a project. A project lies in projects/ of a portfolio: --into my-portfolio/projects/device-refresh", into)
	}
	slug := filepath.Base(full)
	if slug != content.Slugify(slug) {
		return nil, fmt.Errorf("the name %q becomes part of a web address; name the project %q", slug, content.Slugify(slug))
	}
	dir := filepath.Dir(filepath.Dir(filepath.Clean(into)))
	root, err := openPortfolio(filepath.Dir(projects))
	if err != nil {
		return nil, err
	}
	t := &importTarget{root: root, dir: dir, slug: slug, taken: map[string]string{}}
	t.look()
	return t, nil
}

// exampleTarget is a project that lies near, or what one may be called.
func exampleTarget() string {
	for _, pattern := range []string{"projects/*/project.toml", "*/projects/*/project.toml"} {
		if found, err := filepath.Glob(pattern); err == nil && len(found) > 0 {
			return filepath.ToSlash(filepath.Dir(found[0]))
		}
	}
	return "my-portfolio/projects/device-refresh"
}

func (t *importTarget) close() { t.root.Close() }

// look notes what the project says of dates and columns, and which ids it has given.
func (t *importTarget) look() {
	portfolio, _, err := content.Load(t.root.FS(), content.LoadOptions{Drafts: true})
	if err != nil || portfolio == nil {
		return // it is new; nothing is known of it
	}
	for _, p := range portfolio.Projects {
		if p.Slug != t.slug {
			continue
		}
		t.order, t.pins = p.Meta.DateOrder, p.Meta.Pins
		for _, r := range p.Records {
			if m := r.Common(); m.ID != "" {
				t.taken[strings.ToLower(m.ID)] = m.Register
			}
		}
	}
}

// path is a place in the project, from the portfolio.
func (t *importTarget) path(name string) string { return path.Join("projects", t.slug, name) }

// aliasesFile says who is called what. It lies in private/, which is never published.
const aliasesFile = "private/aliases.toml"

func (t *importTarget) aliases() (*importer.Aliases, error) {
	a := importer.NewAliases()
	data, err := t.root.ReadFile(aliasesFile)
	if errors.Is(err, fs.ErrNotExist) {
		return a, nil
	}
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read: %w", aliasesFile, err)
	}
	var file struct {
		People map[string]string
	}
	if _, err := toml.Decode(string(data), &file); err != nil {
		return nil, fmt.Errorf("%s cannot be understood: %w. Each line below [people] is \"Name\" = \"what they are called\"", aliasesFile, err)
	}
	for name, alias := range file.People {
		a.Add(name, alias)
	}
	return a, nil
}

// aliasesText is the file with everybody in it.
func aliasesText(a *importer.Aliases) []byte {
	var b bytes.Buffer
	b.WriteString("# Who is called what in this portfolio. This file is never published.\n# Change what somebody is called (a role is best), and import again.\n[people]\n")
	for _, p := range a.Pairs() {
		fmt.Fprintf(&b, "%s = %s\n", strconv.Quote(p.Name), strconv.Quote(p.Alias))
	}
	return b.Bytes()
}

// write writes what was imported, unless something stands in the way of a register, which refuses the
// whole import: half of it would be hard to undo.
func (t *importTarget) write(res importer.Result, i *importing) (importReport, error) {
	report := importReport{Schema: "gatefold.import/1", Files: res.Files, Written: []string{}, dir: t.dir, slug: t.slug}
	if !i.replace {
		for _, w := range res.Written {
			for _, standing := range t.standing(w) {
				report.Blocked = append(report.Blocked, filepath.ToSlash(t.path(standing)))
			}
		}
	}
	if len(report.Blocked) > 0 {
		report.nothingWritten()
		return report, nil
	}
	for _, w := range res.Written {
		report.Written = append(report.Written, t.path(w.Path))
	}
	if i.dryRun {
		return report, nil
	}
	for _, w := range res.Written {
		if err := t.writeOne(w, &report); err != nil {
			return report, err
		}
	}
	if _, err := t.root.Stat(t.path("project.toml")); errors.Is(err, fs.ErrNotExist) {
		report.noProject = true
	}
	report.aliases = !i.keepNames && len(res.Aliases.Pairs()) > 0 && len(res.Written) > 0
	if !report.aliases {
		return report, nil
	}
	return report, t.keepAliases(aliasesText(res.Aliases))
}

// keepAliases writes who is who, and sees that no repository takes it along.
func (t *importTarget) keepAliases(text []byte) error {
	if _, err := t.root.Lstat("private/.gitignore"); errors.Is(err, fs.ErrNotExist) {
		if err := t.put("private/.gitignore", []byte("*\n"), 0o644); err != nil {
			return err
		}
	}
	return t.put(aliasesFile, text, 0o600)
}

// standing are the files that hold what is to be written: of a register any of its formats.
func (t *importTarget) standing(w importer.Written) []string {
	entries, err := fs.ReadDir(t.root.FS(), path.Dir(t.path(w.Path)))
	if err != nil {
		return nil // no such folder
	}
	var out []string
	for _, e := range entries {
		name := strings.ToLower(e.Name())
		_, isTable := table.FormatOf(name)
		if name == strings.ToLower(path.Base(w.Path)) || w.Kind != "" && isTable && strings.TrimSuffix(name, path.Ext(name)) == w.Kind {
			out = append(out, path.Join(path.Dir(w.Path), e.Name()))
		}
	}
	slices.Sort(out)
	return out
}

func (t *importTarget) writeOne(w importer.Written, report *importReport) error {
	for _, standing := range t.standing(w) {
		kept, err := t.setAside(standing)
		if err != nil {
			return err
		}
		report.kept = append(report.kept, filepath.ToSlash(t.path(standing))+" is kept as "+path.Base(kept))
	}
	return t.put(t.path(w.Path), w.Data, 0o644)
}

// setAside renames a file to a name that no build reads: raid.csv.1~.
func (t *importTarget) setAside(name string) (string, error) {
	for n := 1; ; n++ {
		kept := fmt.Sprintf("%s.%d~", t.path(name), n)
		if _, err := t.root.Lstat(kept); errors.Is(err, fs.ErrNotExist) {
			return kept, t.root.Rename(t.path(name), kept)
		} else if err != nil {
			return "", err
		}
	}
}

// put writes a file whole or not at all.
func (t *importTarget) put(name string, data []byte, mode os.FileMode) error {
	if err := t.root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return err
	}
	temporary := path.Join(path.Dir(name), output.TempPrefix+path.Base(name))
	if err := t.root.WriteFile(temporary, data, mode); err != nil {
		return err
	}
	if err := t.root.Rename(temporary, name); err != nil {
		return errors.Join(err, t.root.Remove(temporary))
	}
	return nil
}
