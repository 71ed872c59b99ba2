package document

import "strings"

// DifferenceKind says what happened to a passage.
type DifferenceKind string

// The kinds.
const (
	Edited  DifferenceKind = "修改"
	Added   DifferenceKind = "新增"
	Removed DifferenceKind = "删除"
	Shifted DifferenceKind = "移动"
)

// Difference is one passage, row or block that two texts do not share. Old is
// empty for what was added, New for what was removed.
type Difference struct {
	Kind     DifferenceKind
	Block    ID
	Part     string // empty for whole blocks, "r3" for a whole row
	Old, New string
	Lost     []Bound  // bound numbers of Old that New no longer says
	Unbound  []string // numbers of New that came from no source
}

// Name is the name of the passage, row or block.
func (d Difference) Name() string { return Passage{Block: d.Block, Part: d.Part}.Name() }

// Compare lists how b differs from a by passage, in the order of b, what was
// removed at the end.
func Compare(a, b []Passage) []Difference {
	c := comparer{old: byBlock(a), now: byBlock(b)}
	orderA, orderB := blockOrder(a), blockOrder(b)
	m := merger{baseOrder: orderA, order: orderB}
	away := m.moved()
	for _, id := range orderB {
		switch {
		case c.old[id] == nil:
			c.all = append(c.all, Difference{Kind: Added, Block: id, New: joined(c.now[id])})
			continue
		case away[id]:
			c.all = append(c.all, Difference{Kind: Shifted, Block: id, Old: joined(c.old[id]), New: joined(c.now[id])})
		}
		c.block(c.old[id], c.now[id])
	}
	for _, id := range orderA {
		if c.now[id] == nil {
			c.all = append(c.all, Difference{Kind: Removed, Block: id, Old: joined(c.old[id])})
		}
	}
	return c.all
}

func blockOrder(all []Passage) []ID {
	var order []ID
	seen := map[ID]bool{}
	for _, p := range all {
		if !seen[p.Block] {
			seen[p.Block] = true
			order = append(order, p.Block)
		}
	}
	return order
}

type comparer struct {
	old, now map[ID][]Passage
	all      []Difference
}

func (c *comparer) block(old, now []Passage) {
	if old, now = alikeForm(old, now); byRows(old) || byRows(now) {
		c.compareRows(old, now)
		return
	}
	if sameParts(old, now) {
		for i := range old {
			c.passage(old[i], now[i])
		}
		return
	}
	paired := map[string]bool{}
	added := map[string]bool{}
	for i, p := range now {
		was, ok := counterpart(now, i, old)
		if ok {
			paired[was.Part] = true
			c.passage(was, p)
			continue
		}
		if row := rowOf(p.Part); !added[row] {
			added[row] = true
			c.all = append(c.all, Difference{Kind: Added, Block: p.Block, Part: row, New: rowText(now, row)})
		}
	}
	gone := map[string]bool{}
	for _, p := range old {
		if row := rowOf(p.Part); !paired[p.Part] && !gone[row] {
			gone[row] = true
			c.all = append(c.all, Difference{Kind: Removed, Block: p.Block, Part: row, Old: rowText(old, row)})
		}
	}
}

func (c *comparer) passage(old, now Passage) {
	if Same(old.Text, now.Text) {
		return
	}
	d := Difference{Kind: Edited, Block: now.Block, Part: now.Part, Old: old.Text, New: now.Text}
	d.Lost, d.Unbound = Altered(old, now.Text)
	c.all = append(c.all, d)
}

// rowOf is the row of a cell; any other part is a row of its own.
func rowOf(part string) string {
	row, _, _ := strings.Cut(part, ".")
	return row
}

func rowText(all []Passage, row string) string {
	var own []Passage
	for _, p := range all {
		if rowOf(p.Part) == row {
			own = append(own, p)
		}
	}
	return joined(own)
}
