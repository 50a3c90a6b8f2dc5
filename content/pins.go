package content

import (
	"maps"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/content/table"
)

// readPins reads [columns.raid] and the like of project.toml: headers as the learner's file has them, and
// the columns that they stand for.
func readPins(s *settings) map[string]table.Pins {
	var out map[string]table.Pins
	for _, k := range Kinds() {
		if k.Shape != Register || !s.has(k.Name) {
			continue
		}
		group := s.group(keyName(k.Name))
		columns := []string{table.PinExtra, draftColumn, withholdColumn}
		for _, c := range Columns(k) {
			columns = append(columns, c.Name)
		}
		for _, f := range group.fields {
			column := strings.ReplaceAll(table.Normalise(plainText(f.Cell)), "_", " ")
			if !slices.Contains(columns, column) {
				s.r.add(CodeSettingInvalid, Error, cellPlace(f.Cell), didYouMean(column, columns)+`Write the name of a column, such as "due", or "extra" to keep it as a field of your own.`,
					"%s in [columns.%s] is %s, which is no column of this register.", quote(f.Name), k.Name, quote(plainText(f.Cell)))
				continue
			}
			if out == nil {
				out = map[string]table.Pins{}
			}
			if out[k.Name] == nil {
				out[k.Name] = table.Pins{}
			}
			out[k.Name][f.Name] = column
		}
	}
	s.rest()
	return out
}

// sayUnusedPins tells of headers that project.toml fixes and that no table of the register has: mistyped, most
// often, or renamed since.
func sayUnusedPins(pins table.Pins, sheets []table.Sheet, r *report) {
	var headers []string
	for _, s := range sheets {
		for _, h := range s.Header {
			if name := strings.Join(strings.Fields(h.Text), " "); name != "" && !slices.Contains(headers, name) {
				headers = append(headers, name)
			}
		}
	}
	if len(headers) == 0 {
		return // nothing was read, which is said already
	}
	for _, pin := range slices.Sorted(maps.Keys(pins)) {
		if !slices.ContainsFunc(headers, func(h string) bool { return table.Normalise(h) == table.Normalise(pin) }) {
			r.add(CodePinUnused, Warning, spot{}, didYouMean(pin, headers)+"Write the header as it stands in the file, or take the line out of project.toml.",
				"project.toml says what the column %s is, but no header here is called so.", quote(pin))
		}
	}
}
