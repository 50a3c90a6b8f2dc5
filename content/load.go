package content

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/gatefold/gatefold/content/table"
)

// LoadOptions say what a load takes in.
type LoadOptions struct {
	Drafts bool   // take drafts in, for the author's own preview
	Limits Limits // zero fields are the defaults
	// Memory is what earlier loads of the folder remember; nil for none.
	Memory *Memory
	// Settled is SettledAt the moment at which the folder was looked at. Files that have not changed since
	// then are known by size and time; when it is zero every file is read.
	Settled time.Time
}

// Limits bound what a strangers' folder can cost.
type Limits struct {
	Register      table.Limits
	Document      table.Limits
	Files         int   // in one folder of documents
	Artifacts     int   // in one project
	ArtifactBytes int64 // of one artifact
	ProjectBytes  int64 // of all artifacts of a project
	ArtifactDepth int   // folders inside each other below artifacts/
}

func (l Limits) orDefaults() Limits {
	or(&l.Document.Bytes, 1<<20)
	for _, t := range []*table.Limits{&l.Register, &l.Document} {
		usual := table.DefaultLimits()
		or(&t.Bytes, usual.Bytes)
		or(&t.Rows, usual.Rows)
		or(&t.Cells, usual.Cells)
		or(&t.CellBytes, usual.CellBytes)
		or(&t.Total, usual.Total)
	}
	or(&l.Files, 20_000)
	or(&l.Artifacts, 2_000)
	or(&l.ArtifactBytes, 50<<20)
	or(&l.ProjectBytes, 500<<20)
	or(&l.ArtifactDepth, 4)
	return l
}

func or[T int | int64](v *T, otherwise T) {
	if *v == 0 {
		*v = otherwise
	}
}

// loader is the state of one load.
type loader struct {
	fsys     fs.FS
	opt      LoadOptions
	words    wordIndex
	plans    []*plan // of the kinds, in their order
	answer   *plan
	page     *plan
	problems Problems
	reports  map[string]*report // by path, of what is found once all files are decoded
	jobs     []*job
	projects []*project
	config   Config
	mu       sync.Mutex
	sums     map[string]Sum // of the files that were read
}

// job is one file to read and decode.
type job struct {
	path string
	opt  decodeOptions
	out  decoded
}

// project is a project while it is put together.
type project struct {
	slug      string
	dir       string
	file      projectFile
	registers map[string]*job   // by kind
	documents map[string][]*job // by kind
	items     []*item
	artifacts []Artifact
	described string // artifacts.toml, when it was read
	index     *projectIndex
	out       *Project
}

// Load reads a portfolio folder. Problems are what the learner can mend, sorted by place. The portfolio
// is nil when portfolio.toml cannot be read. An error means that the folder itself cannot be.
func Load(fsys fs.FS, opt LoadOptions) (*Portfolio, Problems, error) {
	opt.Limits = opt.Limits.orDefaults()
	l := &loader{fsys: fsys, opt: opt, words: newWordIndex(), reports: map[string]*report{}, sums: map[string]Sum{}}
	for _, k := range Kinds() {
		l.plans = append(l.plans, newPlan(k))
	}
	l.answer = newPlan(Kind{Name: "answers", Word: "answer", Shape: Folder, New: func() any { return new(Answer) }})
	l.page = newPlan(Kind{Name: "pages", Word: "page", Shape: Folder, New: func() any { return new(Page) }})
	root, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, nil, fmt.Errorf("the portfolio folder cannot be read: %w", err)
	}
	byName(root)
	if !l.readConfig(root) {
		return nil, l.problems.limited(), nil
	}
	about, answers, pages := l.discover(root)
	l.decodeAll()
	for _, p := range l.projects {
		l.assemble(p)
	}
	portfolio := &Portfolio{Config: l.config}
	l.finish(portfolio, about, answers, pages)
	for _, r := range l.reports {
		l.problems = append(l.problems, r.done()...) // sorted below
	}
	opt.Memory.dropUnused()
	return portfolio, l.problems.limited(), nil
}

func byName(entries []fs.DirEntry) {
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
}

func (l *loader) problem(code string, s Severity, path, hint, format string, args ...any) {
	r := report{path: path}
	r.add(code, s, spot{}, hint, format, args...)
	l.problems = append(l.problems, r.list...)
}

// report gathers what is found about a file after it was decoded.
func (l *loader) report(path string) *report {
	r := l.reports[path]
	if r == nil {
		r = &report{path: path}
		l.reports[path] = r
	}
	return r
}

// readConfig reads portfolio.toml; it is false when that cannot be done, and then a problem says why.
func (l *loader) readConfig(root []fs.DirEntry) bool {
	e := l.pick(".", root, "portfolio.toml")
	if e == nil {
		l.problem(CodeNoPortfolio, Error, "portfolio.toml", "`gatefold init` makes a new portfolio. If you have one, name the folder that its portfolio.toml lies in; or make a text file of that name here, with two lines in it: "+`[owner] and below it name = "Your name".`, "There is no portfolio.toml in this folder, so nothing can be built.")
		return false
	}
	data, problem := l.readEntry(e.Name(), e, l.opt.Limits.Document.Bytes)
	if problem != nil {
		l.problems = append(l.problems, *problem)
		return false
	}
	config, problems, ok := decodeConfig(e.Name(), data, l.decodeOptions(nil, ""))
	l.config = config
	l.problems = append(l.problems, problems...)
	return ok
}

// pick finds a file by its name, which may be written in capitals; of several, the one as it should be.
// The others are reported, because not every disk has room for both.
func (l *loader) pick(dir string, entries []fs.DirEntry, name string) fs.DirEntry {
	var found []fs.DirEntry
	for _, e := range entries {
		if strings.EqualFold(e.Name(), name) {
			found = append(found, e)
		}
	}
	if len(found) == 0 {
		return nil
	}
	chosen := found[0]
	for _, e := range found {
		if e.Name() == name {
			chosen = e
		}
	}
	for _, e := range found {
		if e != chosen {
			l.problem(CodeTwoFormats, Error, path.Join(dir, e.Name()), "Keep the file that is up to date, and move the other elsewhere.", "This file lies here twice, as %s and as %s; the names differ in capital letters only. %s was read, this one was not.", chosen.Name(), e.Name(), chosen.Name())
		}
	}
	return chosen
}

func (l *loader) decodeOptions(p *plan, order string) decodeOptions {
	return decodeOptions{order: orderOf(order), words: l.words, document: l.opt.Limits.Document, register: l.opt.Limits.Register, planFor: p}
}

// readEntry reads one regular file, whose size is looked at before its bytes are.
func (l *loader) readEntry(name string, e fs.DirEntry, limit int64) ([]byte, *Problem) {
	if problem := irregular(name, e); problem != nil {
		return nil, problem
	}
	data, _, problem := l.readFile(name, limit)
	return data, problem
}

// aFolderHint says what to do with a folder that has the name of a file.
const aFolderHint = "If the file lies inside this folder, move it up and delete the folder; else rename the folder."

// irregular refuses links, pipes and devices.
func irregular(path string, e fs.DirEntry) *Problem {
	r := report{path: path}
	switch {
	case e.Type()&fs.ModeSymlink != 0:
		r.add(CodeSymlink, Error, spot{}, "Put a copy of the file itself here instead.", "This is only a link to another place, and links are not followed.")
	case !e.IsDir() && !e.Type().IsRegular():
		r.add(CodeNotRegular, Error, spot{}, "Remove it from the folder.", "This is neither a file nor a folder.")
	default:
		return nil
	}
	return &r.list[0]
}

func (l *loader) readFile(path string, limit int64) ([]byte, fs.FileInfo, *Problem) {
	r := report{path: path}
	f, err := l.fsys.Open(path)
	if err != nil {
		return nil, nil, unreadable(path, err)
	}
	defer f.Close() // nothing was written to it
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, nil, unreadable(path, err)
	case !info.Mode().IsRegular():
		r.add(CodeNotRegular, Error, spot{}, aFolderHint, "This is a folder, but its name is that of a file, so it was not read.")
		return nil, nil, &r.list[0]
	case info.Size() > limit:
		r.faults([]table.Fault{{Kind: table.TooLarge, Got: int(info.Size()), Want: int(limit)}}, false)
		return nil, nil, &r.list[0]
	}
	data, err := readLimited(f, info.Size(), limit)
	if err != nil {
		return nil, nil, unreadable(path, err)
	}
	return data, info, nil
}

func unreadable(path string, err error) *Problem {
	why := "it could not be opened"
	if errors.Is(err, fs.ErrPermission) {
		why = "you are not allowed to read it"
	}
	r := report{path: path}
	r.add(CodeUnreadable, Error, spot{}, "Close it in other programs, and see in its properties that you may read it.", "This could not be read: %s.", why)
	return &r.list[0]
}

// decodeAll reads and decodes all files, as many at once as there are processors. The jobs keep their
// order, so nothing depends on who is done first.
func (l *loader) decodeAll() {
	var wg sync.WaitGroup
	next := make(chan *job)
	for range max(1, min(runtime.GOMAXPROCS(0), len(l.jobs))) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for j := range next {
				l.decodeJob(j)
			}
		}()
	}
	for _, j := range l.jobs {
		next <- j
	}
	close(next)
	wg.Wait()
	for _, j := range l.jobs {
		l.problems = append(l.problems, j.out.problems...)
	}
}

func (l *loader) decodeJob(j *job) {
	limit := l.opt.Limits.Register.Bytes
	if strings.HasSuffix(strings.ToLower(j.path), ".md") {
		limit = l.opt.Limits.Document.Bytes
	}
	known, problem := l.recall(j.path, limit, j.opt, func(data []byte) *remembered {
		d := decodeFile(j.path, data, j.opt)
		return &remembered{file: &d}
	})
	if problem != nil {
		j.out = decoded{path: j.path, plan: j.opt.planFor, problems: Problems{*problem}}
		return
	}
	j.out = *known.file
	j.out.plan = j.opt.planFor
}

func (l *loader) addJob(path string, p *plan, order string) *job {
	j := &job{path: path, opt: l.decodeOptions(p, order)}
	j.opt.longForm = p.kind.LongForms && strings.HasSuffix(strings.ToLower(path), ".md")
	l.jobs = append(l.jobs, j)
	return j
}
