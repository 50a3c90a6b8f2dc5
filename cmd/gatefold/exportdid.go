package main

import (
	"crypto/ed25519"
	"errors"
	"fmt"
	"regexp"

	"github.com/spf13/cobra"

	"github.com/gatefold/gatefold/generator/badge"
)

// isDID is how a file did.json begins.
var isDID = regexp.MustCompile(`^\{\n  "@context": \[\n    "https://www.w3.org/ns/did/`)

func exportDIDCommand() *cobra.Command {
	var k keyring
	var did, out string
	c := &cobra.Command{
		Use: "did --did did:web:NAME", Short: "Write the file by which a web site vouches for the key of your badges",
		Long: "A badge that is issued by did:web:cohort.example is checked with the key in https://cohort.example/.well-known/did.json:\n" +
			"whoever knows that site knows whose badge it is. This writes that file, with your public key, for you to publish there.\n" +
			"Leave it there for as long as your badges are to be checked.\n\n" +
			"Exit codes: 0 written, 64 it cannot be done as things stand, 1 something broke inside.",
		Example: "  gatefold export did --did did:web:cohort.example -o did.json",
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) > 0 || did == "" {
				return usageError{errors.New("name your site, such as: gatefold export did --did did:web:cohort.example")}
			}
			address, err := badge.DIDWebAddress(did)
			if err != nil {
				return usageError{fmt.Errorf("--did: %w", err)}
			}
			return refusal(c, writeDID(c, k, did, out, address))
		},
	}
	k.nameFlag(c)
	k.secrets.openFlags(c)
	c.Flags().StringVar(&did, "did", "", "the `name` of your site, as did:web:cohort.example")
	c.Flags().StringVarP(&out, "output", "o", "did.json", "the `file` to write")
	return c
}

func writeDID(c *cobra.Command, k keyring, did, out, address string) error {
	id, err := k.open()
	if err != nil {
		return err
	}
	document, err := badge.DIDDocument(did, id.CredentialKey().Public().(ed25519.PublicKey))
	if err != nil {
		return err
	}
	if err := writeExchanged(out, document, isDID); err != nil {
		return err
	}
	fmt.Fprintf(c.ErrOrStderr(), "Publish %s as %s, and leave it there.\nThen issue badges with: gatefold export badge FILE --site SITE --did %s\n", out, address, did)
	_, err = fmt.Fprintln(c.OutOrStdout(), out)
	return err
}
