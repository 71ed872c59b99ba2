package document

import (
	"reflect"
	"slices"
	"strings"
)

// block is the merged form of a block that fresh has.
func (m *merger) words(id ID) Block {
	now := m.current[id]
	mine, here := m.mine[id]
	old, inBase := m.base[id]
	read := m.reviewed[id]
	switch {
	case !here:
		return now
	case len(m.fresh[id]) == 0, inBase && sameAll(read, old), sameAll(read, m.fresh[id]):
		return now
	case reflect.TypeOf(now) != reflect.TypeOf(mine):
		return m.whole(id, mine)
	}
	if t, ok := now.(Table); ok && t.Long != nil {
		return m.long(t, mine.(Table), old, read)
	} else if ok {
		return m.table(t, mine.(Table), old, read)
	}
	if sameParts(old, read) && sameParts(old, m.fresh[id]) {
		return m.byPart(now, mine, old, read, m.fresh[id])
	}
	return m.whole(id, mine)
}

// table merges a table; a note the reviewer deleted leaves the rest comparable.
func (m *merger) table(now, mine Table, old, read []Passage) Block {
	id := now.ID
	if _, had := find(old, "note"); had && mine.Note == nil {
		m.out.Kept = append(m.out.Kept, Passage{Block: id, Part: "note"}.Name())
		old, now.Note = withoutNote(old), nil
		m.fresh[id] = withoutNote(m.fresh[id])
	}
	switch {
	case sameParts(old, read) && sameParts(old, m.fresh[id]):
		return m.byPart(now, mine, old, read, m.fresh[id])
	case sameParts(old, read):
		return m.byRow(now, mine, old, read)
	case len(now.Columns) == len(mine.Columns) && len(old) > 0:
		return m.byReviewedRow(now, mine, old, read)
	}
	return m.whole(id, mine)
}

func withoutNote(all []Passage) []Passage {
	return slices.DeleteFunc(slices.Clone(all), func(p Passage) bool { return p.Part == "note" })
}

func sameParts(a, b []Passage) bool {
	return slices.EqualFunc(a, b, func(x, y Passage) bool { return x.Part == y.Part })
}

// byPart merges a block whose parts are the same in all three.
func (m *merger) byPart(now, mine Block, old, read, fresh []Passage) Block {
	for i, r := range read {
		if Same(r.Text, old[i].Text) || emptied(now, r) {
			continue
		}
		now = m.take(now, mine, old[i], r, fresh[i])
	}
	return now
}

// emptied reports a caption or source line that the reviewer's file lost: a
// figure without them is no figure.
func emptied(b Block, p Passage) bool {
	_, isFigure := b.(Figure)
	return isFigure && strings.TrimSpace(p.Text) == ""
}

// take puts the reviewer's text into one part of now; old is the part in base,
// to the part in fresh.
func (m *merger) take(now, mine Block, old, read, to Passage) Block {
	m.out.Kept = append(m.out.Kept, to.Name())
	if !sameSense(old, to) && !Same(read.Text, to.Text) {
		m.out.Conflicts = append(m.out.Conflicts, Conflict{Block: to.Block, Part: to.Part, Base: old.Text, Reviewed: read.Text, Fresh: to.Text, Why: "审核人和数据都改了"})
	}
	in, _ := inlinesOf(mine, read.Part)
	if strings.TrimSpace(read.Text) == "" {
		in = []Inline{Text("—")}
	}
	was, _ := inlinesOf(now, to.Part)
	return withPart(now, to.Part, rebound(in, was, old.Refs))
}

// byRow merges a table whose rows are others now: an edited cell is found again
// by the text that opens its row.
func (m *merger) byRow(now, mine Table, old, read []Passage) Block {
	fresh := m.fresh[now.ID]
	var out Block = now
	for i, r := range read {
		if Same(r.Text, old[i].Text) {
			continue
		}
		to, ok := counterpart(old, i, fresh)
		if !ok {
			m.out.Conflicts = append(m.out.Conflicts, Conflict{Block: r.Block, Part: r.Part, Base: old[i].Text, Reviewed: r.Text, Why: "审核人改过的单元格在新表中已没有对应的行，未并入"})
			continue
		}
		out = m.take(out, mine, old[i], r, to)
	}
	return out
}

// byReviewedRow merges a table whose rows the reviewer added or deleted: the rows
// are the reviewer's, their untouched cells follow the data.
func (m *merger) byReviewedRow(now, mine Table, old, read []Passage) Block {
	fresh := m.fresh[now.ID]
	m.out.Kept = append(m.out.Kept, string(now.ID))
	out := mine
	out.Columns, out.Landscape, out.Plain = now.Columns, now.Landscape, now.Plain
	out.Header, out.Rows = copied(out.Header), copied(out.Rows)
	var merged Block = out
	for i, r := range read {
		to, ok := counterpart(read, i, fresh)
		was, had := counterpart(read, i, old)
		if !ok || !had {
			continue
		}
		in, _ := inlinesOf(now, to.Part)
		switch {
		case Same(was.Text, r.Text), Same(to.Text, r.Text):
			merged = withPart(merged, r.Part, in)
		case !sameSense(was, to):
			m.out.Conflicts = append(m.out.Conflicts, Conflict{Block: r.Block, Part: r.Part, Base: was.Text, Reviewed: r.Text, Fresh: to.Text, Why: "审核人和数据都改了"})
		}
	}
	for i, p := range fresh {
		if _, known := counterpart(fresh, i, old); !known && strings.HasSuffix(p.Part, ".0") {
			m.out.Conflicts = append(m.out.Conflicts, Conflict{Block: p.Block, Part: rowOf(p.Part), Fresh: rowText(fresh, rowOf(p.Part)), Why: "新数据增加的行，审核人改过表的行数，未并入"})
		}
	}
	return presentable(merged)
}

// counterpart is the passage of fresh that stands where old[i] stood: same
// caption, or same column of the only row with the same first cell.
func counterpart(old []Passage, i int, fresh []Passage) (Passage, bool) {
	row, col, isCell := strings.Cut(old[i].Part, ".")
	if !isCell {
		return find(fresh, old[i].Part)
	}
	first, ok := find(old, row+".0")
	if !ok {
		return Passage{}, false
	}
	var found []string
	for _, p := range fresh {
		at, index, _ := strings.Cut(p.Part, ".")
		if index == "0" && at[:1] == row[:1] && Same(p.Text, first.Text) {
			found = append(found, at)
		}
	}
	if len(found) != 1 {
		return Passage{}, false
	}
	return find(fresh, found[0]+"."+col)
}

func find(all []Passage, part string) (Passage, bool) {
	i := slices.IndexFunc(all, func(p Passage) bool { return p.Part == part })
	if i < 0 {
		return Passage{}, false
	}
	return all[i], true
}

// whole takes the reviewer's block as it is, because its parts no longer match.
func (m *merger) whole(id ID, mine Block) Block {
	m.out.Kept = append(m.out.Kept, string(id))
	if !m.unchanged(id) {
		m.out.Conflicts = append(m.out.Conflicts, Conflict{Block: id, Base: joined(m.base[id]), Reviewed: joined(m.reviewed[id]), Fresh: joined(m.fresh[id]), Why: "审核人和数据都改了，整段（表）保留审核人的"})
	}
	if t, ok := mine.(Table); ok {
		if now, ok := m.current[id].(Table); ok && len(now.Columns) == len(t.Columns) {
			t.Columns, t.Landscape, t.Plain = now.Columns, now.Landscape, now.Plain
		}
		mine = t
	}
	return presentable(mine)
}

// presentable is a reviewer's block fit for the checks of a tree: cells say —
// instead of nothing, pictures have the lines every figure has.
func presentable(b Block) Block {
	switch b := b.(type) {
	case Table:
		b.Header, b.Rows = copied(b.Header), copied(b.Rows)
		for _, rows := range [][][]Cell{b.Header, b.Rows} {
			for _, row := range rows {
				for j := range row {
					if strings.TrimSpace(PlainText(row[j].Inlines, nil)) == "" {
						row[j].Inlines = []Inline{Text("—")}
					}
				}
			}
		}
		return b
	case Figure:
		if b.Caption == "" {
			b.Caption = "审核人补充的图"
		}
		if b.Source == "" {
			b.Source = "来源：审核人提供"
		}
		if b.Alt == "" {
			b.Alt = b.Caption
		}
		return b
	}
	return b
}

// rebound is the reviewer's text with the numbers and references of the passage
// it replaces bound again where they are still there, each once and in order.
func rebound(in, was []Inline, refs []Target) []Inline {
	labels := map[ID]string{}
	for _, r := range refs {
		labels[r.Target] = r.Label
	}
	var out []Inline
	for i, x := range in {
		text, plain := x.(Text)
		if !plain {
			out = append(out, x)
			continue
		}
		rest := string(text)
		for len(was) > 0 {
			want := ""
			switch w := was[0].(type) {
			case Num:
				want = w.Text()
			case Told:
				want = w.Text
			case Ref:
				want = labels[w.Target]
			}
			if at := indexWhole(rest, want); at >= 0 {
				if at > 0 {
					out = append(out, Text(rest[:at]))
				}
				out, rest = append(out, was[0]), rest[at+len(want):]
			} else if hasLater(in[i+1:], want) {
				break
			}
			was = was[1:]
		}
		if rest != "" {
			out = append(out, Text(rest))
		}
	}
	return out
}

// hasLater reports whether want stands in one of the inlines.
func hasLater(in []Inline, want string) bool {
	for _, y := range in {
		if t, ok := y.(Text); ok && indexWhole(string(t), want) >= 0 {
			return true
		}
	}
	return false
}

// indexWhole is where want stands in s as a number or label of its own: 3 is not
// in 13 or 3.5.
func indexWhole(s, want string) int {
	if want == "" {
		return -1
	}
	for from := 0; ; {
		i := strings.Index(s[from:], want)
		if i < 0 {
			return -1
		}
		i += from
		end := i + len(want)
		if !digitEnds(s[:i]) && !digitStarts(s[end:]) || !numeric(want) {
			return i
		}
		from = end
	}
}

func numeric(s string) bool { return strings.ContainsAny(s, "0123456789") }

func digitEnds(s string) bool {
	return s != "" && strings.ContainsRune("0123456789.", rune(s[len(s)-1]))
}

func digitStarts(s string) bool {
	return s != "" && (s[0] >= '0' && s[0] <= '9' || s[0] == '.' && len(s) > 1 && s[1] >= '0' && s[1] <= '9')
}

// mend turns references to blocks that are gone into the label they had, and
// reports them.
func (m *merger) mend(d *Document, old *Numbers) {
	labels := Number(d)
	fix := func(blocks []Block) {
		for i, b := range blocks {
			for _, part := range parts(b) {
				in, _ := inlinesOf(b, part)
				fixed := slices.Clone(in)
				for j, x := range fixed {
					r, ok := x.(Ref)
					if !ok || labels.Label(r.Target) != "" {
						continue
					}
					fixed[j] = Text(old.Label(r.Target))
					m.out.Conflicts = append(m.out.Conflicts, Conflict{Block: b.BlockID(), Part: part, Fresh: PlainText(in, old), Why: "所引用的" + old.Label(r.Target) + "已被审核人删除，请改写"})
					b = withPart(b, part, slices.Clone(fixed))
				}
			}
			blocks[i] = b
		}
	}
	fix(d.Body)
	fix(d.Appendix)
}
