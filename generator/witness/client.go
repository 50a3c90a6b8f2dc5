package witness

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/gatefold/gatefold/generator/proof"
)

// Client asks witnesses. Nothing that they answer is believed: the lines are for proof.Store.Add.
type Client struct{ http *http.Client }

const (
	askTimeout = 15 * time.Second
	maxAnswer  = 64 << 10 // bytes
)

// NewClient is a client that goes nowhere else than where it is sent.
func NewClient() Client {
	stay := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return Client{&http.Client{Timeout: askTimeout, CheckRedirect: stay}}
}

// ErrAddress: no address that a witness can be asked at.
var ErrAddress = errors.New("this is not the address of a witness")

// CheckAddress gives an address as it is kept, without a slash at its end: https, or http on this
// computer itself. The error is ErrAddress.
func CheckAddress(address string) (string, error) {
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Host == "" || u.Opaque != "":
		return "", fmt.Errorf("%w: %.200q. It looks like https://witness.example", ErrAddress, address)
	case u.User != nil || u.RawQuery != "" || u.ForceQuery || u.Fragment != "":
		return "", fmt.Errorf("%w: %.200q has more than a host and a path", ErrAddress, address)
	case u.Scheme == "http" && !isLoopback(u.Hostname()), u.Scheme != "http" && u.Scheme != "https":
		return "", fmt.Errorf("%w: %.200q does not begin with https://, so that anybody on the way could answer", ErrAddress, address)
	}
	return strings.TrimRight(u.String(), "/"), nil
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// RefusedError is the answer of a witness who has not signed.
type RefusedError struct {
	Status int    // of HTTP
	Words  string // the first line of what it says, at most 200 bytes
}

func (e *RefusedError) Error() string {
	return strings.TrimSpace(fmt.Sprintf("it says %d %s. %s", e.Status, http.StatusText(e.Status), e.Words))
}

// Sign asks the witness at an address to sign, and once more from where it says to know the log. from
// makes the request of a log of which the witness knows the first old entries. The answer is as it came.
// The error is a *RefusedError, a *proof.ConflictError when the witness knows another number of entries,
// proof.ErrForked when it has signed as many others, ErrAddress, that of from, or one of the connection.
func (c Client) Sign(ctx context.Context, address string, old int64, from func(old int64) (proof.WitnessRequest, error)) ([]byte, error) {
	var conflict *proof.ConflictError
	r, err := from(old)
	if err != nil {
		return nil, err
	}
	lines, err := c.addCheckpoint(ctx, address, r)
	if !errors.As(err, &conflict) || conflict.Size == old || conflict.Size > r.Checkpoint.Size {
		return lines, err
	}
	if r, err = from(conflict.Size); err != nil {
		return nil, err
	}
	return c.addCheckpoint(ctx, address, r)
}

func (c Client) addCheckpoint(ctx context.Context, address string, r proof.WitnessRequest) ([]byte, error) {
	status, kind, body, err := c.do(ctx, http.MethodPost, address, "/add-checkpoint", r.Print())
	switch {
	case err != nil:
		return nil, err
	case status == http.StatusConflict && kind != sizeType:
		return nil, proof.ErrForked
	case status == http.StatusConflict:
		text, ended := bytes.CutSuffix(body, []byte("\n"))
		size, err := strconv.ParseUint(string(text), 10, 63)
		if err != nil || !ended || strconv.FormatUint(size, 10) != string(text) {
			return nil, fmt.Errorf("it says that it knows the log at another number of entries, and no number: %.60q", body)
		}
		return nil, &proof.ConflictError{Size: int64(size)}
	}
	return body, refused(status, body)
}

// Kept fetches the newest head of a log that the witness at an address has signed. The error is
// proof.ErrWitnessUnknown when there is none there, or as those of Sign.
func (c Client) Kept(ctx context.Context, address, origin string) (proof.Checkpoint, error) {
	status, _, body, err := c.do(ctx, http.MethodGet, address, "/"+proof.OriginHash(origin)+"/checkpoint", nil)
	if err == nil {
		err = refused(status, body)
	}
	if status == http.StatusNotFound {
		err = proof.ErrWitnessUnknown
	}
	if err != nil {
		return proof.Checkpoint{}, err
	}
	return proof.ParseCheckpoint(body)
}

// do gives the status, the type and the body of an answer.
func (c Client) do(ctx context.Context, method, address, path string, body []byte) (int, string, []byte, error) {
	address, err := CheckAddress(address)
	if err != nil {
		return 0, "", nil, err
	}
	req, err := http.NewRequestWithContext(ctx, method, address+path, bytes.NewReader(body))
	if err != nil {
		return 0, "", nil, err
	}
	if method == http.MethodPost {
		req.Header.Set("Content-Type", textType)
	}
	res, err := c.http.Do(req)
	var failed *url.Error
	if errors.As(err, &failed) {
		err = failed.Err // without the address, which whoever asks has named
	}
	if err != nil {
		return 0, "", nil, err
	}
	defer res.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(res.Body, maxAnswer+1))
	if err == nil && len(answer) > maxAnswer {
		err = fmt.Errorf("its answer has more than %d bytes", maxAnswer)
	}
	if to := res.Header.Get("Location"); err == nil && to != "" && res.StatusCode/100 == 3 {
		err = fmt.Errorf("it sends you on to %.200s. If you know that address, name it instead", to)
	}
	return res.StatusCode, res.Header.Get("Content-Type"), answer, err
}

func refused(status int, body []byte) error {
	if status == http.StatusOK {
		return nil
	}
	words, _, _ := strings.Cut(strings.TrimSpace(string(body)), "\n")
	return &RefusedError{status, strings.ToValidUTF8(words[:min(len(words), 200)], "")}
}
