package entry

import (
	"fmt"
	"strconv"
	"strings"
)

// longestNumber bounds the digits of an id that are counted up.
const longestNumber = 9

// NextID is the next free id: of the series that most of like belong to, in its width, one above the highest
// number that any of all has in it. Where like has no series, first is the first id of a new one.
func NextID(all, like []string, first string) string {
	prefix, width, ok := series(like)
	if !ok {
		prefix, width, _ = series([]string{first})
	}
	taken := map[string]bool{}
	highest := 0
	for _, id := range all {
		taken[strings.ToLower(id)] = true
		if p, n, _, ok := cutID(id); ok && strings.EqualFold(p, prefix) {
			highest = max(highest, n)
		}
	}
	for n := highest + 1; ; n++ {
		if id := fmt.Sprintf("%s%0*d", prefix, width, n); !taken[strings.ToLower(id)] {
			return id
		}
	}
}

// series is what most ids have before their number, and how many digits the widest of those has.
func series(ids []string) (prefix string, width int, ok bool) {
	counts, widths := map[string]int{}, map[string]int{}
	for _, id := range ids {
		if p, _, w, numbered := cutID(id); numbered {
			counts[p]++
			widths[p] = max(widths[p], w)
			if counts[p] > counts[prefix] || prefix == "" && !ok {
				prefix, ok = p, true
			}
		}
	}
	return prefix, widths[prefix], ok
}

// cutID takes "R-03" apart: "R-", 3, and the width 2.
func cutID(id string) (prefix string, n, width int, ok bool) {
	prefix = strings.TrimRight(id, "0123456789")
	digits := id[len(prefix):]
	if prefix == "" || digits == "" || len(digits) > longestNumber {
		return "", 0, 0, false
	}
	n, err := strconv.Atoi(digits)
	return prefix, n, len(digits), err == nil
}
