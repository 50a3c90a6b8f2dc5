package devserver

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"

	"github.com/gatefold/gatefold/content"
)

// lateLook stands for the look at what a build left out. It finds what a test says, when it says so.
type lateLook struct {
	asked   chan context.Context // of each look that was begun
	answer  chan func() (content.Problems, error)
	stopped func() (content.Problems, error) // what one finds that was stopped
	running atomic.Int64
}

// lateBench is a bench by hand with a lateLook; no build may begin while somebody looks.
func lateBench(t *testing.T) (*bench, *lateLook) {
	t.Helper()
	look := &lateLook{asked: make(chan context.Context, 100), answer: make(chan func() (content.Problems, error))}
	look.stopped = func() (content.Problems, error) { return nil, errors.New("stopped") }
	b := newBench(t, func(b *bench, cfg *Config) {
		byHand(b, cfg)
		b.during = func() {
			if look.running.Load() != 0 {
				t.Error("a build and a look at the same time")
			}
		}
		cfg.Rest = func(ctx context.Context) (content.Problems, error) {
			look.running.Add(1)
			defer look.running.Add(-1)
			look.asked <- ctx
			select {
			case find := <-look.answer:
				return find()
			case <-ctx.Done():
				return look.stopped()
			}
		}
	})
	return b, look
}

// finds lets the look that runs end, and waits until the preview took it up.
func (l *lateLook) finds(b *bench, find func() (content.Problems, error)) {
	ctx := <-l.asked
	l.answer <- find
	<-ctx.Done()
	b.settle()
}

func late(messages ...string) func() (content.Problems, error) {
	var problems content.Problems
	for _, m := range messages {
		problems = append(problems, content.Problem{Severity: content.Warning, Path: "projects/a/raid.csv", Message: m})
	}
	return func() (content.Problems, error) { return problems, nil }
}

// wantQuiet: nothing was reported since what was wanted last.
func (b *bench) wantQuiet() {
	b.t.Helper()
	select {
	case got := <-b.builds:
		b.t.Fatalf("reported for %q: %v", got.Changed, got.Problems)
	default:
	}
}

func wantMessages(t *testing.T, findings []Finding, want ...string) {
	t.Helper()
	var got []string
	for _, f := range findings {
		got = append(got, f.Message)
	}
	if !slices.Equal(got, want) {
		t.Errorf("problems %q, want %q", got, want)
	}
}

// TestFoundLate: what is found while the site is shown appears beside the same site, once.
func TestFoundLate(t *testing.T) {
	b, look := lateBench(t)
	before := b.s.shown()
	lines := openStream(t, b.s, "url=/&page="+before.versionAt("/")+"&style="+before.style())
	if name, data := next(t, lines); name != "problems" || strings.Contains(data, "message") {
		t.Fatal(name, data)
	}
	look.finds(b, late("a level too many", "a picture too large"))
	got := b.want()
	wantMessages(t, got.Problems, "a level too many", "a picture too large")
	if got.Kept || got.Files == 0 || b.s.shown().site != before.site {
		t.Error("not the same site", got)
	}
	if name, data := next(t, lines); name != "problems" || !strings.Contains(data, "a level too many") {
		t.Error("the page was told", name, data)
	}
	b.wantQuiet()

	b.write("projects/b/project.toml", "mended")
	b.tell(fsnotify.Write, "projects/b/project.toml")
	b.settle()
	wantMessages(t, b.want("projects/b/project.toml").Problems)
	look.finds(b, late("a level too many"))
	wantMessages(t, b.want("projects/b/project.toml").Problems, "a level too many")
	b.wantQuiet()
}

// TestNothingFoundLate: a build is not reported twice when there is no more to say.
func TestNothingFoundLate(t *testing.T) {
	b, look := lateBench(t)
	look.finds(b, late())
	b.wantQuiet()
	b.write("projects/a/raid.csv", "broken")
	b.tell(fsnotify.Write, "projects/a/raid.csv")
	b.settle()
	known := b.want("projects/a/raid.csv")
	wantMessages(t, known.Problems, "projects/a/raid.csv is broken")
	look.finds(b, late("projects/a/raid.csv is broken"))
	b.wantQuiet()
}

// TestLateLookIsStopped: a new build ends the look at what the last one left out, and hears nothing of it.
func TestLateLookIsStopped(t *testing.T) {
	for name, stopped := range map[string]func() (content.Problems, error){
		"error":    func() (content.Problems, error) { return nil, context.Canceled },
		"problems": late("of the build before"),
		"crash":    func() (content.Problems, error) { panic("cut off") },
	} {
		t.Run(name, func(t *testing.T) {
			b, look := lateBench(t)
			look.stopped = stopped
			first := <-look.asked
			b.write("projects/a/raid.csv", "two")
			b.tell(fsnotify.Write, "projects/a/raid.csv")
			wantMessages(t, b.want("projects/a/raid.csv").Problems)
			if first.Err() == nil {
				t.Error("the first look was not told to stop")
			}
			b.settle()
			b.wantQuiet()
			look.finds(b, late("of this build"))
			wantMessages(t, b.want("projects/a/raid.csv").Problems, "of this build")
			b.wantQuiet()
		})
	}
}

// TestLateLookBreaks: a crash is one more problem beside those of the build, and the next build goes on.
func TestLateLookBreaks(t *testing.T) {
	const crashed, failed = "The site could not be built: the build broke off: no ink.", "The site could not be built: no paper."
	for name, c := range map[string]struct {
		find func() (content.Problems, error)
		want []string
	}{
		"crash": {func() (content.Problems, error) { panic("no ink") }, []string{crashed}},
		"error": {func() (content.Problems, error) { return nil, errors.New("no paper") }, []string{failed}},
	} {
		for _, broken := range [][]string{nil, {"projects/a/raid.csv"}, {"projects/a/raid.csv", "projects/b/project.toml"}} {
			t.Run(name+" beside "+strings.Join(broken, " "), func(t *testing.T) {
				b, look := lateBench(t)
				var known []string
				for _, rel := range broken {
					b.write(rel, "broken")
					known = append(known, rel+" is broken")
				}
				b.wantNone()
				<-look.asked // of the first build
				look.finds(b, c.find)
				wantMessages(t, b.want().Problems, append(slices.Clone(known), c.want...)...)
				b.wantQuiet()
				b.wantNone()
				wantMessages(t, b.s.shown().findings, known...)
			})
		}
	}
}

// TestNoLateLookWithoutASite: a build that gave no site left nothing out.
func TestNoLateLookWithoutASite(t *testing.T) {
	b, look := lateBench(t)
	<-look.asked
	b.write("portfolio.toml", "broken")
	b.tell(fsnotify.Write, "portfolio.toml")
	if got := b.want("portfolio.toml"); !got.Kept {
		t.Fatal("it gave a site")
	}
	b.settle()
	if len(look.asked) > 0 || look.running.Load() > 0 {
		t.Error("somebody looks")
	}
	b.write("portfolio.toml", "title")
	b.tell(fsnotify.Write, "portfolio.toml")
	b.advance(time.Second)
	b.want("portfolio.toml")
	<-look.asked // left running: the end of the preview ends it
}
