package entry

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/gatefold/gatefold/content/table"
)

// Coding is how a file writes its letters.
type Coding string

// The codings that readers of tables understand.
const (
	UTF8     Coding = "UTF-8"
	UTF8Mark Coding = "UTF-8 with a mark" // the byte order mark by which Excel knows it
	UTF16LE  Coding = "UTF-16, little end first"
	UTF16BE  Coding = "UTF-16, big end first"
	Windows  Coding = "Windows-1252"
	Mixed    Coding = "UTF-8 and Windows-1252 in one file"
)

// CodingOf tells how a text file is written, by the rules by which registers are read.
func CodingOf(data []byte) Coding { return codingOf(data) }

func codingOf(data []byte) Coding {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		return UTF8Mark
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return UTF16LE
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return UTF16BE
	}
	if c, ok := bareUTF16(data); ok {
		return c
	}
	switch {
	case utf8.Valid(data):
		return UTF8
	case holdsUTF8(data):
		return Mixed
	}
	return Windows
}

// bareUTF16 knows UTF-16 without a mark: it is what the reader of tables makes the same text of.
func bareUTF16(data []byte) (Coding, bool) {
	if len(data) < 8 || len(data)%2 != 0 || bytes.Count(data[:min(len(data), 4096)], []byte{0}) < 3 {
		return "", false
	}
	seen, ok := table.Decoded(data, int64(len(data)))
	for _, c := range []Coding{UTF16LE, UTF16BE} {
		text, err := c.decode(data)
		text = strings.ReplaceAll(text, "\x00", "")
		if ok && err == nil && seen == strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text) {
			return c, true
		}
	}
	return "", false
}

// holdsUTF8 tells whether a file that is not UTF-8 holds a letter that is.
func holdsUTF8(data []byte) bool {
	for i := 0; i < len(data); {
		_, size := utf8.DecodeRune(data[i:])
		if size > 1 {
			return true
		}
		i += size
	}
	return false
}

// decode gives the text with its own line ends.
func (c Coding) decode(data []byte) (string, error) {
	switch c {
	case UTF16LE, UTF16BE:
		out, err := unicode.UTF16(c.endian(), unicode.IgnoreBOM).NewDecoder().Bytes(data)
		return string(out), err
	case Windows:
		out, err := charmap.Windows1252.NewDecoder().Bytes(data)
		return string(out), err
	}
	return string(data), nil
}

func (c Coding) endian() unicode.Endianness {
	if c == UTF16BE {
		return unicode.BigEndian
	}
	return unicode.LittleEndian
}

// encode gives the bytes of a text to be added.
func (c Coding) encode(text string) ([]byte, error) {
	switch c {
	case UTF16LE, UTF16BE:
		return unicode.UTF16(c.endian(), unicode.IgnoreBOM).NewEncoder().Bytes([]byte(text))
	case Windows:
		for _, r := range text {
			if _, ok := charmap.Windows1252.EncodeRune(r); !ok {
				return nil, fmt.Errorf("it is written in %s, which has no %q. Save it as \"CSV UTF-8\" first, or write the word without it", Windows, string(r))
			}
		}
		return charmap.Windows1252.NewEncoder().Bytes([]byte(text))
	}
	return []byte(text), nil
}
