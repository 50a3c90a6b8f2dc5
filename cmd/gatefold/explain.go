package main

import (
	"cmp"
	_ "embed"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/content/leak"
	"github.com/gatefold/gatefold/content/table"
	"github.com/gatefold/gatefold/generator/advice"
	"github.com/gatefold/gatefold/generator/review"
	"github.com/gatefold/gatefold/generator/verify"
)

func explainCommand() *cobra.Command {
	return &cobra.Command{
		Use: "explain [CODE|FILE]", Short: "Tell what a code such as GF5001 means, or what the columns of a register were taken for",
		Long: "Explain tells what one code means of a report of `gatefold build`, `serve`, `check`, `review` or `verify`, and what to do about it.\n" +
			"Without a code it lists them all: those before GF4100 are about the records, those from GF4101 about what a reader\n" +
			"misses, those from GF5001 about a check of a published site.\n" +
			"Of a register, such as projects/move/raid.xlsx, it tells which column became which field, and which are kept as extra ones.\n\n" +
			"Exit codes: 0 done, 64 there is no such code or register.",
		Example: "  gatefold explain GF5001\n  gatefold explain my-portfolio/projects/move/raid.xlsx\n  gatefold explain",
		RunE: func(c *cobra.Command, args []string) error {
			switch len(args) {
			case 0:
				return listCodes(c.OutOrStdout())
			case 1:
				if _, ok := table.FormatOf(args[0]); ok {
					return explainFile(c.OutOrStdout(), args[0])
				}
				return explain(c.OutOrStdout(), args[0])
			}
			return usageError{fmt.Errorf("explain takes one code or file, but %d were named", len(args))}
		},
	}
}

// explained is what one code means to one part of the program.
type explained struct {
	code, from, meaning, next string
	bad, good                 string // an example of each; "" for the codes of a check of a site
}

// exampleFile holds an example for each code of the records.
//
//go:embed examples.txt
var exampleFile string

// examples are the bad and the good example of each code.
func examples() map[string][2]string {
	out := map[string][2]string{}
	code := ""
	for line := range strings.Lines(exampleFile) {
		line = strings.TrimRight(line, "\r\n")
		e := out[code]
		switch {
		case strings.HasPrefix(line, "GF"):
			code = line
			continue
		case strings.HasPrefix(line, "- "):
			e[0] = line[2:]
		case strings.HasPrefix(line, "+ "):
			e[1] = line[2:]
		default:
			continue
		}
		out[code] = e
	}
	return out
}

// allCodes are the codes of records and of checks, in the order of their numbers.
func allCodes() []explained {
	var all []explained
	for _, m := range content.Codes() {
		all = append(all, explained{code: m.Code, from: "build and serve", meaning: sentence(m.Meaning),
			next: "`gatefold build` prints it with the file, the line or cell where it stands, and what to write there."})
	}
	for _, m := range advice.Codes() {
		look := advice.Coded(m.Code)
		all = append(all, explained{code: m.Code, from: "check and review", meaning: sentence(m.Meaning), next: look.Step})
	}
	for _, m := range leak.Codes() {
		all = append(all, explained{code: m.Code, from: "check", meaning: sentence(m.Meaning), next: "`gatefold check` prints it with the place where the word stands, and what to do."})
	}
	for _, m := range review.Codes() {
		all = append(all, explained{code: m.Code, from: "review", meaning: sentence(m.Meaning), next: "`gatefold review` prints it with the file and the line where it stands, and what to write there."})
	}
	for _, m := range verify.Codes() {
		all = append(all, explained{code: string(m.Code), from: "verify", meaning: m.Meaning + " " + consequence(m.Outcome), next: m.Next})
	}
	slices.SortStableFunc(all, func(a, b explained) int { return cmp.Compare(a.code, b.code) })
	shown := examples()
	for i, e := range all {
		all[i].bad, all[i].good = shown[e.code][0], shown[e.code][1]
	}
	return all
}

// consequence says what a finding makes of a check.
func consequence(o verify.Outcome) string {
	switch o {
	case verify.Changed:
		return "The check ends with 4: changed."
	case verify.Unchecked:
		return "The check ends with 5, could not check, unless something else was changed."
	}
	return "It is a note and takes nothing from what holds."
}

// sentence makes one of the words in a list. The name of a file stays as it is.
func sentence(words string) string {
	if first, _, _ := strings.Cut(words, " "); !strings.Contains(first, ".") {
		words = strings.ToUpper(words[:1]) + words[1:]
	}
	return words + "."
}

func explain(out io.Writer, word string) error {
	code := strings.ToUpper(strings.TrimSpace(word))
	if len(code) == 4 && !strings.HasPrefix(code, "GF") {
		code = "GF" + code
	}
	for _, e := range allCodes() {
		if e.code != code {
			continue
		}
		text := fmt.Sprintf("%s, of gatefold %s\n  Means:  %s\n", e.code, e.from, e.meaning)
		if e.bad != "" {
			text += fmt.Sprintf("  Wrong:  %s\n  Right:  %s\n", e.bad, e.good)
		}
		if _, err := fmt.Fprintf(out, "%s  To do:  %s\n", text, e.next); err != nil {
			return brokenError{err}
		}
		return nil
	}
	return usageError{fmt.Errorf("there is no code %q. Near it are %s. `gatefold explain` lists them all", word, strings.Join(nearCodes(code), ", "))}
}

// nearCodes are the three codes that differ from a word in the fewest places.
func nearCodes(word string) []string {
	var codes []string
	for _, e := range allCodes() {
		codes = append(codes, e.code)
	}
	differs := func(code string) int {
		n := max(len(code), len(word)) - min(len(code), len(word))
		for i := range min(len(code), len(word)) {
			if code[i] != word[i] {
				n++
			}
		}
		return n
	}
	slices.SortStableFunc(codes, func(a, b string) int { return cmp.Compare(differs(a), differs(b)) })
	return codes[:3]
}

func listCodes(out io.Writer) error {
	for _, e := range allCodes() {
		if _, err := fmt.Fprintf(out, "%s  %-16s  %s\n", e.code, e.from, e.meaning); err != nil {
			return brokenError{err}
		}
	}
	return nil
}
