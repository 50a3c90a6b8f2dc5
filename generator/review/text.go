package review

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// shownFound is how many findings of a criterion the text and the page name; JSON has them all.
const shownFound = 3

// Text writes a report for a terminal or a mail.
func (r Report) Text(w io.Writer) error {
	t := &textWriter{w: w}
	t.line("PRIVATE: for the coach and the learner alone. Do not publish it.")
	t.line("Rubric: %s, %s.%s", r.Rubric.Title, count(r.Rubric.Criteria, "criterion", "criteria"), r.gradedBy())
	for _, l := range r.Learners {
		t.line("")
		t.learner(l)
	}
	return t.err
}

func (r Report) gradedBy() string {
	switch {
	case r.Coach == "":
		return ""
	case r.Graded.IsZero():
		return " Graded by " + r.Coach + "."
	}
	return fmt.Sprintf(" Graded by %s on %s.", r.Coach, r.Graded)
}

// textWriter keeps the first error.
type textWriter struct {
	w   io.Writer
	err error
}

func (t *textWriter) line(format string, args ...any) {
	if t.err == nil {
		_, t.err = fmt.Fprintln(t.w, printable(strings.TrimRight(fmt.Sprintf(format, args...), " ")))
	}
}

func (t *textWriter) learner(l Learner) {
	title := fmt.Sprintf("%s (%s)", l.Name, l.Folder)
	t.line("%s", title)
	t.line("%s", strings.Repeat("=", utf8.RuneCountInString(title)))
	if l.Unread != "" {
		t.line("Not reviewed: %s", l.Unread)
		return
	}
	t.line("%s", l.Summary())
	t.line("There %s. Well told %s. In agreement %s.", l.There.words(), l.Told.words(), l.Agrees.words())
	t.line("%s", l.Standing())
	t.line("")
	for _, a := range l.Criteria {
		t.criterion(a)
	}
	if len(l.NextSteps) > 0 {
		t.line("")
		t.line("Next steps")
	}
	for i, s := range l.NextSteps {
		t.line("  %d. %s%s", i+1, s.Do, s.where())
		t.line("     %s", s.Missed)
	}
}

func (t *textWriter) criterion(a Assessed) {
	weight := ""
	if a.Weight != 1 {
		weight = fmt.Sprintf(" (counts %v times)", a.Weight)
	}
	t.line("%-24s %s%s", a.Verdict(), a.Title, weight)
	if a.Words != "" {
		t.line("%-24s %s", a.Source(), a.Words)
	}
	for _, m := range a.Measures {
		if m.Of > m.Have {
			t.line("%-24s - %s: %d of %d", "", m.Title, m.Have, m.Of)
		}
	}
	for i, p := range a.Found {
		if i == shownFound {
			t.line("%-26s and %d more", "", len(a.Found)-i)
			break
		}
		t.line("%-26s %s: %s", "", p.Place(), p.Message)
	}
}

// Summary says in one line what was read.
func (l Learner) Summary() string {
	var parts []string
	if l.TargetRole != "" {
		parts = append(parts, "Wants: "+l.TargetRole+".")
	}
	asOf := ""
	if !l.AsOf.IsZero() {
		asOf = " as of " + l.AsOf.String()
	}
	parts = append(parts, fmt.Sprintf("%s, %s%s; %s and %s in the records.", count(l.Projects, "project", "projects"), count(l.Records, "record", "records"), asOf,
		count(l.Errors, "error", "errors"), count(l.Warnings, "warning", "warnings")))
	if l.Drafts > 0 {
		parts = append(parts, count(l.Drafts, "draft", "drafts")+" left out.")
	}
	return strings.Join(parts, " ")
}

// Standing says the points, and what they leave out.
func (l Learner) Standing() string {
	waiting := ""
	switch {
	case l.Waiting == 1:
		waiting = " One criterion waits for a person and is not among them."
	case l.Waiting > 1:
		waiting = fmt.Sprintf(" %d criteria wait for a person and are not among them.", l.Waiting)
	}
	if l.Points == nil {
		return "No criterion has a level yet." + waiting
	}
	return fmt.Sprintf("%d of 100 points by the rubric's weights.%s", *l.Points, waiting)
}

// Verdict is the level with its rank: "3 of 4  Sound".
func (a Assessed) Verdict() string {
	switch {
	case a.Rank > 0:
		return fmt.Sprintf("%d of %d  %s", a.Rank, a.Ranks, a.Level)
	case a.Waits():
		return "waits for a person"
	}
	return "nothing to look at"
}

// Source says whose word the level is.
func (a Assessed) Source() string {
	switch {
	case a.By == "coach" && a.Measured != "" && a.Measured != a.Level:
		return fmt.Sprintf("by the coach (measured: %s)", a.Measured)
	case a.By == "coach":
		return "by the coach"
	case a.By == "measure":
		return fmt.Sprintf("measured, %d %%", a.Share)
	}
	return ""
}

func (c Count) words() string { return fmt.Sprintf("%d of %d", c.Have, c.Of) }

// where names the projects of a step.
func (s Step) where() string {
	switch len(s.Projects) {
	case 0:
		return ""
	case 1, 2:
		return " (" + strings.Join(s.Projects, " and ") + ")"
	}
	return fmt.Sprintf(" (%s and %d more)", s.Projects[0], len(s.Projects)-1)
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// printable keeps a stranger's words from commanding the terminal.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return '?'
		}
		return r
	}, s)
}
