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
// CSS only; the content policy of every page keeps scripts of any other origin out.
package themes

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

//go:embed ledger shared
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

func (o overlay) Open(name string) (fs.File, error) {
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
	_, err := fs.Stat(o.own, name)
	return err == nil
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
