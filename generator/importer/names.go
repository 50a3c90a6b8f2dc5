package importer

import (
	"slices"
	"strings"
	"unicode"
)

// looksLikeName tells whether a text may be a person's name: one to four words with capitals, none of
// them a word for a role or a department. certain is false for a single word, which may be anything.
func looksLikeName(s string) (likely, certain bool) {
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > 4 || isRole(s) {
		return false, false
	}
	numbered := false
	for i, w := range words {
		runes := []rune(w)
		switch {
		case i > 0 && (w == "de" || w == "van" || w == "von" || w == "der" || w == "la" || w == "da" || w == "bin" || w == "al"):
		case i > 0 && strings.Trim(w, "0123456789") == "" && strings.EqualFold(words[0], "person"):
			numbered = true
		case !unicode.IsUpper(runes[0]):
			return false, false
		case len(words) == 1 && len(runes) <= 5 && strings.ToUpper(w) == w: // PM, QA, PMO
			return false, false
		case strings.ContainsFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '\'' && r != '’' && r != '.' }):
			return false, false
		}
	}
	return true, len(words) > 1 || numbered
}

// isRole tells whether a text names a role, a department or a group rather than a person.
func isRole(s string) bool {
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if slices.Contains(roleWords(), w) || slices.Contains(roleWords(), strings.TrimSuffix(w, "s")) {
			return true
		}
	}
	return false
}

// roleWords are words that stand in roles, departments and groups, and hardly in a name.
func roleWords() []string {
	return strings.Fields(`admin administrator adviser advisor agency agile all analyst analytics application architect architecture assistant
	audit auditor authority board business buyer ceo cfo change chief cio ciso client clinic cloud co-ordinator coach committee compliance communications
	consultant contractor control controller coordinator corporate cto customer data database delivery department deployment design designer desk
	developer development devops director division dba engineer engineering enterprise everyone executive expert external facilities finance financial
	governance group head helpdesk hr infrastructure integration internal it lead leader leadership legal logistics maintenance manager management marketing
	master member network nobody none office officer operation operations ops organisation organization owner partner pm pmo po practice president procurement
	product production programme program project purchasing qa quality regional representative requirement research resource risk sales scrum security
	senior service site software specialist sponsor staff stakeholder steering storage supplier supply support supervisor system team tech technical
	technician technology test tester testing third tpm trainer training transport treasurer unassigned unit university user various vendor warehouse web workstream
	facilitator legal communication infra architect mentor secretary programmer student professor`)
}

// isWordToo tells of a first or last name whether it is a word of the language as well, which would be
// hidden where nobody is meant.
func isWordToo(s string) bool {
	return slices.Contains(strings.Fields(`april art august baker bill bishop black brown carpenter carter chase cook christian crystal dale dean drew may june faith field fisher
	forest frank gray green grant grace hall hill holly hope hunter iris ivy jack joy king lane long mark marsh mason max miles mill miller may north park parker
	penny pat piper porter price ray reed rich rob rose ruby sage sandy short sky smith stone summer taylor turner victor wade walker ward water west white will
	wood woods young page person project test vendor sprint board day case long best bush`), strings.ToLower(s))
}
