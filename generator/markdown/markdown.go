// Package markdown turns the Markdown of a portfolio into HTML that may stand on any page: GFM
// (tables, strikethrough, task lists, bare links), footnotes, definition lists and callouts.
//
// The text is a stranger's. Raw HTML is shown as text, comments are left out, links lead only to
// http, https, mailto and to what the caller resolves, and the output has no style attribute, no
// handler and no script, as the site's content policy asks. What is refused is reported with its
// line, the words stay. Size, depth and table cells are bounded, so that no input costs a blow-up.
//
// The output depends on the text and the options alone. A Renderer keeps a bounded memory of
// highlighted code blocks and is safe for concurrent use.
package markdown

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// MaxSource and MaxLines are the size of the largest text that is rendered, in bytes and lines.
const (
	MaxSource = 1 << 20
	MaxLines  = 50_000
)

// ErrTooLarge is returned for a text of more than MaxSource bytes or MaxLines lines.
var ErrTooLarge = errors.New("the text is larger than 1 MiB or 50,000 lines")

// Renderer turns Markdown into HTML. Make one with New.
type Renderer struct {
	plain, typographic parsers
	code               *codeCache
}

// New makes a Renderer.
func New() *Renderer {
	return &Renderer{plain: newParsers(false), typographic: newParsers(true), code: newCodeCache()}
}

// Options say how one text is rendered. The zero Options are fine.
type Options struct {
	// Lang is the language of the text (BCP 47). English gets typographic quotes and dashes.
	Lang string
	// TopLevel is the level that the text's highest headings become; 0 means 2. Deeper ones follow
	// without a gap, none below 6.
	TopLevel int
	// Prefix and a dash go before every id, so that two texts can share a page.
	Prefix string
	// Taken reports an id that the page already has. May be nil.
	Taken func(id string) bool
	// FirstLine is the line at which src starts in its file; 0 means 1.
	FirstLine int
	// Resolve gives the address of a link or picture that is not an address of the web:
	// "../artifacts/x.pdf", "gates/g3.md#board", "#r-03". ok is false when it leads nowhere; the
	// words then stand without a link. nil keeps such links as they are.
	Resolve func(dest string) (address string, ok bool)
	// Spans cuts a run of text outside code and links at its references. The texts of the spans
	// put together are the text; nil means that it has none. May be nil.
	Spans func(text string) []Span
	// Label translates the few words the package itself writes, given in English: the five callout
	// titles, "Table", "Done", "To do", "Footnote", "Back to reference". nil keeps them.
	Label func(english string) string
}

// Span is a piece of text; URL is "" when it leads nowhere.
type Span struct{ Text, URL string }

// Result is a rendered text and what was found in it.
type Result struct {
	HTML    []byte
	TOC     []Heading // in the order of the text
	Links   []Link    // links and pictures that were written, references of Spans left out
	Refused []Refused // what was not rendered as written
	IDs     []string  // every id in HTML: Taken for the next text of the page
}

// Heading is a heading of the text, its level as rendered.
type Heading struct {
	Level    int
	ID, Text string
}

// Link is an address in the HTML, and the line of the source it was written on.
type Link struct {
	URL     string
	Line    int
	Outside bool // leads to the web or to a mail address
}

// Refused is something that was not rendered as written.
type Refused struct {
	What string // the address, or the beginning of the HTML
	Line int
	Why  Reason
}

// Reason is why something was refused.
type Reason string

// The reasons.
const (
	BadScheme  Reason = "scheme"   // a link with a scheme other than http, https, mailto
	Unresolved Reason = "link"     // a link or picture that Resolve does not know
	RawHTML    Reason = "raw html" // shown as text
	TooDeep    Reason = "depth"    // nested deeper than is rendered: shown flat
	TooComplex Reason = "markup"   // a paragraph with more markup than a person writes: shown as it is
)

// HTML renders one text. The only error is ErrTooLarge.
func (r *Renderer) HTML(src string, opt Options) (Result, error) {
	if tooLarge(src) {
		return Result{}, ErrTooLarge
	}
	p := r.parse(src, opt)
	p.outline()
	p.callouts()
	p.blocks(p.doc)
	slices.SortStableFunc(p.res.Refused, func(a, b Refused) int { return a.Line - b.Line })
	p.res.HTML = p.out
	return p.res, nil
}

// page is one rendering: the tree, the options and what is written so far.
type page struct {
	r   *Renderer
	opt Options
	src []byte
	doc ast.Node
	out []byte
	res Result

	lines    []int          // offset of each line's start, made when first asked for
	used     map[string]int // ids given, and the highest number put to each
	headings map[ast.Node]Heading
	slugs    map[string]string   // a heading's anchor without prefix, to its id
	callout  map[ast.Node]string // its kind, "note"
	notes    map[int]*note
	tables   map[string]int // labels of tables written so far
	lit      int            // bytes of code highlighted so far
	inLink   bool
	inCell   bool
}

func (r *Renderer) parse(src string, opt Options) *page {
	if opt.TopLevel < 1 || opt.TopLevel > 6 {
		opt.TopLevel = 2
	}
	p := &page{
		r: r, opt: opt, src: clean(src),
		used: map[string]int{}, headings: map[ast.Node]Heading{}, slugs: map[string]string{},
		callout: map[ast.Node]string{}, notes: map[int]*note{}, tables: map[string]int{},
	}
	from := r.plain
	if lang, _, _ := strings.Cut(strings.ToLower(opt.Lang), "-"); lang == "en" {
		from = r.typographic
	}
	p.doc = from.of(src).Parse(text.NewReader(p.src), parser.WithContext(parser.NewContext()))
	p.out = make([]byte, 0, len(p.src)+len(p.src)/2+64)
	return p
}

func tooLarge(src string) bool {
	return len(src) > MaxSource || strings.Count(src, "\n")+strings.Count(src, "\r") > MaxLines
}

// clean makes line ends and odd bytes uniform; lines keep their numbers.
func clean(src string) []byte {
	src = strings.TrimPrefix(src, "\uFEFF")
	src = strings.ToValidUTF8(src, "\uFFFD")
	if strings.ContainsRune(src, '\r') {
		src = strings.ReplaceAll(src, "\r\n", "\n")
		src = strings.ReplaceAll(src, "\r", "\n")
	}
	return []byte(strings.ReplaceAll(src, "\x00", "\uFFFD"))
}

// label is a word of the package's own, translated.
func (p *page) label(english string) string {
	if p.opt.Label == nil {
		return english
	}
	return p.opt.Label(english)
}

// newID gives an id that the page does not have yet.
func (p *page) newID(slug string) string {
	if p.opt.Prefix != "" {
		slug = p.opt.Prefix + "-" + slug
	}
	id := slug
	for p.used[id] > 0 || p.opt.Taken != nil && p.opt.Taken(id) {
		p.used[slug] = max(p.used[slug], 1) + 1 // the number tried last, so that none is tried twice
		id = slug + "-" + strconv.Itoa(p.used[slug])
	}
	p.used[id] = max(p.used[id], 1)
	p.res.IDs = append(p.res.IDs, id)
	return id
}
