package verify

import (
	"bytes"
	"context"
	"io"
	"strings"
	"sync/atomic"
	"testing"
)

// TestEvidence: of what was asked to be kept a report has the very bytes that are on the signed list.
func TestEvidence(t *testing.T) {
	site, o := readSite(t, fixtures+"/base"), reader(t)
	o.Keep = func(path string) bool { return strings.HasPrefix(path, "data/") || path == headPath }
	r := Check(t.Context(), site, o)
	for path, body := range site {
		got, kept := r.Evidence.Files[path]
		if want := strings.HasPrefix(path, "data/"); kept != want || kept && !bytes.Equal(got, body) {
			t.Errorf("%s: kept %t", path, kept)
		}
	}
	e := r.Evidence
	if e.Keys == nil || e.Head == nil || e.Log == nil || e.Log.Tree() != e.Head.Tree || len(e.Signed) != len(e.Keys) {
		t.Fatalf("%+v", e)
	}
	for _, h := range e.Heads {
		if root, err := e.Log.RootAt(h.Size); err != nil || root != h.Root {
			t.Errorf("a head of %d entries: %v", h.Size, err)
		}
	}
	const path = "data/portfolio.json"
	altered := memory{}
	for p, body := range site {
		altered[p] = body
	}
	altered[path] = append([]byte(" "), site[path]...)
	if r := Check(t.Context(), altered, o); r.Evidence.Files[path] != nil || len(r.Evidence.Files) == 0 {
		t.Error("an altered file was kept, or no other one")
	}
	delete(altered, sigPath)
	if r := Check(t.Context(), altered, o); len(r.Evidence.Files) != 0 {
		t.Error("files of a list that nobody has signed were kept")
	}
}

// TestEvidenceOfOtherKeys: keys that nobody has signed are no evidence.
func TestEvidenceOfOtherKeys(t *testing.T) {
	site := readSite(t, fixtures+"/base")
	site[keysPath] = bytes.Replace(site[keysPath], []byte("from 20"), []byte("from 21"), 1)
	if e := Check(t.Context(), site, reader(t)).Evidence; e.Keys != nil {
		t.Errorf("keys that nobody has signed: %+v", e.Keys)
	}
}

// breaking is a source with a fault of the program in it.
type breaking struct {
	memory
	opened *atomic.Int64
}

func (b breaking) Open(ctx context.Context, path string) (io.ReadCloser, error) {
	if b.opened.Add(1) > 20 {
		panic("a fault")
	}
	return b.memory.Open(ctx, path)
}

// TestFaultOfOne: a fault in one of several pieces of work reaches whoever has asked for the check.
func TestFaultOfOne(t *testing.T) {
	defer func() {
		if f := recover(); f != "a fault" {
			t.Errorf("recovered %v", f)
		}
	}()
	Check(t.Context(), breaking{readSite(t, fixtures+"/base"), &atomic.Int64{}}, Options{})
	t.Error("it came back")
}
