package proof

import (
	"crypto/sha256"
	"encoding/asn1"
	"errors"
	"fmt"
	"math/big"
	"time"
)

// ErrStamp: not a time stamp of this head in the form of RFC 3161.
var ErrStamp = errors.New("this is not a time stamp of the log")

// MaxStamp bounds a time-stamp query or answer, in bytes.
const MaxStamp = 64 << 10

// Stamped is what a time-stamp authority is asked about a head: SHA-256 of its signed text, which stays
// the same whoever signs below it.
func (c Checkpoint) Stamped() [sha256.Size]byte { return sha256.Sum256([]byte(c.Text())) }

var (
	oidSHA256     = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 1}
	oidSignedData = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 2}
	oidTSTInfo    = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 1, 4}
)

// The structures of RFC 3161, section 2.4, and of CMS (RFC 5652) around them, as far as they are read.
type (
	algorithmIdentifier struct {
		Algorithm  asn1.ObjectIdentifier
		Parameters asn1.RawValue `asn1:"optional"`
	}
	messageImprint struct {
		HashAlgorithm algorithmIdentifier
		HashedMessage []byte
	}
	timeStampReq struct {
		Version        int
		MessageImprint messageImprint
		Nonce          *big.Int
		CertReq        bool
	}
	timeStampResp struct {
		Status struct {
			Status       int
			StatusString []string       `asn1:"optional"`
			FailInfo     asn1.BitString `asn1:"optional"`
		}
		Token asn1.RawValue `asn1:"optional"`
	}
	contentInfo struct {
		ContentType asn1.ObjectIdentifier
		Content     asn1.RawValue `asn1:"explicit,tag:0"`
	}
	cmsSignedData struct {
		Version          int
		DigestAlgorithms asn1.RawValue
		EncapContentInfo struct {
			ContentType asn1.ObjectIdentifier
			Content     []byte `asn1:"explicit,tag:0,optional"`
		}
		Certificates asn1.RawValue `asn1:"optional,tag:0"`
		CRLs         asn1.RawValue `asn1:"optional,tag:1"`
		SignerInfos  asn1.RawValue
	}
	tstInfo struct {
		Version        int
		Policy         asn1.ObjectIdentifier
		MessageImprint messageImprint
		SerialNumber   *big.Int
		GenTime        time.Time `asn1:"generalized"`
		Accuracy       struct {
			Seconds int `asn1:"optional"`
			Millis  int `asn1:"optional,tag:0"`
			Micros  int `asn1:"optional,tag:1"`
		} `asn1:"optional"`
		Ordering   bool          `asn1:"optional"`
		Nonce      *big.Int      `asn1:"optional"`
		TSA        asn1.RawValue `asn1:"optional,explicit,tag:0"`
		Extensions asn1.RawValue `asn1:"optional,tag:1"`
	}
)

// StampQuery is the TimeStampReq for a head, which asks for the authority's certificates too. The nonce is
// random, of at least 8 bytes.
func StampQuery(c Checkpoint, nonce []byte) ([]byte, error) {
	sum := c.Stamped()
	algorithm := algorithmIdentifier{oidSHA256, asn1.NullRawValue}
	return asn1.Marshal(timeStampReq{1, messageImprint{algorithm, sum[:]}, new(big.Int).SetBytes(nonce), true})
}

// Stamp is what a time-stamp authority says of a head. Its signature is not checked.
type Stamp struct {
	At    time.Time // that the authority's clock showed
	nonce *big.Int
}

// ParseStamp reads the TimeStampResp for a head. It checks that this is a granted stamp of the head; who
// has signed it, and whether that signature holds, is for those who know the authority's certificate. The
// error is ErrStamp.
func ParseStamp(file []byte, c Checkpoint) (Stamp, error) {
	if len(file) > MaxStamp {
		return Stamp{}, fmt.Errorf("%w: it has %d bytes, more than %d", ErrStamp, len(file), MaxStamp)
	}
	var resp timeStampResp
	if err := unmarshal(file, &resp); err != nil {
		return Stamp{}, err
	}
	const granted, grantedWithMods = 0, 1
	if s := resp.Status.Status; s != granted && s != grantedWithMods {
		return Stamp{}, fmt.Errorf("%w: the authority has refused it, with status %d%s", ErrStamp, s, refusal(resp.Status.FailInfo))
	}
	var content contentInfo
	var signed cmsSignedData
	var info tstInfo
	if err := unmarshal(resp.Token.FullBytes, &content); err != nil {
		return Stamp{}, err
	}
	if err := unmarshal(content.Content.Bytes, &signed); err != nil {
		return Stamp{}, err
	}
	if !content.ContentType.Equal(oidSignedData) || !signed.EncapContentInfo.ContentType.Equal(oidTSTInfo) {
		return Stamp{}, fmt.Errorf("%w: it holds something else", ErrStamp)
	}
	if err := unmarshal(signed.EncapContentInfo.Content, &info); err != nil {
		return Stamp{}, err
	}
	if sum := c.Stamped(); !info.MessageImprint.HashAlgorithm.Algorithm.Equal(oidSHA256) || string(info.MessageImprint.HashedMessage) != string(sum[:]) {
		return Stamp{}, fmt.Errorf("%w of %d entries, but of something else", ErrStamp, c.Size)
	}
	return Stamp{info.GenTime.UTC(), info.Nonce}, nil
}

// Answers tells whether the stamp answers the very query, ErrStamp else.
func (s Stamp) Answers(query []byte) error {
	var req timeStampReq
	if err := unmarshal(query, &req); err != nil {
		return err
	}
	if s.nonce == nil || req.Nonce == nil || s.nonce.Cmp(req.Nonce) != 0 {
		return fmt.Errorf("%w: it answers another query", ErrStamp)
	}
	return nil
}

// unmarshal reads one value and nothing after it.
func unmarshal(der []byte, into any) error {
	rest, err := asn1.Unmarshal(der, into)
	if err == nil && len(rest) > 0 {
		err = fmt.Errorf("%d bytes stand after it", len(rest))
	}
	if err != nil {
		return fmt.Errorf("%w (%w)", ErrStamp, err)
	}
	return nil
}

// refusal puts the PKIFailureInfo of RFC 3161 into words.
func refusal(info asn1.BitString) string {
	for bit, words := range map[int]string{
		0: "it does not take SHA-256", 2: "it does not take such a query", 5: "it cannot read the query", 14: "its clock does not work now",
		15: "it does not know the policy", 16: "it does not know an extension", 17: "it cannot give what was asked for", 25: "it does not work now",
	} {
		if info.At(bit) == 1 {
			return " (" + words + ")"
		}
	}
	return ""
}
