package cohort

import (
	"bytes"
	"encoding/csv"
	"maps"
	"slices"
	"strings"
)

// Field is one column of a record's row, as the learner has written it.
type Field struct {
	Name  string `json:"n"`
	Value string `json:"v"`
}

const (
	maxRegister   = 2 << 20  // bytes of a register that is looked into
	keptFields    = 12       // of a record
	keptFieldText = 64 << 10 // bytes of one member's
)

// isRegister tells the registers that a site publishes as tables.
func isRegister(path string) bool {
	return strings.HasPrefix(path, "data/") && strings.HasSuffix(path, ".csv")
}

// registers are a site's tables by their paths, each the one on the signed list, and how much of them may
// still be kept.
type registers struct {
	files map[string][]byte
	room  int
}

// of gives what the tables of a project say of each record beyond its title, by its id.
func (t *registers) of(slug string) map[string][]Field {
	out := map[string][]Field{}
	for _, path := range slices.Sorted(maps.Keys(t.files)) {
		if isRegister(path) && strings.HasPrefix(path, "data/"+slug+"/") && len(t.files[path]) <= maxRegister {
			t.read(out, t.files[path])
		}
	}
	return out
}

// read takes up one table as far as it can be read.
func (t *registers) read(out map[string][]Field, table []byte) {
	rows := csv.NewReader(bytes.NewReader(table))
	rows.FieldsPerRecord = -1
	head, err := rows.Read()
	id := slices.Index(head, "ID")
	if err != nil || id < 0 {
		return
	}
	for {
		row, err := rows.Read()
		if err != nil || t.room <= 0 {
			return
		}
		if id >= len(row) || out[row[id]] != nil {
			continue
		}
		var fields []Field
		for i, value := range row[:min(len(row), len(head))] {
			if value = plainText(value, lineText); value == "" || i == id || head[i] == "Title" || head[i] == "Type" || len(fields) == keptFields {
				continue
			}
			f := Field{plainText(head[i], shortText), value}
			fields, t.room = append(fields, f), t.room-len(f.Name)-len(f.Value)
		}
		out[row[id]] = fields
	}
}
