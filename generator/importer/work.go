package importer

import (
	"slices"
	"strings"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/content/table"
)

// workItems collects the items of another program's list. Its columns are those of the work register,
// any other name is an extra field.
type workItems struct {
	report  *FileReport
	columns []string
	rows    []workRow
	known   []string // persons
}

type workRow struct {
	number int
	values map[string]string
}

func newWorkItems(r *FileReport, columns ...string) *workItems {
	return &workItems{report: r, columns: columns}
}

func (w *workItems) add(number int, values map[string]string) {
	w.rows = append(w.rows, workRow{number, values})
}

// draft reads the items as a register, so that dates and numbers are understood as everywhere.
func (w *workItems) draft(opt Options) *draft {
	t := &table.Table{Format: table.CSV, Delimiter: ','}
	for _, c := range w.columns {
		t.Header = append(t.Header, table.Cell{Text: c, Line: 1})
	}
	for _, r := range w.rows {
		to := table.Row{Number: r.number, Line: r.number}
		for _, c := range w.columns {
			to.Cells = append(to.Cells, table.Cell{Text: strings.TrimSpace(r.values[c]), Line: r.number})
		}
		t.Rows = append(t.Rows, to)
	}
	columns, extra := w.report.Columns, w.report.ExtraColumns
	pins := table.Pins{}
	for _, c := range w.columns {
		if !slices.ContainsFunc(content.Columns(workKind()), func(k content.Column) bool { return k.Name == c }) {
			pins[c] = table.PinExtra
		}
	}
	opt.Pins = map[string]table.Pins{"work": pins}
	d := tableDraft(w.report, t, "work", opt)
	w.report.Columns, w.report.ExtraColumns = columns, extra // those of the file, not these
	d.known, d.sure = w.known, true
	return d
}

func workKind() content.Kind {
	i := slices.IndexFunc(content.Kinds(), func(k content.Kind) bool { return k.Name == "work" })
	return content.Kinds()[i]
}

// isDone tells by the name of a status, a list or a column that what stands there is finished, in the
// languages of the exports that are read.
func isDone(status string) bool {
	s := strings.ToLower(strings.TrimSpace(status))
	for _, word := range []string{"done", "closed", "close", "resolved", "complete", "completed", "finished", "released", "shipped", "merged",
		"hecho", "listo", "cerrado", "cerrada", "resuelto", "resuelta", "finalizado", "finalizada", "terminado",
		"fertig", "erledigt", "geschlossen", "abgeschlossen", "gelöst",
		"terminé", "terminée", "fermé", "fermée", "fait", "résolu", "résolue", "terminé(e)",
		"concluído", "concluída", "resolvido", "fechado", "feito", "itens concluídos", "finalizado",
		"クローズ", "完了"} {
		if s == word || strings.HasPrefix(s, word+" ") || strings.HasSuffix(s, " "+word) && !strings.HasPrefix(s, "not ") {
			return true
		}
	}
	return false
}

// columnNamed is the place of the first header that is one of some names, compared in lower case; -1 when
// there is none.
func columnNamed(t *table.Table, names ...string) int {
	for _, name := range names {
		for j, h := range t.Header {
			if strings.ToLower(strings.TrimSpace(h.Text)) == name {
				return j
			}
		}
	}
	return -1
}

func cellText(r *table.Row, j int) string {
	if j < 0 || j >= len(r.Cells) {
		return ""
	}
	return strings.TrimSpace(r.Cells[j].Text)
}

// capMark is the number of rows at which trackers cut their exports.
const capMark = 1_000

func noteCap(r *FileReport, rows int, program string) {
	if rows == capMark {
		r.guess("There are exactly 1,000 rows, which is where %s cuts an export. Export the rest in parts, by date of creation, and import the files together.", program)
	}
}
