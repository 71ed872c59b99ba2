package review

import (
	"strconv"
	"strings"

	"zhixiao/document"
	"zhixiao/document/docx"
	"zhixiao/output/press"
)

// homes finds where comments can stand in a merged document.
type homes struct {
	d     *document.Document
	marks map[string]docx.Note // bookmark → place
	has   map[document.ID]bool
	order []document.ID // of the blocks as they were generated for the reviewer
	first document.ID
}

func newHomes(d *document.Document, base []document.Passage) *homes {
	h := &homes{d: d, marks: map[string]docx.Note{}, has: map[document.ID]bool{}}
	d.Blocks(func(b document.Block) {
		if _, isBreak := b.(document.PageBreak); isBreak {
			return
		}
		id := b.BlockID()
		if h.first == "" {
			h.first = id
		}
		h.has[id] = true
		for _, part := range printed(b) {
			h.marks[docx.MarkName(id, part)] = docx.Note{ID: id, Part: part}
		}
	})
	for _, p := range base {
		h.order = append(h.order, p.Block)
	}
	return h
}

// printed names the paragraphs of a block that have a bookmark of their own.
func printed(b document.Block) []string {
	switch b := b.(type) {
	case document.List:
		var all []string
		for i := range b.Items {
			all = append(all, strconv.Itoa(i+1))
		}
		return all
	case document.Figure:
		return []string{"", "caption", "source"}
	case document.Table:
		all := []string{""}
		if b.Unit != "" && !b.Plain {
			all = append(all, "unit")
		}
		if len(b.Note) > 0 {
			all = append(all, "note")
		}
		return all
	}
	return []string{""}
}

// of is the place of a passage: its paragraph, its block, or the block that
// stood before it.
func (h *homes) of(id document.ID, part string) docx.Note {
	if n, ok := h.marks[docx.MarkName(id, part)]; ok {
		return n
	}
	near := h.first
	for _, at := range h.order {
		if at == id {
			break
		}
		if h.has[at] {
			near = at
		}
	}
	if h.has[id] {
		near = id
	}
	return docx.Note{ID: near}
}

// notes is the comments of the next draft: the conflicts of the merge and what
// reviewers commented before.
func (h *homes) notes(conflicts []document.Conflict, comments []docx.Comment) []docx.Note {
	var all []docx.Note
	for _, c := range conflicts {
		n := h.of(c.Block, c.Part)
		n.Author, n.Text = press.House, conflictText(c)
		all = append(all, n)
	}
	for _, c := range comments {
		if c.Author == press.House {
			continue
		}
		n, exact := h.ofComment(c)
		n.Author, n.Date, n.Text = c.Author, c.Date, c.Text
		if !exact && c.On != "" {
			n.Text += "\n（原批在“" + oneLine(c.On) + "”）"
		}
		all = append(all, n)
	}
	return all
}

// ofComment is the paragraph a comment stood on: by its bookmark, else where its
// words are.
func (h *homes) ofComment(c docx.Comment) (n docx.Note, exact bool) {
	if n, ok := h.marks[c.Mark]; ok && c.Mark != "" {
		return n, true
	}
	if on := strings.TrimSpace(c.On); on != "" {
		for _, p := range document.Passages(h.d) {
			if strings.Contains(p.Text, on) {
				n := h.of(p.Block, p.Part)
				return n, n.Part == p.Part
			}
		}
	}
	return docx.Note{ID: h.first}, false
}

func conflictText(c document.Conflict) string {
	lines := []string{"冲突：" + c.Why}
	if strings.Contains(c.Part, ".") {
		lines[0] += "（单元格" + c.Part + "）"
	}
	for _, line := range [][2]string{{"原生成：", c.Base}, {"审核稿：", c.Reviewed}, {"新数据：", c.Fresh}} {
		if line[1] != "" {
			lines = append(lines, line[0]+line[1])
		}
	}
	return strings.Join(lines, "\n")
}
