package cohort

import "github.com/gatefold/gatefold/generator/proof"

// Pass is the filter of consent, and the number that is given afterwards.
func Pass(data []byte, consent proof.Consent, site, today string, number int, pseudonym bool) (*Learner, error) {
	l, _, err := passing{portfolio: data, consent: consent, origin: consent.Origin, site: site, today: today, pseudonym: pseudonym}.pass()
	if err != nil {
		return nil, err
	}
	s := sight{Visit: Visit{Learner: l}, memory: memory{Alias: number}}
	s.name(Config{}, map[string]bool{})
	return s.Learner, nil
}
