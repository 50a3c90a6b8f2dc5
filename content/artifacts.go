package content

import (
	"bytes"
	"crypto/sha256"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/content/table"
)

// artifactsFile titles and describes the files beside it.
const artifactsFile = "artifacts.toml"

// artifactWalk gathers the files of one project's artifacts/.
type artifactWalk struct {
	l     *loader
	p     *project
	root  string
	total int64
	meta  string // path of artifacts.toml, "" without one
	full  bool
	// unread: artifacts.toml is there, but not as a file.
	unread bool
}

func (l *loader) walkArtifacts(p *project, dir string) {
	w := &artifactWalk{l: l, p: p, root: dir}
	w.walk(dir, 1)
	if w.meta == "" {
		return
	}
	if w.unread {
		w.withholdAll()
		return
	}
	data, _, problem := l.readFile(w.meta, l.opt.Limits.Document.Bytes)
	if problem != nil {
		l.problems = append(l.problems, *problem)
		w.withholdAll()
		return
	}
	l.note(w.meta, sha256.Sum256(data))
	p.described = w.meta
	w.describe(data)
}

// withholdAll keeps all files back when it cannot be known which of them are to be.
func (w *artifactWalk) withholdAll() {
	if len(w.p.artifacts) == 0 {
		return
	}
	for i := range w.p.artifacts {
		w.p.artifacts[i].Withhold = true
	}
	w.l.problem(CodeInDoubt, Warning, w.meta, "Mend what is said about this file.", "Until this file can be read, no file of artifacts/ is published, because it may say which ones are to be withheld.")
}

func (w *artifactWalk) walk(dir string, depth int) {
	limits := w.l.opt.Limits
	if depth > limits.ArtifactDepth {
		w.l.problem(CodeTooManyFiles, Error, dir, "Move the files further up.", "Folders lie inside each other more than %d times, so this one was not read.", limits.ArtifactDepth)
		return
	}
	for _, e := range w.l.readDir(dir) {
		name := path.Join(dir, e.Name())
		if strings.HasPrefix(e.Name(), ".") || ignored(e.Name()) && !e.IsDir() || w.full {
			continue
		}
		switch problem := irregular(name, e); {
		case problem != nil:
			w.l.problems = append(w.l.problems, *problem)
			if depth == 1 && strings.EqualFold(e.Name(), artifactsFile) {
				w.meta, w.unread = name, true
			}
		case e.IsDir():
			w.walk(name, depth+1)
		case depth == 1 && strings.ToLower(e.Name()) == artifactsFile:
			w.meta = name
		default:
			w.file(name, e)
		}
	}
}

func (w *artifactWalk) file(name string, e fs.DirEntry) {
	limits := w.l.opt.Limits
	info, err := e.Info()
	if err != nil {
		w.l.problems = append(w.l.problems, *unreadable(name, err))
		return
	}
	switch {
	case len(w.p.artifacts) == limits.Artifacts:
		w.full = true
		w.l.problem(CodeTooManyFiles, Error, w.root, "Keep only what a reader should see.", "This folder holds more than %d files; the others were left out.", limits.Artifacts)
		return
	case info.Size() > limits.ArtifactBytes:
		w.l.problem(CodeArtifactSize, Error, name, "Make it smaller, or leave it out.", "This file is larger than %s, so it was left out.", megabytes(limits.ArtifactBytes))
		return
	case w.total+info.Size() > limits.ProjectBytes:
		w.l.problem(CodeArtifactSize, Error, name, "Make the artifacts smaller, or leave some out.", "With this file the artifacts are larger than %s together, so it was left out.", megabytes(limits.ProjectBytes))
		return
	}
	w.total += info.Size()
	file := strings.TrimPrefix(name, w.root+"/")
	w.p.artifacts = append(w.p.artifacts, Artifact{File: file, Title: path.Base(file), Size: info.Size(), Path: name})
}

// describe takes over titles, descriptions and dates from artifacts.toml.
func (w *artifactWalk) describe(data []byte) {
	r := &report{path: w.meta}
	root, faults, lost := table.SoundSettings(data, w.l.opt.Limits.Document)
	r.faults(faults, true)
	s := newSettings(r, root, w.l.words)
	s.lost = lost
	if len(lost) > 0 && bytes.Contains(bytes.ToLower(data), []byte("withhold")) { // it may belong to any entry
		defer w.withholdAll()
	}
	seen := map[string]bool{}
	for _, g := range s.groups("artifact") {
		file := strings.TrimPrefix(path.Clean("/"+g.text("file")), "/")
		i := slices.IndexFunc(w.p.artifacts, func(a Artifact) bool { return a.File == file })
		switch {
		case file == "" && g.isLost("file"):
			continue // said already
		case file == "":
			r.add(CodeSettingMissing, Error, g.at, `Write file = "..." with the name of the file in artifacts/.`, "file in [[artifact]] is missing.")
			continue
		case i < 0:
			var names []string
			for _, a := range w.p.artifacts {
				names = append(names, a.File)
			}
			r.add(CodeArtifactGone, Warning, g.place("file"), strings.TrimSpace(didYouMean(file, names)+"Put the file into artifacts/, or remove its entry."), "There is no file %s in artifacts/.", quote(file))
			continue
		case seen[file]:
			r.add(CodeArtifactTwice, Warning, g.place("file"), "Keep one of the two entries.", "%s is described a second time; this description was left out.", quote(file))
			continue
		}
		seen[file] = true
		a := &w.p.artifacts[i]
		if title := g.text("title"); title != "" {
			a.Title = title
		}
		a.Description, a.Date, a.Withhold = g.text("description"), g.date("date"), g.hides("withhold")
		for _, m := range g.mentions("title", "description") {
			a.Links = append(a.Links, m.Mention)
		}
		for _, c := range g.cells("links") {
			for _, word := range splitRefs(splitList(plainText(c))) {
				a.Links = append(a.Links, g.mention(c, max(0, strings.Index(c.Text, word)), refOf(word), true).Mention)
			}
		}
		g.rest()
	}
	s.rest()
	w.l.problems = append(w.l.problems, r.done()...)
}
