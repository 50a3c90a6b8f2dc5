package proof

import (
	"errors"
	"strings"
	"testing"
)

func sampleLeaf() Leaf {
	return Leaf{KindRecord, "7f3a9c0e51d2b846", 3, 17, "2026-03-03", [32]byte{1, 2, 3}}
}

func TestLeafText(t *testing.T) {
	for _, l := range []Leaf{
		sampleLeaf(),
		{KindArtifact, "0000000000000000", 1, NoPrev, NoDay, [32]byte{}},
		{KindRetract, "ffffffffffffffff", maxRev, maxIndex, "2024-02-29", [32]byte{255}},
		{KindRecord, "7f3a9c0e51d2b846", 2, 0, NoDay, [32]byte{}},
	} {
		got, err := ParseLeaf(l.Text())
		if err != nil || got != l || l.Check() != nil {
			t.Errorf("%q read as %+v, %v, checked as %v", l.Text(), got, err, l.Check())
		}
	}
}

func TestParseLeafRefuses(t *testing.T) {
	good := string(sampleLeaf().Text())
	for _, c := range [][2]string{
		{"gatefold-leaf v1", "gatefold-leaf v2"}, {"gatefold-leaf", " gatefold-leaf"},
		{"kind record", "kind recipe"}, {"kind record", "kind  record"}, {"kind", "Kind"}, {"kind record\n", ""},
		{"7f3a9c0e51d2b846", "7F3a9c0e51d2b846"}, {"7f3a9c0e51d2b846", "7f3a9c0e51d2b84"}, {"7f3a9c0e51d2b846", "7f3a9c0e51d2b84g"},
		{"rev 3", "rev 0"}, {"rev 3", "rev 03"}, {"rev 3", "rev +3"}, {"rev 3", "rev 1000000000"}, {"rev 3", "rev 99999999999999999999"}, {"rev 3", "rev -"},
		{"prev 17", "prev -1"}, {"prev 17", "prev 017"}, {"prev 17", "prev 1e3"}, {"prev 17", "prev 1000000000000000"}, {"prev 17", "prev "},
		{"2026-03-03", "2026-02-30"}, {"2026-03-03", "2026-3-3"}, {"2026-03-03", "yesterday"}, {"2026-03-03", "2026-03-03 "},
		{"AAAA=", "AAAA"}, {"AAAA=", "AAAB="}, {"AAAA=", "AAA="}, {"commit ", "commit \n"}, {"=\n", "="}, {"=\n", "=\n\n"}, {"=\n", "=\nnote x\n"},
		{"rev 3\nprev 17", "prev 17\nrev 3"}, {"\n", "\r"},
	} {
		bad := strings.Replace(good, c[0], c[1], 1)
		if l, err := ParseLeaf([]byte(bad)); bad == good || !errors.Is(err, ErrLeaf) {
			t.Errorf("%q read as %+v, %v", bad, l, err)
		}
	}
	if _, err := ParseLeaf([]byte(strings.ReplaceAll(good, "\n", "\r\n"))); !errors.Is(err, ErrLeaf) || !errors.Is(err, ErrLineEndings) {
		t.Errorf("CRLF gives %v", err)
	}
	if _, err := ParseLeaf([]byte(good + strings.Repeat("x", maxLeaf))); !errors.Is(err, ErrLeaf) {
		t.Errorf("a long one gives %v", err)
	}
}

func TestLeafCheckNamesWhatCannotBeWritten(t *testing.T) {
	for what, change := range map[string]func(*Leaf){
		"kind":   func(l *Leaf) { l.Kind = "" },
		"id":     func(l *Leaf) { l.ID = "x" },
		"rev":    func(l *Leaf) { l.Rev = 0 },
		"prev":   func(l *Leaf) { l.Prev = -2 },
		"says":   func(l *Leaf) { l.Says = "" },
		"a line": func(l *Leaf) { l.ID = "7f3a9c0e51d2\nrev" },
	} {
		l := sampleLeaf()
		change(&l)
		if err := l.Check(); !errors.Is(err, ErrLeaf) {
			t.Errorf("%s: %v", what, err)
		}
	}
}
