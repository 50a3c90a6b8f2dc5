package showcase

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/generator/site"
)

// facet is one way to find learners.
type facet struct {
	id, legend string
	single     bool // a learner has at most one value, so that counts add up to all
	values     []facetValue
	more       int // values that have no page of their own, because too many were named
}

// facetValue is one value with the learners that have it.
type facetValue struct {
	key, name string
	people    []person
}

// maxValues is how many values of a facet get pages: the most frequent ones. The search finds the others.
const maxValues = 60

// named is one value of one learner.
type named struct{ key, name string }

// facetKind is what a facet is called, and how a learner's values are found.
type facetKind struct {
	id, legend string
	single     bool
	of         func(person) []named
}

// facetKinds are the facets in the order in which they are offered.
func facetKinds() []facetKind {
	one := func(get func(person) string) func(person) []named {
		return func(p person) []named { return namedOf(get(p)) }
	}
	return []facetKind{
		{"domain", "Domain", false, domainsOf},
		{"skill", "Skill", false, func(p person) []named { return namedOf(p.Skills...) }},
		{"role", "Role sought", true, one(func(p person) string { return p.TargetRole })},
		{"location", "Location", true, one(func(p person) string { return p.Location })},
		{"language", "Language", true, languageOf},
		{"availability", "Availability", true, one(func(p person) string { return p.Availability })},
	}
}

func namedOf(words ...string) []named {
	var out []named
	for _, w := range words {
		if w != "" {
			out = append(out, named{keyOf(w), w})
		}
	}
	return out
}

func domainsOf(p person) []named {
	var out []named
	for _, project := range p.Projects {
		n := named{keyOf(project.Domain), site.DomainName(project.Domain)}
		if project.Domain != "" && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

func languageOf(p person) []named {
	if p.Language == "" {
		return nil
	}
	return []named{{mainLanguage(p.Language), languageName(p.Language)}}
}

// keyOf is a value as it stands in addresses: small letters, digits and hyphens, the same for spellings
// that differ by case, blanks or punctuation. A value that would lose letters ends in a part of its hash.
func keyOf(s string) string {
	s = strings.ToLower(s)
	var b strings.Builder
	lost := false
	for _, r := range s {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case r < 0x80 && r != '+' && r != '#': // C, C++ and C# are three
			if b.Len() > 0 && !strings.HasSuffix(b.String(), "-") {
				b.WriteByte('-')
			}
		default:
			lost = true
		}
	}
	key := strings.Trim(b.String(), "-")
	if len(key) > 48 {
		key, lost = strings.Trim(key[:48], "-"), true
	}
	if lost || key == "" {
		sum := sha256.Sum256([]byte(s))
		key = strings.Trim(key+"-"+hex.EncodeToString(sum[:4]), "-")
	}
	return key
}

// findFacets sorts the learners by their values. A facet without a value is left out.
func (p *plan) findFacets() []facet {
	var out []facet
	for _, kind := range facetKinds() {
		if f := p.findFacet(kind); len(f.values) > 0 {
			out = append(out, f)
		}
	}
	return out
}

// findFacet gathers the learners by value, the most frequent one first.
func (p *plan) findFacet(kind facetKind) facet {
	at := map[string]int{}
	f := facet{id: kind.id, legend: kind.legend, single: kind.single}
	for i := range p.learners {
		l := &p.learners[i]
		for _, n := range kind.of(*l) {
			v, ok := at[n.key]
			if !ok {
				v = len(f.values)
				at[n.key] = v
				f.values = append(f.values, facetValue{key: n.key, name: n.name})
			}
			if !slices.Contains(l.values[f.id], n.key) {
				l.values[f.id] = append(l.values[f.id], n.key)
				f.values[v].people = append(f.values[v].people, *l)
			}
		}
	}
	slices.SortStableFunc(f.values, func(a, b facetValue) int {
		return cmp.Or(cmp.Compare(len(b.people), len(a.people)), cmp.Compare(a.key, b.key))
	})
	if n := len(f.values); n > maxValues {
		f.values, f.more = f.values[:maxValues], n-maxValues
	}
	return f
}

func facetPath(id string) string { return "by/" + id + "/index.html" }

func (f facet) path(v facetValue) string { return "by/" + f.id + "/" + v.key + "/index.html" }

// links are the first n values as seen from a page, each with its count where that may be shown.
func (p *plan) links(f facet, at string, n int) FacetRow {
	row := FacetRow{ID: f.id, Legend: f.legend}
	counts := f.shown(len(p.learners))
	for i, v := range f.values[:min(n, len(f.values))] {
		link := FacetLink{Link: site.Link{Text: v.name, URL: site.Relative(at, f.path(v))}, Key: v.key}
		if counts[i] {
			link.Count = number(len(v.people))
		}
		row.Values = append(row.Values, link)
	}
	if len(f.values) > n {
		row.More = &site.Link{Text: "all " + number(len(f.values)), URL: site.Relative(at, facetPath(f.id))}
	}
	return row
}

// mainLanguage is a tag without its region: who reads en-GB reads en-US.
func mainLanguage(tag string) string {
	main, _, _ := strings.Cut(strings.ToLower(tag), "-")
	return main
}

// languageName is a language in English, else its tag.
func languageName(tag string) string {
	names := map[string]string{
		"en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese", "nl": "Dutch", "pl": "Polish",
		"sv": "Swedish", "da": "Danish", "no": "Norwegian", "nb": "Norwegian", "fi": "Finnish", "cs": "Czech", "ro": "Romanian", "hu": "Hungarian",
		"el": "Greek", "tr": "Turkish", "uk": "Ukrainian", "ru": "Russian", "ar": "Arabic", "he": "Hebrew", "hi": "Hindi", "ja": "Japanese", "zh": "Chinese", "ko": "Korean", "cy": "Welsh", "ga": "Irish",
	}
	return first(names[mainLanguage(tag)], tag)
}
