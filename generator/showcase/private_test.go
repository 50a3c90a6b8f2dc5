package showcase

import (
	"fmt"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/generator/cohort"
	"github.com/gatefold/gatefold/generator/output"
)

// membersOf7 are the class of seven as their coach sees them, one of them with a faulty site.
func membersOf7() (Config, []Member) {
	cfg, seven := classOf7()
	var out []Member
	for i := range seven {
		m := Member{ID: seven[i].Slug, Label: fmt.Sprintf("%s, Tuesday group", seven[i].Alias), Verdict: "same", Well: true, Next: "Nothing.", Entries: 206, Before: 206, Checked: "2026-11-28", Learner: &seven[i]}
		for n := range 3 + i {
			m.Records = append(m.Records, cohort.Record{Project: "Device refresh", Kind: "risk", ID: fmt.Sprintf("R-%02d", n+1), Title: fmt.Sprintf("Risk %d of %s", n+1, seven[i].Alias), Date: "2025-02-03",
				Fields: []cohort.Field{{Name: "Response", Value: "Call <b>the vendor</b> first"}}})
		}
		m.Records = append(m.Records, cohort.Record{Project: "Device refresh", Kind: "gate", ID: "G1", Title: "Kick-off", Date: "2025-02-10", Says: "conditional go", URL: "https://learner.example/gates/g1/index.html"})
		out = append(out, m)
	}
	out[2].Verdict, out[2].Well, out[2].Next, out[2].Before, out[2].Absent, out[2].Learner = "rolled back", false, "Ask the learner whether an old copy was uploaded.", 240, "Their site is not as it should be: rolled back.", nil
	out = append(out, Member{Label: "Ben, not begun", Verdict: "unreachable", Unsure: true, Next: "See whether the address is right.", Absent: "Their site could not be reached."})
	return cfg, out
}

func privately(t *testing.T, cfg Config, members []Member) output.Files {
	t.Helper()
	files, err := Private(cfg, members)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestPrivate: the coach sees every member, what became of their sites, and their work side by side; each
// page says that it is private.
func TestPrivate(t *testing.T) {
	cfg, members := membersOf7()
	files := privately(t, cfg, members)
	table := bodyOf(t, files, "index.html")
	for _, want := range []string{"Ben, not begun", "rolled back", "206, before 240", "Ask the learner", "Their site could not be reached.", `href="compare/gate/index.html"`} {
		if !strings.Contains(table, want) {
			t.Errorf("the table lacks %q", want)
		}
	}
	gates := bodyOf(t, files, "compare/gate/"+members[0].ID+".html")
	for _, want := range []string{"Kick-off", "conditional go", "https://learner.example/gates/g1/index.html", `<base target="_blank">`} {
		if !strings.Contains(gates, want) {
			t.Errorf("the gates of a member lack %q", want)
		}
	}
	risks := bodyOf(t, files, "compare/risk/"+members[0].ID+".html")
	if strings.Contains(risks, ">Says<") {
		t.Error("risks have a column in which nothing stands")
	}
	if n := strings.Count(risks, "<dt>Response<dd>Call &lt;b&gt;the vendor&lt;/b&gt; first"); n != 3 {
		t.Errorf("%d of 3 risks tell their response", n)
	}
	if got := bodyOf(t, files, "compare/projects/"+members[2].ID+".html"); !strings.Contains(got, "Nothing of this kind") {
		t.Errorf("who shows nothing has %s", got)
	}
	compare := bodyOf(t, files, "compare/risk/index.html")
	if n := strings.Count(compare, `target="left"`); n != 7 || strings.Count(compare, "<iframe ") != 2 || !strings.Contains(compare, "frame-src &#39;self&#39;") {
		t.Errorf("the page of risks offers %d members in:\n%s", n, compare)
	}
	for name := range files.All() {
		if body := bodyOf(t, files, name); strings.HasSuffix(name, ".html") && (!strings.Contains(body, "rivate") || !strings.Contains(body, "noindex")) {
			t.Errorf("%s does not say that it is private", name)
		}
	}
}

// TestPrivateToRead: what a coach has to read is pointed to although the site is well, a member is known
// by more than a path, and the first two to be compared are two who have something.
func TestPrivateToRead(t *testing.T) {
	cfg, members := membersOf7()
	members[0].Site, members[0].Details, members[0].Records = "sites/first.zip", []string{"All 12 records are those of another."}, nil
	files := privately(t, cfg, members)
	table := bodyOf(t, files, "index.html")
	for _, want := range []string{"sites/first.zip", "Read this:", "All 12 records are those of another."} {
		if strings.Count(table, want) != 1 {
			t.Errorf("the table has %q %d times", want, strings.Count(table, want))
		}
	}
	compare := bodyOf(t, files, "compare/risk/index.html")
	for _, m := range members[1:3] {
		if !strings.Contains(compare, `src="`+m.ID+`.html"`) {
			t.Errorf("%s, who has risks, is not in a frame at first", m.Label)
		}
	}
}

// TestPrivateAlone: nobody can be compared with nobody.
func TestPrivateAlone(t *testing.T) {
	cfg, members := membersOf7()
	for _, few := range [][]Member{nil, members[:1], members[7:]} {
		for name := range privately(t, cfg, few).All() {
			if strings.HasPrefix(name, "compare/") {
				t.Errorf("%d members have %s", len(few), name)
			}
		}
	}
}
