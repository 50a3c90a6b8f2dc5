package cohort

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/generator/proof"
)

// The file of a fork is text in parts, each after a line of its own:
//
//	gatefold-fork v1
//	----- keys -----
//	keys.txt with its signatures, the first first (proof.PrintKeysBundle)
//	----- first head -----
//	a signed checkpoint
//	----- second head -----
//	a signed checkpoint, of at least as many entries
//	----- beginning of the second -----
//	the root of as many of its entries as the first has, in base64; then the hashes of a consistency
//	proof (RFC 6962, section 2.1.2) from that root to the second's, one a line
//	----- how to check -----
//	words for people
const (
	forkHead    = "gatefold-fork v1\n"
	maxForkFile = 4 << 20
	maxForkPath = 63 // hashes: twice the levels of a tree at most, as tlog-witness allows
)

func forkParts() []string {
	return []string{"keys", "first head", "second head", "beginning of the second", "how to check"}
}

func partLine(name string) string { return "----- " + name + " -----\n" }

// ErrFork: not the file of a fork, or one that shows none.
var ErrFork = errors.New("this file shows no fork")

// Print is the file of a fork.
func (f Fork) Print() []byte {
	var b bytes.Buffer
	lines := rootText(f.Prefix) + "\n"
	for _, h := range f.Consistency {
		lines += rootText(h) + "\n"
	}
	bodies := []string{string(proof.PrintKeysBundle(f.Keys)), string(f.Older.Print()), string(f.Newer.Print()), lines, f.words()}
	b.WriteString(forkHead)
	for i, name := range forkParts() {
		b.WriteString(partLine(name) + bodies[i])
	}
	return b.Bytes()
}

// ParseFork reads Print back and nothing else. That it shows a fork is for Check. The error is ErrFork.
func ParseFork(file []byte) (Fork, error) {
	f, err := parseFork(file)
	if err == nil && !bytes.Equal(f.Print(), file) {
		err = errors.New("it is not as gatefold writes it")
	}
	if err != nil {
		return Fork{}, fmt.Errorf("%w: %w", ErrFork, err)
	}
	return f, nil
}

func parseFork(file []byte) (f Fork, err error) {
	if len(file) > maxForkFile {
		return f, fmt.Errorf("it has more than %d bytes", maxForkFile)
	}
	rest, ok := strings.CutPrefix(string(file), forkHead)
	if !ok {
		return f, fmt.Errorf("the first line is not %q", strings.TrimSpace(forkHead))
	}
	var bodies []string
	names := forkParts()
	for i, name := range names {
		if rest, ok = strings.CutPrefix(rest, partLine(name)); !ok {
			return f, fmt.Errorf("the part %q is missing", name)
		}
		body := rest
		if i+1 < len(names) {
			at := strings.Index(rest, partLine(names[i+1]))
			if at < 0 {
				return f, fmt.Errorf("the part %q is missing", names[i+1])
			}
			body, rest = rest[:at], rest[at:]
		}
		bodies = append(bodies, body)
	}
	var errs [4]error
	f.Keys, errs[0] = proof.ParseKeysBundle([]byte(bodies[0]))
	f.Older, errs[1] = proof.ParseCheckpoint([]byte(bodies[1]))
	f.Newer, errs[2] = proof.ParseCheckpoint([]byte(bodies[2]))
	f.Prefix, f.Consistency, errs[3] = parseRoots(bodies[3])
	return f, errors.Join(errs[:]...)
}

func parseRoots(text string) (first [32]byte, rest [][32]byte, err error) {
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	if len(lines) > 1+maxForkPath {
		return first, nil, fmt.Errorf("it has more than %d hashes", maxForkPath)
	}
	for i, line := range lines {
		h, err := parseRoot(line)
		if err != nil {
			return first, nil, err
		}
		if i == 0 {
			first = h
		} else {
			rest = append(rest, h)
		}
	}
	return first, rest, nil
}

// Check tells whether the two heads are signed by the keys that came along and cannot be of one history:
// then it gives these keys. The error is ErrFork.
func (f Fork) Check() (proof.KeyHistory, error) {
	keys, err := proof.CheckKeyHistory(f.Keys)
	switch {
	case err != nil:
		return nil, fmt.Errorf("%w: its keys cannot be used: %w", ErrFork, err)
	case !signedBy(f.Older, keys) || !signedBy(f.Newer, keys):
		return nil, fmt.Errorf("%w: one of its heads is not signed by the log's key", ErrFork)
	case f.Older.Size == f.Newer.Size && f.Prefix != f.Newer.Root:
		return nil, fmt.Errorf("%w: the heads are of one size, and the root of the second is given in two ways", ErrFork)
	case f.Prefix == f.Older.Root:
		return nil, fmt.Errorf("%w: the first head is the beginning of the second", ErrFork)
	}
	beginning := proof.Tree{Size: f.Older.Size, Root: f.Prefix}
	if err := proof.CheckConsistency(f.Consistency, beginning, f.Newer.Tree); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFork, err)
	}
	return keys, nil
}

// words say what the file shows and how anybody can check it.
func (f Fork) words() string {
	var b strings.Builder
	b.WriteString("A log only ever grows: of two of its heads the shorter is the beginning of the longer. These two are signed by\n" +
		"one key and are not: the log was written anew, by its owner or by somebody with the key. It does not say why.\n\n")
	if f.Older.Size == f.Newer.Size {
		b.WriteString("Both heads are of one size (their second lines), and their roots (their third lines) differ.\n\n")
	} else {
		b.WriteString("The part \"beginning of the second\" has the root of the first entries of the second log, as many as the first head has,\n" +
			"and the hashes that lead from there to the root of the second head (RFC 6962, section 2.1.2). It is not the root\n" +
			"(third line) of the first head.\n\n")
	}
	b.WriteString("With gatefold: gatefold cohort evidence FILE\n" +
		"It ends with exit code 4 when the file shows a fork, and with 5 when it does not.\n\n" +
		"By hand, for each head: its text is its lines before the empty one. The last 64 bytes of what its last line has in\n" +
		"base64 are an Ed25519 signature (RFC 8032) of that text. The key is the last 32 bytes of the base64 after the second +\n" +
		"in the line of keys.txt that begins with log. In a shell with openssl 3, with one head in the file head:\n\n" +
		"  sed '/^$/,$d' head > text\n" +
		"  tail -n 1 head | sed 's/.* //' | base64 -d | tail -c 64 > signature\n")
	for _, key := range f.logKeys() {
		fmt.Fprintf(&b, "  { printf '\\060\\052\\060\\005\\006\\003\\053\\145\\160\\003\\041\\000'; echo %s | base64 -d | tail -c 32; } > key\n", key)
	}
	b.WriteString("  openssl pkeyutl -verify -rawin -pubin -keyform DER -inkey key -in text -sigfile signature\n\n" +
		"Whose key it is: keys.txt is signed by the key that it names in its second line, an SSH key whose fingerprint you\n" +
		"compare with one that its owner has told you.\n")
	return b.String()
}

// logKeys are those of the log in base64, the oldest first, each once.
func (f Fork) logKeys() []string {
	var out []string
	for _, s := range f.Keys {
		k, err := proof.ParseKeys(s.Text)
		if err != nil {
			continue
		}
		v := proof.VerifierKey{Name: k.Origin, Kind: proof.KindLogKey, Key: k.Log}.String()
		if key := strings.SplitN(v, "+", 3)[2]; !slices.Contains(out, key) { // base64 has + in it as well
			out = append(out, key)
		}
	}
	return out
}
