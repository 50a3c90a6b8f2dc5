package main

import (
	"crypto/rand"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/gatefold/gatefold/generator/proof"
)

func keyPaperCommand() *cobra.Command {
	var k keyring
	var check bool
	c := &cobra.Command{
		Use: "paper", Short: "Write your key down as 24 words, and test what you wrote",
		Long: "Paper shows your private key as 24 plain words. Write them on paper with their numbers, in a place where nobody\n" +
			"looks over your shoulder; do not photograph them or save them in a file. Then it asks for three of them.\n" +
			"The words are the key itself, without its passphrase: whoever has them can sign as you.",
		Example: "  gatefold key paper\n  gatefold key paper --check     asks for three words only, to test the paper again",
		Args:    noFolder,
		RunE: func(c *cobra.Command, _ []string) error {
			if check && !onTerminal(os.Stdin) {
				return refusal(c, fmt.Errorf("there is nobody to ask for words. Run `gatefold key paper --check` in a terminal"))
			}
			id, err := k.open()
			if err != nil {
				return refusal(c, err)
			}
			if !check {
				if err := writePaper(c.OutOrStdout(), k, id); err != nil {
					return brokenError{err}
				}
			}
			if !onTerminal(os.Stdin) {
				fmt.Fprintln(c.ErrOrStderr(), "No words were asked for, because nobody sits at a terminal. `gatefold key paper --check` does that later.")
				return nil
			}
			return refusal(c, testPaper(id, !check))
		},
	}
	k.nameFlag(c)
	k.secrets.openFlags(c)
	c.Flags().BoolVar(&check, "check", false, "ask for three of the words, show none")
	return c
}

// writePaper is the sheet: three columns to be read downwards, and what to do with it.
func writePaper(w io.Writer, k keyring, id proof.Identity) error {
	words := id.Words()
	var b strings.Builder
	fmt.Fprintf(&b, "THE KEY %q ON PAPER - whoever reads these words can sign as you\n\n", k.name)
	rows := len(words) / 3
	for i := range rows {
		fmt.Fprintf(&b, "  %2d %-12s  %2d %-12s  %2d %s\n", i+1, words[i], i+1+rows, words[i+rows], i+1+2*rows, words[i+2*rows])
	}
	fmt.Fprintf(&b, "\nFingerprint, to compare after an import:\n  %s\n\n", id.Fingerprint())
	fmt.Fprintf(&b, "Write the words down with their numbers, and the fingerprint. Keep the paper where you keep your passport.\n"+
		"To get the key back on any computer: gatefold key import%s\n", k.nameArg())
	_, err := io.WriteString(w, b.String())
	return err
}

// testPaper asks for three words. Where the words stand on the screen it is cleared first, so that
// the answers come from the paper.
func testPaper(id proof.Identity, shown bool) error {
	places, err := proof.ThreePlaces(rand.Reader)
	if err != nil {
		return err
	}
	if shown {
		if _, err := askLine("\nPress Enter when all 24 are on paper. "); err != nil {
			return err
		}
		if term.IsTerminal(int(os.Stdout.Fd())) {
			fmt.Fprint(os.Stdout, "\x1b[2J\x1b[3J\x1b[H") // clear, with what has scrolled away; to the top
		}
	}
	return askPlaces(id.Words(), places, askLine)
}

// askPlaces asks for the words at three places, three tries each.
func askPlaces(words []string, places [3]int, ask func(string) (string, error)) error {
	for _, place := range places {
		right := false
		for range 3 {
			answer, err := ask(fmt.Sprintf("Word %d on your paper: ", place))
			if err != nil {
				return fmt.Errorf("the test was broken off (%w). `gatefold key paper --check` begins it anew", err)
			}
			if right = strings.EqualFold(strings.TrimSpace(answer), words[place-1]); right {
				break
			}
			fmt.Fprintln(os.Stderr, "The key has another word there. Look again.")
		}
		if !right {
			return fmt.Errorf("word %d on the paper is not that of the key. Run `gatefold key paper` once more and write all of them anew", place)
		}
	}
	fmt.Fprintln(os.Stderr, "All three are right. The paper can give your key back.")
	return nil
}
