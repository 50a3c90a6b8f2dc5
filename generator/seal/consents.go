package seal

import (
	"fmt"

	"github.com/gatefold/gatefold/generator/proof"
)

// readConsents reads what the author lets cohorts show. What cannot be used is left out.
func (l *Log) readConsents() {
	cohorts, err := proof.ConsentCohorts(l.folder)
	if err != nil {
		l.faults = append(l.faults, fmt.Errorf("proof: %w", err))
		return
	}
	for _, cohort := range cohorts {
		c, err := proof.ReadConsent(l.folder, l.keys, cohort)
		if err != nil {
			l.faults = append(l.faults, fmt.Errorf("proof/%s: %w; `gatefold consent --cohort %s` writes it anew", proof.ConsentPath(cohort), err, cohort))
			continue
		}
		path := "proof/" + proof.ConsentPath(cohort)
		l.consents = append(l.consents, File{path, c.Text}, File{path + proof.SignatureTail, c.Signature})
	}
}
