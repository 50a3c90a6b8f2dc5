package site

import (
	"testing"

	"github.com/gatefold/gatefold/content"
)

func on(m, d int) content.Date {
	return content.DateOf(content.Date{Year: 2026, Month: 1, Day: 1}.Time().AddDate(0, m-1, d-1))
}

func by(d content.Date, names ...string) Sighting { return Sighting{d, names} }

// TestStatus holds the words of every state to the fixed sentences, in plain blanks.
func TestStatus(t *testing.T) {
	three := []string{"A", "B", "C"}
	for name, c := range map[string]struct {
		r                     RecordEvidence
		status, claims, short string
	}{
		"not sealed": {RecordEvidence{}, "Not sealed", "", "not sealed"},
		"sealed": {RecordEvidence{State: Sealed, Says: on(3, 3)},
			"Sealed by the author; no one else has confirmed a date", "Says 3 Mar 2026", "sealed, seen by nobody else"},
		"seen by one": {RecordEvidence{State: Seen, Says: on(3, 3), First: by(on(3, 9), "Sam Jones (coach)"), Newest: by(on(3, 9), "Sam Jones (coach)")},
			"Existed by 9 Mar 2026, seen by Sam Jones (coach)", "Says 3 Mar 2026", "seen 9 Mar 2026"},
		"seen by three": {RecordEvidence{State: Seen, First: by(on(3, 9), three...), Newest: by(on(3, 9), three...)},
			"Existed by 9 Mar 2026, seen by 3 parties", "", "seen 9 Mar 2026"},
		"changed and seen again": {RecordEvidence{State: Seen, Says: on(3, 3), First: by(on(3, 9), "A"), Newest: by(on(5, 1), three...)},
			"Existed by 1 May 2026, seen by 3 parties", "Says 3 Mar 2026. First version seen by 9 Mar 2026, this text by 1 May 2026", "seen 1 May 2026"},
		"changed and sealed alone": {RecordEvidence{State: Sealed, First: by(on(3, 9), "A")},
			"Sealed by the author; no one else has confirmed a date", "First version seen by 9 Mar 2026, this text by nobody yet", "sealed, seen by nobody else"},
		"edited": {RecordEvidence{State: Edited, First: by(on(3, 9), "A"), Newest: by(on(5, 1), "A")},
			"Edited since it was sealed; not yet sealed again", "First version seen by 9 Mar 2026, the sealed text by 1 May 2026", "edited since it was sealed"},
		"edited, one version": {RecordEvidence{State: Edited, First: by(on(3, 9), "A"), Newest: by(on(3, 9), "A")},
			"Edited since it was sealed; not yet sealed again", "The sealed text was seen by 9 Mar 2026", "edited since it was sealed"},
		"edited, unseen": {RecordEvidence{State: Edited}, "Edited since it was sealed; not yet sealed again", "", "edited since it was sealed"},
		"14 days later": {RecordEvidence{State: Seen, Says: on(3, 1), First: by(on(3, 15), "A"), Newest: by(on(3, 15), "A")},
			"Existed by 15 Mar 2026, seen by A", "Says 1 Mar 2026", "seen 15 Mar 2026"},
		"15 days later": {RecordEvidence{State: Seen, Says: on(3, 1), First: by(on(3, 16), "A"), Newest: by(on(3, 16), "A")},
			"Existed by 16 Mar 2026, seen by A", "Says 1 Mar 2026: added later, first seen 15 days after", "seen 16 Mar 2026"},
		"the first version in time": {RecordEvidence{State: Seen, Says: on(3, 1), First: by(on(3, 2), "A"), Newest: by(on(6, 1), "A")},
			"Existed by 1 Jun 2026, seen by A", "Says 1 Mar 2026. First version seen by 2 Mar 2026, this text by 1 Jun 2026", "seen 1 Jun 2026"},
		"seen by nobody named": {RecordEvidence{State: Seen, First: by(on(3, 9)), Newest: by(on(3, 9))},
			"Sealed by the author; no one else has confirmed a date", "", "sealed, seen by nobody else"},
		"seen on no day": {RecordEvidence{State: Seen, Newest: by(content.Date{}, "A")},
			"Sealed by the author; no one else has confirmed a date", "", "sealed, seen by nobody else"},
	} {
		if got := c.r.status(); got != c.status {
			t.Errorf("%s: status %q, want %q", name, got, c.status)
		}
		if got := plainly(c.r.claims()); got != c.claims {
			t.Errorf("%s: claims %q, want %q", name, got, c.claims)
		}
		if got := plainly(c.r.short()); got != c.short {
			t.Errorf("%s: short %q, want %q", name, got, c.short)
		}
	}
}

// TestCadence: the line that comes first, and the honest opposite.
func TestCadence(t *testing.T) {
	week := func(m, d, parties int) Week { return Week{on(m, d), parties} }
	for name, c := range map[string]struct {
		weeks []Week
		first []content.Date // of the records
		want  string
	}{
		"several weeks":            {[]Week{week(1, 5, 1), week(1, 12, 0), week(1, 19, 3), week(5, 4, 1)}, []content.Date{on(1, 6), on(1, 20)}, "Seen in 3 different weeks, from January to May 2026"},
		"one week":                 {[]Week{week(1, 5, 1)}, []content.Date{on(1, 6), on(1, 8)}, "Seen in one week, that of 5 January 2026"},
		"one day":                  {[]Week{week(1, 5, 1)}, []content.Date{on(1, 6), on(1, 6)}, "2 records, all first seen on one day"},
		"one day, seen many times": {[]Week{week(1, 5, 1), week(1, 12, 1), week(1, 19, 1)}, []content.Date{on(1, 6), on(1, 6)}, "2 records, all first seen on one day"},
		"nobody":                   {nil, []content.Date{{}, {}}, "Nobody but the author has confirmed a date"},
		// A week that begins in one month and ends in the next counts for what is sure: never a longer span.
		"no month too many": {[]Week{week(1, 26, 1), week(3, 30, 1)}, []content.Date{on(2, 1), on(3, 30)}, "Seen in 2 different weeks, from February to March 2026"},
	} {
		e := Evidence{Fingerprint: "SHA256:x", Weeks: c.weeks, Records: map[string]RecordEvidence{}}
		places := []string{"owner", "x/project"}
		for i, d := range c.first {
			r := RecordEvidence{State: Sealed, Leaf: places[i]}
			if !d.IsZero() {
				r = RecordEvidence{State: Seen, Leaf: places[i], First: by(d, "A"), Newest: by(d.AddDays(30), "A")}
			}
			e.Records[places[i]] = r
		}
		p := load(t, map[string]string{"projects/x/project.toml": projectFile})
		if got := plainly(newPlan(p, e).cadence().words()); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
