package verify

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"
)

// FuzzVerify puts other bytes into one file of a site. The check ends, and a site that holds is the one
// that was signed: only in the lines of signers whom nobody named may a head differ.
func FuzzVerify(f *testing.F) {
	base, options := baseSite(f), reader(f)
	paths := slices.Sorted(maps.Keys(base))
	for i, path := range paths {
		f.Add(uint8(i), base[path])
		f.Add(uint8(i), bytes.ReplaceAll(base[path], []byte("\n"), []byte("\r\n")))
		f.Add(uint8(i), base[path][:len(base[path])/2])
		f.Add(uint8(i), append(bytes.Clone(base[path]), base[paths[(i+1)%len(paths)]]...))
	}
	f.Fuzz(func(t *testing.T, n uint8, data []byte) {
		path := paths[int(n)%len(paths)]
		m := maps.Clone(base)
		m[path] = data
		r := Check(t.Context(), m, options)
		if bytes.Equal(data, base[path]) != (r.Outcome == Held) && !strings.HasPrefix(path, headPath) {
			t.Errorf("%s: %s with %q\n%s", path, r.Outcome, data, told(r))
		}
		if len(r.Statements) == 0 && r.Outcome != Unchecked {
			t.Errorf("%s says nothing", path)
		}
	})
}

// FuzzZip reads whatever bytes as a zip.
func FuzzZip(f *testing.F) {
	f.Add(zipped(f, header("a/first.txt", zipDeflated), header("a/other.txt", zipStored)))
	f.Add(zipped(f, header("proof/SHA256SUMS", zipDeflated)))
	f.Fuzz(func(t *testing.T, data []byte) {
		z, err := NewZip(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			return
		}
		Check(t.Context(), z, Options{})
	})
}
