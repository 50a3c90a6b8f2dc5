package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os/exec"
	"runtime"
	"strings"
)

// keys are the one-letter commands of a terminal, each ended with Enter: so they need no special mode
// of the terminal, and work in every one.
type keys struct {
	stdin   io.Reader
	words   io.Writer
	rebuild func()
	open    func()
	quit    context.CancelFunc
}

const keyWords = "Keys, each with Enter: o opens the browser, r builds everything anew, q ends, h shows this."

// read obeys until the input ends.
func (k keys) read() {
	for lines := bufio.NewScanner(k.stdin); lines.Scan(); {
		switch strings.ToLower(strings.TrimSpace(lines.Text())) {
		case "o":
			k.open()
		case "r":
			k.rebuild()
		case "q":
			k.quit()
			return
		case "":
		default:
			fmt.Fprintln(k.words, keyWords)
		}
	}
}

// openBrowser shows a page in the browser of the system; where there is none, the address stands above.
func openBrowser(url string) {
	name, args := "xdg-open", []string{url}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", url}
	}
	c := exec.Command(name, args...)
	if c.Start() == nil {
		go func() { _ = c.Wait() }() // how it ends does not matter
	}
}
