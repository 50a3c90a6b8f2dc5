package content

import (
	"fmt"
	"slices"

	"github.com/gatefold/gatefold/content/table"
)

// spot is a place in a file.
type spot struct {
	line, column int
	cell         string
}

// report gathers the problems of one file.
type report struct {
	path string
	list Problems
	more int // problems beyond keepProblems
}

// keepProblems bounds what is kept of a file that is wrong in every cell; shownProblems is how many
// of them a reader gets one by one.
const (
	keepProblems  = 2000
	shownProblems = 200
)

func (r *report) add(code string, s Severity, at spot, hint, format string, args ...any) {
	if r.full() {
		r.more++
		return
	}
	r.list = append(r.list, Problem{Code: code, Severity: s, Path: r.path, Line: at.line, Column: at.column, Cell: at.cell,
		Message: fmt.Sprintf(format, args...), Hint: hint})
}

// full tells whether a further problem would only be counted.
func (r *report) full() bool { return len(r.list) >= keepProblems }

// done gives the problems, with one for all that were not kept.
func (r *report) done() Problems {
	if r.more > 0 {
		r.list = append(r.list, moreProblems(r.path, r.more, Error))
	}
	return r.list
}

func moreProblems(path string, n int, worst Severity) Problem {
	return Problem{Code: CodeMoreProblems, Severity: worst, Path: path,
		Message: fmt.Sprintf("%d further problems in this file are not listed.", n),
		Hint:    "Mend those that are listed first; often the others have the same cause."}
}

// limited sorts problems and keeps those of one file to shownProblems, the rest counted.
func (ps Problems) limited() Problems {
	ps.Sort()
	var out Problems
	for start := 0; start < len(ps); {
		end := start
		for end < len(ps) && ps[end].Path == ps[start].Path {
			end++
		}
		file := ps[start:end]
		if len(file) > shownProblems {
			out = append(out, file[:shownProblems]...)
			worst := Hint
			for _, p := range file[shownProblems:] {
				if p.Severity == Error || p.Severity == Warning && worst == Hint {
					worst = p.Severity
				}
			}
			out = append(out, moreProblems(file[0].Path, len(file)-shownProblems, worst))
		} else {
			out = append(out, file...)
		}
		start = end
	}
	out.Sort()
	return slices.Clip(out)
}

// faults turns what is wrong with a file as a file into problems, in a learner's words.
func (r *report) faults(list []table.Fault, document bool) {
	for _, f := range list {
		at := spot{f.Line, f.Column, f.Cell}
		switch f.Kind {
		case table.TooLarge:
			r.add(CodeTooLarge, Error, at, "Split the file, or leave out what a reader does not need.", "This file is larger than %s, so it was not read.", megabytes(int64(f.Want)))
		case table.NotText:
			r.add(CodeNotText, Error, at, `If it is a spreadsheet, open it and save it as "CSV UTF-8"; if it is a picture or a document, put it into artifacts/.`, "This file is not text, whatever its name says, so it was not read.")
		case table.NotWorkbook:
			r.workbook(f.Found)
		case table.NULBytes:
			r.add(CodeNULBytes, Warning, at, `Open the file and save it again as "CSV UTF-8", or as UTF-8 text.`, "This file holds %d characters that no text has (zero bytes); they were left out.", f.Got)
		case table.MixedText:
			r.add(CodeMixedText, Warning, at, `See that the letters on this line are right, and save the file again as "CSV UTF-8", or as UTF-8 text.`, "This file writes letters such as é in two ways, from this line on in the older one (Windows-1252); both were read.")
		case table.Unsolved:
			r.add(CodeUnsolved, Warning, at, "Open the workbook in Excel or LibreOffice and save it: that reckons the formulas.", "Here is a formula without its result, which counts as empty; the sheet has %d of them.", f.Got)
		case table.UnclosedQuote:
			r.add(CodeUnclosedQuote, Error, at, `Put a second " at the end of the cell, or remove the first one.`, `This cell opens a quotation mark that is never closed: %s.`, quote(f.Found))
		case table.TooManyCells:
			r.add(CodeTooManyCells, Warning, at, "Usually a comma inside a text: put the whole text between quotation marks, or give the extra column a header.", "This row has %d cells under %d headers; %s stands beyond the last header.", f.Got, f.Want, quote(f.Found))
		case table.TooFewCells:
			r.add(CodeTooFewCells, Warning, at, "Add the missing separators at the end of the row; a spreadsheet does it when you save.", "This row has %d cells, the header has %d; the last ones count as empty.", f.Got, f.Want)
		case table.DuplicateHeader:
			r.add(CodeDuplicateHeader, Error, at, "Rename or remove one of the two columns.", "The header %s stands here a second time; column %s has it already. The first is used, this one is kept as an extra field.", quote(f.Found), table.ColumnLetters(f.Got-1))
		case table.EmptyHeader:
			r.add(CodeEmptyHeader, Warning, at, "Write a header over the column.", "Column %s has values but no header; they are kept as an extra field.", f.Found)
		case table.NoHeader:
			r.add(CodeEmptyRegister, Warning, at, "Write the headers into the first row and one record into each row below, or delete the file.", "This file is empty.")
		case table.NoRows:
			r.add(CodeEmptyRegister, Warning, at, "Write one record into each row below the headers, or delete the file.", "This file has headers but no records.")
		default:
			r.limitFault(f, at, document)
		}
	}
}

// workbook says why a workbook was not read.
func (r *report) workbook(why string) {
	switch why {
	case table.WorkbookLocked:
		r.add(CodeWorkbook, Error, spot{}, `Open it in Excel or LibreOffice, take the password off, and save it as "Excel Workbook (.xlsx)".`, "This workbook is locked by a password, or is of the old kind (.xls) whatever its name says, so it was not read.")
	case table.WorkbookSwollen:
		r.add(CodeWorkbook, Error, spot{}, "Copy the rows that a reader needs into a new workbook, and save that under this name.", "This workbook is far larger unpacked than a register can be, so it was not read.")
	default:
		r.add(CodeWorkbook, Error, spot{}, `Open it in Excel or LibreOffice and save it again as "Excel Workbook (.xlsx)"; if it does not open there either, take an earlier copy.`, "This workbook is damaged, or is something else whatever its name says, so it was not read.")
	}
}

func (r *report) limitFault(f table.Fault, at spot, document bool) {
	switch f.Kind {
	case table.TooManyRows:
		r.add(CodeTooManyRows, Error, at, "Split the register, or keep only the rows that a reader needs.", "This file has more than %d rows; those from here on were not read.", f.Want)
	case table.RowTooWide:
		r.add(CodeRowTooWide, Error, at, "Remove the columns that are not needed.", "This row has %d cells; at most %d are read.", f.Got, f.Want)
	case table.CellTooLong:
		r.add(CodeCellTooLong, Error, at, "Put long texts into a document, such as decisions/D-01.md, or a file of artifacts/.", "This cell holds %d characters; only the first %d were read: %s.", f.Got, f.Want, quote(f.Found))
	case table.Syntax:
		what, hint := plainSyntax(f.Found)
		r.add(CodeSyntax, Error, at, hint, "This line cannot be understood: %s.", what)
	case table.TooDeep:
		r.add(CodeTooDeep, Error, at, "Remove the brackets that are too many.", "Brackets lie inside each other more than %d times.", f.Want)
	case table.UnknownTable:
		r.add(CodeUnknownTable, Warning, at, "Begin every record with the file's own name in double brackets, such as [[raid]] in raid.toml.", "%s does not belong into this file, so it was not read.", quote(f.Found))
	case table.NotATable:
		r.add(CodeNotATable, Error, at, "Begin every record with the file's own name in double brackets, such as [[raid]] in raid.toml.", "Here records are expected, not a single value.")
	case table.UnclosedFront:
		r.add(CodeUnclosedFront, Error, at, "Write +++ on a line of its own after the last field, above the text.", "The fields at the top begin with +++, but no second +++ ends them, so this file was not read.")
	case table.YAMLFront:
		r.add(CodeYAMLFront, Error, at, `Write +++ instead of both --- lines, and fields as name = "value".`, "The fields at the top stand between --- lines; gatefold reads +++ lines.")
	}
}

func megabytes(n int64) string {
	if n < 1<<20 {
		return fmt.Sprintf("%d KB", n>>10)
	}
	return fmt.Sprintf("%d MB", n>>20)
}
