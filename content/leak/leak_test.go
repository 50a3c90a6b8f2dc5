package leak

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"slices"
	"strings"
	"testing"
)

func TestFind(t *testing.T) {
	d := NewDeny([]string{"Acme Corporation", "Müller", "7-Eleven", "  ", "山田", "C++"})
	for text, want := range map[string][]Hit{
		"for ACME corporation, in May":       {{0, 1, 5}},
		"x\nacme\n  Corporation":             {{0, 2, 1}},
		"acme-corporation.xlsx":              {{0, 1, 1}},
		"A\u00adc\u200bme Corpora\u00adtion": {{0, 1, 1}},
		"Mu\u0308ller, muller, MÜLLER":       {{1, 1, 1}, {1, 1, 10}, {1, 1, 18}},
		"Acme Corporations":                  nil,
		"an Acme. Corporation":               nil,
		"Müllerstraße, Schmüller":            nil,
		"at 7 Eleven":                        {{2, 1, 4}},
		"17-Eleven":                          nil,
		"担当は山田です":                            {{4, 1, 4}},
		"":                                   nil,
	} {
		if got := d.Find(text, 10); !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
	if got := d.Find(strings.Repeat("Müller ", 50), 3); len(got) != 3 {
		t.Errorf("%d hits of at most 3", len(got))
	}
	if !NewDeny([]string{"", "--"}).Empty() || d.Empty() {
		t.Error("what is empty")
	}
}

func office(t *testing.T) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range map[string]string{"xl/workbook.xml": "<sheets><sheet name='Plan' state='hidden'/></sheets>", "docProps/core.xml": "<cp><dc:creator>A<b>c</b>me</dc:creator></cp>", "xl/media/x.png": "\x89PNG"} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		w.Write([]byte(text))
	}
	z.Close()
	return b.String()
}

// TestTexts: a name is found wherever a published file can hold it.
func TestTexts(t *testing.T) {
	d := NewDeny([]string{"Acme"})
	for name, body := range map[string]string{
		"index.html":    "<p>the <b>Ac</b>me&nbsp;site</p>",
		"a.html":        `<img alt="plan of Acme">`,
		"b.html":        "<!-- acme -->",
		"c.html":        "<p>&#65;cme</p>",
		"p.json":        `{"x":["\u0041cme"]}`,
		"charts.js":     `x("\u0041cme")`,
		"d.csv":         "id,title\n1,Acme\n",
		"e.svg":         "<svg><title>Acme</title></svg>",
		"acme.pdf":      "%PDF-",
		"f.pdf":         "%PDF-1.7\n/Author (Acme)",
		"g.xlsx":        office(t),
		"h.txt":         "\xff\xfeA\x00c\x00m\x00e\x00",
		"i/acme/j.txt":  "",
		"x.disclosures": base64.RawURLEncoding.EncodeToString([]byte(`["c2FsdA","title","for Acme"]`)) + "\n",
	} {
		found := false
		for _, text := range Texts(name, []byte(body)) {
			found = found || len(d.Find(text, 1)) > 0
		}
		if !found {
			t.Errorf("%s: %q hides it", name, body)
		}
	}
	for name, body := range map[string]string{"a.html": "<p>acmeist</p>", "z.zip": "PK\x03\x04broken", "q.json": "{"} {
		for _, text := range Texts(name, []byte(body)) {
			if len(d.Find(text, 1)) > 0 {
				t.Errorf("%s: found in %q", name, text)
			}
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add("Acme", "for acme\n")
	f.Add("ſ", "s")
	f.Fuzz(func(t *testing.T, word, text string) {
		d := NewDeny([]string{word})
		for _, h := range d.Find(text, 5) {
			lines := strings.Split(text, "\n")
			if h.Line < 1 || h.Line > len(lines) || h.Column < 1 || h.Column > len([]rune(lines[h.Line-1]))+1 {
				t.Errorf("%q in %q: %+v", word, text, h)
			}
		}
		if got := NewDeny([]string{word}); !got.Empty() && len(got.Find(" "+word+" ", 1)) != 1 {
			t.Errorf("%q is not found in itself", word)
		}
		Texts("x.html", []byte(text))
	})
}
