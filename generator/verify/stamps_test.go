package verify

import (
	"strings"
	"testing"
	"time"
)

// TestStampWords: a stamp is told of with what it does not say, and one of something else counts for nothing.
func TestStampWords(t *testing.T) {
	at := time.Date(2026, 3, 6, 8, 10, 0, 0, time.UTC)
	one, two := Stamp{"proof/stamps/5.tsr", 5, at}, Stamp{"proof/stamps/13.tsr", 13, at.AddDate(0, 0, 7)}
	for _, c := range []struct {
		stamps []Stamp
		want   []string
	}{
		{nil, nil},
		{[]Stamp{one}, []string{"A time stamp says that the list had 5 entries on 6 Mar 2026, 08:10 UTC. That was not checked here: whoever has the certificate of the time-stamp authority asks " +
			"openssl ts -verify -in proof/stamps/5.tsr -CAfile CERTIFICATE -data TEXT, TEXT being the first three lines of proof/checkpoints/5."}},
		{[]Stamp{one, two}, []string{"A time stamp says that the list had 5 entries on 6 Mar 2026, 08:10 UTC, the last of 2 that it had 13 entries on 13 Mar 2026, 08:10 UTC. That was not checked here"}},
		{[]Stamp{{Path: "proof/stamps/1.tsr", Size: 1}, one}, []string{"proof/stamps/1.tsr is no time stamp of the list of 1 entry: it says nothing about this site.", "A time stamp says that the list had 5 entries"}},
	} {
		got := Facts{Stamps: c.stamps}.stamps()
		if len(got) != len(c.want) {
			t.Errorf("%+v: %q", c.stamps, got)
			continue
		}
		for i, want := range c.want {
			if !strings.HasPrefix(got[i], want) {
				t.Errorf("%+v: %q, want %q", c.stamps, got[i], want)
			}
		}
	}
}
