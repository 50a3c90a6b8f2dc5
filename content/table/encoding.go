package table

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// decodeText gives the text of a file in the encodings that spreadsheets write, with line breaks as
// "\n" and without NUL.
func decodeText(data []byte) (string, []Fault) {
	if isBinary(data) {
		return "", []Fault{{Kind: NotText}}
	}
	text, mixed := toUTF8(data)
	var faults []Fault
	if mixed > 0 {
		faults = append(faults, Fault{Kind: MixedText, Line: mixed})
	}
	if n := strings.Count(text, "\x00"); n > 0 {
		line := 1 + strings.Count(text[:strings.IndexByte(text, 0)], "\n")
		faults = append(faults, Fault{Kind: NULBytes, Line: line, Got: n})
		text = strings.ReplaceAll(text, "\x00", "")
	}
	if strings.Contains(text, "\r") {
		text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	}
	return text, faults
}

// isBinary knows the files that people rename: workbooks and documents (zip), old workbooks, PDF
// and pictures.
func isBinary(data []byte) bool {
	for _, magic := range []string{"PK\x03\x04", "\xd0\xcf\x11\xe0", "%PDF-", "\x89PNG", "\xff\xd8\xff", "GIF8", "\x1f\x8b"} {
		if bytes.HasPrefix(data, []byte(magic)) {
			return true
		}
	}
	return false
}

// toUTF8 gives the text; mixed is the first line on which a UTF-8 file holds something else, or 0.
func toUTF8(data []byte) (text string, mixed int) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		data = data[3:]
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return fromUTF16(data[2:], unicode.LittleEndian), 0
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return fromUTF16(data[2:], unicode.BigEndian), 0
	}
	if order, ok := bareUTF16(data); ok {
		return fromUTF16(data, order), 0
	}
	if utf8.Valid(data) {
		return string(data), 0
	}
	return fromWindows(data), mixedLine(data)
}

// mixedLine is the line of the first byte that is not UTF-8, in a file that holds letters beyond ASCII
// in UTF-8 too.
func mixedLine(data []byte) int {
	at, both := -1, false
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		switch {
		case r == utf8.RuneError && size == 1 && at < 0:
			at = i
		case size > 1:
			both = true
		}
		i += size
	}
	if !both || at < 0 {
		return 0
	}
	return 1 + bytes.Count(data[:at], []byte("\n"))
}

func fromUTF16(data []byte, order unicode.Endianness) string {
	out, err := unicode.UTF16(order, unicode.IgnoreBOM).NewDecoder().Bytes(data)
	if err != nil { // the decoder replaces what it cannot read, so this does not happen
		return strings.ToValidUTF8(string(data), "\uFFFD")
	}
	return string(out)
}

// bareUTF16 recognises UTF-16 without a byte order mark by its zeros: in Western text every other
// byte is one, on one side only.
func bareUTF16(data []byte) (unicode.Endianness, bool) {
	sample := data[:min(len(data), 4096)&^1]
	if len(sample) < 8 || len(data)%2 != 0 {
		return unicode.LittleEndian, false
	}
	var zeros [2]int
	for i, b := range sample {
		if b == 0 {
			zeros[i%2]++
		}
	}
	pairs := len(sample) / 2
	switch {
	case zeros[1]*10 >= pairs*6 && zeros[0]*50 <= pairs:
		return unicode.LittleEndian, true
	case zeros[0]*10 >= pairs*6 && zeros[1]*50 <= pairs:
		return unicode.BigEndian, true
	}
	return unicode.LittleEndian, false
}

// fromWindows reads what is not UTF-8 as Windows-1252, byte by byte, so that a file into which both
// were pasted keeps both.
func fromWindows(data []byte) string {
	var b strings.Builder
	b.Grow(len(data) + len(data)/8)
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		if r == utf8.RuneError && size == 1 {
			b.WriteRune(charmap.Windows1252.DecodeByte(data[0]))
		} else {
			b.Write(data[:size])
		}
		data = data[size:]
	}
	return b.String()
}
