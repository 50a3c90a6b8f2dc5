package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/content/starter"
)

// errBrokenOff is said when somebody ends the questions before the last.
var errBrokenOff = usageError{errors.New("that was broken off; nothing was written")}

// askAnswers asks what the command line did not say.
func askAnswers(a *starter.Answers) error {
	fmt.Fprintln(os.Stderr, "Five questions. Enter alone leaves an answer for later; everything can be changed afterwards.")
	for _, q := range []struct {
		to       *string
		question string
		words    []string
	}{
		{&a.Name, "Your name, as it shall stand over the site", nil},
		{&a.TargetRole, "The job that you want", nil},
		{&a.Project, "The title of one project that you worked on", nil},
		{&a.Domain, "Its domain", content.AllowedWords("domain")},
		{&a.Basis, "How real it was", content.AllowedWords("basis")},
	} {
		if *q.to != "" {
			continue
		}
		answer, err := ask(q.question, q.words, false)
		if err != nil {
			return err
		}
		*q.to = answer
	}
	return nil
}

// maxTries is how often one question is asked.
const maxTries = 5

// ask asks one question until the answer can be used: one of the words, by itself or by its number, where
// there are words, and not nothing where it is needed.
func ask(question string, words []string, needed bool) (string, error) {
	for i, w := range words {
		fmt.Fprintf(os.Stderr, "  %2d  %s\n", i+1, w)
	}
	if len(words) > 0 {
		question = fmt.Sprintf("%s (1 to %d, or the word)", strings.TrimSuffix(question, "?"), len(words))
	}
	if !strings.HasSuffix(question, "?") {
		question += ":"
	}
	for range maxTries {
		answer, err := askLine(question + " ")
		if errors.Is(err, io.EOF) {
			fmt.Fprintln(os.Stderr)
			return "", errBrokenOff
		}
		if err != nil {
			return "", usageError{err}
		}
		answer, wrong := usable(strings.TrimSpace(answer), words, needed)
		if wrong == "" {
			return answer, nil
		}
		fmt.Fprintln(os.Stderr, wrong)
	}
	return "", errBrokenOff
}

// usable gives the answer that is meant, or what is wrong with it.
func usable(answer string, words []string, needed bool) (meant, wrong string) {
	switch {
	case answer == "" && needed:
		return "", "This is needed; a few words will do."
	case answer == "" || len(words) == 0:
		return answer, ""
	}
	if n, err := strconv.Atoi(answer); err == nil && n >= 1 && n <= len(words) {
		return words[n-1], ""
	}
	if i := slices.IndexFunc(words, func(w string) bool { return strings.EqualFold(w, answer) }); i >= 0 {
		return words[i], ""
	}
	return "", strings.TrimSpace(fmt.Sprintf("%q is none of them. %s", answer, content.DidYouMean(answer, words)))
}

// orWords is "a, b or c".
func orWords(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
}
