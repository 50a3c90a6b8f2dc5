package proof

import (
	"errors"
	"fmt"
)

// Chain follows the revisions of every id through a log: revision 1 has no predecessor, each later
// one names the entry of the one before. The zero Chain is that of an empty log.
type Chain struct{ newest map[string]Place }

// Place is where a revision stands in a log.
type Place struct {
	Index int64
	Rev   int
}

// ErrChain: an entry is not the next revision of its id.
var ErrChain = errors.New("the revisions of an entry do not follow one another")

// Newest is where the newest revision of an id stands, false when there is none.
func (c *Chain) Newest(id string) (Place, bool) {
	p, ok := c.newest[id]
	return p, ok
}

// Next are the Rev and Prev of the next leaf of an id.
func (c *Chain) Next(id string) (rev int, prev int64) {
	if p, ok := c.newest[id]; ok {
		return p.Rev + 1, p.Index
	}
	return 1, NoPrev
}

// Add follows the log by one leaf. Where the error is ErrChain, the chain goes on from that leaf.
func (c *Chain) Add(index int64, l Leaf) error {
	rev, prev := c.Next(l.ID)
	c.set(index, l.ID, l.Rev)
	if l.Rev != rev || l.Prev != prev {
		return fmt.Errorf("%w: entry %d is revision %d of %s after entry %d, and should be revision %d after entry %d (%d for none)",
			ErrChain, index, l.Rev, l.ID, l.Prev, rev, prev, NoPrev)
	}
	return nil
}

func (c *Chain) set(index int64, id string, rev int) {
	if c.newest == nil {
		c.newest = map[string]Place{}
	}
	c.newest[id] = Place{index, rev}
}

func chainOf(rows []Row) *Chain {
	c := &Chain{}
	for _, r := range rows {
		c.set(r.Index, r.ID, r.Rev)
	}
	return c
}
