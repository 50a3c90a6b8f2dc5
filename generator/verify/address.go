package verify

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync/atomic"
	"time"
)

// Address is a site at its own host. What lies there cannot be listed.
type Address struct {
	base   url.URL // ends in a slash
	client *http.Client
	read   *atomic.Int64 // bytes so far
}

const (
	hostPatience = 30 * time.Second // without a byte
	filePatience = 10 * time.Minute // for one file
	maxRedirects = 5
	maxFetched   = 4 << 30 // bytes of a whole site
)

// OpenAddress is the site whose first page has this http or https address; transport is nil for the
// network. Nothing is read yet.
func OpenAddress(address string, transport http.RoundTripper) (Address, error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		return Address{}, fmt.Errorf("%q is not the address of a site, such as https://ada.example/portfolio/", address)
	}
	u.RawQuery, u.Fragment = "", ""
	if at := strings.LastIndexByte(u.Path, '/'); strings.HasSuffix(u.Path, ".html") {
		u.Path, u.RawPath = u.Path[:at+1], ""
	}
	if !strings.HasSuffix(u.Path, "/") {
		u.Path, u.RawPath = u.Path+"/", ""
	}
	client := &http.Client{Transport: transport, CheckRedirect: sameHost}
	return Address{*u, client, &atomic.Int64{}}, nil
}

// sameHost lets a host send readers on within itself, and from http to https.
func sameHost(to *http.Request, via []*http.Request) error {
	from := via[0].URL
	upgraded := from.Scheme == "http" && to.URL.Scheme == "https" && from.Port() == "" && to.URL.Port() == ""
	switch {
	case !strings.EqualFold(from.Hostname(), to.URL.Hostname()) || !upgraded && (from.Scheme != to.URL.Scheme || from.Port() != to.URL.Port()):
		return fmt.Errorf("the host sends readers on to another place, %s://%s. If that is the site, check it by that address", to.URL.Scheme, to.URL.Host)
	case len(via) > maxRedirects:
		return fmt.Errorf("the host sends readers on more than %d times", maxRedirects)
	}
	return nil
}

// AtOnce is that of Source.
func (a Address) AtOnce() int { return 16 }

// Entries is that of Source.
func (a Address) Entries(context.Context) ([]Entry, bool, error) { return nil, false, nil }

// errSilent: the host sent nothing for too long.
var errSilent = errors.New("the host does not answer in time")

// Open is that of Source.
func (a Address) Open(ctx context.Context, path string) (io.ReadCloser, error) {
	u := a.base
	u.Path, u.RawPath = u.Path+path, ""
	ctx, stop := context.WithTimeoutCause(ctx, filePatience, errSilent)
	ctx, cancel := context.WithCancelCause(ctx)
	silent := time.AfterFunc(hostPatience, func() { cancel(errSilent) })
	body := &fetching{ctx: ctx, silent: silent, read: a.read, close: func() { silent.Stop(); cancel(nil); stop() }}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		body.close()
		return nil, err
	}
	req.Header.Set("Cache-Control", "no-cache")
	req.Header.Set("User-Agent", "gatefold-verify")
	res, err := a.client.Do(req)
	if err != nil {
		err = body.cause(err)
		body.close()
		return nil, err
	}
	body.in = res.Body
	switch {
	case res.StatusCode == http.StatusNotFound, res.StatusCode == http.StatusForbidden, res.StatusCode == http.StatusGone:
		return nil, errors.Join(&fs.PathError{Op: "get", Path: path, Err: fs.ErrNotExist}, body.Close())
	case res.StatusCode < 200 || res.StatusCode > 299:
		return nil, errors.Join(fmt.Errorf("the host answered %d", res.StatusCode), body.Close())
	}
	return withoutFillIn(body, path)
}

// fillIn is how the page begins that some hosts give for every address where they have nothing, with
// the status of a file that is there.
var fillIn = regexp.MustCompile(`^\x{FEFF}?\s*(?i:<!doctype html|<html)`)

// withoutFillIn tells a page that stands in for a file of proof/, none of which begins like one, from
// the file: there is none.
func withoutFillIn(body *fetching, path string) (io.ReadCloser, error) {
	if !strings.HasPrefix(path, "proof/") || strings.HasSuffix(path, ".html") {
		return body, nil
	}
	in := bufio.NewReaderSize(body, 512)
	if start, _ := in.Peek(64); fillIn.Match(start) {
		return nil, errors.Join(&fs.PathError{Op: "get", Path: path, Err: fs.ErrNotExist}, body.Close())
	}
	return struct {
		io.Reader
		io.Closer
	}{in, body}, nil
}

// fetching is the body of an answer.
type fetching struct {
	ctx    context.Context
	in     io.ReadCloser
	silent *time.Timer
	read   *atomic.Int64
	close  func()
}

func (f *fetching) Read(p []byte) (int, error) {
	n, err := f.in.Read(p)
	f.silent.Reset(hostPatience)
	if f.read.Add(int64(n)) > maxFetched {
		return 0, fmt.Errorf("%w: the site has more than %d bytes", errLimit, int64(maxFetched))
	}
	if err != nil && !errors.Is(err, io.EOF) {
		err = f.cause(err)
	}
	return n, err
}

// cause says it in the words of whoever broke off.
func (f *fetching) cause(err error) error {
	if cause := context.Cause(f.ctx); errors.Is(cause, errSilent) {
		return cause
	}
	var at *url.Error
	if errors.As(err, &at) {
		return at.Err
	}
	return err
}

func (f *fetching) Close() error {
	f.close()
	return f.in.Close()
}
