package table

import (
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"
)

// The TOML decoder forgets where values stood. places walks the text once more and notes for every
// key path ("raid[3].due") where its value begins. It relies on the decoder for what is valid: it
// never panics on invalid text, but may stop early or accept too much.

// place is where a value stands, as byte offsets.
type place struct {
	key        int // of the last part of its key; for an element of a list, of the element
	start, end int // of the value; for a table, of its header or brace
}

// maxDepth bounds how far lists and tables may lie inside each other. The decoder recurses without a bound.
const maxDepth = 64

var (
	errTOML    = errors.New("not understood")
	errTooDeep = errors.New("too deep")
)

type tomlScanner struct {
	src    string
	pos    int
	places map[string]place
	arrays map[string]int // number of elements so far of each array of tables
	table  string         // path of the table under whose header we are
}

// places gives the places of all values in src. On an error, s.pos is where it gave up.
func places(src string) (*tomlScanner, error) {
	s := &tomlScanner{src: src, places: map[string]place{}, arrays: map[string]int{}}
	for {
		s.skipSpace(true)
		if s.pos >= len(s.src) {
			return s, nil
		}
		var err error
		if s.src[s.pos] == '[' {
			err = s.header()
		} else {
			err = s.keyValue(s.table, 0)
		}
		if err != nil {
			return s, err
		}
	}
}

// joinKey and joinIndex build key paths. A key that could be mistaken for a path is quoted.
func joinKey(path, key string) string {
	if key == "" || strings.ContainsAny(key, `.[]"`) {
		key = strconv.Quote(key)
	}
	if path == "" {
		return key
	}
	return path + "." + key
}

func joinIndex(path string, i int) string { return path + "[" + strconv.Itoa(i) + "]" }

func (s *tomlScanner) skipSpace(lines bool) {
	for s.pos < len(s.src) {
		switch c := s.src[s.pos]; {
		case c == ' ' || c == '\t' || c == '\r' && lines:
			s.pos++
		case c == '\n' && lines:
			s.pos++
		case c == '#' && lines:
			if n := strings.IndexByte(s.src[s.pos:], '\n'); n >= 0 {
				s.pos += n
			} else {
				s.pos = len(s.src)
			}
		default:
			return
		}
	}
}

func (s *tomlScanner) eat(token string) bool {
	if strings.HasPrefix(s.src[s.pos:], token) {
		s.pos += len(token)
		return true
	}
	return false
}

func (s *tomlScanner) note(path string, p place) {
	if _, known := s.places[path]; !known {
		s.places[path] = p
	}
}

// header reads [a.b] or [[a.b]].
func (s *tomlScanner) header() error {
	start := s.pos
	array := s.eat("[[")
	if !array {
		s.pos++
	}
	parts, _, err := s.key()
	if err != nil {
		return err
	}
	closing := "]"
	if array {
		closing = "]]"
	}
	if !s.eat(closing) {
		return errTOML
	}
	at := place{start, start, s.pos}
	path := ""
	for i, part := range parts {
		path = joinKey(path, part)
		last := i == len(parts)-1
		if last && array {
			s.note(path, at)
			name := path
			path = joinIndex(name, s.arrays[name])
			s.arrays[name]++
		} else if n := s.arrays[path]; n > 0 {
			path = joinIndex(path, n-1)
		}
		s.note(path, at)
	}
	s.table = path
	return nil
}

// key reads a dotted key and gives its parts and where the last one begins.
func (s *tomlScanner) key() (parts []string, last int, err error) {
	for {
		s.skipSpace(false)
		last = s.pos
		part, err := s.simpleKey()
		if err != nil {
			return nil, 0, err
		}
		if parts = append(parts, part); len(parts) > maxDepth {
			return nil, 0, errTooDeep
		}
		s.skipSpace(false)
		if !s.eat(".") {
			return parts, last, nil
		}
	}
}

func (s *tomlScanner) simpleKey() (string, error) {
	if s.pos < len(s.src) && (s.src[s.pos] == '"' || s.src[s.pos] == '\'') {
		start := s.pos
		if err := s.skipString(); err != nil {
			return "", err
		}
		return unquoteKey(s.src[start:s.pos]), nil
	}
	start := s.pos
	for s.pos < len(s.src) && isBare(s.src[s.pos]) {
		s.pos++
	}
	if s.pos == start {
		return "", errTOML
	}
	return s.src[start:s.pos], nil
}

func isBare(c byte) bool {
	return c == '-' || c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= utf8.RuneSelf
}

// unquoteKey reads a quoted key. TOML's escapes are those of JSON with \UXXXXXXXX, \e and \xHH,
// which Go's strings know, but for \e and \/.
func unquoteKey(quoted string) string {
	inside := quoted[1 : len(quoted)-1]
	if quoted[0] == '\'' || !strings.Contains(inside, `\`) {
		return inside
	}
	var b strings.Builder
	for len(inside) > 0 {
		switch {
		case strings.HasPrefix(inside, `\e`):
			b.WriteByte(0x1b)
			inside = inside[2:]
			continue
		case strings.HasPrefix(inside, `\x`) && len(inside) >= 4:
			if n, err := strconv.ParseUint(inside[2:4], 16, 8); err == nil {
				b.WriteRune(rune(n)) // a code point, where Go's own \x is a byte
				inside = inside[4:]
				continue
			}
		}
		r, _, rest, err := strconv.UnquoteChar(inside, '"')
		if err != nil {
			return quoted // the decoder refuses it too
		}
		b.WriteRune(r)
		inside = rest
	}
	return b.String()
}

// keyValue reads `key = value` below path.
func (s *tomlScanner) keyValue(path string, depth int) error {
	parts, at, err := s.key()
	if err != nil {
		return err
	}
	if !s.eat("=") {
		return errTOML
	}
	s.skipSpace(false)
	start := s.pos
	for _, part := range parts[:len(parts)-1] {
		path = joinKey(path, part)
		s.note(path, place{at, start, start})
	}
	return s.value(joinKey(path, parts[len(parts)-1]), at, depth)
}

func (s *tomlScanner) value(path string, key, depth int) error {
	if depth > maxDepth {
		return errTooDeep
	}
	if s.pos >= len(s.src) {
		return errTOML
	}
	start := s.pos
	var err error
	switch s.src[s.pos] {
	case '"', '\'':
		err = s.skipString()
	case '[':
		err = s.list(path, depth)
	case '{':
		err = s.inline(path, depth)
	default:
		for s.pos < len(s.src) && !strings.ContainsRune(",]}#\n\r", rune(s.src[s.pos])) {
			s.pos++
		}
		s.pos = start + len(strings.TrimRight(s.src[start:s.pos], " \t"))
		if s.pos == start {
			err = errTOML
		}
	}
	if err != nil {
		return err
	}
	s.note(path, place{key, start, s.pos})
	return nil
}

func (s *tomlScanner) list(path string, depth int) error {
	s.pos++
	for i := 0; ; i++ {
		s.skipSpace(true)
		if s.eat("]") {
			return nil
		}
		if err := s.value(joinIndex(path, i), s.pos, depth+1); err != nil {
			return err
		}
		s.skipSpace(true)
		if !s.eat(",") && !strings.HasPrefix(s.src[s.pos:], "]") {
			return errTOML
		}
	}
}

func (s *tomlScanner) inline(path string, depth int) error {
	s.pos++
	for {
		s.skipSpace(true) // line breaks in inline tables are TOML 1.1's, which the decoder reads too
		if s.eat("}") {
			return nil
		}
		if err := s.keyValue(path, depth+1); err != nil {
			return err
		}
		s.skipSpace(true)
		if !s.eat(",") && !strings.HasPrefix(s.src[s.pos:], "}") {
			return errTOML
		}
	}
}

// skipString steps over a string of any of the four kinds.
func (s *tomlScanner) skipString() error {
	quote := s.src[s.pos : s.pos+1]
	long := strings.Repeat(quote, 3)
	multi := s.eat(long)
	if !multi {
		s.pos++
	}
	for s.pos < len(s.src) {
		switch c := s.src[s.pos]; {
		case c == '\\' && quote == `"`:
			s.pos = min(s.pos+2, len(s.src))
		case c == '\n' && !multi:
			return errTOML
		case multi && strings.HasPrefix(s.src[s.pos:], long):
			s.pos += 3
			for n := 0; n < 2 && s.eat(quote); n++ { // up to two quotation marks may stand before the three that close
			}
			return nil
		case !multi && c == quote[0]:
			s.pos++
			return nil
		default:
			s.pos++
		}
	}
	return errTOML
}
