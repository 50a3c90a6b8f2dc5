package cohort

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/gatefold/gatefold/generator/proof"
	"github.com/gatefold/gatefold/generator/verify"
)

// Visiting is how a round of visits goes.
type Visiting struct {
	Now       time.Time         // of the round; what is shown is dated by its day in UTC
	Transport http.RoundTripper // for addresses; nil for Network as [limits] has it
	AtOnce    int               // how many sites are visited at the same time, at least 1
	Full      bool              // nothing is taken for unchanged without being read
	// Progress, which may be nil, is told how many of all are done; one call at a time.
	Progress func(done, all int)
}

func (v Visiting) day() string { return v.Now.UTC().Format(time.DateOnly) }

// Visit is what one member's site came to.
type Visit struct {
	Member   Member
	Verdict  Verdict
	Origin   string   // of the log; "" when none is known
	Size     int64    // entries of the log as the site shows it
	Was      int64    // the most that were seen before
	Details  []string // what was found, in sentences
	Evidence string   // the path of the file that shows a fork, in the cohort's folder; "" for none
	Checked  string   // the day on which the site was last read from one end to the other; "" for never
	Learner  *Learner // what may be shown; nil for nothing
	Absent   string   // why the learner is not shown, in a sentence; "" when they are
	Records  []Record // what they have published, for the coach alone; nil for who is not to be shown
}

// Visits visits every member of the cohort, and remembers what it saw before it tells. Members are in the
// order of cohort.toml. Whatever is wrong with one of them is in its Visit; the error is of the
// cohort's own folder, or of ctx.
func (c *Cohort) Visits(ctx context.Context, v Visiting) ([]Visit, error) {
	release, err := c.folder.Lock(memoryFolder + "/lock")
	if err != nil {
		return nil, err
	}
	defer release()
	known, err := readMemories(c.folder)
	if err != nil {
		return nil, err
	}
	seen := c.seeAll(ctx, v, known)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return c.settle(v, known, seen)
}

// seeAll looks at all members, several at the same time.
func (c *Cohort) seeAll(ctx context.Context, v Visiting, known *memories) []sight {
	out := make([]sight, len(c.Members))
	next, done := make(chan int), 0
	var wg sync.WaitGroup
	var telling sync.Mutex
	for range min(max(v.AtOnce, 1), len(c.Members)) {
		wg.Go(func() {
			for i := range next {
				out[i] = c.seeInTime(ctx, v, known, c.Members[i])
				telling.Lock()
				if done++; v.Progress != nil {
					v.Progress(done, len(out))
				}
				telling.Unlock()
			}
		})
	}
	for i := range c.Members {
		if ctx.Err() != nil {
			break
		}
		next <- i
	}
	close(next)
	wg.Wait()
	return out
}

// seeInTime is see within the time that one site may take. Who does not come back by then, because the
// system keeps the call, is not waited for, and a fault of ours at one site is told as one.
func (c *Cohort) seeInTime(ctx context.Context, v Visiting, known *memories, m Member) sight {
	ctx, cancel := context.WithTimeout(ctx, time.Duration(c.Limits.Seconds)*time.Second)
	defer cancel()
	result := make(chan sight, 1)
	go func() {
		defer func() {
			if fault := recover(); fault != nil {
				result <- sight{Visit: Visit{
					Member: m, Verdict: Unchecked, Details: []string{fmt.Sprintf("Gatefold broke at this site, which is a fault of gatefold: %.300v.", fault)},
					Absent: "Their site could not be checked.",
				}}
			}
		}()
		result <- c.see(ctx, v, known, m)
	}()
	select {
	case s := <-result:
		return s
	case <-ctx.Done():
		old, _ := known.of(m.Key)
		s := sight{Visit: Visit{Member: m, Origin: old.Origin, Was: old.largest(), Verdict: Unreachable, Details: []string{c.tooSlow()}}, memory: old}
		s.outage(c, v, known)
		return s
	}
}

func (c *Cohort) tooSlow() string {
	return fmt.Sprintf("It took longer than the %d seconds that [limits] allows.", c.Limits.Seconds)
}

// see opens a site, checks it, and compares it with what is remembered.
func (c *Cohort) see(ctx context.Context, v Visiting, known *memories, m Member) sight {
	old, _ := known.of(m.Key)
	s := sight{Visit: Visit{Member: m, Origin: old.Origin, Was: old.largest()}, memory: old}
	site, err := open(c.dir, m, c.Limits, v.Transport)
	if errors.Is(err, verify.ErrZip) {
		s.Verdict, s.Details, s.Absent = Unchecked, []string{upper(err.Error()) + "."}, "Their zip cannot be read safely."
		return s
	}
	if err != nil {
		s.Verdict, s.Details = Unreachable, []string{sentence("It could not be opened", err)}
		s.outage(c, v, known)
		return s
	}
	defer site.close()
	if l, ok := c.last(m, known); ok && s.unchanged(ctx, c, v, site, l) {
		s.kept = true
		return s
	}
	s.stamp, _ = c.stamp(ctx, v, m, site) // taken before it is read: what changes meanwhile is read once more
	r := verify.Check(ctx, site, verify.Options{Key: m.Key, Policy: c.policy, Keep: c.wanted})
	s.Checked = v.day()
	s.judge(c, v, known, r)
	switch {
	case s.Verdict == Unreachable:
		if s.Checked = ""; errors.Is(ctx.Err(), context.DeadlineExceeded) {
			s.Details = []string{c.tooSlow()}
		}
		s.outage(c, v, known)
	case s.Learner == nil && s.Absent == "":
		s.Absent = "Their site is not as it should be: " + string(s.Verdict) + "."
	}
	return s
}

// wanted are the files that are taken from a site.
func (c *Cohort) wanted(path string) bool {
	return path == portfolioPath || isRegister(path) || path == c.consentPath() || path == c.consentPath()+proof.SignatureTail
}

func (c *Cohort) consentPath() string { return "proof/consent/" + c.Name + ".txt" }

const portfolioPath = "data/portfolio.json"

func sentence(what string, err error) string { return what + ": " + err.Error() + "." }

// Learners are those who may be shown, in the order of cohort.toml: all that a showcase is given.
func Learners(visits []Visit) []Learner {
	var out []Learner
	for _, v := range visits {
		if v.Learner != nil {
			out = append(out, *v.Learner)
		}
	}
	return out
}
