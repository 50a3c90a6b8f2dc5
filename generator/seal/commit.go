package seal

import (
	"fmt"

	"github.com/gatefold/gatefold/generator/proof"
)

// sealed is what one version of an item commits to, and the lines that disclose it.
type sealed struct {
	commit [32]byte
	lines  []proof.Sealed // with nothing withheld
}

// seal computes one version of an item.
func (it Item) seal(redactKey []byte, id string, rev int) (sealed, error) {
	if it.Kind == proof.KindArtifact {
		salt := proof.Salt(redactKey, id, rev, proof.ArtifactField)
		line, err := proof.Show(proof.ArtifactDisclosure(salt, it.file.hash, it.file.size, it.file.path))
		return sealed{proof.ArtifactCommit(salt, it.file.hash, it.file.size), []proof.Sealed{line}}, it.named(err)
	}
	out := sealed{lines: make([]proof.Sealed, len(it.fields))}
	digests := make([]string, len(it.fields))
	for i, f := range it.fields {
		line, err := proof.Show(proof.Disclosure{Salt: proof.Salt(redactKey, id, rev, f.Name), Name: f.Name, Value: f.Value})
		if err != nil {
			return sealed{}, it.named(err)
		}
		out.lines[i], digests[i] = line, line.Digest
	}
	out.commit = proof.RecordCommit(id, rev, digests)
	return out, nil
}

func (it Item) named(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s, in %s, cannot be sealed: %w", it.Place, it.Path, err)
}

// published are the lines as they may be published: digests alone for what is withheld.
func (it Item) published(lines []proof.Sealed) []proof.Sealed {
	out := make([]proof.Sealed, len(lines))
	for i, l := range lines {
		if it.Withhold || i < len(it.fields) && it.fields[i].Withhold {
			l = l.Withhold()
		}
		out[i] = l
	}
	return out
}
