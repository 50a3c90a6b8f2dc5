package spelling

import "testing"

func TestNearest(t *testing.T) {
	for word, want := range map[string]string{"raid.cvs": "raid.csv", "mitigte": "mitigate", "xyzzy": "", "R-3": "R-03", "sumary": "summary"} {
		if got := Nearest(word, []string{"raid.csv", "mitigate", "R-03", "summary"}); got != want {
			t.Errorf("%q: %q, want %q", word, got, want)
		}
	}
	if Distance("ab", "ba", 9) != 1 || Distance("kitten", "sitting", 9) != 3 || Distance("a", "abcdef", 3) != 3 {
		t.Error("distance")
	}
}
