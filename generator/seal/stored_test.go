package seal

import (
	"bytes"
	"errors"
	"testing"

	"github.com/gatefold/gatefold/generator/proof"
)

func storedExample(t testing.TB) []Stored {
	t.Helper()
	one, err := proof.Show(proof.Disclosure{Salt: "AAAAAAAAAAAAAAAAAAAAAA", Name: "title", Value: "Late"})
	if err != nil {
		t.Fatal(err)
	}
	two, err := proof.Show(proof.Disclosure{Salt: "AAAAAAAAAAAAAAAAAAAAAQ", Name: "body", Value: "a\n\nb"})
	if err != nil {
		t.Fatal(err)
	}
	return []Stored{
		{Place: "p/raid/R-01", ID: "0123456789abcdef", Rev: 2, Index: 17, Lines: []proof.Sealed{one, two.Withhold()}},
		{Place: "p/a file with blanks.txt", ID: "0123456789abcdee", Rev: 1, Index: 0, Lines: []proof.Sealed{two}},
	}
}

func TestStoredRoundTrip(t *testing.T) {
	file := printStored(storedExample(t))
	for _, text := range [][]byte{file, bytes.ReplaceAll(file, []byte("\n"), []byte("\r\n"))} {
		got, err := parseStored(text)
		if err != nil || !bytes.Equal(printStored(got), file) {
			t.Errorf("%v\n%s\nnot\n%s", err, printStored(got), file)
		}
	}
	if got, err := parseStored([]byte(storedHead + "\n")); err != nil || len(got) != 0 {
		t.Errorf("%v %v", got, err)
	}
	for _, bad := range []string{"", "x\n", storedHead + "\n\nleaf 1 2\n", storedHead + "\n\nleaf 0123456789abcdef x 1 p\n", storedHead + "\n\nleaf 0123456789abcdef 1 1 p\nnot a disclosure\n"} {
		if _, err := parseStored([]byte(bad)); !errors.Is(err, ErrStored) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func FuzzStored(f *testing.F) {
	f.Add(printStored(storedExample(f)))
	f.Add([]byte(storedHead + "\n"))
	f.Fuzz(func(t *testing.T, file []byte) {
		items, err := parseStored(file)
		if err != nil {
			return
		}
		again, err := parseStored(printStored(items))
		if err != nil || !bytes.Equal(printStored(again), printStored(items)) {
			t.Errorf("%v: read back as\n%s\nnot\n%s", err, printStored(again), printStored(items))
		}
	})
}
