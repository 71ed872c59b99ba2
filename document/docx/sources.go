package docx

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"zhixiao"
	"zhixiao/document"
)

// sources is what the main part refers to.
type sources struct {
	a        *archive
	rels     map[string]relation
	styles   map[string]string // id → name
	notes    map[string]*node  // footnote:2 → its element
	marks    map[string]string // bookmark → ID with part
	pictures map[string][]byte
	comments map[string]int // id → index in Reading.Comments
}

func (a *archive) sources(ctx context.Context, r *Reading, main string) (*sources, error) {
	s := &sources{a: a, styles: map[string]string{}, notes: map[string]*node{}, marks: map[string]string{}, pictures: map[string][]byte{}, comments: map[string]int{}}
	var err error
	if s.rels, err = a.relations(ctx, main); err != nil {
		return nil, err
	}
	ids := make([]string, 0, len(s.rels))
	for id := range s.rels {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		if err := s.take(ctx, r, s.rels[id]); err != nil {
			return nil, err
		}
	}
	return s, s.properties(ctx, r)
}

func (s *sources) take(ctx context.Context, r *Reading, rel relation) error {
	if rel.external {
		if rel.kind != "hyperlink" {
			r.lost("外部链接的内容未读取：" + clip(rel.target))
		}
		return nil
	}
	switch rel.kind {
	case "footer":
		return s.foot(ctx, r, rel.target)
	case "styles", "footnotes", "endnotes", "comments":
	default:
		return nil
	}
	root, err := s.a.maybe(ctx, rel.target)
	if err != nil || root == nil {
		return err
	}
	for _, k := range root.kids {
		switch k.tag {
		case "w:style":
			s.styles[k.attr("styleId")] = k.child("w:name").attr("val")
		case "w:footnote", "w:endnote":
			s.notes[k.tag+k.attr("id")] = k
		case "w:comment":
			s.comments[k.attr("id")] = len(r.Comments)
			r.Comments = append(r.Comments, Comment{ID: k.attr("id"), Author: k.attr("author"), Date: k.attr("date"), Text: plainText(k)})
		}
	}
	return nil
}

// plainText is the text of an element's paragraphs, one a line.
func plainText(n *node) string {
	var b strings.Builder
	var walk func(*node)
	walk = func(n *node) {
		switch n.tag {
		case "w:p":
			if b.Len() > 0 {
				b.WriteByte('\n')
			}
		case "w:t", "m:t":
			b.Write(n.text)
		}
		for _, k := range n.kids {
			walk(k)
		}
	}
	walk(n)
	return b.String()
}

// properties reads what the writer recorded about job and marks.
func (s *sources) properties(ctx context.Context, r *Reading) error {
	root, err := s.a.maybe(ctx, "docProps/custom.xml")
	if err != nil || root == nil {
		return err
	}
	for _, p := range root.kids {
		if len(p.kids) == 0 {
			continue
		}
		name, value := p.attr("name"), string(p.kids[0].text)
		switch {
		case name == jobProperty:
			r.Job = value
		case name == originProperty:
			r.Origin = value
		case strings.HasPrefix(name, printsProperty):
			s.prints(r, value)
		case strings.HasPrefix(name, idsProperty):
			r.IDs = append(r.IDs, strings.Fields(value)...)
		}
	}
	for _, id := range r.IDs {
		s.marks[markName(id)] = id
	}
	return nil
}

// name puts what a bookmark stands for into an item.
func (s *sources) name(it *Item) {
	id, part, _ := strings.Cut(s.marks[it.Mark], "#")
	it.ID, it.Part = document.ID(id), part
}

// picture is the bytes of a picture by its relationship. One that claims more
// pixels than the program opens is an error: to look at it would take all memory.
func (s *sources) picture(rel string) (name string, data []byte, err error) {
	r, ok := s.rels[rel]
	if !ok || r.external {
		return r.target, nil, nil
	}
	if data, ok := s.pictures[r.target]; ok {
		return r.target, data, nil
	}
	data, err = s.a.read(r.target)
	if err != nil {
		return r.target, nil, err
	}
	if _, _, err := zhixiao.PictureSize(data); errors.Is(err, zhixiao.ErrTooManyPixels) {
		return r.target, nil, s.a.problem(r.target, "在Word里删去这幅图，缩小后再插入", "%w", err)
	}
	s.pictures[r.target] = data
	return r.target, data, nil
}

// symbol is the character of a w:sym, which names it in hexadecimal.
func symbol(n *node) (string, bool) {
	code, err := strconv.ParseUint(n.attr("char"), 16, 32)
	if err != nil || code >= 0xE000 && code <= 0xF8FF || code < 0x20 || code > 0x10FFFF || code >= 0xD800 && code < 0xE000 {
		return "□", false
	}
	return string(rune(code)), true
}
