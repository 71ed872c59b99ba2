package prose

import (
	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
)

// Cell is text in a cell, — for none.
func Cell(in []document.Inline) document.Cell {
	if len(in) == 0 {
		in = Plain("—")
	}
	return document.Cell{Inlines: in}
}

// Words is a plain text in a cell.
func Words(s string) document.Cell { return Cell(Plain(s)) }

// ToldCell is a word in a cell that other papers tell of the same object.
func ToldCell(key zhixiao.Key, s string) document.Cell {
	return document.Cell{Inlines: []document.Inline{document.Told{Key: key, Text: OrDash(s)}}}
}

// Value is a quantity in a cell; absent ones print their sign.
func Value(q zhixiao.Quantity) document.Cell {
	return document.Cell{Inlines: []document.Inline{document.Num{Q: q}}}
}

// Signed is a difference in a cell, with its sign; absent ones print why.
func Signed(q zhixiao.Quantity) document.Cell {
	return document.Cell{Inlines: []document.Inline{document.Num{Q: q, Form: document.Signed}}}
}

// Header is one row of column names.
func Header(names ...string) [][]document.Cell {
	row := make([]document.Cell, len(names))
	for i, n := range names {
		row[i] = document.Cell{Inlines: Plain(n), Strong: true}
	}
	return [][]document.Cell{row}
}

// Columns makes columns of the given widths; text ones start, the rest centre.
func Columns(widths string, shares ...float64) []document.Column {
	out := make([]document.Column, len(shares))
	for i, w := range shares {
		out[i] = document.Column{Width: w, Align: document.Center}
		if widths[i] == 'l' {
			out[i].Align = document.Start
		}
	}
	return out
}

// LightWord is a warning light in one character, — for none.
func LightWord(l analysis.Light) string {
	switch l {
	case analysis.Red:
		return "红"
	case analysis.Yellow:
		return "黄"
	case analysis.Green:
		return "绿"
	}
	return "—"
}

// OrDash is s, — where it is empty.
func OrDash(s string) string {
	if s == "" {
		return "—"
	}
	return s
}
