// Package witness is C2SP tlog-witness over HTTP: the server that cosigns the logs that a witness has
// admitted, and the client that asks such servers.
package witness

import (
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/gatefold/gatefold/generator/proof"
)

// Server answers POST /add-checkpoint with the witness's line, for logs that the witness's memory knows,
// and GET /<proof.OriginHash>/checkpoint with the newest head that it has signed of one. What it signs is
// in the memory before. It keeps nothing else, so that logs may be admitted while it runs.
type Server struct {
	witness   proof.Witness
	clock     func() time.Time
	options   Options
	mux       *http.ServeMux
	byAddress *limiter
	byLog     *limiter
	turns     [256]sync.Mutex // one request at a time of all logs that share one
}

// Options are what may be different from one server to the next.
type Options struct {
	// Proxy: all requests come through a web server that adds the address of who asks to
	// X-Forwarded-For.
	Proxy bool
	// Told, which may be nil, is told of what was signed and of what its owner should know of. It may be
	// called by several at a time.
	Told func(Event)
}

// Event is a request that was signed, with Err nil, or that a witness should know of: a log that has not
// only grown (proof.ErrForked, proof.ErrWitnessProof), or a fault of the witness's own computer.
type Event struct {
	At      time.Time
	Request proof.WitnessRequest // with no lines but the log's
	State   proof.WitnessState   // as it was before
	Err     error
}

// What one log and one address may ask for. A class behind one address, all of them sealing within the
// hour, stays far below.
const (
	logBurst     = 20 // signatures that change the memory
	logEvery     = 30 * time.Second
	addressBurst = 120 // requests of any kind
	addressEvery = time.Second / 2
)

// maxBody is far more than a request has whose head bears a hundred signatures, in bytes.
const maxBody = 64 << 10

// NewServer is a server for a witness. Nobody else may have the witness's memory open but through its
// locks.
func NewServer(w proof.Witness, clock func() time.Time, o Options) *Server {
	s := &Server{witness: w, clock: clock, options: o, mux: http.NewServeMux(), byAddress: newLimiter(addressBurst, addressEvery), byLog: newLimiter(logBurst, logEvery)}
	s.mux.HandleFunc("POST /add-checkpoint", s.addCheckpoint)
	s.mux.HandleFunc("GET /{log}/checkpoint", s.checkpoint)
	return s
}

// ServeHTTP is that of http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Content-Type-Options", "nosniff")
	if wait := s.byAddress.take(s.address(r), s.clock()); wait > 0 {
		refuse(w, tooOften(wait))
		return
	}
	s.mux.ServeHTTP(w, r)
}

func (s *Server) addCheckpoint(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		refuse(w, err)
		return
	}
	request, err := proof.ParseWitnessRequest(body)
	if err != nil {
		refuse(w, err)
		return
	}
	line, err := s.sign(request)
	if err != nil {
		refuse(w, err)
		return
	}
	w.Header().Set("Content-Type", textType)
	_, _ = io.WriteString(w, line.Line())
}

// sign checks, counts, remembers and signs.
func (s *Server) sign(r proof.WitnessRequest) (proof.NoteSignature, error) {
	hash := proof.OriginHash(r.Checkpoint.Origin)
	defer s.turn(hash)()
	now := s.clock()
	state, err := s.witness.State(r.Checkpoint.Origin)
	if err == nil {
		err = s.count(hash, r, state, now)
	}
	var line proof.NoteSignature
	if err == nil {
		line, err = s.witness.Sign(r, now)
	}
	s.tell(Event{now, r, state, err})
	var fork *proof.ForkError
	if errors.As(err, &fork) && r.Old != fork.Kept.Size {
		err = &proof.ConflictError{Size: fork.Kept.Size} // the first thing to say about it
	}
	return line, err
}

// turn waits for the turn of the log of that hash, and gives how to end it.
func (s *Server) turn(hash string) (end func()) {
	n, _ := strconv.ParseUint(hash[:2], 16, 8)
	s.turns[n].Lock()
	return s.turns[n].Unlock
}

// count lets a log have so many signatures. A head that was signed already, which anybody can send who
// has read the log's site, does not use up what the log's owner has for new ones.
func (s *Server) count(hash string, r proof.WitnessRequest, state proof.WitnessState, now time.Time) error {
	if err := state.Check(r); err != nil {
		return err
	}
	if r.Checkpoint.Size == state.Size {
		hash += " again"
	}
	if wait := s.byLog.take(hash, now); wait > 0 {
		return tooOften(wait)
	}
	return nil
}

func (s *Server) tell(e Event) {
	status := statusOf(e.Err)
	worthTelling := status == http.StatusOK || status == http.StatusUnprocessableEntity || status >= 500 || errors.Is(e.Err, proof.ErrForked)
	if s.options.Told == nil || !worthTelling || errors.Is(e.Err, proof.ErrLocked) {
		return
	}
	if key, err := proof.ParseVerifierKey(e.State.Vkey); err == nil {
		e.Request.Checkpoint = e.Request.Checkpoint.Only(key)
	}
	s.options.Told(e)
}

func (s *Server) checkpoint(w http.ResponseWriter, r *http.Request) {
	hash := r.PathValue("log")
	if !isOriginHash(hash) {
		http.NotFound(w, r)
		return
	}
	c, err := s.kept(hash)
	if err != nil {
		refuse(w, err)
		return
	}
	w.Header().Set("Content-Type", textType)
	w.Header().Set("Cache-Control", "no-cache")
	_, _ = w.Write(c.Print())
}

func (s *Server) kept(hash string) (proof.Checkpoint, error) {
	defer s.turn(hash)()
	return s.witness.Kept(hash)
}

func isOriginHash(s string) bool {
	for _, c := range s {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return len(s) == len(proof.OriginHash(""))
}

const (
	textType = "text/plain; charset=utf-8"
	sizeType = "text/x.tlog.size" // of the answer 409, but where there are two lists of one size
)

// tooOften is how long somebody has to wait.
type tooOften time.Duration

func (t tooOften) Error() string { return "you ask too often" }

// statusOf is the answer that tlog-witness has for what keeps a witness from signing.
func statusOf(err error) int {
	var conflict *proof.ConflictError
	var wait tooOften
	var tooLarge *http.MaxBytesError
	switch {
	case err == nil:
		return http.StatusOK
	case errors.Is(err, proof.ErrWitnessRequest):
		return http.StatusBadRequest
	case errors.Is(err, proof.ErrNotSigned), errors.Is(err, proof.ErrSignatureWrong):
		return http.StatusForbidden
	case errors.Is(err, proof.ErrWitnessUnknown):
		return http.StatusNotFound
	case errors.As(err, &conflict), errors.Is(err, proof.ErrForked):
		return http.StatusConflict
	case errors.As(err, &tooLarge):
		return http.StatusRequestEntityTooLarge
	case errors.Is(err, proof.ErrWitnessProof):
		return http.StatusUnprocessableEntity
	case errors.As(err, &wait):
		return http.StatusTooManyRequests
	case errors.Is(err, proof.ErrLocked):
		return http.StatusServiceUnavailable
	}
	return http.StatusInternalServerError
}

// refuse answers with what keeps the witness from signing.
func refuse(w http.ResponseWriter, err error) {
	status := statusOf(err)
	var conflict *proof.ConflictError
	var wait tooOften
	switch {
	case errors.As(err, &conflict):
		w.Header().Set("Content-Type", sizeType)
		w.WriteHeader(http.StatusConflict)
		fmt.Fprintf(w, "%d\n", conflict.Size)
		return
	case errors.As(err, &wait):
		w.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(time.Duration(wait).Seconds()))))
	case status == http.StatusServiceUnavailable:
		w.Header().Set("Retry-After", "1")
	case status == http.StatusInternalServerError:
		err = errors.New("this witness cannot sign now") // why is its owner's business
	}
	http.Error(w, err.Error(), status)
}
