package devserver

import (
	"math/rand"
	"testing"
	"time"
)

// TestPace replays changes on a clock of its own and holds the looks to the millisecond.
func TestPace(t *testing.T) {
	storm := make([]int, 100)
	for i := range storm {
		storm[i] = i * 10
	}
	for _, c := range []struct {
		name    string
		changes []int // when, in ms
		want    []int // looks
	}{
		{"one", []int{5}, []int{5}},
		{"two far apart", []int{5, 50}, []int{5, 50}},
		{"two steps of a save", []int{5, 7}, []int{5, 22}},
		{"four steps", []int{5, 10, 20, 30}, []int{5, 45}},
		{"just calm", []int{5, 20}, []int{5, 20}},
		{"not quite calm", []int{5, 19}, []int{5, 34}},
		{"a storm", storm, []int{0, 260, 520, 780, 1005}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var p pace
			var got []int
			start := time.Unix(1000, 0)
			for ms, next := 0, 0; ms < 2000; ms++ {
				now := start.Add(time.Duration(ms) * time.Millisecond)
				for next < len(c.changes) && c.changes[next] == ms {
					p.change(now)
					next++
				}
				if look, _ := p.due(now); look {
					p.looked()
					got = append(got, ms)
				}
			}
			if len(got) != len(c.want) {
				t.Fatalf("looks at %v, want %v", got, c.want)
			}
			for i := range got {
				if got[i] != c.want[i] {
					t.Fatalf("looks at %v, want %v", got, c.want)
				}
			}
		})
	}
}

// TestPaceNeverForgets: whatever happens, with builds that take their time and looks that are put off,
// each change is looked at, at most 250 ms after it or, when a build was running, at once after that.
func TestPaceNeverForgets(t *testing.T) {
	for seed := range int64(200) {
		r := rand.New(rand.NewSource(seed))
		var p pace
		start := time.Unix(1000, 0)
		oldest, busyUntil := -1, -1
		for ms := range 5000 {
			now := start.Add(time.Duration(ms) * time.Millisecond)
			if ms == busyUntil {
				p.busy = false
			}
			if ms < 4000 && r.Intn(12) == 0 {
				p.change(now)
				if oldest < 0 {
					oldest = ms
				}
			}
			look, wait := p.due(now)
			if !look && oldest >= 0 && !p.busy && (wait <= 0 || wait > longest) {
				t.Fatalf("seed %d: at %d ms a change waits, but for nothing: %v", seed, ms, wait)
			}
			if !look {
				continue
			}
			if p.eager && r.Intn(3) == 0 {
				p.doubt(now)
				continue
			}
			if late := ms - max(oldest, busyUntil); oldest < 0 || late > 250 {
				t.Fatalf("seed %d: at %d ms a look, oldest change %d", seed, ms, oldest)
			}
			p.looked()
			oldest = -1
			if r.Intn(2) == 0 {
				p.busy, busyUntil = true, ms+1+r.Intn(100)
			}
		}
		if oldest >= 0 {
			t.Fatalf("seed %d: a change was never looked at", seed)
		}
	}
}

func TestIgnored(t *testing.T) {
	for rel, want := range map[string]bool{
		".":                                   false,
		"portfolio.toml":                      false,
		"projects/a/raid.csv":                 false,
		"projects/a/4913":                     true,
		"projects/a/raid.csv~":                true,
		"projects/a/.raid.csv.swp":            true,
		"projects/a/.raid.csv.swo":            true,
		"projects/a/.~lock.raid.csv#":         true,
		"projects/a/~$raid.csv":               true,
		"projects/a/~WRL0001.TMP":             true,
		"projects/a/x.tmp":                    true,
		"projects/a/#raid.csv#":               true,
		".git/index":                          true,
		"projects/.git/x":                     true,
		".gatefold/cache/x":                   true,
		"public":                              true,
		"public/index.html":                   true,
		"publications":                        false,
		"projects/public/raid.csv":            false,
		"projects/a/artifacts/Thumbs.db":      true,
		"projects/a/artifacts/a.TMP/plan.png": true,
		"projects/a/artifacts/49131.png":      false,
		"theme/tokens.css":                    false,
		"theme/.tokens.css.kate-swp":          true,
		"projects/a/raid.csv___jb_tmp___":     true,
		"projects/a/C# notes.md":              false,
		"projects/a/artifacts/plan ~ old.pdf": false,
	} {
		if got := ignored(rel, "public"); got != want {
			t.Errorf("%s: ignored %v, want %v", rel, got, want)
		}
	}
}
