package proof

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestLogProof(t *testing.T) {
	log, _ := logKeys()
	entries := someEntries(300)
	files, tree := logOf(t, entries)
	l := NewLog(files, tree)
	c := SignCheckpoint(testOrigin, Tree{270, slowRoot(entries[:270])}, log)
	for _, index := range []int64{0, 100, 255, 256, 269} {
		p, err := Prove(l, index, c)
		if err != nil {
			t.Fatal(err)
		}
		back, err := ParseLogProof(p.Print())
		if err != nil || string(back.Print()) != string(p.Print()) || back.Check(entries[index]) != nil {
			t.Errorf("entry %d: %+v, %v", index, back, err)
		}
		if err := back.Check(entries[index+1]); !errors.Is(err, ErrLogChanged) {
			t.Errorf("another entry: %v", err)
		}
		for what, change := range map[string]func(*LogProof){
			"index": func(p *LogProof) { p.Index++ }, "beyond": func(p *LogProof) { p.Index = 270 }, "hash": func(p *LogProof) { p.Hashes[0][5]++ },
			"fewer": func(p *LogProof) { p.Hashes = p.Hashes[1:] }, "more": func(p *LogProof) { p.Hashes = append(p.Hashes, [32]byte{}) },
			"root": func(p *LogProof) { p.Checkpoint.Root[0]++ }, "size": func(p *LogProof) { p.Checkpoint.Size += 1000 },
		} {
			bad, _ := ParseLogProof(p.Print())
			change(&bad)
			if err := bad.Check(entries[index]); !errors.Is(err, ErrLogChanged) {
				t.Errorf("entry %d, %s changed: %v", index, what, err)
			}
		}
	}
	if _, err := Prove(l, 270, c); err == nil {
		t.Error("an entry that the head does not have")
	}
}

func TestParseLogProofRefuses(t *testing.T) {
	log, _ := logKeys()
	c := SignCheckpoint(testOrigin, Tree{2, [32]byte{1}}, log)
	good := string(LogProof{Index: 1, Hashes: [][32]byte{{7}}, Checkpoint: c}.Print())
	hash := encodeHash([32]byte{7}) + "\n"
	for _, c := range [][2]string{
		{"@v1", "@v2"}, {"index 1", "index 01"}, {"index 1", "index -1"}, {"index 1", "index"}, {"index 1\n", ""}, {"index 1", "Index 1"},
		{"index 1", "extra A\nindex 1"}, {"index 1", "extra AAB=\nindex 1"}, {"index 1", "index 1\nextra AAAA"}, {"index 1", "extra\nindex 1"},
		{"AA=\n", "AA\n"}, {"AA=\n", "AB=\n"}, {hash, strings.Repeat(hash, 64)}, {hash, "\n" + hash}, {"\n\n", "\n"}, {"\n2\n", "\n02\n"},
	} {
		bad := strings.Replace(good, c[0], c[1], 1)
		if p, err := ParseLogProof([]byte(bad)); bad == good || !errors.Is(err, ErrLogProof) {
			t.Errorf("%q read as %+v, %v", bad, p, err)
		}
	}
	if _, err := ParseLogProof([]byte(strings.ReplaceAll(good, "\n", "\r\n"))); !errors.Is(err, ErrLogProof) {
		t.Errorf("CRLF: %v", err)
	}
	for _, extra := range []string{"extra ", "extra QUJD"} {
		text := strings.Replace(good, "index", extra+"\nindex", 1)
		if p, err := ParseLogProof([]byte(text)); err != nil || string(p.Print()) != text {
			t.Errorf("%q: %+v, %v", extra, p, err)
		}
	}
	if p, err := ParseLogProof([]byte(strings.Replace(good, hash, strings.Repeat(hash, 63), 1))); err != nil || !slices.Contains(p.Hashes, [32]byte{7}) {
		t.Errorf("63 hashes: %v", err)
	}
}
