package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// gitTime bounds how long git may take.
const gitTime = 10 * time.Second

// git asks one question of git. Nothing that a stranger's repository names is run for it: no hooks, no
// monitor, and only questions that look at no file's content.
func git(dir string, args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), gitTime)
	defer cancel()
	c := exec.CommandContext(ctx, "git", append([]string{"-C", dir, "-c", "core.fsmonitor=false", "-c", "core.hooksPath=" + os.DevNull, "--no-optional-locks"}, args...)...)
	out, err := c.Output()
	return strings.TrimRight(string(out), "\r\n"), err
}

// lookAtGit tells what a repository keeps of the folder, and what it must not.
func lookAtGit(dir string) []symptom {
	if _, err := exec.LookPath("git"); err != nil {
		return nil // lookAtTools says it
	}
	if inside, err := git(dir, "rev-parse", "--is-inside-work-tree"); err != nil || inside != "true" {
		return []symptom{{"git", note, "The folder is in no git repository.", "That is fine. Keep a copy of it elsewhere, with proof/ and without private/."}}
	}
	var out []symptom
	for _, name := range []string{"private", "public", ".gatefold"} {
		tracked, err := git(dir, "ls-files", "--", name)
		n := len(strings.Fields(strings.ReplaceAll(tracked, " ", "_")))
		switch {
		case err != nil || n == 0:
		case name == "private":
			out = append(out, symptom{"git", wrong, fmt.Sprintf("%s of private/ in the repository: whoever can read that can read them.", plural(n, "file")),
				"`git rm -r --cached private` takes them out of the next commit; the earlier ones still hold them, so do not publish this repository."})
		default:
			out = append(out, symptom{"git", note, fmt.Sprintf("%s/ is in the repository (%s); gatefold makes it anew each time.", name, plural(n, "file")), "`git rm -r --cached " + name + "` takes it out."})
		}
	}
	for _, name := range []string{"private/x", "public/x", ".gatefold/x"} {
		if _, err := git(dir, "check-ignore", "-q", name); err != nil {
			state := note
			if _, err := os.Stat(filepath.Join(dir, "private")); err == nil && strings.HasPrefix(name, "private") {
				state = warning
			}
			out = append(out, symptom{"git", state, strings.TrimSuffix(name, "x") + " is not in .gitignore.", "Add the line /" + strings.TrimSuffix(name, "x") + " to .gitignore in this folder."})
		}
	}
	if len(out) == 0 {
		out = append(out, symptom{"git", fine, "private/, public/ and .gatefold/ stay out of the repository.", ""})
	}
	return out
}

// lookAtTools tells which programs beside gatefold there are, and what each is for.
func lookAtTools(string) (out []symptom) {
	for _, t := range []struct{ name, without string }{
		{"git", "Without it there is no history of your folder; nothing else needs it."},
		{"ssh-keygen", "Without it you cannot check a site without gatefold; `gatefold verify` needs nothing."},
		{"openssl", "Without it you cannot check a time stamp's signature; nothing else needs it."},
	} {
		if where, err := exec.LookPath(t.name); err == nil {
			out = append(out, symptom{"tools", fine, t.name + " is at " + filepath.ToSlash(where) + ".", ""})
		} else {
			out = append(out, symptom{"tools", note, t.name + " was not found.", t.without})
		}
	}
	return out
}

// lookAtKey tells whether there is a key to sign with.
func lookAtKey(string) []symptom {
	if _, err := (keyring{name: defaultKey}).read(); err != nil {
		return []symptom{{"key", note, "No key can be used: " + err.Error() + ".", "Nothing needs one but `gatefold seal` and `gatefold build --sign`."}}
	}
	return []symptom{{"key", fine, "Your key is there.", ""}}
}
