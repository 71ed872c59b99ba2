package docx

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"zhixiao/document"
)

// walker reads the story of a foreign file by one view. Comments, changes and
// what is lost are noted by the first view only.
type walker struct {
	ctx     context.Context
	r       *Reading
	s       *sources
	view    View
	err     error
	cur     *Item
	open    map[string]string // bookmark number → name, of bookmarks not closed yet
	seen    map[string]bool
	waiting []string // bookmarks that stand between paragraphs
	fields  []field
	hidden  int   // removed content around, by the view
	changes []int // open changes, in r.Changes
	anchors []int // open comments, in r.Comments
	boxes   []Item
	front   bool
	section int              // being read
	sheets  []document.Sheet // of the sections that have ended

	text       []byte // of the current paragraph, not yet an inline
	strongText bool
	noted      map[int][]byte // texts of changes
	commented  map[int][]byte // texts under comments
}

// Bounds that no honest file meets; they keep a hostile one from taking long.
const (
	maxNoted = 16 << 10 // bytes of a change or a comment's ground
	maxOpen  = 256      // comments or bookmarks open at one place
	maxLost  = 2000
)

// field is an open field: its code first, then its result.
type field struct {
	code   string
	result bool
}

func newWalker(ctx context.Context, r *Reading, s *sources, v View) *walker {
	return &walker{ctx: ctx, r: r, s: s, view: v, open: map[string]string{}, seen: map[string]bool{}, noted: map[int][]byte{}, commented: map[int][]byte{}, front: len(r.IDs) > 0}
}

func (w *walker) read(body *node) ([]Item, error) {
	var l list
	w.blocks(body, &l)
	l.flush()
	for i := range l.items {
		if n := l.items[i].section; n < len(w.sheets) {
			l.items[i].Sheet = w.sheets[n]
		}
	}
	for i, text := range w.noted {
		w.r.Changes[i].Text = string(text)
	}
	for i, text := range w.commented {
		w.r.Comments[i].On = string(text)
	}
	return l.items, w.err
}

// lost notes what the tree has no place for.
func (w *walker) lost(what string) {
	if w.view == Accepted {
		w.r.lost(what)
	}
}

func (r *Reading) lost(what string) {
	if len(r.Lost) < maxLost {
		r.Lost = append(r.Lost, what)
	}
}

// list gathers the items of a story, a cell or a box. pending is a paragraph
// whose mark is gone by the view: the next one joins it.
type list struct {
	items   []Item
	pending *Item
}

// flush ends a paragraph that has lost its mark and finds no next one to join;
// of one without text nothing is left.
func (l *list) flush() {
	if l.pending != nil && !l.pending.empty() {
		l.add(*l.pending)
	}
	l.pending = nil
}

// add drops only what nobody can see and nothing points to.
func (l *list) add(it Item) {
	if it.Table == nil && it.Mark == "" && it.empty() {
		return
	}
	l.items = append(l.items, it)
}

func (it *Item) empty() bool {
	if len(it.Pictures) > 0 {
		return false
	}
	for _, in := range it.Inlines {
		if strings.TrimSpace(document.InlineText(in, nil)) != "" {
			return false
		}
	}
	return true
}

func (w *walker) blocks(n *node, l *list) {
	if n == nil {
		return
	}
	for _, k := range n.kids {
		if w.err == nil {
			w.err = w.ctx.Err()
		}
		if w.err != nil {
			return
		}
		switch k.tag {
		case "w:p":
			w.paragraph(k, l)
		case "w:tbl":
			l.flush()
			w.table(k, l)
		case "w:sdt":
			w.blocks(k.child("w:sdtContent"), l)
		case "w:customXml":
			w.blocks(k, l)
		case "w:ins", "w:moveTo", "w:del", "w:moveFrom":
			w.tracked(k, func() { w.blocks(k, l) })
		case "mc:AlternateContent":
			w.blocks(choice(k), l)
		case "w:sectPr":
			w.endSection(k)
		case "w:altChunk", "w:subDoc":
			w.lost("嵌入的另一份文件未读取")
		default:
			w.marker(k)
		}
	}
}

// choice is the branch of alternate content that is read: the first offered,
// or the fallback.
func choice(n *node) *node {
	if c := n.child("mc:Choice"); c != nil {
		return c
	}
	return n.child("mc:Fallback")
}

func (w *walker) paragraph(n *node, l *list) {
	w.settle()
	outer, boxes := w.cur, w.boxes
	it := Item{Style: w.s.styles[n.child("w:pPr", "w:pStyle").attr("val")], Align: alignOf(n), section: w.section}
	w.cur, w.boxes = &it, nil
	for _, name := range w.open {
		// More than one stands open only in damaged files; any order will do but
		// must be the same each time.
		if it.Continues == "" || name < it.Continues {
			it.Continues = name
		}
	}
	for _, name := range w.waiting {
		w.mark(name)
	}
	w.waiting = nil
	inContents := w.inContents()
	defer w.endSection(n.child("w:pPr", "w:sectPr"))
	gone := w.paragraphMark(n)
	w.inline(n.kids)
	w.settle()
	if len(it.Mark) > 0 {
		w.front = false
	}
	it.Front = w.front || inContents || w.inContents()
	if l.pending != nil {
		it = joined(*l.pending, it)
		l.pending = nil
	}
	w.s.name(&it)
	found := w.boxes
	w.cur, w.boxes = outer, boxes
	if gone {
		l.pending = &it
	} else {
		l.add(it)
	}
	for _, box := range found {
		box.Boxed = true
		l.add(box)
	}
}

// endSection notes the page of the section that ends here.
func (w *walker) endSection(sect *node) {
	if sect == nil {
		return
	}
	size, on := sect.child("w:pgSz"), document.Upright
	if size.attr("orient") == "landscape" {
		on = document.Turned
		// A3 is 23,811 twentieths of a point wide, A4 16,838.
		if width, err := strconv.Atoi(size.attr("w")); err == nil && width > 20000 {
			on = document.TurnedA3
		}
	}
	w.sheets = append(w.sheets, on)
	w.section++
}

// alignOf is a paragraph's own alignment.
func alignOf(n *node) document.Align {
	switch n.child("w:pPr", "w:jc").attr("val") {
	case "center":
		return document.Center
	case "right", "end":
		return document.End
	}
	return document.Start
}

// joined is what stays of a paragraph whose mark is gone and the next one: one
// paragraph with the look of the second. A first one without text leaves
// nothing behind, not even its bookmark.
func joined(a, b Item) Item {
	if a.empty() {
		return b
	}
	out := a
	out.Style, out.Inlines, out.Pictures = b.Style, append(a.Inlines, b.Inlines...), append(a.Pictures, b.Pictures...)
	out.Also = append(out.Also, b.Also...)
	switch {
	case b.Mark != "" && out.Mark == "":
		out.Mark = b.Mark
	case b.Mark != "":
		out.Also = append(out.Also, b.Mark)
	}
	return out
}

// paragraphMark notes changes of the paragraph's end and format; it reports
// whether the end is gone by the view.
func (w *walker) paragraphMark(n *node) bool {
	pr := n.child("w:pPr")
	if pr == nil {
		return false
	}
	if c := pr.child("w:pPrChange"); c != nil {
		w.change("格式", c)
	}
	gone := false
	for _, k := range []struct {
		tag, kind string
		view      View // in which it is gone
	}{{"w:ins", "插入段落标记", Original}, {"w:moveTo", "插入段落标记", Original}, {"w:del", "删除段落标记", Accepted}, {"w:moveFrom", "删除段落标记", Accepted}} {
		if c := pr.child("w:rPr", k.tag); c != nil {
			w.change(k.kind, c)
			gone = gone || w.view == k.view
		}
	}
	return gone
}

// change notes a tracked change and returns its index, or -1 in the second
// view.
func (w *walker) change(kind string, n *node) int {
	if w.view != Accepted {
		return -1
	}
	c := Change{Kind: kind, Author: n.attr("author"), Date: n.attr("date")}
	if w.cur != nil {
		c.Mark = w.cur.Mark
	}
	w.r.Changes = append(w.r.Changes, c)
	return len(w.r.Changes) - 1
}

// tracked reads inserted or deleted content; the view decides whether it shows.
func (w *walker) tracked(n *node, content func()) {
	kinds := map[string]string{"w:ins": "插入", "w:del": "删除", "w:moveTo": "移入", "w:moveFrom": "移出"}
	goneIn := Original
	if n.tag == "w:del" || n.tag == "w:moveFrom" {
		goneIn = Accepted
	}
	if i := w.change(kinds[n.tag], n); i >= 0 {
		w.changes = append(w.changes, i)
		defer func() { w.changes = w.changes[:len(w.changes)-1] }()
	}
	if w.view == goneIn {
		w.hidden++
		defer func() { w.hidden-- }()
	}
	content()
}

// mark gives the current paragraph a bookmark of ours; a copy of one that has
// been seen is not one.
func (w *walker) mark(name string) {
	switch {
	case w.seen[name]:
		w.lost("书签" + name + "重复，第二处按新增段落处理")
		return
	case w.cur == nil:
		w.waiting = append(w.waiting, name)
		return
	case w.cur.Mark == "":
		w.cur.Mark = name
	default:
		w.cur.Also = append(w.cur.Also, name)
	}
	w.seen[name] = true
}

// marker reads what marks places: bookmarks and the ranges of comments.
func (w *walker) marker(n *node) {
	switch n.tag {
	case "w:bookmarkStart":
		if name := n.attr("name"); strings.HasPrefix(name, markPrefix) && len(w.open) < maxOpen {
			w.open[n.attr("id")] = name
			w.mark(name)
		}
	case "w:bookmarkEnd":
		delete(w.open, n.attr("id"))
	case "w:commentRangeStart":
		if i := w.comment(n); i >= 0 && len(w.anchors) < maxOpen {
			w.anchors = append(w.anchors, i)
			w.commentAt(i)
		}
	case "w:commentRangeEnd":
		i := w.comment(n)
		w.anchors = slices.DeleteFunc(w.anchors, func(open int) bool { return open == i })
	case "w:commentReference":
		w.commentAt(w.comment(n))
	}
}

// comment is the index of the comment a marker names, -1 in the second view.
func (w *walker) comment(n *node) int {
	if w.view != Accepted {
		return -1
	}
	if i, ok := w.s.comments[n.attr("id")]; ok {
		return i
	}
	return -1
}

func (w *walker) commentAt(i int) {
	if i >= 0 && w.cur != nil && w.r.Comments[i].Mark == "" {
		w.r.Comments[i].Mark = w.cur.Mark
	}
}

// add puts text into the current paragraph, unless the view or a field's code
// hides it; changes and comments around it note it in any case.
func (w *walker) add(text string, strong bool) {
	for _, f := range w.fields {
		if !f.result {
			return
		}
	}
	if n := len(w.changes); n > 0 {
		w.noted[w.changes[n-1]] = appendClipped(w.noted[w.changes[n-1]], text)
	}
	for _, i := range w.anchors {
		w.commented[i] = appendClipped(w.commented[i], text)
	}
	if w.hidden > 0 || w.cur == nil || text == "" {
		return
	}
	if strong != w.strongText {
		w.settle()
		w.strongText = strong
	}
	w.text = append(w.text, text...)
}

// appendClipped keeps what people read of a change or a comment's ground.
func appendClipped(b []byte, text string) []byte {
	if len(b) > maxNoted {
		return b
	}
	return append(b, text...)
}

// settle makes an inline of the text gathered so far; text is gathered first
// because adding runs one by one to a string takes quadratic time.
func (w *walker) settle() {
	if len(w.text) == 0 || w.cur == nil {
		return
	}
	if w.strongText {
		w.cur.Inlines = append(w.cur.Inlines, document.Strong(w.text))
	} else {
		w.cur.Inlines = append(w.cur.Inlines, document.Text(w.text))
	}
	w.text = w.text[:0]
}

// Text is the item as it reads: a paragraph's text, or a table's cells with
// tabs between them and rows on lines of their own.
func (it Item) Text() string {
	if it.Table == nil {
		return document.PlainText(it.Inlines, nil)
	}
	var b strings.Builder
	for _, row := range it.Table.Rows {
		for i, c := range row.Cells {
			if i > 0 {
				b.WriteByte('\t')
			}
			b.WriteString(c.Text())
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// Text is the cell's paragraphs, one a line.
func (c ReadCell) Text() string {
	texts := make([]string, len(c.Items))
	for i, it := range c.Items {
		texts[i] = it.Text()
	}
	return strings.Join(texts, "\n")
}

// atLeastOne reads a span.
func atLeastOne(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > 1000 {
		return 1
	}
	return n
}
