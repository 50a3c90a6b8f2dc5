package cohort

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"github.com/gatefold/gatefold/generator/proof"
)

// ErrThere: the folder is that of a cohort already.
var ErrThere = errors.New("there is a " + ConfigFile + " in this folder already")

// Init makes the folder of a cohort, with a cohort.toml that explains itself. The error is ErrThere, or of
// a name that cannot be one.
func Init(dir, name, title string) error {
	if err := proof.CheckCohortName(name); err != nil {
		return err
	}
	folder, err := proof.OpenFolder(dir)
	if err != nil {
		return err
	}
	defer folder.Close()
	if _, err := fs.Stat(folder, ConfigFile); !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(err, ErrThere)
	}
	if err := ignore(folder); err != nil {
		return err
	}
	return proof.Replace(folder, ConfigFile, fmt.Appendf(nil, configText, name, strconv.Quote(title)))
}

// configText is a new cohort.toml, with the name and the title left open.
const configText = `# A cohort: the learners whose published portfolios you visit. gatefold cohort --help tells how.
schema = 1
name = "%s"    # your learners' consents name it: do not change it later
title = %s

# coach = "..."           # your name, shown on the showcase
# contact = "..."         # how to reach you, shown on the showcase
# coach_key = "SHA256:..." # your own key (gatefold key show), so that readers can tell your word from another's
# base_url = "https://..." # where the showcase will be, if it is to be on the web
index = false         # true: search engines may list the showcase
pseudonyms = false    # true: no names are shown, "Learner 7" stands in their place
stale_months = 6      # after so many months without anything new, a learner's date is marked as old

[limits]              # of one learner's site
bytes = 200000000
seconds = 60
allow_private = false # true: addresses of your own network are asked too, and http

# One [[member]] for each learner; gatefold cohort add SITE writes one.
# [[member]]
# site = "https://..."    # a folder, a zip or an address of the published site
# key = "SHA256:..."      # the fingerprint, as the learner has read it to you
# note = "..."            # words by which you know them, for you alone
# hidden = ""             # a reason: then this learner is not shown
`

// ignoreText keeps out of a public repository what is nobody else's business, or is made anew.
const ignoreText = "# memory/ and evidence/ stay: what was seen once cannot be seen again.\n/private/\n/public/\n/.gatefold/\n"

func ignore(folder proof.DiskFolder) error {
	old, err := readFile(folder, ".gitignore", 1<<20)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if bytes.Contains(old, []byte("/private/\n")) {
		return nil
	}
	if len(old) > 0 && !bytes.HasSuffix(old, []byte("\n")) {
		old = append(old, '\n')
	}
	return proof.Replace(folder, ".gitignore", append(old, ignoreText...))
}

// Add appends a member to cohort.toml. The file is read anew before it is put in its place: the error is a
// *MistakesError when the member cannot be one.
func (c *Cohort) Add(m Member) error {
	old, err := readFile(c.folder, ConfigFile, maxConfig)
	if err != nil {
		return err
	}
	text := strings.TrimRight(string(old), "\n") + fmt.Sprintf("\n\n[[member]]\nsite = %s\nkey = %s\n", quoted(m.Site), quoted(m.Key))
	if m.Note != "" {
		text += fmt.Sprintf("note = %s\n", quoted(m.Note))
	}
	now, mistakes := ParseConfig([]byte(text))
	if len(mistakes) > 0 {
		return &MistakesError{mistakes}
	}
	c.Config = now
	return proof.Replace(c.folder, ConfigFile, []byte(text))
}

// quoted is a text of one line as TOML writes it.
func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}
