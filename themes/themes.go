// Package themes holds the built-in themes and the scripts that decorate their pages. A theme is a
// folder:
//
//	layouts/<layout>.html     one template a layout; page.html serves every layout that has none
//	layouts/frame.html         what layouts share: head, mast, sections, foot
//	parts/<part>/part.html    one template a part, with the part's struct of package site as its dot
//	parts/<part>/part.css     its look
//	icons.html                one {{define "icon/<name>"}} a drawing, on a canvas of 24 x 16
//	tokens.css                colours, sizes and space by intent; a new theme replaces this first
//	base.css, print.css       before and after the parts' own rules
//
// A learner's theme/ folder is laid over the chosen theme, file by file. It holds templates and
// CSS only: a page of it that lacks the content policy, or holds a script or frame of its own, is refused.
package themes

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

//go:embed ledger cohort shared
var files embed.FS

// Default is the theme of a portfolio that names none.
const Default = "ledger"

// Names are the built-in themes.
func Names() []string { return []string{Default} }

// ErrUnknown is returned by Open for a name that is not in Names.
var ErrUnknown = errors.New("unknown theme")

// Open gives the files of a built-in theme with the learner's own laid over it; own may be nil.
func Open(name string, own fs.FS) (fs.FS, error) {
	if !slices.Contains(Names(), name) {
		return nil, fmt.Errorf("%w %q (there are: %s)", ErrUnknown, name, strings.Join(Names(), ", "))
	}
	base, err := fs.Sub(files, name)
	if err != nil || own == nil {
		return base, err
	}
	return overlay{own, base}, nil
}

// maxFile is the size of the largest file of a learner's theme, in bytes.
const maxFile = 256 << 10

// Refused lists what of a learner's theme folder is not used: links, which could lead anywhere,
// anything else that is no plain file, and files larger than 256 KiB. Paths are relative to own.
func Refused(own fs.FS) ([]string, error) {
	var out []string
	err := fs.WalkDir(own, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && !plain(own, name) {
			out = append(out, name)
		}
		return err
	})
	return out, err
}

// plain tells whether each part of the path is a folder or, at its end, a file that is used.
func plain(own fs.FS, name string) bool {
	for part := name; part != "."; part = path.Dir(part) {
		info, err := fs.Lstat(own, part)
		switch {
		case err != nil:
			return false
		case part != name && !info.IsDir():
			return false
		case part == name && !info.IsDir() && (!info.Mode().IsRegular() || info.Size() > maxFile):
			return false
		}
	}
	return true
}

// Shared are the scripts that pages of every theme load: explore.js and the vendored libraries with
// their licences.
func Shared() fs.FS {
	shared, err := fs.Sub(files, "shared")
	if err != nil {
		panic(err) // the folder is embedded above
	}
	return shared
}

// overlay looks into the learner's folder first.
type overlay struct{ own, base fs.FS }

// Learners says that the theme is the learner's own in part: what it makes is looked at before it is
// written.
func (o overlay) Learners() bool { return true }

func (o overlay) Open(name string) (fs.File, error) {
	if !plain(o.own, name) {
		return o.base.Open(name)
	}
	f, err := o.own.Open(name)
	if errors.Is(err, fs.ErrNotExist) || err == nil && isDir(f) {
		return o.base.Open(name)
	}
	return f, err
}

func isDir(f fs.File) bool {
	info, err := f.Stat()
	return err == nil && info.IsDir()
}

// Own tells whether a file comes from the learner's folder.
func Own(theme fs.FS, name string) bool {
	o, ok := theme.(overlay)
	if !ok {
		return false
	}
	return plain(o.own, name)
}

// ReadDir lists both folders, each name once, in order.
func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(o.base, name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	own, ownErr := fs.ReadDir(o.own, name)
	if ownErr != nil && !errors.Is(ownErr, fs.ErrNotExist) {
		return nil, ownErr
	}
	if err != nil && ownErr != nil {
		return nil, err
	}
	seen := map[string]bool{}
	for _, e := range own {
		seen[e.Name()] = true
	}
	for _, e := range entries {
		if !seen[e.Name()] {
			own = append(own, e)
		}
	}
	slices.SortFunc(own, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return own, nil
}
