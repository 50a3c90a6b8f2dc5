package content

import (
	"fmt"
	"strings"
	"testing"
)

func TestScanText(t *testing.T) {
	for text, want := range map[string]string{
		"R-03, (CR-002) and G3R; D-04's end.":             "R-03 CR-002 G3R D-04",
		"R-03/R-04–R-05. Then INC-01.":                    "R-03 R-04 R-05 INC-01",
		"see device-refresh:R-03, ratio 3:4, at 10:30":    "device-refresh:R-03 3:4 10:30",
		"a@b1.org x@R-1 éR-2 https://x.org/R-3?q=R-4 R-5": "b1.org R-5",
		"artifacts/plan.pdf, x:artifacts/a/b.png.":        "artifacts/plan.pdf x:artifacts/a/b.png",
		"my artifacts/ and status-2025-04-18 2025-04-18":  "status-2025-04-18",
		"no digits here": "",
	} {
		var got []string
		for _, f := range scanText(text) {
			got = append(got, f.ref.String())
			if piece := text[f.start:f.end]; piece != f.ref.String() {
				t.Errorf("%q: piece %q for %s", text, piece, f.ref)
			}
		}
		if strings.HasPrefix(text, "a@b1") { // a mail address is a word like any other
			want = "R-5"
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestMaskMarkdown(t *testing.T) {
	body := "R-1 `R-2` ``R-3 ` R-4`` R-5\n\n```sh\nR-6\n```\n> ~~~\n> R-7\n> ~~~\n[R-8](../r-9/) [plan](artifacts/p1.pdf) `R-10\n\nR-11`\n[x](<./artifacts/q2.pdf>)\n"
	var got []string
	for _, m := range bodyMentions(body, 10, "p.md") {
		got = append(got, fmt.Sprintf("%s@%d:%d", m.Ref.ID, m.Pos.Line, m.Column))
	}
	want := "R-1@10:1 R-5@10:25 R-8@18:2 artifacts/p1.pdf@18:23 R-10@18:42 R-11@20:1 artifacts/q2.pdf@21:8"
	if strings.Join(got, " ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, " "), want)
	}
}

// linked is a world with ids of several shapes.
func linked(t *testing.T) *Portfolio {
	t.Helper()
	p, _ := load(t, world(
		"projects/x/raid.csv", "id,type,title\nR-03,risk,T\nP-1,risk,T\n12,risk,T\n",
		"projects/x/stakeholders.csv", "id,role\nS1,Sponsor\nS2,Lead\n",
		"projects/x/gates/g.md", gateHead+"decision = \"go\"\n+++\n",
		"projects/x/artifacts/plan.pdf", "", "projects/x/artifacts/Secret.pdf", "",
		"projects/x/artifacts/artifacts.toml", "[[artifact]]\nfile = \"Secret.pdf\"\nwithhold = true\n",
		"projects/y/project.toml", baseProject, "projects/y/raid.csv", "id,type,title\nR-07,risk,T\n",
	))
	return p
}

func TestResolve(t *testing.T) {
	p := linked(t)
	for _, c := range []struct {
		slug, word string
		sure       bool
		want       string // "" for a plain word or a dangling reference
	}{
		{"x", "R-03", false, "x:R-03"}, {"x", "r-03", false, ""}, {"x", "r-03", true, "x:R-03"}, {"x", "R2", false, ""}, {"x", "P1", false, ""}, {"x", "12", true, "x:12"}, {"x", "12", false, "x:12"},
		{"x", "S1", false, "x:S1"}, {"x", "y:R-07", false, "y:R-07"}, {"y", "x:R-03", false, "x:R-03"}, {"", "x:R-03", false, "x:R-03"}, {"", "R-03", false, ""}, {"y", "R-03", false, ""},
		{"x", "R-03-related", false, "x:R-03"}, {"x", "R-03.pdf", false, "x:R-03"}, {"x", "R-03-2", false, ""}, {"x", "risk:R-03", false, ""}, {"x", "artifacts/plan.pdf", false, "x:artifacts/plan.pdf"},
		{"x", "artifacts/Plan.pdf", true, "x:artifacts/plan.pdf"}, {"x", "artifacts/secret.pdf", true, ""}, {"y", "x:artifacts/plan.pdf", false, "x:artifacts/plan.pdf"},
	} {
		got, ok := p.Links.Resolve(c.slug, Mention{Ref: refOf(c.word), Sure: c.sure})
		if !ok {
			got = Ref{}
		}
		if c.word == "risk:R-03" {
			c.want = "x:R-03" // "risk" is no project, so the word before the colon is only a word
		}
		if got.String() != c.want {
			t.Errorf("%s in %q (sure %v): %q, want %q", c.word, c.slug, c.sure, got, c.want)
		}
	}
}

// TestTrackerKeys: the key of a tracker's project is no issue of it.
func TestTrackerKeys(t *testing.T) {
	p, problems := loadBook(t, "work.csv", "id,title\nCS42-1,Plan of CS42\nCS42-2,See CS42-9\n")
	if got := places(problems); len(p.Records) != 2 || strings.Contains(got, `"CS42"`) || !strings.Contains(got, `"CS42-9"`) {
		t.Error(got)
	}
}

// TestWordsStayWords: only words with the letters and the separator of ids are taken for references
// that lead nowhere.
func TestWordsStayWords(t *testing.T) {
	p := linked(t)
	for word, want := range map[string]verdict{
		"R-99": leadsAway, "R2": aWord, "P1": aWord, "SEV2": aWord, "UTF-8": aWord, "S9": leadsAway, "S365": aWord, "y:R-99": leadsAway, "y:artifacts/no.pdf": leadsAway,
		"artifacts/no.pdf": aWord, "z:R-03": leads, "3:12": aWord, "artifacts/Secret.pdf": toHidden,
	} {
		if _, got := p.Links.judge("x", Mention{Ref: refOf(word)}); got != want {
			t.Errorf("%s: verdict %d, want %d", word, got, want)
		}
	}
	for word, want := range map[string]verdict{"and": aWord, "R-99": leadsAway, "z:R-03": noProject, "99": leadsAway} {
		if _, got := p.Links.judge("x", Mention{Ref: refOf(word), Sure: true}); got != want {
			t.Errorf("%s in a column of references: verdict %d, want %d", word, got, want)
		}
	}
	if _, got := p.Links.judge("y", Mention{Ref: refOf("15"), Sure: true}); got != aWord {
		t.Errorf("a number where no id is one: %d", got)
	}
}

func TestSpans(t *testing.T) {
	p := linked(t)
	for text, want := range map[string]string{
		"See R-03-related work, 2012 R2 and y:R-07.": "See [R-03=x:R-03]-related work, 2012 R2 and [y:R-07=y:R-07].",
		"G1":                   "[G1=x:G1]",
		"":                     "",
		"R-99 and http://R-03": "R-99 and http://R-03",
		"artifacts/plan.pdf":   "[artifacts/plan.pdf=x:artifacts/plan.pdf]",
	} {
		var got, whole strings.Builder
		for _, s := range p.Links.Spans("x", text) {
			whole.WriteString(s.Text)
			if s.Linked {
				fmt.Fprintf(&got, "[%s=%s]", s.Text, s.Ref)
			} else {
				got.WriteString(s.Text)
			}
		}
		if got.String() != want || whole.String() != text {
			t.Errorf("%q: %q, want %q", text, got.String(), want)
		}
	}
	var none *Links
	if s := none.Spans("x", "R-03"); len(s) != 1 || s[0].Linked {
		t.Errorf("without a graph: %v", s)
	}
}
