package proof

import (
	"cmp"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Basis is what somebody's word about a record rests on.
type Basis string

// The bases. Each is a choice of its own: none includes another, and none is taken for granted.
const (
	BasisRead       Basis = "read"       // read it, and did not discuss it
	BasisDiscussed  Basis = "discussed"  // read it and discussed it with the author
	BasisObserved   Basis = "observed"   // saw part of the work done
	BasisSupervised Basis = "supervised" // was in charge of the work
	BasisReproduced Basis = "reproduced" // did it again and came to the same result
)

// Bases are all of them, in the order in which they are offered.
func Bases() []Basis {
	return []Basis{BasisRead, BasisDiscussed, BasisObserved, BasisSupervised, BasisReproduced}
}

// Sentence is the fixed sentence of a basis: who, how they know, and what that leaves out.
func (b Basis) Sentence(who string) string {
	switch b {
	case BasisRead:
		return "Read by " + who + ", who neither discussed it nor observed the work"
	case BasisDiscussed:
		return "Read and discussed by " + who + ", who did not observe the work"
	case BasisObserved:
		return "Observed in part by " + who + ", who saw some of the work done and was not in charge of it"
	case BasisSupervised:
		return "Supervised by " + who + ", who was in charge of the work and need not have seen each step"
	case BasisReproduced:
		return "Reproduced by " + who + ", who came to the same result and did not see the work done"
	}
	return ""
}

// Relation is what somebody says to be to the author.
type Relation string

// The relations.
const (
	RelationCoach    Relation = "coach"
	RelationEmployer Relation = "employer"
	RelationClient   Relation = "client"
	RelationPeer     Relation = "peer"
)

// Relations are all of them, in the order in which they are offered.
func Relations() []Relation {
	return []Relation{RelationCoach, RelationEmployer, RelationClient, RelationPeer}
}

// Attestation is what another person says of one entry of an author's log, in their own words:
//
//	gatefold-attest v1
//	subject <origin of the author's log>
//	leaf <index> <hash of the entry, base64>
//	record device-refresh/raid/R-03           or -
//	by <name>
//	relation coach                            or employer, client, peer
//	basis discussed                           or read, observed, supervised, reproduced
//	from 2025-02-03
//	until 2025-07-11
//	date 2026-11-28
//
//	<1 to 40 lines>
//
// It is UTF-8, each line ends in LF, and it is signed (SSHSIG, attest@gatefold) with the person's own
// key. Name and relation are that person's word; the key is what can be compared.
type Attestation struct {
	Origin   string   // of the author's log
	Index    int64    // of the entry in the log
	Leaf     [32]byte // LeafHash of the entry
	Record   string   // its place in the portfolio, NoRecord where the note is not to name it
	By       string   // the person's name, one line
	Relation Relation
	Basis    Basis
	From     string // the first day of the period that the person speaks of, 2025-02-03
	Until    string // the last day, not before From nor after Date
	Date     string // on which it was signed
	Text     string // the person's own words: 1 to 40 lines without the last LF
}

// NoRecord stands in a note that does not name its record.
const NoRecord = "-"

// ErrAttestation: not an attestation of version 1 as gatefold writes it.
var ErrAttestation = errors.New("this is not an attestation of version 1")

// MaxAttestLine is how long a line of somebody's own words may be, in bytes.
const MaxAttestLine = 1000

const (
	attestHead     = "gatefold-attest v1"
	maxAttestation = 16 << 10
	MaxAttestLines = 40
	maxPersonName  = 100 // bytes
)

// attestNames begin the lines of a note after the first.
func attestNames() []string {
	return []string{"subject ", "leaf ", "record ", "by ", "relation ", "basis ", "from ", "until ", "date "}
}

// Note is the text that is signed. ParseAttestation tells whether it is well-formed.
func (a Attestation) Note() []byte {
	leaf := strconv.FormatInt(a.Index, 10) + " " + encodeHash(a.Leaf)
	var b strings.Builder
	b.WriteString(attestHead + "\n")
	for i, value := range []string{a.Origin, leaf, a.Record, a.By, string(a.Relation), string(a.Basis), a.From, a.Until, a.Date} {
		b.WriteString(attestNames()[i] + value + "\n")
	}
	b.WriteString("\n" + a.Text + "\n")
	return []byte(b.String())
}

// ParseAttestation reads Note back and nothing else. The error is ErrAttestation, with ErrLineEndings
// where that is the fault.
func ParseAttestation(note []byte) (Attestation, error) {
	fail := func(format string, args ...any) (Attestation, error) {
		return Attestation{}, fmt.Errorf("%w: "+format, append([]any{ErrAttestation}, args...)...)
	}
	switch {
	case len(note) > maxAttestation:
		return fail("it has %d bytes, more than %d", len(note), maxAttestation)
	case strings.Contains(string(note), "\r\n"):
		return fail("%w", ErrLineEndings)
	}
	head, text, cut := strings.Cut(string(note), "\n\n")
	values, err := attestValues(head)
	if err != nil || !cut {
		return fail("%w", cmp.Or(err, errors.New("no words follow its head")))
	}
	text, ended := strings.CutSuffix(text, "\n")
	if !ended {
		return fail("its last line does not end")
	}
	a := Attestation{
		Origin: values[0], Record: values[2], By: values[3], Relation: Relation(values[4]), Basis: Basis(values[5]),
		From: values[6], Until: values[7], Date: values[8], Text: text,
	}
	index, hash, _ := strings.Cut(values[1], " ")
	var isIndex, isHash bool
	a.Index, isIndex = parseIndex(index)
	a.Leaf, isHash = decodeHash(hash)
	if !isIndex || !isHash {
		return fail("%.100q is not the index of an entry and its hash", values[1])
	}
	if err := a.Check(); err != nil {
		return Attestation{}, err
	}
	return a, nil
}

// attestValues are what stands after the names of the lines of a note's head.
func attestValues(head string) ([]string, error) {
	lines, names := strings.Split(head, "\n"), attestNames()
	if lines[0] != attestHead || len(lines) != len(names)+1 {
		return nil, fmt.Errorf("it is not %q, %d lines, an empty line and words", attestHead, len(names))
	}
	values := lines[1:]
	for i, name := range names {
		value, ok := strings.CutPrefix(values[i], name)
		if !ok {
			return nil, fmt.Errorf("line %d is %.60q, not %q and a value", i+2, values[i], strings.TrimSpace(name))
		}
		values[i] = value
	}
	return values, nil
}

// Check says what is wrong with an attestation that is about to be signed. The error is ErrAttestation.
func (a Attestation) Check() error {
	if fault := a.fault(); fault != "" {
		return fmt.Errorf("%w: %s", ErrAttestation, fault)
	}
	return nil
}

// fault says what cannot be in a note.
func (a Attestation) fault() string {
	switch {
	case !isOrigin(a.Origin):
		return fmt.Sprintf("%.100q is not the origin of a log", a.Origin)
	case a.Index < 0 || a.Index > maxIndex:
		return "its entry is none of a log"
	case !isPlainLine(a.Record, maxSumPath):
		return fmt.Sprintf("its record %.100q is no place of one line, nor %q", a.Record, NoRecord)
	case !isPlainLine(a.By, maxPersonName):
		return fmt.Sprintf("%.100q is not the name of a person, of one line and at most %d bytes", a.By, maxPersonName)
	case !slices.Contains(Relations(), a.Relation):
		return fmt.Sprintf("its relation %.40q is not %s", a.Relation, oneOf(Relations()))
	case !slices.Contains(Bases(), a.Basis):
		return fmt.Sprintf("its basis %.40q is not %s", a.Basis, oneOf(Bases()))
	case !isDay(a.From) || !isDay(a.Until) || !isDay(a.Date):
		return fmt.Sprintf("%.40q, %.40q or %.40q is not a day such as 2026-03-06", a.From, a.Until, a.Date)
	case a.Until < a.From:
		return fmt.Sprintf("its period begins on %s and ends before that, on %s", a.From, a.Until)
	case a.Date < a.Until:
		return fmt.Sprintf("it is of %s, and its period ends only on %s", a.Date, a.Until)
	}
	return textFault(a.Text)
}

// textFault says what cannot be in a person's own words.
func textFault(text string) string {
	lines := strings.Split(text, "\n")
	if len(lines) > MaxAttestLines {
		return fmt.Sprintf("it has %d lines of words, more than %d", len(lines), MaxAttestLines)
	}
	for i, line := range lines {
		switch {
		case line == "" && (i == 0 || i == len(lines)-1):
			return "its words begin or end with an empty line"
		case line != "" && !isPlainLine(line, MaxAttestLine):
			return fmt.Sprintf("line %d of its words has more than %d bytes, blanks at an end or characters that do not show", i+1, MaxAttestLine)
		}
	}
	return ""
}

// isPlainLine allows one line of text of at most limit bytes that shows what it is: neither control
// characters nor marks that turn the direction of writing, and no blank at either end.
func isPlainLine(s string, limit int) bool {
	return s != "" && len(s) <= limit && utf8.ValidString(s) && strings.Trim(s, " ") == s && strings.IndexFunc(s, isHidden) < 0
}

func isHidden(r rune) bool {
	return unicode.IsControl(r) || r >= '\u2028' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' || r == '\ufeff'
}

// oneOf are words in a row.
func oneOf[T ~string](words []T) string {
	var b strings.Builder
	for i, w := range words {
		switch {
		case i > 0 && i == len(words)-1:
			b.WriteString(" or ")
		case i > 0:
			b.WriteString(", ")
		}
		b.WriteString(string(w))
	}
	return b.String()
}

// hashName are the first 16 hexadecimal digits of a hash.
func hashName(h [32]byte) string { return hex.EncodeToString(h[:8]) }
