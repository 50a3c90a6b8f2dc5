package markdown

import (
	"strings"

	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"
)

// parsers are those for texts with and without addresses to find: looking for them at every blank
// takes a third of the time of parsing, and most texts have none.
type parsers struct{ linking, other parser.Parser }

func newParsers(typographic bool) parsers {
	return parsers{newParser(typographic, true), newParser(typographic, false)}
}

func (p parsers) of(src string) parser.Parser {
	if strings.Contains(src, "://") || strings.Contains(src, "www.") || strings.Contains(src, "@") {
		return p.linking
	}
	return p.other
}

// newParser is CommonMark with the extensions, without attributes and without goldmark's ids.
func newParser(typographic, linking bool) parser.Parser {
	blocks := []util.PrioritizedValue{
		util.Prioritized(parser.NewSetextHeadingParser(), 100),
		util.Prioritized(parser.NewThematicBreakParser(), 200),
		util.Prioritized(bounded{parser.NewListParser()}, 300),
		util.Prioritized(parser.NewListItemParser(), 400),
		util.Prioritized(parser.NewCodeBlockParser(), 500),
		util.Prioritized(boundedHeading{parser.NewATXHeadingParser()}, 600),
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
	)
	if linking {
		inlines = append(inlines, util.Prioritized(extension.NewLinkifyParser(), 999))
	}
	if typographic {
		inlines = append(inlines, util.Prioritized(extension.NewTypographerParser(), 9999))
	}
	return parser.NewParser(
		parser.WithBlockParsers(blocks...),
		parser.WithInlineParsers(inlines...),
		parser.WithParagraphTransformers(
			util.Prioritized(boundedReferences{parser.LinkReferenceParagraphTransformer}, 100),
			util.Prioritized(boundedTable{extension.NewTableParagraphTransformer()}, 200),
			util.Prioritized(boundedParagraph{}, 300),
		),
		parser.WithASTTransformers(
			util.Prioritized(extension.NewFootnoteASTTransformer(), 999),
		),
	)
}
