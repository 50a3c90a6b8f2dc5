package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/BurntSushi/toml"
)

// The ends of the names of the files that owner and witness exchange.
const (
	requestTail = ".witness-request.txt"
	keysTail    = ".witness-keys.txt"
	replyTail   = ".witness-reply.txt"
)

// The beginnings of what such files hold: a file of another kind is never written over.
var (
	isRequest = regexp.MustCompile(`^old [0-9]`)
	isKeys    = regexp.MustCompile(`^gatefold-keys `)
	isReply   = regexp.MustCompile(`^(— \S+ \S|[0-9]+\n$)`)
)

// beside is the name of a file that goes with the request of the name path: requestTail, or else any
// extension, makes way for tail.
func beside(path, tail string) string {
	if stem, ok := strings.CutSuffix(path, requestTail); ok {
		return stem + tail
	}
	return strings.TrimSuffix(path, filepath.Ext(path)) + tail
}

// writeExchanged writes a file for the other side, in place of an earlier one of its kind.
func writeExchanged(path string, data []byte, kind *regexp.Regexp) error {
	old, err := readMailed(path)
	switch {
	case err == nil && !kind.Match(old):
		return fmt.Errorf("%s is there already and holds something else. Move it away, or name another file with -o", path)
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return err
	}
	return os.WriteFile(path, data, 0o666)
}

// maxMailed is more than a witness's files ever have, in bytes.
const maxMailed = 2 << 20

// readMailed reads a file that came by mail, and undoes what mail programs do to text: a mark of the
// encoding in front, CRLF for LF, blank lines before and after. Signatures decide about the rest.
func readMailed(path string) ([]byte, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, noFile(path)
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s is not a file", path)
	}
	data, err := readInput(path, maxMailed+1)
	if err == nil && len(data) > maxMailed {
		err = fmt.Errorf("%s has more than %d bytes, which no file between an owner and a witness has", path, maxMailed)
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	data = bytes.Trim(bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")), "\n")
	return append(data, '\n'), err
}

// noFile names a file that is not there. It is fs.ErrNotExist.
type noFile string

func (path noFile) Error() string { return "there is no file " + string(path) }

func (noFile) Unwrap() error { return fs.ErrNotExist }

// ownerName is a portfolio's owner as a file name, "ada-okafor"; other when the name has none of a-z.
func ownerName(portfolio fs.FS, other string) string {
	var p struct{ Owner struct{ Name string } }
	data, err := fs.ReadFile(portfolio, "portfolio.toml")
	if err == nil {
		_, _ = toml.Decode(string(data), &p) // the name is for people; without it there is another
	}
	notPlain := func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') }
	name := strings.Join(strings.FieldsFunc(strings.ToLower(p.Owner.Name), notPlain), "-")
	if name == "" || len(name) > 60 {
		return other
	}
	return name
}

// argument is a name as it is typed after a command.
func argument(name string) string {
	if strings.ContainsAny(name, " \t") {
		return `"` + name + `"`
	}
	return name
}
