package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/gatefold/gatefold/generator/proof"
)

// ask asks for all that no flag has said; where nobody can be asked, it names the flags.
func (a *attesting) ask() error {
	a.note.Text = words(a.text)
	missing := a.missing()
	if len(missing) == 0 {
		return nil
	}
	if !onTerminal(os.Stdin) {
		return fmt.Errorf("there is nobody to ask. Run this in a terminal, or say %s", strings.Join(missing, ", "))
	}
	fmt.Fprintln(os.Stderr)
	n := &a.note
	for _, q := range []func() error{
		func() error {
			return askFor(&n.By, "Your name, as it is to stand under your words: ", func(s string) string { return s })
		},
		func() error {
			return askFor(&n.Relation, "What are you to the author? ("+oneOf(proof.Relations())+"): ", choice(proof.Relations()))
		},
		func() error {
			return askFor(&n.Basis, basisQuestion(), choice(proof.Bases()))
		},
		func() error {
			return askFor(&n.From, "The first day of the time that you speak of, such as 2025-02-03: ", aDay)
		},
		func() error { return askFor(&n.Until, "The last day of it: ", aDay) },
		a.askWords,
	} {
		if err := q(); err != nil {
			return err
		}
	}
	return nil
}

// missing are the flags that would say what is not said.
func (a *attesting) missing() []string {
	var out []string
	n := a.note
	for _, f := range [][2]string{{"--by NAME", n.By}, {"--relation (" + oneOf(proof.Relations()) + ")", string(n.Relation)}, {"--basis (" + oneOf(proof.Bases()) + ")", string(n.Basis)}, {"--from DAY", n.From}, {"--until DAY", n.Until}, {"--text WORDS", n.Text}} {
		if f[1] == "" {
			out = append(out, f[0])
		}
	}
	return out
}

// words are somebody's own words as they are signed: no blanks at the ends of lines, no empty lines
// before and after, and no line that is too long while it has blanks.
func words(text string) string {
	var lines []string
	for l := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		l = strings.Trim(strings.ReplaceAll(l, "\t", " "), " ")
		for len(l) > proof.MaxAttestLine { // a whole paragraph on one line
			at := strings.LastIndex(l[:proof.MaxAttestLine], " ")
			if at <= 0 {
				break
			}
			lines = append(lines, strings.TrimRight(l[:at], " "))
			l = strings.TrimLeft(l[at:], " ")
		}
		lines = append(lines, l)
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}

// tries is how often a question is asked of somebody who answers something else.
const tries = 5

// askFor asks for a value that is missing, until understood gives something.
func askFor[T ~string](into *T, question string, understood func(string) T) error {
	for range tries {
		if *into != "" {
			return nil
		}
		answer, err := askLine(question)
		if errors.Is(err, io.EOF) {
			err = errors.New("nothing was signed")
		}
		if err != nil {
			return err
		}
		*into = understood(strings.TrimSpace(answer))
	}
	if *into == "" {
		return errors.New("that was not understood. Nothing was signed")
	}
	return nil
}

// choice understands one of several words.
func choice[T ~string](of []T) func(string) T {
	return func(answer string) T {
		if word := T(strings.ToLower(answer)); slices.Contains(of, word) {
			return word
		}
		return ""
	}
}

// aDay understands a day.
func aDay(answer string) string {
	if _, err := time.Parse(time.DateOnly, answer); err != nil {
		return ""
	}
	return answer
}

// basisWords tells somebody what each basis says of them, a line each.
func basisWords() string {
	means := map[proof.Basis]string{
		proof.BasisRead: "you read the record, and did not discuss it", proof.BasisDiscussed: "you read it and discussed it with the author",
		proof.BasisObserved: "you saw part of the work done", proof.BasisSupervised: "you were in charge of the work",
		proof.BasisReproduced: "you did it again and came to the same result",
	}
	var b strings.Builder
	for _, basis := range proof.Bases() {
		fmt.Fprintf(&b, "  %-11s %s\n", basis, means[basis])
	}
	return b.String()
}

func basisQuestion() string {
	return "How do you know? Choose what is true, no more:\n" + basisWords() + "One of these words: "
}

// askWords reads lines up to one that is a full stop alone.
func (a *attesting) askWords() error {
	if a.note.Text != "" {
		return nil
	}
	fmt.Fprintln(os.Stderr, "Say it in your own words, up to 40 lines. End with a line that is a full stop alone:")
	var lines []string
	for {
		line, err := readLine(os.Stdin)
		if errors.Is(err, io.EOF) || err == nil && line == "." {
			break
		}
		if err != nil {
			return err
		}
		lines = append(lines, line)
	}
	if a.note.Text = words(strings.Join(lines, "\n")); a.note.Text == "" {
		return errors.New("you said nothing, so nothing was signed")
	}
	return nil
}
