package content

// Number is a number that may be missing. Money is a Number too: formats.md knows one currency a
// project.
type Number struct {
	Value float64
	Set   bool // false: the cell was empty, "TBD", "N/A" or a dash
}

// Num is a Number that is set.
func Num(v float64) Number { return Number{Value: v, Set: true} }

// Or is the value, or other when none is set.
func (n Number) Or(other float64) float64 {
	if n.Set {
		return n.Value
	}
	return other
}

// Level is a probability or an impact: a place on the scale 1 (very low) to 5 (very high), derived
// from whatever scale the learner's column uses, and the words as they stand there.
type Level struct {
	Value int    // 1 to 5; 0 when missing
	Text  string // as written: "High", "40 %", "4"
	Scale Scale  // of the column; "" when missing
}

// Flag is a yes or no that may be missing.
type Flag struct {
	Yes bool
	Set bool
}

// Baseline numbers the approved plans of a project: 1 is the first.
type Baseline int
