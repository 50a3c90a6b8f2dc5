package content

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// bigRegister is a RAID log as somebody keeps it, with n rows.
func bigRegister(n int) string {
	var b strings.Builder
	b.WriteString("ID,Type,Title,Description,Owner,Date raised,Due,Status,Probability,Impact,Score,Response,Links,Notes\n")
	for i := range n {
		fmt.Fprintf(&b, "R-%04d,Risk,Late delivery of batch %d,\"Because of R-%04d, the batch may be late\",Service desk lead,%02d/03/2025,2025-06-%02d,open,%d,4,%d,Ask for a second carrier,R-%04d; R-%04d,none\n",
			i, i, (i+7)%n, i%28+1, i%28+1, i%5+1, (i%5+1)*4, (i+1)%n, (i+2)%n)
	}
	return b.String()
}

func bigDocument(i int) string {
	return fmt.Sprintf("+++\nid = \"G-%05d\"\nname = \"Gate %d\"\ndate = 2025-04-%02d\ndecision = \"go\"\nboard = [\"Sponsor\", \"Operations\"]\n[[criteria]]\ncriterion = \"Tests done\"\nlevel = \"must\"\nresult = \"met\"\n+++\n\n## Reasons\n\nThe board read G-%05d and `code R-1`.\n%s",
		i, i, i%28+1, max(0, i-1), strings.Repeat("A line of plain words about the day, nothing else.\n", 20))
}

func BenchmarkDecodeRegister1000(b *testing.B) {
	data := []byte(bigRegister(1000))
	opt := decodeOptions{words: newWordIndex(), planFor: newPlan(Kinds()[1])}
	limits := Limits{}.orDefaults()
	opt.register, opt.document = limits.Register, limits.Document
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if d := decodeFile("projects/x/raid.csv", data, opt); len(d.entries) != 1000 || len(d.problems) > 0 {
			b.Fatal(len(d.entries), d.problems)
		}
	}
}

func BenchmarkDecodeDocuments1000(b *testing.B) {
	opt := decodeOptions{words: newWordIndex(), planFor: newPlan(Kinds()[4])}
	limits := Limits{}.orDefaults()
	opt.register, opt.document = limits.Register, limits.Document
	docs := make([][]byte, 1000)
	for i := range docs {
		docs[i] = []byte(bigDocument(i))
	}
	for b.Loop() {
		for _, data := range docs {
			if d := decodeFile("projects/x/gates/g.md", data, opt); len(d.entries) != 1 || len(d.problems) > 0 {
				b.Fatal(d.problems)
			}
		}
	}
}

func BenchmarkLoad10000Documents(b *testing.B) {
	fsys := fstest.MapFS{}
	for path, f := range world("projects/x/raid.csv", bigRegister(1000)) {
		fsys[path] = f
	}
	for i := range 10_000 {
		fsys[fmt.Sprintf("projects/x/gates/g%05d.md", i)] = &fstest.MapFile{Data: []byte(bigDocument(i))}
	}
	for b.Loop() {
		p, problems, err := Load(fsys, LoadOptions{})
		if err != nil || len(problems) > 0 || len(p.Projects[0].Records) != 11_000 {
			b.Fatal(err, problems)
		}
	}
}
