package proof

import (
	"crypto/ed25519"
	"encoding/binary"
	"fmt"
	"strconv"
	"time"
)

const (
	cosignatureLen = 8 + ed25519.SignatureSize
	latestSecond   = 253_402_300_799 // the end of the year 9999
)

// cosigned is what a witness signs (C2SP tlog-cosignature, cosignature/v1).
func cosigned(text string, seconds uint64) []byte {
	return []byte("cosignature/v1\ntime " + strconv.FormatUint(seconds, 10) + "\n" + text)
}

// Cosign makes a witness's line under a checkpoint: that at this moment the log had this root, and
// that it has only grown since the witness first saw it. It says nothing of what the entries hold.
// Whoever calls it has checked and stored that first: see Witness.
func Cosign(c Checkpoint, name string, key ed25519.PrivateKey, now time.Time) NoteSignature {
	seconds := uint64(now.Unix())
	v := VerifierKey{name, KindCosignKey, key.Public().(ed25519.PublicKey)}
	body := binary.BigEndian.AppendUint64(nil, seconds)
	return NoteSignature{name, v.KeyHash(), append(body, ed25519.Sign(key, cosigned(c.Text(), seconds))...)}
}

// CosignedAt is the earliest moment at which a witness says to have seen the checkpoint. All lines
// of that witness must hold. The error is ErrNotSigned or ErrSignatureWrong; a moment before 1970
// or after 9999 is wrong too.
func (c Checkpoint) CosignedAt(v VerifierKey) (time.Time, error) {
	lines := c.note().linesOf(v)
	if len(lines) == 0 {
		return time.Time{}, fmt.Errorf("%w: %s", ErrNotSigned, v.Name)
	}
	first := uint64(latestSecond)
	for _, s := range lines {
		seconds, ok := cosignature(v, c.Text(), s.Bytes)
		if !ok {
			return time.Time{}, fmt.Errorf("%w: %s, size %d", ErrSignatureWrong, v.Name, c.Size)
		}
		first = min(first, seconds)
	}
	return time.Unix(int64(first), 0).UTC(), nil
}

func cosignature(v VerifierKey, text string, body []byte) (seconds uint64, ok bool) {
	if v.Kind != KindCosignKey || len(body) != cosignatureLen {
		return 0, false
	}
	seconds = binary.BigEndian.Uint64(body)
	return seconds, seconds > 0 && seconds <= latestSecond && ed25519.Verify(v.Key, cosigned(text, seconds), body[8:])
}
