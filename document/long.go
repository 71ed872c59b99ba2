package document

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// A long table is merged by whole rows, not by cells: a row is addressed by the
// text of its first cell, the number of the case, so that it is found again
// among rows that came and went. A first column headed 序号 only counts the rows
// as they stand: it names none and is no part of what a row says. Rows stay in
// the order of the data.

const rowPrefix = "k:" // Part of a whole row: k:R03-2026-0812

const serialHead = "序号"

// rowKeys names rows in reading order; the second row of one first cell is …#2.
type rowKeys struct {
	from int // the column that names rows; those before it say nothing
	seen map[string]int
}

// newRowKeys names the rows of a table whose first header cell reads first.
func newRowKeys(first string) *rowKeys {
	k := &rowKeys{seen: map[string]int{}}
	if compact(first) == serialHead {
		k.from = 1
	}
	return k
}

func keysOf(t Table) *rowKeys {
	if len(t.Header) == 0 {
		return newRowKeys("")
	}
	return newRowKeys(textAt(t.Header[0], 0))
}

func textAt(row []Cell, i int) string {
	if i >= len(row) {
		return ""
	}
	return PlainText(row[i].Inlines, nil)
}

func (k *rowKeys) next(first string) string {
	key := rowPrefix + compact(first)
	k.seen[key]++
	if n := k.seen[key]; n > 1 {
		key += "#" + strconv.Itoa(n)
	}
	return key
}

// rowPassage is a whole row as one passage.
func (k *rowKeys) rowPassage(id ID, row []Cell, text func([]Inline, *Passage) string) Passage {
	p := Passage{Block: id, Part: k.next(textAt(row, k.from))}
	var texts []string
	for _, cell := range row[min(k.from, len(row)):] {
		texts = append(texts, text(cell.Inlines, &p))
	}
	p.Text = strings.Join(texts, "｜")
	return p
}

// folded is passages of a table with those of the cells of each body row made
// one, named as in a long table: what a reviewer's file holds is read by cells.
func folded(all []Passage) []Passage {
	first, _ := find(all, "h0.0")
	keys := newRowKeys(first.Text)
	var out []Passage
	var row string
	for _, p := range all {
		at, col, isCell := strings.Cut(p.Part, ".")
		if !strings.HasPrefix(p.Part, "r") || !isCell {
			out = append(out, p)
			continue
		}
		if keys.from > 0 && col == "0" {
			continue
		}
		if at != row {
			row = at
			out = append(out, Passage{Block: p.Block, Part: keys.next(p.Text), Text: p.Text, Numbers: p.Numbers, Refs: p.Refs})
			continue
		}
		last := &out[len(out)-1]
		last.Text += "｜" + p.Text
		last.Numbers = slices.Concat(last.Numbers, p.Numbers)
		last.Refs = slices.Concat(last.Refs, p.Refs)
	}
	return out
}

func wholeRow(part string) bool { return strings.HasPrefix(part, rowPrefix) }

func byRows(all []Passage) bool {
	return slices.ContainsFunc(all, func(p Passage) bool { return wholeRow(p.Part) })
}

// alikeForm gives both by whole rows when one of them is.
func alikeForm(a, b []Passage) ([]Passage, []Passage) {
	if byRows(a) != byRows(b) {
		return folded(a), folded(b)
	}
	return a, b
}

// splitRows parts the passages of a table: what stands around the rows, and the
// rows by name with their order.
func splitRows(all []Passage) (around []Passage, rows map[string]Passage, order []string) {
	rows = map[string]Passage{}
	for _, p := range all {
		if !wholeRow(p.Part) {
			around = append(around, p)
			continue
		}
		rows[p.Part] = p
		order = append(order, p.Part)
	}
	return around, rows, order
}

// rowEdits is what a reviewer did to the rows of a long table.
type rowEdits struct {
	taken map[string][]Cell   // rows with the reviewer's text
	gone  map[string]bool     // rows the reviewer deleted
	added map[string][][]Cell // rows of the reviewer's own, by the row they follow; "" is the start
}

// counted is the reviewer's row with the place in the list that it has now.
func (k *rowKeys) counted(mine, now []Cell) []Cell {
	if k.from == 0 || len(mine) == 0 || len(now) == 0 {
		return mine
	}
	out := slices.Clone(mine)
	out[0] = now[0]
	return out
}

// apply is rows with the edits made, one at a time.
func (e rowEdits) apply(now Table) func(yield func([]Cell) bool) {
	return func(yield func([]Cell) bool) {
		keys := keysOf(now)
		extra := func(after string) bool {
			for _, row := range e.added[after] {
				if !yield(row) {
					return false
				}
			}
			return true
		}
		if !extra("") {
			return
		}
		for row := range now.Long {
			key := keys.next(textAt(row, keys.from))
			if mine, edited := e.taken[key]; edited {
				row = keys.counted(mine, row)
			}
			if !e.gone[key] && !yield(row) {
				return
			}
			if !extra(key) {
				return
			}
		}
	}
}

// long merges a long table: caption, header and note by part, rows by name. A
// row that both changed stays the reviewer's and is told as a conflict, and so
// is one whose data are gone.
func (m *merger) long(now, mine Table, old, read []Passage) Block {
	id := now.ID
	oldAround, oldRows, _ := splitRows(old)
	readAround, readRows, order := splitRows(read)
	freshAround, freshRows, _ := splitRows(m.fresh[id])
	var around Block = now
	if sameParts(oldAround, readAround) && sameParts(oldAround, freshAround) {
		around = m.byPart(now, mine, oldAround, readAround, freshAround)
	}
	if len(order) != len(mine.Rows) {
		return m.whole(id, mine)
	}
	edits := rowEdits{taken: map[string][]Cell{}, gone: map[string]bool{}, added: map[string][][]Cell{}}
	anchor := ""
	for i, key := range order {
		r := readRows[key]
		was, had := oldRows[key]
		to, here := freshRows[key]
		row := presentableRow(mine.Rows[i], len(now.Columns))
		switch {
		case had && Same(was.Text, r.Text): // untouched: follows the data
		case here && Same(to.Text, r.Text): // says what the data say
		case here:
			m.out.Kept = append(m.out.Kept, r.Name())
			edits.taken[key] = row
			if !had || !sameSense(was, to) {
				m.out.Conflicts = append(m.out.Conflicts, Conflict{Block: id, Part: key, Base: was.Text, Reviewed: r.Text, Fresh: to.Text, Why: "审核人和数据都改了这一行"})
			}
		default:
			m.out.Kept = append(m.out.Kept, r.Name())
			edits.added[anchor] = append(edits.added[anchor], row)
			if had {
				m.out.Conflicts = append(m.out.Conflicts, Conflict{Block: id, Part: key, Base: was.Text, Reviewed: r.Text, Why: "审核时改过，新数据已没有这一行，保留审核人的文字"})
			}
		}
		if here {
			anchor = key
		}
	}
	m.goneRows(id, &edits, oldRows, readRows, freshRows)
	merged := around.(Table)
	merged.Long = edits.apply(now)
	return merged
}

// goneRows notes the rows that the reviewer deleted and the data still have.
func (m *merger) goneRows(id ID, edits *rowEdits, old, read, fresh map[string]Passage) {
	for _, key := range slices.Sorted(maps.Keys(old)) {
		to, here := fresh[key]
		if _, there := read[key]; there || !here {
			continue
		}
		edits.gone[key] = true
		m.out.Kept = append(m.out.Kept, to.Name())
		if !sameSense(old[key], to) {
			m.out.Conflicts = append(m.out.Conflicts, Conflict{Block: id, Part: key, Base: old[key].Text, Fresh: to.Text, Why: "审核时已删除这一行，数据又有变化，仍按删除处理"})
		}
	}
}

// presentableRow is a reviewer's row fit to stand among rows of width columns:
// joined cells are filled up, empty ones get the sign of absence.
func presentableRow(row []Cell, width int) []Cell {
	out := make([]Cell, 0, width)
	at := 0
	for _, cell := range row {
		cell.RowSpan = 0
		if strings.TrimSpace(PlainText(cell.Inlines, nil)) == "" {
			cell.Inlines = []Inline{Text("—")}
		}
		if at += max(cell.ColSpan, 1); at > width {
			break
		}
		out = append(out, cell)
	}
	for ; at < width; at++ {
		out = append(out, Cell{Inlines: []Inline{Text("—")}})
	}
	return out
}

// compareRows lists how the rows of a long table differ.
func (c *comparer) compareRows(old, now []Passage) {
	oldAround, oldRows, oldOrder := splitRows(old)
	nowAround, nowRows, order := splitRows(now)
	c.block(oldAround, nowAround)
	for _, key := range order {
		p := nowRows[key]
		if was, ok := oldRows[key]; ok {
			c.passage(was, p)
			continue
		}
		c.all = append(c.all, Difference{Kind: Added, Block: p.Block, Part: key, New: p.Text})
	}
	for _, key := range oldOrder {
		if _, still := nowRows[key]; !still {
			p := oldRows[key]
			c.all = append(c.all, Difference{Kind: Removed, Block: p.Block, Part: key, Old: p.Text})
		}
	}
}

// long checks a long table in one pass over its rows.
func (c *checker) long(t Table) {
	for _, row := range t.Header {
		for _, cell := range row {
			c.inlines(t.ID, cell.Inlines)
		}
	}
	c.inlines(t.ID, t.Note)
	if len(t.Rows) > 0 {
		c.fault(t.ID, "表同时给了Rows和Long")
	}
	if len(t.Sums) > 0 {
		c.fault(t.ID, "逐行给出的表不能核对合计")
	}
	if !c.frame(t) {
		return
	}
	n := 0
	for row := range t.Long {
		if n++; !c.longRow(t, n, row) {
			return
		}
	}
	if n == 0 {
		c.fault(t.ID, "表没有行")
	}
}

// longRow reports whether a row is sound; one fault of a table is enough, the
// next 50,000 rows have the same.
func (c *checker) longRow(t Table, n int, row []Cell) bool {
	width, before := 0, len(c.faults)
	for _, cell := range row {
		width += max(cell.ColSpan, 1)
		if cell.RowSpan > 1 {
			c.fault(t.ID, "表体第%d行有纵向合并，逐行给出的表不能有", n)
		}
		c.inlines(t.ID, cell.Inlines)
		if empty(cell.Inlines, c.numbers) {
			c.fault(t.ID, "表体第%d行有空白单元格，应写“—”", n)
		}
	}
	if width != len(t.Columns) {
		c.fault(t.ID, "表体第%d行有%d列，应为%d列", n, width, len(t.Columns))
	}
	return len(c.faults) == before
}

func empty(inlines []Inline, n *Numbers) bool {
	for _, in := range inlines {
		if InlineText(in, n) != "" {
			return false
		}
	}
	return true
}
