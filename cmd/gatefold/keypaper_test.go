package main

import (
	"io"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/generator/proof"
)

// answers gives the lines of somebody who then goes away.
func answers(lines ...string) func(string) (string, error) {
	return func(string) (string, error) {
		if len(lines) == 0 {
			return "", io.EOF
		}
		line := lines[0]
		lines = lines[1:]
		return line, nil
	}
}

func TestAskPlaces(t *testing.T) {
	words := strings.Fields("a b c d e f g h i j k l m n o p q r s t u v w x")
	places := [3]int{2, 9, 24}
	for _, c := range []struct {
		typed string
		right bool
	}{
		{"b i x", true},
		{"B i X", true},
		{"a b i x", true},
		{"a a b a a i a a x", true},
		{"a a a b i x", false},
		{"b i", false},
		{"b i a a a", false},
		{"i b x", false},
		{"", false},
	} {
		if err := askPlaces(words, places, answers(strings.Fields(c.typed)...)); (err == nil) != c.right {
			t.Errorf("%q: %v", c.typed, err)
		}
	}
}

func TestTypeWords(t *testing.T) {
	zoo := strings.Repeat("zoo ", 23) + "vote"
	want, err := proof.IdentityFromWords(zoo)
	if err != nil {
		t.Fatal(err)
	}
	for name, lines := range map[string][]string{
		"one line":    {zoo},
		"a word each": strings.Fields(zoo),
		"with a slip": {"zoo zoo", "zoop zoo", "zoo", strings.Repeat("zoo ", 20), "vote"},
		"blank lines": {"", zoo[:40], " ", zoo[40:]},
	} {
		if got, err := typeWords(answers(lines...)); err != nil || got != want {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, lines := range map[string][]string{
		"nothing":     nil,
		"23 words":    {strings.Repeat("zoo ", 23)},
		"too many":    {strings.Repeat("zoo ", 23), "vote vote"},
		"wrong order": {"vote", strings.Repeat("zoo ", 23)},
	} {
		if got, err := typeWords(answers(lines...)); err == nil {
			t.Errorf("%s: %v", name, got)
		}
	}
}
