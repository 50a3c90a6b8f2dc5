package seal

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/gatefold/gatefold/generator/proof"
)

// Stored is the newest sealed version of one item, as it is kept in the source folder's proof/, so that
// a build needs no key. Nothing that is withheld is in it but digests.
type Stored struct {
	Slug  string // of its project, "" outside projects
	Place string
	ID    string // of its entries
	Rev   int
	Index int64 // of the entry
	Lines []proof.Sealed
}

// ErrStored: not a file of disclosures as gatefold keeps it.
var ErrStored = errors.New("the sealed values that are kept there are not in their form")

const (
	storedFolder = "disclosures"
	storedHead   = "gatefold-disclosures v1"
	maxStored    = 64 << 20
)

// storedFile is where what is sealed of a project lies in proof/; slug "" is what stands outside projects.
func storedFile(slug string) string {
	if slug == "" {
		return storedFolder + "/portfolio.txt"
	}
	return storedFolder + "/projects/" + slug + ".txt"
}

// slugOf is the project of a storedFile.
func slugOf(name string) string {
	if path.Dir(name) == storedFolder {
		return ""
	}
	return strings.TrimSuffix(path.Base(name), ".txt")
}

// printStored writes one file: for each item a line that names it and its disclosures, and an empty line.
func printStored(items []Stored) []byte {
	var b bytes.Buffer
	b.WriteString(storedHead + "\n")
	for _, s := range items {
		fmt.Fprintf(&b, "\nleaf %s %d %d %s\n", s.ID, s.Rev, s.Index, s.Place)
		b.Write(proof.PrintDisclosures(s.Lines))
	}
	return b.Bytes()
}

// parseStored reads printStored back; line ends of Windows are no fault. The error is ErrStored.
func parseStored(data []byte) ([]Stored, error) {
	text := strings.ReplaceAll(string(data), "\r\n", "\n")
	blocks := strings.Split(text, "\n\n")
	if strings.TrimSuffix(blocks[0], "\n") != storedHead {
		return nil, fmt.Errorf("%w: it does not begin with %q", ErrStored, storedHead)
	}
	var out []Stored
	for i, block := range blocks[1:] {
		s, err := parseStoredBlock(block)
		if err != nil {
			return nil, fmt.Errorf("%w: record %d in it: %w", ErrStored, i+1, err)
		}
		out = append(out, s)
	}
	return out, nil
}

func parseStoredBlock(block string) (s Stored, err error) {
	head, lines, _ := strings.Cut(block, "\n")
	f := strings.SplitN(head, " ", 5)
	if len(f) != 5 || f[0] != "leaf" || f[4] == "" {
		return s, fmt.Errorf("the line %.80q", head)
	}
	s = Stored{Place: f[4], ID: f[1]}
	if s.Rev, err = strconv.Atoi(f[2]); err != nil {
		return s, err
	}
	if s.Index, err = strconv.ParseInt(f[3], 10, 64); err != nil {
		return s, err
	}
	if !strings.HasSuffix(lines, "\n") {
		lines += "\n" // cut off with the empty line
	}
	s.Lines, err = proof.ParseDisclosures([]byte(lines))
	return s, err
}

// ReadStored reads all that is kept in a proof folder, by place. A file that is not in its form is left
// out and named: the next seal writes it anew.
func ReadStored(folder fs.FS) (stored map[string]Stored, faults []error) {
	stored = map[string]Stored{}
	for _, name := range storedFiles(folder) {
		items, err := readStoredFile(folder, name)
		if err != nil {
			faults = append(faults, fmt.Errorf("proof/%s: %w", name, err))
		}
		for _, s := range items {
			s.Slug = slugOf(name)
			stored[s.Place] = s
		}
	}
	return stored, faults
}

// storedFiles are the files of disclosures that there may be.
func storedFiles(folder fs.FS) []string {
	names := []string{storedFile("")}
	entries, _ := fs.ReadDir(folder, storedFolder+"/projects") // without it there are none
	for _, e := range entries {
		if path.Ext(e.Name()) == ".txt" && e.Type().IsRegular() {
			names = append(names, storedFolder+"/projects/"+e.Name())
		}
	}
	return names
}

func readStoredFile(folder fs.FS, name string) ([]Stored, error) {
	info, err := fs.Stat(folder, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if info.Size() > maxStored {
		return nil, fmt.Errorf("%w: it has %d bytes, more than %d", ErrStored, info.Size(), maxStored)
	}
	data, err := fs.ReadFile(folder, name)
	if err != nil {
		return nil, err
	}
	return parseStored(data)
}

// WriteStored keeps what is sealed, in place of what was kept before; only files that differ are written,
// each whole or not at all.
func WriteStored(folder proof.Folder, stored []Stored) error {
	files := map[string][]Stored{storedFile(""): nil}
	for _, s := range stored {
		name := storedFile(s.Slug)
		files[name] = append(files[name], s)
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		data := printStored(files[name])
		if old, err := fs.ReadFile(folder, name); err == nil && bytes.Equal(old, data) {
			continue
		}
		part := name + ".part"
		if err := cmp.Or(folder.Write(part, data), folder.Sync(part), folder.Rename(part, name)); err != nil {
			return err
		}
	}
	for _, name := range storedFiles(folder) {
		if _, ok := files[name]; !ok {
			if err := folder.Remove(name); err != nil {
				return err
			}
		}
	}
	return nil
}
