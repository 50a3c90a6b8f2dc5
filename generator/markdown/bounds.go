package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	xast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Bounds on what is parsed. What goes beyond stays text.
const (
	maxDepth   = 10          // lists in one another; quotes twice as many
	maxCells   = 100_000     // of one table, counted as its rows times its widest line
	maxNotes   = 500         // footnotes of one text
	maxHeading = 4 << 10     // bytes of one heading
	maxDefs    = 2000        // lines of link definitions in one paragraph
	maxCost    = 200_000_000 // of all inline markup, see cost
)

// countKey and costKey are where a parse keeps its number of footnotes and the cost of its markup.
var countKey, costKey = parser.NewContextKey(), parser.NewContextKey()

// complexMark is the attribute of a block that stands for a paragraph of too much markup.
const complexMark = "gatefold-complex"

// bounded opens no block too deep in others.
type bounded struct{ parser.BlockParser }

// Open implements parser.BlockParser.
func (b bounded) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	depth := 0
	for n := parent; n != nil; n = n.Parent() {
		if depth++; depth > 2*maxDepth { // a list and its item are two
			return nil, parser.NoChildren
		}
	}
	return b.BlockParser.Open(parent, reader, pc)
}

// counted opens no more than maxNotes blocks in a text, and none in a note: the parser would lose
// the words of both.
type counted struct{ parser.BlockParser }

// Open implements parser.BlockParser.
func (c counted) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	n, _ := pc.Get(countKey).(int)
	if n >= maxNotes || within(parent, xast.KindFootnote) {
		return nil, parser.NoChildren
	}
	node, state := c.BlockParser.Open(parent, reader, pc)
	if node != nil {
		pc.Set(countKey, n+1)
	}
	return node, state
}

// boundedHeading leaves a line alone that is too long for a heading.
type boundedHeading struct{ parser.BlockParser }

// Open implements parser.BlockParser.
func (b boundedHeading) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if line, _ := reader.PeekLine(); len(line) > maxHeading {
		return nil, parser.NoChildren
	}
	return b.BlockParser.Open(parent, reader, pc)
}

// cost is what inline parsing of a text may come to: the parser looks for the end of a link, or the
// partner of a quote or a star, from each of them to the end of the paragraph at worst.
func cost(b []byte) int { return marks(b) * len(b) }

func marks(b []byte) (n int) {
	for _, c := range b {
		switch c {
		case '*', '_', '~', '"', '\'', '[', ']', '(', '<', '!', '`':
			n++
		}
	}
	return n
}

// costOf is cost of lines put together.
func costOf(lines *text.Segments, source []byte) int {
	n, size := 0, 0
	for i := range lines.Len() {
		line := lines.At(i)
		value := line.Value(source)
		n, size = n+marks(value), size+len(value)
	}
	return n * size
}

// spend reports whether a text may still have markup of this cost, and takes it off.
func spend(pc parser.Context, cost int) bool {
	spent, _ := pc.Get(costKey).(int)
	if spent+cost > maxCost {
		return false
	}
	pc.Set(costKey, spent+cost)
	return true
}

// boundedReferences reads no link definitions from a paragraph of too many lines.
type boundedReferences struct{ parser.ParagraphTransformer }

// Transform implements parser.ParagraphTransformer.
func (b boundedReferences) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	if node.Lines().Len() <= maxDefs {
		b.ParagraphTransformer.Transform(node, reader, pc)
	}
}

// boundedTable leaves a paragraph alone that would become a table of too many or too large cells.
type boundedTable struct{ parser.ParagraphTransformer }

// Transform implements parser.ParagraphTransformer.
func (b boundedTable) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	widest, sum := 0, 0
	lines := node.Lines()
	if !mayBeTable(lines, reader.Source()) {
		return
	}
	for i := range lines.Len() {
		line := lines.At(i)
		value := line.Value(reader.Source())
		widest = max(widest, bytes.Count(value, []byte("|")))
		sum += cost(value)
	}
	if widest*lines.Len() > maxCells || sum > maxCost {
		return
	}
	b.ParagraphTransformer.Transform(node, reader, pc)
	if node.Parent() == nil && !spend(pc, sum) {
		pc.Set(costKey, maxCost) // this one passes, the next does not
	}
}

// mayBeTable tells whether a line after the first could stand under the head of a table.
func mayBeTable(lines *text.Segments, source []byte) bool {
	for i := 1; i < lines.Len(); i++ {
		line := lines.At(i)
		if len(bytes.Trim(line.Value(source), "-|: \t\r\n\f\v")) == 0 {
			return true
		}
	}
	return false
}

// boundedParagraph turns a paragraph of too much markup into a block without any.
type boundedParagraph struct{}

// Transform implements parser.ParagraphTransformer.
func (boundedParagraph) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines := node.Lines()
	if lines.Len() == 0 || spend(pc, costOf(lines, reader.Source())) {
		return
	}
	block := ast.NewCodeBlock()
	block.SetLines(lines)
	block.SetPos(lines.At(0).Start)
	block.SetAttributeString(complexMark, true)
	node.Parent().ReplaceChild(node.Parent(), node, block)
}
