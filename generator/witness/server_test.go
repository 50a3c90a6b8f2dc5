package witness

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gatefold/gatefold/generator/proof"
)

// forged is a request of the learner's key for a list that is not the log's.
func (l *learner) forged(old, size int64, root byte) proof.WitnessRequest {
	return proof.WitnessRequest{Old: old, Checkpoint: proof.SignCheckpoint(l.Origin, proof.Tree{Size: size, Root: [32]byte{root}}, l.signer.Keys...)}
}

// TestAnswers is each answer of tlog-witness, in the order in which it asks for them.
func TestAnswers(t *testing.T) {
	ada, stranger := newLearner(t, 1).grow(t, 5), newLearner(t, 2).grow(t, 5)
	w := newWorld(t, newShelf(), Options{}, ada)
	first := ada.request(t, 0)
	line := w.post(first)
	if line.Code != 200 || line.Header().Get("Content-Type") != textType {
		t.Fatalf("%d %v %s", line.Code, line.Header(), line.Body)
	}
	if c, err := ada.Add(line.Body.Bytes(), []proof.VerifierKey{w.coach}); err != nil || c.Size != 5 {
		t.Fatalf("the line does not fit: %+v, %v", c, err)
	}
	ada.grow(t, 300)
	good := ada.request(t, 5)
	otherKey := good
	otherKey.Checkpoint = proof.SignCheckpoint(ada.Origin, good.Checkpoint.Tree, stranger.signer.Keys...)
	edited := string(good.Print())
	wrongProof := good
	wrongProof.Proof = append([][32]byte{{1}}, good.Proof[1:]...)
	for _, c := range []struct {
		what, body string
		status     int
		answer     string
	}{
		{"nothing", "", 400, ""},
		{"no request", "Hello", 400, ""},
		{"CRLF", strings.ReplaceAll(edited, "\n", "\r\n"), 400, ""},
		{"64 hashes", strings.Replace(edited, "\n", "\n"+strings.Repeat("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n", 64), 1), 400, ""},
		{"a leading zero", strings.Replace(edited, "old 5", "old 05", 1), 400, ""},
		{"a log that is not admitted", string(stranger.request(t, 0).Print()), 404, ""},
		{"a log that is not admitted, another's proof", strings.Replace(edited, ada.Origin+"\n", stranger.Origin+"\n", 1), 404, ""},
		{"another key", string(otherKey.Print()), 403, ""},
		{"edited", strings.Replace(edited, "\n305\n", "\n306\n", 1), 403, ""},
		{"from more than it has", string(ada.forged(400, 305, 1).Print()), 400, ""},
		{"from too few", string(ada.request(t, 4).Print()), 409, "5\n"},
		{"from none", string(ada.request(t, 0).Print()), 409, "5\n"},
		{"from too many", string(ada.request(t, 300).Print()), 409, "5\n"},
		{"as many, others", string(ada.forged(5, 5, 1).Print()), 409, "two different logs are signed by one key"},
		{"as many, others, from another size", string(ada.forged(4, 5, 1).Print()), 409, "5\n"},
		{"a wrong proof", string(wrongProof.Print()), 422, ""},
		{"another list", string(ada.forged(5, 305, 1).Print()), 422, ""},
		{"too large", edited + strings.Repeat("x", maxBody), 413, ""},
		{"the right one", edited, 200, "— coach.example/cosign "},
		{"once more", string(ada.request(t, 305).Print()), 200, "— coach.example/cosign "},
		{"the first once more", string(first.Print()), 409, "305\n"},
	} {
		got := w.send(http.MethodPost, "/add-checkpoint", c.body)
		if got.Code != c.status || !strings.HasPrefix(got.Body.String(), c.answer) {
			t.Errorf("%s: %d %q, want %d %q", c.what, got.Code, got.Body, c.status, c.answer)
		}
		if isSize := got.Header().Get("Content-Type") == "text/x.tlog.size"; isSize != strings.HasSuffix(c.answer, "\n") || isSize && got.Body.String() != c.answer {
			t.Errorf("%s: %v %q", c.what, got.Header(), got.Body)
		}
	}
	var told []string
	for _, e := range w.told {
		told = append(told, fmt.Sprintf("%d %d", statusOf(e.Err), e.Request.Checkpoint.Size))
	}
	if got := strings.Join(told, ", "); got != "200 5, 409 5, 409 5, 422 305, 422 305, 200 305, 200 305" {
		t.Errorf("told of %s", got)
	}
}

// TestMonitor fetches the newest signed head as anybody can.
func TestMonitor(t *testing.T) {
	ada, eve := newLearner(t, 1).grow(t, 5), newLearner(t, 2)
	w := newWorld(t, newShelf(), Options{}, ada, eve)
	at := "/" + proof.OriginHash(ada.Origin) + "/checkpoint"
	if got := w.send("GET", at, ""); got.Code != 404 {
		t.Errorf("before the first signature: %d", got.Code)
	}
	r := ada.request(t, 0)
	junk := proof.Cosign(r.Checkpoint, "junk.example", key(9), someDay)
	r.Checkpoint, _ = r.Checkpoint.With(junk)
	line := w.post(r)
	want := string(r.Checkpoint.Only(ada.Keys[0]).Print()) + line.Body.String()
	w.pass(time.Hour)
	if got := w.send("GET", at, ""); got.Code != 200 || got.Body.String() != want || got.Header().Get("Content-Type") != textType {
		t.Errorf("%d %v\n%s\nwant\n%s", got.Code, got.Header(), got.Body, want)
	}
	for path, status := range map[string]int{
		"/": 404, "/add-checkpoint": 405, strings.ToUpper(at): 404, "/../" + at: 307, "/" + proof.OriginHash(eve.Origin) + "/checkpoint": 404,
		"/" + proof.OriginHash("x") + "/checkpoint": 404, "/" + proof.OriginHash(ada.Origin) + ".json/checkpoint": 404, "/..%2f..%2fx/checkpoint": 404,
	} {
		if got := w.send("GET", path, ""); got.Code != status {
			t.Errorf("%s: %d, want %d", path, got.Code, status)
		}
	}
}

// TestFaultsOfItsOwn: what is wrong with the witness's computer is told to its owner alone.
func TestFaultsOfItsOwn(t *testing.T) {
	ada := newLearner(t, 1).grow(t, 5)
	memory := newShelf()
	w := newWorld(t, memory, Options{}, ada)
	state := proof.OriginHash(ada.Origin) + ".json"
	release, err := memory.Lock(state + ".lock")
	if err != nil {
		t.Fatal(err)
	}
	if got := w.post(ada.request(t, 0)); got.Code != 503 || got.Header().Get("Retry-After") == "" || len(w.told) != 0 {
		t.Errorf("while another signs: %d %v", got.Code, w.told)
	}
	if got := w.send("GET", "/"+proof.OriginHash(ada.Origin)+"/checkpoint", ""); got.Code != 503 {
		t.Errorf("a head that may not be stored yet was shown: %d", got.Code)
	}
	if err := release(); err != nil {
		t.Fatal(err)
	}
	if got := w.post(ada.request(t, 0)); got.Code != 200 {
		t.Fatalf("%d %s", got.Code, got.Body)
	}
	w.pass(-2 * time.Hour)
	if got := w.post(ada.request(t, 5)); got.Code != 500 || strings.Contains(got.Body.String(), "clock") || !errors.Is(w.told[1].Err, proof.ErrWitnessClock) {
		t.Errorf("a clock that was put back: %d %s", got.Code, got.Body)
	}
	w.pass(2 * time.Hour)
	if err := memory.Write(state, []byte("{")); err != nil {
		t.Fatal(err)
	}
	if got := w.post(ada.request(t, 5)); got.Code != 500 || strings.Contains(got.Body.String(), "spoilt") || len(w.told) != 3 {
		t.Errorf("a spoilt memory: %d %s", got.Code, got.Body)
	}
}

// TestThousandsOfLogs admits many while the server runs; each gets its own answer.
func TestThousandsOfLogs(t *testing.T) {
	w := newWorld(t, newShelf(), Options{Proxy: true})
	template := newLearner(t, 0).grow(t, 3).request(t, 0).Checkpoint.Tree
	for n := range 3000 {
		l := newLearner(t, n)
		r := proof.WitnessRequest{Checkpoint: proof.SignCheckpoint(l.Origin, template, l.signer.Keys...)}
		from := fmt.Sprintf("10.0.%d.%d", n/256, n%256)
		if got := w.post(r, "X-Forwarded-For", from); got.Code != 404 {
			t.Fatalf("log %d before it is admitted: %d", n, got.Code)
		}
		if err := w.Admit(l.Keys[0], someDay); err != nil {
			t.Fatal(err)
		}
		got := w.post(r, "X-Forwarded-For", from)
		c, err := r.Checkpoint.With(lines(t, got.Body.String())...)
		if got.Code != 200 || err != nil {
			t.Fatalf("log %d: %d, %v", n, got.Code, err)
		}
		if _, err := c.CosignedAt(w.coach); err != nil {
			t.Fatalf("log %d: %v", n, err)
		}
	}
}

func lines(t *testing.T, text string) []proof.NoteSignature {
	t.Helper()
	s, err := proof.ParseNoteSignatures(text)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// heads collects what a witness has put its name to, by size.
type heads struct {
	mu    sync.Mutex
	roots map[string]map[[32]byte]bool
	wrong error
}

// add checks the lines under a head that somebody holds.
func (h *heads) add(c proof.Checkpoint, text string, coach proof.VerifierKey) {
	sigs, err := proof.ParseNoteSignatures(text)
	if err == nil {
		c.Signatures = sigs
		_, err = c.CosignedAt(coach)
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	at := c.Origin + " " + strconv.FormatInt(c.Size, 10)
	if h.roots[at] == nil {
		h.roots[at] = map[[32]byte]bool{}
	}
	h.roots[at][c.Root] = true
	if len(h.roots[at]) > 1 {
		err = fmt.Errorf("two roots of %s", at)
	}
	h.wrong = errors.Join(h.wrong, err)
}

// TestNeverTwoRoots lets very many ask at once for lists of the same sizes with different entries, all of
// them signed by their logs' keys: of each size at most one is ever signed.
func TestNeverTwoRoots(t *testing.T) {
	const logs, sizes = 4, 12
	requests := 1500
	if os.Getenv("GATEFOLD_FULL") == "1" && !testing.Short() {
		requests = 10_000
	}
	memory, err := proof.OpenPrivateFolder(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer memory.Close()
	var learners []*learner
	for n := range logs {
		learners = append(learners, newLearner(t, n))
	}
	w := newWorld(t, memory, Options{Proxy: true}, learners...)
	w.byLog = newLimiter(requests, time.Second)
	// Two histories of each log, that differ in their first entry, with the proofs from every size.
	var twins [logs][2][sizes + 1][]proof.WitnessRequest
	for n := range logs {
		for side := range 2 {
			twins[n][side] = history(t, learners[n], side, sizes)
		}
	}
	signed := heads{roots: map[string]map[[32]byte]bool{}}
	begin := make(chan struct{})
	var all sync.WaitGroup
	for i := range requests {
		all.Go(func() {
			<-begin
			size := 1 + i/8%sizes
			of := twins[i%logs][i/logs%2][size]
			r := of[i/(8*sizes)%len(of)]
			from := fmt.Sprintf("10.%d.%d.1", i>>8&255, i&255)
			for range 2 {
				got := w.post(r, "X-Forwarded-For", from)
				if got.Code == 200 {
					signed.add(r.Checkpoint, got.Body.String(), w.coach)
				}
				if i%16 == 0 {
					w.monitor(&signed, r.Checkpoint.Origin, from)
				}
				known, err := strconv.Atoi(strings.TrimSpace(got.Body.String()))
				if got.Code != 409 || err != nil || known >= len(of) {
					return
				}
				r = of[known]
			}
		})
	}
	close(begin)
	all.Wait()
	if signed.wrong != nil || len(signed.roots) < logs {
		t.Errorf("%d heads signed, %v", len(signed.roots), signed.wrong)
	}
}

// monitor collects what is shown to everybody.
func (w *world) monitor(signed *heads, origin, from string) {
	got := w.send("GET", "/"+proof.OriginHash(origin)+"/checkpoint", "", "X-Forwarded-For", from)
	if c, err := proof.ParseCheckpoint(got.Body.Bytes()); err == nil {
		signed.add(c, strings.SplitAfterN(string(c.Only(w.coach).Print()), "\n\n", 2)[1], w.coach)
	}
}

// history is a log of the learner's with the requests for each size, from every smaller one.
func history(t *testing.T, l *learner, side, sizes int) (out [13][]proof.WitnessRequest) {
	t.Helper()
	twin := *l
	twin.Folder, twin.signer.Memory = newShelf(), newShelf()
	twin.growAs(t, 1, int64(side))
	for size := 1; size <= sizes; size++ {
		for old := range size + 1 {
			out[size] = append(out[size], twin.request(t, int64(old)))
		}
		if size < sizes {
			twin.grow(t, 1)
		}
	}
	return out
}

// TestStoppedAtEveryWrite stops the witness's computer at each operation on its memory while it signs one
// list, and asks it to sign another of as many entries when it is on again.
func TestStoppedAtEveryWrite(t *testing.T) {
	ada := newLearner(t, 1).grow(t, 5)
	stops, others := 0, 0
	for at := 0; ; at++ {
		outlived := false
		for way := range 6 {
			memory := newShelf()
			w := newWorld(t, memory, Options{}, ada)
			if got := w.post(ada.request(t, 0)); got.Code != 200 {
				t.Fatalf("%d %s", got.Code, got.Body)
			}
			signed := heads{roots: map[string]map[[32]byte]bool{}}
			ask := func(r proof.WitnessRequest) int {
				got := w.post(r)
				if got.Code == 200 {
					signed.add(r.Checkpoint, got.Body.String(), w.coach)
				}
				return got.Code
			}
			one, other := twinOf(t, ada, 1), twinOf(t, ada, 2)
			memory.left, memory.halfDone = at, way%2 == 0
			ask(one)
			outlived = memory.left >= 0
			memory.start(way / 2)
			w.pass(time.Minute)
			if ask(other) == 200 {
				others++
			}
			ask(one)
			if c, err := w.Kept(proof.OriginHash(ada.Origin)); err != nil {
				t.Fatalf("stopped at %d, %d: %v", at, way, err)
			} else {
				signed.add(c, strings.SplitAfterN(string(c.Only(w.coach).Print()), "\n\n", 2)[1], w.coach)
			}
			if signed.wrong != nil {
				t.Fatalf("stopped at %d, %d: %v", at, way, signed.wrong)
			}
			stops++
		}
		if outlived {
			if others == 0 || others == stops {
				t.Errorf("stopped %d times, and signed the other list %d times after it", stops, others)
			}
			return
		}
	}
}

// twinOf is the request for the learner's log with four more entries, others of each side; the log itself
// stays as it is.
func twinOf(t *testing.T, l *learner, side int64) proof.WitnessRequest {
	t.Helper()
	twin := *l
	folder := newShelf()
	for name, data := range l.Folder.(*shelf).live {
		folder.live[name] = data
	}
	twin.Folder, twin.signer.Memory = folder, newShelf()
	return twin.growAs(t, 4, side).request(t, 5)
}
