package packed

import "encoding/binary"

// reader walks packed bytes. After the first fault it is torn, and all that it gives is zero.
type reader struct {
	rest string
	torn bool
}

func (r *reader) fail() { r.rest, r.torn = "", true }

func (r *reader) uint() uint64 {
	var n uint64
	for i := 0; i < len(r.rest) && i < binary.MaxVarintLen64; i++ {
		c := r.rest[i]
		n |= uint64(c&0x7f) << (7 * i)
		if c < 0x80 {
			r.rest = r.rest[i+1:]
			return n
		}
	}
	r.fail()
	return 0
}

func (r *reader) int() int64 {
	n := r.uint()
	return int64(n>>1) ^ -int64(n&1)
}

// length is that of a slice or map; ok is false for nil. What is left bounds it, because an item of the
// types that are packed takes at least a byte.
func (r *reader) length() (n int, ok bool) {
	size := r.uint()
	if size == 0 {
		return 0, false
	}
	if size-1 > uint64(len(r.rest)) {
		r.fail()
		return 0, false
	}
	return int(size - 1), true
}

func (r *reader) string() string {
	n := r.uint()
	if n > uint64(len(r.rest)) {
		r.fail()
		return ""
	}
	s := r.rest[:n]
	r.rest = r.rest[n:]
	return s
}
