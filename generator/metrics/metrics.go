// Package metrics computes figures from records: burndown and its projection, earned value and
// earned schedule, service levels, RAID counts and ageing, status by thresholds. Every function is
// pure. A figure that has no meaning is a [Value] with a reason, never 0, Inf or NaN.
package metrics

import "github.com/gatefold/gatefold/content"

// Date is a day; chart works with metrics alone and so finds its name here.
type Date = content.Date

// Value is a computed figure. Exactly one holds: Set (V counts), or Why says why it is undefined,
// or both are empty because the period has not been reached.
type Value struct {
	V   float64
	Set bool
	Why string
}

// Is is a defined figure. One that float64 cannot hold is undefined.
func Is(v float64) Value {
	if !finite(v) {
		return Undefined("the amounts are too large to compute with")
	}
	return Value{V: v, Set: true}
}

// Undefined is a figure without meaning, and the reason in words a learner understands.
func Undefined(why string) Value { return Value{Why: why} }

// Calendar knows which days are worked: Monday to Friday without the holidays.
type Calendar struct{ Holidays map[Date]bool }

// Burndown is what was left to do, day by day.
type Burndown struct {
	Unit        string // "devices"; else that of the work items' estimates, "units" when they name none; else "items"
	FromWork    bool   // counted from the work register, because there is no burndown register
	Points      []BurndownPoint
	Projection  Projection
	ScopeSteps  []ScopeStep
	Pauses      []content.Pause
	DoneOn      Date // the first day with nothing left, after which nothing came back; zero when not done
	PlannedDone Date // the first day on which the first baseline (or the ideal line) reaches 0; zero when never
}

// BurndownPoint is one day of it. Remaining is never below 0.
type BurndownPoint struct {
	Date                        Date
	Scope, Completed, Remaining content.Number
	Baselines                   []content.Number // the first baseline, the second, ...; never filled up
	Ideal                       content.Number   // only where the project has no baseline
	Note                        string
}

// ScopeStep is a day on which the scope changed.
type ScopeStep struct {
	Date     Date
	From, To float64
	Note     string // of that day's row
}

// Projection is when the work will be done at the pace of the last weeks, or why that cannot be said.
type Projection struct {
	Earliest, Likely, Latest Date
	Reason                   string
}

// EarnedValue is the money series of a project, period by period.
type EarnedValue struct {
	Currency  string
	PerPeriod bool // the register's amounts were per period and have been added up
	Points    []EVPoint
}

// EVPoint is one period of one baseline, all amounts cumulative and in the project's currency. The
// names are PMBOK's; formulas and edge cases in domain.md 2.1, those of time in 2.2 (Lipke 2003).
// Indices are plain numbers, 1 being as planned; below 1 is late or over budget. Nothing is rounded.
type EVPoint struct {
	PeriodEnd            Date
	Baseline             string
	PV                   float64
	EV, AC, BAC          content.Number
	SV, CV               Value // EV - PV, EV - AC; below 0 is late, over budget
	SPI, CPI             Value // EV / PV, EV / AC
	EAC                  Value // BAC / CPI
	EACRemainingAtBudget Value // AC + (BAC - EV)
	EACCPISPI            Value // AC + (BAC - EV) / (CPI x SPI)
	ETC, VAC             Value // EAC - AC, 0 or more; BAC - EAC, below 0 is over budget
	TCPIBAC, TCPIEAC     Value // (BAC - EV) / (BAC - AC), (BAC - EV) / (EAC - AC); above 0
	ES                   Value // earned schedule, in periods, 0 to the plan's duration
	SPIT                 Value // SPI(t), ES / AT; still below 1 when a late project ends, where SPI is 1
	EACT                 Value // EAC(t), PD / SPI(t): how many periods it will take
	Note                 string
}

// SLA is how a project's vendors kept their service levels, by both clocks.
type SLA struct {
	Total, Met, MetByVendorClock int
	CreditDue, CreditReceived    float64
	Events                       []SLAEvent
	Months                       []SLAMonth
}

// SLAEvent is one measurement, counted both ways.
type SLAEvent struct {
	ID, Vendor, Metric, Unit string
	Opened                   content.Moment
	Target                   float64
	FromClock, FromAccepted  Value // in the target's unit, from the contract's clock and from the vendor's acceptance
	// MetByVendorClock also holds where the work was over before the vendor accepted it; where no time
	// of acceptance can be told, it is as Met.
	Met, MetByVendorClock     bool
	Counted                   bool   // false when it cannot be judged
	Why                       string // the reason when not Counted
	VendorPosition            string
	CreditDue, CreditReceived content.Number
}

// SLAMonth is the attainment of one calendar month, "2025-09".
type SLAMonth struct {
	Month                        string
	Total, Met, MetByVendorClock int
}
