package devserver

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"
)

// shows waits until a file is shown with these words; "" until it is not shown at all. Nothing but
// builds that the system's own events cause can bring that about.
func (b *bench) shows(rel, words string) {
	b.t.Helper()
	for {
		got := ""
		if st := b.s.shown(); st.site != nil {
			if f, ok := st.site.files.Get("files/" + rel + "/index.html"); ok {
				body, err := f.Bytes()
				b.must(err)
				got = string(body)
			}
		}
		if words == "" && got == "" || words != "" && strings.Contains(got, "<p>"+words+"</p>") {
			return
		}
		select {
		case <-b.builds:
		case <-b.t.Context().Done():
			b.t.Fatalf("%s is never shown as %q", rel, words)
		}
	}
}

// nothing does what must cause no build: when a later change is built, nothing under these paths was
// built for. Builds for what was done before may still come in between; they tell nothing.
func (b *bench) nothing(do func(), paths ...string) {
	b.t.Helper()
	for len(b.builds) > 0 {
		<-b.builds
	}
	do()
	b.write("projects/b/project.toml", "b "+time.Now().String())
	for {
		got := <-b.builds
		for _, path := range paths {
			if slices.ContainsFunc(got.Changed, func(p string) bool { return strings.HasPrefix(p, path) }) {
				b.t.Fatalf("built for %q", got.Changed)
			}
		}
		if slices.Contains(got.Changed, "projects/b/project.toml") {
			return
		}
	}
}

// TestOnTheDisk does with files what people and programs do, and waits for the system to tell.
func TestOnTheDisk(t *testing.T) {
	b := newBench(t, nil)
	b.write(raid, "in place")
	b.shows(raid, "in place")
	for _, text := range []string{"renamed over", "renamed over again"} {
		b.write("projects/a/4F2A", text)
		b.rename("projects/a/4F2A", raid)
		b.shows(raid, text)
	}
	b.rename(raid, raid+"~")
	b.write(raid, "vim")
	b.remove(raid + "~")
	b.shows(raid, "vim")

	b.write("projects/c/status/2025/1.md", "deep")
	b.shows("projects/c/status/2025/1.md", "deep")
	b.write("projects/c/status/2025/2.md", "in a new folder")
	b.shows("projects/c/status/2025/2.md", "in a new folder")
	b.rename("projects/c", "projects/d")
	b.shows("projects/c/status/2025/1.md", "")
	b.write("projects/d/status/2025/1.md", "in a moved folder")
	b.shows("projects/d/status/2025/1.md", "in a moved folder")
	b.remove("projects/d")
	b.shows("projects/d/status/2025/1.md", "")
	b.write("projects/d/status/2025/1.md", "back")
	b.shows("projects/d/status/2025/1.md", "back")

	b.nothing(func() { b.write(raid, "vim") }, raid)
	lock := "projects/a/.~lock.raid.csv#"
	b.nothing(func() { b.write(lock, "me"); b.remove(lock) }, lock)
	b.nothing(func() { b.must(os.Chtimes(b.full(raid), time.Time{}, time.Now().Add(time.Hour))) }, raid)
	b.nothing(func() { b.must(os.Chmod(b.full(raid), 0o640)) }, raid)
	b.nothing(func() { b.write("public/index.html", "built"); b.write(".gatefold/list", "x") }, "public", ".gatefold")
	b.nothing(func() { b.write("public/index.html", "built again") }, "public")

	b.must(os.Rename(b.dir, b.dir+"-away"))
	for !b.s.shown().gone() {
		<-b.builds
	}
	b.must(os.Rename(b.dir+"-away", b.dir))
	b.write(raid, "after the move")
	b.shows(raid, "after the move")
	b.must(os.RemoveAll(b.dir))
	for !b.s.shown().gone() {
		<-b.builds
	}
	b.write("portfolio.toml", "from nothing")
	b.shows("portfolio.toml", "from nothing")
	b.write(raid, "all anew")
	b.shows(raid, "all anew")
}

// gone tells whether the folder is said to be gone, with the site still there.
func (st *state) gone() bool {
	return st.site != nil && len(st.findings) == 1 && st.findings[0].Path == "."
}

// TestVim lets vim itself save, in each of its ways.
func TestVim(t *testing.T) {
	path, err := exec.LookPath("vim")
	vim := needTool(t, "vim", path, err)
	b := newBench(t, nil)
	for _, options := range []string{"set backup writebackup backupcopy=no", "set backupcopy=yes", "set nobackup nowritebackup"} {
		for _, text := range []string{"by vim", "by vim again"} {
			c := exec.Command(vim, "-u", "NONE", "-es", "-c", options, "-c", "%s/.*/"+text+"/", "-c", "wq", b.full(raid))
			if out, err := c.CombinedOutput(); err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			b.shows(raid, text+"\n")
		}
	}
}

// TestUnreadable: a file that may not be read for a while.
func TestUnreadable(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("no file is unreadable for root")
	}
	b := newBench(t, nil)
	b.must(os.Chmod(b.full(raid), 0))
	b.shows(raid, "")
	b.must(os.Chmod(b.full(raid), 0o600))
	b.shows(raid, "one")
	b.must(os.Chmod(b.full("projects/a"), 0))
	b.shows(raid, "")
	b.must(os.Chmod(b.full("projects/a"), 0o700))
	b.shows(raid, "one")
	b.write(raid, "two")
	b.shows(raid, "two")
}
