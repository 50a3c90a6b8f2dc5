package proof

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
)

// KeyFolder is the folder in which a person's private keys lie, a file <name>.key each. It is
// readable by nobody else (0700, files 0600; Windows keeps a user's folders to that user on its
// own). Keys do not lie where they are about to be published: below a folder that holds .git or
// portfolio.toml.
type KeyFolder struct{ Path string }

// What can be wrong with the place of a private key.
var (
	// ErrKeyPlace: it lies, or would lie, in a folder that is about to be published.
	ErrKeyPlace = errors.New("a private key must not lie there")
	// ErrKeyReadable: others on this computer can read it or its folder.
	ErrKeyReadable = errors.New("others on this computer can read the private key")
)

// dangerous are the names that mark a folder whose content is about to be published.
func dangerous() [][2]string {
	return [][2]string{{".git", "a git work tree"}, {"portfolio.toml", "a portfolio"}}
}

// keyName leaves out what a file system or a shell would read in another way. A number at the end
// is that of a key that has been replaced, from 1.
var keyName = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,39}(\.[1-9][0-9]?)?$`)

// deviceName are names that Windows keeps for devices, whatever stands after the first full stop.
var deviceName = regexp.MustCompile(`^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)`)

// CheckKeyName says what is wrong with the name of a key.
func CheckKeyName(name string) error {
	if !keyName.MatchString(name) || deviceName.MatchString(name) {
		return fmt.Errorf("%.60q cannot be the name of a key: use up to 40 small letters a-z, digits and hyphens", name)
	}
	return nil
}

// File is where the key of a name lies.
func (f KeyFolder) File(name string) string { return filepath.Join(f.Path, name+".key") }

// Names are those of all keys in the folder, sorted; none when there is no folder.
func (f KeyFolder) Names() ([]string, error) {
	entries, err := os.ReadDir(f.Path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var names []string
	for _, e := range entries {
		if name, ok := strings.CutSuffix(e.Name(), ".key"); ok && keyName.MatchString(name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names, err
}

// Create stores a private key file under a name that is free. The error is fs.ErrExist when it is not,
// ErrKeyPlace or ErrKeyReadable. A file that could not be written whole is removed again.
func (f KeyFolder) Create(name string, data []byte) error {
	if err := CheckKeyName(name); err != nil {
		return err
	}
	if err := refusePlace(f.Path); err != nil {
		return err
	}
	if err := os.MkdirAll(f.Path, 0o700); err != nil {
		return err
	}
	if err := checkPrivate(f.Path); err != nil {
		return err
	}
	return WriteKeyFile(f.File(name), data)
}

// WriteKeyFile writes a private key file that does not exist yet, 0600. The error is fs.ErrExist when
// it does, or ErrKeyPlace.
func WriteKeyFile(path string, data []byte) error {
	if err := refusePlace(filepath.Dir(path)); err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	err = errors.Join(err, file.Sync(), file.Close())
	if err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}

// Read reads a key without opening it. The error is fs.ErrNotExist, ErrKeyPlace,
// ErrKeyReadable or ErrKeyFile.
func (f KeyFolder) Read(name string) (KeyFile, error) {
	if err := CheckKeyName(name); err != nil {
		return KeyFile{}, err
	}
	if err := refusePlace(f.Path); err != nil {
		return KeyFile{}, err
	}
	if _, err := os.Stat(f.File(name)); err != nil {
		return KeyFile{}, err
	}
	if err := checkPrivate(f.Path); err != nil {
		return KeyFile{}, err
	}
	return ReadKeyFile(f.File(name))
}

// ReadKeyFile reads a private key file that nobody else may read. The error is fs.ErrNotExist,
// ErrKeyReadable or ErrKeyFile.
func ReadKeyFile(path string) (KeyFile, error) {
	k, err := ReadAnyKeyFile(path)
	if err == nil {
		err = checkPrivate(path)
	}
	return k, err
}

// ReadAnyKeyFile reads a private key file wherever it lies, as on a memory stick, where every file
// looks readable by all. The error is fs.ErrNotExist or ErrKeyFile.
func ReadAnyKeyFile(path string) (KeyFile, error) {
	info, err := os.Stat(path)
	if err != nil {
		return KeyFile{}, err
	}
	if !info.Mode().IsRegular() {
		return KeyFile{}, fmt.Errorf("%w: %s is not a file", ErrKeyFile, path)
	}
	data, err := readLimited(os.DirFS(filepath.Dir(path)), filepath.Base(path), maxKeyFile)
	if err != nil {
		return KeyFile{}, err
	}
	k, err := ParseKeyFile(data)
	if err != nil {
		return KeyFile{}, fmt.Errorf("%s: %w", path, err)
	}
	return k, nil
}

// NextFile is where the key that is about to replace that of a name lies until Retire.
func (f KeyFolder) NextFile(name string) string { return f.File(name + ".next") }

// Retire keeps the key of a name under <name>.<n>, says which name that is, and puts the key of
// NextFile in its place. It may be called again after it has been interrupted.
func (f KeyFolder) Retire(name string) (string, error) {
	current, err := os.Stat(f.File(name))
	if err != nil {
		return "", err
	}
	for n := 1; n < maxHistory; n++ {
		old := name + "." + strconv.Itoa(n)
		// A link fails where the name is taken, which a renaming would not.
		err := os.Link(f.File(name), f.File(old))
		if errors.Is(err, fs.ErrExist) {
			if kept, statErr := os.Stat(f.File(old)); statErr != nil || !os.SameFile(current, kept) {
				continue
			}
			err = nil
		}
		if err == nil {
			err = os.Rename(f.NextFile(name), f.File(name))
		}
		return old, err
	}
	return "", fmt.Errorf("the key %s has been replaced %d times already", name, maxHistory-1)
}

// checkPrivate refuses what others than the owner can read.
func checkPrivate(path string) error {
	info, err := os.Stat(path)
	if err != nil || runtime.GOOS == "windows" {
		return err
	}
	if mode := info.Mode().Perm(); mode&0o077 != 0 {
		right := "600"
		if info.IsDir() {
			right = "700"
		}
		return fmt.Errorf("%w (the mode of %s is %04o). If nobody can have copied it, run: chmod %s %s", ErrKeyReadable, path, mode, right, path)
	}
	return nil
}

// refusePlace refuses a folder, which need not exist, below one that is about to be published.
func refusePlace(folder string) error {
	real, err := realFolder(folder)
	if err != nil {
		return err
	}
	for at := real; ; at = filepath.Dir(at) {
		for _, mark := range dangerous() {
			if _, err := os.Lstat(filepath.Join(at, mark[0])); err == nil {
				return fmt.Errorf("%w: %s lies inside %s (%s) and would be published with it sooner or later. Choose a place outside of it", ErrKeyPlace, folder, mark[1], at)
			}
		}
		if at == filepath.Dir(at) {
			return nil
		}
	}
}

// realFolder resolves links as far as the path exists.
func realFolder(folder string) (string, error) {
	abs, err := filepath.Abs(folder)
	if err != nil {
		return "", err
	}
	real, err := filepath.EvalSymlinks(abs)
	if errors.Is(err, fs.ErrNotExist) && abs != filepath.Dir(abs) {
		parent, err := realFolder(filepath.Dir(abs))
		return filepath.Join(parent, filepath.Base(abs)), err
	}
	return real, err
}
