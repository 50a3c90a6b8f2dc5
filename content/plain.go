package content

import "strings"

// plainSyntax says in a learner's words what a TOML decoder found, and what to do. A message that is
// not known is given as it is.
func plainSyntax(found string) (what, hint string) {
	for _, m := range syntaxMessages() {
		if strings.Contains(found, m.part) {
			return strings.ReplaceAll(m.what, "%s", quotedIn(found)), m.hint
		}
	}
	return oneLine(found), `Texts stand between quotation marks (title = "My project"), dates and numbers do not (start = 2025-02-03); every name stands once.`
}

// quotedIn is what a decoder's message puts between quotation marks.
func quotedIn(message string) string {
	start := strings.IndexAny(message, `"'`)
	if start < 0 {
		return quote(message)
	}
	text, _, _ := strings.Cut(message[start+1:], message[start:start+1])
	return quote(text)
}

// syntaxMessage is a part of a decoder's message and what a learner reads instead; %s is what the
// decoder quotes.
type syntaxMessage struct{ part, what, hint string }

// syntaxMessages are the mistakes that people make, the more special ones first.
func syntaxMessages() []syntaxMessage {
	const (
		mark      = `Put a quotation mark at the end of the text, as in: name = "Nadia Brennan".`
		yesNo     = "Write true for yes and false for no, in small letters and without quotation marks."
		backslash = `Write / instead of \, or put the text between single quotation marks: 'C:\Users'.`
		missing   = "a quotation mark is missing at the end of this text"
	)
	return []syntaxMessage{
		{"strings cannot contain newlines", missing, mark},
		{"unexpected EOF; expected '", missing, mark},
		{`expected value but found "yes"`, "%s is not known here", yesNo},
		{`expected value but found "no"`, "%s is not known here", yesNo},
		{`expected value but found "True"`, "%s is not known here", yesNo},
		{`expected value but found "False"`, "%s is not known here", yesNo},
		{"expected value but found '“'", "its quotation marks are curly ones, as word processors write them", `Write straight quotation marks: name = "Nadia Brennan".`},
		{"expected value but found", "the text that begins with %s has no quotation marks", `Put quotation marks around the whole text, as in: role = "Project manager".`},
		{"expected value", "nothing stands behind the =", "Write a value behind the =, or delete the line."},
		{"expected '.' or '=', but got ':'", "a colon stands where an = belongs", "Write an = instead of the colon, as in: date = 2025-04-11."},
		{"expected '.' or '='", "no = follows the first word", "Write an = behind the name, and underscores instead of blanks in it, as in: date_raised = 2025-04-18."},
		{"has already been defined", "%s stands here a second time", "Keep one of the two and delete the other."},
		{"invalid datetime", "%s is no date that exists, or is not written in full", "Write an existing day, the year first, month and day with two digits, as in: start = 2025-02-03."},
		{"to end table name", "a closing bracket ] is missing", "Write the name between brackets on a line of its own, as in: [owner]."},
		{"array terminator", "a comma or the closing bracket ] of a list is missing", `Write lists as in: skills = ["planning", "testing"].`},
		{"inline table terminator", "a comma or the closing brace } is missing", `Write entries as in: links = [{ label = "LinkedIn", url = "https://www.linkedin.com/in/example" }].`},
		{"expected a top-level item to end", "something more follows the value", "Write numbers without separators, units or signs (214000, not 214,000 or 40%), dates as 2025-04-18, and texts between quotation marks. A remark begins with #."},
		{"hexadecimal digits", `a backslash \ inside a text means something special`, backslash},
		{"escape character", `a backslash \ inside a text means something special`, backslash},
		{"leading zero", "the number begins with a zero", "Leave the zero out, or put the number between quotation marks."},
		{"key name appears blank", "the name before the = is missing", `Write a name before the =, as in: title = "My project".`},
	}
}
