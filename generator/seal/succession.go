package seal

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/proof"
	"github.com/gatefold/gatefold/generator/site"
)

// maxEarlier is how many logs one may continue, one after another.
const maxEarlier = 5

// maxSuccessionFile bounds proof/succeeds.txt.
const maxSuccessionFile = 4 << 10

// ReadSuccession reads what an author says of an earlier log, in the folder proof of a portfolio; nil
// when there is none.
func ReadSuccession(folder fs.FS) (*proof.Succession, error) {
	f, err := folder.Open(proof.SuccessionFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text := make([]byte, maxSuccessionFile)
	n, err := f.Read(text)
	if err != nil {
		return nil, fmt.Errorf("proof/%s: %w", proof.SuccessionFile, err)
	}
	s, err := proof.ParseSuccession(text[:n])
	if err != nil {
		return nil, fmt.Errorf("proof/%s: %w", proof.SuccessionFile, err)
	}
	return &s, nil
}

// readEarlier reads the earlier log that this one continues. It is left out when it is not the one that is
// spoken of, or not in this log yet.
func (l *Log) readEarlier(depth int) {
	s, err := ReadSuccession(l.folder)
	if err == nil && s != nil {
		err = l.takeEarlier(*s, depth)
	}
	if err != nil {
		l.faults = append(l.faults, err)
	}
}

func (l *Log) takeEarlier(s proof.Succession, depth int) error {
	if depth == maxEarlier {
		return fmt.Errorf("proof/%s: there are more than %d earlier logs", proof.SuccessionFile, maxEarlier)
	}
	folder, err := fs.Sub(l.folder, s.Folder())
	if err != nil {
		return err
	}
	earlier, err := read(folder, depth+1)
	if err != nil || earlier == nil {
		return fmt.Errorf("proof/%s, the earlier log, cannot be used (%w)", s.Folder(), errors.Join(err, proof.ErrSuccession))
	}
	if err := s.Holds(earlier.keys, earlier.head); err != nil {
		return fmt.Errorf("proof/%s: %w", s.Folder(), err)
	}
	for _, leaf := range l.leaves {
		if leaf.Kind == proof.KindSucceeds && leaf.Commit == s.Commit() {
			l.succession, l.earlier = &s, earlier
		}
	}
	return nil
}

// earlierFiles are the earlier log as it stood, and the text that ties it to this one.
func (l *Log) earlierFiles() ([]File, error) {
	if l.succession == nil {
		return nil, nil
	}
	files, err := l.earlier.Files(Known{})
	for i, f := range files {
		files[i].Path = "proof/" + l.succession.Folder() + "/" + strings.TrimPrefix(f.Path, "proof/")
	}
	return append(files, File{"proof/" + proof.SuccessionFile, l.succession.Text()}), err
}

// earlierEvidence is what pages say of the earlier log.
func (l *Log) earlierEvidence() *site.EarlierLog {
	if l.succession == nil {
		return nil
	}
	on, _ := time.Parse(time.DateOnly, l.succession.Date) // it was read as a day
	return &site.EarlierLog{Fingerprint: l.earlier.Author().Fingerprint, Size: l.succession.Size, On: content.DateOf(on)}
}

// succeeds adds the entry that tells of an earlier log, before all others.
func (b *planBuilder) succeeds(redactKey []byte, s *proof.Succession) {
	if s == nil {
		return
	}
	id := proof.LeafID(redactKey, proof.KindSucceeds, "", s.Origin)
	if last, ok := b.log.newest[id]; ok && last.Commit == s.Commit() {
		return
	}
	b.leaf(proof.Leaf{Kind: proof.KindSucceeds, ID: id, Says: s.Date, Commit: s.Commit()}, proof.SuccessionFile)
}
