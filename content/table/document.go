package table

import "strings"

// Doc is a Markdown file with TOML front matter.
type Doc struct {
	HasFront bool
	Front    Cell   // a Group; empty when there is no front matter
	Body     string // what stands below it, as written but for line breaks
	BodyLine int    // the line of the file on which Body begins
}

// Document reads a Markdown file. ok is false when its front matter could not be read.
func Document(data []byte, limits Limits) (doc Doc, faults []Fault, ok bool) {
	empty := Cell{Type: Group, Line: 1, Column: 1}
	if int64(len(data)) > limits.Bytes {
		return Doc{Front: empty}, []Fault{{Kind: TooLarge, Got: len(data), Want: int(limits.Bytes)}}, false
	}
	text, faults := decodeText(data)
	if len(faults) > 0 && faults[0].Kind == NotText {
		return Doc{Front: empty}, faults, false
	}
	before, start, fence := opening(text)
	switch fence {
	case "---":
		faults = append(faults, Fault{Kind: YAMLFront, Line: before + 1})
		return Doc{Front: empty, Body: text, BodyLine: 1}, faults, false
	case "":
		return Doc{Front: empty, Body: text, BodyLine: 1}, faults, true
	}
	front, body, lines, closed := cutFront(text[start:])
	if !closed {
		faults = append(faults, Fault{Kind: UnclosedFront, Line: before + 1})
		return Doc{HasFront: true, Front: empty, Body: text[start:], BodyLine: before + 2}, faults, false
	}
	root, more := parseTOML(front, before+2)
	doc = Doc{HasFront: true, Front: root, Body: body, BodyLine: before + 3 + lines}
	return doc, append(faults, more...), len(more) == 0
}

// opening finds the fence that opens front matter, on the first line that is not blank. A --- counts
// only when YAML follows, because it is a rule across the page otherwise.
func opening(text string) (linesBefore, start int, fence string) {
	for start < len(text) {
		line, _, _ := strings.Cut(text[start:], "\n")
		next := min(start+len(line)+1, len(text))
		switch strings.TrimRight(line, " \t") {
		case "":
			linesBefore, start = linesBefore+1, next
			continue
		case "+++":
			return linesBefore, next, "+++"
		case "---":
			if key, _, found := strings.Cut(firstLine(text[next:]), ":"); found && key != "" && !strings.ContainsAny(key, " \t#*[") {
				return linesBefore, next, "---"
			}
		}
		break
	}
	return 0, 0, ""
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

// cutFront splits the text after the opening fence at the closing one; lines is the number of lines
// of the front matter.
func cutFront(text string) (front, body string, lines int, closed bool) {
	for i := 0; i < len(text); lines++ {
		line, _, found := strings.Cut(text[i:], "\n")
		if strings.TrimRight(line, " \t") == "+++" {
			if found {
				return text[:i], text[i+len(line)+1:], lines, true
			}
			return text[:i], "", lines, true
		}
		i += len(line) + 1
	}
	return "", "", 0, false
}
