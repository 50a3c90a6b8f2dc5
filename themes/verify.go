package themes

import (
	"bytes"
	"io/fs"
)

// verifyScripts are the files of verify.js in the order in which they are put together.
var verifyScripts = [...]string{
	"crypto.js", "formats.js", "keys.js", "attest.js", "findings.js", "check.js", "checkkeys.js", "checklog.js",
	"checkrecords.js", "checkattest.js", "checksuccession.js", "checkconsents.js", "compare.js", "prose.js", "sources.js", "challenge.js", "words.js", "page.js",
}

// VerifyScript is proof/verify.js: one classic script for verify.html, in one function, so that a
// page has one new name, GatefoldVerify. It needs no other file and sends nothing.
func VerifyScript() []byte {
	var b bytes.Buffer
	b.WriteString("(function () {\n")
	for i, name := range verifyScripts {
		body := verifyFile(name)
		if i > 0 {
			body = bytes.TrimPrefix(body, []byte("\"use strict\";\n"))
		}
		b.Write(body)
	}
	b.WriteString("})();\n")
	return b.Bytes()
}

// VerifyStyle is proof/verify.css, all that verify.html needs, so that the three files can be copied
// to another place: the look of a theme as Open gives it, and the page's own rules.
func VerifyStyle(theme fs.FS) ([]byte, error) {
	var b bytes.Buffer
	for _, name := range []string{"tokens.css", "base.css"} {
		css, err := fs.ReadFile(theme, name)
		if err != nil {
			return nil, err
		}
		b.Write(css)
	}
	b.Write(verifyFile("verify.css"))
	css, err := fs.ReadFile(theme, "print.css")
	b.Write(css)
	return b.Bytes(), err
}

// VerifyPage is proof/verify.html, an html/template. Its fields: Policy, the content policy of site
// pages (on a cohort's copy with connect-src 'self' https:); Author and Home, the name and the address
// of the front page from proof/, both empty on a copy that belongs to no portfolio, Author alone
// on a cohort's copy, whose Home is the cohort's front page; Cohort, true where the reader may give an
// address of another site, which the page's own address may name after its #.
func VerifyPage() string { return string(verifyFile("verify.html")) }

// VerifyReadme is proof/README.txt, a text/template. Its fields: Author, SiteURL (may be empty),
// Fingerprint, Principal, Origin.
func VerifyReadme() string { return string(verifyFile("README.txt")) }

// VerifyShell is proof/verify.sh.
func VerifyShell() []byte { return verifyFile("verify.sh") }

func verifyFile(name string) []byte {
	body, err := fs.ReadFile(files, "shared/verify/"+name)
	if err != nil {
		panic(err) // the folder is embedded
	}
	return body
}
