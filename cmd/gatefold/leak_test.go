package main

import (
	"bytes"
	"encoding/base64"
	"io/fs"
	"os"
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
