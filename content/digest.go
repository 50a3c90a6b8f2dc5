package content

import (
	"crypto/sha256"
	"fmt"
	"io"
)

// note keeps the sum of a file that was read.
func (l *loader) note(path string, sum Sum) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.sums[path] = sum
}

// sum is Project.Sum: of its slug, of the names and bytes of its files, and of its artifacts' names and
// sizes.
func (l *loader) sum(p *project) Sum {
	h := sha256.New()
	file := func(path string) {
		sum := l.sums[path] // zero for one that could not be read
		io.WriteString(h, path)
		h.Write([]byte{0})
		h.Write(sum[:])
	}
	file(p.slug)
	file(p.file.meta.Pos.Path)
	file(p.described)
	for _, k := range l.plans {
		if j := p.registers[k.kind.Name]; j != nil {
			file(j.path)
		}
		for _, j := range p.documents[k.kind.Name] {
			file(j.path)
		}
	}
	for _, a := range p.artifacts {
		fmt.Fprintf(h, "%s\x00%d\x00%t", a.Path, a.Size, a.Withhold)
	}
	return Sum(h.Sum(nil))
}
