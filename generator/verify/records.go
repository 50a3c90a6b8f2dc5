package verify

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/generator/proof"
)

// record is one published version of a record or artifact: its files have one name, <id>.r<rev>.
type record struct {
	name  string
	base  string // proof/records/<name>
	id    string
	rev   int
	leaf  *proof.Leaf // nil when it could not be read
	text  []byte      // of the leaf
	proof *proof.LogProof
	index int64 // in the log, as the proof says; noIndex without one
	label string
	place string // in the portfolio, or of a file in the site; "" when it is not disclosed
}

const (
	recordsPath = "proof/records/"
	noIndex     = -1
)

// entry is the newest version of an id in the log.
type entry struct {
	proof.Leaf
	index int64
}

// readRecords reads the leaves and proofs of all published records.
func (r *run) readRecords() []*record {
	var records []*record
	for _, path := range r.pathsUnder(recordsPath) {
		name := recordName(path)
		if name == "" || len(records) > 0 && records[len(records)-1].name == name {
			continue
		}
		id, rev, _ := strings.Cut(name, ".r")
		records = append(records, &record{name: name, base: recordsPath + name, id: id, rev: revision(rev), index: noIndex})
	}
	r.parallel(len(records), func(i int) { r.readRecord(records[i]) })
	return records
}

// recordName is <id>.r<rev> of the path of a record's file, "" for another file.
func recordName(path string) string {
	file := strings.TrimPrefix(path, recordsPath)
	for _, end := range []string{".leaf", ".tlog-proof", ".disclosures"} {
		name, ok := strings.CutSuffix(file, end)
		if id, rev, _ := strings.Cut(name, ".r"); ok && len(id) == 16 && strings.Trim(id, "0123456789abcdef") == "" && revision(rev) > 0 {
			return name
		}
	}
	return ""
}

// revision reads 1 to 999,999,999, and is 0 for anything else.
func revision(s string) int {
	n := 0
	for i := range len(s) {
		if c := s[i]; c < '0' || c > '9' || i == 0 && c == '0' || i > 8 {
			return 0
		} else {
			n = 10*n + int(c-'0')
		}
	}
	return n
}

func (r *run) readRecord(rec *record) {
	path := rec.base + ".leaf"
	switch f := r.fetch(path); f.state {
	case gone:
		r.add(proof.CodeRecordMissing, path, "the sealed entry", "no such file")
	case there:
		leaf, err := proof.ParseLeaf(f.data)
		if err != nil {
			r.add(proof.CodeLeafMalformed, path, "a sealed entry of version 1", err.Error())
		} else {
			rec.leaf, rec.text = &leaf, f.data
		}
	}
	path = rec.base + ".tlog-proof"
	switch f := r.fetch(path); f.state {
	case gone:
		r.add(proof.CodeProofMalformed, path, "the proof of this record", "no such file")
	case there:
		p, err := proof.ParseLogProof(f.data)
		if err != nil {
			r.add(proof.CodeProofMalformed, path, "a tlog-proof of version 1", err.Error())
		} else {
			rec.proof = &p
		}
	}
}

// checkChain gives the newest version of every id, and finds those that do not follow one another.
func (r *run) checkChain(entries [][]byte) map[string]entry {
	newest := map[string]entry{}
	var chain proof.Chain
	for i, text := range entries {
		index := int64(i)
		leaf, err := proof.ParseLeaf(text)
		if err != nil {
			r.add(proof.CodeLeafMalformed, entriesPath, fmt.Sprintf("a sealed entry of version 1 at index %d", index), err.Error())
			continue
		}
		rev, prev := chain.Next(leaf.ID)
		if chain.Add(index, leaf) != nil {
			r.add(proof.CodeRevisionChain, entriesPath, fmt.Sprintf("entry %d as version %d after %s", index, rev, entryName(prev)),
				fmt.Sprintf("version %d after %s", leaf.Rev, entryName(leaf.Prev)))
		}
		newest[leaf.ID] = entry{leaf, index}
	}
	return newest
}

func entryName(index int64) string {
	if index == proof.NoPrev {
		return "none"
	}
	return fmt.Sprintf("entry %d", index)
}

// checkRecords is step 7, and the versions of step 6.
func (r *run) checkRecords(log logged, records []*record) {
	shown := map[string]int{}
	for _, rec := range records {
		shown[rec.id] = max(rec.rev, shown[rec.id])
	}
	if log.whole {
		r.checkNewest(r.checkChain(log.entries), shown)
	}
	r.facts.Published = len(shown)
	done := 0
	r.parallel(len(records), func(i int) {
		if rec := records[i]; rec.leaf != nil {
			r.checkPlace(log, rec)
			r.checkDisclosures(rec, rec.rev == shown[rec.id])
		}
		r.tell("records", &done, len(records))
	})
	for _, rec := range records {
		if rec.leaf != nil && rec.index != noIndex && rec.rev == shown[rec.id] {
			r.facts.Records = append(r.facts.Records, Record{
				ID: rec.id, Rev: rec.rev, Kind: rec.leaf.Kind, Index: rec.index, Leaf: proof.LeafHash(rec.text), Place: rec.place, Label: rec.label, Says: rec.leaf.Says,
			})
		}
	}
	slices.SortStableFunc(r.facts.Records, func(a, b Record) int { return int(a.Index - b.Index) })
}

// checkNewest finds records that are shown in an older version than the log's newest.
func (r *run) checkNewest(newest map[string]entry, shown map[string]int) {
	for _, e := range newest {
		if e.Kind == proof.KindRecord || e.Kind == proof.KindArtifact {
			r.facts.Sealed++
		}
	}
	for id, rev := range shown {
		last, ok := newest[id]
		if !ok || last.Rev <= rev {
			continue
		}
		expected := fmt.Sprintf("version %d", last.Rev)
		if last.Kind == proof.KindRetract {
			expected += ", which takes the record back"
		}
		r.add(proof.CodeRevisionOld, fmt.Sprintf("%s%s.r%d.leaf", recordsPath, id, rev), expected, fmt.Sprintf("version %d", rev))
	}
}

// checkPlace holds a leaf to its name, to its proof and to the log.
func (r *run) checkPlace(log logged, rec *record) {
	path := rec.base + ".leaf"
	if rec.leaf.ID != rec.id || rec.leaf.Rev != rec.rev {
		r.add(proof.CodeLeafMalformed, path, "the entry "+rec.name, fmt.Sprintf("%s.r%d", rec.leaf.ID, rec.leaf.Rev))
	}
	if rec.proof == nil {
		return
	}
	rec.index = rec.proof.Index
	if log.whole {
		expected := fmt.Sprintf("entry %d of the log", rec.index)
		if size := int64(len(log.entries)); rec.index >= size {
			r.add(proof.CodeLeafNotInLog, path, expected, fmt.Sprintf("the log has %d entries", size))
			return
		}
		if string(log.entries[rec.index]) != string(rec.text) {
			r.add(proof.CodeLeafNotInLog, path, expected, "another text")
			return
		}
	}
	if err := rec.proof.Check(rec.text); err != nil {
		r.add(proof.CodeProofWrong, rec.base+".tlog-proof", "a proof of this entry", err.Error())
	}
}

// checkDisclosures holds the values of a record to its leaf and to what the site shows. Only the
// newest version of a record or artifact must have them.
func (r *run) checkDisclosures(rec *record, newest bool) {
	path := rec.base + ".disclosures"
	f := r.fetch(path)
	artifact := rec.leaf.Kind == proof.KindArtifact
	if f.state == gone && newest && (artifact || rec.leaf.Kind == proof.KindRecord) {
		r.add(proof.CodeRecordMissing, path, "the sealed values", "no such file")
	}
	if f.state != there {
		return
	}
	lines, err := proof.ParseDisclosures(f.data)
	if err != nil {
		r.add(proof.CodeDisclosureMalformed, path, "one disclosure or digest a line", err.Error())
		return
	}
	if artifact {
		r.checkArtifact(rec, path, lines, newest)
		return
	}
	digests := make([]string, len(lines))
	for i, l := range lines {
		digests[i] = l.Digest
	}
	if proof.RecordCommit(rec.leaf.ID, rec.leaf.Rev, digests) != rec.leaf.Commit {
		r.add(proof.CodeCommitWrong, path, "the values that give the commitment of the leaf", "others, or not all of them")
	} else if newest {
		fields, withheld := disclosed(lines)
		rec.label, rec.place = labelOf(fields), textOf(fields["record"])
		if rec.leaf.Kind == proof.KindRecord {
			r.compare(fields, withheld)
		}
	}
}

// checkArtifact holds a file to what was sealed of it.
func (r *run) checkArtifact(rec *record, path string, lines []proof.Sealed, newest bool) {
	err := errors.New("an artifact has one disclosure, named " + proof.ArtifactField)
	var hash [32]byte
	var size int64
	var file string
	if len(lines) == 1 && !lines[0].Withheld {
		hash, size, file, err = lines[0].Shown.Artifact()
	}
	switch {
	case err != nil:
		r.add(proof.CodeDisclosureMalformed, path, "one disclosure of a file", err.Error())
		return
	case proof.ArtifactCommit(lines[0].Shown.Salt, hash, size) != rec.leaf.Commit:
		r.add(proof.CodeCommitWrong, path, "the values that give the commitment of the leaf", "others")
		return
	case !newest:
		return
	}
	rec.label, rec.place = clip(file, 160), file
	got := "no such file"
	if h, ok := r.hashOf(file); ok && h == hash {
		return
	} else if ok {
		got = "SHA-256 " + hex.EncodeToString(h[:])
	}
	r.add(proof.CodeArtifactChanged, file, fmt.Sprintf("SHA-256 %s (%d bytes)", hex.EncodeToString(hash[:]), size), got)
}

// hashOf is that of a file as it was found, on the list or not.
func (r *run) hashOf(path string) ([32]byte, bool) {
	if h, ok := r.hashes[path]; ok {
		return h, true
	}
	sum := sha256.New()
	h := r.digest(path, sum, sum.Sum)
	return h.hash, h.state == there
}
