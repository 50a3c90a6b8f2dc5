package main

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"gatefold": func() { os.Exit(run(os.Args[1:])) }})
}

// TestScripts builds worlds that are broken in one way each (testdata/script/*.txt) and holds the
// program to every word it says about them, and to what it writes all the same. A world is the
// folder w: the files of the script over those of testdata/base. GATEFOLD_UPDATE=1 writes the words
// into the scripts anew; read them aloud before you commit.
func TestScripts(t *testing.T) {
	base := os.DirFS("testdata/base")
	sample, err := filepath.Abs("../../sample-portfolio")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: os.Getenv("GATEFOLD_UPDATE") == "1",
		Condition:     condition,
		Setup: func(env *testscript.Env) error {
			home := filepath.Join(env.WorkDir, "home") // an installation of its own
			env.Setenv("HOME", home)
			env.Setenv("LocalAppData", home)
			env.Setenv("SAMPLE", sample)
			env.Values[servedKey{}] = &served{}
			return layUnder(base, filepath.Join(env.WorkDir, "w"))
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"code": runForCode, "pack": pack, "signer-of": signerOf, "sound": sound, "kept": kept, "nothing": nothingWritten,
			"sparse": makeSparse, "recode": recode, "fill": fill, "escape": escape, "preview": preview, "take-port": takePort,
			"age": age, "untouched": untouched, "alter": alter, "nowhere": nowhere, "lines": lines, "cp-all": copyAll, "follow-readme": followReadme, "fingerprint": fingerprint,
			"witness-serve": witnessServe, "witness-end": witnessEnd, "publish": publish, "preview-showcase": previewShowcase, "workbook": makeWorkbook, "word": makeWord,
		},
	})
}

// condition adds [root], for whom no file is unreadable, and [full], where no tool may be missing.
func condition(cond string) (bool, error) {
	switch cond {
	case "root":
		return os.Geteuid() == 0 || runtime.GOOS == "windows", nil
	case "full":
		return os.Getenv("GATEFOLD_FULL") == "1", nil
	}
	return false, errors.New("unknown condition " + cond)
}

// layUnder copies the files of base that a world does not have itself.
func layUnder(base fs.FS, dir string) error {
	return fs.WalkDir(base, ".", func(name string, d fs.DirEntry, err error) error {
		to := filepath.Join(dir, filepath.FromSlash(name))
		if err != nil || d.IsDir() {
			return errors.Join(err, os.MkdirAll(to, 0o777))
		}
		if _, err := os.Lstat(to); err == nil {
			return nil
		}
		data, err := fs.ReadFile(base, name)
		if err != nil {
			return err
		}
		return os.WriteFile(to, data, 0o666)
	})
}

// summary is the part of the last line that other parts of the program decide.
var summary = regexp.MustCompile(`(?m)^\d+ pages?, \d+ charts?, (.*), \d+ files? written, \d+ ms\. Open `)

// reportSummary is the same in the report for programs.
var reportSummary = regexp.MustCompile(`"pages":\d+,"charts":\d+,"written":\d+,"milliseconds":\d+`)

// runForCode is `code 2 build w`: gatefold runs and must end with the exit code. What it says to
// people goes to the file said, for `cmp said want`, its data to the file report.
func runForCode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: code N args...")
	}
	today := dayOf(time.Now())
	err := ts.Exec("gatefold", args[1:]...)
	got := 0
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		got = exit.ExitCode()
	case err != nil:
		ts.Fatalf("%v", err)
	}
	words := ts.ReadFile("stderr")
	if strings.Contains(words, "goroutine ") {
		ts.Fatalf("gatefold crashed")
	}
	if strconv.Itoa(got) != args[0] {
		ts.Fatalf("exit code %d, want %s", got, args[0])
	}
	same := strings.NewReplacer(today, "TODAY", dayOf(time.Now()), "TODAY", ts.Getenv("WORK")+string(filepath.Separator), "")
	words = same.Replace(summary.ReplaceAllString(words, "Built, $1. Open "))
	words = somePort.ReplaceAllString(strings.ReplaceAll(words, `\`, "/"), "127.0.0.1:N")
	ts.Check(os.WriteFile(ts.MkAbs("said"), []byte(words), 0o666))
	data := reportSummary.ReplaceAllString(ts.ReadFile("stdout"), `"pages":N,"charts":N,"written":N,"milliseconds":N`)
	ts.Check(os.WriteFile(ts.MkAbs("report"), []byte(same.Replace(data)), 0o666))
}
