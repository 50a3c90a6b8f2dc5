package proof

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

func TestNormalPhrase(t *testing.T) {
	for phrase, want := range map[string]string{
		"copper rain forgives":             "copper rain forgives",
		"  copper \t rain\r\n forgives\n ": "copper rain forgives",
		"copper\u00a0rain\u2003forgives":   "copper rain forgives",
		"Cafe\u0301 um neun":               "Caf\u00e9 um neun",
		"It's 25 Nov, ACME!":               "It's 25 Nov, ACME!",
		"می\u200cخواهم امروز کار":          "می\u200cخواهم امروز کار",
	} {
		got, err := NormalPhrase(phrase)
		if err != nil || got != want {
			t.Errorf("%q: %q, %v", phrase, got, err)
		}
		if again, err := NormalPhrase(got); err != nil || again != got {
			t.Errorf("%q is not stable: %q, %v", got, again, err)
		}
	}
	for phrase, want := range map[string]string{
		"":                              "this one 0",
		"two words":                     "this one 2",
		"two\u200bwords only now":       "U+200B",
		"\ufeffone two three":           "U+FEFF",
		"one two three\x1b[2J":          "U+001B",
		"one two \u202ethree":           "U+202E",
		"one two three\x00":             "U+0000",
		"one two \xff":                  "at most",
		strings.Repeat("lorem ", 100):   "at most 500 bytes, this one 599",
		strings.Repeat("lorem ", 10000): "at most",
	} {
		if got, err := NormalPhrase(phrase); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40q: %q, %v, want %q", phrase, got, err, want)
		}
	}
}

func TestChallenge(t *testing.T) {
	id := seeded(t, 6)
	c, err := Answer(id, " Copper  rain forgives, ACME 25 November")
	if err != nil {
		t.Fatal(err)
	}
	block := c.Block()
	for name, message := range map[string][]byte{
		"alone":        block,
		"in a message": []byte("Here it is:\n\n" + string(block) + "\nRegards\n"),
		"CRLF":         bytes.ReplaceAll(append([]byte("Hi\n"), block...), []byte("\n"), []byte("\r\n")),
		"no last LF":   bytes.TrimSuffix(block, []byte("\n")),
	} {
		found, err := FindChallenge(message)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if err := found.Check(); err != nil || found.Phrase != c.Phrase || Fingerprint(found.Signature.Public) != id.Fingerprint() {
			t.Errorf("%s: %v %q", name, err, found.Phrase)
		}
	}
	thief := seeded(t, 7)
	for name, message := range map[string]string{
		"another phrase":     strings.Replace(string(block), "Copper", "Silver", 1),
		"another key named":  strings.Replace(string(block), id.Fingerprint(), thief.Fingerprint(), 1),
		"phrase not normal":  strings.Replace(string(block), "Copper rain", "Copper  rain", 1),
		"lines swapped":      strings.Replace(string(block), "key ", "phrase ", 1),
		"signature is cut":   string(block[:len(block)-40]),
		"line in between":    strings.Replace(string(block), "\nphrase", "\n\nphrase", 1),
		"quoted by mail":     strings.ReplaceAll(string(block), "\n", "\n> "),
		"no block":           "Copper rain forgives\n",
		"for something else": strings.Replace(string(block), string(c.Signature.Armour()), string(Sign(id.Key(), NamespaceSite, []byte(c.Phrase+"\n")).Armour()), 1),
		"much text":          strings.Repeat("x\n", maxChallengeText),
	} {
		found, err := FindChallenge([]byte(message))
		if err == nil {
			err = found.Check()
		} else if !errors.Is(err, ErrChallengeMalformed) {
			t.Errorf("%s: %v", name, err)
		}
		if err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

// TestSSHKeygenChecksAnswer follows the steps that the block's reader is given.
func TestSSHKeygenChecksAnswer(t *testing.T) {
	s := newStock(t, seeded(t, 6), "")
	c, err := Answer(s.id, "it's copper rain")
	if err != nil {
		t.Fatal(err)
	}
	if !s.accepts(NamespaceChallenge, c.Signature.Armour(), []byte("it's copper rain\n")) {
		t.Error("ssh-keygen refuses our answer")
	}
	if s.accepts(NamespaceChallenge, c.Signature.Armour(), []byte("it's copper rain")) {
		t.Error("ssh-keygen accepts another phrase")
	}
}

func FuzzChallenge(f *testing.F) {
	c, _ := Answer(seeded(f, 6), "copper rain forgives")
	f.Add(c.Block())
	f.Fuzz(func(t *testing.T, block []byte) {
		if c, err := ParseChallenge(block); err == nil && !bytes.Equal(c.Block(), block) {
			t.Errorf("%q came back as %q", block, c.Block())
		}
	})
}

func FuzzPhrase(f *testing.F) {
	f.Add("copper rain\u0301 forgives")
	f.Fuzz(func(t *testing.T, phrase string) {
		text, err := NormalPhrase(phrase)
		if err != nil {
			return
		}
		if again, err := NormalPhrase(text); err != nil || again != text {
			t.Errorf("%q gives %q, that gives %q, %v", phrase, text, again, err)
		}
	})
}
