package content

import (
	"cmp"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/content/spelling"
	"github.com/gatefold/gatefold/content/table"
)

// discover finds every file of the folder and makes the jobs that read them.
func (l *loader) discover(root []fs.DirEntry) (about *job, answers, pages []*job) {
	found := false
	page := l.pick(".", root, "about.md")
	for _, e := range root {
		name := e.Name()
		lower := strings.ToLower(name)
		if ignored(name) {
			continue
		}
		switch lower {
		case "portfolio.toml", "about.md", "answers", "pages", "projects", "experience.toml", "glossary.toml":
			if problem := irregular(name, e); problem != nil {
				l.problems = append(l.problems, *problem)
				continue
			}
		}
		switch {
		case l.misplaced(name, lower, e.IsDir()):
		case lower == "about.md":
			if e == page {
				about = l.addJob(name, l.page, "")
			}
		case lower == "answers":
			answers = append(answers, l.folder(name, l.answer, "")...)
		case lower == "pages":
			pages = append(pages, l.folder(name, l.page, "")...)
		case lower == "experience.toml" || lower == "glossary.toml":
			l.problem(CodeNotShownYet, Hint, name, "Nothing needs to be done; it will be shown by a later version.", "This file is not shown on the site yet.")
		case lower == "projects":
			found = true
			l.discoverProjects(name)
		case lower != "portfolio.toml":
			l.strayRoot(name)
		}
	}
	if !found || len(l.projects) == 0 {
		l.problem(CodeNoProjects, Hint, "projects", "Make a folder for each project in projects/, with a project.toml in it.", "There are no projects in this portfolio yet.")
	}
	return about, answers, pages
}

// misplaced reports a folder with the name of a file, and a file with the name of a folder.
func (l *loader) misplaced(name, lower string, dir bool) bool {
	switch lower {
	case "about.md", "portfolio.toml":
		if dir {
			l.problem(CodeNotRegular, Error, name, aFolderHint, "This is a folder, but its name is that of a file, so it was not read.")
			return true
		}
	case "answers", "pages", "projects":
		if !dir {
			l.problem(CodeNotRegular, Error, name, "Rename it, make a folder of this name, and put the files into that.", "This is a file, but a folder is expected here, so it was not read.")
			return true
		}
	}
	return false
}

// strayRoot hints at files beside portfolio.toml only when their name is nearly one that is read,
// because people keep other things there too.
func (l *loader) strayRoot(name string) {
	expected := []string{"about.md", "answers", "pages", "projects", "experience.toml", "glossary.toml"}
	if n := spelling.Nearest(name, expected); n != "" && spelling.Distance(strings.ToLower(name), n, 3) < 3 {
		l.problem(CodeNotRead, Hint, name, "Did you mean "+quote(n)+"? Rename it if so.", "This was not read.")
	}
}

// ignored names belong to the system, to other programs, or to gatefold itself.
func ignored(name string) bool {
	lower := strings.ToLower(name)
	switch lower {
	case "private", "proof", "public", "theme", "thumbs.db", "desktop.ini":
		return true
	}
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") || strings.HasSuffix(name, "~")
}

func (l *loader) readDir(dir string) []fs.DirEntry {
	entries, err := fs.ReadDir(l.fsys, dir)
	if err != nil {
		l.problems = append(l.problems, *unreadable(dir, err))
	}
	byName(entries)
	return entries
}

// folder makes a job of each Markdown file of a folder.
func (l *loader) folder(dir string, p *plan, order string) []*job {
	var out []*job
	for _, e := range l.readDir(dir) {
		name := path.Join(dir, e.Name())
		switch problem := irregular(name, e); {
		case ignored(e.Name()):
		case problem != nil:
			l.problems = append(l.problems, *problem)
		case e.IsDir() || strings.ToLower(path.Ext(name)) != ".md":
			l.problem(CodeNotRead, Hint, name, "Only Markdown files (.md) are read here; other files belong into artifacts/.", "This was not read.")
		case len(out) == l.opt.Limits.Files:
			l.problem(CodeTooManyFiles, Error, dir, "Move some of them elsewhere.", "This folder holds more than %d documents; the others were not read.", l.opt.Limits.Files)
			return out
		default:
			out = append(out, l.addJob(name, p, order))
		}
	}
	return out
}

func (l *loader) discoverProjects(dir string) {
	taken := map[string]bool{}
	for _, e := range l.readDir(dir) {
		name := path.Join(dir, e.Name())
		if ignored(e.Name()) {
			continue
		}
		if problem := irregular(name, e); problem != nil {
			l.problems = append(l.problems, *problem)
			continue
		}
		if !e.IsDir() {
			l.problem(CodeNotRead, Hint, name, "Every project has a folder of its own in projects/; put the file into it.", "This was not read.")
			continue
		}
		p := &project{slug: e.Name(), dir: name, registers: map[string]*job{}, documents: map[string][]*job{}}
		if !isSlug(p.slug) {
			p.slug = slugify(p.slug)
			l.problem(CodeSlug, Error, name, "Rename the folder to "+quote(p.slug)+".", "The folder's name %s becomes part of a web address, which knows only small letters a to z, digits and hyphens.", quote(e.Name()))
		}
		for slug, n := p.slug, 2; taken[p.slug]; n++ {
			p.slug = slug + "-" + itoa(n)
		}
		taken[p.slug] = true
		l.discoverProject(p)
		l.projects = append(l.projects, p)
	}
}

// Slugify makes the name of a folder and of web addresses of any text: small letters a to z, digits, hyphens.
func Slugify(s string) string { return slugify(s) }

// slugify makes a project's name in web addresses of any text.
func slugify(s string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(s) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			b.WriteRune(r)
		} else if b.Len() > 0 && !strings.HasSuffix(b.String(), "-") {
			b.WriteByte('-')
		}
	}
	if slug := strings.TrimSuffix(b.String(), "-"); slug != "" {
		return slug
	}
	return "project"
}

func (l *loader) discoverProject(p *project) {
	entries := l.readDir(p.dir)
	l.readProjectFile(p, entries)
	order := p.file.meta.DateOrder
	registers := map[string][]string{} // kind to the files that may be it
	for _, e := range entries {
		name := path.Join(p.dir, e.Name())
		lower := strings.ToLower(e.Name())
		if ignored(e.Name()) || lower == "project.toml" {
			continue
		}
		if problem := irregular(name, e); problem != nil {
			l.problems = append(l.problems, *problem)
			continue
		}
		switch k := l.recognise(lower, e.IsDir()); {
		case k != nil && e.IsDir():
			p.documents[k.kind.Name] = append(p.documents[k.kind.Name], l.folder(name, k, order)...)
		case k != nil && k.kind.Shape == Document:
			p.documents[k.kind.Name] = append(p.documents[k.kind.Name], l.addJob(name, k, order))
		case k != nil:
			registers[k.kind.Name] = append(registers[k.kind.Name], name)
		case lower == "artifacts" && e.IsDir():
			l.walkArtifacts(p, name)
		case e.IsDir() && l.recognise(lower, false) != nil:
			l.problem(CodeNotRegular, Error, name, aFolderHint, "This is a folder, but its name is that of a file, so it was not read.")
		default:
			l.stray(name, e.IsDir())
		}
	}
	for _, k := range l.plans {
		if files := registers[k.kind.Name]; len(files) > 0 {
			l.register(p, k, files, order)
		}
	}
}

// recognise finds the kind that a file or folder in a project holds.
func (l *loader) recognise(lower string, dir bool) *plan {
	for _, k := range l.plans {
		switch {
		case dir && (k.kind.Shape == Folder || k.kind.LongForms) && lower == k.kind.Name:
			return k
		case !dir && k.kind.Shape == Document && lower == k.kind.Name+".md":
			return k
		case !dir && k.kind.Shape == Register:
			if _, ok := table.FormatOf(lower); ok && strings.TrimSuffix(lower, path.Ext(lower)) == k.kind.Name {
				return k
			}
		}
	}
	return nil
}

// register picks the file of a register that is read: csv before tsv before toml before xlsx.
func (l *loader) register(p *project, k *plan, files []string, order string) {
	rank := func(name string) int {
		f, _ := table.FormatOf(name)
		return slices.Index([]table.Format{table.CSV, table.TSV, table.TOML, table.XLSX}, f)
	}
	slices.SortStableFunc(files, func(a, b string) int {
		return cmp.Or(rank(a)-rank(b), btoi(a != strings.ToLower(a))-btoi(b != strings.ToLower(b)))
	})
	for _, other := range files[1:] {
		l.problem(CodeTwoFormats, Error, other, "Keep the file that is up to date, and move the other out of the project's folder.", "This register lies here twice, as %s and as %s. %s is shown, this one was not read.", path.Base(files[0]), path.Base(other), path.Base(files[0]))
	}
	j := l.addJob(files[0], k, order)
	j.opt.pins = p.file.meta.Pins[k.kind.Name]
	p.registers[k.kind.Name] = j
}

// stray hints at what is not read inside a project, with the nearest name that would be.
func (l *loader) stray(name string, dir bool) {
	base := strings.ToLower(path.Base(name))
	var expected []string
	for _, k := range l.plans {
		switch {
		case dir && k.kind.Shape == Folder:
			expected = append(expected, k.kind.Name)
		case !dir && k.kind.Shape == Register && path.Ext(base) != ".md":
			expected = append(expected, k.kind.Name)
		case !dir && k.kind.Shape == Document:
			expected = append(expected, k.kind.Name)
		}
	}
	stem := strings.TrimSuffix(base, path.Ext(base))
	meant := likely(stem, dir)
	if meant == "" {
		meant = spelling.Nearest(stem, append(expected, "project", "artifacts"))
	}
	hint := "Other files belong into artifacts/."
	if meant != "" {
		switch {
		case meant == "project":
			meant += ".toml"
		case meant == "charter":
			meant += ".md"
		case !dir && meant == "artifacts" || dir:
			meant += "/"
		default:
			meant += ".csv"
		}
		hint = "Did you mean " + meant + "? Rename it if so; other files belong into artifacts/."
	}
	l.problem(CodeNotRead, Hint, name, hint, "This was not read.")
}

// likely knows what people call a register or folder that has another name here.
func likely(stem string, dir bool) string {
	for name, words := range map[string]string{
		"raid":         "risk risks issue issues action actions assumption assumptions dependency dependencies raid-log raid_log risk-register risk_register issue-log",
		"changes":      "change change-log change_log change-requests change_requests cr crs",
		"milestones":   "schedule plan gantt timeline tasks milestone",
		"costs":        "budget cost",
		"earned-value": "evm earned_value ev earnedvalue",
		"work":         "jira backlog tickets work-items",
		"decisions":    "decision decision-log decision_log",
		"lessons":      "lessons-learned lessons_learned lesson",
		"stakeholders": "stakeholder stakeholder-register",
		"outcomes":     "benefits outcome benefit",
		"vendors":      "suppliers supplier vendor",
	} {
		if !dir && slices.Contains(strings.Fields(words), stem) {
			return name
		}
	}
	if dir {
		switch stem {
		case "incident", "postmortems":
			return "incidents"
		case "gate", "phase-gates":
			return "gates"
		case "reports", "status-reports":
			return "status"
		case "files", "attachments", "documents", "docs", "images":
			return "artifacts"
		case "minutes", "meeting":
			return "meetings"
		}
	}
	return ""
}

func (l *loader) readProjectFile(p *project, entries []fs.DirEntry) {
	name := path.Join(p.dir, "project.toml")
	p.file.meta.Pos = Pos{Path: name}
	e := l.pick(p.dir, entries, "project.toml")
	if e == nil {
		l.problem(CodeNoProjectFile, Error, name, "`gatefold new project` makes one, when the title that you give is the folder's name. Or make a text file called project.toml in this folder with "+`title = "...", role = "..." and basis = "...", which is one of: `+strings.Join(wordsOf("basis"), ", ")+".", "This project has no project.toml, which says what it was.")
		return
	}
	name = path.Join(p.dir, e.Name())
	problem := irregular(name, e)
	var known *remembered
	if problem == nil {
		opt := l.decodeOptions(nil, "")
		known, problem = l.recall(name, l.opt.Limits.Document.Bytes, opt, func(data []byte) *remembered {
			file := decodeProject(name, data, opt)
			return &remembered{project: &file}
		})
	}
	if problem != nil {
		l.problems = append(l.problems, *problem)
		return
	}
	p.file = *known.project
	l.problems = append(l.problems, p.file.problems...)
}
