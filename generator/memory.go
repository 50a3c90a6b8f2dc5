package generator

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"sync"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/memo"
	"github.com/gatefold/gatefold/generator/site"
)

// Memory is what the builds of one folder remember of each other: what its files became, and what was
// found when its pages were drawn. The law: a build with a Memory gives the same bytes and problems as
// one without. Builds with one Memory must not overlap.
type Memory struct {
	version string
	records content.Memory

	mu    sync.Mutex
	drawn map[string]refusals // by project folder
	fresh bool                // drawn holds what is not saved yet
	files memo.Journal
	pages memo.Journal
	sound bool // files can be added to
	spent bool // what files became was saved and forgotten
	kept  int  // items in files
}

// refusals are what was found when a project's pages were drawn under a key.
type refusals struct {
	Folder   string
	Key      string
	Problems content.Problems
}

// OpenMemory takes up what was saved in a folder by the same version; there need not be any. version
// stands for the program: whatever it makes of a file may differ from what another one makes.
func OpenMemory(dir, version string) *Memory {
	m := &Memory{version: version, drawn: map[string]refusals{}}
	m.files = memo.Journal{Path: filepath.Join(dir, "files"), Head: "gatefold.files " + version}
	m.pages = memo.Journal{Path: filepath.Join(dir, "pages"), Head: "gatefold.pages " + version}
	var items []string
	items, m.sound = m.files.Read()
	m.kept = len(items)
	m.records.Restore(items)
	pages, _ := m.pages.Read()
	for _, item := range pages {
		var r refusals
		if json.Unmarshal([]byte(item), &r) == nil {
			m.drawn[r.Folder] = r
		}
	}
	return m
}

// Forget makes the next build read these files, whatever their sizes and times say.
func (m *Memory) Forget(paths ...string) { m.records.Forget(paths...) }

// Save keeps what was learnt for another process. What it cannot write is only worked out again.
func (m *Memory) Save() error {
	return errors.Join(m.saveFiles(), m.savePages())
}

// SaveFiles is Save for what files became, which is known as soon as Build returns, and forgets it: for a
// process that builds once and has pages to draw. Save then keeps the rest.
func (m *Memory) SaveFiles() error {
	err := m.saveFiles()
	m.records.Clear()
	m.spent = true
	return err
}

// saveFiles adds to what is kept, or writes it anew when more than half of it is out of date.
func (m *Memory) saveFiles() error {
	if m.spent {
		return nil
	}
	added := 0
	counted := func(all bool) memo.Adding {
		return func(add func([]byte) error) error {
			return m.records.Fresh(all, func(item []byte) error {
				added++
				return add(item)
			})
		}
	}
	if m.sound && m.kept <= 2*m.records.Size()+100 {
		if ok, err := m.files.Add(counted(false)); ok {
			m.kept += added
			return err
		}
	}
	err := m.files.Replace(counted(true))
	m.kept, m.sound = added, err == nil
	return err
}

func (m *Memory) savePages() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !m.fresh {
		return nil
	}
	m.fresh = false
	return m.pages.Replace(func(add func([]byte) error) error {
		for _, folder := range slices.Sorted(maps.Keys(m.drawn)) {
			item, err := json.Marshal(m.drawn[folder])
			if err != nil {
				return err
			}
			if err := add(item); err != nil {
				return err
			}
		}
		return nil
	})
}

func (m *Memory) decoded() *content.Memory {
	if m == nil {
		return nil
	}
	return &m.records
}

// found gives what drawing a group's pages found before; ok is false when it was not drawn under its key.
func (m *Memory) found(g *site.Group) (problems content.Problems, ok bool) {
	if m == nil || g.Key == "" {
		return nil, false
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	r, ok := m.drawn[g.Folder]
	return r.Problems, ok && r.Key == g.Key
}

func (m *Memory) keep(g *site.Group, problems content.Problems) {
	if m == nil || g.Key == "" {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.drawn[g.Folder] = refusals{g.Folder, g.Key, problems}
	m.fresh = true
}

// retain forgets the projects that are gone.
func (m *Memory) retain(groups []*site.Group) {
	if m == nil {
		return
	}
	there := map[string]bool{}
	for _, g := range groups {
		there[g.Folder] = true
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	for folder := range m.drawn {
		if !there[folder] {
			delete(m.drawn, folder)
			m.fresh = true
		}
	}
}

// stamp stands for all that pages are drawn with: the program, the theme and the options. It is "" when
// nothing is to be remembered.
func (b *Builder) stamp(t theme) string {
	if b.Memory == nil || b.Memory.version == "" {
		return ""
	}
	h := sha256.New()
	fmt.Fprintf(h, "%s %t\n", b.Memory.version, b.Drafts)
	if t.own {
		err := fs.WalkDir(t.files, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			body, err := fs.ReadFile(t.files, name)
			fmt.Fprintf(h, "%s %d\n", name, len(body))
			h.Write(body)
			return err
		})
		if err != nil {
			return ""
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}
