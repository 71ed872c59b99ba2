package outline

import (
	"iter"
	"slices"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/generators/prose"
)

// Table is a table that an outline may place.
type Table[T any] struct {
	Part
	Long  bool // its rows are made one at a time while they are printed
	Total bool // the last row states the sums of the others, in the columns that say so

	columns []string
	fill    func(t T, picked []pick) filled
}

// pick is a column that an outline picks, or the text that it writes in every row.
type pick struct {
	name string
	text []document.Inline
}

// filled is a table's content in the columns that an outline picks.
type filled struct {
	heads [][]string // of each picked column: the headings that data give, nil for one of its own
	rows  iter.Seq[[]document.Cell]
	sums  []int // of the cells of a row those that add up
	long  bool
	total bool
}

// Column is a column that an outline may pick for a table of rows R.
type Column[T, R any] struct {
	Name string
	Of   func(T, R) document.Cell
	Sum  bool
	// Heads and Cells stand instead of Of for a column that is as many as the data
	// have: a heading and a cell for each.
	Heads func(T) []string
	Cells func(T, R) []document.Cell
}

// Number is the column that counts the rows from 1; every table has it.
const Number = "序号"

// List is the table t of rows with the columns that may be picked for it.
func List[T, R any](t Table[T], rows func(T) iter.Seq[R], columns ...Column[T, R]) Table[T] {
	t.columns = []string{Number}
	for _, c := range columns {
		t.columns = append(t.columns, c.Name)
	}
	t.fill = func(of T, picked []pick) filled {
		var cols []Column[T, R]
		for _, p := range picked {
			i := slices.IndexFunc(columns, func(c Column[T, R]) bool { return c.Name == p.name })
			switch {
			case p.text != nil:
				cols = append(cols, Column[T, R]{Of: func(T, R) document.Cell { return prose.Cell(p.text) }})
			case i < 0:
				cols = append(cols, Column[T, R]{Name: Number})
			default:
				cols = append(cols, columns[i])
			}
		}
		f := filled{long: t.Long, total: t.Total}
		cells := 0
		for _, c := range cols {
			var heads []string
			if c.Heads != nil {
				heads = c.Heads(of)
			}
			f.heads = append(f.heads, heads)
			for range max(len(heads), 1) {
				if c.Sum {
					f.sums = append(f.sums, cells)
				}
				cells++
			}
		}
		f.rows = func(yield func([]document.Cell) bool) {
			n := int64(0)
			for r := range rows(of) {
				n++
				if !yield(rowOf(of, r, n, cols)) {
					return
				}
			}
		}
		return f
	}
	return t
}

func rowOf[T, R any](of T, r R, n int64, cols []Column[T, R]) []document.Cell {
	row := make([]document.Cell, 0, len(cols))
	for _, c := range cols {
		switch {
		case c.Cells != nil:
			row = append(row, c.Cells(of, r)...)
		case c.Of != nil:
			row = append(row, c.Of(of, r))
		default:
			row = append(row, prose.Words(zhixiao.Int(n).String()))
		}
	}
	return row
}

// Text is a column of plain text, — for none.
func Text[T, R any](name string, of func(T, R) string) Column[T, R] {
	return Column[T, R]{Name: name, Of: func(t T, r R) document.Cell { return prose.Words(prose.OrDash(of(t, r))) }}
}

// Told is a column of words that other papers tell of the same object, known by a key.
func Told[T, R any](name string, of func(T, R) (zhixiao.Key, string)) Column[T, R] {
	return Column[T, R]{Name: name, Of: func(t T, r R) document.Cell { return prose.ToldCell(of(t, r)) }}
}

// Value is a column of quantities; absent ones print their sign.
func Value[T, R any](name string, of func(T, R) zhixiao.Quantity) Column[T, R] {
	return Column[T, R]{Name: name, Of: func(t T, r R) document.Cell { return prose.Value(of(t, r)) }}
}

// Summed is a column of quantities that the last row of a table with Total adds up.
func Summed[T, R any](name string, of func(T, R) zhixiao.Quantity) Column[T, R] {
	c := Value(name, of)
	c.Sum = true
	return c
}

// Signed is a column of differences with their sign.
func Signed[T, R any](name string, of func(T, R) zhixiao.Quantity) Column[T, R] {
	return Column[T, R]{Name: name, Of: func(t T, r R) document.Cell { return prose.Signed(of(t, r)) }}
}

// sumsOf states that the last row adds up the others in some cells.
func sumsOf(rows [][]document.Cell, cells []int) (sums []document.Sum) {
	for _, cell := range cells {
		var s document.Sum
		for i := range rows {
			at := document.CellAt{Row: i, Index: cell}
			if i+1 == len(rows) {
				s.Total = at
				break
			}
			s.Parts = append(s.Parts, at)
		}
		sums = append(sums, s)
	}
	return sums
}
