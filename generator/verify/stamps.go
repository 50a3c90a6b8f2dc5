package verify

import (
	"fmt"
	"time"

	"github.com/gatefold/gatefold/generator/proof"
)

// Stamp is an answer of a time-stamp authority (RFC 3161) about a head of the log. Its signature is not
// checked: a stamp alone takes nothing from the outcome of a check, nor adds to it.
type Stamp struct {
	Path string
	Size int64     // of the head
	At   time.Time // that it names; zero when it is not of this head
}

// readStamps learns what the listed time stamps of these heads say.
func (r *run) readStamps(heads []head) {
	seen := map[string]bool{}
	for _, h := range heads {
		path := "proof/" + proof.StampPath(h.Size)
		if !r.listed[path] || seen[path] {
			continue
		}
		seen[path] = true
		f := r.fetch(path)
		if f.state != there {
			continue
		}
		s := Stamp{Path: path, Size: h.Size}
		if stamp, err := proof.ParseStamp(f.data, h.Checkpoint); err == nil {
			s.At = stamp.At
		}
		r.facts.Stamps = append(r.facts.Stamps, s)
	}
}

// stamps says when, by the word of time-stamp authorities, the list was there.
func (f Facts) stamps() []string {
	var good []Stamp
	var out []string
	for _, s := range f.Stamps {
		if s.At.IsZero() {
			out = append(out, fmt.Sprintf("%s is no time stamp of the list of %s: it says nothing about this site.", s.Path, many(int(s.Size), "entry", "entries")))
			continue
		}
		good = append(good, s)
	}
	if len(good) == 0 {
		return out
	}
	first := good[0]
	text := fmt.Sprintf("A time stamp says that the list had %s on %s", many(int(first.Size), "entry", "entries"), moment(first.At))
	if last := good[len(good)-1]; len(good) > 1 {
		text += fmt.Sprintf(", the last of %d that it had %s on %s", len(good), many(int(last.Size), "entry", "entries"), moment(last.At))
	}
	return append(out, text+fmt.Sprintf(". That was not checked here: whoever has the certificate of the time-stamp authority asks openssl ts -verify -in %s -CAfile CERTIFICATE -data TEXT, TEXT being the first three lines of proof/checkpoints/%d.", first.Path, first.Size))
}

func moment(t time.Time) string { return t.UTC().Format("2 Jan 2006, 15:04 UTC") }
