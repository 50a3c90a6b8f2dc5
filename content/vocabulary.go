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

// vocabularies are named by the `values` key of the struct tags. A set that formats.md fixes
// (basis, domain, RAID type, gate decision ...) reports any other word as an error; the open ones
// as a warning; which is which stands in words.go.
var vocabularies = map[string]Vocabulary{
	"raid type": {term("risk", "r", "risks"), term("assumption", "assumptions"), term("action", "actions", "action item", "action items"),
		term("issue", "i", "issues"), term("dependency", "dependencies", "dep"), term("decision", "decisions")},
	"raid status": {term("open", "active", "new", "identified", "pending", "planned", "unvalidated"), term("in progress", "monitoring", "mitigating", "on track", "ongoing"),
		term("at risk"), term("blocked"), term("late", "overdue"), term("escalated"), term("accepted"),
		term("occurred", "materialised", "materialized", "became issue", "happened"), term("validated", "confirmed", "true", "valid"),
		term("invalidated", "false", "invalid"), term("met", "delivered", "received"), term("resolved"), term("approved"), term("done"),
		term("closed", "mitigated", "retired", "expired", "complete", "completed")},
	"rag":               {term("green", "g"), term("amber", "a", "yellow", "y"), term("red", "r"), term("complete", "c", "blue", "done")},
	"response strategy": {term("avoid"), term("mitigate", "reduce"), term("transfer"), term("accept"), term("share"), term("escalate"), term("fallback", "contingent plan"), term("exploit"), term("enhance"), term("reject")},
	"direction":         {term("inbound", "we need"), term("outbound", "they need"), term("internal"), term("external")},
	"decision status": {term("proposed", "pending", "open"), term("approved", "made", "agreed", "accepted", "decided"), term("rejected"),
		term("deferred"), term("superseded"), term("reversed")},
	"funded from": {term("budget"), term("reserve", "contingency", "management reserve"), term("none", "no", "nothing")},
	"change status": {term("submitted", "new", "raised", "logged", "draft"), term("under review", "assessing", "pending", "in review"),
		term("approved", "accepted"), term("approved with conditions", "conditionally approved"), term("rejected", "declined", "denied"),
		term("deferred", "on hold"), term("withdrawn", "cancelled", "canceled"), term("implemented", "done", "closed", "complete")},
	"attitude": {term("unaware"), term("resistant"), term("neutral"), term("supportive"), term("leading")},
	"milestone status": {term("not started", "to do", "pending", "planned"), term("in progress", "ongoing", "started"), term("on track"), term("at risk"),
		term("delayed", "late"), term("complete", "completed", "done", "100 %"), term("on hold"), term("cancelled", "canceled")},
	"cost kind":          {term("capex"), term("opex"), term("reserve", "contingency")},
	"clock":              {term("opened", "open"), term("accepted")},
	"escalation status":  {term("raised", "open"), term("acknowledged"), term("resolved", "closed"), term("returned"), term("withdrawn")},
	"lesson type":        {term("went well", "well", "positive"), term("improve", "went badly", "negative")},
	"lesson status":      {term("captured", "open"), term("agreed"), term("applied", "closed")},
	"outcome status":     {term("not started"), term("on track"), term("partly", "partly realised"), term("realised", "realized", "met", "achieved"), term("missed", "not met"), term("disbenefit")},
	"gate decision":      {term("go", "proceed", "approved", "pass"), term("conditional go", "go with conditions", "approved with conditions"), term("hold", "defer", "pause"), term("recycle", "rework", "repeat"), term("kill", "stop", "no-go", "terminate", "cancel")},
	"criterion level":    {term("must"), term("should")},
	"criterion result":   {term("met", "yes", "pass"), term("partly", "partial"), term("not met", "no", "fail", "failed"), term("waived", "n/a")},
	"incident kind":      {term("failed deployment"), term("outage"), term("security"), term("other")},
	"deployment outcome": {term("successful"), term("successful with issues"), term("partially backed out"), term("backed out", "rolled back"), term("failed"), term("abandoned")},
	"action type":        {term("prevent"), term("detect"), term("mitigate")},
	"question":           {term("infrastructure-projects"), term("failed-deployment"), term("vendor-sla-dispute"), term("phase-gate-documentation")},
	"basis":              {term("employment"), term("contract"), term("volunteer"), term("internship"), term("course capstone"), term("simulated PMO"), term("personal")},
	"domain": {term("infrastructure-networking"), term("cloud-platforms"), term("identity-access"), term("cybersecurity"), term("databases-analytics"),
		term("software-delivery"), term("enterprise-systems"), term("itsm"), term("integration-automation"), term("end-user-computing")},
	"project status": {term("proposed"), term("active"), term("on hold"), term("closed"), term("cancelled", "canceled")},
	"method":         {term("predictive"), term("agile"), term("hybrid")},
}
