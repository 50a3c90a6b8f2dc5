package cohort

import (
	"maps"
	"slices"

	"github.com/gatefold/gatefold/generator/proof"
)

// Remembered is how far a cohort knows a member's log to have come.
type Remembered struct {
	Keys proof.KeyHistory
	Head proof.Checkpoint // the largest that any visit has shown
}

// Remembered is what the cohort knows of its members' logs, by their names, for a witness whose own memory
// is lost. Logs that forked are not among them, nor those of members who were taken out; the errors name
// the memories that cannot be used.
func (c *Cohort) Remembered() ([]Remembered, []error, error) {
	all, err := readMemories(c.root.FS())
	if err != nil {
		return nil, nil, err
	}
	var out []Remembered
	faults := slices.Collect(maps.Values(all.spoilt))
	for _, hash := range slices.Sorted(maps.Keys(all.byHash)) {
		m := all.byHash[hash]
		if err := m.check(); err != nil {
			faults = append(faults, err)
			continue
		}
		if n := len(m.heads); n > 0 && m.Evidence == "" {
			out = append(out, Remembered{m.keys, m.heads[n-1]})
		}
	}
	return out, faults, nil
}
