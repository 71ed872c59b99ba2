package formats

import (
	"testing"

	"zhixiao/document"
)

func TestFiguresOfReadTablesAreNumbersAgain(t *testing.T) {
	columns := []document.Column{{Width: 1}, {Width: 1, Align: document.End}}
	table := document.Table{ID: "t", Columns: columns, Rows: [][]document.Cell{cells("12", "12"), cells("甲", "0012"), cells("乙", "-1.50"), cells("丙", "—"), cells("合计")}}
	d := numbered(&document.Document{Body: []document.Block{table}})
	want := [][]bool{{false, true}, {false, false}, {false, true}, {false, false}, {false}}
	for i, row := range d.Body[0].(document.Table).Rows {
		for j, cell := range row {
			if _, number := cell.Inlines[0].(document.Num); number != want[i][j] {
				t.Errorf("row %d, cell %d: number %t", i, j, number)
			}
		}
	}
	if _, changed := table.Rows[0][1].Inlines[0].(document.Num); changed {
		t.Error("the tree itself was changed")
	}
}

func cells(texts ...string) []document.Cell {
	row := make([]document.Cell, len(texts))
	for i, s := range texts {
		row[i] = document.Cell{Inlines: []document.Inline{document.Text(s)}}
	}
	return row
}
