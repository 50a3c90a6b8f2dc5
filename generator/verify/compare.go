package verify

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/gatefold/gatefold/generator/proof"
)

// disclosed are the fields of a record that are shown, and how many are withheld.
func disclosed(lines []proof.Sealed) (fields map[string]any, withheld int) {
	fields = map[string]any{}
	for _, l := range lines {
		if l.Withheld {
			withheld++
		} else {
			fields[l.Shown.Name] = l.Shown.Value
		}
	}
	return fields, withheld
}

// labelOf names a record for people.
func labelOf(fields map[string]any) string {
	title := textOf(fields["title"])
	if title == "" {
		title = textOf(fields["name"])
	}
	return clip(strings.Trim(textOf(fields["id"])+", "+title, ", "), 160)
}

// textOf is a disclosed value as one text.
func textOf(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case json.Number:
		return v.String()
	}
	return fmt.Sprint(v)
}

// compare holds what the site shows of a record to what was sealed.
func (r *run) compare(fields map[string]any, withheld int) {
	differences, compared := r.shown.Record(fields, withheld)
	if !compared {
		r.placeless.Add(1)
	}
	for _, d := range differences {
		if r.unreadable(d.Path) {
			continue // a finding of its own tells of that file
		}
		r.add(proof.CodeRecordChanged, d.Path, d.Expected, d.Got)
	}
}

// shownSite is a site as the comparison reads it: its files as they were when they were held to the list.
type shownSite struct{ run *run }

func (s shownSite) Read(path string) ([]byte, bool) {
	s.run.reading.Lock()
	f, known := s.run.kept[path]
	s.run.reading.Unlock()
	if !known {
		f = s.run.readAgain(path)
	}
	return f.data, f.state == there
}

// readAgain reads a file that there was no room to keep. A host may not show one file to be held to the
// list and another to be compared with what was sealed.
func (r *run) readAgain(path string) file {
	f := r.readOnce(path, maxFile)
	if hash, listed := r.hashes[path]; listed && f.state == there && sha256.Sum256(f.data) != hash {
		f = r.cannotRead(path, errors.New("another content each time it is read"))
	}
	if f.state == unreadable {
		r.keep(path, f)
	}
	return f
}

// unreadable tells of a file that could not be read for the comparison.
func (r *run) unreadable(path string) bool {
	r.reading.Lock()
	defer r.reading.Unlock()
	return r.kept[path].state == unreadable
}
