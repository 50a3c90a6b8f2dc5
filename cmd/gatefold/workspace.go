package main

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator"
	"github.com/gatefold/gatefold/generator/memo"
)

// workspace is a portfolio's folder as a command works with it: what lies in it now, and what earlier
// commands remember of it.
type workspace struct {
	dir     string
	secret  string // of this installation: what does not bear it came with the folder
	seal    string // of the secret and this version of the program; "" when nothing is to be remembered
	tree    *memo.Tree
	memory  *generator.Memory
	settled time.Time
	skip    func(name string) bool
}

// openWorkspace looks at the folder dir, past the site's own folder out.
func openWorkspace(dir, out string) (*workspace, error) {
	w := &workspace{dir: dir, skip: notSource(dir, out)}
	if secret, err := installationSecret(); err == nil {
		w.secret, w.seal = hex.EncodeToString(secret), programSeal(secret)
	}
	return w, w.look()
}

// openUntouched looks at the folder dir and leaves no trace in it: nothing is remembered.
func openUntouched(dir string) (*workspace, error) {
	w := &workspace{dir: dir, skip: notSource(dir, filepath.Join(dir, "public"))}
	return w, w.look()
}

// look sees the folder as it is now.
func (w *workspace) look() error {
	w.settle()
	tree, err := memo.Look(w.dir, w.skip)
	if err != nil {
		return err
	}
	w.tree = tree
	return nil
}

// lookAgain sees what may have changed since, and takes the rest as it was.
func (w *workspace) lookAgain(changed []string) {
	w.settle()
	w.tree = w.tree.Again(changed, w.skip)
}

// settle notes the time before a look.
func (w *workspace) settle() {
	w.settled = time.Time{}
	if w.seal == "" {
		return // nothing is to be remembered, so nothing is written either
	}
	if looked, ok := w.now(); ok {
		w.settled = content.SettledAt(looked)
	}
}

func (w *workspace) close() {
	if w.tree != nil {
		w.tree.Close()
	}
}

// builder takes up what is remembered, which is left alone until then.
func (w *workspace) builder(drafts bool) *generator.Builder {
	if w.memory == nil && w.seal != "" {
		w.memory = generator.OpenMemory(w.cache(), w.seal)
	}
	return &generator.Builder{Drafts: drafts, Memory: w.memory, Settled: w.settled}
}

// cache is the folder of what is remembered; it may be deleted at any time.
func (w *workspace) cache() string { return filepath.Join(w.dir, ".gatefold", "cache") }

// now is the time on the clock of the folder's file system, which need not be this computer's. ok is
// false where nothing can be written.
func (w *workspace) now() (t time.Time, ok bool) {
	if _, err := os.Stat(filepath.Join(w.dir, "portfolio.toml")); err != nil {
		return t, false // perhaps not a portfolio at all: leave no trace in it
	}
	if err := os.MkdirAll(w.cache(), 0o755); err != nil {
		return t, false
	}
	f, err := os.CreateTemp(w.cache(), ".gatefold-tmp-*")
	if err != nil {
		return t, false
	}
	defer os.Remove(f.Name())
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return t, false
	}
	return info.ModTime(), true
}

// notSource tells which names in a portfolio's folder no build reads.
func notSource(dir, out string) func(name string) bool {
	site := ""
	if from, err := realPath(dir); err == nil {
		if to, err := realPath(out); err == nil {
			if rel, err := filepath.Rel(from, to); err == nil {
				site = filepath.ToSlash(rel)
			}
		}
	}
	return func(name string) bool {
		switch name {
		case site, "private", "public":
			return true
		}
		return strings.HasPrefix(path.Base(name), ".")
	}
}

// programSeal stands for this program, as it is, on this computer. What bears another seal was written by
// another version or came with the folder, and is not believed: whoever sent the folder could have made
// it up.
func programSeal(secret []byte) string {
	h := hmac.New(sha256.New, secret)
	fmt.Fprintln(h, version, commit())
	if exe, err := os.Executable(); err == nil {
		if info, err := os.Stat(exe); err == nil {
			fmt.Fprintln(h, info.Size(), info.ModTime().UnixNano())
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// installationSecret is made at the first use and kept in the user's cache folder.
func installationSecret() ([]byte, error) {
	base, err := os.UserCacheDir()
	if err != nil {
		return nil, err
	}
	dir := filepath.Join(base, "gatefold")
	name := filepath.Join(dir, "seal")
	if secret, err := os.ReadFile(name); err == nil && len(secret) == sha256.Size {
		return secret, nil
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	secret := make([]byte, sha256.Size)
	rand.Read(secret)
	f, err := os.CreateTemp(dir, "seal-*")
	if err != nil {
		return nil, err
	}
	defer os.Remove(f.Name())
	if _, err := f.Write(secret); err != nil {
		f.Close()
		return nil, err
	}
	if err := f.Close(); err != nil {
		return nil, err
	}
	// Of two processes at once, the first to link decides; os.Link never replaces.
	if err := os.Link(f.Name(), name); err != nil && !errors.Is(err, fs.ErrExist) {
		return secret, os.Rename(f.Name(), name)
	}
	secret, err = os.ReadFile(name)
	if err == nil && len(secret) != sha256.Size {
		err = fmt.Errorf("%s: %d bytes", name, len(secret))
	}
	return secret, err
}
