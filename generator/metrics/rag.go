package metrics

import "github.com/gatefold/gatefold/content"

// RAG is the colour of a variance: how far a figure is on the wrong side of its plan, as a fraction
// of it (0.062 is 6.2 % over budget or late). At most t.Green is "green", at most t.Amber "amber",
// beyond "red"; better than planned is green (domain.md 1.10, formats.md [rag]). An undefined
// variance has no colour, "".
func RAG(variance Value, t content.Thresholds) string {
	switch v := variance.V; {
	case !variance.Set:
		return ""
	case v <= t.Green || near(v, t.Green):
		return "green"
	case v <= t.Amber || near(v, t.Amber):
		return "amber"
	}
	return "red"
}

// RAGOfIndex is the colour of an SPI, CPI or SPI(t): with the thresholds 0.05 and 0.10 green from
// 0.95, amber from 0.90, else red; "" when the index is undefined.
func RAGOfIndex(index Value, t content.Thresholds) string {
	if index.Set {
		index = Is(1 - index.V)
	}
	return RAG(index, t)
}
