package chart

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// explored is what explore.js needs to know about one figure.
type explored struct {
	Kind   Kind            `json:"kind"`
	Option json.RawMessage `json:"option"`
	Title  string          `json:"title"`
	Unit   string          `json:"unit,omitempty"` // of the values
}

// Script writes the options of figures as a classic script, so that it can be loaded from file://
// and under script-src 'self': window.gatefoldCharts = {"<figure id>": {kind, option, title, unit}}.
// Figures of one script have different ids.
func Script(figures []Figure) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("window.gatefoldCharts={")
	seen := map[string]bool{}
	for _, f := range figures {
		if seen[f.ID] {
			return nil, fmt.Errorf("chart: two figures have the id %q", f.ID)
		}
		option, err := Option(f)
		if err != nil {
			return nil, err
		}
		unit := f.Y.Unit
		if f.Kind == KindCosts || f.Kind == KindSLA {
			unit = f.X.Unit
		}
		id, err := json.Marshal(f.ID)
		if err != nil {
			return nil, err
		}
		entry, err := json.Marshal(explored{f.Kind, option, f.Title, unit})
		if err != nil {
			return nil, err
		}
		if len(seen) > 0 {
			b.WriteByte(',')
		}
		seen[f.ID] = true
		b.WriteString("\n")
		b.Write(id)
		b.WriteByte(':')
		b.Write(entry)
	}
	b.WriteString("\n};\n")
	return b.Bytes(), nil
}
