package main

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/content/leak"
	"github.com/gatefold/gatefold/content/table"
	"github.com/gatefold/gatefold/generator/output"
)

// Limits of a search for denied words.
const (
	maxSearched  = 64 << 20 // bytes of one file
	placesOfWord = 5        // that are named of each word
)

// deniedWords looks for the words of [deny] in everything that would be published, and says where in the
// folder they come from.
func deniedWords(p *content.Portfolio, files output.Files, src fs.FS) (content.Problems, error) {
	deny := leak.NewDeny(p.Config.Deny)
	if deny.Empty() {
		return nil, nil
	}
	where := map[int][]string{} // by word: the published files that hold it
	for name, f := range files.All() {
		if size, known := f.Size(); known && size > maxSearched {
			where[-1] = append(where[-1], name)
			continue
		}
		body, err := f.Bytes()
		if errors.Is(err, output.ErrAbsent) {
			continue // a signature that this site does not have
		}
		if err != nil {
			return nil, err
		}
		for _, text := range leak.Texts(name, body) {
			for _, h := range deny.Find(text, 1) {
				if !slices.Contains(where[h.Word], name) {
					where[h.Word] = append(where[h.Word], name)
				}
			}
		}
	}
	out := notSearched(where[-1])
	for n, word := range p.Config.Deny {
		if len(where[n]) > 0 {
			out = append(out, denied(src, n, word, where[n])...)
		}
	}
	return out, nil
}

func notSearched(files []string) (out content.Problems) {
	for _, f := range files {
		out = append(out, content.Problem{Code: leak.CodeNotSearched, Severity: content.Warning, Path: f,
			Message: "This file is too large to be searched for the words of [deny].", Hint: "Look through it yourself, or leave it out."})
	}
	return out
}

// denied says one word: at each of its places in the folder, or in portfolio.toml where it has none that can be
// read. The word itself is not said in full, because reports end up where others read them.
func denied(src fs.FS, n int, word string, published []string) (out content.Problems) {
	slices.Sort(published)
	shown := published[:min(3, len(published))]
	message := fmt.Sprintf("Word %d of [deny] (%s) must not be published, but it would be, in %s: %s.", n+1, masked(word), plural(len(published), "file"), strings.Join(shown, ", "))
	problem := content.Problem{Code: leak.CodeDenied, Severity: content.Error, Path: "portfolio.toml", Message: message,
		Hint: "Write another name for it, or mark the record withhold = yes. If it may be published after all, take it out of [deny]."}
	for _, place := range sourcesOf(src, word) {
		at := problem
		at.Path, at.Line, at.Column = place.path, place.Line, place.Column
		out = append(out, at)
	}
	if len(out) == 0 {
		problem.Hint = "It stands in the name, the properties or the inside of a file that is published as it is. " + problem.Hint
		out = append(out, problem)
	}
	return out
}

// masked shows how a word begins.
func masked(word string) string {
	r := []rune(strings.TrimSpace(word))
	return string(r[:min(2, len(r)/2)]) + "..."
}

type source struct {
	path string
	leak.Hit
}

// sourcesOf are the first places of a word in the text files that are published.
func sourcesOf(src fs.FS, word string) (out []source) {
	deny := leak.NewDeny([]string{word})
	_ = fs.WalkDir(src, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || len(out) >= placesOfWord:
			return fs.SkipAll // what cannot be read is reported by the load
		case d.IsDir() && (name == "proof" || name == "theme"):
			return fs.SkipDir
		case !d.Type().IsRegular() || name == "portfolio.toml" || !isText(name):
			return nil
		}
		for _, h := range deny.Find(textOf(src, name), placesOfWord-len(out)) {
			out = append(out, source{name, h})
		}
		return nil
	})
	return append(out, inPortfolio(src, deny, placesOfWord-len(out))...)
}

// inPortfolio are the places in portfolio.toml but those in [deny] itself.
func inPortfolio(src fs.FS, deny *leak.Deny, limit int) (out []source) {
	inside := false
	for i, line := range strings.Split(textOf(src, "portfolio.toml"), "\n") {
		if s := strings.TrimSpace(line); strings.HasPrefix(s, "[") {
			inside = strings.HasPrefix(s, "[deny]")
		}
		for _, h := range deny.Find(line, 1) {
			if !inside && len(out) < limit {
				out = append(out, source{"portfolio.toml", leak.Hit{Line: i + 1, Column: h.Column}})
			}
		}
	}
	return out
}

func isText(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".toml", ".md", ".csv", ".tsv", ".txt":
		return true
	}
	return false
}

func textOf(src fs.FS, name string) string {
	info, err := fs.Stat(src, name)
	if err != nil || info.Size() > maxSearched {
		return ""
	}
	data, err := fs.ReadFile(src, name)
	if err != nil {
		return ""
	}
	text, _ := table.Decoded(data, maxSearched)
	return text
}
