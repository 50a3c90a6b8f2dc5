package seal

import (
	"bytes"
	"crypto/ed25519"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/proof"
	"github.com/gatefold/gatefold/generator/site"
)

// world is an author with a portfolio and a log.
type world struct {
	t      testing.TB
	files  fstest.MapFS
	id     proof.Identity
	folder proof.DiskFolder
	memory proof.DiskFolder
	store  proof.Store
}

func newWorld(t testing.TB) *world {
	t.Helper()
	w := &world{t: t, files: fstest.MapFS{}}
	id, err := proof.NewIdentity(bytes.NewReader(bytes.Repeat([]byte{7}, 32)))
	if err != nil {
		t.Fatal(err)
	}
	w.id, w.folder, w.memory = id, w.open(t.TempDir()), w.open(t.TempDir())
	keys := proof.SignKeys(proof.NewKeys(id, time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)), id, nil)
	for name, body := range proof.KeyHistoryFiles([]proof.SignedKeys{keys}) {
		if err := w.folder.Write(name, body); err != nil {
			t.Fatal(err)
		}
	}
	history, err := proof.CheckKeyHistory([]proof.SignedKeys{keys})
	if err != nil {
		t.Fatal(err)
	}
	w.store = proof.Store{Folder: w.folder, Origin: history.Origin(), Keys: history.LogKeys()}
	w.write("portfolio.toml", "schema = 1\n[owner]\nname = \"Ada\"\n")
	w.write("projects/p/project.toml", "title = \"P\"\nbasis = \"personal\"\nrole = \"Lead\"\n")
	return w
}

func (w *world) open(dir string) proof.DiskFolder {
	w.t.Helper()
	f, err := proof.OpenFolder(dir)
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { f.Close() })
	return f
}

func (w *world) write(name, text string) { w.files[name] = &fstest.MapFile{Data: []byte(text)} }

func (w *world) items() []Item {
	w.t.Helper()
	p, _, err := content.Load(w.files, content.LoadOptions{})
	if err != nil {
		w.t.Fatal(err)
	}
	items, err := Items(p, w.files)
	if err != nil {
		w.t.Fatal(err)
	}
	return items
}

// seal seals the portfolio as it is.
func (w *world) seal(opt Options) Plan {
	w.t.Helper()
	plan, err := w.grow(w.items(), opt)
	if err != nil {
		w.t.Fatal(err)
	}
	return plan
}

func (w *world) grow(items []Item, opt Options) (plan Plan, err error) {
	stored, faults := ReadStored(w.folder)
	if len(faults) > 0 {
		return plan, faults[0]
	}
	signer := proof.LogSigner{Keys: []ed25519.PrivateKey{w.id.LogKey()}, Memory: w.memory}
	_, err = w.store.Grow(signer, nil, func(state proof.State) ([]proof.NewLeaf, error) {
		entries, err := w.store.Entries(state)
		if err != nil {
			return nil, err
		}
		if plan, err = NewPlan(items, state, entries, stored, SecretsOf([]proof.Identity{w.id}), opt); err != nil {
			return nil, err
		}
		return plan.Leaves, WriteStored(w.folder, plan.Stored)
	})
	return plan, err
}

// witnessed has a witness sign the newest head.
func (w *world) witnessed(coach proof.Identity, at time.Time) {
	w.t.Helper()
	key := proof.VerifierKey{Name: "coach.example", Kind: proof.KindCosignKey, Key: coach.CosignKey(0).Public().(ed25519.PublicKey)}
	head, err := w.store.Head()
	if err != nil {
		w.t.Fatal(err)
	}
	head, err = head.With(proof.Cosign(head, key.Name, coach.CosignKey(0), at))
	if err == nil {
		err = w.store.Archive(head)
	}
	if err == nil {
		err = w.folder.Write("policy.txt", proof.Policy{Witnesses: []proof.PolicyKey{{Name: "sam", Key: key}}, Quorum: "sam"}.Print())
	}
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) known() (Known, *Log) {
	w.t.Helper()
	log, err := Read(w.folder)
	if err != nil {
		w.t.Fatal(err)
	}
	known, err := log.Know(w.items())
	if err != nil {
		w.t.Fatal(err)
	}
	return known, log
}

// TestKnow follows a record through its states.
func TestKnow(t *testing.T) {
	w := newWorld(t)
	coach, err := proof.NewIdentity(bytes.NewReader(bytes.Repeat([]byte{9}, 32)))
	if err != nil {
		t.Fatal(err)
	}
	if log, err := Read(w.folder); log != nil || err != nil {
		t.Fatalf("a log that is not there: %v, %v", log, err)
	}
	const place = "p/raid/R-01"
	register := func(title string) {
		w.write("projects/p/raid.csv", "ID,Type,Title,Date raised,Withhold\nR-01,risk,"+title+",2026-03-02,\nR-02,risk,Secret,2026-03-02,yes\n")
	}
	check := func(state site.SealState, rev int, first, newest string) {
		t.Helper()
		known, _ := w.known()
		e := known.Evidence.Records[place]
		if e.State != state || e.Rev != rev || e.First.On.String() != first || e.Newest.On.String() != newest {
			t.Errorf("%+v, not state %d, revision %d, seen %s and %s", e, state, rev, first, newest)
		}
		if published := state == site.Sealed || state == site.Seen; published != has(known, place) {
			t.Errorf("state %d, and published: %t", state, !published)
		}
		if _, ok := known.Evidence.Records["p/raid/R-02"]; ok || known.Evidence.Private < 1 {
			t.Errorf("what is withheld is shown, or not counted: %d", known.Evidence.Private)
		}
	}
	register("Late")
	w.seal(Options{})
	check(site.Sealed, 1, "", "")
	w.witnessed(coach, time.Date(2026, 3, 9, 12, 0, 0, 0, time.UTC))
	check(site.Seen, 1, "2026-03-09", "2026-03-09")
	register("Very late")
	check(site.Edited, 1, "2026-03-09", "2026-03-09")
	w.seal(Options{})
	check(site.Sealed, 2, "2026-03-09", "")
	w.witnessed(coach, time.Date(2026, 3, 30, 12, 0, 0, 0, time.UTC))
	check(site.Seen, 2, "2026-03-09", "2026-03-30")
	w.write("projects/p/raid.toml", "[[raid]]\nid = \"R-03\"\ntype = \"risk\"\ntitle = \"New\"\n")
	delete(w.files, "projects/p/raid.csv")
	known, _ := w.known()
	if e, ok := known.Evidence.Records["p/raid/R-03"]; !ok || e.State != site.NotSealed {
		t.Errorf("got %+v, %t", e, ok)
	}
	var weeks []string
	for _, week := range known.Evidence.Weeks {
		weeks = append(weeks, fmt.Sprint(week.Monday, " ", week.Parties))
	}
	if got := strings.Join(weeks, ", "); got != "2026-03-09 1, 2026-03-16 0, 2026-03-23 0, 2026-03-30 1" {
		t.Error(got)
	}
}

func has(k Known, place string) bool {
	for _, p := range k.published {
		if p.stored.Place == place {
			return true
		}
	}
	return false
}

// TestWithheldRow: of a table that is sealed as a whole the rows that are withheld are digests in what
// is kept and published.
func TestWithheldRow(t *testing.T) {
	w := newWorld(t)
	w.write("projects/p/costs.csv", "Category,Actual,Withhold\nTravel,10,\nBribes,99,yes\n")
	w.seal(Options{})
	kept, err := fs.ReadFile(w.folder, "disclosures/projects/p.txt")
	if err != nil {
		t.Fatal(err)
	}
	known, log := w.known()
	files, err := log.Files(known)
	if err != nil || !has(known, "p/costs") {
		t.Fatalf("%v, %+v", err, known)
	}
	for _, f := range append(files, File{"disclosures", kept}) {
		if strings.Contains(decoded(f.Body), "Bribes") {
			t.Errorf("%s tells what is withheld", f.Path)
		}
	}
	if plan := w.seal(Options{}); len(plan.Leaves) != 0 {
		t.Errorf("sealed again: %+v", plan)
	}
	w.write("projects/p/costs.csv", "Category,Actual,Withhold\nTravel,10,\nBribes,98,yes\n")
	if plan := w.seal(Options{}); len(plan.Edited) != 1 {
		t.Errorf("a change of what is withheld: %+v", plan)
	}
}

// decoded is a text with the words behind its base64.
func decoded(body []byte) string {
	var out strings.Builder
	for line := range strings.Lines(string(body)) {
		if d, err := proof.ParseDisclosure(strings.TrimSuffix(line, "\n")); err == nil {
			fmt.Fprint(&out, d.Name, d.Value)
		}
	}
	return out.String() + string(body)
}

// TestRetract: what is gone is named, and taken back only when that was agreed to; when it comes back its
// history goes on.
func TestRetract(t *testing.T) {
	w := newWorld(t)
	w.write("projects/p/artifacts/plan.txt", "a plan")
	w.seal(Options{})
	plan := w.files["projects/p/artifacts/plan.txt"]
	delete(w.files, "projects/p/artifacts/plan.txt")
	if p := w.seal(Options{}); len(p.Leaves) != 0 || len(p.Gone) != 1 || p.Gone[0] != "p/artifacts/plan.txt" {
		t.Errorf("got %+v", p)
	}
	if p := w.seal(Options{Retract: true}); len(p.Leaves) != 1 || p.Leaves[0].Kind != proof.KindRetract || p.Leaves[0].Rev != 2 {
		t.Errorf("got %+v", p)
	}
	if p := w.seal(Options{Retract: true}); len(p.Leaves) != 0 || len(p.Gone) != 0 {
		t.Errorf("got %+v", p)
	}
	w.files["projects/p/artifacts/plan.txt"] = plan
	if p := w.seal(Options{}); len(p.New) != 1 || p.Leaves[0].Rev != 3 || p.Leaves[0].Kind != proof.KindArtifact {
		t.Errorf("got %+v", p)
	}
}

// TestForgedStored: what is kept in the folder is believed only when the log commits to it.
func TestForgedStored(t *testing.T) {
	w := newWorld(t)
	w.write("projects/p/raid.csv", "ID,Type,Title\nR-01,risk,Late\n")
	w.seal(Options{})
	stored, _ := ReadStored(w.folder)
	forged := stored["p/raid/R-01"]
	for i, line := range forged.Lines {
		if line.Shown.Name == "title" {
			d := line.Shown
			d.Value = "On time"
			forged.Lines[i], _ = proof.Show(d)
		}
	}
	if err := WriteStored(w.folder, []Stored{forged}); err != nil {
		t.Fatal(err)
	}
	w.write("projects/p/raid.csv", "ID,Type,Title\nR-01,risk,On time\n")
	if known, _ := w.known(); known.Evidence.Records["p/raid/R-01"].State != site.NotSealed || has(known, "p/raid/R-01") {
		t.Errorf("got %+v", known.Evidence.Records["p/raid/R-01"])
	}
}
