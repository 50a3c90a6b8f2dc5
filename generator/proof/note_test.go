package proof

import (
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"
)

// logKeys are the keys of a log and of a witness, of fixed seeds.
func logKeys() (log, witness ed25519.PrivateKey) {
	seed := func(b byte) ed25519.PrivateKey {
		return ed25519.NewKeyFromSeed([]byte(strings.Repeat(string(rune('a'+b)), 32)))
	}
	return seed(0), seed(1)
}

const (
	testOrigin  = "aaaaaaaaaaaaaaaa.gatefold.alt/log"
	testWitness = "bbbbbbbbbbbbbbbb.gatefold.alt/cosign"
)

func testVkeys() (log, witness VerifierKey) {
	l, w := logKeys()
	return VerifierKey{testOrigin, KindLogKey, l.Public().(ed25519.PublicKey)}, VerifierKey{testWitness, KindCosignKey, w.Public().(ed25519.PublicKey)}
}

// TestNoteExample is the worked example of C2SP signed-note and of golang.org/x/mod/sumdb/note.
func TestNoteExample(t *testing.T) {
	const vkey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
	const text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
	v, err := ParseVerifierKey(vkey)
	if err != nil || v.String() != vkey {
		t.Fatalf("%+v, %v", v, err)
	}
	n, err := ParseNote([]byte(text))
	if err != nil || string(n.Print()) != text {
		t.Fatalf("%+v, %v", n, err)
	}
	if lines := n.linesOf(v); len(lines) != 1 || !ed25519.Verify(v.Key, []byte(n.Text), lines[0].Bytes) {
		t.Errorf("the signature of the example does not hold: %+v", lines)
	}
}

// TestNotesAsXModReadsThem compares both directions with golang.org/x/mod/sumdb/note.
func TestNotesAsXModReadsThem(t *testing.T) {
	log, _ := logKeys()
	c := SignCheckpoint(testOrigin, Tree{7, [32]byte{1}}, log)
	v, _ := testVkeys()
	known, err := note.NewVerifier(v.String())
	if err != nil {
		t.Fatal(err)
	}
	opened, err := note.Open(c.Print(), note.VerifierList(known))
	if err != nil || opened.Text != c.Text() || len(opened.Sigs) != 1 {
		t.Errorf("x/mod reads ours as %+v, %v", opened, err)
	}
	skey, vkey, _ := note.GenerateKey(rand.Reader, "x.example/log")
	signer, _ := note.NewSigner(skey)
	theirs, err := note.Sign(&note.Note{Text: "x.example/log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"}, signer)
	if err != nil {
		t.Fatal(err)
	}
	back, err := ParseCheckpoint(theirs)
	theirKey, keyErr := ParseVerifierKey(vkey)
	if err != nil || keyErr != nil || back.CheckLog(theirKey) != nil || string(back.Print()) != string(theirs) {
		t.Errorf("theirs read as %+v, %v, %v", back, err, keyErr)
	}
}

func TestParseCheckpointRefuses(t *testing.T) {
	log, _ := logKeys()
	good := string(SignCheckpoint(testOrigin, Tree{7, [32]byte{1}}, log).Print())
	mark := strings.Index(good, signatureMark)
	for _, c := range [][2]string{
		{"\n7\n", "\n07\n"}, {"\n7\n", "\n-7\n"}, {"\n7\n", "\n+7\n"}, {"\n7\n", "\n\n7\n"}, {"\n7\n", "\n1000000000000000\n"}, {"\n7\n", "\n"},
		{testOrigin + "\n7", "\n7"}, {"=\n\n", "=\n"}, {"AAA=\n\n", "AAAA\n\n"}, {"AAA=\n\n", "AAB=\n\n"}, {"=\n\n", "=\n\n\n"}, {"=\n\n", "=\n\nextension\n\n"},
		{signatureMark, "- "}, {signatureMark, "—  "}, {signatureMark + testOrigin, signatureMark + "a+b"}, {"\n7", "\x00\n7"}, {"\n7", "\t\n7"}, {"\n7", "\xff\n7"},
		{good[mark:], ""}, {good[mark:], signatureMark + "x AAAAAA==\n"}, {good[mark:], good[mark : len(good)-1]},
	} {
		bad := strings.Replace(good, c[0], c[1], 1)
		if got, err := ParseCheckpoint([]byte(bad)); bad == good || !errors.Is(err, ErrCheckpoint) {
			t.Errorf("%q read as %+v, %v", bad, got, err)
		}
	}
	if _, err := ParseCheckpoint([]byte(strings.ReplaceAll(good, "\n", "\r\n"))); !errors.Is(err, ErrLineEndings) {
		t.Errorf("CRLF: %v", err)
	}
	many := good + strings.Repeat(good[mark:], maxNoteLines)
	if _, err := ParseCheckpoint([]byte(many)); !errors.Is(err, ErrCheckpoint) {
		t.Errorf("101 signatures: %v", err)
	}
	if _, err := ParseCheckpoint([]byte(strings.Repeat("x", maxNote) + good)); !errors.Is(err, ErrCheckpoint) {
		t.Errorf("a large one: %v", err)
	}
}

func TestCheckpointOfTwoKeysAndExtensions(t *testing.T) {
	log, other := logKeys()
	c := SignCheckpoint(testOrigin, Tree{7, [32]byte{1}}, log, other)
	c.Extensions = []string{"more"}
	v, _ := testVkeys()
	if err := c.CheckLog(v); !errors.Is(err, ErrSignatureWrong) {
		t.Errorf("a line added after signing: %v", err)
	}
	c.Extensions = nil
	for _, key := range []ed25519.PrivateKey{log, other} {
		if err := c.CheckLog(VerifierKey{testOrigin, KindLogKey, key.Public().(ed25519.PublicKey)}); err != nil {
			t.Error(err)
		}
	}
	if err := c.CheckLog(VerifierKey{"x.example/log", KindLogKey, v.Key}); !errors.Is(err, ErrNotSigned) {
		t.Errorf("another name: %v", err)
	}
}

func TestCosignature(t *testing.T) {
	log, witness := logKeys()
	_, v := testVkeys()
	c := SignCheckpoint(testOrigin, Tree{7, [32]byte{1}}, log)
	if _, err := c.CosignedAt(v); !errors.Is(err, ErrNotSigned) {
		t.Errorf("no line: %v", err)
	}
	late, early := time.Unix(1_800_000_000, 0).UTC(), time.Unix(1_700_000_000, 0).UTC()
	both, err := c.With(Cosign(c, testWitness, witness, late), Cosign(c, testWitness, witness, early), Cosign(c, testWitness, witness, late))
	if err != nil || len(both.Signatures) != 3 || len(c.Signatures) != 1 {
		t.Fatalf("%d lines, %v", len(both.Signatures), err)
	}
	if got, err := both.CosignedAt(v); err != nil || !got.Equal(early) {
		t.Errorf("%v, %v", got, err)
	}
	back, err := ParseCheckpoint(both.Print())
	if err != nil || string(back.Print()) != string(both.Print()) {
		t.Errorf("read back as %+v, %v", back, err)
	}
	for what, change := range map[string]func(*Checkpoint){
		"time":         func(c *Checkpoint) { c.Signatures[1].Bytes[7]++ },
		"signature":    func(c *Checkpoint) { c.Signatures[2].Bytes[20]++ },
		"length":       func(c *Checkpoint) { c.Signatures[1].Bytes = c.Signatures[1].Bytes[:71] },
		"size":         func(c *Checkpoint) { c.Size++ },
		"root":         func(c *Checkpoint) { c.Root[31]++ },
		"origin":       func(c *Checkpoint) { c.Origin += "x" },
		"time zero":    func(c *Checkpoint) { c.Signatures[1] = Cosign(*c, testWitness, witness, time.Unix(0, 0)) },
		"before 1970":  func(c *Checkpoint) { c.Signatures[1] = Cosign(*c, testWitness, witness, time.Unix(-1, 0)) },
		"after 9999":   func(c *Checkpoint) { c.Signatures[1] = Cosign(*c, testWitness, witness, time.Unix(latestSecond+1, 0)) },
		"key of a log": func(c *Checkpoint) { c.Signatures[1].Bytes = ed25519.Sign(witness, []byte(c.Text())) },
	} {
		bad, _ := ParseCheckpoint(both.Print())
		change(&bad)
		if got, err := bad.CosignedAt(v); !errors.Is(err, ErrSignatureWrong) {
			t.Errorf("%s changed: %v, %v", what, got, err)
		}
	}
}

func TestParseVerifierKeyRefuses(t *testing.T) {
	v, _ := testVkeys()
	good := v.String()
	for what, bad := range map[string]string{
		"another name": "x" + good, "no name": good[len(v.Name):], "cut": good[:len(good)-1], "a blank": " " + good, "LF": good + "\n",
		"capital hash": v.Name + "+" + strings.ToUpper(good[len(v.Name)+1:len(v.Name)+9]) + "A" + good[len(v.Name)+9:],
		"kind 2":       vkeyText(v.Name, 2, v.Key), "a space in the name": vkeyText("a b", 1, v.Key), "a long key": vkeyText(v.Name, 1, append(v.Key, 0)),
	} {
		if got, err := ParseVerifierKey(bad); !errors.Is(err, ErrVerifierKey) {
			t.Errorf("%s: %+v, %v", what, got, err)
		}
	}
}
