package cohort

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"sync"

	"github.com/gatefold/gatefold/generator/proof"
)

// settle gives every log its place among the learners, in the order of cohort.toml, and stores what is to
// be remembered before anything is told.
func (c *Cohort) settle(v Visiting, known *memories, seen []sight) ([]Visit, error) {
	first, slugs := map[string]int{}, map[string]bool{}
	for i := range seen {
		s := &seen[i]
		if s.Origin == "" {
			continue
		}
		if line, again := first[s.Origin]; again {
			seen[i] = s.twice(line)
			continue
		}
		first[s.Origin] = s.Member.Line
		if s.memory.Alias == 0 && s.changed {
			known.alias++
			s.memory.Alias = known.alias
		}
		s.name(c.Config, slugs)
	}
	if err := c.store(v, known, seen); err != nil {
		return nil, err
	}
	tellCopies(seen)
	out := make([]Visit, len(seen))
	for i, s := range seen {
		out[i] = s.Visit
	}
	return out, nil
}

// twice is what becomes of a member whose log is that of another one.
func (s sight) twice(line int) sight {
	return sight{Visit: Visit{
		Member: s.Member, Verdict: Unchecked, Origin: s.Origin,
		Details: []string{fmt.Sprintf("The member in line %d of %s has the same log: this one is left out. Take one of the two away.", line, ConfigFile)},
		Absent:  fmt.Sprintf("It is the member in line %d once more.", line),
	}}
}

// store writes the memories that have changed, and the evidence of forks, several at the same time.
func (c *Cohort) store(v Visiting, known *memories, seen []sight) error {
	if err := c.storeCount(known.alias); err != nil {
		return err
	}
	var wg sync.WaitGroup
	faults, turn := make([]error, len(seen)), make(chan struct{}, storesAtOnce)
	for i := range seen {
		s := &seen[i]
		wg.Go(func() {
			turn <- struct{}{}
			defer func() { <-turn }()
			faults[i] = errors.Join(c.storeEvidence(s), c.storeMemory(s), c.storeVisit(v, s))
		})
	}
	wg.Wait()
	return errors.Join(faults...)
}

// storesAtOnce lets the file system gather the waits for the disk of many small files.
const storesAtOnce = 32

func (c *Cohort) storeMemory(s *sight) error {
	if !s.changed || s.memory.Origin == "" {
		return nil
	}
	data, err := s.memory.print()
	if err != nil {
		return err
	}
	s.memory.hash = hashText(data)
	return proof.Replace(c.folder, memoryPath(s.memory.Origin), data)
}

// storeCount keeps the highest number that was given, so that it is given once.
func (c *Cohort) storeCount(n int) error {
	text := []byte(strconv.Itoa(n) + "\n")
	old, err := readFile(c.folder, countFile, 64)
	if err == nil && bytes.Equal(old, text) || n == 0 {
		return nil
	}
	return proof.Replace(c.folder, countFile, text)
}

const evidenceFolder = "evidence"

// maxEvidence is how many forks of one log are kept.
const maxEvidence = 1000

// storeEvidence writes the two heads of a fork, unless the same are written already.
func (c *Cohort) storeEvidence(s *sight) error {
	if s.fork == nil {
		return nil
	}
	text := s.fork.Print()
	short, _, _ := strings.Cut(s.Origin, ".")
	for n := 1; n <= maxEvidence; n++ {
		name := fmt.Sprintf("%s/%s-%d.txt", evidenceFolder, short, n)
		old, err := readFile(c.folder, name, maxForkFile)
		switch {
		case err == nil && bytes.Equal(old, text):
			s.found(name)
			return nil
		case errors.Is(err, fs.ErrNotExist):
			s.found(name)
			return proof.Replace(c.folder, name, text)
		case err != nil:
			return err
		}
	}
	return fmt.Errorf("%s holds more than %d files of one log", evidenceFolder, maxEvidence)
}

// found notes the file that shows a fork.
func (s *sight) found(evidence string) {
	s.Evidence, s.memory.Evidence, s.changed = evidence, evidence, true
}
