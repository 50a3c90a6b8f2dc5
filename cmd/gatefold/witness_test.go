package main

import (
	"bufio"
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"syscall"

	"github.com/rogpeppe/go-internal/testscript"
)

// somePort is that of a server of a test.
var somePort = regexp.MustCompile(`127\.0\.0\.1:\d+`)

// stamped is when something happened, to the second.
var stamped = regexp.MustCompile(`20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ`)

// witnessServe is `witness-serve NAME args...`: gatefold witness serve runs until the script ends it with
// witness-end, or ends; its address is $NAME from then on.
func witnessServe(ts *testscript.TestScript, neg bool, args []string) {
	c := exec.Command("gatefold", append([]string{"witness", "serve", "--listen", "127.0.0.1:0"}, args[1:]...)...)
	c.Dir, c.Env = ts.MkAbs("."), append(os.Environ(), "HOME="+ts.Getenv("HOME"), "GATEFOLD_CONFIG="+ts.Getenv("GATEFOLD_CONFIG"))
	var said bytes.Buffer
	c.Stderr = &said
	stdout, err := c.StdoutPipe()
	ts.Check(err)
	ts.Check(c.Start())
	ts.Defer(func() { _ = c.Process.Kill() })
	address, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		_ = c.Wait()
		ts.Fatalf("%s", said.String())
	}
	ts.Setenv(args[0], strings.TrimSpace(address))
	ts.Value(servedKey{}).(*served).end = func() string {
		ts.Check(c.Process.Signal(syscall.SIGINT))
		ts.Check(c.Wait())
		return said.String()
	}
}

// served is the server that a script runs.
type served struct{ end func() string }

type servedKey struct{}

// witnessEnd interrupts the server, which must end with 0; what it said goes to the file said.
func witnessEnd(ts *testscript.TestScript, neg bool, args []string) {
	words := stamped.ReplaceAllString(ts.Value(servedKey{}).(*served).end(), "NOW")
	words = strings.ReplaceAll(words, ts.Getenv("WORK")+string(os.PathSeparator), "")
	ts.Check(os.WriteFile(ts.MkAbs("said"), []byte(words), 0o666))
}

// publish is `publish NAME folder`: a web server shows the folder for as long as the script runs, at $NAME.
func publish(ts *testscript.TestScript, neg bool, args []string) {
	server := httptest.NewServer(http.FileServer(http.Dir(ts.MkAbs(args[1]))))
	ts.Defer(server.Close)
	ts.Setenv(args[0], server.URL)
}
