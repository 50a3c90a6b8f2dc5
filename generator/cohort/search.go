package cohort

import (
	"archive/zip"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
)

// Trace is a text by which somebody could be recognised.
type Trace struct{ What, Text string }

// seeker looks for traces as they may be written in any file: whatever the case of its letters, and as
// HTML, JSON and addresses write it.
type seeker struct {
	traces   []Trace
	patterns []pattern
	longest  int
}

type pattern struct {
	trace int
	text  []byte // in small letters
}

func newSeeker(traces []Trace) seeker {
	s := seeker{traces: traces}
	for i, t := range traces {
		var seen []string
		for _, form := range forms(t.Text) {
			form = strings.ToLower(form)
			if !slices.Contains(seen, form) {
				seen = append(seen, form)
				s.patterns = append(s.patterns, pattern{i, []byte(form)})
				s.longest = max(s.longest, len(form))
			}
		}
	}
	return s
}

// forms are the ways in which a text is written.
func forms(s string) []string {
	asJSON, _ := json.Marshal(s) // a text always has one
	ascii := strings.Trim(strconv.QuoteToASCII(s), `"`)
	return []string{
		s, html.EscapeString(s), strings.ReplaceAll(html.EscapeString(s), "&#39;", "&apos;"), strings.Trim(string(asJSON), `"`), ascii,
		url.PathEscape(s), url.QueryEscape(s), strings.ReplaceAll(url.PathEscape(s), "%2F", "/"), strings.ReplaceAll(s, " ", "-"), strings.ReplaceAll(s, " ", "_"),
	}
}

const (
	chunk       = 1 << 20
	maxZipDepth = 3       // zips within one another
	maxZipRead  = 1 << 30 // bytes unpacked of one zip
)

// stream looks through what comes, in small letters, and adds the numbers of the traces it finds.
func (s seeker) stream(in io.Reader, found map[int]bool) error {
	buffer := make([]byte, 0, chunk+s.longest+2)
	for {
		n, err := io.ReadFull(in, buffer[len(buffer):len(buffer)+chunk])
		buffer = buffer[:len(buffer)+n]
		last := errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
		if err != nil && !last {
			return err
		}
		small := bytes.ToLower(buffer)
		for _, p := range s.patterns {
			if !found[p.trace] && stands(small, p.text) {
				found[p.trace] = true
			}
		}
		if last {
			return nil
		}
		keep := min(len(buffer), s.longest+1)
		buffer = append(buffer[:0], buffer[len(buffer)-keep:]...)
	}
}

// stands tells whether a text stands somewhere as a word of its own: sites/ada is not in sites/adam.
func stands(in, text []byte) bool {
	for at := 0; ; {
		i := bytes.Index(in[at:], text)
		if i < 0 {
			return false
		}
		from, to := at+i, at+i+len(text)
		if (from == 0 || !wordByte(in[from-1]) || !wordByte(text[0])) && (to == len(in) || !wordByte(in[to]) || !wordByte(text[len(text)-1])) {
			return true
		}
		at = from + 1
	}
}

func wordByte(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9'
}

// file looks at the name and the content of a file, and into zips, and gives what was found where.
func (s seeker) file(folder fs.FS, name string, d fs.DirEntry) ([]Left, error) {
	var out []Left
	out = s.in(out, name+" (its name)", strings.NewReader(name))
	if !d.Type().IsRegular() {
		return out, nil
	}
	f, err := folder.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	found := map[int]bool{}
	if err := s.stream(f, found); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	out = s.tell(out, name, found)
	info, err := f.Stat()
	at, seeks := f.(io.ReaderAt)
	if err != nil || !seeks {
		return out, err
	}
	return append(out, s.zip(name, at, info.Size(), 1)...), nil
}

func (s seeker) in(out []Left, place string, r io.Reader) []Left {
	found := map[int]bool{}
	if err := s.stream(r, found); err != nil {
		return append(out, Left{place, "what could not be read: " + err.Error()})
	}
	return s.tell(out, place, found)
}

func (s seeker) tell(out []Left, place string, found map[int]bool) []Left {
	for i, t := range s.traces {
		if found[i] {
			out = append(out, Left{place, t.What})
		}
	}
	return out
}

// zip looks into the files of a zip, when it is one. (Office documents are zips too.)
func (s seeker) zip(name string, in io.ReaderAt, size int64, depth int) []Left {
	z, err := zip.NewReader(in, size)
	if err != nil {
		return nil // no zip: it was searched as it is
	}
	if depth > maxZipDepth {
		return []Left{{name, "a zip within zips, which was not looked into"}}
	}
	var out []Left
	left := int64(maxZipRead)
	for _, f := range z.File {
		place := name + "!" + f.Name
		out = s.in(out, place+" (its name)", strings.NewReader(f.Name))
		r, err := f.Open()
		if err != nil {
			out = append(out, Left{place, "what could not be read: " + err.Error()})
			continue
		}
		body, err := io.ReadAll(io.LimitReader(r, left+1))
		err = errors.Join(err, r.Close())
		if left -= int64(len(body)); err != nil || left < 0 {
			return append(out, Left{place, "what could not be read: " + cmp.Or(err, errors.New("the zip is too large")).Error()})
		}
		out = s.in(out, place, bytes.NewReader(body))
		out = append(out, s.zip(place, bytes.NewReader(body), int64(len(body)), depth+1)...)
	}
	return out
}

// Search looks in every file of the cohort's folder, by name and content, for what is left of a member who
// was taken out, and adds it to the Removal.
func (c *Cohort) Search(ctx context.Context, r *Removal) error {
	seek := newSeeker(r.Looked)
	return fs.WalkDir(c.folder, ".", func(name string, d fs.DirEntry, err error) error {
		if err = cmp.Or(err, ctx.Err()); err != nil {
			return err
		}
		switch {
		case name == ".":
			return nil
		case path.Base(name) == ".git":
			r.Left = append(r.Left, Left{name, "perhaps all of it: git keeps what was there before, and cannot be searched here"})
			return fs.SkipDir
		case d.IsDir():
			r.Left = seek.in(r.Left, name+" (its name)", strings.NewReader(path.Base(name)))
			return nil
		}
		r.Files++
		left, err := seek.file(c.folder, name, d)
		r.Left = append(r.Left, left...)
		return err
	})
}
