package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/generator/proof"
	"github.com/gatefold/gatefold/generator/verify"
)

// chooseRecord finds the one record that is meant: by its place, by PROJECT:ID, or by its id alone.
func chooseRecord(all []verify.Record, named string) (verify.Record, error) {
	var found []verify.Record
	for _, rec := range all {
		if rec.Place == named && named != "" {
			return rec, nil
		}
		if rec.Place != "" && meant(rec.Place, named) {
			found = append(found, rec)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return verify.Record{}, fmt.Errorf("the site publishes no sealed record %q. %s", named, offered(all))
	}
	return verify.Record{}, fmt.Errorf("%q is the name of %d records. Name one of them whole. %s", named, len(found), offered(found))
}

// meant tells whether a short name is that of the record at a place.
func meant(place, named string) bool {
	parts := strings.Split(place, "/")
	id := parts[len(parts)-1]
	slug, short, isPair := strings.Cut(named, ":")
	if isPair {
		return strings.EqualFold(parts[0], slug) && strings.EqualFold(id, short)
	}
	return strings.EqualFold(id, named) || strings.EqualFold(place, named)
}

// offeredRecords is how many records are named to somebody who has named another.
const offeredRecords = 20

func offered(all []verify.Record) string {
	var places []string
	for _, rec := range all {
		if rec.Place != "" {
			places = append(places, printable(rec.Place))
		}
	}
	slices.Sort(places)
	if len(places) == 0 {
		return "It publishes none that tells where it stands."
	}
	more := ""
	if n := len(places); n > offeredRecords {
		places, more = places[:offeredRecords], fmt.Sprintf(" and %d more", n-offeredRecords)
	}
	return "There are: " + strings.Join(places, ", ") + more
}

// show says whose site it is, and what the record says.
func (a *attesting) show(s verify.Source, rec verify.Record) error {
	values, withheld, err := rec.Values(a.c.Context(), s)
	if err != nil {
		return err
	}
	people := a.c.ErrOrStderr()
	if a.author == "" {
		fmt.Fprintf(people, "note: you named no key (--key SHA256:...), so whose site this is was not checked. It is signed by %s:\n"+
			"  compare that with the author, on the telephone or face to face.\n", a.facts.Fingerprint)
	}
	slices.SortFunc(values, func(a, b proof.Disclosure) int {
		return cmp.Or(cmp.Compare(valueRank(a.Name), valueRank(b.Name)), strings.Compare(a.Name, b.Name))
	})
	fmt.Fprintf(people, "%s, entry %d of the log, version %d\n", printable(cmp.Or(rec.Place, rec.Label, rec.ID)), rec.Index, rec.Rev)
	for _, v := range values {
		if v.Name != "record" {
			fmt.Fprint(people, indented(valueWords(v)))
		}
	}
	if withheld > 0 {
		fmt.Fprintf(people, "    (%s of it withheld: you do not see them here, and what you sign is about them too)\n", were(withheld, "value"))
	}
	return nil
}

// valueRank puts first what a record is known by, and last what is a text of its own.
func valueRank(name string) int {
	switch {
	case name == "id":
		return 0
	case name == "title" || name == "name" || name == "question":
		return 1
	case name == "body" || strings.HasPrefix(name, "##"):
		return 3
	}
	return 2
}

// valueWords is a value of a record: its name, and after it one line or, a little further in, several.
func valueWords(v proof.Disclosure) string {
	name := printable(strings.ReplaceAll(strings.TrimPrefix(v.Name, "x:"), "_", " "))
	text := printableLines(strings.TrimSpace(valueText(v.Value)))
	if strings.Contains(text, "\n") {
		return name + ":\n" + indented(text+"\n")
	}
	return name + ": " + text + "\n"
}

// valueText is a value as people read it: of a list each part after a number, of a table each field on a
// line of its own.
func valueText(value any) string {
	var b strings.Builder
	switch v := value.(type) {
	case string:
		return v
	case []any:
		for i, part := range v {
			number := fmt.Sprintf("%d. ", i+1)
			b.WriteString(number + hung(valueText(part), len(number)) + "\n")
		}
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			b.WriteString(strings.ReplaceAll(name, "_", " ") + ": " + hung(valueText(v[name]), 2) + "\n")
		}
	default:
		if data, err := json.Marshal(v); err == nil {
			return string(data)
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// hung is a text whose lines after the first stand so many blanks further in.
func hung(text string, by int) string {
	return strings.ReplaceAll(text, "\n", "\n"+strings.Repeat(" ", by))
}
