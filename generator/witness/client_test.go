package witness

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/gatefold/gatefold/generator/proof"
)

// TestAskOurs sends a log's heads to our own server, from what is known and from nothing.
func TestAskOurs(t *testing.T) {
	ada := newLearner(t, 1).grow(t, 5)
	w := newWorld(t, newShelf(), Options{}, ada)
	server := httptest.NewServer(w)
	defer server.Close()
	asked := 0
	sign := func(old int64) (proof.Checkpoint, error) {
		answer, err := NewClient().Sign(t.Context(), server.URL+"/", old, func(old int64) (proof.WitnessRequest, error) { asked++; return ada.AskFrom(old) })
		if err != nil {
			return proof.Checkpoint{}, err
		}
		return ada.Add(answer, []proof.VerifierKey{w.coach})
	}
	for _, c := range []struct {
		entries int
		old     int64
		size    int64
		asked   int
	}{{0, 0, 5, 1}, {3, 5, 8, 1}, {2, 0, 10, 2}, {0, 10, 10, 1}, {300, 8, 310, 2}} {
		if c.entries > 0 {
			ada.grow(t, c.entries)
		}
		asked = 0
		if got, err := sign(c.old); err != nil || got.Size != c.size || asked != c.asked {
			t.Errorf("from %d to %d: %+v, %v, asked %d times", c.old, c.size, got.Tree, err, asked)
		}
	}
	kept, err := NewClient().Kept(t.Context(), server.URL, ada.Origin)
	if _, atErr := kept.CosignedAt(w.coach); err != nil || atErr != nil || kept.Size != 310 {
		t.Errorf("%+v, %v, %v", kept.Tree, err, atErr)
	}
	if _, err := NewClient().Kept(t.Context(), server.URL, "x"); !errors.Is(err, proof.ErrWitnessUnknown) {
		t.Errorf("another log: %v", err)
	}
	stranger := newLearner(t, 2).grow(t, 1)
	var refused *RefusedError
	if _, err := NewClient().Sign(t.Context(), server.URL, 0, stranger.AskFrom); !errors.As(err, &refused) || refused.Status != 404 {
		t.Errorf("a log that is not admitted: %v", err)
	}
}

// TestOddWitnesses: whatever a witness answers, the client comes to an end and says what it was.
func TestOddWitnesses(t *testing.T) {
	ada := newLearner(t, 1).grow(t, 5)
	var conflict *proof.ConflictError
	var refused *RefusedError
	says := func(words string) func(error) bool {
		return func(err error) bool { return err != nil && strings.Contains(err.Error(), words) }
	}
	size := func(n int64) func(error) bool {
		return func(err error) bool { return errors.As(err, &conflict) && conflict.Size == n }
	}
	for what, c := range map[string]struct {
		answer http.HandlerFunc
		want   func(error) bool
		asked  int32
	}{
		"always another size": {func(w http.ResponseWriter, r *http.Request) {
			body, _ := io.ReadAll(r.Body)
			w.Header().Set("Content-Type", sizeType)
			w.WriteHeader(409)
			io.WriteString(w, map[bool]string{true: "3\n", false: "4\n"}[strings.HasPrefix(string(body), "old 0")])
		}, size(4), 2},
		"the size it was asked from": {answer(409, "0\n"), size(0), 1},
		"more than there is":         {answer(409, "6\n"), size(6), 1},
		"two lists":                  {answer(409, "two lists"), func(err error) bool { return errors.Is(err, proof.ErrForked) }, 1},
		"no number":                  {answer(409, "five\n"), says(`no number: "five\n"`), 1},
		"a leading zero":             {answer(409, "05\n"), says("no number"), 1},
		"no line end":                {answer(409, "5"), says("no number"), 1},
		"too large a number":         {answer(409, "9223372036854775808\n"), says("no number"), 1},
		"refused with words": {answer(403, "no\nway"), func(err error) bool {
			return errors.As(err, &refused) && refused.Words == "no" && refused.Status == 403
		}, 1},
		"a long answer": {answer(200, strings.Repeat("x", maxAnswer+1)), says("more than 65536 bytes"), 1},
		"sends elsewhere": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://192.0.2.1/", http.StatusTemporaryRedirect)
		}, says("sends you on to http://192.0.2.1/"), 1},
		"hangs up": {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, says("EOF"), 1},
	} {
		var asked atomic.Int32
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { asked.Add(1); c.answer(w, r) }))
		if lines, err := NewClient().Sign(t.Context(), server.URL, 0, ada.AskFrom); !c.want(err) || asked.Load() != c.asked {
			t.Errorf("%s: %q, %v, asked %d times", what, lines, err, asked.Load())
		}
		server.Close()
	}
}

func answer(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		if status == http.StatusConflict && body != "two lists" {
			w.Header().Set("Content-Type", sizeType)
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

func TestCheckAddress(t *testing.T) {
	for in, want := range map[string]string{
		"https://witness.example": "https://witness.example", "https://witness.example/": "https://witness.example", "https://h.example:444/a/b/": "https://h.example:444/a/b",
		"http://localhost:80": "http://localhost:80", "http://127.0.0.1:7/x": "http://127.0.0.1:7/x", "http://[::1]:7": "http://[::1]:7",
		"": "", "witness.example": "", "http://witness.example": "", "http://127.0.0.1.example": "", "http://localhost.example": "", "file:///etc/passwd": "", "https:witness.example": "", "https://": "",
		"https://user@witness.example": "", "https://witness.example/?x": "", "https://witness.example/?": "", "https://witness.example/#x": "", "http://10.0.0.1": "", "https://a b": "", "ftp://localhost": "",
	} {
		got, err := CheckAddress(in)
		if got != want || (err == nil) != (want != "") || err != nil && !errors.Is(err, ErrAddress) {
			t.Errorf("%q: %q, %v", in, got, err)
		}
	}
}
