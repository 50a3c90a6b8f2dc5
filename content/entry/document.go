package entry

import (
	"strings"

	"github.com/gatefold/gatefold/content"
)

// NewDocument is the text of a new document: its fields, comments on further ones, and headings to write
// under. It is marked as a draft, so that nothing of it is published before somebody has filled it.
func NewDocument(n Noun, values []Value) []byte {
	var b strings.Builder
	b.WriteString("+++\n")
	for _, c := range content.Columns(n.KindOf()) {
		for _, v := range values {
			if v.Column == c.Name && v.Text != "" {
				b.WriteString(c.Key() + " = " + TOMLValue(c, v.Text) + "\n")
			}
		}
	}
	b.WriteString("draft = true                   # delete this line when it may be published\n")
	b.WriteString("#\n#   take away the # before a line to use it\n")
	b.WriteString(n.Note + "+++\n\n" + n.Body)
	return []byte(b.String())
}
