package output

import (
	"cmp"
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
	var first, last []string
	for _, p := range w.paths {
		if file, _ := w.files.Get(p); file.b != nil && file.b.last {
			last = append(last, p)
		} else {
			first = append(first, p)
		}
	}
	if err := w.writeBatches(batches(first)); err != nil {
		return err
	}
	return w.writeBatches(batches(last))
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
