package oracle

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"filippo.io/torchwood"
	"github.com/gatefold/gatefold/generator/proof"
	"github.com/gatefold/gatefold/generator/witness"
	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"
)

// learner is a log that grows, and its key.
type learner struct {
	*world
	signer proof.LogSigner
}

func newLearner(seed uint64) *learner {
	r := rand.New(rand.NewPCG(seed, 3161))
	key := randomKey(r)
	origin := fmt.Sprintf("learner%d.example/log", seed)
	vkey := proof.VerifierKey{Name: origin, Kind: proof.KindLogKey, Key: key.Public().(ed25519.PublicKey)}
	w := &world{random: r, store: proof.Store{Folder: memory{fstest.MapFS{}}, Origin: origin, Keys: []proof.VerifierKey{vkey}}}
	return &learner{w, proof.LogSigner{Keys: []ed25519.PrivateKey{key}, Memory: memory{fstest.MapFS{}}}}
}

func (l *learner) seal(t *testing.T, n int) {
	t.Helper()
	if _, err := l.store.Grow(l.signer, nil, func(proof.State) ([]proof.NewLeaf, error) { return l.leaves(n), nil }); err != nil {
		t.Fatal(err)
	}
}

// coach is our own witness, on the web.
type coach struct {
	proof.Witness
	vkey proof.VerifierKey
	url  string
}

func newCoach(t *testing.T) coach {
	t.Helper()
	folder, err := proof.OpenPrivateFolder(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { folder.Close() })
	key := randomKey(rand.New(rand.NewPCG(7, 7)))
	c := coach{Witness: proof.Witness{Name: "coach.example/cosign", Key: key, Memory: folder}}
	c.vkey = proof.VerifierKey{Name: c.Name, Kind: proof.KindCosignKey, Key: key.Public().(ed25519.PublicKey)}
	server := httptest.NewServer(witness.NewServer(c.Witness, time.Now, witness.Options{}))
	t.Cleanup(server.Close)
	c.url = server.URL
	return c
}

// TestTorchwoodReadsOurLines has torchwood judge the lines that our server gives: by our policy, and as
// a note under the head.
func TestTorchwoodReadsOurLines(t *testing.T) {
	c, l := newCoach(t), newLearner(1)
	if err := c.Admit(l.store.Keys[0], time.Now()); err != nil {
		t.Fatal(err)
	}
	policy, err := proof.Policy{Logs: []proof.PolicyKey{{Key: l.store.Keys[0]}}, Quorum: proof.NoQuorum}.WithWitness(proof.PolicyKey{Name: "sam", Key: c.vkey, URL: c.url}, "")
	if err != nil {
		t.Fatal(err)
	}
	theirs, err := torchwood.ParsePolicy(policy.Print())
	if err != nil {
		t.Fatal(err)
	}
	old := int64(0)
	for _, n := range []int{5, 300, 1, 0} {
		if n > 0 {
			l.seal(t, n)
		}
		lines, err := witness.NewClient().Sign(t.Context(), c.url, old, l.store.AskFrom)
		if err != nil {
			t.Fatal(err)
		}
		head, err := l.store.Head()
		if err != nil {
			t.Fatal(err)
		}
		old = head.Size
		signed := append(head.Only(l.store.Keys...).Print(), lines...)
		got, _, err := torchwood.VerifyCheckpoint(signed, theirs)
		if err != nil || got.N != head.Size || got.Hash != head.Root {
			t.Errorf("at %d entries torchwood says %+v, %v", head.Size, got, err)
		}
		signed[len(signed)-10] ^= 1
		if _, _, err := torchwood.VerifyCheckpoint(signed, theirs); err == nil {
			t.Errorf("at %d entries torchwood accepts a changed line", head.Size)
		}
	}
}

// TestTesseraAsksOurWitness lets a log of tessera's, with tessera's own client for witnesses, grow under
// our witness.
func TestTesseraAsksOurWitness(t *testing.T) {
	program := installed(t, "github.com/transparency-dev/tessera/cmd/examples/posix-oneshot@v1.0.4")
	c, dir := newCoach(t), t.TempDir()
	const origin = "tessera.example/log"
	key := randomKey(rand.New(rand.NewPCG(8, 8)))
	vkey := proof.VerifierKey{Name: origin, Kind: proof.KindLogKey, Key: key.Public().(ed25519.PublicKey)}
	write := func(name string, data []byte) string {
		t.Helper()
		name = filepath.Join(dir, name)
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return name
	}
	secret := fmt.Sprintf("PRIVATE+KEY+%s+%08x+%s", origin, vkey.KeyHash(), base64.StdEncoding.EncodeToString(append([]byte{proof.KindLogKey}, key.Seed()...)))
	policy, err := proof.Policy{Quorum: proof.NoQuorum}.WithWitness(proof.PolicyKey{Name: "sam", Key: c.vkey, URL: c.url}, "")
	if err != nil {
		t.Fatal(err)
	}
	keyFile, policyFile, storage := write("key", []byte(secret)), write("policy", policy.Print()), filepath.Join(dir, "log")
	add := func(entry string) (proof.Checkpoint, error) {
		t.Helper()
		ctx, stop := context.WithTimeout(t.Context(), time.Minute)
		defer stop()
		file := write("entry-"+entry, []byte(entry))
		out, err := exec.CommandContext(ctx, program, "-storage_dir", storage, "-private_key", keyFile, "-witness_policy_file", policyFile, "-witness_timeout", "10s", "-entries", file, "-logtostderr").CombinedOutput()
		if err != nil {
			return proof.Checkpoint{}, fmt.Errorf("%w\n%s", err, out)
		}
		data, err := os.ReadFile(filepath.Join(storage, "checkpoint"))
		if err != nil {
			return proof.Checkpoint{}, fmt.Errorf("%w\n%s", err, out)
		}
		return proof.ParseCheckpoint(data)
	}
	if err := c.Admit(vkey, time.Now()); err != nil {
		t.Fatal(err)
	}
	for size := int64(1); size <= 4; size++ {
		head, err := add(fmt.Sprint(size))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := head.CosignedAt(c.vkey); err != nil || head.Size != size || head.CheckLog(vkey) != nil {
			t.Errorf("at %d entries: %+v, %v", size, head, err)
		}
		if state, err := c.State(origin); err != nil || state.Size != size {
			t.Errorf("the witness remembers %+v, %v", state, err)
		}
	}
}

// litewitness is a witness of torchwood's, on this computer, that knows these logs.
func litewitness(t *testing.T, logs ...proof.VerifierKey) (url string, vkey proof.VerifierKey) {
	t.Helper()
	dir := litewitnessPrograms(t)
	db := filepath.Join(t.TempDir(), "db")
	for _, l := range logs {
		if out, err := exec.CommandContext(t.Context(), filepath.Join(dir, "addlog"), db, l.Name, l.String()).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	key := randomKey(rand.New(rand.NewPCG(9, 9)))
	vkey = proof.VerifierKey{Name: "lite.example/witness", Kind: proof.KindCosignKey, Key: key.Public().(ed25519.PublicKey)}
	public, err := ssh.NewPublicKey(key.Public())
	if err != nil {
		t.Fatal(err)
	}
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := free.Addr().String()
	if err := free.Close(); err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	c := exec.CommandContext(t.Context(), filepath.Join(dir, "litewitness"), "-name", vkey.Name, "-db", db, "-ssh-agent", sshAgent(t, key), "-key", ssh.FingerprintSHA256(public), "-listen", address)
	c.Stderr = &said
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- c.Wait() }()
	t.Cleanup(func() { _ = c.Process.Kill() })
	for {
		select {
		case err := <-ended:
			t.Fatalf("litewitness ended: %v\n%s", err, said.String())
		default:
		}
		if conn, err := net.Dial("tcp", address); err == nil {
			conn.Close()
			return "http://" + address, vkey
		}
	}
}

// sshAgent answers as ssh-agent does, with one key, and gives its socket.
func sshAgent(t *testing.T, key ed25519.PrivateKey) string {
	t.Helper()
	keys := agent.NewKeyring()
	if err := keys.Add(agent.AddedKey{PrivateKey: key}); err != nil {
		t.Fatal(err)
	}
	dir, err := os.MkdirTemp("", "ag") // a short name: sockets have little room for one
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	ln, err := net.Listen("unix", filepath.Join(dir, "s"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ln.Close() })
	go func() {
		for {
			conn, err := ln.Accept()
			if err != nil {
				return
			}
			go func() { defer conn.Close(); _ = agent.ServeAgent(keys, conn) }()
		}
	}()
	return filepath.Join(dir, "s")
}

// litewitnessPrograms builds litewitness and what tells it of logs, in a module of their own: torchwood's
// cannot be installed by name, because one of its other programs needs a module that is gone.
func litewitnessPrograms(t *testing.T) string {
	t.Helper()
	if os.Getenv("GATEFOLD_FULL") != "1" {
		t.Skip("needs GATEFOLD_FULL=1: it downloads and builds torchwood's litewitness")
	}
	dir := t.TempDir()
	source, err := os.ReadFile("testdata/litewitness/main.go")
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string]string{"go.mod": "module addlog\n\ngo 1.26.0\n\nrequire filippo.io/torchwood v0.9.0\n", "main.go": string(source)} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, what := range []string{"filippo.io/torchwood/cmd/litewitness", "."} {
		build := exec.CommandContext(t.Context(), "go", "install", "-mod=mod", what)
		build.Dir, build.Env = dir, append(os.Environ(), "GOBIN="+dir, "GOFLAGS=", "GOOS=", "GOARCH=", "GOWORK=off")
		if out, err := build.CombinedOutput(); err != nil {
			t.Fatalf("%s cannot be built: %v\n%s", what, err, out)
		}
	}
	return dir
}

// TestLitewitness has torchwood's witness and ours answer the same requests: the same codes, and lines that
// our logs take.
func TestLitewitness(t *testing.T) {
	l, stranger := newLearner(2), newLearner(3)
	c := newCoach(t)
	url, vkey := litewitness(t, l.store.Keys[0])
	if err := c.Admit(l.store.Keys[0], time.Now()); err != nil {
		t.Fatal(err)
	}
	stranger.seal(t, 3)
	// Our client, our log, their witness.
	for _, n := range []int{600, 400, 1, 0} {
		if n > 0 {
			l.seal(t, n)
		}
		r, err := l.store.Ask(vkey)
		if err != nil {
			t.Fatal(err)
		}
		for _, old := range []int64{r.Old, 0} { // 0: it says where it stands
			lines, err := witness.NewClient().Sign(t.Context(), url, old, l.store.AskFrom)
			if err != nil {
				t.Fatalf("%d entries, from %d: %v", r.Checkpoint.Size, old, err)
			}
			if head, err := l.store.Add(lines, []proof.VerifierKey{vkey}); err != nil || head.Size != r.Checkpoint.Size {
				t.Fatalf("%d entries: %+v, %v", r.Checkpoint.Size, head.Tree, err)
			}
		}
		if _, err := witness.NewClient().Sign(t.Context(), c.url, 0, l.store.AskFrom); err != nil {
			t.Fatal(err)
		}
	}
	var refused *witness.RefusedError
	if _, err := witness.NewClient().Sign(t.Context(), url, 0, stranger.store.AskFrom); !errors.As(err, &refused) || refused.Status != 404 {
		t.Errorf("a log that it does not know: %v", err)
	}
	sameAnswers(t, url, c.url, l, stranger)
}

// sameAnswers sends both witnesses the same bodies.
func sameAnswers(t *testing.T, theirs, ours string, l, stranger *learner) {
	t.Helper()
	request := func(old int64) string {
		r, err := l.store.AskFrom(old)
		if err != nil {
			t.Fatal(err)
		}
		r.Checkpoint = r.Checkpoint.Only(l.store.Keys...)
		return string(r.Print())
	}
	before, err := l.store.Head()
	if err != nil {
		t.Fatal(err)
	}
	l.seal(t, 20)
	good := request(before.Size)
	other, err := stranger.store.AskFrom(0)
	if err != nil {
		t.Fatal(err)
	}
	forged := proof.WitnessRequest{Old: before.Size, Checkpoint: proof.SignCheckpoint(l.store.Origin, proof.Tree{Size: before.Size + 20, Root: [32]byte{1}}, l.signer.Keys...)}
	fork := proof.WitnessRequest{Old: before.Size, Checkpoint: proof.SignCheckpoint(l.store.Origin, proof.Tree{Size: before.Size, Root: [32]byte{1}}, l.signer.Keys...)}
	for what, body := range map[string]string{
		"nothing": "", "no request": "Hello\n", "no old": strings.Replace(good, "old ", "new ", 1), "a hash too short": strings.Replace(good, "=\n", "\n", 1),
		"too many hashes": strings.Replace(good, "\n", "\n"+strings.Repeat("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n", 64), 1),
		"unknown":         string(other.Print()), "edited": strings.Replace(good, fmt.Sprintf("\n%d\n", before.Size+20), fmt.Sprintf("\n%d\n", before.Size+21), 1),
		"from too many": request(before.Size + 20), "from too few": request(before.Size - 1), "from none": request(0), "another list": string(forged.Print()),
		"from more than it has": strings.Replace(good, "old ", "old 9", 1), "no proof": good[:strings.Index(good, "\n")] + good[strings.Index(good, "\n\n"):],
	} {
		a, b := post(t, theirs, body), post(t, ours, body)
		if a != b {
			t.Errorf("%s: litewitness says %q, ours %q", what, a, b)
		}
	}
	// The specification has 409 for as many others; litewitness takes them for a wrong proof.
	if a, b := post(t, theirs, string(fork.Print())), post(t, ours, string(fork.Print())); a != "422" || b != "409" {
		t.Errorf("as many others: litewitness says %q, ours %q", a, b)
	}
	if a, b := post(t, theirs, good), post(t, ours, good); a != "200" || b != "200" {
		t.Errorf("the right one: litewitness says %q, ours %q", a, b)
	}
}

// post gives the code of the answer, and of 409 the size and its type.
func post(t *testing.T, url, body string) string {
	t.Helper()
	res, err := http.Post(url+"/add-checkpoint", "", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	var answer bytes.Buffer
	if _, err := answer.ReadFrom(res.Body); err != nil {
		t.Fatal(err)
	}
	code := fmt.Sprint(res.StatusCode)
	if kind := res.Header.Get("Content-Type"); kind == "text/x.tlog.size" {
		code += " " + kind + " " + answer.String()
	}
	return code
}
