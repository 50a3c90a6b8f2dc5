package main

import (
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"

	"github.com/gatefold/gatefold/generator/memo"
	"github.com/gatefold/gatefold/generator/output"
)

// again is what is kept of a finished build, so that the next one, if nothing changed, costs looks alone:
// at every source file's size and time, and at every written file's.
type again struct {
	Source string `json:"source"` // memo.Tree.Sum of the folder that was built
	List   string `json:"list"`   // of what was written
	Report report `json:"report"`
}

// againFile is the journal of one output folder.
func (w *workspace) againFile(listPath string) memo.Journal {
	return memo.Journal{Path: filepath.Join(w.cache(), "again-"+filepath.Base(listPath)), Head: "gatefold.again " + w.seal}
}

// unchanged gives the report of the last build into the output folder, when building again would give
// the same site and every file of it is still there.
func (w *workspace) unchanged(out, listPath string) (report, bool) {
	if w.settled.IsZero() {
		return report{}, false
	}
	items, whole := w.againFile(listPath).Read()
	if !whole || len(items) != 1 {
		return report{}, false
	}
	var last again
	if json.Unmarshal([]byte(items[0]), &last) != nil || last.Source != w.sourceSum() {
		return report{}, false
	}
	list, intact := output.Intact(out, listPath)
	return last.Report, intact && hex.EncodeToString(list[:]) == last.List
}

// finished keeps the report of a build for unchanged. A source file that is too young for its time to
// tell of a later change is not relied on.
func (w *workspace) finished(listPath string, r report) {
	if w.settled.IsZero() || w.tree.Newest() >= w.settled.UnixNano() {
		os.Remove(w.againFile(listPath).Path)
		return
	}
	list, ok := output.ListSum(listPath)
	if !ok {
		return
	}
	item, err := json.Marshal(again{Source: w.sourceSum(), List: hex.EncodeToString(list[:]), Report: r})
	if err == nil {
		_ = w.againFile(listPath).Replace(func(add func([]byte) error) error { return add(item) }) // without it the next build is only slower
	}
}

func (w *workspace) sourceSum() string {
	sum := w.tree.Sum()
	return hex.EncodeToString(sum[:])
}
