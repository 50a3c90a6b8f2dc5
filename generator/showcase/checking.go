package showcase

import (
	"bytes"
	"html/template"
	"io/fs"

	"github.com/gatefold/gatefold/generator/site"
	"github.com/gatefold/gatefold/themes"
)

const (
	howPath   = "how-to-check/index.html"
	checkPath = "check/index.html"
)

// CheckPolicy is the content policy of the page that checks a site at another address: it may read from
// any https host, and load nothing.
const CheckPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self' https:; base-uri 'none'; form-action 'none'"

// checkFiles are the cohort's copy of the page that checks a site: it comes from the coach, so it can
// say something of a site that a learner's own copy could not.
func checkFiles(out map[string][]byte, theme fs.FS) error {
	t, err := template.New("check").Option("missingkey=error").Parse(themes.VerifyPage())
	if err != nil {
		return err
	}
	var html bytes.Buffer
	if err := t.Execute(&html, map[string]any{"Policy": CheckPolicy, "Author": "", "Home": "../index.html", "Cohort": true}); err != nil {
		return err
	}
	css, err := themes.VerifyStyle(theme)
	out[checkPath], out["check/verify.js"], out["check/verify.css"] = html.Bytes(), themes.VerifyScript(), css
	out["check/README.txt"] = []byte(checkReadme)
	return err
}

// checkReadme is for those whose browser runs no script.
const checkReadme = `Checking a learner's portfolio without a browser

Every member's site has a file proof/README.txt with three commands that need
no software of ours: OpenSSH, coreutils and OpenSSL 3. Download the whole site
(the zip, or a copy by git or wget), open a terminal in its folder, and take
the fingerprint of the learner's key from the coach, not from the site itself.
`

// howPage says in words what a check is, and what it is not.
func (p *plan) howPage() site.Page {
	return page(howPath, func() any {
		v := p.base(howPath, "how", "How to check")
		v.Crumbs = []site.Link{v.Brand, {Text: "How to check"}}
		v.Description = "How to check a learner’s portfolio yourself, and what a check does not show."
		v.Mast = site.Mast{Heading: "How to check a learner’s site", Lead: "It takes a minute, and nothing is sent anywhere."}
		limits := []site.Part{limitsTable(), site.Note{Small: true, Text: plain("K is the learner’s key, W somebody who saw the list or speaks of a record, D a day.")}}
		v.Sections = []site.Section{
			{ID: "steps", Heading: "In your browser", Parts: []site.Part{howFacts(howPath, p.cfg.Pseudonyms)}},
			{ID: "limits", Heading: "What each proof says, and does not", Parts: limits},
			{ID: "live", Heading: "Is it the person you speak with?", Parts: []site.Part{site.Note{Text: plain("A copied portfolio holds, too. Say a phrase of your own in the interview, best with today’s date and your company in it, and ask them to sign it while you watch. Paste phrase and answer into the checking page.")}}},
		}
		if p.cfg.CoachKey != "" {
			v.Sections = append(v.Sections, p.coachSection())
		}
		return v
	})
}

// coachSection lists the coach's key: without a place that lists it, anybody can sign as that coach.
func (p *plan) coachSection() site.Section {
	return site.Section{ID: "coach", Heading: "Is it the coach’s word?", Parts: []site.Part{site.Facts{Items: []site.Field{
		{Label: "The coach’s key", Value: plain(p.cfg.CoachKey), Tone: "mono"},
		{Label: "What for", Value: plain("Beside each word of " + first(p.cfg.Coach, "the coach") + " about a record stands the key that has signed it. If it is this one, the word is theirs; if it is another, it is somebody else’s. How much the word is worth is for you to say.")},
	}}}}
}

func howFacts(at string, pseudonyms bool) site.Part {
	address := "On the learner’s page here, the link to the whole portfolio. Copy that address."
	key := "The fingerprint of the learner’s key stands on their page here, as the coach compared it with them. Where much depends on it, ask the coach by telephone. A fingerprint from the site itself says nothing."
	if pseudonyms {
		key = "Ask the coach for the fingerprint of the learner’s key, by telephone or mail. A fingerprint from the site itself says nothing."
		address = "This cohort shows aliases. Ask the coach for the address of the portfolio that you want to check."
	}
	return site.Facts{Items: []site.Field{
		{Label: "1. The site", Value: plain(address)},
		{Label: "2. The key", Value: plain(key)},
		{Label: "3. The check", Value: site.Text{{Text: "Open this cohort’s checking page", URL: site.Relative(at, checkPath)}, {Text: ", paste both, and read the answer. It comes from the cohort, not from the site that it checks."}}},
		{Label: "If it cannot read", Value: plain("Some hosts do not let other pages read their files. Then download the portfolio’s zip or folder, and drop it on the same page.")},
	}}
}

func limitsTable() site.Table {
	t := site.Table{Label: "Proofs and their limits", Head: []site.Column{{Text: "Proof"}, {Text: "Says"}, {Text: "Does not say"}}}
	for _, r := range [][3]string{
		{"Signed list of files", "These files are exactly what the holder of key K published.", "Who K is, that content is true, when."},
		{"Log and inclusion", "This record is entry 42 of K’s list.", "When, unless witnessed."},
		{"Cosignature", "W saw this list on D, and it only ever grew since W first saw it.", "That W read a word of it."},
		{"Attestation", "W, in their own words, says …; basis: …", "More than W is worth."},
	} {
		t.Rows = append(t.Rows, site.Row{Cells: []site.Cell{{Header: true, Text: plain(r[0])}, {Label: "Says", Text: plain(r[1])}, {Label: "Does not say", Text: plain(r[2])}}})
	}
	return t
}
