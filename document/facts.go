package document

import (
	"strings"

	"zhixiao"
)

// Fact is one thing that a document prints under a key: a number, or the word
// that stands for a state, a date or a name. Papers that print the same key say
// the same object, so their facts can be compared.
type Fact struct {
	Key   zhixiao.Key
	Text  string // what is printed; of a number the value with its sign and without its unit, or the sign of its absence
	Unit  string // of a number; may be empty
	Block ID     // block it first stands in
	Place string // that block in a reader's words: 三（二）第2段, 表3第4行, 图2
}

// Facts lists what d prints under keys, in reading order. What is said twice
// alike is listed once, where it first stands; a key that d prints with two
// values is listed with both.
func Facts(d *Document) []Fact {
	l := lister{at: newGuide(d), seen: map[said]bool{}}
	d.Blocks(l.block)
	return l.all
}

type said struct {
	key  zhixiao.Key
	text string
}

type lister struct {
	at   *guide
	seen map[said]bool
	all  []Fact
}

func (l *lister) block(b Block) {
	l.at.enter(b)
	id := b.BlockID()
	switch b := b.(type) {
	case Heading:
		l.inlines(id, b.Text, l.at.heading)
	case Para:
		l.inlines(id, b.Inlines, l.at.passage)
	case List:
		for i, item := range b.Items {
			l.inlines(id, item, func() string { return l.at.item(i) })
		}
	case Table:
		l.table(b)
	case Figure:
		for _, q := range graphicQuantities(b.Graphic) {
			l.add(id, q.Key, q.Text(), q.Unit, l.at.picture)
		}
	}
}

func (l *lister) table(t Table) {
	for _, row := range t.Header {
		for _, cell := range row {
			l.inlines(t.ID, cell.Inlines, func() string { return l.at.table() + "表头" })
		}
	}
	n := 0
	for row := range t.EachRow() {
		n++
		for _, cell := range row {
			l.inlines(t.ID, cell.Inlines, func() string { return l.at.row(n) })
		}
	}
	l.inlines(t.ID, t.Note, func() string { return l.at.table() + "注" })
}

func (l *lister) inlines(id ID, in []Inline, place func() string) {
	for _, x := range in {
		switch x := x.(type) {
		case Num:
			l.add(id, x.Q.Key, x.Q.Text(), x.Q.Unit, place)
		case Told:
			l.add(id, x.Key, x.Text, "", place)
		}
	}
}

// add clones what it keeps: the texts of a long table are parts of larger ones.
func (l *lister) add(id ID, key zhixiao.Key, text, unit string, place func() string) {
	if key == "" || l.seen[said{key, text}] {
		return
	}
	key, text = zhixiao.Key(strings.Clone(string(key))), strings.Clone(text)
	l.seen[said{key, text}] = true
	l.all = append(l.all, Fact{Key: key, Text: text, Unit: unit, Block: id, Place: place()})
}

// guide names places of a document in a reader's words while it is read from
// the front.
type guide struct {
	numbers *Numbers
	part    string    // title of the bound report
	path    [5]string // number or words of the headings that the place stands under, by level
	block   Block     //
	count   int       // paragraphs and lists since the last heading
	here    string    // path in words
}

func newGuide(d *Document) *guide { return &guide{numbers: Number(d)} }

func (g *guide) enter(b Block) {
	g.block = b
	switch b := b.(type) {
	case Heading:
		g.under(b)
	case Para, List:
		g.count++
	}
}

func (g *guide) under(h Heading) {
	g.count = 0
	if h.Part {
		g.part, g.path, g.here = "《"+PlainText(h.Text, g.numbers)+"》", [5]string{}, ""
		return
	}
	level := min(max(h.Level, 1), len(g.path)-1)
	g.path[level] = strings.TrimRight(g.numbers.Heading(h.ID), "、.　")
	if g.path[level] == "" {
		g.path[level] = "“" + PlainText(h.Text, g.numbers) + "”"
	}
	for i := level + 1; i < len(g.path); i++ {
		g.path[i] = ""
	}
	g.here = strings.Join(g.path[:], "")
}

func (g *guide) heading() string { return g.part + g.here + "标题" }

func (g *guide) passage() string { return g.part + g.here + "第" + ordinal(g.count) + "段" }

func (g *guide) item(i int) string { return g.passage() + "第" + ordinal(i+1) + "项" }

// table names a table by its number, one without by its caption or its place.
func (g *guide) table() string {
	t, _ := g.block.(Table)
	switch label := g.numbers.Label(t.ID); {
	case label != "":
		return g.part + label
	case t.Caption != "":
		return g.part + "“" + t.Caption + "”表"
	}
	return g.part + g.here + "表格"
}

func (g *guide) row(n int) string { return g.table() + "第" + ordinal(n) + "行" }

func (g *guide) picture() string { return g.part + g.numbers.Label(g.block.BlockID()) }

func ordinal(n int) string { return zhixiao.Int(int64(n)).String() }

// Places names every block of d in a reader's words: 三（二）第2段, 表3, 图2.
func Places(d *Document) map[ID]string {
	g, places := newGuide(d), map[ID]string{}
	d.Blocks(func(b Block) {
		g.enter(b)
		name := g.passage
		switch b.(type) {
		case Heading:
			name = g.heading
		case Table:
			name = g.table
		case Figure:
			name = g.picture
		case PageBreak:
			return
		}
		places[b.BlockID()] = name()
	})
	return places
}
