package proof

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Row is one line of proof/leaves.tsv: what of the author's an entry of the log is about. The file
// stays with the author and holds no titles.
type Row struct {
	Index int64
	ID    string
	Rev   int
	Path  string // of the record or file in the source folder, NoPath when it is not known any more
}

// NoPath stands for a path that is not known.
const NoPath = "-"

// ErrRows: not a leaves.tsv as gatefold writes it.
var ErrRows = errors.New("leaves.tsv is not in its form")

const maxRowsFile = MaxLog * 128

// PrintRows is the file leaves.tsv: index, id, revision and path of every entry, in order.
func PrintRows(rows []Row) []byte {
	var b bytes.Buffer
	for _, r := range rows {
		b.WriteString(strconv.FormatInt(r.Index, 10) + "\t" + r.ID + "\t" + strconv.Itoa(r.Rev) + "\t" + r.Path + "\n")
	}
	return b.Bytes()
}

// ParseRows reads PrintRows back and nothing else: indexes count from 0. The error is ErrRows.
func ParseRows(file []byte) ([]Row, error) {
	var rows []Row
	for line := range strings.Lines(string(file)) {
		r, ok := parseRow(line)
		if !ok || r.Index != int64(len(rows)) {
			return nil, fmt.Errorf("%w: line %d is %.100q", ErrRows, len(rows)+1, line)
		}
		rows = append(rows, r)
	}
	return rows, nil
}

func parseRow(line string) (Row, bool) {
	line, ended := strings.CutSuffix(line, "\n")
	f := strings.Split(line, "\t")
	if !ended || len(f) != 4 {
		return Row{}, false
	}
	index, isIndex := parseIndex(f[0])
	rev, isRev := parseIndex(f[2])
	ok := isIndex && isRev && isLeafID(f[1]) && rev >= 1 && rev <= maxRev && isRowPath(f[3])
	return Row{index, f[1], int(min(rev, maxRev)), f[3]}, ok
}

// isRowPath allows one line of text without control characters, up to 1,024 bytes.
func isRowPath(s string) bool {
	return s != "" && len(s) <= maxSumPath && utf8.ValidString(s) && strings.IndexFunc(s, unicode.IsControl) < 0
}
