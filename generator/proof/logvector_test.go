package proof

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"testing"
	"time"
)

func TestLogVector(t *testing.T) {
	var v struct {
		LogSeed    string `json:"log_seed"`
		Witness    string `json:"witness_seed"`
		LogKey     string `json:"log_vkey"`
		WitnessKey string `json:"witness_vkey"`
		Roots      map[string]string
		Files      map[string]string
		Checkpoint string
		CosignedAt int64  `json:"cosigned_at"`
		Proof      string `json:"tlog_proof"`
		Request    string `json:"witness_request"`
	}
	vector(t, "log.json", &v)
	seed := func(s string) ed25519.PrivateKey {
		b, err := hex.DecodeString(s)
		if err != nil {
			t.Fatal(err)
		}
		return ed25519.NewKeyFromSeed(b)
	}
	var entries [][]byte
	for i := range 300 {
		entries = append(entries, Leaf{KindRecord, fmt.Sprintf("%016x", i), 1, NoPrev, NoDay, sha256.Sum256([]byte(strconv.Itoa(i)))}.Text())
	}
	files, tree := logOf(t, entries)
	for path, file := range files {
		if sum := sha256.Sum256(file.Data); v.Files[path] != hex.EncodeToString(sum[:]) {
			t.Errorf("%s has another content", path)
		}
	}
	if len(v.Files) != len(files) {
		t.Errorf("%d files, want %d", len(files), len(v.Files))
	}
	l := NewLog(files, tree)
	for size, want := range v.Roots {
		n, _ := parseIndex(size)
		if root, err := l.RootAt(n); err != nil || encodeHash(root) != want {
			t.Errorf("root at %s: %s, want %s, %v", size, encodeHash(root), want, err)
		}
	}
	log, logErr := ParseVerifierKey(v.LogKey)
	witness, witnessErr := ParseVerifierKey(v.WitnessKey)
	if logErr != nil || witnessErr != nil {
		t.Fatal(logErr, witnessErr)
	}
	c := SignCheckpoint(log.Name, tree, seed(v.LogSeed))
	c, err := c.With(Cosign(c, witness.Name, seed(v.Witness), time.Unix(v.CosignedAt, 0)))
	if err != nil || string(c.Print()) != v.Checkpoint {
		t.Errorf("the head is %q, %v", c.Print(), err)
	}
	if p, err := Prove(l, 257, c); err != nil || string(p.Print()) != v.Proof {
		t.Errorf("the proof is %q, %v", p.Print(), err)
	}
	if r, err := NewWitnessRequest(l, c, 3); err != nil || string(r.Print()) != v.Request {
		t.Errorf("the request is %q, %v", r.Print(), err)
	}
}
