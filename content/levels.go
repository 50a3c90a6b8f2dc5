package content

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// Scale names the way in which a column writes probabilities and impacts.
type Scale string

// The five scales of domain.md 1.4. The whole column decides which one it is.
const (
	ScaleThree   Scale = "low, medium, high"
	ScaleFive    Scale = "very low to very high"
	ScaleNumbers Scale = "1 to 5"
	ScalePercent Scale = "percent"
	ScaleDecimal Scale = "decimals from 0 to 1"
)

// levelWord places words on the scale of five; low, medium and high move to 1, 3 and 5 in a column
// that has no word beyond them.
func levelWord(word string) (value int, fivePoint, ok bool) {
	switch word {
	case "l", "low":
		return 2, false, true
	case "m", "med", "medium":
		return 3, false, true
	case "h", "high":
		return 4, false, true
	case "vl", "very low", "rare", "insignificant", "negligible", "improbable", "remote":
		return 1, true, true
	case "unlikely", "minor":
		return 2, true, true
	case "possible", "moderate":
		return 3, true, true
	case "likely", "probable", "major":
		return 4, true, true
	case "vh", "very high", "almost certain", "certain", "catastrophic", "severe", "critical", "extreme":
		return 5, true, true
	}
	return 0, false, false
}

// levelScale is the scale of one column.
type levelScale struct {
	name  Scale
	steps []float64 // of a decimal scale, when it is one of PMBOK's
}

// inferScale chooses the scale of a column from all its values.
func inferScale(texts []string, impact bool) levelScale {
	var five, words, percent bool
	var numbers []float64
	for _, t := range texts {
		word, number, hasNumber := splitLevel(t)
		if _, isFive, ok := levelWord(word); ok && !hasNumber {
			words, five = true, five || isFive
		}
		if hasNumber {
			numbers = append(numbers, number)
			percent = percent || strings.Contains(t, "%")
		}
	}
	switch {
	case percent:
		return levelScale{name: ScalePercent}
	case len(numbers) > 0:
		return numberScale(numbers, impact)
	case words && !five:
		return levelScale{name: ScaleThree}
	}
	return levelScale{name: ScaleFive}
}

func numberScale(numbers []float64, impact bool) levelScale {
	largest, fraction := slices.Max(numbers), false
	for _, n := range numbers {
		fraction = fraction || n != math.Trunc(n)
	}
	switch {
	case largest <= 1 && fraction:
		sets := [][]float64{{.1, .3, .5, .7, .9}, {.05, .1, .2, .4, .8}} // PMBOK's for probability and for impact
		if impact {
			slices.Reverse(sets)
		}
		for _, set := range sets {
			if subset(numbers, set) {
				return levelScale{ScaleDecimal, set}
			}
		}
		return levelScale{name: ScaleDecimal}
	case largest > 10 && largest <= 100:
		return levelScale{name: ScalePercent}
	}
	return levelScale{name: ScaleNumbers}
}

func subset(numbers, set []float64) bool {
	for _, n := range numbers {
		if !slices.Contains(set, n) {
			return false
		}
	}
	return true
}

// splitLevel takes "4 - Likely", "High (4)" and "40 %" apart.
func splitLevel(text string) (word string, number float64, hasNumber bool) {
	s := strings.ToLower(strings.TrimSpace(text))
	start := strings.IndexAny(s, "0123456789")
	if start < 0 {
		return s, 0, false
	}
	if start > 0 && (s[start-1] == '.' || s[start-1] == ',' || s[start-1] == '-') {
		start--
	}
	end := start + 1
	for end < len(s) && (s[end] >= '0' && s[end] <= '9' || s[end] == '.' || s[end] == ',') {
		end++
	}
	number, err := strconv.ParseFloat(strings.ReplaceAll(s[start:end], ",", "."), 64)
	if err != nil {
		return s, 0, false
	}
	word = strings.Trim(s[:start]+" "+s[end:], " ()-–:%=/")
	return word, number, true
}

// parseLevel reads one value on the column's scale. known is false for a word that is no level, and
// value is 0 for a number off the scale.
func parseLevel(text string, scale levelScale) (value int, known bool) {
	word, number, hasNumber := splitLevel(text)
	if !hasNumber {
		v, five, ok := levelWord(word)
		if ok && !five && scale.name == ScaleThree {
			v = (v-2)*2 + 1
		}
		return v, ok
	}
	if _, _, ok := levelWord(word); word != "" && !ok {
		return 0, false
	}
	switch scale.name {
	case ScalePercent:
		if number <= 1 && !strings.Contains(text, "%") && number != math.Trunc(number) {
			number *= 100 // a fraction among percentages
		}
		return band(number), true
	case ScaleDecimal:
		if i := slices.Index(scale.steps, number); i >= 0 {
			return i + 1, true
		}
		return band(number * 100), true
	}
	if number < 1 || number > 5 || number != math.Trunc(number) {
		return 0, true
	}
	return int(number), true
}

// band places a percentage on the scale of five; 0 when it is none.
func band(percent float64) int {
	if percent < 0 || percent > 100 {
		return 0
	}
	for i, top := range []float64{10, 30, 50, 70} {
		if percent <= top {
			return i + 1
		}
	}
	return 5
}
