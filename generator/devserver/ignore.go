package devserver

import "strings"

// ignored tells whether a path relative to the folder is none of a portfolio's files: what editors,
// spreadsheets and systems leave beside them, gatefold's own notes, and the built site.
func ignored(rel, output string) bool {
	if output != "" && (rel == output || strings.HasPrefix(rel, output+"/")) {
		return true
	}
	for name := range strings.SplitSeq(rel, "/") {
		if ignoredName(name) {
			return true
		}
	}
	return false
}

// ignoredName: everything that begins with a dot is hidden, among it .git, .gatefold, vim's .x.swp
// and LibreOffice's .~lock.x#.
func ignoredName(name string) bool {
	lower := strings.ToLower(name)
	switch {
	case name == "." || name == "":
		return false
	case strings.HasPrefix(name, "."), strings.HasPrefix(name, "~$"), strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#"):
		return true // Word and Excel lock with ~$x, Emacs saves aside to #x#
	case strings.HasSuffix(name, "~"), strings.HasSuffix(lower, ".tmp"), strings.HasSuffix(name, "___jb_tmp___"), strings.HasSuffix(name, "___jb_old___"):
		return true
	case name == "4913": // vim tries whether it may write into a folder
		return true
	}
	return lower == "thumbs.db" || lower == "desktop.ini"
}
