package content

// Vocabulary is the set of words that a column may hold, with the other words for them that are
// met in real files (domain.md section 1). A word that is in none of them is kept as written and
// reported.
type Vocabulary []Term

// Term is one allowed word and what else people write for it, all in lower case.
type Term struct {
	Word     string
	Synonyms []string
}

func term(word string, synonyms ...string) Term { return Term{word, synonyms} }

// vocabularyNames are all sets that there are.
func vocabularyNames() []string {
	return []string{
		"raid type",
		"raid status",
		"rag",
		"response strategy",
		"direction",
		"decision status",
		"funded from",
		"change status",
		"attitude",
		"milestone status",
		"cost kind",
		"clock",
		"escalation status",
		"lesson type",
		"lesson status",
		"outcome status",
		"gate decision",
		"criterion level",
		"criterion result",
		"incident kind",
		"deployment outcome",
		"action type",
		"question",
		"basis",
		"domain",
		"project status",
		"method",
	}
}

// vocabularyOf gives a set by its name, the `values` key of the struct tags; nil when there is none.
// A set that formats.md fixes (basis, domain, RAID type, gate decision ...) reports any other word as
// an error, the open ones as a warning; which is which stands in words.go.
func vocabularyOf(name string) Vocabulary {
	switch name {
	case "raid type":
		return Vocabulary{term("risk", "r", "risks"), term("assumption", "a", "assumptions"), term("action", "actions", "action item", "action items"),
			term("issue", "i", "issues"), term("dependency", "d", "dependencies", "dep"), term("decision", "decisions")}
	case "raid status":
		return Vocabulary{term("open", "active", "new", "identified", "pending", "planned", "unvalidated"), term("in progress", "monitoring", "mitigating", "on track", "ongoing", "watch", "watching", "under review", "wip", "work in progress"),
			term("at risk"), term("blocked"), term("late", "overdue"), term("escalated"), term("accepted"),
			term("occurred", "materialised", "materialized", "became issue", "happened"), term("validated", "confirmed", "true", "valid"),
			term("invalidated", "false", "invalid"), term("met", "delivered", "received"), term("resolved"), term("approved", "decided", "agreed"), term("done"),
			term("closed", "mitigated", "retired", "expired", "complete", "completed")}
	case "rag":
		return Vocabulary{term("green", "g"), term("amber", "a", "yellow", "y"), term("red", "r"), term("complete", "c", "blue", "done")}
	case "response strategy":
		return Vocabulary{term("avoid"), term("mitigate", "reduce"), term("transfer"), term("accept"), term("share"), term("escalate"), term("fallback", "contingent plan"), term("exploit"), term("enhance"), term("reject")}
	case "direction":
		return Vocabulary{term("inbound", "we need"), term("outbound", "they need"), term("internal"), term("external")}
	case "decision status":
		return Vocabulary{term("proposed", "pending", "open"), term("approved", "made", "agreed", "accepted", "decided"), term("rejected"),
			term("deferred"), term("superseded"), term("reversed")}
	case "funded from":
		return Vocabulary{term("budget"), term("reserve", "contingency", "management reserve"), term("none", "no", "nothing")}
	case "change status":
		return Vocabulary{term("submitted", "new", "raised", "logged", "draft", "open", "requested", "proposed"), term("under review", "assessing", "pending", "in review"),
			term("approved", "accepted"), term("approved with conditions", "conditionally approved"), term("rejected", "declined", "denied"),
			term("deferred", "on hold"), term("withdrawn", "cancelled", "canceled"), term("implemented", "done", "closed", "complete")}
	case "attitude":
		return Vocabulary{term("unaware"), term("resistant"), term("neutral"), term("supportive"), term("leading")}
	case "milestone status":
		return Vocabulary{term("not started", "to do", "pending", "planned", "upcoming", "not yet started", "yet to start"), term("in progress", "ongoing", "started", "active", "underway", "wip"), term("on track"), term("at risk"),
			term("delayed", "late", "overdue"), term("complete", "completed", "done", "100 %", "closed", "finished", "achieved", "delivered", "met"), term("on hold"), term("cancelled", "canceled")}
	case "cost kind":
		return Vocabulary{term("capex"), term("opex"), term("reserve", "contingency")}
	case "clock":
		return Vocabulary{term("opened", "open"), term("accepted")}
	case "escalation status":
		return Vocabulary{term("raised", "open"), term("acknowledged"), term("resolved", "closed"), term("returned"), term("withdrawn")}
	case "lesson type":
		return Vocabulary{term("went well", "well", "positive"), term("improve", "went badly", "negative")}
	case "lesson status":
		return Vocabulary{term("captured", "open"), term("agreed"), term("applied", "closed")}
	case "outcome status":
		return Vocabulary{term("not started"), term("on track", "on target"), term("partly", "partly realised"), term("realised", "realized", "met", "achieved", "exceeded"), term("missed", "not met"), term("disbenefit")}
	case "gate decision":
		return Vocabulary{term("go", "proceed", "approved", "pass"), term("conditional go", "go with conditions", "approved with conditions"), term("hold", "defer", "pause"), term("recycle", "rework", "repeat"), term("kill", "stop", "no-go", "terminate", "cancel")}
	case "criterion level":
		return Vocabulary{term("must"), term("should")}
	case "criterion result":
		return Vocabulary{term("met", "yes", "pass"), term("partly", "partial"), term("not met", "no", "fail", "failed"), term("waived", "n/a")}
	case "incident kind":
		return Vocabulary{term("failed deployment"), term("outage"), term("security"), term("other")}
	case "deployment outcome":
		return Vocabulary{term("successful"), term("successful with issues"), term("partially backed out"), term("backed out", "rolled back"), term("failed"), term("abandoned")}
	case "action type":
		return Vocabulary{term("prevent"), term("detect"), term("mitigate")}
	case "question":
		return Vocabulary{term("infrastructure-projects"), term("failed-deployment"), term("vendor-sla-dispute"), term("phase-gate-documentation")}
	case "basis":
		return Vocabulary{term("employment"), term("contract"), term("volunteer"), term("internship"), term("course capstone"), term("simulated PMO"), term("personal")}
	case "domain":
		return Vocabulary{term("infrastructure-networking"), term("cloud-platforms"), term("identity-access"), term("cybersecurity"), term("databases-analytics"),
			term("software-delivery"), term("enterprise-systems"), term("itsm"), term("integration-automation"), term("end-user-computing")}
	case "project status":
		return Vocabulary{term("proposed"), term("active"), term("on hold"), term("closed"), term("cancelled", "canceled")}
	case "method":
		return Vocabulary{term("predictive"), term("agile"), term("hybrid")}
	}
	return nil
}
