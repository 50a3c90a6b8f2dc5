package annotate

import (
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/gatefold/gatefold/content"
)

// GitHub writes each problem as a workflow command of GitHub Actions, one a line, so that it shows beside
// the line of a change. Escapes are those of the toolkit of GitHub Actions: data has % and line breaks
// escaped, properties also : and the comma.
func GitHub(w io.Writer, dir string, problems content.Problems) error {
	for _, p := range problems {
		where := "file=" + property(path.Join(dir, p.Path))
		if p.Line > 0 {
			where += fmt.Sprintf(",line=%d", p.Line)
		}
		if p.Line > 0 && p.Column > 0 {
			where += fmt.Sprintf(",col=%d", p.Column)
		}
		title := p.Code
		if p.Cell != "" {
			title += ", " + p.Cell
		}
		if _, err := fmt.Fprintf(w, "::%s %s,title=%s::%s\n", command(p.Severity), where, property(title), data(strings.TrimSpace(p.Message+"\n"+p.Hint))); err != nil {
			return err
		}
	}
	return nil
}

func command(s content.Severity) string {
	if s == content.Hint {
		return "notice"
	}
	return string(s)
}

func data(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
}

func property(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C").Replace(s)
}
