package verify

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"strings"

	"github.com/gatefold/gatefold/generator/proof"
)

// checkList is steps 1 and 2: it gives the key that has signed the list, or nil.
func (r *run) checkList() ed25519.PublicKey {
	list := r.fetch(listPath)
	if list.state == gone {
		r.add(proof.CodeListMalformed, listPath, "the author's list of files", "no such file")
	}
	if list.state != there {
		return nil
	}
	var err error
	if r.sums, err = proof.ParseSums(list.data); err != nil {
		r.add(proof.CodeListMalformed, listPath, "a list as gatefold writes it", err.Error())
	}
	for _, s := range r.sums {
		r.listed[s.Path] = true
	}
	armour := r.fetch(sigPath)
	if armour.state == gone {
		r.add(proof.CodeSignatureMissing, sigPath, "the signature of the list", "no such file")
	}
	if armour.state != there {
		return nil
	}
	sig, err := proof.ParseSignature(armour.data)
	if err == nil {
		err = sig.Verify(proof.NamespaceSite, list.data)
	}
	switch {
	case errors.Is(err, proof.ErrMismatch):
		r.add(proof.CodeSignatureWrong, listPath, "the list that was signed", "another one")
		return nil
	case err != nil:
		r.add(proof.CodeSignatureUnusable, sigPath, "an SSH signature for "+string(proof.NamespaceSite), err.Error())
		return nil
	}
	r.facts.Fingerprint, r.facts.Signed = proof.Fingerprint(sig.Public), true
	return sig.Public
}

// hashed is one listed file as it was found.
type hashed struct {
	state state
	odd   string
	size  int64
	hash  [sha256.Size]byte
	crlf  bool // LF for CRLF makes it the listed one
}

// checkFiles is step 3. Every file is read once, from one end to the other.
func (r *run) checkFiles() {
	found, done := make([]hashed, len(r.sums)), 0
	r.parallel(len(r.sums), func(i int) {
		found[i] = r.hash(r.sums[i])
		r.tell("files", &done, len(r.sums))
	})
	for i, s := range r.sums {
		r.judge(s, found[i])
	}
	if r.lists() && r.ctx.Err() == nil {
		r.checkExtra()
	}
}

// judge holds one file to its line of the list.
func (r *run) judge(s proof.Sum, f hashed) {
	expected := "SHA-256 " + hex.EncodeToString(s.Hash[:])
	switch {
	case f.odd != "":
		r.add(proof.CodeFileChanged, s.Path, expected, f.odd)
	case f.state == gone && r.ctx.Err() != nil:
	case f.state == gone && !r.lists() && keptByHosts(s.Path):
		r.add(proof.CodeNotServed, s.Path, "a file of the list", "the host does not serve it")
	case f.state == gone:
		r.add(proof.CodeFileMissing, s.Path, "a file of the list", "no such file")
	case f.state == unreadable:
	case f.crlf:
		r.add(proof.CodeLineEndings, s.Path, "lines that end in LF", "lines that end in CRLF")
	case f.hash != s.Hash:
		r.add(proof.CodeFileChanged, s.Path, expected, "SHA-256 "+hex.EncodeToString(f.hash[:]))
	}
	if f.state == there {
		r.facts.Files++
		r.facts.Bytes += f.size
		r.hashes[s.Path] = f.hash
	}
}

// hash reads one listed file. What is looked into later is kept on the way.
func (r *run) hash(s proof.Sum) hashed {
	if e := r.present[s.Path]; e.Odd != "" {
		return hashed{odd: e.Odd}
	}
	if !lookedInto(s.Path) && !r.keepsPage(s.Path) {
		return r.stream(s)
	}
	f := r.readOnce(s.Path, maxFile)
	h := hashed{state: f.state, size: int64(len(f.data)), hash: sha256.Sum256(f.data)}
	if f.state != there {
		return h
	}
	if h.hash != s.Hash {
		if plain := withoutCR(f.data); len(plain) != len(f.data) && sha256.Sum256(plain) == s.Hash {
			h.crlf, f.data = true, plain
		}
	}
	if !lookedInto(s.Path) {
		r.reading.Lock()
		r.pages -= h.size
		r.reading.Unlock()
	}
	r.keep(s.Path, f)
	return h
}

// stream reads a file that may be large, and keeps nothing of it. One that differs is read once more,
// to see whether the ends of lines are all.
func (r *run) stream(s proof.Sum) hashed {
	sum := sha256.New()
	h := r.digest(s.Path, sum, sum.Sum)
	if h.state != there || h.hash == s.Hash {
		return h
	}
	plain := lfHash{sum: sha256.New()}
	if again := r.digest(s.Path, &plain, plain.Sum); again.state == there && again.hash == s.Hash {
		h.crlf = true
	}
	return h
}

// digest copies a file to w and takes what sum is then.
func (r *run) digest(path string, w io.Writer, sum func([]byte) []byte) hashed {
	in, f := r.open(path)
	if f.state != there {
		return hashed{state: f.state}
	}
	buffer := r.buffers.Get().(*[bufferLen]byte)
	n, err := io.CopyBuffer(w, io.LimitReader(in, maxFile+1), buffer[:])
	r.buffers.Put(buffer)
	if err = errors.Join(err, in.Close()); err != nil {
		return hashed{state: r.cannotRead(path, err).state}
	}
	if n > maxFile {
		r.add(proof.CodeLimit, path, fmt.Sprintf("at most %d bytes", maxFile), "more")
		return hashed{state: unreadable}
	}
	return hashed{state: there, size: n, hash: [sha256.Size]byte(sum(nil))}
}

// lfHash is the hash of what is written with LF for CRLF.
type lfHash struct {
	sum hash.Hash
	cr  bool // a CR is held back until it is known what follows
}

func (l *lfHash) Write(p []byte) (int, error) {
	out := make([]byte, 0, len(p)+1)
	for _, b := range p {
		if l.cr && b != '\n' {
			out = append(out, '\r')
		}
		if l.cr = b == '\r'; !l.cr {
			out = append(out, b)
		}
	}
	l.sum.Write(out)
	return len(p), nil
}

// Sum ends the text.
func (l *lfHash) Sum(b []byte) []byte {
	if l.cr {
		l.sum.Write([]byte{'\r'})
	}
	return l.sum.Sum(b)
}

// checkExtra names what the list does not.
func (r *run) checkExtra() {
	for _, path := range r.listing {
		switch cover := proof.CoverageOf(path); {
		case r.listed[path] || cover == proof.CoverOwn:
		case cover == proof.CoverHost:
			r.add(proof.CodeHostFile, path, "nothing", "a file of the host or the system")
		case offeredZip(path):
			r.add(proof.CodeHostFile, path, "nothing", "a zip beside the pages, which cannot be on the list when it holds the site itself")
		case len(r.sums) > 0 && r.present[path].Odd != "":
			r.add(proof.CodeFileExtra, path, "no file of this name", r.present[path].Odd)
		case len(r.sums) > 0:
			r.add(proof.CodeFileExtra, path, "no file of this name", "a file that the list does not name")
		}
	}
}

// offeredZip tells of the zip of the whole site that a site may offer: it cannot list itself.
func offeredZip(path string) bool {
	return !strings.Contains(path, "/") && strings.HasSuffix(path, ".zip")
}

// keptByHosts tells of files that hosts take for their own and do not serve.
func keptByHosts(path string) bool {
	return path[0] == '.' || strings.Contains(path, "/.") || path == "_headers" || path == "_redirects"
}

// keepsPage tells whether a file is a page that records are compared with, and there is room for it.
func (r *run) keepsPage(path string) bool {
	if !(strings.HasPrefix(path, "projects/") || strings.HasPrefix(path, "interview/")) || !strings.HasSuffix(path, ".html") {
		return false
	}
	r.reading.Lock()
	defer r.reading.Unlock()
	return r.pages > 0
}

// lookedInto tells of the files that a check reads as more than bytes.
func lookedInto(path string) bool {
	return strings.HasPrefix(path, "proof/") || strings.HasPrefix(path, "data/")
}
