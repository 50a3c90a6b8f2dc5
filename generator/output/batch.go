package output

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"sync"
)

// batch is a number of files of one folder, the unit of work of a worker.
type batch struct {
	dir   string
	names []string
}

const batchSize = 64

// batches puts the files of one folder together, in the order of their paths.
func batches(paths []string) []batch {
	var out []batch
	last := map[string]int{} // folder to the batch that is being filled
	for _, p := range paths {
		dir, name := split(p)
		i, ok := last[dir]
		if !ok || len(out[i].names) == batchSize {
			i = len(out)
			last[dir] = i
			out = append(out, batch{dir: dir})
		}
		out[i].names = append(out[i].names, name)
	}
	return out
}

// writeAll brings every file into line, those last that tell of the others.
func (w *writer) writeAll() error {
	var first, last, listings []string
	for _, p := range w.paths {
		switch file, _ := w.files.Get(p); {
		case file.isListing():
			listings = append(listings, p)
		case file.b != nil && file.b.last:
			last = append(last, p)
		default:
			first = append(first, p)
		}
	}
	if err := w.writeBatches(batches(first)); err != nil {
		return err
	}
	if err := w.writeBatches(batches(last)); err != nil {
		return err
	}
	return w.writeListings(listings)
}

// writeListings makes the files that list the hashes of the others, which are all known now.
func (w *writer) writeListings(paths []string) error {
	if len(paths) == 0 {
		return nil
	}
	sums := Sums{}
	for p, e := range w.next {
		sums[p] = e.sum
	}
	for _, p := range paths {
		file, _ := w.files.Get(p)
		body, err := file.b.list(sums)
		if errors.Is(err, ErrAbsent) {
			if err := w.leaveOut(p); err != nil {
				return err
			}
			continue
		}
		if err != nil {
			return fmt.Errorf("%s: %w", p, err)
		}
		dir, _ := split(p)
		in := &folder{w: w, path: dir}
		err = w.writeOne(in, p, Bytes(body))
		in.close()
		if err != nil {
			return err
		}
	}
	return nil
}

// leaveOut removes what an earlier run wrote in the place of a file that the site is to be without.
func (w *writer) leaveOut(p string) error {
	_, there := w.inv.files[p]
	if w.old == nil || !there {
		return nil
	}
	if e, listed := w.old.entries[p]; listed {
		return w.removeUnaltered(p, e)
	}
	return nil
}

// writeBatches shares the work out; the first error stops all workers.
func (w *writer) writeBatches(work []batch) error {
	var (
		wg    sync.WaitGroup
		mu    sync.Mutex
		at    int
		first error
	)
	take := func() (batch, bool) {
		mu.Lock()
		defer mu.Unlock()
		if first != nil || at == len(work) {
			return batch{}, false
		}
		at++
		return work[at-1], true
	}
	labour := func() {
		for b, ok := take(); ok; b, ok = take() {
			if err := w.writeBatch(b); err != nil {
				mu.Lock()
				first = cmp.Or(first, err)
				mu.Unlock()
			}
		}
	}
	for range min(w.workers, len(work)) - 1 {
		wg.Go(labour)
	}
	labour()
	wg.Wait()
	return first
}

func (w *writer) writeBatch(b batch) error {
	in := &folder{w: w, path: b.dir}
	defer in.close()
	for _, name := range b.names {
		p := join(b.dir, name)
		file, _ := w.files.Get(p)
		if err := w.writeOne(in, p, file); err != nil {
			return err
		}
	}
	return nil
}

// folder is opened, and made, when the first file is to be written into it.
type folder struct {
	w    *writer
	path string
	dir  *os.Root
}

func (f *folder) open() (*os.Root, error) {
	if f.dir != nil {
		return f.dir, nil
	}
	if !f.w.inv.folders[f.path] {
		if err := f.w.step("mkdir", f.path); err != nil {
			return nil, err
		}
		if err := f.w.root.MkdirAll(f.path, 0o755); err != nil {
			return nil, err
		}
	}
	dir, err := f.w.root.OpenRoot(f.path)
	f.dir = dir
	return dir, err
}

func (f *folder) close() {
	if f.dir != nil {
		f.dir.Close()
	}
}
