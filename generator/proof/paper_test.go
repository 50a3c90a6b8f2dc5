package proof

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"math/rand"
	"slices"
	"strings"
	"testing"
)

// TestWordList holds the list to the published one (bip-0039/english.txt of bitcoin/bips).
func TestWordList(t *testing.T) {
	words := strings.Fields(wordList)
	sum := sha256.Sum256([]byte(strings.Join(words, "\n") + "\n"))
	if got := hex.EncodeToString(sum[:]); got != "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda" {
		t.Errorf("words.txt is another list: %s", got)
	}
	if len(words) != listLength || !slices.IsSorted(words) {
		t.Errorf("%d words, sorted %v", len(words), slices.IsSorted(words))
	}
}

// TestPaperVectors are the 256-bit cases of the vectors that BIP-39 names (trezor/python-mnemonic).
func TestPaperVectors(t *testing.T) {
	for seed, want := range map[string]string{
		strings.Repeat("00", 32): strings.Repeat("abandon ", 23) + "art",
		strings.Repeat("7f", 32): strings.Repeat("legal winner thank year wave sausage worth useful ", 2) + "legal winner thank year wave sausage worth title",
		strings.Repeat("80", 32): strings.Repeat("letter advice cage absurd amount doctor acoustic avoid ", 2) + "letter advice cage absurd amount doctor acoustic bless",
		strings.Repeat("ff", 32): strings.Repeat("zoo ", 23) + "vote",
		"68a79eaca2324873eacc50cb9c6eca8cc68ea5d936f98787c60c7ebc74e6ce7c": "hamster diagram private dutch cause delay private meat slide toddler razor book happy fancy gospel tennis maple dilemma loan word shrug inflict delay length",
		"9f6a2878b2520799a44ef18bc7df394e7061a224d2c33cd015b157d746869863": "panda eyebrow bullet gorilla call smoke muffin taste mesh discover soft ostrich alcohol speed nation flash devote level hobby quick inner drive ghost inside",
		"066dca1a2bb7e8a1db2832148ce9933eea0f3ac9548d793112d9a95c9407efad": "all hour make first leader extend hole alien behind guard gospel lava path output census museum junior mass reopen famous sing advance salt reform",
		"f585c11aec520db57dd353c69554b21a89b20fb0650966fa0a9d6f74fd989d8f": "void come effort suffer camp survey warrior heavy shoot primary clutch crush open amazing screen patrol group space point ten exist slush involve unfold",
	} {
		raw, _ := hex.DecodeString(seed)
		id, err := IdentityFromSeed(raw)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(id.Words(), " "); got != want {
			t.Errorf("%s: %s", seed, got)
		}
		if back, err := IdentityFromWords(want); err != nil || back != id {
			t.Errorf("%s: %v", want, err)
		}
	}
}

func TestPaperRoundTrip(t *testing.T) {
	random := rand.New(rand.NewSource(4))
	for range 500 {
		id, err := NewIdentity(random)
		if err != nil {
			t.Fatal(err)
		}
		words := id.Words()
		var typed strings.Builder
		for i, w := range words {
			if i%3 == 0 {
				w = strings.ToUpper(w)
			}
			typed.WriteString([]string{"1. ", "\t", "\u00a0", "(2) "}[i%4] + w + []string{", ", "\r\n", " "}[i%3])
		}
		if back, err := IdentityFromWords(typed.String()); err != nil || back != id {
			t.Fatalf("%q: %v", typed.String(), err)
		}
	}
}

// TestPaperMistakes says of each slip what a person needs to mend it.
func TestPaperMistakes(t *testing.T) {
	good := seeded(t, 9).Words()
	text := func(edit func(w []string) []string) string { return strings.Join(edit(slices.Clone(good)), " ") }
	put := func(word string) string { return text(func(w []string) []string { w[4] = word; return w }) }
	for _, c := range []struct{ text, want string }{
		{put("vioce"), `word 5, "vioce", is not one of the 2048 words of the list. Is it voice?`},
		{put("abandonned"), `Is it abandon?`},
		{put("brige"), `Is it bridge or bright?`},
		{put("xyzzyx"), "none is near it"},
		{put("größe"), "is not one of the 2048 words"},
		{put(strings.Repeat("a", 3000)), "none is near it"},
		{strings.Repeat("word ", 2000), "much longer than 24 words"},
		{"", "has 24 words, and here are 0"},
		{text(func(w []string) []string { return w[:23] }), "and here are 23"},
		{text(func(w []string) []string { return append(w, "zoo") }), "and here are 25"},
		{text(func(w []string) []string { w[0], w[1] = w[1], w[0]; return w }), "do not belong together"},
	} {
		_, err := IdentityFromWords(c.text)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%.60q: %v, want %q", c.text, err, c.want)
		}
	}
}

func TestThreePlaces(t *testing.T) {
	seen := map[int]bool{}
	random := rand.New(rand.NewSource(1))
	for range 1000 {
		p, err := ThreePlaces(random)
		if err != nil || !(1 <= p[0] && p[0] < p[1] && p[1] < p[2] && p[2] <= PaperWords) {
			t.Fatal(p, err)
		}
		for _, n := range p {
			seen[n] = true
		}
	}
	if len(seen) != PaperWords {
		t.Errorf("only %d of the words are ever asked for", len(seen))
	}
	if _, err := ThreePlaces(bytes.NewReader(nil)); err == nil {
		t.Error("no error without random bytes")
	}
}
