package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// age is `age folder`: all that lies in it, but for what is remembered there, was last changed an hour ago.
func age(ts *testscript.TestScript, neg bool, args []string) {
	then := time.Now().Add(-time.Hour)
	ts.Check(filepath.WalkDir(ts.MkAbs(args[0]), func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.Name() == ".gatefold" {
			return fs.SkipDir
		}
		return os.Chtimes(name, then, then)
	}))
}

// untouched is `untouched folder`: nothing in it was written since it was aged.
func untouched(ts *testscript.TestScript, neg bool, args []string) {
	recent := time.Now().Add(-30 * time.Minute)
	ts.Check(filepath.WalkDir(ts.MkAbs(args[0]), func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err == nil && info.ModTime().After(recent) {
			ts.Fatalf("%s was written at %s", name, info.ModTime())
		}
		return err
	}))
}

// alter is `alter file old new`: the words change, the file's size and time do not. A line ends in \n.
func alter(ts *testscript.TestScript, neg bool, args []string) {
	name, text := ts.MkAbs(args[0]), ts.ReadFile(args[0])
	for i := range args {
		args[i] = strings.ReplaceAll(args[i], `\n`, "\n")
	}
	if len(args[1]) != len(args[2]) || !strings.Contains(text, args[1]) {
		ts.Fatalf("cannot put %q for %q", args[2], args[1])
	}
	info, err := os.Stat(name)
	ts.Check(err)
	ts.Check(os.WriteFile(name, []byte(strings.ReplaceAll(text, args[1], args[2])), 0o666))
	ts.Check(os.Chtimes(name, info.ModTime(), info.ModTime()))
}
