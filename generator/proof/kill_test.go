package proof

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// tellingFolder says on standard output what it is about to do.
type tellingFolder struct{ Folder }

func (f tellingFolder) tell(what string) { fmt.Println("doing", what) }

func (f tellingFolder) Write(name string, data []byte) error {
	f.tell(name)
	return f.Folder.Write(name, data)
}

func (f tellingFolder) Rename(from, to string) error {
	f.tell(to)
	return f.Folder.Rename(from, to)
}

func (f tellingFolder) Remove(name string) error {
	f.tell(name)
	return f.Folder.Remove(name)
}

const killVariable = "GATEFOLD_TEST_SEAL_IN"

// TestKilledProcess kills a sealing process (SIGKILL) when it comes to its first operation, its
// second, and so on, all in one folder: each next one finds the folder unlocked and whole.
func TestKilledProcess(t *testing.T) {
	if place := os.Getenv(killVariable); place != "" {
		sealInChild(t, place)
		return
	}
	place := t.TempDir()
	f, err := OpenFolder(place + "/proof")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var before []string
	for at := 1; ; at++ {
		ended := killAt(t, place, at)
		ids := whole(t, testStore(f))
		if len(ids) < len(before) || strings.Join(ids[:len(before)], " ") != strings.Join(before, " ") {
			t.Fatalf("killed at operation %d: entries are lost", at)
		}
		if before = ids; ended {
			break
		}
	}
	if len(before) == 0 {
		t.Error("nothing was ever sealed")
	}
}

func sealInChild(t *testing.T, place string) {
	f, err := OpenFolder(place + "/proof")
	if err != nil {
		t.Fatal(err)
	}
	memory, err := OpenFolder(place + "/memory")
	if err != nil {
		t.Fatal(err)
	}
	tag := fmt.Sprint(os.Getpid())
	if _, err := testStore(tellingFolder{f}).Grow(testSigner(tellingFolder{memory}), nil, take(tag, 100)); err != nil {
		t.Fatal(err)
	}
}

// killAt tells whether the process came to its end before so many operations.
func killAt(t *testing.T, place string, at int) (ended bool) {
	t.Helper()
	child := exec.Command(os.Args[0], "-test.run=^TestKilledProcess$")
	child.Env = append(os.Environ(), killVariable+"="+place)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	var last string
	for lines := bufio.NewScanner(out); lines.Scan(); {
		last = lines.Text()
		if strings.HasPrefix(last, "doing ") {
			if at--; at == 0 {
				if err := child.Process.Kill(); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	err = child.Wait()
	if at > 0 && err != nil {
		t.Fatalf("the process failed by itself: %v, %s", err, last)
	}
	return at > 0
}
