package chart

// rows starts a table with its first column.
func rows(caption, name string, n int, text func(i int) string) Table {
	t := Table{Caption: caption, Head: head(name), Rows: make([][]string, n)}
	for i := range t.Rows {
		t.Rows[i] = []string{text(i)}
	}
	return t
}

// column appends a column and tells its index; one without a single entry is left out, and its
// index is 0.
func (t *Table) column(name string, text func(i int) string) int {
	cells, some := make([]string, len(t.Rows)), false
	for i := range t.Rows {
		cells[i] = text(i)
		some = some || cells[i] != ""
	}
	if !some {
		return 0
	}
	t.Head = append(t.Head, head(name)...)
	for i := range t.Rows {
		t.Rows[i] = append(t.Rows[i], cells[i])
	}
	return len(t.Head) - 1
}
