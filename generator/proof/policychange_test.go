package proof

import (
	"crypto/ed25519"
	"errors"
	"strings"
	"testing"
)

// TestPolicyChanges grows a policy as authors do, and reads it aloud as a file.
func TestPolicyChanges(t *testing.T) {
	log, _ := testVkeys()
	p := Policy{Logs: []PolicyKey{{Key: log}}, Quorum: NoQuorum}
	keys := map[string]string{}
	add := func(name, group string) {
		t.Helper()
		_, _, w := witnessNumber(byte(len(keys)))
		keys[w.String()] = strings.ToUpper(name)
		var err error
		if p, err = p.WithWitness(PolicyKey{Name: name, Key: w}, group); err != nil {
			t.Fatal(err)
		}
	}
	need := func(group string, n int) {
		t.Helper()
		var err error
		if p, err = p.WithThreshold(group, n); err != nil {
			t.Fatal(err)
		}
	}
	want := func(lines ...string) {
		t.Helper()
		text := strings.ReplaceAll(string(p.Print()), log.String(), "LOG")
		for key, name := range keys {
			text = strings.ReplaceAll(text, key, name)
		}
		if text != strings.Join(lines, "\n")+"\n" {
			t.Errorf("the policy is\n%s", text)
		}
	}
	want("log LOG", "quorum none")
	add("sam", "")
	need("", 1)
	want("log LOG", "witness sam SAM", "quorum sam")
	add("host", "")
	need("", 2)
	want("log LOG", "witness sam SAM", "witness host HOST", "group enough 2 sam host", "quorum enough")
	add("ana", "peers")
	add("ben", "peers")
	add("cleo", "peers")
	need("peers", 2)
	want("log LOG", "witness sam SAM", "witness host HOST", "witness ana ANA", "witness ben BEN", "witness cleo CLEO",
		"group peers 2 ana ben cleo", "group enough 2 sam host peers", "quorum enough")
	for what, err := range map[string]error{
		"too many":        second(p.WithThreshold("peers", 4)),
		"none":            second(p.WithThreshold("", 0)),
		"of a witness":    second(p.WithThreshold("sam", 2)),
		"of nobody":       second(p.WithThreshold("eve", 1)),
		"twice":           second(p.WithWitness(p.Witnesses[0], "")),
		"a taken name":    second(p.WithWitness(PolicyKey{Name: "peers", Key: log}, "")),
		"a log":           second(p.WithWitness(PolicyKey{Name: "log", Key: log}, "")),
		"no name":         second(p.WithWitness(PolicyKey{Key: p.Witnesses[0].Key}, "")),
		"into a witness":  second(p.WithWitness(PolicyKey{Name: "eve", Key: p.Witnesses[0].Key}, "sam")),
		"a name in words": second(p.WithWitness(PolicyKey{Name: "my coach", Key: p.Witnesses[0].Key}, "")),
	} {
		if !errors.Is(err, ErrPolicy) && !errors.Is(err, ErrPolicyChange) {
			t.Errorf("%s: %v", what, err)
		}
	}
	want("log LOG", "witness sam SAM", "witness host HOST", "witness ana ANA", "witness ben BEN", "witness cleo CLEO",
		"group peers 2 ana ben cleo", "group enough 2 sam host peers", "quorum enough")
}

func second(_ Policy, err error) error { return err }

// TestCoverInPolicy: a new key of the log gets its line, and every other line stays as it is.
func TestCoverInPolicy(t *testing.T) {
	old, _ := testVkeys()
	_, _, w := witnessNumber(1)
	s := testStore(diskFolder(t))
	if err := s.CoverInPolicy(); err != nil {
		t.Fatal(err)
	}
	_, newest := logKeys()
	s.Keys = append(s.Keys, VerifierKey{testOrigin, KindLogKey, newest.Public().(ed25519.PublicKey)})
	for before, after := range map[string]string{
		"# mine\nlog OLD\n\n# coach\nwitness sam W\nquorum sam\n":       "# mine\nlog OLD\nlog NEW\n\n# coach\nwitness sam W\nquorum sam\n",
		"witness sam W\nquorum sam\n":                                   "witness sam W\nquorum sam\n",
		"quorum none\n\tlog  OLD":                                       "quorum none\n\tlog  OLD\nlog NEW\n",
		"log NEW\nlog OLD\nwitness sam W\nquorum none\n":                "log NEW\nlog OLD\nwitness sam W\nquorum none\n",
		"log OLD https://ada.example/log\nwitness sam W\nquorum none\n": "log OLD https://ada.example/log\nlog NEW\nwitness sam W\nquorum none\n",
	} {
		keys := strings.NewReplacer("OLD", old.String(), "NEW", s.Keys[1].String(), " W\n", " "+w.String()+"\n")
		if err := s.Folder.Write(policyFile, []byte(keys.Replace(before))); err != nil {
			t.Fatal(err)
		}
		for range 2 {
			if err := s.CoverInPolicy(); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := readLimited(s.Folder, policyFile, maxPolicy); err != nil || string(got) != keys.Replace(after) {
			t.Errorf("%q became %q (%v)", before, got, err)
		}
	}
}
