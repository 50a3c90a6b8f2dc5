package main

import "github.com/spf13/cobra"

func exportCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "export", Short: "Write what gatefold has signed in the forms of others",
		Long: "Export writes what is there in a form that other programs read. Nothing of gatefold's own relies on it.\n\n" +
			"  gatefold export badge FILE --site SITE   what you have said of a record, as an Open Badge\n" +
			"  gatefold export did --did did:web:NAME   the file by which your web site vouches for the key of your badges",
	}
	c.AddCommand(exportBadgeCommand(), exportDIDCommand())
	return c
}
