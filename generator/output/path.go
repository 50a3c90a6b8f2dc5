package output

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// TempPrefix starts the name of every file that is not finished; no path of a site may use it.
const TempPrefix = ".gatefold-tmp-"

const (
	maxName = 200  // bytes of one name: room for the temporary name, and within every file system
	maxPath = 1024 // bytes of the whole path
)

// CheckPath says why a path cannot be written on every system a site is built on or copied to.
func CheckPath(p string) error {
	switch {
	case p == "":
		return errors.New("empty path")
	case len(p) > maxPath:
		return fmt.Errorf("%.40q...: path longer than %d bytes", p, maxPath)
	case !utf8.ValidString(p):
		return fmt.Errorf("%q: not UTF-8", p)
	case p[0] == '/':
		return fmt.Errorf("%q: absolute path", p)
	}
	for name := range strings.SplitSeq(p, "/") {
		if why := badName(name); why != "" {
			return fmt.Errorf("%q: %s", p, why)
		}
	}
	return nil
}

func badName(name string) string {
	switch {
	case name == "":
		return "empty name"
	case name == "." || name == "..":
		return "relative name"
	case len(name) > maxName:
		return fmt.Sprintf("name longer than %d bytes", maxName)
	case strings.HasSuffix(name, ".") || strings.HasSuffix(name, " "):
		return "name ends in a dot or a space"
	case strings.HasPrefix(strings.ToLower(name), TempPrefix):
		return "name kept for unfinished files"
	case reserved(name):
		return "name reserved by Windows"
	}
	for _, r := range name {
		if r < ' ' || r == 0x7f || strings.ContainsRune(`\<>:"|?*`, r) {
			return fmt.Sprintf("character %q", r)
		}
	}
	return ""
}

// reserved reports a device name of Windows, with any extension.
func reserved(name string) bool {
	base, _, _ := strings.Cut(name, ".")
	base = strings.ToLower(strings.TrimRight(base, " "))
	switch base {
	case "con", "prn", "aux", "nul", "conin$", "conout$":
		return true
	}
	port, ok := strings.CutPrefix(base, "com")
	if !ok {
		port, ok = strings.CutPrefix(base, "lpt")
	}
	return ok && utf8.RuneCountInString(port) == 1 && strings.Contains("0123456789¹²³", port)
}

// fold is the same for two paths that one file system or another takes for one.
func fold(p string) string {
	ascii := true
	for i := 0; i < len(p); i++ {
		if p[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if ascii {
		return strings.ToLower(p)
	}
	// Upper, then lower: folds what lower alone keeps apart, such as the final sigma.
	return norm.NFC.String(strings.ToLower(strings.ToUpper(norm.NFC.String(p))))
}
