package markdown

import (
	"crypto/sha256"
	"strings"
	"sync"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
)

// Bounds on what is highlighted; the rest is shown plain. The lexers match by backtracking, whose
// cost grows with the square of a line, of a run of empty lines and of the block.
const (
	maxBlock = 8 << 10  // bytes of one block
	maxLit   = 48 << 10 // bytes of all blocks of a text
	maxLine  = 400      // bytes of one line
	maxEmpty = 20       // empty lines in a row
)

// code writes a block of code.
func (p *page) code(lang, text string) {
	p.str(`<pre class="chroma" tabindex="0"><code>`)
	lang = language(lang)
	if lang == "" || !tame(text) || p.lit+len(text) > maxLit {
		p.text(text)
	} else {
		p.lit += len(text)
		p.str(p.r.code.get(lang, text))
	}
	p.str("</code></pre>\n")
}

// tame reports code that a lexer gets through quickly.
func tame(text string) bool {
	if len(text) > maxBlock {
		return false
	}
	empty := 0
	for line := range strings.Lines(text) {
		if len(line) > maxLine {
			return false
		}
		if strings.TrimSpace(line) != "" {
			empty = 0
		} else if empty++; empty > maxEmpty {
			return false
		}
	}
	return true
}

// language is the lexer for what a fence names, "" for none. Only languages that turn up in IT
// projects are known, and whose lexers were tried with hostile input.
func language(name string) string {
	switch name := strings.ToLower(name); name {
	case "bash", "sh", "shell", "zsh":
		return "bash"
	case "powershell", "ps1", "pwsh":
		return "powershell"
	case "bat", "batch", "batchfile", "cmd":
		return "batchfile"
	case "sql", "mysql", "postgresql", "sqlite":
		return "sql"
	case "tsql", "mssql":
		return "tsql"
	case "javascript", "js", "jsx":
		return "javascript"
	case "typescript", "ts", "tsx":
		return "typescript"
	case "python", "py":
		return "python"
	case "go", "golang":
		return "go"
	case "csharp", "cs", "c#":
		return "csharp"
	case "vb", "vba", "vbnet", "vb.net":
		return "vb.net"
	case "dockerfile", "docker":
		return "docker"
	case "terraform", "tf", "hcl":
		return "terraform"
	case "yaml", "yml":
		return "yaml"
	case "ini", "conf", "cfg":
		return "ini"
	case "diff", "patch":
		return "diff"
	case "json", "toml", "xml", "html", "css", "java", "http", "nginx", "php", "ruby", "kotlin", "rust", "properties", "graphql":
		return name
	}
	return ""
}

// highlight turns code into escaped text with one span a run of tokens of one class.
func highlight(lang, text string) string {
	lexer := lexers.Get(lang)
	if lexer == nil {
		return string(appendEscaped(nil, text, false))
	}
	tokens, err := lexer.Tokenise(&chroma.TokeniseOptions{State: "root", EnsureLF: true}, text)
	if err != nil {
		return string(appendEscaped(nil, text, false))
	}
	out := make([]byte, 0, 2*len(text))
	class, open := "", false
	total := 0
	for token := tokens(); token != chroma.EOF; token = tokens() {
		c := classOf(token.Type)
		if strings.TrimSpace(token.Value) == "" {
			c = class // blanks look the same in any colour
		}
		if c != class {
			if open {
				out = append(out, "</span>"...)
			}
			if open = c != ""; open {
				out = append(out, `<span class="`+c+`">`...)
			}
			class = c
		}
		out = appendEscaped(out, token.Value, false)
		total += len(token.Value)
	}
	if open {
		out = append(out, "</span>"...)
	}
	if total < len(text) { // a lexer that lost something
		return string(appendEscaped(nil, text, false))
	}
	return string(out)
}

// classOf is the short class of a token, chroma's own for the head of its group; "" for what is
// shown as it is.
func classOf(t chroma.TokenType) string {
	switch t {
	case chroma.KeywordType, chroma.NameClass, chroma.NameBuiltin, chroma.NameException, chroma.NameNamespace:
		return "kt"
	case chroma.NameFunction, chroma.NameFunctionMagic, chroma.NameDecorator, chroma.NameAttribute, chroma.NameProperty:
		return "nf"
	case chroma.NameTag:
		return "k"
	case chroma.GenericInserted:
		return "gi"
	case chroma.GenericDeleted:
		return "gd"
	case chroma.GenericHeading, chroma.GenericSubheading:
		return "k"
	}
	switch {
	case t.InCategory(chroma.Comment):
		return "c"
	case t.InCategory(chroma.Keyword), t == chroma.OperatorWord:
		return "k"
	case t.InSubCategory(chroma.String):
		return "s"
	case t.InSubCategory(chroma.Number):
		return "m"
	case t.InCategory(chroma.Operator):
		return "o"
	}
	return ""
}

// codeCache remembers highlighted blocks: chroma takes most of the time of a page.
type codeCache struct {
	mu    sync.Mutex
	byKey map[[sha256.Size]byte]string
	order [][sha256.Size]byte // oldest first
	size  int
}

const (
	cacheBytes  = 4 << 20
	cacheBlocks = 4096
)

func newCodeCache() *codeCache {
	return &codeCache{byKey: map[[sha256.Size]byte]string{}}
}

func (c *codeCache) get(lang, text string) string {
	key := sha256.Sum256([]byte(lang + "\x00" + text))
	c.mu.Lock()
	out, ok := c.byKey[key]
	c.mu.Unlock()
	if ok {
		return out
	}
	out = highlight(lang, text)
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.byKey[key]; ok {
		return out
	}
	c.byKey[key] = out
	c.order = append(c.order, key)
	c.size += len(out)
	for c.size > cacheBytes || len(c.order) > cacheBlocks {
		c.size -= len(c.byKey[c.order[0]])
		delete(c.byKey, c.order[0])
		c.order = c.order[1:]
	}
	return out
}
