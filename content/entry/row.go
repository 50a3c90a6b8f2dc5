package entry

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/content/table"
)

// script is a file as it is written.
type script struct {
	code Coding
	raw  []byte
	text string
}

func (s *script) decode() (err error) {
	s.text, err = s.code.decode(s.raw)
	return err
}

// lineEnd is the line end that most of the lines have.
func (s *script) lineEnd() string {
	both := strings.Count(s.text, "\r\n")
	lf, cr := strings.Count(s.text, "\n")-both, strings.Count(s.text, "\r")-both
	switch {
	case both >= lf && both >= cr && both > 0:
		return "\r\n"
	case cr > lf:
		return "\r"
	}
	return "\n"
}

// ended tells whether the last line has its end.
func (s *script) ended() bool {
	return strings.HasSuffix(s.text, "\n") || strings.HasSuffix(s.text, "\r")
}

// row is what stands behind the file afterwards: the new row, with a line end before it where the last line
// has none. A file whose last line ends without one keeps that habit.
func (s *script) row(r Register, file content.RegisterFile, values []Value) (string, error) {
	t, end := file.Table, s.lineEnd()
	before, after := "", end
	if !s.ended() {
		before, after = end, ""
	}
	if t.Format == table.TOML {
		return before + end + strings.TrimSuffix(tomlRow(tableName(r.Name, s.raw), r.Kind, tomlKeys(file), values, end), end) + after, nil
	}
	cells := make([]string, len(t.Header))
	var missing MissingColumns
	for _, v := range values {
		i, ok := file.Cells[v.Column]
		if !ok {
			missing = append(missing, content.Column{Name: v.Column}.Header())
			continue
		}
		cells[i] = v.Text
	}
	if len(missing) > 0 {
		return "", missing
	}
	return before + line(cells, t.Delimiter) + after, nil
}

// line writes cells as one line of csv or tsv.
func line(cells []string, delim byte) string {
	var b strings.Builder
	for i, c := range cells {
		if i > 0 {
			b.WriteByte(delim)
		}
		if strings.ContainsAny(c, "\"\r\n") || strings.IndexByte(c, delim) >= 0 || strings.TrimSpace(c) != c {
			c = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
		}
		b.WriteString(c)
	}
	return b.String()
}

// tomlKeys are the keys by which a TOML register calls columns, where it has them.
func tomlKeys(file content.RegisterFile) map[string]string {
	keys := map[string]string{}
	for column, i := range file.Cells {
		keys[column] = file.Table.Header[i].Text
	}
	return keys
}

// tableName is how a TOML register calls its tables.
func tableName(name string, data []byte) string {
	stem, _, _ := strings.Cut(name[strings.LastIndexByte(name, '/')+1:], ".")
	root, _ := table.Settings(data, table.DefaultLimits())
	for _, f := range root.Fields() {
		if table.Normalise(f.Name) == table.Normalise(stem) {
			return f.Name
		}
	}
	return strings.ReplaceAll(strings.ToLower(stem), "-", "_")
}

// tomlRow is one table of a TOML register.
func tomlRow(name string, k content.Kind, keys map[string]string, values []Value, end string) string {
	var b strings.Builder
	b.WriteString("[[" + tomlKey(name) + "]]" + end)
	for _, c := range content.Columns(k) {
		for _, v := range values {
			if v.Column != c.Name || v.Text == "" {
				continue
			}
			key := c.Key()
			if own := keys[c.Name]; own != "" {
				key = own
			}
			b.WriteString(tomlKey(key) + " = " + TOMLValue(c, v.Text) + end)
		}
	}
	return b.String()
}

func tomlKey(key string) string {
	if regexp.MustCompile(`^[A-Za-z0-9_-]+$`).MatchString(key) {
		return key
	}
	return tomlQuote(key)
}

// TOMLValue writes a value as TOML: days and numbers bare, where the column is one of them, all else between
// quotation marks.
func TOMLValue(c content.Column, text string) string {
	switch c.Type {
	case content.DateValue:
		if _, err := time.Parse(time.DateOnly, text); err == nil {
			return text
		}
	case content.NumberValue, content.LevelValue:
		if regexp.MustCompile(`^(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?$`).MatchString(text) {
			return text
		}
	}
	return tomlQuote(text)
}

// tomlQuote writes a basic string.
func tomlQuote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteString(`\` + string(r))
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < 0x20 || r == 0x7f:
			b.WriteString(`\u00` + strconv.FormatInt(int64(r)+0x100, 16)[1:])
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
