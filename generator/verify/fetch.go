package verify

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"github.com/gatefold/gatefold/generator/proof"
)

// file is what is known of one file.
type file struct {
	state state
	data  []byte
}

type state int

const (
	gone       state = iota // there is none
	unreadable              // there is one, and a finding says why it was not read
	there
)

// fetch is a file that the check looks into, read once. Where lines end in CRLF in a file whose lines
// are signed with LF, that is a finding of its own, and the file is read as it would be with LF.
func (r *run) fetch(path string) file {
	r.reading.Lock()
	f, known := r.kept[path]
	r.reading.Unlock()
	if known {
		return f
	}
	limit := int64(maxFile)
	if strings.HasPrefix(path, "proof/") {
		limit = maxProofFile
	}
	f = r.readOnce(path, limit)
	if f.state == there && hasLines(path) {
		if plain := withoutCR(f.data); len(plain) != len(f.data) {
			r.add(proof.CodeLineEndings, path, "lines that end in LF", "lines that end in CRLF")
			f.data = plain
		}
	}
	return r.keep(path, f)
}

// keep remembers a file, as far as there is room, unless it is known already.
func (r *run) keep(path string, f file) file {
	r.reading.Lock()
	defer r.reading.Unlock()
	if known, ok := r.kept[path]; ok {
		return known
	}
	if r.room -= int64(len(f.data)); r.room < 0 {
		r.add(proof.CodeLimit, path, fmt.Sprintf("at most %d bytes in all the files that are looked into", maxKept), "more")
		f = file{state: unreadable}
	}
	r.kept[path] = f
	return f
}

// readOnce reads a whole file of at most limit bytes, without remembering it.
func (r *run) readOnce(path string, limit int64) file {
	in, f := r.open(path)
	if f.state != there {
		return f
	}
	data, err := r.readAll(in, limit+1)
	if err = errors.Join(err, in.Close()); err != nil {
		return r.cannotRead(path, err)
	}
	if int64(len(data)) > limit {
		r.add(proof.CodeLimit, path, fmt.Sprintf("at most %d bytes", limit), "more")
		return file{state: unreadable}
	}
	return file{there, data}
}

// readAll reads at most limit bytes.
func (r *run) readAll(in io.Reader, limit int64) ([]byte, error) {
	buffer := r.buffers.Get().(*[bufferLen]byte)
	defer r.buffers.Put(buffer)
	n, err := io.ReadFull(in, buffer[:])
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return bytes.Clone(buffer[:n]), nil
	}
	if err != nil {
		return nil, err
	}
	rest, err := io.ReadAll(io.LimitReader(in, limit-int64(n)))
	return slices.Concat(buffer[:], rest), err
}

// bufferLen is more than most files have.
const bufferLen = 128 << 10

// open begins to read a file.
func (r *run) open(path string) (io.ReadCloser, file) {
	if r.lists() {
		switch e, ok := r.present[path]; {
		case !ok:
			return nil, file{}
		case e.Odd != "":
			return nil, r.cannotRead(path, errors.New(e.Odd))
		}
	}
	in, err := r.source.Open(r.ctx, path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, file{}
	case err != nil:
		return nil, r.cannotRead(path, err)
	}
	return in, file{state: there}
}

// cannotRead makes a finding of what keeps a file from being read.
func (r *run) cannotRead(path string, err error) file {
	code := proof.CodeUnreadable
	if errors.Is(err, errLimit) {
		code = proof.CodeLimit
	}
	r.add(code, path, "a file that can be read", err.Error())
	return file{state: unreadable}
}

// hasLines tells of the files whose lines are signed.
func hasLines(path string) bool {
	last := path[strings.LastIndexByte(path, '/')+1:]
	for _, end := range []string{".txt", ".sig", ".note", ".leaf", ".disclosures", ".tlog-proof"} {
		if strings.HasSuffix(last, end) {
			return true
		}
	}
	return path == listPath || path == headPath || path == signersPath || strings.HasPrefix(path, archivePath)
}

// withoutCR has LF for CRLF.
func withoutCR(data []byte) []byte { return bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")) }

// pathsUnder are the known paths that begin so, sorted: those of the folder, or else of the list.
func (r *run) pathsUnder(prefix string) []string {
	all := r.listing
	if !r.lists() {
		all = make([]string, len(r.sums))
		for i, s := range r.sums {
			all[i] = s.Path
		}
	}
	from, _ := slices.BinarySearch(all, prefix)
	to := from
	for to < len(all) && strings.HasPrefix(all[to], prefix) {
		to++
	}
	return all[from:to:to]
}

// parallel does n pieces of work, several at the same time.
func (r *run) parallel(n int, work func(i int)) {
	var wg sync.WaitGroup
	next, fault := make(chan int), make(chan any, 1)
	careful := func(i int) {
		defer func() {
			if f := recover(); f != nil {
				select {
				case fault <- f:
				default: // the first is enough
				}
			}
		}()
		work(i)
	}
	for range min(n, r.source.AtOnce()) {
		wg.Go(func() {
			for i := range next {
				careful(i)
			}
		})
	}
	for i := range n {
		if r.ctx.Err() != nil {
			break
		}
		next <- i
	}
	close(next)
	wg.Wait()
	select {
	case f := <-fault:
		panic(f) // where whoever has asked for the check can recover from it
	default:
	}
}

// tell is Options.Progress.
func (r *run) tell(step string, done *int, all int) {
	if r.options.Progress == nil {
		return
	}
	r.progress.Lock()
	defer r.progress.Unlock()
	*done++
	r.options.Progress(step, *done, all)
}
