package main

import (
	"bufio"
	"bytes"
	"os"
	"os/exec"
	"strings"
	"syscall"

	"github.com/rogpeppe/go-internal/testscript"
)

// previewShowcase is `preview-showcase dir gone page...`: the showcase of a cohort is shown, the folder gone
// is taken away, and what the pages then show is put into the files page, one below the other. The
// interrupted program must end with 0.
func previewShowcase(ts *testscript.TestScript, neg bool, args []string) {
	c := exec.Command("gatefold", "cohort", "serve", "--no-open", "--port", "0", args[0])
	c.Dir, c.Env = ts.MkAbs("."), append(os.Environ(), "HOME="+ts.Getenv("HOME"), "GATEFOLD_CONFIG="+ts.Getenv("GATEFOLD_CONFIG"))
	var said bytes.Buffer
	c.Stderr = &said
	stdout, err := c.StdoutPipe()
	ts.Check(err)
	ts.Check(c.Start())
	defer func() { _ = c.Process.Kill() }()
	url, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		_ = c.Wait()
		ts.Fatalf("%s", said.String())
	}
	ts.Check(os.RemoveAll(ts.MkAbs(args[1])))
	var shown []byte
	for _, p := range args[2:] {
		shown = append(shown, fetch(ts, strings.TrimSpace(url)+p)...)
	}
	ts.Check(os.WriteFile(ts.MkAbs("page"), shown, 0o666))
	ts.Check(c.Process.Signal(syscall.SIGINT))
	ts.Check(c.Wait())
}
