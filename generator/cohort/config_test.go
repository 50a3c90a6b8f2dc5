package cohort_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/generator/cohort"
	"github.com/gatefold/gatefold/generator/cohort/cohorttest"
)

const goodKey = "SHA256:tAXFyTXI8xtDaujAEcwJslAYc9/6FKcUkd2Lw0xDhPo"

// TestConfigMistakes: all mistakes of a file are told at once, each with its line.
func TestConfigMistakes(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want []string // "line: found", each a part of what is said in this order
	}{
		"all at once": {"schema = 2\nname = \"Lark Field\"\ntitel = \"x\"\nindex = \"yes\"\nstale_months = 0\nbase_url = \"ftp://x\"\n[limits]\nbytes = 5\nsecond = 3\n" +
			"[[member]]\nsite = \"http://ada.example/\"\nkey = \"SHA256:short\"\n[[member]]\nsite = \"https://ada.example/a.zip\"\nkye = \"x\"\n",
			[]string{"1: schema is no number|schema = 1", "1: title is missing", "2: name cannot be used|Lark Field", "3: this file has no setting \"titel\"|Did you mean title?", "4: index is neither true nor false",
				"5: stale_months is no number|from 1 to 120", "6: base_url cannot be used", "8: bytes in [limits]", "9: [limits] has no setting \"second\"|Did you mean seconds?",
				"11: site in [[member]] cannot be used|https://", "12: key in [[member]] cannot be used", "13: key in [[member]] is missing", "14: site in [[member]]|save it", "15: [[member]] has no setting \"kye\"|Did you mean key?"}},
		"nothing":            {"", []string{"1: schema is missing", "1: name is missing", "1: title is missing"}},
		"no TOML":            {"schema = 1\nname = \"a\"\n!", []string{"3: this cannot be read"}},
		"member is no list":  {"schema = 1\nname = \"a\"\ntitle = \"a\"\nmember = 5", []string{"4: member is no list of tables"}},
		"one member":         {"schema = 1\nname = \"a\"\ntitle = \"a\"\n[member]\nsite = \"a\"", []string{"4: member is no list of tables"}},
		"a character unseen": {"schema = 1\nname = \"a\"\ntitle = \"a\\u202eb\"", []string{"3: title has a character that cannot be seen"}},
		"a scheme":           {"schema = 1\nname = \"a\"\ntitle = \"a\"\n[[member]]\nsite = \"file:///etc\"\nkey = \"" + goodKey + "\"", []string{"5: site in [[member]] cannot be used"}},
	} {
		_, mistakes := cohort.ParseConfig([]byte(c.text))
		var got []string
		for _, m := range mistakes {
			got = append(got, fmt.Sprintf("%d: %s. %s", m.Line, m.Found, m.Expected))
		}
		ok := len(got) == len(c.want)
		for i := 0; ok && i < len(got); i++ {
			for part := range strings.SplitSeq(c.want[i], "|") {
				ok = ok && strings.Contains(got[i], part)
			}
		}
		if !ok {
			t.Errorf("%s:\n%s", name, strings.Join(got, "\n"))
		}
	}
}

// TestInit: a new cohort.toml is sound, a member can be added to it, and what is there is left alone.
func TestInit(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new")
	if err := cohort.Init(dir, "lark-2026", `The "lark" class`); err != nil {
		t.Fatal(err)
	}
	c, err := cohort.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	m := cohort.Member{Site: `C:\sites\"ada"`, Key: goodKey, Note: "Ada"}
	if err := c.Add(m); err != nil {
		t.Fatal(err)
	}
	again, err := cohort.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	m.Line = again.Members[0].Line
	if again.Title != `The "lark" class` || again.Index || again.Limits.Seconds != 60 || again.Members[0] != m {
		t.Errorf("%+v", again.Config)
	}
	if err := c.Add(cohort.Member{Site: "gopher://x", Key: goodKey}); err == nil || len(c.Members) != 1 {
		t.Errorf("%v, %d members", err, len(c.Members))
	}
	if err := cohort.Init(dir, "lark-2026", "x"); !errors.Is(err, cohort.ErrThere) {
		t.Error(err)
	}
	if err := cohort.Init(t.TempDir(), "Lark!", "x"); err == nil {
		t.Error("a name that consents cannot name")
	}
	ignored, err := os.ReadFile(filepath.Join(dir, ".gitignore"))
	if err != nil || !strings.Contains(string(ignored), "\n/private/\n/public/\n") || strings.Contains(string(ignored), "\n/memory") {
		t.Errorf("%q, %v", ignored, err)
	}
}

// FuzzConfig: whatever stands in the file, it is read or its mistakes have places and words.
func FuzzConfig(f *testing.F) {
	f.Add(cohorttest.Config("a", [2]string{"https://a.example/", goodKey}))
	f.Add([]byte("schema = 1\n[[member]]\n[member.x]\n[limits]\nbytes = 1e9"))
	f.Fuzz(func(t *testing.T, text []byte) {
		c, mistakes := cohort.ParseConfig(text)
		lines := bytes.Count(text, []byte("\n")) + bytes.Count(text, []byte("\r")) + 1
		for _, m := range mistakes {
			if m.Line < 1 || m.Line > lines+1 || m.Found == "" || m.Expected == "" {
				t.Errorf("%+v", m)
			}
		}
		if len(mistakes) == 0 && (c.Name == "" || c.Title == "" || c.Limits.Bytes <= 0 || c.Limits.Seconds <= 0) {
			t.Errorf("%+v", c)
		}
	})
}

// TestCoachKey: the key that a coach lists is a fingerprint, or the mistake is told with its line.
func TestCoachKey(t *testing.T) {
	const key = "SHA256:tAXFyTXI8xtDaujAEcwJslAYc9/6FKcUkd2Lw0xDhPo"
	text := func(line string) []byte {
		return []byte("schema = 1\nname = \"a-2026\"\ntitle = \"A\"\n" + line + "\n")
	}
	if c, mistakes := cohort.ParseConfig(text(`coach_key = "` + key + `"`)); len(mistakes) != 0 || c.CoachKey != key {
		t.Errorf("%q, %v", c.CoachKey, mistakes)
	}
	if c, mistakes := cohort.ParseConfig(text("")); len(mistakes) != 0 || c.CoachKey != "" {
		t.Errorf("%q, %v", c.CoachKey, mistakes)
	}
	if _, mistakes := cohort.ParseConfig(text(`coach_key = "SHA256:short"`)); len(mistakes) != 1 || mistakes[0].Line != 4 {
		t.Errorf("%v", mistakes)
	}
}
