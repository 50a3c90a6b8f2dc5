package main

import (
	"archive/zip"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/rogpeppe/go-internal/testscript"
)

// builtData is the part of data/portfolio.json that worlds are held to.
type builtData struct {
	Projects []struct {
		Slug    string
		Records []struct{ ID, URL string }
	}
}

func readBuilt(ts *testscript.TestScript) (site string, ids []string) {
	site = ts.MkAbs("w/public")
	var data builtData
	ts.Check(json.Unmarshal([]byte(ts.ReadFile("w/public/data/portfolio.json")), &data))
	for _, p := range data.Projects {
		for _, r := range p.Records {
			ids = append(ids, p.Slug+":"+r.ID)
			page, _, _ := strings.Cut(r.URL, "#")
			if _, err := os.Stat(filepath.Join(site, filepath.FromSlash(page))); err != nil {
				ts.Fatalf("the page of %s:%s is missing: %v", p.Slug, r.ID, err)
			}
		}
	}
	return site, ids
}

// sound holds a world to its sound rest: the whole project depot and the pages of everybody were
// written. `sound R-01 G1` expects these records of the project clinic too, and no others.
func sound(ts *testscript.TestScript, neg bool, args []string) {
	site, ids := readBuilt(ts)
	for _, page := range []string{"index.html", "projects/index.html", "projects/depot/raid/index.html", "projects/depot/burndown/index.html", "data/depot/raid.csv"} {
		if _, err := os.Stat(filepath.Join(site, filepath.FromSlash(page))); err != nil {
			ts.Fatalf("not written: %v", err)
		}
	}
	want := []string{"depot:R-01", "depot:R-02"}
	for _, id := range args {
		want = append(want, "clinic:"+id)
	}
	slices.Sort(want)
	slices.Sort(ids)
	if !slices.Equal(ids, want) {
		ts.Fatalf("records %s\nwant    %s", strings.Join(ids, " "), strings.Join(want, " "))
	}
}

// kept is `kept file text...`: each text stands in a file of the site.
func kept(ts *testscript.TestScript, neg bool, args []string) {
	text := ts.ReadFile("w/public/" + args[0])
	for _, want := range args[1:] {
		if strings.Contains(text, want) == neg {
			ts.Fatalf("%s holds %q: %v, want %v", args[0], want, neg, !neg)
		}
	}
}

// nothingWritten expects that no site was begun.
func nothingWritten(ts *testscript.TestScript, neg bool, args []string) {
	if _, err := os.Lstat(ts.MkAbs("w/public")); err == nil {
		ts.Fatalf("w/public was written")
	}
}

// makeSparse is `sparse file bytes`: a file of that size that takes no room.
func makeSparse(ts *testscript.TestScript, neg bool, args []string) {
	size, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	f, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Check(f.Truncate(size))
	ts.Check(f.Close())
}

// recode is `recode windows-1252 file`: the file is written in another encoding.
func recode(ts *testscript.TestScript, neg bool, args []string) {
	text := ts.ReadFile(args[1])
	var out []byte
	for _, r := range text {
		switch {
		case args[0] == "utf-16":
			for _, unit := range utf16.Encode([]rune{r}) {
				out = append(out, byte(unit), byte(unit>>8))
			}
		case args[0] == "windows-1252" && r < 256, args[0] == "mixture" && r == 'é':
			out = append(out, byte(r))
		case args[0] == "mixture":
			out = append(out, string(r)...)
		default:
			ts.Fatalf("cannot write %q in %s", r, args[0])
		}
	}
	if args[0] == "utf-16" {
		out = append([]byte{0xff, 0xfe}, out...)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), out, 0o666))
}

// escape is `escape file`: every ^ in the file becomes the character that terminals obey.
func escape(ts *testscript.TestScript, neg bool, args []string) {
	text := strings.ReplaceAll(ts.ReadFile(args[0]), "^", "\x1b")
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o666))
}

// fill is `fill file`: every ^ in the file becomes a zero byte.
func fill(ts *testscript.TestScript, neg bool, args []string) {
	text := strings.ReplaceAll(ts.ReadFile(args[0]), "^", "\x00")
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o666))
}

// fingerprint is `fingerprint file`: what the file holds is $FINGERPRINT from then on.
func fingerprint(ts *testscript.TestScript, neg bool, args []string) {
	ts.Setenv("FINGERPRINT", strings.TrimSpace(ts.ReadFile(args[0])))
}

// pack is `pack dir zip folder`: a zip of a folder, below another folder.
func pack(ts *testscript.TestScript, neg bool, args []string) {
	f, err := os.Create(ts.MkAbs(args[1]))
	ts.Check(err)
	w := zip.NewWriter(f)
	root := os.DirFS(ts.MkAbs(args[0]))
	ts.Check(fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		to, err := w.Create(args[2] + "/" + name)
		if err != nil {
			return err
		}
		data, err := fs.ReadFile(root, name)
		if err == nil {
			_, err = to.Write(data)
		}
		return err
	}))
	ts.Check(w.Close())
	ts.Check(f.Close())
}

// signerOf is `signer-of answer NAME`: NAME is the fingerprint of the key that has signed an answer.
func signerOf(ts *testscript.TestScript, neg bool, args []string) {
	_, rest, _ := strings.Cut(ts.ReadFile(args[0]), "\nkey ")
	line, _, _ := strings.Cut(rest, "\n")
	ts.Setenv(args[1], line)
}
