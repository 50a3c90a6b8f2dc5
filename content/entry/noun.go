package entry

import "github.com/gatefold/gatefold/content"

// Noun is a thing that can be added by one word: a kind of record with what it begins with.
type Noun struct {
	Word    string // "risk"
	Says    string // what it is, for help
	Kind    string // the register or folder of content.Kinds: "raid"
	FirstID string // "R-01"; "" for what has no id of its own
	Day     string // the column that holds the day on which it is added; "" when there is none
	Set     []Value
	Ask     []Ask
	Header  []string // the columns of a new register; nil for documents
	Body    string   // the text of a new document, below its fields
	Note    string   // comment lines among the fields of a new document
}

// Ask is a question for one column.
type Ask struct {
	Column   string
	Question string
	Needed   bool
}

// Document tells whether a noun is a document of its own rather than a row.
func (n Noun) Document() bool { return n.Header == nil }

// KindOf is the kind of records that a noun adds.
func (n Noun) KindOf() content.Kind {
	for _, k := range content.Kinds() {
		if k.Name == n.Kind {
			return k
		}
	}
	return content.Kind{}
}

// Column is a column of the noun's kind; ok is false when it has none of that name.
func (n Noun) Column(name string) (content.Column, bool) {
	for _, c := range content.Columns(n.KindOf()) {
		if c.Name == name {
			return c, true
		}
	}
	return content.Column{}, false
}

// Nouns are all nouns but the project, in the order in which a project needs them.
func Nouns() []Noun {
	return append(append(raidNouns(), logNouns()...), documentNouns()...)
}

func raidHeader() []string {
	return []string{"id", "type", "title", "description", "owner", "date raised", "due", "closed", "status", "probability", "impact", "response", "links", "notes"}
}

func raidNouns() []Noun {
	owner := Ask{"owner", "Who looks after it? A role, never a name", false}
	noun := func(word, says, id, question string, more ...Ask) Noun {
		return Noun{Word: word, Says: says, Kind: "raid", FirstID: id, Day: "date raised", Header: raidHeader(),
			Set: []Value{{"type", word}, {"status", "open"}}, Ask: append([]Ask{{"title", question, true}, owner}, more...)}
	}
	return []Noun{
		noun("risk", "something that may happen", "R-01", "What may happen?", Ask{"probability", "How likely is it, 1 (hardly) to 5 (almost certain)?", false},
			Ask{"impact", "How bad would it be, 1 to 5?", false}, Ask{"response", "What is done about it?", false}),
		noun("issue", "something that has happened and needs an answer", "I-01", "What has happened?", Ask{"response", "What is done about it?", false}),
		noun("assumption", "something taken as true without proof", "A-01", "What do you take as true?"),
		noun("dependency", "something one party needs from another", "DEP-01", "Who needs what from whom?", Ask{"due", "By which day, as 2025-04-18?", false}),
	}
}

func logNouns() []Noun {
	return []Noun{
		{Word: "decision", Says: "something that was decided, and why", Kind: "decisions", FirstID: "D-01", Day: "date",
			Header: []string{"id", "title", "date", "status", "context", "options", "decision", "rationale", "decided by", "links"},
			Ask: []Ask{{"title", "What was to be decided?", true}, {"options", "Which options were there?", false}, {"decision", "What was decided?", false},
				{"rationale", "Why?", false}, {"decided by", "Who decided? A role, never a name", false}}},
		{Word: "change", Says: "a change that somebody asks for", Kind: "changes", FirstID: "CR-001", Day: "date raised", Set: []Value{{"status", "submitted"}},
			Header: []string{"id", "title", "description", "reason", "requested by", "date raised", "impact days", "impact cost", "funded from", "status", "decided by", "decision date", "links"},
			Ask:    []Ask{{"title", "What is to be changed?", true}, {"reason", "Why?", false}, {"requested by", "Who asks for it? A role, never a name", false}}},
		{Word: "milestone", Says: "a date in the plan", Kind: "milestones", FirstID: "M-01",
			Header: []string{"id", "name", "phase", "baseline finish", "finish", "actual finish", "percent complete", "predecessors", "status"},
			Ask:    []Ask{{"name", "What will have been reached?", true}, {"baseline finish", "By which day, as 2025-04-18?", false}}},
		{Word: "escalation", Says: "something taken to somebody with more power", Kind: "escalations", FirstID: "ESC-01", Day: "date", Set: []Value{{"status", "raised"}},
			Header: []string{"id", "date", "from", "to", "issue", "ask", "options", "recommendation", "needed by", "response", "response date", "outcome", "status"},
			Ask:    []Ask{{"issue", "What is it about?", true}, {"to", "Who is asked? A role, never a name", false}, {"ask", "What do you ask for?", false}}},
		{Word: "lesson", Says: "something learned", Kind: "lessons", FirstID: "L-01", Day: "date",
			Header: []string{"id", "date", "type", "what happened", "impact", "root cause", "recommendation", "applied to", "status"},
			Ask:    []Ask{{"what happened", "What happened?", true}, {"recommendation", "What do you recommend next time?", false}}},
		{Word: "outcome", Says: "what is better afterwards, in numbers", Kind: "outcomes", FirstID: "O-01",
			Header: []string{"id", "benefit", "measure", "baseline", "target", "actual", "unit", "measured on", "status"},
			Ask: []Ask{{"benefit", "What is to be better afterwards?", true}, {"measure", "How is it measured?", false}, {"baseline", "What was the number before?", false},
				{"target", "Which number is wanted?", false}, {"unit", "Of what, such as hours or %?", false}}},
		{Word: "question", Says: "a question that you asked, and what its answer changed", Kind: "questions", FirstID: "Q-01", Day: "date",
			Header: []string{"id", "date", "question", "asked of", "why", "answer", "what changed"},
			Ask:    []Ask{{"question", "What did you ask?", true}, {"asked of", "Whom? A role, never a name", false}}},
	}
}

func documentNouns() []Noun {
	return []Noun{
		{Word: "status", Says: "a status report of today", Kind: "status", Day: "date",
			Ask:  []Ask{{"overall", "Which colour is the project today: green, amber or red?", true}},
			Note: "# schedule = \"green\"          # also: cost, scope, risk, resources, quality\n# percent_complete = 40\n# path_to_green = \"...\"        # when it is amber or red: what will be done, and by when\n# asks = [\"...\"]              # what you need from whom\n",
			Body: "## What was done\n\n\n## What comes next\n\n\n## What worries me\n\n"},
		{Word: "gate", Says: "a phase gate review of today", Kind: "gates", FirstID: "G1", Day: "date",
			Ask:  []Ask{{"name", "What is the gate called, such as Pilot exit?", true}, {"decision", "What was decided?", true}},
			Note: "# phase_closing = \"...\"\n# phase_next = \"...\"\n# board = [\"Sponsor\", \"Head of IT\"]      # roles, never names\n# rationale = \"...\"              # why it was decided so\n#\n#   for each thing that was tested:\n# [[criteria]]\n# criterion = \"...\"\n# level = \"must\"               # must or should\n# result = \"met\"               # met, partly, not met or waived\n# evidence = \"...\"             # a record such as R-03, a file, or who looked at what\n#\n#   for each condition, where the decision is a conditional go:\n# [[conditions]]\n# text = \"...\"\n# owner = \"...\"\n# due = 2025-04-18\n",
			Body: "## What was discussed\n\n"},
		{Word: "incident", Says: "an incident report", Kind: "incidents", FirstID: "INC-01",
			Ask:  []Ask{{"title", "What happened, in one line?", true}, {"kind", "Which kind was it?", false}, {"started", "When did it start, as 2025-09-02 08:10?", false}},
			Note: "# severity = \"SEV2\"\n# detected = \"2025-09-02 08:25\"\n# restored = \"2025-09-02 11:40\"\n# deployment_outcome = \"backed out\"\n# users_affected = \"...\"\n# root_cause = \"...\"\n# why_it_escaped = \"...\"\n#\n# [[timeline]]\n# time = \"2025-09-02 08:10\"\n# event = \"...\"\n#\n# [[actions]]\n# title = \"...\"\n# owner = \"...\"                # roles, never names\n# due = 2025-09-30\n",
			Body: "## What happened\n\n\n## What was changed afterwards\n\n"},
	}
}
