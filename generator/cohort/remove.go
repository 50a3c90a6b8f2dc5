package cohort

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/gatefold/gatefold/generator/proof"
)

// Removal is what became of taking a member out.
type Removal struct {
	Member   Member
	Looked   []Trace  // what was looked for
	Nameless bool     // their name is not known here, and was not looked for
	Deleted  []string // files, from the cohort's folder
	Files    int      // that were searched
	Left     []Left   // what is still there
}

// Left is a place where something of a member is left.
type Left struct {
	Path string // of the file, that of a file within a zip after "!"
	What string // is left there
}

// ErrNoMember: nobody of that name, or several.
var ErrNoMember = errors.New("this is no member of the cohort")

// Remove takes a member out of cohort.toml, of the memory and of everything that was made of their site in
// this folder. Of the memory nothing stays but what names nobody: the hash of the name of their log, its
// largest size, and its root. who is a site, a fingerprint, a note, an alias or the short name of a log;
// also are further texts to look for, such as other spellings of a name. What is left is for Search. The
// error is ErrNoMember.
func (c *Cohort) Remove(ctx context.Context, v Visiting, who string, also ...string) (Removal, error) {
	release, err := c.folder.Lock(memoryFolder + "/lock")
	if err != nil {
		return Removal{}, err
	}
	defer release()
	known, err := readMemories(c.folder)
	if err != nil {
		return Removal{}, err
	}
	m, err := c.find(who, known)
	if err != nil {
		return Removal{}, err
	}
	r := Removal{Member: m}
	mem, _ := known.of(m.Key)
	name := c.nameOf(ctx, v, m, known)
	r.Nameless = name == ""
	r.Looked = tracesOf(m, mem, append([]string{name}, also...))
	return r, c.forget(m, mem, &r)
}

// find is the one member that is meant.
func (c *Cohort) find(who string, known *memories) (Member, error) {
	var found []Member
	for _, m := range c.Members {
		mem, _ := known.of(m.Key)
		names := []string{m.Site, m.Key, m.Note, mem.Origin}
		if short, _, ok := strings.Cut(mem.Origin, "."); ok {
			names = append(names, short, short[:slugLength], fmt.Sprintf("Learner %d", mem.Alias))
		}
		if who != "" && slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, who) }) {
			found = append(found, m)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return Member{}, fmt.Errorf("%w: %.100q. Name the site, the key or the note as it stands in %s", ErrNoMember, who, ConfigFile)
	}
	return Member{}, fmt.Errorf("%w: %d members are called %.100q. Name the key of the one you mean", ErrNoMember, len(found), who)
}

// nameOf is the member's name, as far as it can be found out: nobody but the learner has to know it here.
func (c *Cohort) nameOf(ctx context.Context, v Visiting, m Member, known *memories) string {
	if l, ok := c.last(m, known); ok && l.Learner != nil && l.Learner.Name != "" {
		return l.Learner.Name
	}
	site, err := open(c.dir, m, c.Limits, v.Transport)
	if err != nil {
		return ""
	}
	defer site.close()
	in, err := site.Open(ctx, portfolioPath)
	if err != nil {
		return ""
	}
	defer in.Close()
	data, err := io.ReadAll(io.LimitReader(in, maxPortfolio+1))
	if err != nil {
		return ""
	}
	p, _ := parsePublished(data)
	return plainText(p.Owner.Name, shortText)
}

// forget deletes what is kept of a member, cohort.toml last: until then the command can be given again.
func (c *Cohort) forget(m Member, mem memory, r *Removal) error {
	text, err := readFile(c.folder, ConfigFile, maxConfig)
	if err != nil {
		return err
	}
	without, err := withoutMember(text, m, c.Config)
	if err != nil {
		return err
	}
	if mem.Origin != "" {
		nameless, err := mem.nameless().print()
		if err == nil {
			err = proof.Replace(c.folder, memoryPath(mem.Origin), nameless)
		}
		if err != nil {
			return err
		}
	}
	if err := c.folder.Remove(visitPath(m)); err != nil {
		return err
	}
	for _, top := range []string{"private", "public", evidenceFolder} {
		if err := c.deleteTraces(top, r); err != nil {
			return err
		}
	}
	return proof.Replace(c.folder, ConfigFile, without)
}

// nameless is what stays of a memory.
func (m memory) nameless() memory {
	out := memory{Schema: memorySchema, Removed: true, Size: m.Size, Root: m.Root}
	if n := len(m.Heads); n > 0 && m.Heads[n-1].Size >= m.Size {
		out.Size, out.Root = m.Heads[n-1].Size, m.Heads[n-1].Root
	}
	return out
}

// deleteTraces deletes every file in which something of the member is found.
func (c *Cohort) deleteTraces(top string, r *Removal) error {
	seek := newSeeker(r.Looked)
	var folders []string // of telling names
	err := fs.WalkDir(c.folder, top, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if len(seek.in(nil, path, strings.NewReader(path))) > 0 {
				folders = append(folders, path)
			}
			return nil
		}
		hits, err := seek.file(c.folder, path, d)
		if err != nil || len(hits) == 0 {
			return err
		}
		r.Deleted = append(r.Deleted, path)
		return c.root.Remove(path)
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, path := range slices.Backward(folders) {
		_ = c.root.Remove(path) // one that is not empty is found again by the search
	}
	return err
}

// withoutMember is cohort.toml without the lines of one [[member]]. Comments stay.
func withoutMember(text []byte, m Member, before Config) ([]byte, error) {
	lines := strings.SplitAfter(string(text), "\n")
	from := m.Line - 1
	if from < 0 || from >= len(lines) || !strings.HasPrefix(strings.TrimSpace(lines[from]), "[[") {
		return nil, errByHand(m)
	}
	end := from + 1
	for i := end; i < len(lines) && !strings.HasPrefix(strings.TrimSpace(lines[i]), "["); i++ {
		if line := strings.TrimSpace(lines[i]); line != "" && line[0] != '#' {
			end = i + 1
		}
	}
	for end < len(lines) && strings.TrimSpace(lines[end]) == "" {
		end++
	}
	out := strings.Join(slices.Concat(lines[:from], lines[end:]), "")
	now, mistakes := ParseConfig([]byte(out))
	var rest []Member
	for _, other := range before.Members {
		if other != m {
			rest = append(rest, other)
		}
	}
	for i := range min(len(rest), len(now.Members)) {
		rest[i].Line = now.Members[i].Line
	}
	if len(mistakes) > 0 || !reflect.DeepEqual(rest, now.Members) {
		return nil, errByHand(m)
	}
	return []byte(out), nil
}

func errByHand(m Member) error {
	return fmt.Errorf("the member in line %d of %s is not written as a [[member]] with a line for each setting. Write it so, and give the command again", m.Line, ConfigFile)
}

// tracesOf are the texts by which a member could be recognised.
func tracesOf(m Member, mem memory, names []string) []Trace {
	var out []Trace
	add := func(what, text string) {
		text = strings.TrimSpace(text)
		if len([]rune(text)) >= 3 && !slices.ContainsFunc(out, func(t Trace) bool { return t.Text == text }) {
			out = append(out, Trace{what, text})
		}
	}
	for _, n := range names {
		add("the name", n)
	}
	add("your note", m.Note)
	if u, err := url.Parse(m.Site); err == nil && isAddress(m.Site) {
		add("the address", strings.TrimSuffix(u.Host+u.Path, "/"))
	} else {
		add("the place of the site", m.Site)
	}
	add("the fingerprint", strings.TrimPrefix(m.Key, "SHA256:"))
	for _, k := range mem.keys {
		add("a fingerprint", strings.TrimPrefix(k.Fingerprint(), "SHA256:"))
	}
	if short, _, ok := strings.Cut(mem.Origin, "."); ok {
		add("the name of the log", short)
		add("the short name of the log", short[:slugLength])
	}
	return out
}

func (t Trace) String() string { return t.What + " " + strconv.Quote(t.Text) }
