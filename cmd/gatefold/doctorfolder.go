package main

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/content/entry"
)

// longestPath is the length of a folder's path from which on Windows cannot open some pages of a site.
const longestPath = 120

// lookAtFolder tries what every command needs of the folder.
func lookAtFolder(dir string) (out []symptom) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return []symptom{{"folder", wrong, "It cannot be opened: " + plainCause(err) + ".", "See in its properties that you may read it."}}
	}
	defer root.Close()
	p, problems, err := content.Load(root.FS(), content.LoadOptions{})
	switch {
	case err != nil:
		out = append(out, symptom{"folder", wrong, "It cannot be read: " + plainCause(err) + ".", "See in its properties that you may read it."})
	case p == nil:
		out = append(out, symptom{"folder", wrong, "It is no portfolio. " + problems[0].Message, "Name the folder that holds portfolio.toml, or make one with `gatefold init`."})
	case problems.Count(content.Error) > 0:
		out = append(out, symptom{"folder", warning, fmt.Sprintf("%s, and %s in the records.", plural(len(p.Projects), "project"), plural(problems.Count(content.Error), "error")), "`gatefold check " + dir + "` says where and what."})
	default:
		out = append(out, symptom{"folder", fine, fmt.Sprintf("%s, no errors in the records.", plural(len(p.Projects), "project")), ""})
	}
	f, err := os.CreateTemp(dir, ".gatefold-tmp-*")
	if err != nil {
		out = append(out, symptom{"folder", wrong, "Nothing can be written into it: " + plainCause(err) + ".", "See in its properties that you may write to it, or work on a copy in your own folder."})
	} else {
		f.Close()
		os.Remove(f.Name())
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		abs = dir
	}
	if runtime.GOOS == "windows" && len(abs) > longestPath {
		out = append(out, symptom{"folder", warning, fmt.Sprintf("Its path has %d characters; Windows opens at most 260, and a site's own paths are long.", len(abs)), "Move it nearer to the top, such as C:\\portfolio."})
	}
	for _, cloud := range []string{"OneDrive", "Dropbox", "Google Drive", "iCloud"} {
		if strings.Contains(abs, cloud) {
			out = append(out, symptom{"folder", note, "It lies in " + cloud + ", which may hold a file back while it copies it.", "Where a preview misses saves, use `gatefold serve --poll`."})
		}
	}
	return out
}

// maxLookedAt is how many files of a folder are looked at.
const maxLookedAt = 50_000

// sourceFiles are the files of a portfolio that a build reads, with their sizes.
func sourceFiles(dir string, look func(name string, info fs.FileInfo)) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	seen := 0
	return fs.WalkDir(root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		base := strings.ToLower(path.Base(name))
		switch {
		case err != nil:
			return nil // the load says what cannot be read
		case d.IsDir() && name != "." && (base == "private" || base == "public" || base == "proof" || base == "node_modules" || strings.HasPrefix(base, ".")):
			return fs.SkipDir
		case !d.Type().IsRegular():
			return nil
		case seen == maxLookedAt:
			return fs.SkipAll
		}
		seen++
		if info, err := d.Info(); err == nil {
			look(name, info)
		}
		return nil
	})
}

// maxWords is the size in bytes up to which a file's encoding is looked at.
const maxWords = 16 << 20

// lookAtWords tells how the texts and tables are encoded.
func lookAtWords(dir string) []symptom {
	count := map[entry.Coding]int{}
	first := map[entry.Coding]string{}
	total := 0
	err := sourceFiles(dir, func(name string, info fs.FileInfo) {
		if !isText(name) || info.Size() > maxWords {
			return
		}
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			return
		}
		c := entry.CodingOf(data)
		count[c], total = count[c]+1, total+1
		if first[c] == "" {
			first[c] = name
		}
	})
	if err != nil {
		return nil // said by lookAtFolder
	}
	var kinds []string
	for _, c := range slices.Sorted(maps.Keys(count)) {
		kinds = append(kinds, fmt.Sprintf("%d in %s", count[c], c))
	}
	out := []symptom{{"text", fine, fmt.Sprintf("%s: %s.", plural(total, "text file"), strings.Join(kinds, ", ")), ""}}
	if total == 0 {
		out[0] = symptom{"text", note, "There are no text files.", ""}
	}
	if count[entry.Mixed] > 0 {
		out = append(out, symptom{"text", warning, fmt.Sprintf("%s holds letters in two encodings, so some may be shown wrong.", first[entry.Mixed]), "Open it in your spreadsheet program, look for odd letters, and save it as \"CSV UTF-8\"."})
	}
	if count[entry.Windows] > 0 {
		out = append(out, symptom{"text", note, fmt.Sprintf("%s is in the encoding of old Windows programs; it is read, but it cannot hold every letter.", first[entry.Windows]), "Save it as \"CSV UTF-8\" when you change it next."})
	}
	return out
}

// Limits from which on a file is spoken of, in bytes.
const (
	largeFile = 10 << 20
	hugeFile  = 50 << 20 // what is larger is not published
)

// lookAtSizes names what makes a site slow to publish.
func lookAtSizes(dir string) (out []symptom) {
	var total int64
	large := 0
	err := sourceFiles(dir, func(name string, info fs.FileInfo) {
		total += info.Size()
		if info.Size() <= largeFile || large == 5 {
			return
		}
		large++
		c := symptom{"size", note, fmt.Sprintf("%s has %d MB.", name, info.Size()>>20), "A reader on a phone will not open it. Show a smaller one, or a part."}
		if info.Size() > hugeFile {
			c.State, c.Found = warning, fmt.Sprintf("%s has %d MB; files above %d MB are not published.", name, info.Size()>>20, hugeFile>>20)
		}
		out = append(out, c)
	})
	if err != nil {
		return nil // said by lookAtFolder
	}
	return append([]symptom{{"size", fine, fmt.Sprintf("All files together have %.1f MB.", float64(total)/(1<<20)), ""}}, out...)
}

// lookAtClock holds this computer's clock to the folder's and to the portfolio's own day.
func lookAtClock(dir string) []symptom {
	now := time.Now()
	out := []symptom{{"clock", fine, "This computer's clock says " + now.Format("2006-01-02 15:04 -07:00") + ".", ""}}
	if now.Year() < 2025 || now.Year() > 2100 {
		out[0].State, out[0].Next = warning, "Set the clock: `gatefold new` takes the day from it, and witnesses refuse a wrong one."
	}
	if f, err := os.CreateTemp(dir, ".gatefold-tmp-*"); err == nil {
		if info, err := f.Stat(); err == nil {
			if apart := time.Until(info.ModTime()).Abs(); apart > time.Minute {
				out = append(out, symptom{"clock", note, fmt.Sprintf("The clock of the folder's disk is %s away from this computer's.", apart.Round(time.Second)), "Nothing has to be done; only builds are slower, because files look newer than they are."})
			}
		}
		f.Close()
		os.Remove(f.Name())
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return out
	}
	defer root.Close()
	if p, _, err := content.Load(root.FS(), content.LoadOptions{}); err == nil && p != nil && p.AsOf.After(content.DateOf(now)) {
		out = append(out, symptom{"clock", warning, fmt.Sprintf("The newest day in the records is %s, which is still to come.", p.AsOf), "Mend that date, or the clock."})
	}
	return out
}
