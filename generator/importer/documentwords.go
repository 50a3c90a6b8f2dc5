package importer

import (
	"slices"
	"strings"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/content/table"
)

// documentWords are the labels that documents of a kind have in front of a field's value, normalised, by the
// field's column.
func documentWords(kind string) map[string]string {
	switch kind {
	case "charter":
		return map[string]string{
			"title": "project title|project name|project", "version": "document version|version number|revision",
			"date authorised": "date authorized|approval date|date approved|approved on|date of approval|issue date|issued|date issued|start date of project|date",
			"sponsor":         "project sponsor|executive sponsor|sponsor name|sro|project owner|business sponsor",
		}
	case "status":
		return map[string]string{
			"date":         "report date|reporting date|date of report|status date|as of|prepared on|week ending|period ending",
			"period start": "period from|from", "period end": "period to|to|week ending|period ending",
			"overall":  "overall status|overall rag|overall health|project status|rag|rag status|project health|status",
			"schedule": "schedule status|time|timeline", "cost": "cost status|budget|budget status", "scope": "scope status",
			"percent complete": "% complete|complete|progress", "path to green": "recovery plan|way back to green",
		}
	case "gates":
		return map[string]string{"id": "gate id|gate no|gate number", "name": "gate|gate name", "date": "gate date|review date|date of review|meeting date",
			"decision": "gate decision|outcome|result", "phase closing": "current phase|phase ending", "phase next": "next phase"}
	case "meetings":
		return map[string]string{"date": "meeting date|date of meeting|held on", "forum": "meeting|meeting title|meeting name|subject|title"}
	case "incidents":
		return map[string]string{"id": "incident id|incident no|incident number|ticket", "title": "incident title|incident", "severity": "priority",
			"started": "start time|incident start|start|date", "restored": "resolved|service restored|end time|end", "users affected": "impact|affected users"}
	}
	return nil
}

// labelled gives the value that stands beside the name of a column, or beside a word for it. The column's own
// name comes first; dates are given as ISO.
func labelled(c content.Column, words string, found map[string]string) string {
	for _, label := range append([]string{c.Name}, strings.Split(words, "|")...) {
		value := found[table.Normalise(label)]
		if content.Missing(value) || placeholder.MatchString(value) {
			continue
		}
		if c.Vocabulary != "" && label != c.Name && !slices.Contains(content.AllowedWords(c.Vocabulary), strings.ToLower(value)) {
			continue // "Budget: 45,000" is no colour
		}
		if c.Type != content.DateValue {
			return value
		}
		if d, ok := content.ReadDate(value); ok {
			return d.String()
		}
		return value
	}
	return ""
}

// period takes "4 March 2024 to 8 March 2024" apart into days of their own.
func period(label, value string) (start, end string, ok bool) {
	switch table.Normalise(label) {
	case "reporting period", "period", "report period", "period covered", "week":
	default:
		return "", "", false
	}
	for _, between := range []string{" to ", " – ", " - ", " until "} {
		if from, to, found := strings.Cut(value, between); found {
			a, ok := content.ReadDate(from)
			b, ok2 := content.ReadDate(to)
			return a.String(), b.String(), ok && ok2
		}
	}
	return "", "", false
}

// nameOf is the person that a field names before a comma or a bracket that says what they are: "Maria
// Gonzalez, Director of Operations".
func nameOf(value string) string {
	if i := strings.IndexAny(value, ",(–"); i > 0 && isRole(value[i:]) {
		return strings.TrimSpace(value[:i])
	}
	return value
}
