package document

import (
	"slices"
	"strconv"
	"strings"
)

// Conflict is a passage that both the reviewer and the data changed. The
// reviewer's text is kept.
type Conflict struct {
	Block    ID
	Part     string
	Base     string // as it was generated for the reviewer
	Reviewed string // what stands in the merged document; empty when it has no place there
	Fresh    string // what the data say now; empty when they say nothing any more
	Why      string // in words
}

// Name is the passage's name.
func (c Conflict) Name() string { return Passage{Block: c.Block, Part: c.Part}.Name() }

// Merged tells what a merge did.
type Merged struct {
	Kept      []string // passages with the reviewer's text, by name
	Added     []ID     // blocks the reviewer added
	Deleted   []ID     // blocks the reviewer deleted
	Moved     []ID     // blocks the reviewer moved
	Conflicts []Conflict
}

// Touched reports whether the reviewer changed anything.
func (m *Merged) Touched() bool {
	return len(m.Kept)+len(m.Added)+len(m.Deleted)+len(m.Moved) > 0
}

// Merge makes the next document from three: base is the text as it was generated
// for the reviewer, reviewed is the tree read from the reviewer's file, fresh
// is the tree generated now. What the reviewer left alone follows fresh; what
// the reviewer wrote stays; where both changed, the reviewer's stays and a
// conflict tells of it. Added blocks stay after the block they were added to,
// moved blocks stay moved, deleted ones deleted. None of the three is changed.
//
// A merged document that carries reviewers' text has no budget: its length is
// theirs to answer for.
func Merge(base []Passage, reviewed, fresh *Document) (*Document, *Merged) {
	m := merger{base: byBlock(base), fresh: byBlock(Passages(fresh)), out: &Merged{}, current: map[ID]Block{}, mine: map[ID]Block{}}
	for _, p := range base {
		if n := len(m.baseOrder); n == 0 || m.baseOrder[n-1] != p.Block {
			m.baseOrder = append(m.baseOrder, p.Block)
		}
	}
	fresh.Blocks(func(b Block) { m.current[b.BlockID()] = b })
	m.read(reviewed)
	d := *fresh
	d.Body, d.Appendix = m.arrange(fresh)
	m.mend(&d, Number(fresh))
	if m.out.Touched() {
		d.Budget = Budget{}
	}
	return &d, m.out
}

type merger struct {
	base, fresh, reviewed map[ID][]Passage
	current               map[ID]Block // fresh blocks
	mine                  map[ID]Block // reviewed blocks
	order                 []ID         // of the reviewed blocks
	baseOrder             []ID
	out                   *Merged
}

func byBlock(all []Passage) map[ID][]Passage {
	by := map[ID][]Passage{}
	for _, p := range all {
		by[p.Block] = append(by[p.Block], p)
	}
	return by
}

// read takes the reviewed blocks. A paragraph typed between the items of a list
// splits the list in two of one name; it is taken as an item.
func (m *merger) read(d *Document) {
	d.Blocks(func(b Block) {
		id := b.BlockID()
		if _, twice := m.mine[id]; !twice {
			m.mine[id] = b
			m.order = append(m.order, id)
			return
		}
		m.again(b)
	})
	joined := &Document{}
	for _, id := range m.order {
		joined.Body = append(joined.Body, m.mine[id])
	}
	m.reviewed = byBlock(Passages(joined))
	for id, all := range m.fresh {
		if !byRows(all) {
			continue
		}
		for _, by := range []map[ID][]Passage{m.base, m.reviewed} {
			if has := by[id]; has != nil {
				by[id] = folded(has)
			}
		}
	}
}

// renamed is b under another name.
func renamed(b Block, id ID) Block {
	switch b := b.(type) {
	case Heading:
		b.ID = id
		return b
	case Para:
		b.ID = id
		return b
	case List:
		b.ID = id
		return b
	case Table:
		b.ID = id
		return b
	case Figure:
		b.ID = id
		return b
	case PageBreak:
		b.ID = id
		return b
	}
	return b
}

// Rename is d with the names of its blocks changed by name; d is left as it is.
func Rename(d *Document, name func(ID) ID) *Document {
	out := *d
	out.Body, out.Appendix = slices.Clone(d.Body), slices.Clone(d.Appendix)
	for _, blocks := range [][]Block{out.Body, out.Appendix} {
		for i, b := range blocks {
			blocks[i] = renamed(b, name(b.BlockID()))
		}
	}
	return &out
}

func (m *merger) again(b Block) {
	id := b.BlockID()
	first, isList := m.mine[id].(List)
	second, isToo := b.(List)
	if !isList || !isToo {
		// Two paragraphs of one name are still two paragraphs.
		for n := 2; ; n++ {
			other := id + ID(".x"+strconv.Itoa(n))
			if _, taken := m.mine[other]; !taken {
				m.mine[other] = renamed(b, other)
				m.order = append(m.order, other)
				return
			}
		}
	}
	items := append([][]Inline(nil), first.Items...)
	at := slices.Index(m.order, id)
	for _, between := range m.order[at+1:] {
		if p, ok := m.mine[between].(Para); ok {
			items = append(items, p.Inlines)
			delete(m.mine, between)
		}
	}
	m.order = slices.DeleteFunc(m.order, func(id ID) bool { _, here := m.mine[id]; return !here })
	first.Items = append(items, second.Items...)
	m.mine[id] = first
}

// arrange puts the merged blocks in order: fresh order for what stayed in place,
// then each added or moved block after the one it follows in the review.
func (m *merger) arrange(fresh *Document) (body, appendix []Block) {
	away := m.moved()
	var blocks []Block
	behind := map[ID]bool{} // in the appendix
	keep := func(b Block) {
		id := b.BlockID()
		_, inBase := m.base[id]
		_, inReview := m.mine[id]
		switch {
		case away[id]:
		case inBase && !inReview:
			m.gone(id)
		default:
			blocks = append(blocks, m.block(id))
		}
	}
	for _, b := range fresh.Body {
		keep(b)
	}
	for _, b := range fresh.Appendix {
		behind[b.BlockID()] = true
		keep(b)
	}
	for i, id := range m.order {
		if _, known := m.current[id]; known && !away[id] {
			continue
		}
		b := m.extra(id)
		if b == nil {
			continue
		}
		at := m.after(blocks, m.order[:i])
		behind[id] = at > 0 && behind[blocks[at-1].BlockID()]
		blocks = slices.Insert(blocks, at, b)
	}
	for _, b := range blocks {
		if behind[b.BlockID()] {
			appendix = append(appendix, b)
		} else {
			body = append(body, b)
		}
	}
	return body, appendix
}

// gone notes a block the reviewer deleted; that the data have changed since is
// worth a word.
func (m *merger) gone(id ID) {
	m.out.Deleted = append(m.out.Deleted, id)
	if !m.unchanged(id) {
		m.out.Conflicts = append(m.out.Conflicts, Conflict{Block: id, Base: joined(m.base[id]), Fresh: joined(m.fresh[id]), Why: "审核时已删除，数据又有变化，仍按删除处理"})
	}
}

// extra is the block that stands at a place of its own: added, moved, or edited
// and no longer generated. It is nil when nothing is to stand there.
func (m *merger) extra(id ID) Block {
	if _, known := m.current[id]; known {
		m.out.Moved = append(m.out.Moved, id)
		return m.block(id)
	}
	old, inBase := m.base[id]
	if !inBase {
		m.out.Added = append(m.out.Added, id)
		return presentable(m.mine[id])
	}
	if sameAll(old, m.reviewed[id]) {
		return nil // the data no longer say it, and nobody touched it
	}
	m.out.Kept = append(m.out.Kept, string(id))
	m.out.Conflicts = append(m.out.Conflicts, Conflict{Block: id, Base: joined(old), Reviewed: joined(m.reviewed[id]), Why: "审核时改过，新数据已不再生成这一段，保留审核人的文字"})
	return presentable(m.mine[id])
}

// after is where a block goes whose predecessors in the review are before:
// behind the nearest of them that is there.
func (m *merger) after(blocks []Block, before []ID) int {
	for i := len(before) - 1; i >= 0; i-- {
		if at := slices.IndexFunc(blocks, func(b Block) bool { return b.BlockID() == before[i] }); at >= 0 {
			return at + 1
		}
	}
	return 0
}

// moved is the blocks that a reviewer moved: the fewest whose removal leaves the
// rest in the order they were generated in.
func (m *merger) moved() map[ID]bool {
	at := map[ID]int{}
	for i, id := range m.baseOrder {
		at[id] = i
	}
	var ids []ID
	for _, id := range m.order {
		if _, ok := at[id]; ok {
			ids = append(ids, id)
		}
	}
	var ends []int // ends[k]: index in ids of the smallest end of a rising run of length k+1
	before := make([]int, len(ids))
	for i, id := range ids {
		k, _ := slices.BinarySearchFunc(ends, at[id], func(j, want int) int { return at[ids[j]] - want })
		before[i] = -1
		if k > 0 {
			before[i] = ends[k-1]
		}
		if k == len(ends) {
			ends = append(ends, i)
		} else {
			ends[k] = i
		}
	}
	away := map[ID]bool{}
	for _, id := range ids {
		away[id] = true
	}
	if len(ends) > 0 {
		for i := ends[len(ends)-1]; i >= 0; i = before[i] {
			delete(away, ids[i])
		}
	}
	return away
}

// unchanged reports whether the data still say what they said to the reviewer.
// References are compared by what they point to: a table more in front changes
// their label, not their sense.
func (m *merger) unchanged(id ID) bool {
	old, now := m.base[id], m.fresh[id]
	if len(old) != len(now) {
		return false
	}
	for i := range old {
		if old[i].Part != now[i].Part || !sameSense(old[i], now[i]) {
			return false
		}
	}
	return true
}

func sameSense(a, b Passage) bool { return Same(a.sense(), b.sense()) }

// sense is the text with the names of what it refers to in place of labels.
func (p Passage) sense() string {
	text, out := p.Text, ""
	for _, r := range p.Refs {
		before, after, ok := strings.Cut(text, r.Label)
		if !ok || r.Label == "" {
			continue
		}
		out, text = out+before+"〔"+string(r.Target)+"〕", after
	}
	return out + text
}

func sameAll(a, b []Passage) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].Part != b[i].Part || !Same(a[i].Text, b[i].Text) {
			return false
		}
	}
	return true
}

func joined(all []Passage) string {
	texts := make([]string, len(all))
	for i, p := range all {
		texts[i] = p.Text
	}
	return strings.Join(texts, "｜")
}
