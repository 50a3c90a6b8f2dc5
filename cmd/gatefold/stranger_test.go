package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// bareTools are what a bare Debian has of what README.txt and verify.sh ask for: its essential packages,
// openssh-client and openssl.
var bareTools = []string{
	"sh", "awk", "cat", "cmp", "comm", "cp", "cut", "dirname", "find", "grep", "head", "mkdir", "mktemp", "mv", "touch", "xargs", "od", "printf", "rm", "sed", "sha256sum",
	"sort", "tail", "tr", "wc", "ssh-keygen", "openssl",
}

// followReadme is `follow-readme site fingerprint`: a stranger runs the three commands of proof/README.txt
// in the folder of a site, with nothing but bareTools. What they print goes to the file said.
func followReadme(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: follow-readme site fingerprint")
	}
	bin := ts.MkAbs("bare-tools")
	ts.Check(os.MkdirAll(bin, 0o755))
	for _, tool := range bareTools {
		if path, err := exec.LookPath(tool); err != nil && tool != "printf" && tool != "dirname" {
			ts.Fatalf("%s is missing: the package that has it is openssh-client, openssl or essential", tool)
		} else if err == nil {
			os.Symlink(path, filepath.Join(bin, tool)) // may be there already
		}
	}
	commands := regexp.MustCompile(`(?m)^   ((?:ssh-keygen|sha256sum|sh) .*)$`).FindAllStringSubmatch(ts.ReadFile(args[0]+"/proof/README.txt"), -1)
	if len(commands) < 3 {
		ts.Fatalf("README.txt has the commands %q, want three", commands)
	}
	var said strings.Builder
	for _, command := range commands[:3] {
		c := exec.Command("/bin/sh", "-c", strings.Replace(command[1], "FINGERPRINT", args[1], 1))
		c.Dir, c.Env = ts.MkAbs(args[0]), []string{"PATH=" + bin, "TMPDIR=" + ts.MkAbs(".")}
		out, err := c.CombinedOutput()
		said.Write(out)
		if err != nil {
			ts.Fatalf("%s: %v\n%s", command[1], err, out)
		}
	}
	ts.Check(os.WriteFile(ts.MkAbs("said"), []byte(said.String()), 0o666))
}
