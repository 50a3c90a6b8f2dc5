package content

import (
	"io/fs"
	"os"
	"path"
	"reflect"
	"testing"
	"testing/fstest"
	"time"
)

// memoryWorld is the sample portfolio as files that can be edited.
func memoryWorld(t *testing.T) fstest.MapFS {
	t.Helper()
	world := fstest.MapFS{}
	sample := os.DirFS("../sample-portfolio")
	err := fs.WalkDir(sample, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(sample, p)
		world[p] = &fstest.MapFile{Data: data, Mode: 0o644, ModTime: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return world
}

// reading counts the files that are opened.
type reading struct {
	fs.FS
	opened map[string]int
}

func (r reading) Open(name string) (fs.File, error) {
	r.opened[name]++
	return r.FS.Open(name)
}

func (r reading) Stat(name string) (fs.FileInfo, error) { return fs.Stat(r.FS, name) }

func (r reading) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(r.FS, name) }

func fresh(t testing.TB, m *Memory, all bool) (items []string) {
	t.Helper()
	err := m.Fresh(all, func(item []byte) error {
		items = append(items, string(item))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return items
}

func mustLoad(t *testing.T, fsys fs.FS, opt LoadOptions) (*Portfolio, Problems) {
	t.Helper()
	p, problems, err := Load(fsys, opt)
	if err != nil || p == nil {
		t.Fatal(problems, err)
	}
	return p, problems
}

func sameLoad(t *testing.T, fsys fs.FS, opt LoadOptions) {
	t.Helper()
	want, wantProblems := mustLoad(t, fsys, LoadOptions{Drafts: opt.Drafts})
	got, gotProblems := mustLoad(t, fsys, opt)
	if !reflect.DeepEqual(gotProblems, wantProblems) {
		t.Errorf("problems\n%v\nwant\n%v", gotProblems, wantProblems)
	}
	if len(got.Projects) != len(want.Projects) {
		t.Fatalf("%d projects, want %d", len(got.Projects), len(want.Projects))
	}
	for i := range got.Projects {
		if !reflect.DeepEqual(got.Projects[i], want.Projects[i]) {
			t.Errorf("project %s differs", want.Projects[i].Slug)
		}
	}
	got.Projects, want.Projects, got.Links, want.Links = nil, nil, nil, nil
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v\nwant\n%+v", got, want)
	}
}

func TestMemoryIsAsAFreshLoad(t *testing.T) {
	world := memoryWorld(t)
	world["projects/erp-cloud/meetings/odd.md"] = &fstest.MapFile{Data: []byte("+++\nforum = 7\n+++\nSee R-99 and D-01.\n")}
	world["projects/erp-cloud/sla.xlsx"] = &fstest.MapFile{Data: []byte(workbook(t, sheet{name: "SLA", rows: [][]any{{"The levels"}, {"Ticket", "Vendor", "SLA metric", "Target", "Mood"}, {"S-1", "Vendor N", "Response", 4, "see R-99"}, {"S-1", "Vendor N", "Response", "four", ""}}}))}
	delete(world, "projects/warehouse-wifi/raid.csv")
	world["projects/warehouse-wifi/raid.xlsx"] = &fstest.MapFile{Data: []byte(workbook(t, sheet{name: "Risks", rows: [][]any{{"ID", "Title", "Score", "Probability", "Impact"}, {"R-1", "T", 9, 4, 4}}}, sheet{name: "Issues", rows: [][]any{{"Title", "ID", "Due"}, {"See R-7", "I-1", "2025-02-30"}}}))}
	m := &Memory{}
	sameLoad(t, world, LoadOptions{Memory: m})
	sameLoad(t, world, LoadOptions{Memory: m}) // all remembered
	items := fresh(t, m, true)
	restored := &Memory{}
	restored.Restore(items)
	sameLoad(t, world, LoadOptions{Memory: restored})
	sameLoad(t, world, LoadOptions{Memory: restored, Drafts: true})
}

func TestMemoryReadsOnlyWhatChanged(t *testing.T) {
	world := memoryWorld(t)
	settled := SettledAt(time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC))
	m := &Memory{}
	mustLoad(t, world, LoadOptions{Memory: m, Settled: settled})
	items := fresh(t, m, true)
	m = &Memory{}
	m.Restore(items)

	edited := "projects/erp-cloud/raid.csv"
	world[edited] = &fstest.MapFile{Data: world[edited].Data, ModTime: time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)}
	r := reading{world, map[string]int{}}
	mustLoad(t, r, LoadOptions{Memory: m, Settled: settled})
	for name := range r.opened {
		if name != edited && name != "portfolio.toml" && path.Base(name) != artifactsFile && world[name] != nil {
			t.Errorf("%s was read, though nothing changed in it", name)
		}
	}
	if r.opened[edited] == 0 {
		t.Errorf("%s was not read, though its time changed", edited)
	}
	if items := fresh(t, m, false); len(items) != 1 {
		t.Errorf("%d items are new, want the one file whose time changed", len(items))
	}
	m.Forget(edited)
	r = reading{world, map[string]int{}}
	mustLoad(t, r, LoadOptions{Memory: m, Settled: settled})
	if r.opened[edited] == 0 {
		t.Error("what was forgotten was not read again")
	}
}

// TestMemoryDoubtsYoungFiles keeps an edit within one tick of the clock from going unseen.
func TestMemoryDoubtsYoungFiles(t *testing.T) {
	world := memoryWorld(t)
	looked := time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC)
	name := "projects/erp-cloud/project.toml"
	young := *world[name]
	young.ModTime = looked.Add(-settledBefore / 2)
	world[name] = &young
	m := &Memory{}
	mustLoad(t, world, LoadOptions{Memory: m, Settled: SettledAt(looked)})
	r := reading{world, map[string]int{}}
	mustLoad(t, r, LoadOptions{Memory: m, Settled: SettledAt(looked.Add(time.Hour))})
	if r.opened[name] == 0 {
		t.Error("a file that was young when it was read is trusted by its time")
	}
}

func TestMemoryForgetsWhatIsGone(t *testing.T) {
	world := memoryWorld(t)
	m := &Memory{}
	mustLoad(t, world, LoadOptions{Memory: m})
	before := m.Size()
	delete(world, "projects/erp-cloud/raid.csv")
	mustLoad(t, world, LoadOptions{Memory: m})
	if m.Size() != before-1 {
		t.Errorf("%d files are remembered, want %d", m.Size(), before-1)
	}
}

// TestMemoryOfTornItems: an item that cannot be unpacked is as if it had never been kept.
func TestMemoryOfTornItems(t *testing.T) {
	world := memoryWorld(t)
	m := &Memory{}
	mustLoad(t, world, LoadOptions{Memory: m})
	var torn []string
	for _, item := range fresh(t, m, true) {
		torn = append(torn, item[:len(item)-len(item)/3])
	}
	m = &Memory{}
	m.Restore(torn)
	gone := "projects/erp-cloud/raid.csv"
	delete(m.known, gone)
	m.known[gone] = &remembered{kept: "\xff"}
	m.restored(m.known[gone], gone, newPlan(Kinds()[0]))
	if items := fresh(t, m, true); len(items) != len(torn)-1 {
		t.Errorf("%d items are kept, want all but the one that could not be unpacked, %d", len(items), len(torn)-1)
	}
	sameLoad(t, world, LoadOptions{Memory: m})
}

// FuzzRestore gives a Memory any bytes: it must take them for nothing, and never panic.
func FuzzRestore(f *testing.F) {
	m := &Memory{}
	if _, _, err := Load(os.DirFS("../sample-portfolio"), LoadOptions{Memory: m}); err != nil {
		f.Fatal(err)
	}
	items := fresh(f, m, true)
	for _, item := range items {
		f.Add(item)
	}
	f.Fuzz(func(t *testing.T, item string) {
		for _, k := range append(Kinds(), Kind{}) {
			m := &Memory{}
			m.Restore([]string{item})
			for p, r := range m.known {
				if k.New == nil {
					m.restored(r, p, nil)
				} else {
					m.restored(r, p, newPlan(k))
				}
			}
		}
	})
}
