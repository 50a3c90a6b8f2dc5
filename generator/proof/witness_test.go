package proof

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"
)

func someDay(day int) time.Time { return time.Date(2026, 3, day, 12, 0, 0, 0, time.UTC) }

// learnerAndCoach are a log of five entries and a witness who knows it.
func learnerAndCoach(t *testing.T, memory Folder) (Store, LogSigner, Witness) {
	t.Helper()
	s, signer := testStore(diskFolder(t)), testSigner(diskFolder(t))
	if _, err := s.Grow(signer, nil, take("a", 5)); err != nil {
		t.Fatal(err)
	}
	_, key := logKeys()
	w := Witness{testWitness, key, memory}
	if err := w.Admit(s.Keys[0], someDay(1), "https://ada.example/"); err != nil {
		t.Fatal(err)
	}
	return s, signer, w
}

// roundTrip sends a request through its file form.
func roundTrip(t *testing.T, r WitnessRequest) WitnessRequest {
	t.Helper()
	back, err := ParseWitnessRequest(r.Print())
	if err != nil || string(back.Print()) != string(r.Print()) {
		t.Fatalf("%s read as %+v, %v", r.Print(), back, err)
	}
	return back
}

func TestWitnessByFile(t *testing.T) {
	s, signer, w := learnerAndCoach(t, diskFolder(t))
	_, coach := testVkeys()
	first, err := s.Ask(coach)
	if err != nil || first.Old != 0 || len(first.Proof) != 0 {
		t.Fatalf("%+v, %v", first, err)
	}
	line, err := w.Sign(roundTrip(t, first), someDay(2))
	if err != nil {
		t.Fatal(err)
	}
	// The log grows before the answer comes.
	if _, err := s.Grow(signer, nil, take("b", 300)); err != nil {
		t.Fatal(err)
	}
	c, err := s.Add([]byte(line.Line()), []VerifierKey{coach})
	if err != nil || c.Size != 5 {
		t.Fatalf("%+v, %v", c, err)
	}
	second, err := s.Ask(coach)
	if err != nil || second.Old != 5 || len(second.Proof) == 0 {
		t.Fatalf("%+v, %v", second, err)
	}
	line, err = w.Sign(roundTrip(t, second), someDay(4))
	if err != nil {
		t.Fatal(err)
	}
	again, err := s.AskFrom(305)
	if err != nil {
		t.Fatal(err)
	}
	fresh, err := w.Sign(roundTrip(t, again), someDay(6))
	if err != nil {
		t.Fatalf("the same head again: %v", err)
	}
	_, _, stranger := witnessNumber(1)
	if _, err := s.Add([]byte(fresh.Line()+line.Line()), []VerifierKey{stranger, coach}); err != nil {
		t.Fatal(err)
	}
	head, err := s.Head()
	if at, atErr := head.CosignedAt(coach); err != nil || atErr != nil || !at.Equal(someDay(4)) || len(head.Signatures) != 3 {
		t.Errorf("the head is seen at %v, %v, %v", at, err, atErr)
	}
	archived, err := s.Archived()
	if err != nil || len(archived) != 2 {
		t.Fatalf("%+v, %v", archived, err)
	}
	if at, err := archived[0].CosignedAt(coach); err != nil || !at.Equal(someDay(2)) {
		t.Errorf("the first is seen at %v, %v", at, err)
	}
	whole(t, s)
}

func TestAddRefuses(t *testing.T) {
	s, _, w := learnerAndCoach(t, diskFolder(t))
	_, coach := testVkeys()
	r, err := s.Ask(coach)
	if err != nil {
		t.Fatal(err)
	}
	line, err := w.Sign(r, someDay(2))
	if err != nil {
		t.Fatal(err)
	}
	_, _, stranger := witnessNumber(1)
	broken := line
	broken.Bytes = append([]byte{}, line.Bytes...)
	broken.Bytes[40]++
	for what, c := range map[string]struct {
		answer string
		keys   []VerifierKey
		want   error
	}{
		"unknown witness": {line.Line(), []VerifierKey{stranger}, ErrNotSigned},
		"broken":          {broken.Line(), []VerifierKey{coach}, ErrSignatureWrong},
		"one broken":      {line.Line() + broken.Line(), []VerifierKey{coach}, ErrSignatureWrong},
	} {
		if _, err := s.Add([]byte(c.answer), c.keys); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", what, err)
		}
	}
	for _, answer := range []string{"", "no", "\n" + line.Line(), strings.ReplaceAll(line.Line(), "\n", "\r\n")} {
		if _, err := s.Add([]byte(answer), []VerifierKey{coach}); err == nil {
			t.Errorf("%q was added", answer)
		}
	}
	if head, _ := s.Head(); len(head.Signatures) != 1 {
		t.Error("something was added")
	}
}

func TestWitnessRefuses(t *testing.T) {
	s, signer, w := learnerAndCoach(t, diskFolder(t))
	log, other := logKeys()
	_, coach := testVkeys()
	first, err := s.Ask(coach)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Sign(first, someDay(2)); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Grow(signer, nil, take("b", 4)); err != nil {
		t.Fatal(err)
	}
	good, err := s.AskFrom(5)
	if err != nil {
		t.Fatal(err)
	}
	before, _ := w.State(testOrigin)
	with := func(change func(*WitnessRequest)) WitnessRequest {
		r := roundTrip(t, good)
		change(&r)
		return r
	}
	for what, c := range map[string]struct {
		request WitnessRequest
		want    error
	}{
		"unknown log":     {with(func(r *WitnessRequest) { r.Checkpoint.Origin = "x.example/log" }), ErrWitnessUnknown},
		"another key":     {with(func(r *WitnessRequest) { r.Checkpoint = SignCheckpoint(testOrigin, r.Checkpoint.Tree, other) }), ErrNotSigned},
		"edited":          {with(func(r *WitnessRequest) { r.Checkpoint.Size++ }), ErrSignatureWrong},
		"backwards":       {with(func(r *WitnessRequest) { r.Old = 10 }), ErrWitnessRequest},
		"a wrong proof":   {with(func(r *WitnessRequest) { r.Proof[0][3]++ }), ErrWitnessProof},
		"no proof":        {with(func(r *WitnessRequest) { r.Proof = nil }), ErrWitnessProof},
		"another log":     {with(func(r *WitnessRequest) { r.Checkpoint = SignCheckpoint(testOrigin, Tree{9, [32]byte{1}}, log) }), ErrWitnessProof},
		"same size, fork": {WitnessRequest{5, nil, SignCheckpoint(testOrigin, Tree{5, [32]byte{1}}, log)}, ErrForked},
	} {
		if line, err := w.Sign(c.request, someDay(3)); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, %v", what, line, err)
		}
	}
	if after, _ := w.State(testOrigin); fmt.Sprint(after) != fmt.Sprint(before) {
		t.Errorf("a refusal has changed the memory: %+v", after)
	}
	if _, err := w.Sign(good, someDay(3)); err != nil {
		t.Errorf("the right one after all: %v", err)
	}
}

func TestWitnessSaysWhatItKnows(t *testing.T) {
	s, signer, w := learnerAndCoach(t, diskFolder(t))
	log, _ := logKeys()
	first, err := s.AskFrom(0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Sign(first, someDay(2)); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Grow(signer, nil, take("b", 4)); err != nil {
		t.Fatal(err)
	}
	var conflict *ConflictError
	for _, old := range []int64{0, 4, 6} {
		r, err := s.AskFrom(old)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Sign(r, someDay(3)); !errors.As(err, &conflict) || conflict.Size != 5 {
			t.Errorf("from %d: %v", old, err)
		}
	}
	var fork *ForkError
	forged := SignCheckpoint(testOrigin, Tree{5, [32]byte{1}}, log)
	if _, err := w.Sign(WitnessRequest{5, nil, forged}, someDay(3)); !errors.As(err, &fork) || fork.Kept.CheckLog(s.Keys[0]) != nil || fork.Offered.CheckLog(s.Keys[0]) != nil || fork.Kept.Root == fork.Offered.Root {
		t.Errorf("the evidence of a fork: %v", err)
	}
}

func TestAdmitAndLostMemory(t *testing.T) {
	s, _, w := learnerAndCoach(t, diskFolder(t))
	r, err := s.AskFrom(0)
	if err != nil {
		t.Fatal(err)
	}
	_, _, stranger := witnessNumber(1)
	if err := w.Admit(VerifierKey{testOrigin, KindLogKey, stranger.Key}, someDay(3)); !errors.Is(err, ErrWitnessKnown) {
		t.Errorf("admitted with another key: %v", err)
	}
	if err := w.Admit(s.Keys[0], someDay(3)); err != nil {
		t.Errorf("admitted twice: %v", err)
	}
	lost := Witness{w.Name, w.Key, diskFolder(t)}
	if _, err := lost.Sign(r, someDay(3)); !errors.Is(err, ErrWitnessUnknown) {
		t.Errorf("a witness without memory: %v", err)
	}
}

// TestWitnessFollows replaces a log's key twice: the witness goes on only with keys that lead from the
// one it knows.
func TestWitnessFollows(t *testing.T) {
	ids, signed := history(t, 3)
	h, err := CheckKeyHistory(signed)
	if err != nil {
		t.Fatal(err)
	}
	_, key := logKeys()
	w := Witness{testWitness, key, diskFolder(t)}
	if err := w.Follow(h); !errors.Is(err, ErrWitnessUnknown) {
		t.Errorf("a log that was never seen: %v", err)
	}
	if err := w.Admit(h.LogKeys()[0], someDay(1)); err != nil {
		t.Fatal(err)
	}
	request := func(by Identity) WitnessRequest {
		return WitnessRequest{0, nil, SignCheckpoint(h[0].Origin, Tree{5, [32]byte{1}}, by.LogKey())}
	}
	if _, err := w.Sign(request(ids[2]), someDay(2)); !errors.Is(err, ErrNotSigned) {
		t.Errorf("signed for a key that nobody told of: %v", err)
	}
	if err := w.Follow(h); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Sign(request(ids[0]), someDay(2)); !errors.Is(err, ErrNotSigned) {
		t.Errorf("signed for the replaced key: %v", err)
	}
	if _, err := w.Sign(request(ids[2]), someDay(2)); err != nil {
		t.Error(err)
	}
	if err := w.Follow(h[:2]); !errors.Is(err, ErrWitnessKnown) {
		t.Errorf("went back to a replaced key: %v", err)
	}
	if s, err := w.State(h[0].Origin); err != nil || s.Size != 5 || !s.Signed.Equal(someDay(2)) || s.Vkey != h.LogKeys()[2].String() {
		t.Errorf("%+v, %v", s, err)
	}
}

// TestWitnessRemembersBeforeItSigns stops the witness's computer at each operation: whatever line it
// gave, its memory holds that head afterwards.
func TestWitnessRemembersBeforeItSigns(t *testing.T) {
	log, _ := logKeys()
	v, _ := testVkeys()
	_, key := logKeys()
	for at := 0; ; at++ {
		c := &crash{1 << 30, rand.New(rand.NewPCG(1, uint64(at))), map[int64]map[[32]byte]bool{}, false}
		f := newCrashFolder(c)
		w := Witness{testWitness, key, f}
		if err := w.Admit(v, someDay(1)); err != nil {
			t.Fatal(err)
		}
		head := SignCheckpoint(testOrigin, Tree{5, [32]byte{1}}, log)
		c.left = at
		_, err := w.Sign(WitnessRequest{0, nil, head}, someDay(2))
		signed := err == nil
		outlived := c.left >= 0
		f.reboot()
		c.left = 1 << 30
		s, err := w.State(testOrigin)
		if err != nil || signed && s.Size != 5 {
			t.Fatalf("stopped at %d: %+v, %v", at, s, err)
		}
		if outlived {
			return
		}
	}
}

// TestWitnessNeverSignsTwoRoots lets many ask at once, half of them with another root.
func TestWitnessNeverSignsTwoRoots(t *testing.T) {
	log, _ := logKeys()
	_, _, w := learnerAndCoach(t, diskFolder(t))
	var mu sync.Mutex
	roots := map[byte]int{}
	var wg sync.WaitGroup
	for n := range 40 {
		wg.Go(func() {
			root := byte(n % 2)
			head := SignCheckpoint(testOrigin, Tree{7, [32]byte{root}}, log)
			old := int64(0)
			for {
				_, err := w.Sign(WitnessRequest{old, nil, head}, someDay(2))
				var conflict *ConflictError
				switch {
				case errors.Is(err, ErrLocked):
					continue
				case errors.As(err, &conflict):
					old = conflict.Size
					continue
				case err == nil:
					mu.Lock()
					roots[root]++
					mu.Unlock()
				}
				return
			}
		})
	}
	wg.Wait()
	if len(roots) != 1 {
		t.Errorf("signed of each root: %v", roots)
	}
}

func TestParseWitnessRequestRefuses(t *testing.T) {
	log, _ := logKeys()
	good := string(WitnessRequest{3, [][32]byte{{1}}, SignCheckpoint(testOrigin, Tree{5, [32]byte{1}}, log)}.Print())
	hash := encodeHash([32]byte{1}) + "\n"
	for _, c := range [][2]string{
		{"old 3", "old 03"}, {"old 3", "old -3"}, {"old 3", "old"}, {"old 3", "Old 3"}, {"old 3", "size 3"}, {"old 3\n", ""}, {"\n\n", "\n"},
		{hash, strings.Repeat(hash, 64)}, {"AA=\n", "AB=\n"}, {"AA=\n", "A\n"}, {"\n5\n", "\n05\n"}, {"old 3\n", "old 3\n\n"}, {"\n", "\r\n"},
	} {
		bad := strings.Replace(good, c[0], c[1], 1)
		if r, err := ParseWitnessRequest([]byte(bad)); bad == good || !errors.Is(err, ErrWitnessRequest) {
			t.Errorf("%q read as %+v, %v", bad, r, err)
		}
	}
}

func TestWitnessWithSpoiltMemory(t *testing.T) {
	for _, spoilt := range []string{"", "{", `{"origin":"x"}`, `{"origin":"` + testOrigin + `","more":1}`, `{"origin":"` + testOrigin + `","size":-1}`} {
		memory := diskFolder(t)
		s, _, w := learnerAndCoach(t, memory)
		head, _ := s.Head()
		if err := memory.Write(witnessFile(testOrigin), []byte(spoilt)); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Sign(WitnessRequest{0, nil, head}, someDay(2)); err == nil || errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%q: signed, %v", spoilt, err)
		}
		if err := w.Admit(s.Keys[0], someDay(3)); err == nil {
			t.Errorf("%q: admitted anew", spoilt)
		}
	}
}
