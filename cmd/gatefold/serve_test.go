package main

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/devserver"
)

// varying is what of a line of serve --json differs from run to run.
var varying = regexp.MustCompile(`"milliseconds":\d+|"files":\d+|localhost:\d+`)

// preview is `preview PATH EVENTS args...`: gatefold serve runs with --json until it has said so many events,
// the page is fetched to the file page, and the program is interrupted, after which it must end
// with 0. What it said goes to the file lines.
func preview(ts *testscript.TestScript, neg bool, args []string) {
	c := exec.Command("gatefold", append([]string{"serve", "--json", "--no-open", "--port", "0"}, args[2:]...)...)
	c.Dir, c.Env = ts.MkAbs("."), append(os.Environ(), "HOME="+ts.Getenv("HOME"))
	stdout, err := c.StdoutPipe()
	ts.Check(err)
	ts.Check(c.Start())
	defer func() { _ = c.Process.Kill() }()
	var url string
	var said []string
	lines := bufio.NewScanner(stdout)
	for len(said) < int(args[1][0]-'0') && lines.Scan() {
		var event struct{ Event, URL string }
		ts.Check(json.Unmarshal(lines.Bytes(), &event))
		if event.Event == "ready" {
			url = event.URL
		}
		said = append(said, lines.Text())
	}
	ts.Check(os.WriteFile(ts.MkAbs("page"), fetch(ts, strings.TrimSuffix(url, "/")+args[0]), 0o666))
	ts.Check(c.Process.Signal(syscall.SIGINT))
	for lines.Scan() {
		said = append(said, lines.Text())
	}
	ts.Check(c.Wait())
	text := varying.ReplaceAllStringFunc(strings.Join(said, "\n")+"\n", func(m string) string { return strings.TrimRight(m, "0123456789") + "N" })
	ts.Check(os.WriteFile(ts.MkAbs("lines"), []byte(text), 0o666))
}

func fetch(ts *testscript.TestScript, url string) []byte {
	r, err := http.Get(url)
	ts.Check(err)
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	ts.Check(err)
	return body
}

// takePort is `take-port NAME`: a port that another program has, for as long as the script runs.
func takePort(ts *testscript.TestScript, neg bool, args []string) {
	ln, err := listenAt(context.Background(), "127.0.0.1", 0)
	ts.Check(err)
	ts.Defer(func() { _ = ln.Close() })
	ts.Setenv(args[0], port(ln))
}

// TestKeys: each key does its own and nothing else; the end of the input ends nothing.
func TestKeys(t *testing.T) {
	for input, want := range map[string]string{
		"o\n": "open ", "r\n\nR\n": "rebuild rebuild ", "q\nr\n": "quit ", "h\n": "", "": "", " O \r\nq": "open quit ",
	} {
		var did, words strings.Builder
		do := func(what string) func() { return func() { did.WriteString(what + " ") } }
		keys{strings.NewReader(input), &words, do("rebuild"), do("open"), do("quit")}.read()
		if did.String() != want || strings.Contains(words.String(), "Keys") != (input == "h\n") {
			t.Errorf("%q: did %q, said %q", input, did.String(), words.String())
		}
	}
}

// TestReport is what a person reads over an hour: what is new, once, and that it is gone.
func TestReport(t *testing.T) {
	var words strings.Builder
	r := newServeReport(io.Discard, &words, "my-portfolio", serveOptions{as: "draft"})
	r.ready("http://localhost:1414/", []string{"http://192.0.2.7:1414/"}, false)
	r.watching(devserver.Watch{Polling: true, Reason: "the system\x1b[2J is old"})
	old := devserver.Finding{Problem: content.Problem{Severity: content.Warning, Path: "a.md", Line: 3, Message: "An old one."}}
	bad := devserver.Finding{Problem: content.Problem{Severity: content.Error, Path: "portfolio.toml", Line: 2, Column: 3, Message: "A mark is missing.", Hint: "Put one."},
		Frame: &content.Frame{Lines: []content.FrameLine{{Number: 2, Before: "a ", Marked: "b", Here: true}}}}
	r.built(devserver.Build{Took: 12e6, Files: 20, Problems: []devserver.Finding{old}})
	r.built(devserver.Build{Changed: []string{"portfolio.toml", "raid.csv"}, Files: 20, Problems: []devserver.Finding{old, bad}, Kept: true})
	r.built(devserver.Build{Changed: []string{"portfolio.toml"}, Took: 3e6, Files: 21, Problems: []devserver.Finding{old}})
	r.built(devserver.Build{Changed: []string{"a.md"}, Took: 4e6, Files: 21})
	want := `my-portfolio is shown at http://localhost:1414/ (drafts are shown)
Everybody in your network can read it, drafts included, at http://192.0.2.7:1414/
note: gatefold looks through the folder twice a second, because the system?[2J is old.
warning: my-portfolio/a.md, line 3
  An old one.

my-portfolio: built in 12 ms, 20 files, 1 warning
error: my-portfolio/portfolio.toml, line 2, column 3
  A mark is missing.
    2 | a b
      |   ^
  -> Put one.

portfolio.toml and 1 more: not built, 1 error, 1 warning; the last good site is still shown
portfolio.toml: built in 3 ms, 21 files, 1 warning
a.md: built in 4 ms, 21 files, 0 problems, all mended
`
	if got := strings.ReplaceAll(words.String(), `\`, "/"); got != want {
		t.Errorf("said\n%s\nwant\n%s", got, want)
	}
}
