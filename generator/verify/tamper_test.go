package verify

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/generator/proof"
)

// fault is one of testdata/tamper/cases.
type fault struct {
	name            string
	Outcome         Outcome
	Codes, HTTP, SH []proof.Code
	Files           map[string]*struct {
		Text   *string
		Base64 []byte
	}
}

func faults(t testing.TB) []fault {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(fixtures, "cases", "*.json"))
	if err != nil || len(paths) < 60 {
		t.Fatalf("%d faults, %v", len(paths), err)
	}
	all := make([]fault, len(paths))
	for i, path := range paths {
		readJSON(t, path, &all[i])
		all[i].name = strings.TrimSuffix(filepath.Base(path), ".json")
	}
	return all
}

// changes are the files of a fault, nil for those that are taken away.
func (f fault) changes() map[string]*[]byte {
	out := map[string]*[]byte{}
	for path, c := range f.Files {
		switch {
		case c == nil:
			out[path] = nil
		case c.Text != nil:
			data := []byte(*c.Text)
			out[path] = &data
		default:
			out[path] = &c.Base64
		}
	}
	return out
}

// apply makes the fault in a copy of a site.
func (f fault) apply(base memory) memory {
	m := maps.Clone(base)
	for path, data := range f.changes() {
		if delete(m, path); data != nil {
			m[path] = *data
		}
	}
	return m
}

// TestFaults holds the check to every fault: these codes and no others, whatever the site comes from.
func TestFaults(t *testing.T) {
	base, options := readSite(t, filepath.Join(fixtures, "base")), reader(t)
	for _, f := range faults(t) {
		t.Run(f.name, func(t *testing.T) {
			t.Parallel()
			m := f.apply(base)
			dir := t.TempDir()
			writeSite(t, dir, m)
			folder, err := OpenFolder(dir)
			if err != nil {
				t.Fatal(err)
			}
			defer folder.Close()
			for way, source := range map[string]Source{"folder": folder, "zip": packed(t, m, "download/"), "http": hosted(t, m)} {
				want, outcome := f.Codes, f.Outcome
				if way == "http" {
					if want = f.HTTP; len(want) == 0 {
						outcome = Held
					}
				}
				r := Check(t.Context(), source, options)
				if !slices.Equal(codes(r), want) || r.Outcome != outcome {
					t.Errorf("%s: %s %v, want %s %v\n%s", way, r.Outcome, codes(r), outcome, want, told(r))
				}
				for _, x := range r.Findings {
					if x.Expected == "" || x.Got == "" || x.Meaning == "" {
						t.Errorf("%s: %+v leaves something open", way, x)
					}
				}
			}
		})
	}
}

// TestFaultsByJudges holds the page's script and verify.sh to the same fixtures, and the sentences of
// this check to those of the script.
func TestFaultsByJudges(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a minute")
	}
	base, options := readSite(t, filepath.Join(fixtures, "base")), reader(t)
	all := faults(t)
	var questions []question
	for _, f := range all {
		for _, http := range []bool{false, true} {
			questions = append(questions, question{Dir: filepath.Join(fixtures, "base"), HTTP: http, Key: options.Key, Policy: string(options.Policy), Files: f.changes()})
		}
	}
	verdicts := judges(t, questions)
	for i, f := range all {
		m := f.apply(base)
		if v := verdicts[2*i]; !slices.Equal(v.Codes, f.Codes) || v.Outcome != f.Outcome {
			t.Errorf("%s: the page's script says %s %v, want %s %v", f.name, v.Outcome, v.Codes, f.Outcome, f.Codes)
		}
		agree(t, f.name, Check(t.Context(), m, options), verdicts[2*i])
		agree(t, f.name+" over http", Check(t.Context(), hosted(t, m), options), verdicts[2*i+1])
	}
}

// TestFaultsByShell holds verify.sh to the fixtures, under dash.
func TestFaultsByShell(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a minute")
	}
	for _, tool := range []string{"dash", "ssh-keygen", "openssl", "sha256sum"} {
		needTool(t, tool)
	}
	base, options := readSite(t, filepath.Join(fixtures, "base")), reader(t)
	script, err := filepath.Abs("../../themes/shared/verify/verify.sh")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range append(faults(t), fault{name: "base"}) {
		if slices.Equal(f.Codes, []proof.Code{proof.CodeRecordChanged}) && !strings.HasPrefix(f.name, "table-") {
			continue // verify.sh does not compare what pages show: a few of those are enough
		}
		t.Run(f.name, func(t *testing.T) {
			t.Parallel()
			dir, policy := t.TempDir(), filepath.Join(t.TempDir(), "policy")
			writeSite(t, dir, f.apply(base))
			if err := os.WriteFile(policy, options.Policy, 0o666); err != nil {
				t.Fatal(err)
			}
			cmd := exec.CommandContext(t.Context(), "dash", script, options.Key, policy)
			cmd.Dir = dir
			out, err := cmd.CombinedOutput()
			code := 0
			if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
				code = exit.ExitCode()
			}
			want := map[Outcome]int{Changed: 4, Unchecked: 5}[f.Outcome]
			if len(f.SH) == 0 {
				want = 0
			}
			var got []proof.Code
			for _, c := range regexp.MustCompile(`(?m)^GF\d{4}`).FindAll(out, -1) {
				got = append(got, proof.Code(c))
			}
			slices.Sort(got)
			if got = slices.Compact(got); code != want || !slices.Equal(got, f.SH) {
				t.Errorf("exit %d, %v, want %d, %v\n%s", code, got, want, f.SH, out)
			}
		})
	}
}

// TestEveryByte flips bytes all over the site. Whatever the list, a signature or the log covers is
// noticed, and the page's script says the same of it.
func TestEveryByte(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a minute")
	}
	base, options := readSite(t, filepath.Join(fixtures, "base")), reader(t)
	step := 97
	if os.Getenv("GATEFOLD_FULL") == "1" {
		step = 23
	}
	type flip struct {
		path string
		at   int
	}
	var flips []flip
	var questions []question
	n := 0
	for _, path := range slices.Sorted(maps.Keys(base)) {
		for at := n % step; at < len(base[path]); at += step {
			n++
			bent := bytes.Clone(base[path])
			bent[at] ^= 1 << (n % 8)
			flips = append(flips, flip{path, at})
			questions = append(questions, question{Dir: filepath.Join(fixtures, "base"), Key: options.Key, Policy: string(options.Policy), Files: map[string]*[]byte{path: &bent}})
		}
	}
	verdicts := judges(t, questions)
	for i, f := range flips {
		m := maps.Clone(base)
		m[f.path] = *questions[i].Files[f.path]
		r := Check(t.Context(), m, options)
		// The lines of signers whom nobody named are not looked at (C2SP signed-note).
		open := strings.HasPrefix(f.path, headPath) && f.at > bytes.Index(base[f.path], []byte("\n\n"))
		if r.Outcome == Held && !open {
			t.Errorf("%s: byte %d was flipped, and nothing noticed", f.path, f.at)
		}
		agree(t, fmt.Sprintf("%s, byte %d", f.path, f.at), r, verdicts[i])
	}
}
