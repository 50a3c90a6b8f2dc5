package output

import (
	"bytes"
	"fmt"
	"path/filepath"
	"testing"
	"time"
)

func manyFiles(tb testing.TB, n int) Files {
	var f Files
	for i := range n {
		body := bytes.Repeat(fmt.Appendf(nil, "<p>page %d</p>\n", i), 400) // about 6 KB
		if err := f.Add(fmt.Sprintf("projects/p%d/raid/%d/index.html", i%40, i), Bytes(body)); err != nil {
			tb.Fatal(err)
		}
	}
	return f
}

// fresh are the same files without the hashes worked out before, as a new process has them.
func fresh(f Files) Files {
	var out Files
	for p, file := range f.All() {
		out.Add(p, Bytes(file.body()))
	}
	return out
}

func BenchmarkWriteCold(b *testing.B) {
	f := manyFiles(b, 10_000)
	dir := b.TempDir()
	i := 0
	for b.Loop() {
		b.StopTimer()
		g := fresh(f)
		i++
		out := filepath.Join(dir, fmt.Sprint(i))
		b.StartTimer()
		if d, err := Write(out, out+".list", g); err != nil || len(d.Written) != 10_000 {
			b.Fatal(len(d.Written), err)
		}
	}
}

func BenchmarkWriteNothing(b *testing.B) {
	f := manyFiles(b, 10_000)
	dir := filepath.Join(b.TempDir(), "out")
	for range 2 {
		if _, err := Write(dir, dir+".list", f); err != nil {
			b.Fatal(err)
		}
		time.Sleep(2 * racy)
	}
	for _, warm := range []bool{false, true} {
		b.Run(map[bool]string{false: "new process", true: "same files"}[warm], func(b *testing.B) {
			for b.Loop() {
				g := f
				if !warm {
					b.StopTimer()
					g = fresh(f)
					b.StartTimer()
				}
				if d, err := Write(dir, dir+".list", g); err != nil || !d.Empty() {
					b.Fatal(d, err)
				}
			}
		})
	}
}
