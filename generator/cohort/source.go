package cohort

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"sync/atomic"

	"github.com/gatefold/gatefold/generator/verify"
)

// opened is a member's site, wherever it lies, with a bound on what is read of it.
type opened struct {
	verify.Source
	close func() error
}

// open opens a member's site. dir is the cohort's folder, from which a relative path leads.
func open(dir string, m Member, limits Limits, transport http.RoundTripper) (opened, error) {
	bound := func(s verify.Source, atOnce int, close func() error) opened {
		left := &atomic.Int64{}
		left.Store(limits.Bytes)
		return opened{bounded{s, atOnce, left, limits.Bytes}, close}
	}
	if isAddress(m.Site) {
		if transport == nil {
			transport = Network(limits.AllowPrivate)
		}
		a, err := verify.OpenAddress(m.Site, transport)
		return bound(a, connsOfHost, func() error { return nil }), err
	}
	path := sitePath(dir, m.Site)
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return opened{}, errors.New("there is nothing of this name")
	case err != nil:
		return opened{}, cause(err)
	case info.IsDir():
		f, err := verify.OpenFolder(path)
		return bound(f, f.AtOnce(), f.Close), cause(err)
	case !info.Mode().IsRegular():
		return opened{}, errors.New("it is neither a folder nor a file, but a device or the like")
	}
	z, err := verify.OpenZip(path)
	if err != nil {
		return opened{}, cause(err)
	}
	return bound(z, z.AtOnce(), z.Close), nil
}

// sitePath is where a member's folder or zip lies.
func sitePath(dir, site string) string {
	if path := filepath.FromSlash(site); filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(dir, filepath.FromSlash(site))
}

// cause is an error of a file without the path that the reader has named.
func cause(err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err
	}
	return err
}

// bounded is a source of which no more than a number of bytes is read.
type bounded struct {
	verify.Source
	atOnce int
	left   *atomic.Int64
	all    int64
}

func (b bounded) AtOnce() int { return b.atOnce }

func (b bounded) Open(ctx context.Context, path string) (io.ReadCloser, error) {
	in, err := b.Source.Open(ctx, path)
	if err != nil {
		return nil, err
	}
	return &boundedFile{in, b, ctx}, nil
}

type boundedFile struct {
	io.ReadCloser
	of  bounded
	ctx context.Context
}

// Read ends when the time of the visit does, so that nobody reads on for nobody.
func (f *boundedFile) Read(p []byte) (int, error) {
	if err := f.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := f.ReadCloser.Read(p)
	if f.of.left.Add(-int64(n)) < 0 {
		return 0, fmt.Errorf("%w: the site has more than the %d bytes that [limits] allows", verify.ErrLimit, f.of.all)
	}
	return n, err
}
