package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

func witnessCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "witness", Short: "Have somebody else confirm how far your log has come, and when",
		Long: "A log that only its owner has signed proves nothing about dates: the owner could make it anew tonight. A witness,\n" +
			"such as a coach, remembers how far the log had come and signs that it has only grown since. You exchange small\n" +
			"files, by mail or any other way:\n\n" +
			"  gatefold witness request DIR     the owner of the portfolio: writes what to send to the witness\n" +
			"  gatefold witness sign FILE       the witness: looks at it, signs, and writes the reply\n" +
			"  gatefold witness add FILE DIR    the owner: puts the reply into the portfolio\n\n" +
			"Or the witness answers on the web:\n\n" +
			"  gatefold witness admit FILE      the witness: says whose logs it signs for\n" +
			"  gatefold witness serve           the witness: signs for these whenever it is asked\n" +
			"  gatefold witness ask URL DIR     the owner: asks, as `gatefold seal --witness URL` does\n\n" +
			"Who counts as a witness, and how many of them it takes, is the owner's choice: `gatefold witness policy`.\n\n" +
			"The witness sees how many entries there are and fingerprints, no word of the records. The signature says: this\n" +
			"list was there on that day, and has only grown since I first saw it. It does not say that anything in it is true.\n\n" +
			"Exit codes: 0 done, 4 a log has not only grown, 64 it cannot be done as things stand, 1 something broke inside.",
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return c.Help()
			}
			return usageError{fmt.Errorf("gatefold witness knows no %q; it knows request, add, ask and policy, and for witnesses admit, sign, serve and restore", args[0])}
		},
	}
	c.AddCommand(witnessRequestCommand(), witnessSignCommand(), witnessAddCommand(), witnessAdmitCommand(), witnessServeCommand(), witnessAskCommand(), witnessPolicyCommand(), witnessRestoreCommand())
	return c
}
