package showcase

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/gatefold/gatefold/generator/output"
)

// BenchmarkBuild lays out, draws and writes the whole site of a cohort into an empty folder.
func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{100, 1000} {
		cfg, learners := classOf(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				dir := b.TempDir()
				b.StartTimer()
				files := built(b, cfg, learners)
				if _, err := output.Write(filepath.Join(dir, "public"), filepath.Join(dir, "list"), files); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
