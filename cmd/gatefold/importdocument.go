package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/gatefold/gatefold/generator/importer"
)

// askDocuments asks a person at the terminal for the fields that a document does not say. Scripts are
// not asked; what is missing stands in the draft as a remark.
func (i *importing) askDocuments(people io.Writer, docs []importer.Document) {
	if i.dryRun || i.asJSON || !onTerminal(os.Stdin) {
		return
	}
	for n := range docs {
		d := &docs[n]
		fmt.Fprintf(people, "%s becomes a draft (%s). Answer what you can; Enter alone leaves a field for later.\n", printable(d.Source), d.Kind)
		for j := range d.Fields {
			f := &d.Fields[j]
			if f.Value != "" {
				continue
			}
			example := ""
			switch {
			case len(f.Words) > 0:
				example = " (" + strings.Join(f.Words, ", ") + ")"
			case strings.Contains(f.Key, "date"):
				example = " (such as 2025-04-18)"
			}
			answer, err := askLine(fmt.Sprintf("  %s%s: ", f.Label, example))
			if err != nil {
				return // nobody answers any more
			}
			f.Value = strings.TrimSpace(answer)
		}
	}
}
