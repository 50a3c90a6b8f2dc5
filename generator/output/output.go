// Package output holds the files of a built site and brings a folder into line with them.
//
// Files is the site in memory: bytes, or recipes for bytes that are drawn or copied only when they
// are written or served. Write makes a folder hold exactly these files and is careful in four ways.
//
//   - It writes only what differs from what lies on disk, so that a second run writes nothing and
//     a tool that watches or uploads the folder sees only real changes.
//   - It writes each file beside its place and renames it there: a crash leaves every file whole,
//     old or new, and the next run completes the work.
//   - It removes only files which its list says it wrote and which nobody has altered since.
//     The list is kept outside the folder; without it nothing is removed, and Diff says so.
//   - It never leaves the folder: no absolute path, no "..", no symbolic link that leads out.
package output

// Diff is what Write did, or what Compare found. All lists are sorted.
type Diff struct {
	Written []string // new or different
	Removed []string // no longer part of the site
	Kept    []string // no longer part of the site but altered since they were written: left alone
	// Unlisted are files in the site's folders that are neither part of the site nor on the list,
	// folders that hold none of its files with a slash at the end. They are left alone.
	Unlisted []string
	// ListMissing says that the folder held files but no sound list told which of them were
	// written before, so that none was removed.
	ListMissing bool
}

// Empty reports that nothing was written or removed.
func (d Diff) Empty() bool { return len(d.Written) == 0 && len(d.Removed) == 0 }

// Compare says what differs between two states of a site, without touching a disk. Recipes whose
// keys do not settle it are drawn or read; one that fails counts as different.
func Compare(old, new Files) Diff {
	var d Diff
	for p, file := range new.All() {
		before, ok := old.Get(p)
		if ok {
			if eq, err := same(before, file); err == nil && eq {
				continue
			}
		}
		d.Written = append(d.Written, p)
	}
	for _, p := range old.Paths() {
		if _, ok := new.Get(p); !ok {
			d.Removed = append(d.Removed, p)
		}
	}
	return d
}
