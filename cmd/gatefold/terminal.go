package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"strings"

	"golang.org/x/term"
)

// maxLine is the longest line that a person or a file answers a question with, in bytes.
const maxLine = 4096

// onTerminal tells whether a person sits at the other end.
func onTerminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }

// askLine asks a question and reads the line typed after it, without its ending. It takes no byte
// more off the terminal than the line. The error is io.EOF when nothing more comes.
func askLine(question string) (string, error) {
	fmt.Fprint(os.Stderr, question)
	return readLine(os.Stdin)
}

func readLine(r io.Reader) (string, error) {
	var line []byte
	for b := make([]byte, 1); len(line) <= maxLine; {
		n, err := r.Read(b)
		switch {
		case n == 1 && b[0] == '\n':
			return string(bytes.TrimSuffix(line, []byte("\r"))), nil
		case n == 1:
			line = append(line, b[0])
		case errors.Is(err, io.EOF) && len(line) > 0:
			return string(line), nil
		case err != nil:
			return "", err
		}
	}
	return "", fmt.Errorf("that line has more than %d characters", maxLine)
}

// askYes asks a question that anything but y or yes answers with no, Enter alone too.
func askYes(question string) (bool, error) {
	answer, err := askLine(question + " [y/N] ")
	if errors.Is(err, io.EOF) {
		fmt.Fprintln(os.Stderr)
		return false, nil
	}
	answer = strings.ToLower(strings.TrimSpace(answer))
	return answer == "y" || answer == "yes", err
}

// askSecret asks for what must not stand on the screen. An interruption by Ctrl-C leaves the
// terminal as it was.
func askSecret(question string) ([]byte, error) {
	in := int(os.Stdin.Fd())
	before, err := term.GetState(in)
	if err != nil {
		return nil, err
	}
	interrupted, done := make(chan os.Signal, 1), make(chan struct{})
	signal.Notify(interrupted, os.Interrupt)
	defer func() { signal.Stop(interrupted); close(done) }()
	go func() {
		select {
		case <-interrupted:
			term.Restore(in, before)
			fmt.Fprintln(os.Stderr)
			os.Exit(exitUsage)
		case <-done:
		}
	}()
	fmt.Fprint(os.Stderr, question)
	secret, err := term.ReadPassword(in)
	fmt.Fprintln(os.Stderr)
	return secret, err
}

// readInput reads a file, or standard input when none is named, up to a number of bytes.
func readInput(path string, limit int64) ([]byte, error) {
	in := io.Reader(os.Stdin)
	if path != "" {
		f, err := os.Open(path)
		if errors.Is(err, fs.ErrNotExist) {
			err = fmt.Errorf("there is no file %s", path)
		}
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in = f
	}
	return io.ReadAll(io.LimitReader(in, limit))
}
