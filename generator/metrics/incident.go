package metrics

import "github.com/gatefold/gatefold/content"

// IncidentTimes are how long an incident's steps took, in minutes.
type IncidentTimes struct {
	Detect   Value // from its start to its detection
	Declare  Value // from its detection to its declaration
	Mitigate Value // from its detection to the end of further harm
	Restore  Value // from its detection to restored service
	Total    Value // from its start to restored service
}

// IncidentTimesOf are the durations of an incident (domain.md 1.16).
func IncidentTimesOf(i content.Incident) IncidentTimes {
	return IncidentTimes{
		Detect:   minutesBetween(i.Started, i.Detected, "start", "detection"),
		Declare:  minutesBetween(i.Detected, i.Declared, "detection", "declaration"),
		Mitigate: minutesBetween(i.Detected, i.Mitigated, "detection", "mitigation"),
		Restore:  minutesBetween(i.Detected, i.Restored, "detection", "restoration"),
		Total:    minutesBetween(i.Started, i.Restored, "start", "restoration"),
	}
}

func minutesBetween(from, to content.Moment, fromName, toName string) Value {
	switch {
	case !from.HasTime:
		return Undefined("the time of its " + fromName + " is not given")
	case !to.HasTime:
		return Undefined("the time of its " + toName + " is not given")
	case to.Compare(from) < 0:
		return Undefined("its " + toName + " is written as before its " + fromName)
	}
	return Is(to.Sub(from).Minutes())
}
