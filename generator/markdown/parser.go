package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Bounds on what is parsed. What goes beyond stays text.
const (
	maxDepth = 16      // quotes, lists and notes in one another
	maxCells = 100_000 // of one table, counted as its rows times its widest line
	maxNotes = 500     // footnotes of one text
)

// newParser is CommonMark with the extensions, without attributes and without goldmark's ids.
func newParser(typographic bool) parser.Parser {
	blocks := []util.PrioritizedValue{
		util.Prioritized(parser.NewSetextHeadingParser(), 100),
		util.Prioritized(parser.NewThematicBreakParser(), 200),
		util.Prioritized(bounded{parser.NewListParser()}, 300),
		util.Prioritized(parser.NewListItemParser(), 400),
		util.Prioritized(parser.NewCodeBlockParser(), 500),
		util.Prioritized(parser.NewATXHeadingParser(), 600),
		util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
		util.Prioritized(bounded{parser.NewBlockquoteParser()}, 800),
		util.Prioritized(parser.NewHTMLBlockParser(), 900),
		util.Prioritized(parser.NewParagraphParser(), 1000),
		util.Prioritized(bounded{extension.NewDefinitionListParser()}, 101),
		util.Prioritized(extension.NewDefinitionDescriptionParser(), 102),
		util.Prioritized(counted{bounded{extension.NewFootnoteBlockParser()}}, 999),
	}
	inlines := append(parser.DefaultInlineParsers(),
		util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
		util.Prioritized(extension.NewFootnoteParser(), 101),
		util.Prioritized(extension.NewStrikethroughParser(), 500),
		util.Prioritized(extension.NewLinkifyParser(), 999),
	)
	if typographic {
		inlines = append(inlines, util.Prioritized(extension.NewTypographerParser(), 9999))
	}
	return parser.NewParser(
		parser.WithBlockParsers(blocks...),
		parser.WithInlineParsers(inlines...),
		parser.WithParagraphTransformers(
			util.Prioritized(parser.LinkReferenceParagraphTransformer, 100),
			util.Prioritized(boundedTable{extension.NewTableParagraphTransformer()}, 200),
		),
		parser.WithASTTransformers(
			util.Prioritized(extension.NewFootnoteASTTransformer(), 999),
		),
	)
}

// bounded opens no block below maxDepth others.
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

// counted opens no more than maxNotes blocks in a text.
type counted struct{ parser.BlockParser }

// countKey is where a parse keeps the number of its footnotes.
var countKey = parser.NewContextKey()

// Open implements parser.BlockParser.
func (c counted) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	n, _ := pc.Get(countKey).(int)
	if n >= maxNotes {
		return nil, parser.NoChildren
	}
	node, state := c.BlockParser.Open(parent, reader, pc)
	if node != nil {
		pc.Set(countKey, n+1)
	}
	return node, state
}

// boundedTable leaves a paragraph alone that would become a table of too many cells.
type boundedTable struct{ parser.ParagraphTransformer }

// Transform implements parser.ParagraphTransformer.
func (b boundedTable) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	widest := 0
	for _, line := range node.Lines().Sliced(0, node.Lines().Len()) {
		widest = max(widest, bytes.Count(line.Value(reader.Source()), []byte("|")))
	}
	if widest*node.Lines().Len() <= maxCells {
		b.ParagraphTransformer.Transform(node, reader, pc)
	}
}
