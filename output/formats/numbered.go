package formats

import (
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/document"
)

// numbered is a tree read from a Word file with the figures of its tables as
// numbers again, so that a workbook can sum them: in columns set to the right,
// which hold nothing else. d is left as it is.
func numbered(d *document.Document) *document.Document {
	out := *d
	out.Body, out.Appendix = slices.Clone(d.Body), slices.Clone(d.Appendix)
	for _, blocks := range [][]document.Block{out.Body, out.Appendix} {
		for i, b := range blocks {
			if t, ok := b.(document.Table); ok {
				blocks[i] = numberedTable(t)
			}
		}
	}
	return &out
}

func numberedTable(t document.Table) document.Table {
	rows := make([][]document.Cell, len(t.Rows))
	for i, row := range t.Rows {
		rows[i] = row
		if len(row) != len(t.Columns) {
			continue // merged cells: which column a cell is of takes more than counting
		}
		rows[i] = slices.Clone(row)
		for j, cell := range row {
			if n, ok := numberIn(cell); ok && t.Columns[j].Align == document.End {
				rows[i][j].Inlines = []document.Inline{n}
			}
		}
	}
	t.Rows = rows
	return t
}

// numberIn is what a cell says when that is a number and prints the same again.
func numberIn(cell document.Cell) (document.Num, bool) {
	text := strings.TrimSpace(document.PlainText(cell.Inlines, nil))
	value, err := zhixiao.ParseDecimal(text)
	return document.Num{Q: zhixiao.Quantity{Value: value}}, err == nil && value.String() == text
}
