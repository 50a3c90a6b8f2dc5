package table

import "strings"

// mendable is how many lines of a TOML file may be wrong before nothing of it is read.
const mendable = 20

// SoundSettings reads a TOML file like [Settings], but for the lines that cannot be understood: each
// gives a fault and is left out, and lost names the keys that stood on them. When too many are wrong
// nothing is read, and lost is what every line begins with.
func SoundSettings(data []byte, limits Limits) (root Cell, faults []Fault, lost []string) {
	root = Cell{Type: Group, Line: 1, Column: 1}
	if int64(len(data)) > limits.Bytes {
		return root, []Fault{{Kind: TooLarge, Got: len(data), Want: int(limits.Bytes)}}, nil
	}
	text, faults := decodeText(data)
	lines := strings.Split(text, "\n")
	for range mendable {
		sound, more := parseTOML(strings.Join(lines, "\n"), 1)
		if len(more) == 0 {
			return sound, faults, lost
		}
		fault := more[0]
		from, to := wrongLines(lines, fault)
		if from != fault.Line-1 {
			fault.Line, fault.Column = from+1, 0
		}
		faults = append(faults, fault)
		if fault.Kind != Syntax || from < 0 || from >= len(lines) || strings.TrimSpace(lines[from]) == "" {
			break
		}
		for i := from; i < to; i++ {
			lost = append(lost, keyOn(lines[i]))
			lines[i] = ""
		}
	}
	for _, line := range lines {
		lost = append(lost, keyOn(line))
	}
	return root, faults, lost
}

// wrongLines are the lines, from 0, that a fault makes useless: its own, or those of a list or a long
// text whose end was looked for in vain.
func wrongLines(lines []string, f Fault) (from, to int) {
	from = min(f.Line, len(lines)) - 1
	opens := ""
	switch {
	case strings.Contains(f.Found, "terminator"):
		opens = "[{"
	case strings.Contains(f.Found, `"""`) || strings.Contains(f.Found, "'''"):
		opens = `"'`
	default:
		return from, from + 1
	}
	begin := from
	for ; begin >= 0; begin-- {
		if _, value, ok := strings.Cut(lines[begin], "="); ok && strings.ContainsAny(value, opens) {
			break
		}
	}
	if begin < 0 {
		return from, from + 1
	}
	to = begin + 1
	for to < len(lines) && strings.TrimSpace(lines[to]) != "" && !strings.HasPrefix(lines[to], "[") && !isKeyLine(lines[to]) {
		to++
	}
	return begin, to
}

// isKeyLine tells whether a line looks like `name = value`.
func isKeyLine(line string) bool {
	key, _, ok := strings.Cut(line, "=")
	return ok && key != "" && strings.Trim(strings.TrimSpace(key), "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") == ""
}

// keyOn is the word with which a line begins.
func keyOn(line string) string {
	word, _, _ := strings.Cut(strings.TrimSpace(line), "=")
	word, _, _ = strings.Cut(strings.TrimSpace(word), " ")
	return strings.Trim(word, `:"'[]`)
}
