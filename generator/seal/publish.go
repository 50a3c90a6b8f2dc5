package seal

import (
	"fmt"
	"strconv"

	"github.com/gatefold/gatefold/generator/proof"
)

// File is one file that a log puts into the site.
type File struct {
	Path string // from the site's root
	Body []byte
}

// Files are what the log and a portfolio's items put into the site: the log whole, the heads that are kept
// and their time stamps, the keys, the author's policy and consents, what others say, and of each published item its entry, its disclosures and its proof.
func (l *Log) Files(k Known) ([]File, error) {
	files := []File{{"proof/checkpoint", l.head.Print()}}
	for _, c := range l.archived {
		files = append(files, File{"proof/checkpoints/" + strconv.FormatInt(c.Size, 10), c.Print()})
	}
	tiles, err := l.tiles()
	if err != nil {
		return nil, err
	}
	files = append(files, tiles...)
	files = append(files, l.keyFiles()...)
	files = append(files, l.stamps...)
	files = append(files, l.attestFiles(k)...)
	files = append(files, l.consents...)
	earlier, err := l.earlierFiles()
	if err != nil {
		return nil, err
	}
	files = append(files, earlier...)
	if len(l.policy.Witnesses) > 0 {
		files = append(files, File{"proof/policy.txt", l.policy.Print()})
	}
	for _, p := range k.published {
		base := fmt.Sprintf("proof/records/%s.r%d", p.stored.ID, p.stored.Rev)
		files = append(files, File{base + ".leaf", l.entries[p.stored.Index]},
			File{base + ".disclosures", proof.PrintDisclosures(p.stored.Lines)}, File{base + ".tlog-proof", p.proof.Print()})
	}
	return files, nil
}

// tiles are those of the newest head, and the partial ones of every head that is kept: a reader of that
// size asks for them.
func (l *Log) tiles() ([]File, error) {
	var files []File
	done := map[string]bool{}
	for _, c := range l.heads {
		for _, t := range proof.TilesOf(c.Size) {
			if done[t.Path()] {
				continue
			}
			done[t.Path()] = true
			body, err := l.replay.Tile(t)
			if err != nil {
				return nil, err
			}
			files = append(files, File{"proof/" + t.Path(), body})
		}
	}
	return files, nil
}

func (l *Log) keyFiles() []File {
	var files []File
	for name, body := range proof.KeyHistoryFiles(l.signed) {
		files = append(files, File{"proof/" + name, body})
	}
	return append(files, File{"proof/allowed_signers", proof.AllowedSigners(l.keys.Signers()...)})
}

// SumsOf is the file SHA256SUMS over these files of a site, those left out that the list does not cover.
func SumsOf(sums map[string][32]byte) ([]byte, error) {
	var list []proof.Sum
	for path, hash := range sums {
		if proof.CoverageOf(path) == proof.CoverList {
			list = append(list, proof.Sum{Path: path, Hash: hash})
		}
	}
	return proof.PrintSums(list)
}
