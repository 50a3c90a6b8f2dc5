package output

import (
	"fmt"
	"iter"
	"maps"
	"slices"
)

// Files are the files of a site by slash-separated path. The zero Files is empty and ready for
// Add; a copy shares its content. Reading is safe for concurrent use, Add is not.
type Files struct {
	set *fileSet
}

type fileSet struct {
	files  map[string]File
	folded map[string]taken
}

// taken is who has a folded path: a file, or a folder in which files lie.
type taken struct {
	path   string
	folder bool
}

// Add puts a file at a path. It fails when the path is one that CheckPath refuses, is taken, or
// cannot stand beside what is there (a file and a folder of one name, names that differ by case).
func (f *Files) Add(p string, file File) error {
	if err := CheckPath(p); err != nil {
		return err
	}
	if f.set == nil {
		f.set = &fileSet{files: map[string]File{}, folded: map[string]taken{}}
	}
	if err := f.set.claim(p, false); err != nil {
		return err
	}
	for dir, _ := split(p); dir != "."; dir, _ = split(dir) {
		if err := f.set.claim(dir, true); err != nil {
			delete(f.set.folded, fold(p))
			return err
		}
	}
	if file.isListing() {
		file = f.set.bound(file)
	}
	f.set.files[p] = file
	return nil
}

// bound is a listing of this set's files.
func (s *fileSet) bound(file File) File {
	list := file.b.list
	return File{&blob{list: list, size: -1, draw: func() ([]byte, error) {
		sums := Sums{}
		for p, other := range s.files {
			if other.isListing() {
				continue
			}
			sum, err := other.Sum()
			if err != nil {
				return nil, fmt.Errorf("%s: %w", p, err)
			}
			sums[p] = sum
		}
		return list(sums)
	}}}
}

func (s *fileSet) claim(p string, folder bool) error {
	key := fold(p)
	old, ok := s.folded[key]
	switch {
	case !ok:
		s.folded[key] = taken{p, folder}
		return nil
	case old.path != p:
		return fmt.Errorf("%q and %q differ only by case", old.path, p)
	case old.folder && folder:
		return nil
	case old.folder != folder:
		return fmt.Errorf("%q is both a file and a folder", p)
	}
	return fmt.Errorf("%q is written twice", p)
}

// Get gives the file at a path.
func (f Files) Get(p string) (File, bool) {
	if f.set == nil {
		return File{}, false
	}
	file, ok := f.set.files[p]
	return file, ok
}

// Len is the number of files.
func (f Files) Len() int {
	if f.set == nil {
		return 0
	}
	return len(f.set.files)
}

// Paths are the paths of all files in order.
func (f Files) Paths() []string {
	if f.set == nil {
		return nil
	}
	return slices.Sorted(maps.Keys(f.set.files))
}

// All walks the files in the order of their paths.
func (f Files) All() iter.Seq2[string, File] {
	return func(yield func(string, File) bool) {
		for _, p := range f.Paths() {
			if !yield(p, f.set.files[p]) {
				return
			}
		}
	}
}
