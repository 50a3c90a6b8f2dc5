package proof

import (
	"fmt"
	"testing"
)

func BenchmarkSeal10000(b *testing.B) {
	leaves := leavesFrom("a", 0, 10_000)
	for b.Loop() {
		s := testStore(diskFolder(b))
		if _, err := s.Grow(testSigner(diskFolder(b)), nil, func(State) ([]NewLeaf, error) { return leaves, nil }); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSealOne(b *testing.B) {
	for _, size := range []int{500, 10_000} {
		b.Run(fmt.Sprint("after", size), func(b *testing.B) {
			s, signer := testStore(diskFolder(b)), testSigner(diskFolder(b))
			if _, err := s.Grow(signer, nil, take("a", size)); err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				if _, err := s.Grow(signer, nil, take("b", 1)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkReadLog10000(b *testing.B) {
	files, tree := logOf(b, someEntries(10_000))
	for b.Loop() {
		if _, err := NewLog(files, tree).Entries(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkProve(b *testing.B) {
	files, tree := logOf(b, someEntries(10_000))
	l := NewLog(files, tree)
	for b.Loop() {
		if _, err := l.Inclusion(4321, tree.Size); err != nil {
			b.Fatal(err)
		}
	}
}
