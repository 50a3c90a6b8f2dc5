package verify

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/gatefold/gatefold/generator/proof"
)

// errOtherValues: a site gives other values now than those that were checked.
var errOtherValues = errors.New("the site shows other values now than when it was checked")

// Values are what a record of a checked site discloses of itself, in the order of its file, and how many
// of its values are withheld. They are read from the site once more, and held to the entry that was checked.
func (rec Record) Values(ctx context.Context, s Source) (values []proof.Disclosure, withheld int, err error) {
	base := fmt.Sprintf("%s%s.r%d", recordsPath, rec.ID, rec.Rev)
	text, err := readSmall(ctx, s, base+".leaf")
	if err != nil {
		return nil, 0, err
	}
	leaf, err := proof.ParseLeaf(text)
	if err != nil || proof.LeafHash(text) != rec.Leaf {
		return nil, 0, fmt.Errorf("%s.leaf: %w", base, errOtherValues)
	}
	file, err := readSmall(ctx, s, base+".disclosures")
	if err != nil {
		return nil, 0, err
	}
	lines, err := proof.ParseDisclosures(file)
	if err != nil {
		return nil, 0, fmt.Errorf("%s.disclosures: %w", base, err)
	}
	if !gives(lines, leaf) {
		return nil, 0, fmt.Errorf("%s.disclosures: %w", base, errOtherValues)
	}
	for _, l := range lines {
		if l.Withheld {
			withheld++
		} else {
			values = append(values, l.Shown)
		}
	}
	return values, withheld, nil
}

// gives tells whether disclosures give the commitment of a leaf.
func gives(lines []proof.Sealed, leaf proof.Leaf) bool {
	if leaf.Kind == proof.KindArtifact {
		if len(lines) != 1 || lines[0].Withheld {
			return false
		}
		hash, size, _, err := lines[0].Shown.Artifact()
		return err == nil && proof.ArtifactCommit(lines[0].Shown.Salt, hash, size) == leaf.Commit
	}
	digests := make([]string, len(lines))
	for i, l := range lines {
		digests[i] = l.Digest
	}
	return proof.RecordCommit(leaf.ID, leaf.Rev, digests) == leaf.Commit
}

// readSmall reads a file of proof/, with LF for CRLF.
func readSmall(ctx context.Context, s Source, path string) ([]byte, error) {
	in, err := s.Open(ctx, path)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(in, maxProofFile+1))
	if err = errors.Join(err, in.Close()); err == nil && len(data) > maxProofFile {
		err = fmt.Errorf("%s: %w", path, errLimit)
	}
	return withoutCR(data), err
}
