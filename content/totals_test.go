package content

import (
	"slices"
	"testing"
)

// TestTotals keeps sums out of registers, and records that are only called so in them.
func TestTotals(t *testing.T) {
	for _, tc := range []struct {
		name, text string
		want       []string
	}{
		{"costs.csv", "category,planned\nStaff,3\nTotal,3\n", []string{"Staff"}},
		{"costs.csv", "category,planned\nStaff,3\nTotal cost of ownership study,3\n", []string{"Staff", "Total cost of ownership study"}},
		{"raid.csv", "id,type,title,cost exposure\nR-1,risk,T,3\nTotal,,,3\n", []string{"T"}},
		{"raid.csv", "id,type,title\nR-1,risk,Total\n", []string{"Total"}},
		{"milestones.csv", "name,finish\nSum,2025-01-02\n", []string{"Sum"}},
	} {
		p, _ := loadBook(t, tc.name, tc.text)
		var got []string
		for _, r := range p.Records {
			got = append(got, r.Common().Title)
		}
		if !slices.Equal(got, tc.want) {
			t.Errorf("%q: %q, want %q", tc.text, got, tc.want)
		}
	}
}
