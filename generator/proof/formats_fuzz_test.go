package proof

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// fuzzPrint holds one format to: what is read is printed as it was.
func fuzzPrint(f *testing.F, read func([]byte) ([]byte, error), seeds ...[]byte) {
	for _, s := range seeds {
		f.Add(s)
		f.Add(bytes.ReplaceAll(s, []byte("\n"), []byte("\r\n")))
		f.Add(s[:len(s)/2])
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		if again, err := read(file); err == nil && !bytes.Equal(again, file) {
			t.Errorf("%q is printed as %q", file, again)
		}
	})
}

func FuzzLeaf(f *testing.F) {
	fuzzPrint(f, func(b []byte) ([]byte, error) { l, err := ParseLeaf(b); return l.Text(), err }, sampleLeaf().Text())
}

func FuzzSuccession(f *testing.F) {
	s := Succession{Origin: "kesxbqhttg6fv6fj.gatefold.alt/log", Size: 12, Root: [32]byte{1}, Date: "2026-11-28"}
	fuzzPrint(f, func(b []byte) ([]byte, error) { s, err := ParseSuccession(b); return s.Text(), err }, s.Text())
}

func FuzzDisclosures(f *testing.F) {
	shown, err := Show(Disclosure{someSalt, "title", "Late \u2028 & <b>"})
	if err != nil {
		f.Fatal(err)
	}
	file, _ := Show(ArtifactDisclosure(someSalt, [32]byte{1}, 9, "data/a.csv"))
	fuzzPrint(f, func(b []byte) ([]byte, error) {
		lines, err := ParseDisclosures(b)
		if err != nil {
			return nil, err
		}
		for _, s := range lines {
			if s.Withheld {
				continue
			}
			if again, err := s.Shown.Encode(); err != nil || again != s.Line {
				return []byte(again), nil
			}
			_, _, _, _ = s.Shown.Artifact()
		}
		// The file may have its lines in another order: then it is that of the print which counts.
		rows := strings.SplitAfter(string(PrintDisclosures(lines)), "\n")
		order := map[string]int{}
		for i, s := range lines {
			order[s.Line+"\n"] = i
		}
		slices.SortFunc(rows[:len(rows)-1], func(a, b string) int { return order[a] - order[b] })
		return []byte(strings.Join(rows, "")), nil
	}, PrintDisclosures([]Sealed{shown, file}), PrintDisclosures([]Sealed{shown.Withhold(), file}))
}

// FuzzCheckpoint also accepts nothing that golang.org/x/mod refuses.
func FuzzCheckpoint(f *testing.F) {
	log, key := logKeys()
	c := SignCheckpoint(testOrigin, Tree{7, [32]byte{1}}, log, key)
	more, _ := c.With(Cosign(c, testWitness, key, someDay(1)))
	v, w := testVkeys()
	fuzzPrint(f, func(b []byte) ([]byte, error) {
		c, err := ParseCheckpoint(b)
		if err != nil {
			return nil, err
		}
		_, _ = c.CheckLog(v), fmt.Sprint(c.CosignedAt(w))
		if _, err := note.Open(b, nil); !isUnverified(err) {
			return []byte(fmt.Sprintf("refused by x/mod: %v", err)), nil
		}
		if c.Origin == "go.sum database tree" && c.Extensions == nil {
			if _, err := tlog.ParseTree([]byte(c.Text())); err != nil {
				return []byte(fmt.Sprintf("refused by x/mod: %v", err)), nil
			}
		}
		return c.Print(), nil
	}, c.Print(), more.Print(), []byte("go.sum database tree\n0\n"+encodeHash([32]byte{})+"\n\n"+c.Signatures[0].Line()))
}

func isUnverified(err error) bool { _, ok := err.(*note.UnverifiedNoteError); return ok }

func FuzzNote(f *testing.F) {
	log, _ := logKeys()
	fuzzPrint(f, func(b []byte) ([]byte, error) { n, err := ParseNote(b); return n.Print(), err },
		Note{"text\n\nmore\n", []NoteSignature{signNote("text\n\nmore\n", testOrigin, log)}}.Print())
}

func FuzzVerifierKey(f *testing.F) {
	v, w := testVkeys()
	fuzzPrint(f, func(b []byte) ([]byte, error) {
		v, err := ParseVerifierKey(string(b))
		if err == nil && v.Kind == KindLogKey {
			if _, err := note.NewVerifier(string(b)); err != nil {
				return []byte("refused by x/mod"), nil
			}
		}
		return []byte(v.String()), err
	}, []byte(v.String()), []byte(w.String()))
}

func FuzzTilePath(f *testing.F) {
	fuzzPrint(f, func(b []byte) ([]byte, error) { t, err := ParseTilePath(string(b)); return []byte(t.Path()), err },
		[]byte("tile/entries/x001/234.p/17"), []byte("tile/3/000"), []byte("tile/0/x123/x456/789.p/255"))
}

func FuzzBundle(f *testing.F) {
	b, _ := PrintBundle(someEntries(4))
	fuzzPrint(f, func(b []byte) ([]byte, error) {
		for width := range 6 {
			if entries, err := ParseBundle(b, width); err == nil {
				return PrintBundle(entries)
			}
		}
		return nil, ErrTile
	}, b)
}

func FuzzLogProof(f *testing.F) {
	log, _ := logKeys()
	p := LogProof{Index: 1, Hashes: [][32]byte{{7}}, Checkpoint: SignCheckpoint(testOrigin, Tree{2, [32]byte{1}}, log)}
	with := p
	with.Extra = []byte("x")
	fuzzPrint(f, func(b []byte) ([]byte, error) {
		p, err := ParseLogProof(b)
		if err == nil {
			_ = p.Check([]byte("entry"))
		}
		return p.Print(), err
	}, p.Print(), with.Print())
}

func FuzzWitnessRequest(f *testing.F) {
	log, _ := logKeys()
	r := WitnessRequest{3, [][32]byte{{1}}, SignCheckpoint(testOrigin, Tree{5, [32]byte{1}}, log)}
	v, _ := testVkeys()
	fuzzPrint(f, func(b []byte) ([]byte, error) {
		r, err := ParseWitnessRequest(b)
		if err == nil {
			_ = WitnessState{Origin: testOrigin, Vkey: v.String(), Root: encodeHash([32]byte{2}), Size: 3}.Check(r)
		}
		return r.Print(), err
	}, r.Print())
}

func FuzzAttestation(f *testing.F) {
	fuzzPrint(f, func(b []byte) ([]byte, error) {
		a, err := ParseAttestation(b)
		if err == nil && a.Check() != nil {
			return nil, nil
		}
		return a.Note(), err
	}, sampleAttestation(f).Note())
}

func FuzzSignedAttestation(f *testing.F) {
	fuzzPrint(f, func(b []byte) ([]byte, error) {
		s, err := ParseSignedAttestation(b)
		if err == nil {
			_, _ = s.Check()
		}
		return s.Print(), err
	}, signedSample(f).Print())
}

func FuzzRevocations(f *testing.F) {
	fuzzPrint(f, func(b []byte) ([]byte, error) { r, err := ParseRevocations(b); return r.Print(), err }, sampleRevocations().Print())
}

func FuzzRows(f *testing.F) {
	fuzzPrint(f, func(b []byte) ([]byte, error) { r, err := ParseRows(b); return PrintRows(r), err },
		PrintRows([]Row{{0, "7f3a9c0e51d2b846", 1, "a.csv#1"}, {1, "7f3a9c0e51d2b846", 2, NoPath}}))
}

func FuzzIntention(f *testing.F) {
	p := intention{4, Tree{6, [32]byte{1}}, leavesFrom("a", 4, 2)}
	fuzzPrint(f, func(b []byte) ([]byte, error) { p, err := parseIntention(b); return p.print(), err }, p.print())
}

func FuzzMemory(f *testing.F) {
	fuzzPrint(f, func(b []byte) ([]byte, error) { m, err := parseMemory(b, testOrigin); return m.print(), err }, memory{testOrigin, Tree{4, [32]byte{1}}}.print())
}

// FuzzPolicy: a policy may hold comments, so what is compared is a second reading of what is printed.
func FuzzPolicy(f *testing.F) {
	f.Add([]byte(policyText()))
	f.Add([]byte("quorum none\n#"))
	f.Fuzz(func(t *testing.T, file []byte) {
		p, err := ParsePolicy(file)
		if err != nil {
			return
		}
		again, err := ParsePolicy(p.Print())
		if err != nil || fmt.Sprint(again) != fmt.Sprint(p) {
			t.Errorf("%q is %+v, printed %q and read as %+v, %v", file, p, p.Print(), again, err)
		}
	})
}
