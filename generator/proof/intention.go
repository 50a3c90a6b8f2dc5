package proof

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// intention is what is about to be signed. It is stored before anything is signed, so that a run
// that was cut short is finished with the same entries and never with others of the same number.
type intention struct {
	base   int64 // entries before
	tree   Tree  // the log afterwards
	leaves []NewLeaf
}

// NewLeaf is an entry that is about to be sealed.
type NewLeaf struct {
	Leaf
	Path string // for leaves.tsv
}

var errIntention = errors.New("what an unfinished seal has stored is not in its form")

const intentionHead = "gatefold-intention v1"

func (p intention) print() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s\nbase %d\nsize %d\nroot %s\n", intentionHead, p.base, p.tree.Size, encodeHash(p.tree.Root))
	for _, l := range p.leaves {
		b.WriteString("path " + l.Path + "\n")
		b.Write(l.Text())
	}
	return b.Bytes()
}

// parseIntention reads print back and nothing else.
func parseIntention(file []byte) (intention, error) {
	lines := strings.SplitAfter(string(file), "\n")
	const head, each = 4, 8
	if len(lines) < head+1 || lines[0] != intentionHead+"\n" || (len(lines)-1-head)%each != 0 || lines[len(lines)-1] != "" {
		return intention{}, fmt.Errorf("%w: it is cut, or of another version", errIntention)
	}
	field := func(line, name string) string {
		return strings.TrimSuffix(strings.TrimPrefix(line, name+" "), "\n")
	}
	base, isBase := parseIndex(field(lines[1], "base"))
	size, isSize := parseIndex(field(lines[2], "size"))
	root, isRoot := decodeHash(field(lines[3], "root"))
	if !isBase || !isSize || !isRoot {
		return intention{}, fmt.Errorf("%w: its sizes or its root", errIntention)
	}
	p := intention{base: base, tree: Tree{size, root}}
	for rest := lines[head : len(lines)-1]; len(rest) > 0; rest = rest[each:] {
		l, err := ParseLeaf([]byte(strings.Join(rest[1:each], "")))
		path := field(rest[0], "path")
		if err != nil || !isRowPath(path) {
			return intention{}, fmt.Errorf("%w: entry %d", errors.Join(errIntention, err), base+int64(len(p.leaves)))
		}
		p.leaves = append(p.leaves, NewLeaf{l, path})
	}
	if p.base+int64(len(p.leaves)) != size || !bytes.Equal(p.print(), file) {
		return intention{}, fmt.Errorf("%w: its entries are not those that it counts", errIntention)
	}
	return p, nil
}

// memory is the largest head that a key has signed for a log: it lies beside the key, so that a log
// that was put back to an older state is noticed.
type memory struct {
	origin string
	tree   Tree
}

const memoryHead = "gatefold-signed v1"

var errMemory = errors.New("the memory of what was signed is not in its form")

func (m memory) print() []byte {
	return []byte(memoryHead + "\norigin " + m.origin + "\nsize " + strconv.FormatInt(m.tree.Size, 10) + "\nroot " + encodeHash(m.tree.Root) + "\n")
}

func parseMemory(file []byte, origin string) (memory, error) {
	lines := strings.Split(string(file), "\n")
	if len(lines) == 5 {
		size, isSize := parseIndex(strings.TrimPrefix(lines[2], "size "))
		root, isRoot := decodeHash(strings.TrimPrefix(lines[3], "root "))
		m := memory{origin, Tree{size, root}}
		if isSize && isRoot && bytes.Equal(m.print(), file) {
			return m, nil
		}
	}
	return memory{}, fmt.Errorf("%w for the log %s", errMemory, origin)
}
