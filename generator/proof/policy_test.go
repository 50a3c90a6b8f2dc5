package proof

import (
	"crypto/ed25519"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
)

// witnessNumber is one of several witnesses.
func witnessNumber(n byte) (string, ed25519.PrivateKey, VerifierKey) {
	key := ed25519.NewKeyFromSeed([]byte(strings.Repeat(string(rune('k'+n)), 32)))
	name := fmt.Sprintf("w%d.example", n)
	return name, key, VerifierKey{name, KindCosignKey, key.Public().(ed25519.PublicKey)}
}

func policyText() string {
	log, _ := testVkeys()
	text := "# who Ada's cohort relies on\n\nlog " + log.String() + "\n"
	for n := range byte(4) {
		_, _, v := witnessNumber(n)
		text += fmt.Sprintf("witness W%d \t%s\n", n, v)
	}
	return text + "group peers any W2 W3\ngroup all-of 2 W0 W1 peers\nquorum all-of"
}

func TestPolicy(t *testing.T) {
	p, err := ParsePolicy([]byte(policyText()))
	if err != nil {
		t.Fatal(err)
	}
	again, err := ParsePolicy(p.Print())
	if err != nil || string(again.Print()) != string(p.Print()) || len(again.Witnesses) != 4 {
		t.Errorf("printed as %s, read as %+v, %v", p.Print(), again, err)
	}
	log, _ := testVkeys()
	_, _, other := witnessNumber(9)
	if !p.Covers(log) || p.Covers(VerifierKey{testOrigin, KindLogKey, other.Key}) || !(Policy{}).Covers(log) {
		t.Error("the policy speaks of other logs than it names")
	}
	at := func(day int) time.Time { return time.Date(2026, 3, day, 9, 0, 0, 0, time.UTC) }
	for _, c := range []struct {
		seen map[string]time.Time
		want int // day, 0 when not complete
	}{
		{nil, 0}, {map[string]time.Time{"W0": at(1)}, 0}, {map[string]time.Time{"W0": at(3), "W1": at(1)}, 3},
		{map[string]time.Time{"W0": at(3), "W1": at(9), "W3": at(4), "W2": at(7)}, 4},
		{map[string]time.Time{"W2": at(3), "W3": at(1)}, 0}, {map[string]time.Time{"W2": at(3), "W1": at(5), "stranger": at(1)}, 5},
	} {
		if got, ok := p.Complete(c.seen); ok != (c.want > 0) || ok && !got.Equal(at(c.want)) {
			t.Errorf("%v: %v, %v", c.seen, got, ok)
		}
	}
	p.Quorum = NoQuorum
	if _, ok := p.Complete(map[string]time.Time{"W0": at(1)}); ok {
		t.Error("a quorum of nobody confirms a date")
	}
	p.Quorum = "W2"
	if got, ok := p.Complete(map[string]time.Time{"W2": at(2)}); !ok || !got.Equal(at(2)) {
		t.Error("a quorum of one witness")
	}
}

func TestParsePolicyRefuses(t *testing.T) {
	good := policyText()
	log, _ := testVkeys()
	_, _, w0 := witnessNumber(0)
	_, _, w9 := witnessNumber(9)
	for _, c := range [][2]string{
		{"quorum all-of", ""}, {"quorum all-of", "quorum other"}, {"quorum all-of", "quorum all-of\nquorum W0"}, {"quorum all-of", "quorum all-of W0"}, {"quorum all-of", "quorum"},
		{"group peers any", "group peers 0"}, {"group peers any", "group peers 3"}, {"group peers any", "group peers 01"}, {"group peers any", "group peers some"}, {"group peers any", "group W0 any"}, {"group peers any", "group none any"},
		{"any W2 W3", "any"}, {"any W2 W3", "any W2 W2"}, {"any W2 W3", "any W2 peers"}, {"any W2 W3", "any W2 W9"}, {"W1 peers", "W2 peers"},
		{"witness W1", "witness W0"}, {"witness W1", "witness none"}, {"witness W1", "witness"}, {"witness W1", "watcher W1"}, {"witness W1", "Witness W1"},
		{w0.String(), log.String()}, {"log " + log.String(), "log " + w9.String()}, {"log " + log.String(), "log " + log.String() + "\nlog " + log.String()},
		{w0.String(), w0.String() + " https://a https://b"}, {w0.String(), w0.String()[1:]}, {"log " + log.String(), "log"},
		{"W1", "W1\x01"}, {"W1", "W1\x7f"}, {"W1", "W1\xff"}, {"\n", "\r\n"},
		{"witness W1", "witness W9 " + w0.String() + "\nwitness W1"},
	} {
		bad := strings.Replace(good, c[0], c[1], 1)
		if p, err := ParsePolicy([]byte(bad)); bad == good || !errors.Is(err, ErrPolicy) {
			t.Errorf("%q for %q read as %+v, %v", c[1], c[0], p, err)
		}
	}
	if _, err := ParsePolicy([]byte(strings.Repeat("#", maxPolicy+1))); !errors.Is(err, ErrPolicy) {
		t.Errorf("a large one: %v", err)
	}
	if p, err := ParsePolicy([]byte(strings.Replace(good, w0.String(), w0.String()+" https://w0.example/", 1))); err != nil || p.Witnesses[0].URL != "https://w0.example/" {
		t.Errorf("an address: %+v, %v", p.Witnesses, err)
	}
}

func TestEarliest(t *testing.T) {
	log, _ := logKeys()
	p, err := ParsePolicy([]byte(policyText()))
	if err != nil {
		t.Fatal(err)
	}
	head := func(size int64, days ...int) Checkpoint { // days on which W0, W1, ... signed; 0 for not
		c := SignCheckpoint(testOrigin, Tree{size, [32]byte{byte(size)}}, log)
		for n, day := range days {
			if day == 0 {
				continue
			}
			name, key, _ := witnessNumber(byte(n))
			c, _ = c.With(Cosign(c, name, key, time.Date(2026, 3, day, 0, 0, 0, 0, time.UTC)))
		}
		return c
	}
	wrong := head(4, 1, 1)
	wrong.Signatures[1].Bytes[30]++
	for what, c := range map[string]struct {
		index int64
		heads []Checkpoint
		size  int64 // chosen; 0 for none
		day   int
		whole bool
		seen  int
	}{
		"none":                          {3, nil, 0, 0, false, 0},
		"none large enough":             {3, []Checkpoint{head(3, 1, 1)}, 0, 0, false, 0},
		"unsigned: the largest":         {3, []Checkpoint{head(4), head(9), head(5)}, 9, 0, false, 0},
		"one witness: the first":        {3, []Checkpoint{head(4, 8), head(5, 6), head(9)}, 5, 6, false, 1},
		"quorum before an earlier one":  {3, []Checkpoint{head(4, 2), head(5, 9, 7)}, 5, 9, true, 2},
		"the first of two quorums":      {3, []Checkpoint{head(4, 8, 8), head(5, 6, 7), head(9, 9, 9)}, 5, 7, true, 2},
		"the same moment: the smaller":  {3, []Checkpoint{head(9, 8, 8), head(5, 8, 8)}, 5, 8, true, 2},
		"a later entry, a later date":   {4, []Checkpoint{head(4, 1, 1), head(5, 6, 7)}, 5, 7, true, 2},
		"a wrong line counts for none":  {3, []Checkpoint{wrong, head(9, 5, 5)}, 9, 5, true, 2},
		"a wrong line beside one right": {3, []Checkpoint{wrong, head(9)}, 4, 1, false, 1},
	} {
		got, ok := Earliest(c.index, Sightings(c.heads, p))
		day := 0
		if !got.At.IsZero() {
			day = got.At.Day()
		}
		if ok != (c.size > 0) || got.Checkpoint.Size != c.size || day != c.day || got.Complete != c.whole || len(got.Seen) != c.seen {
			t.Errorf("%s: size %d, day %d, %+v", what, got.Checkpoint.Size, day, got)
		}
	}
	if _, err := p.Seen(wrong); !errors.Is(err, ErrSignatureWrong) {
		t.Errorf("a wrong line: %v", err)
	}
}
