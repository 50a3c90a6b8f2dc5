package oracle

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// fsckVersion is that of tessera's checker of whole logs. It is built beside the module's own
// dependencies, of which it would bring more than a hundred.
const fsckVersion = "github.com/transparency-dev/tessera/cmd/fsck@v1.0.4"

// installed builds a program of others. Without GATEFOLD_FULL=1 the test is skipped.
func installed(t *testing.T, program string) string {
	t.Helper()
	if os.Getenv("GATEFOLD_FULL") != "1" {
		t.Skipf("needs GATEFOLD_FULL=1: it downloads and builds %s", program)
	}
	dir := t.TempDir()
	build := exec.CommandContext(t.Context(), "go", "install", program)
	build.Dir, build.Env = dir, append(os.Environ(), "GOBIN="+dir, "GOFLAGS=", "GOOS=", "GOARCH=", "GOWORK=off")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%s cannot be built: %v\n%s", program, err, out)
	}
	name, _, _ := strings.Cut(path.Base(program), "@")
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	return filepath.Join(dir, name)
}

// TestTesseraFsck has tessera check whole logs over HTTP as a stranger would: it accepts ours of every
// shape, and refuses them with one bit changed in any file.
func TestTesseraFsck(t *testing.T) {
	program := installed(t, fsckVersion)
	r := rand.New(rand.NewPCG(1, 9162))
	for _, size := range []int{1, 2, 255, 256, 257, 1000, 65_537} {
		w := worldOf(t, r, size)
		server := httptest.NewServer(http.FileServerFS(subLog(t, w)))
		key := filepath.Join(t.TempDir(), "vkey")
		if err := os.WriteFile(key, []byte(w.store.Keys[0].String()), 0o666); err != nil {
			t.Fatal(err)
		}
		judge := func() error { return checked(t, program, server.URL+"/", key, w) }
		if err := judge(); err != nil {
			t.Errorf("a log of %d entries: %v", size, err)
		}
		for _, name := range w.some(20) {
			data := w.store.Folder.(memory).MapFS[name].Data
			judged, _, _ := bytes.Cut(data, []byte("— coach.example ")) // the witness's line is not fsck's business
			at, bit := r.IntN(len(judged)), byte(1)<<r.IntN(8)
			data[at] ^= bit
			if judge() == nil {
				t.Errorf("a log of %d entries with another byte %d in %s was accepted", size, at, name)
			}
			_, err := w.store.Head()
			if err == nil {
				_, err = w.log.Entries()
			}
			if err == nil {
				t.Errorf("ours accepts a log of %d entries with another byte %d in %s", size, at, name)
			}
			data[at] ^= bit
		}
		server.Close()
	}
}

func subLog(t *testing.T, w *world) fs.FS {
	t.Helper()
	log, err := fs.Sub(w.store.Folder, "log")
	if err != nil {
		t.Fatal(err)
	}
	return log
}

// some are the log's files but those that are kept for witnesses, or so many of them by chance.
func (w *world) some(most int) []string {
	var names []string
	for name := range w.store.Folder.(memory).MapFS {
		if name == "log/checkpoint" || strings.HasPrefix(name, "log/tile/") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	w.random.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	return names[:min(most, len(names))]
}

// checked is fsck's answer. It ends with 0 whatever it finds, so that its last words count; with one
// worker it would wait for ever after the first wrong tile, with eight it comes to an end.
func checked(t *testing.T, program, url, key string, w *world) error {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), 2*time.Minute)
	defer stop()
	out, err := exec.CommandContext(ctx, program, "-storage_url", url, "-public_key", key, "-ui=false", "-logtostderr", "-N", "8").CombinedOutput()
	if ctx.Err() != nil {
		t.Fatalf("fsck came to no end: %s", out)
	}
	root := base64.StdEncoding.EncodeToString(w.head.Root[:])
	if want := fmt.Sprintf("Successfully fsck'd log with size %d and root %s ", w.head.Size, root); err == nil && strings.Contains(string(out), want) {
		return nil
	}
	return errors.Join(errors.New("refused"), err, errors.New(string(out)))
}
