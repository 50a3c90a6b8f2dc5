package verify

import (
	"encoding/json"
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
		if r.fetch(d.Path).state != unreadable { // a finding of its own tells of that file
			r.add(proof.CodeRecordChanged, d.Path, d.Expected, d.Got)
		}
	}
}

// shownSite is a site as the comparison reads it.
type shownSite struct{ run *run }

func (s shownSite) Read(path string) ([]byte, bool) {
	f := s.run.fetch(path)
	return f.data, f.state == there
}
