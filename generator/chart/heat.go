package chart

import (
	"slices"
	"strconv"
	"strings"
)

// RiskPoint is one risk as it was scored, on the scale 1 to 5; 0 is not scored.
type RiskPoint struct {
	ID, Title                           string
	Probability, Impact                 int
	ResidualProbability, ResidualImpact int  // after the response
	Happened                            bool // it became an issue or an incident
}

// Heat draws the risks as first scored: probability upwards, impact across.
func Heat(risks []RiskPoint) Figure {
	return heatMap(risks, "heat", "as first scored", func(r RiskPoint) (int, int) { return r.Probability, r.Impact })
}

// Residual draws the risks as scored after the response.
func Residual(risks []RiskPoint) Figure {
	return heatMap(risks, "residual", "after the response", func(r RiskPoint) (int, int) { return r.ResidualProbability, r.ResidualImpact })
}

// bandNames are the four bands of the product, from 1.
var bandNames = [...]string{"", "low", "moderate", "high", "critical"}

// bandOf is the band of a product: low 1-4, moderate 5-9, high 10-14, critical 15-25.
func bandOf(product int) int {
	switch {
	case product >= 15:
		return 4
	case product >= 10:
		return 3
	case product >= 5:
		return 2
	}
	return 1
}

func heatMap(risks []RiskPoint, id, when string, score func(RiskPoint) (p, i int)) Figure {
	f := Figure{ID: id, Kind: KindHeat, Title: "Risks by probability and impact, " + when}
	f.X = Axis{Categories: []string{"Slight", "Minor", "Moderate", "Major", "Severe"}, Unit: "impact"}
	f.Y = Axis{Categories: []string{"Rare", "Unlikely", "Possible", "Likely", "Near sure"}, Unit: "probability"}
	f.Key = "The product: low 1\u20134, moderate 5\u20139, high 10\u201314, critical 15\u201325."
	for p := 5; p >= 1; p-- {
		for i := 1; i <= 5; i++ {
			f.Cells = append(f.Cells, Cell{Column: i, Row: p, Value: float64(p * i), Band: bandOf(p * i)})
		}
	}
	t := Table{Caption: "Risks, " + when, Head: head("ID", "Risk", "#Probability", "#Impact", "#Product", "Band", "Happened")}
	bands, happened := [5]int{}, []string(nil)
	for _, r := range risks {
		p, i := score(r)
		row := []string{r.ID, r.Title, na, na, na, "", ""}
		if r.Happened {
			row[6] = "yes"
			happened = append(happened, r.ID)
		}
		if p < 1 || p > 5 || i < 1 || i > 5 {
			addNote(&t.Notes, "n/a: probability or impact was not scored "+when+".")
			t.Rows = append(t.Rows, row)
			continue
		}
		band := bandOf(p * i)
		bands[band]++
		row[2], row[3], row[4], row[5] = strconv.Itoa(p), strconv.Itoa(i), strconv.Itoa(p*i), bandNames[band]
		t.Rows = append(t.Rows, row)
		c := &f.Cells[(5-p)*5+i-1]
		m := Mark{Shape: ShapeDot, X: float64(i), Y: float64(p), Label: r.ID, Text: r.Title, Ref: r.ID}
		if r.Happened {
			m.Shape = ShapeDiamond
		}
		c.Marks = append(c.Marks, m)
	}
	f.Table = t
	if happened != nil {
		f.Key += " Diamond: it happened."
	}
	f.Sentence = heatSentence(len(risks), bands, happened, when)
	f.Desc = heatStory(f)
	return f
}

func heatSentence(n int, bands [5]int, happened []string, when string) string {
	if n == 0 {
		return "No risks are in the register."
	}
	var parts []string
	scored := 0
	for b := 4; b >= 1; b-- {
		if scored += bands[b]; bands[b] > 0 {
			parts = append(parts, strconv.Itoa(bands[b])+nbsp+bandNames[b])
		}
	}
	if scored < n {
		parts = append(parts, strconv.Itoa(n-scored)+nbsp+"not scored")
	}
	s := count(n, "risk", "risks") + " " + when + ": " + list(parts)
	switch {
	case len(happened) == 0:
	case len(happened) <= 4:
		s += "; " + list(happened) + " happened"
	default:
		s += "; " + strconv.Itoa(len(happened)) + " happened"
	}
	return s + "."
}

func heatStory(f Figure) string {
	var s strings.Builder
	for _, c := range slices.Backward(f.Cells) {
		if len(c.Marks) == 0 {
			continue
		}
		var ids []string
		for _, m := range c.Marks {
			ids = append(ids, m.Label)
		}
		s.WriteString("Probability " + strconv.Itoa(c.Row) + ", impact " + strconv.Itoa(c.Column) + ": " + list(ids) + ". ")
	}
	return s.String() + f.Sentence
}
