// Package chart turns figures of the metrics package into drawings. A [Figure] holds everything
// that a drawing shows: axes, series, bands, marks, a table and a one-sentence reading. [SVG]
// draws it for reading and print; [Option] writes the go-echarts option of the same figure for
// exploring. Both take their numbers from the same fields, and a test holds them to it.
package chart

import (
	"time"

	"github.com/gatefold/gatefold/generator/metrics"
)

// Kind names what a figure is, for CSS classes and for the option's own layout.
type Kind string

// The kinds of figure.
const (
	KindBurndown Kind = "burndown"
	KindBurnup   Kind = "burnup"   // scope and completed, cumulative
	KindValue    Kind = "value"    // cumulative PV, EV, AC
	KindIndices  Kind = "indices"  // CPI and SPI by period
	KindCosts    Kind = "costs"    // planned and actual by category
	KindHeat     Kind = "heat"     // risks by probability and impact
	KindSchedule Kind = "schedule" // milestones and gates on the calendar
	KindRAG      Kind = "rag"      // reported status by week
	KindSLA      Kind = "sla"      // hours by ticket, two clocks
	KindCalendar Kind = "calendar" // projects on one calendar, for the front page
	KindWeeks    Kind = "weeks"    // weeks in which a log was seen; for reading alone, it has no live version
)

// Figure is one chart, complete: what it says in words, what it draws, and the numbers as a table.
type Figure struct {
	ID       string // unique on any page of a project: "burndown"; prefix of every id in the SVG
	Kind     Kind
	Title    string // what is drawn, for assistive technology
	Desc     string // its story in numbers, for assistive technology
	Sentence string // the reading: the finding in one sentence, printed over the drawing
	Key      string // how to read the marks, printed under it; "" when labels say it all
	X, Y     Axis
	Series   []Series
	Bars     []Bar
	Cells    []Cell
	Bands    []Band
	Rules    []Rule
	Marks    []Mark
	Table    Table
}

// Axis is one side of the plot. Time axes use From and To, value axes Min and Max, category axes
// Categories.
type Axis struct {
	From, To   time.Time
	Min, Max   float64
	Categories []string
	Unit       string // "devices", "USD", "h"; "" for indices
	Ticks      []Tick
}

// Tick is one labelled place of an axis; Minor ones lose their label on a phone.
type Tick struct {
	At    float64 // unix seconds on a time axis, the value or the category's index elsewhere
	Label string
	Minor bool
}

// Role says what a series means; the theme gives it ink, dash and weight.
type Role string

// The roles. Planned is dashed and grey, actual solid in the accent, everywhere.
const (
	RoleActual  Role = "actual"
	RolePlan    Role = "plan"  // the first baseline
	RolePlan2   Role = "plan2" // every later baseline
	RoleIdeal   Role = "ideal"
	RoleCost    Role = "cost"
	RoleScope   Role = "scope" // a stepped line
	RoleDone    Role = "done"  // completed since the start
	RoleBudget  Role = "budget"
	RoleForward Role = "forward" // a projection
	RoleTime    Role = "time"    // SPI(t), beside SPI
)

// Series is one line of points in order. Step draws it as stairs.
type Series struct {
	Name   string // printed beside it; "" for none
	End    string // printed under the name at its last point: the figure it ends with
	Role   Role
	Step   bool
	Column int // of the Table, where the same numbers stand
	Points []Point
}

// Point is one place of a series: X as on the axis (unix seconds for time), Y the value, Row the
// row of the Table that says the same, from 1. Row 0 is a point that no row holds: the zero at the
// start of the first period, the end of a projection.
type Point struct {
	X, Y float64
	Row  int
}

// Bar is one bar: on a category axis from zero to Value, on a time axis from From to To in Row. In
// a status strip Row is the dimension and Column the report.
type Bar struct {
	Row      int // index into Y.Categories
	Column   int // index into X.Categories, of a status strip
	Name     string
	Role     Role
	Value    float64
	From, To time.Time
	Level    string // "green", "amber", "red", "complete" for status strips
	Label    string // printed at its end
}

// Cell is one square of a heat map, column and row from 1.
type Cell struct {
	Column, Row int
	Value       float64 // the product
	Band        int     // 1 low to 4 critical
	Marks       []Mark  // the records that lie in it
}

// Band is a span of the x axis, hatched: a pause, a reserve.
type Band struct {
	From, To float64 // as on the x axis
	Text     string
	OnY      bool // the span is of the y axis
}

// Rule is a line across the plot at a value or a day: an incident, a target, a budget.
type Rule struct {
	At   float64
	OnY  bool
	Text string
	Role string // "event", "target", "budget"
}

// Shape is the shape of a mark; colour is never alone.
type Shape string

// The shapes: a numbered disc, the diamond of the worst day, a ring (planned, or the other clock),
// a dot (actual), a post (a gate that said go).
const (
	ShapeNumber  Shape = "number"
	ShapeDiamond Shape = "diamond"
	ShapeRing    Shape = "ring"
	ShapeDot     Shape = "dot"
	ShapePost    Shape = "post"
	ShapeTick    Shape = "tick" // a small rule at a target or a planned end
)

// Mark is a place in the plot with a meaning of its own. Marks with shape number are listed below
// the drawing, each with a link to its record.
type Mark struct {
	Shape Shape
	N     int // of a numbered disc, from 1
	X, Y  float64
	Row   int    // on a category axis
	Label string // printed beside it; "" for none
	Text  string // its line in the list below the drawing
	Ref   string // the id of its record, "" when it has none
	URL   string // where that record is, as seen from the page; filled in by the site
	Worst bool   // the hardest moment
}

// Table is the same numbers in words, for whoever cannot or will not read a drawing.
type Table struct {
	Caption string
	Head    []Head
	Rows    [][]string // formatted for reading; "n/a" where a figure is undefined
	Notes   []string   // why a figure is undefined, each once
}

// Head is one column head; numbers stand right.
type Head struct {
	Text    string
	Numeric bool
}

// Event is something that happened during a project and belongs into its charts: an incident, an
// approved change, a gate that did not say go.
type Event struct {
	Date   metrics.Date
	Label  string // two or three words, printed in the plot
	Text   string // the line below the plot
	Ref    string // the record's id
	Worst  bool   // the hardest moment: a red rule
	Weight int    // when there are more than a drawing can hold, those that weigh least go first
}

// Linked is the figure with the address of every mark that has a record.
func (f Figure) Linked(url func(ref string) string) Figure {
	link := func(marks []Mark) []Mark {
		out := make([]Mark, len(marks))
		for i, m := range marks {
			if m.Ref != "" {
				m.URL = url(m.Ref)
			}
			out[i] = m
		}
		return out
	}
	f.Marks = link(f.Marks)
	cells := make([]Cell, len(f.Cells))
	for i, c := range f.Cells {
		c.Marks = link(c.Marks)
		cells[i] = c
	}
	f.Cells = cells
	return f
}
