package cohort

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/gatefold/gatefold/generator/proof"
)

// Cohort is the folder of a cohort.
type Cohort struct {
	Config
	dir    string
	root   *os.Root
	folder proof.DiskFolder
	policy []byte // whose witnesses count; nil for none
	// revoked are the lists of what coaches have taken back.
	revoked []signedList
	taken   [32]byte // hash of these
}

// MistakesError are the mistakes in the files that a coach writes.
type MistakesError struct{ Mistakes []Mistake }

func (e *MistakesError) Error() string {
	if n := len(e.Mistakes); n != 1 {
		return fmt.Sprintf("%d mistakes in the files of the cohort", n)
	}
	return e.Mistakes[0].String()
}

// ErrNoCohort: the folder has no cohort.toml.
var ErrNoCohort = errors.New("there is no " + ConfigFile + " in this folder")

const (
	policyFile = "policy.txt"
	maxPolicy  = 64 << 10
)

// Open opens the folder of a cohort. Close it. The error is ErrNoCohort or a *MistakesError.
func Open(dir string) (*Cohort, error) {
	root, err := os.OpenRoot(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNoCohort
	}
	if err != nil {
		return nil, err
	}
	c := &Cohort{dir: dir, root: root, folder: proof.FolderOf(root)}
	if err := c.read(); err != nil {
		return nil, errors.Join(err, root.Close())
	}
	return c, nil
}

// Close lets go of the folder.
func (c *Cohort) Close() error { return c.root.Close() }

// read reads what the coach has written.
func (c *Cohort) read() error {
	text, err := readFile(c.folder, ConfigFile, maxConfig+1)
	if errors.Is(err, fs.ErrNotExist) {
		return ErrNoCohort
	}
	if err != nil {
		return fmt.Errorf("%s: %w", ConfigFile, err)
	}
	var mistakes []Mistake
	c.Config, mistakes = ParseConfig(text)
	c.policy, err = readFile(c.folder, policyFile, maxPolicy+1)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		c.policy = nil
	case err != nil:
		return fmt.Errorf("%s: %w", policyFile, err)
	default:
		p, err := proof.ParsePolicy(c.policy)
		if err != nil {
			mistakes = append(mistakes, Mistake{policyFile, 1, err.Error(), "Get it once more from where you had it, or delete it: then nobody's dates count."})
		}
		p.Logs = nil // whose witnesses count is said of all members, also where it was written for one
		c.policy = p.Print()
	}
	if mistakes = append(mistakes, c.readRevoked()...); len(mistakes) > 0 {
		return &MistakesError{mistakes}
	}
	return nil
}

// errNotPlain: a pipe or a device, which might never end.
var errNotPlain = errors.New("it is no plain file")

// readFile reads a plain file of at most limit bytes; of a longer one an error tells.
func readFile(folder fs.FS, name string, limit int64) ([]byte, error) {
	info, err := fs.Stat(folder, name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errNotPlain
	}
	f, err := folder.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(data)) > limit {
		err = fmt.Errorf("it has more than %d bytes", limit)
	}
	return data, err
}

func rootText(root [32]byte) string { return base64.StdEncoding.EncodeToString(root[:]) }

func parseRoot(s string) (root [32]byte, err error) {
	b, err := base64.StdEncoding.Strict().DecodeString(s)
	if err != nil || len(b) != len(root) || rootText([32]byte(b)) != s {
		return root, errors.New("it is no root of a log")
	}
	return [32]byte(b), nil
}

// removedTree is the tree that is remembered of a member who was taken out.
func (m memory) removedTree() (proof.Tree, error) {
	root, err := parseRoot(m.Root)
	return proof.Tree{Size: m.Size, Root: root}, err
}
