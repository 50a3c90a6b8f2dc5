package main

import (
	"bytes"
	"encoding/base64"
	"io/fs"
	"os"
	"regexp"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// nowhere is `nowhere word dir`: no file below dir has the word, neither in its name nor in its bytes nor
// behind the base64 of any word in it.
func nowhere(ts *testscript.TestScript, neg bool, args []string) {
	word := []byte(args[0])
	ts.Check(fs.WalkDir(os.DirFS(ts.MkAbs(args[1])), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(ts.MkAbs(args[1] + "/" + name))
		if err != nil {
			return err
		}
		found := strings.Contains(name, args[0]) || bytes.Contains(data, word)
		for _, part := range bytes.Fields(data) {
			for _, encoding := range []*base64.Encoding{base64.RawURLEncoding, base64.StdEncoding} {
				text, _ := encoding.DecodeString(string(part))
				found = found || bytes.Contains(text, word)
			}
		}
		if found != neg {
			ts.Fatalf("%s: the word %s is there: %t", name, word, found)
		}
		return nil
	}))
}

// lines is `lines n pattern file`: so many lines of the file match.
func lines(ts *testscript.TestScript, neg bool, args []string) {
	pattern, err := regexp.Compile(args[1])
	ts.Check(err)
	n := 0
	for line := range strings.Lines(ts.ReadFile(args[2])) {
		if pattern.MatchString(line) {
			n++
		}
	}
	if neg || strconv.Itoa(n) != args[0] {
		ts.Fatalf("%d lines of %s match %s, want %s", n, args[2], args[1], args[0])
	}
}

// copyAll is `cp-all from to`: a folder with all that is in it.
func copyAll(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: cp-all from to")
	}
	ts.Check(os.CopyFS(ts.MkAbs(args[1]), os.DirFS(ts.MkAbs(args[0]))))
}
