package document

import "strings"

// Words is one text of a cell; an empty one is a dash.
func Words(s string) []Inline {
	if strings.TrimSpace(s) == "" {
		s = "—"
	}
	return []Inline{Text(s)}
}

// Row is one row of texts, a cell each.
func Row(texts ...string) []Cell {
	row := make([]Cell, len(texts))
	for i, s := range texts {
		row[i] = Cell{Inlines: Words(s)}
	}
	return row
}

// Card is a plain table of names and values.
func Card(id ID, rows [][2]string) Table {
	t := Table{ID: id, Plain: true, Columns: []Column{{Width: 1}, {Width: 3.6}}}
	for _, r := range rows {
		t.Rows = append(t.Rows, []Cell{{Inlines: Words(r[0]), Strong: true}, {Inlines: Words(r[1])}})
	}
	return t
}
