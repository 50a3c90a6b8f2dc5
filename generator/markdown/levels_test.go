package markdown

import (
	"math/rand"
	"strings"
	"testing"
)

// TestLevels renders headings in every order: the first takes the top level, none is more than one
// deeper than the one before it, and none leaves the range.
func TestLevels(t *testing.T) {
	r := New()
	chance := rand.New(rand.NewSource(1))
	for range 2000 {
		var src strings.Builder
		for range 1 + chance.Intn(12) {
			src.WriteString(strings.Repeat("#", 1+chance.Intn(6)) + " Same words\n\n")
		}
		top := 1 + chance.Intn(6)
		res, err := r.HTML(src.String(), Options{TopLevel: top})
		if err != nil {
			t.Fatal(err)
		}
		before, seen := top-1, map[string]bool{}
		for _, h := range res.TOC {
			if h.Level < top || h.Level > 6 || h.Level > before+1 {
				t.Fatalf("top %d: level %d after %d in\n%s", top, h.Level, before, src.String())
			}
			if seen[h.ID] {
				t.Fatalf("id %q twice", h.ID)
			}
			before, seen[h.ID] = h.Level, true
		}
	}
}
