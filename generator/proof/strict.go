package proof

import (
	"encoding/base64"
	"strconv"
)

// maxIndex bounds every size and index of a log: 15 digits, which a script in a browser counts
// without loss as well.
const maxIndex = 999_999_999_999_999

// parseIndex reads a decimal from 0 to maxIndex without sign or leading zeros.
func parseIndex(s string) (int64, bool) {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 || n > maxIndex || strconv.FormatInt(n, 10) != s {
		return 0, false
	}
	return n, true
}

// decodeBase64 reads what EncodeToString of one encoding writes and nothing else. (The decoder of
// the standard library skips ends of lines, even when it is strict.)
func decodeBase64(enc *base64.Encoding, s string) ([]byte, bool) {
	b, err := enc.DecodeString(s)
	return b, err == nil && enc.EncodeToString(b) == s
}

// decodeHash reads 32 bytes in base64 with padding.
func decodeHash(s string) (h [32]byte, ok bool) {
	b, ok := decodeBase64(base64.StdEncoding, s)
	if !ok || len(b) != len(h) {
		return h, false
	}
	return [32]byte(b), true
}

func encodeHash(h [32]byte) string { return base64.StdEncoding.EncodeToString(h[:]) }
