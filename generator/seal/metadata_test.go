package seal

import (
	"archive/zip"
	"bytes"
	"testing"
	"testing/fstest"

	"github.com/gatefold/gatefold/generator/proof"
)

func TestNamed(t *testing.T) {
	office := func(core string) string {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		f, err := z.Create("docProps/core.xml")
		if err == nil {
			_, err = f.Write([]byte(core))
		}
		if err != nil || z.Close() != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	const head = `<?xml version="1.0"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">`
	for _, c := range []struct{ name, body, want string }{
		{"a.xlsx", office(head + `<dc:creator>Nadia Brennan</dc:creator><cp:lastModifiedBy>Sam Jones</cp:lastModifiedBy></cp:coreProperties>`), "Nadia Brennan, Sam Jones"},
		{"a.docx", office(head + `<dc:creator>Nadia</dc:creator><cp:lastModifiedBy>Nadia</cp:lastModifiedBy></cp:coreProperties>`), "Nadia"},
		{"a.pptx", office(head + `<dc:creator></dc:creator></cp:coreProperties>`), ""},
		{"a.xlsx", "no zip", ""},
		{"a.xlsx", office("no xml"), ""},
		{"a.pdf", "%PDF-1.7\n1 0 obj << /Producer (Word) /Author (Nadia Brennan) >> endobj", "Nadia Brennan"},
		{"a.pdf", "%PDF-1.7\n", ""},
		{"a.txt", "/Author (Nadia)", ""},
	} {
		it := Item{Kind: proof.KindArtifact, Path: c.name, file: file{size: int64(len(c.body))}}
		if got := it.Named(fstest.MapFS{c.name: {Data: []byte(c.body)}}); got != c.want {
			t.Errorf("%s: %q, not %q", c.name, got, c.want)
		}
	}
}
