package seal

import (
	"fmt"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/content"
)

// register is a RAID log of n rows, the first of them with this title.
func register(n int, title string) string {
	var b strings.Builder
	b.WriteString("ID,Type,Title,Description,Owner,Date raised,Status,Probability,Impact,Response\n")
	for i := range n {
		fmt.Fprintf(&b, "R-%04d,risk,%s %d,Something that may happen to us in wave %d,Desktop lead,2026-03-%02d,open,3,4,Call the vendor before the night\n", i, title, i, i%9, 1+i%28)
		title = "Late"
	}
	return b.String()
}

// BenchmarkOneEdit seals one edit among 500 records: the folder as loaded, the log grown and synced.
func BenchmarkOneEdit(b *testing.B) {
	w := newWorld(b)
	w.write("projects/p/raid.csv", register(500, "Late"))
	w.seal(Options{})
	n := 0
	for b.Loop() {
		b.StopTimer()
		n++
		w.write("projects/p/raid.csv", register(500, fmt.Sprint("Edited ", n)))
		p, _, err := content.Load(w.files, content.LoadOptions{})
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		items, err := Items(p, w.files)
		if err != nil {
			b.Fatal(err)
		}
		if plan, err := w.grow(items, Options{}); err != nil || len(plan.Leaves) != 1 {
			b.Fatal(err, len(plan.Leaves))
		}
	}
}

// BenchmarkTenThousand seals 10,000 records that were never sealed.
func BenchmarkTenThousand(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		w := newWorld(b)
		for i := range 20 {
			w.write(fmt.Sprintf("projects/p%d/project.toml", i), "title = \"P\"\nbasis = \"personal\"\nrole = \"Lead\"\n")
			w.write(fmt.Sprintf("projects/p%d/raid.csv", i), register(500, "Late"))
		}
		p, _, err := content.Load(w.files, content.LoadOptions{})
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		items, err := Items(p, w.files)
		if err != nil {
			b.Fatal(err)
		}
		if plan, err := w.grow(items, Options{}); err != nil || len(plan.Leaves) < 10_000 {
			b.Fatal(err, len(plan.Leaves))
		}
	}
}

// BenchmarkKnow is what a build adds for the log of 500 records.
func BenchmarkKnow(b *testing.B) {
	w := newWorld(b)
	w.write("projects/p/raid.csv", register(500, "Late"))
	w.seal(Options{})
	items := w.items()
	for b.Loop() {
		log, err := Read(w.folder)
		if err != nil {
			b.Fatal(err)
		}
		known, err := log.Know(items)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := log.Files(known); err != nil {
			b.Fatal(err)
		}
	}
}
