// Package cohorttest makes learners for tests: published sites that are sealed, witnessed and signed, of
// which everybody sees at once that nobody is behind them. The same number gives the same bytes. The
// program does not import it.
package cohorttest

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gatefold/gatefold/generator/proof"
)

// Files is a site by the paths of its files.
type Files map[string][]byte

// Learner is a made-up learner.
type Learner struct {
	Number int
	proof.Identity
}

// New is the learner of a number.
func New(number int) Learner {
	seed := sha256.Sum256(binary.BigEndian.AppendUint64([]byte("cohorttest learner "), uint64(number)))
	id, err := proof.IdentityFromSeed(seed[:])
	must(err)
	return Learner{number, id}
}

// Name is the learner's name as the site has it.
func (l Learner) Name() string { return fmt.Sprintf("Nobody Number%d", l.Number) }

// Options are what a site holds. The zero value is a small one.
type Options struct {
	Projects int    // 0 for 1
	Records  int    // of each project; 0 for 3
	Heads    int    // archived ones, evenly over the log, each cosigned; 0 for 1
	Padding  int    // bytes of further pages
	Story    string // stands in each record from LaterFrom on: another one is another log
	StoryAt  int    // index of the first record that has it
	Consent  *proof.Consent
	Data     []byte // in place of data/portfolio.json
	Extra    Files
}

// Large is the site that goals of speed speak of: 3 projects of 20 records, 12 heads, about 1.5 MB.
func Large() Options { return Options{Projects: 3, Records: 20, Heads: 12, Padding: 1_150_000} }

// ConsentTo is a consent of the learner's; no fields withdraw it.
func (l Learner) ConsentTo(cohort, date, until string, fields ...string) *proof.Consent {
	return &proof.Consent{Cohort: cohort, Origin: l.Origin(), Date: date, Until: until, Fields: fields}
}

// Site is the learner's published site.
func (l Learner) Site(o Options) Files {
	o.Projects, o.Records, o.Heads = max(o.Projects, 1), max(o.Records, 3), max(o.Heads, 1)
	files := Files{"index.html": page(l.Name(), "The first page.")}
	l.log(files, o)
	l.keys(files)
	l.pages(files, o)
	if o.Consent != nil {
		sig, err := proof.SignConsent(l.Identity, *o.Consent)
		must(err)
		path := "proof/consent/" + o.Consent.Cohort + ".txt"
		files[path], files[path+proof.SignatureTail] = o.Consent.Bytes(), sig
	}
	maps.Copy(files, o.Extra)
	l.Sign(files)
	return files
}

// Sign lists the files and signs the list, anew when there is one.
func (l Learner) Sign(files Files) {
	var sums []proof.Sum
	for path, body := range files {
		if proof.CoverageOf(path) == proof.CoverList {
			sums = append(sums, proof.Sum{Path: path, Hash: sha256.Sum256(body)})
		}
	}
	list, err := proof.PrintSums(sums)
	must(err)
	files[proof.SumsPath] = list
	files[proof.SumsPath+proof.SignatureTail] = proof.Sign(l.Key(), proof.NamespaceSite, list).Armour()
}

// keys adds the learner's keys.
func (l Learner) keys(files Files) {
	signed := proof.SignKeys(proof.NewKeys(l.Identity, day(0)), l.Identity, nil)
	for name, body := range proof.KeyHistoryFiles([]proof.SignedKeys{signed}) {
		files["proof/"+name] = body
	}
	files["proof/allowed_signers"] = proof.AllowedSigners(l.Public())
}

// log adds the log, its heads, and what each record discloses.
func (l Learner) log(files Files, o Options) {
	var entries [][]byte
	tables := make([]bytes.Buffer, o.Projects)
	for p := range tables {
		tables[p].WriteString("ID,Title,Date raised,Notes\n")
	}
	var names []string
	for i := range o.Projects * o.Records {
		p := i % o.Projects
		leaf, lines, row := l.record(o, i)
		entries = append(entries, leaf.Text())
		tables[p].WriteString(row)
		name := fmt.Sprintf("proof/records/%s.r1", leaf.ID)
		files[name+".leaf"], files[name+".disclosures"] = leaf.Text(), lines
		names = append(names, name)
	}
	for p := range tables {
		files["data/"+slug(p)+"/raid.csv"] = tables[p].Bytes()
	}
	l.heads(files, o, entries, names)
}

// heads adds tiles, heads and the proof of each record against the first head that has it.
func (l Learner) heads(files Files, o Options, entries [][]byte, names []string) {
	replay, err := proof.NewReplay(entries)
	must(err)
	size := int64(len(entries))
	from := int64(0)
	for n := range int64(o.Heads) {
		at := max(size*(n+1)/int64(o.Heads), 1)
		c := l.Head(replay, at, int(n)*7)
		files["proof/checkpoints/"+strconv.FormatInt(at, 10)] = c.Print()
		for i := from; i < at; i++ {
			hashes, err := replay.Inclusion(i, at)
			must(err)
			files[names[i]+".tlog-proof"] = proof.LogProof{Index: i, Hashes: hashes, Checkpoint: c}.Print()
		}
		from = max(at, from)
		for _, t := range proof.TilesOf(at) {
			body, err := replay.Tile(t)
			must(err)
			files["proof/"+t.Path()] = body
		}
		files["proof/checkpoint"] = c.Print()
	}
}

// Head is a head of the learner's log, signed and cosigned so many days after the first day.
func (l Learner) Head(replay proof.Replay, size int64, days int) proof.Checkpoint {
	root, err := replay.RootAt(size)
	must(err)
	c := proof.SignCheckpoint(l.Origin(), proof.Tree{Size: size, Root: root}, l.LogKey())
	c, err = c.With(proof.Cosign(c, witnessName, witness().CosignKey(0), day(days).Add(10*time.Hour)))
	must(err)
	return c
}

// record is a row of a register, sealed.
func (l Learner) record(o Options, i int) (proof.Leaf, []byte, string) {
	p, n := i%o.Projects, i/o.Projects+1
	id := fmt.Sprintf("R-%02d", n)
	notes := fmt.Sprintf("What was known of it on the day, and what was done about it: number %d.", n)
	if o.Story != "" && i >= o.StoryAt {
		notes += " " + o.Story
	}
	fields := [][2]string{{"record", slug(p) + "/raid/" + id}, {"id", id}, {"title", fmt.Sprintf("Risk %d of project %d", n, p+1)}, {"date_raised", dayText(i)}, {"notes", notes}}
	leaf := proof.Leaf{Kind: proof.KindRecord, ID: proof.LeafID(l.RedactKey(), proof.KindRecord, slug(p), id), Rev: 1, Prev: proof.NoPrev, Says: dayText(i)}
	var lines []proof.Sealed
	var digests []string
	for _, f := range fields {
		line, err := proof.Show(proof.Disclosure{Salt: proof.Salt(l.RedactKey(), leaf.ID, 1, f[0]), Name: f[0], Value: f[1]})
		must(err)
		lines, digests = append(lines, line), append(digests, line.Digest)
	}
	leaf.Commit = proof.RecordCommit(leaf.ID, 1, digests)
	return leaf, proof.PrintDisclosures(lines), fmt.Sprintf("%s,%s,%s,\"%s\"\n", id, fields[2][1], fields[3][1], notes)
}

func slug(p int) string { return "project-" + strconv.Itoa(p+1) }

func day(n int) time.Time { return time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC).AddDate(0, 0, n) }

func dayText(n int) string { return day(n).Format(time.DateOnly) }

const witnessName = "coach.test/cosign"

func witness() proof.Identity { return New(-1).Identity }

// Policy names the one witness of all learners.
func Policy() []byte {
	key := proof.VerifierKey{Name: witnessName, Kind: proof.KindCosignKey, Key: publicOf(witness())}
	return proof.Policy{Witnesses: []proof.PolicyKey{{Name: "Sam", Key: key}}, Quorum: "Sam"}.Print()
}

func publicOf(id proof.Identity) []byte {
	return []byte(id.CosignKey(0)[32:]) // an Ed25519 private key ends in its public half
}

// Write writes a site into a folder.
func Write(dir string, files Files) error {
	for _, path := range slices.Sorted(maps.Keys(files)) {
		name := filepath.Join(dir, filepath.FromSlash(path))
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o777), os.WriteFile(name, files[path], 0o666)); err != nil {
			return err
		}
	}
	return nil
}

// Config is a cohort.toml for members, each a site and a key.
func Config(name string, members ...[2]string) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "schema = 1\nname = %q\ntitle = \"A cohort of nobody\"\n", name)
	for _, m := range members {
		fmt.Fprintf(&b, "\n[[member]]\nsite = %q\nkey = %q\n", m[0], m[1])
	}
	return []byte(b.String())
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
