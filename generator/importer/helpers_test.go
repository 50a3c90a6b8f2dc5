package importer

import (
	"archive/zip"
	"io"
	"strconv"
	"strings"
	"testing"
)

// plain is a register without the mark and the line ends that are there for Excel.
func plain(data []byte) string {
	return strings.ReplaceAll(strings.TrimPrefix(string(data), "\ufeff"), "\r\n", "\n")
}

func itoa(n int) string { return strconv.Itoa(n) }

// writeZip makes a zip of names and texts in turn.
func writeZip(t testing.TB, to io.Writer, pairs ...string) {
	t.Helper()
	w := zip.NewWriter(to)
	for i := 0; i+1 < len(pairs); i += 2 {
		part, err := w.Create(pairs[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(part, pairs[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}
