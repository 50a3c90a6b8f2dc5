package shown

import (
	"bytes"
	"regexp"
	"strings"
)

// bodyField is the Markdown before the first heading of level 2, headingField what the names of the
// other fields of prose begin with.
const (
	bodyField    = "body"
	headingField = "## "
)

// proseLimit and proseLines are the size of the largest Markdown that a page shows, in bytes and lines.
const (
	proseLimit = 1 << 20
	proseLines = 50_000
)

func isProse(name string) bool { return name == bodyField || strings.HasPrefix(name, headingField) }

func (r *record) hasProse() bool {
	for name := range r.fields {
		if isProse(name) {
			return true
		}
	}
	return false
}

var headingNumber = regexp.MustCompile(`#[0-9]+$`)

// prose compares the Markdown of a record with a page: headings, and each piece that a renderer keeps
// together.
func (r *record) prose(path string, p *page) {
	texts, whole := map[string]string{}, ""
	for name, v := range r.fields {
		if text, ok := v.(string); ok && isProse(name) {
			texts[name] = text
			whole += text + "\n\n"
		}
	}
	if len(whole) > proseLimit || strings.Count(whole, "\n") > proseLines {
		return
	}
	notes := notesOf(whole)
	for _, name := range sortedKeys(texts) {
		if heading, ok := strings.CutPrefix(name, headingField); ok && !p.odd {
			r.piece(path, p, new(int), name, headingNumber.ReplaceAllString(heading, ""))
		}
		at := 0
		for _, piece := range piecesOf(texts[name], notes) {
			r.piece(path, p, &at, name, piece)
		}
	}
}

// maxRescans is how often a page is searched from its top for one record, so that a page and a text that
// were made to be slow do not take long.
const maxRescans = 2000

// piece looks for a piece of a text on a page, at first behind the one before it.
func (r *record) piece(path string, p *page, at *int, name, piece string) {
	squeezed := squeeze(piece)
	if squeezed == "" || r.rescans == maxRescans || len(r.differences) >= maxDifferences {
		return
	}
	found := strings.Index(p.words[*at:], squeezed)
	if found >= 0 {
		*at += found + len(squeezed)
		return
	}
	r.rescans++
	if found = strings.Index(p.words, squeezed); found < 0 {
		r.differ(path, clip(name+" of "+r.place+": "+strings.TrimFunc(piece, blankRune)), "a page that does not say so")
		return
	}
	*at = found + len(squeezed)
}

// texts looks for texts of at least three words on a page.
func (r *record) texts(path string, p *page, names []string) {
	for _, name := range names {
		group, inner, nested := strings.Cut(name, ".")
		if !nested {
			r.fieldText(path, p, name)
			continue
		}
		list, _ := r.fields[group].([]any)
		for _, item := range list {
			object, _ := item.(map[string]any)
			if text, ok := object[inner].(string); ok {
				r.text(path, p, name, text)
			}
		}
	}
}

func (r *record) fieldText(path string, p *page, name string) {
	if text, ok := r.fields[name].(string); ok {
		r.text(path, p, name, text)
	}
}

// text looks for the items of a text, each of which a page may show at another place.
func (r *record) text(path string, p *page, name, text string) {
	at := 0
	for _, item := range items(normal(text)) {
		if len(strings.FieldsFunc(item, blankRune)) >= 3 {
			r.piece(path, p, &at, name, item)
		}
	}
}

const answersPath = "interview/index.html"

// answer compares an answer with the page of questions, which shows the first sentences of its body. It
// shows one answer a question, and none without evidence: what is not there is not missed.
func (r *record) answer() {
	p := r.checker.cache.sharedPage(r.checker.site, answersPath)
	question, _ := r.fields["question"].(string)
	if p == nil || question == "" || !bytes.Contains(p.body, []byte(` id="`+question+`"`)) {
		return
	}
	r.texts(answersPath, p, answerTexts)
	body, _ := r.fields[bodyField].(string)
	at := 0
	for _, piece := range piecesOf(leadOf(body), nil) {
		r.piece(answersPath, p, &at, bodyField, piece)
	}
}

// leadOf are the first three sentences of the first paragraph of a text.
func leadOf(body string) string {
	for _, para := range strings.Split(normal(body), "\n\n") {
		para = strings.Join(strings.FieldsFunc(para, blankRune), " ")
		if para == "" || strings.ContainsAny(para[:1], "#>|-*`") {
			continue
		}
		for i, n := 0, 0; i < len(para); i++ {
			if strings.IndexByte(".!?", para[i]) >= 0 && (i+1 == len(para) || para[i+1] == ' ') {
				if n++; n == 3 {
					return para[:i+1]
				}
			}
		}
		return para
	}
	return ""
}
