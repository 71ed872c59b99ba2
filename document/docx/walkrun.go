package docx

import (
	"strconv"
	"strings"
)

// inline reads what stands inside a paragraph.
func (w *walker) inline(kids []*node) {
	for _, k := range kids {
		switch k.tag {
		case "w:r":
			w.run(k)
		case "w:ins", "w:moveTo", "w:del", "w:moveFrom":
			w.tracked(k, func() { w.inline(k.kids) })
		case "w:sdt":
			if c := k.child("w:sdtContent"); c != nil {
				w.inline(c.kids)
			}
		case "w:hyperlink", "w:smartTag", "w:customXml", "w:dir", "w:bdo", "w:fldSimple":
			w.inline(k.kids)
		case "mc:AlternateContent":
			if c := choice(k); c != nil {
				w.inline(c.kids)
			}
		case "m:oMath", "m:oMathPara":
			w.lost("公式只读入文字：" + clip(plainText(k)))
			w.add(plainText(k), false)
		case "w:subDoc":
			w.lost("嵌入的另一份文件未读取")
		default:
			w.marker(k)
		}
	}
}

func (w *walker) run(n *node) {
	pr := n.child("w:rPr")
	if c := pr.child("w:rPrChange"); c != nil {
		w.change("格式", c)
	}
	if v := pr.child("w:vanish"); v != nil && on(orTrue(v.attr("val"))) {
		w.lost("隐藏文字未读取：" + clip(plainText(n)))
		return
	}
	w.pieces(n.kids, w.strong(pr))
}

func orTrue(s string) string {
	if s == "" {
		return "true"
	}
	return s
}

// strong reports whether a run is emphasised, by our styles or by hand.
func (w *walker) strong(pr *node) bool {
	switch strings.ToLower(w.s.styles[pr.child("w:rStyle").attr("val")]) {
	case strings.ToLower(string(styleStrong)), string(styleLead):
		return true
	}
	b := pr.child("w:b")
	return b != nil && on(orTrue(b.attr("val")))
}

func (w *walker) pieces(kids []*node, strong bool) {
	for _, k := range kids {
		switch k.tag {
		case "w:t", "w:delText":
			text := string(k.text)
			if strings.ContainsFunc(text, private) {
				w.lost("符号字体的字符无法辨认：" + clip(text))
			}
			w.add(text, strong)
		case "w:tab", "w:ptab":
			w.add("\t", strong)
		case "w:br":
			if t := k.attr("type"); t == "" || t == "textWrapping" {
				w.add("\n", strong)
			}
		case "w:cr":
			w.add("\n", strong)
		case "w:noBreakHyphen":
			w.add("-", strong)
		case "w:sym":
			text, ok := symbol(k)
			if !ok {
				w.lost("符号字体的字符（" + k.attr("font") + " " + k.attr("char") + "）读作□")
			}
			w.add(text, strong)
		case "w:instrText", "w:delInstrText":
			// What a field is shows in its first characters.
			if n := len(w.fields); n > 0 && len(w.fields[n-1].code) < 100 {
				w.fields[n-1].code += string(k.text)
			}
		case "w:fldChar":
			w.fieldChar(k.attr("fldCharType"))
		case "w:footnoteReference", "w:endnoteReference":
			tag := strings.TrimSuffix(k.tag, "Reference")
			if note := w.s.notes[tag+k.attr("id")]; note != nil {
				w.lost("脚注、尾注不入正文：" + clip(strings.TrimSpace(plainText(note))))
			}
		case "w:drawing", "w:pict", "w:object":
			w.graphics(k, Picture{})
		case "w:ruby":
			w.lost("拼音指南只读入正字")
			if base := k.child("w:rubyBase"); base != nil {
				w.inline(base.kids)
			}
		case "mc:AlternateContent":
			if c := choice(k); c != nil {
				w.pieces(c.kids, strong)
			}
		default:
			w.marker(k)
		}
	}
}

// private reports whether r means something in one font only.
func private(r rune) bool { return r >= 0xE000 && r <= 0xF8FF }

func (w *walker) fieldChar(kind string) {
	n := len(w.fields)
	switch {
	case kind == "begin" && n < maxDepth:
		w.fields = append(w.fields, field{})
	case kind == "separate" && n > 0:
		w.fields[n-1].result = true
	case kind == "end" && n > 0:
		w.fields = w.fields[:n-1]
	}
}

// inContents reports whether a table of contents is being read.
func (w *walker) inContents() bool {
	for _, f := range w.fields {
		if strings.HasPrefix(strings.TrimSpace(f.code), "TOC") {
			return true
		}
	}
	return false
}

// graphics reads pictures and text boxes in a drawing. frame holds what the
// drawing says of its picture.
func (w *walker) graphics(n *node, frame Picture) {
	if d := n.find("wp:docPr"); d != nil && n.tag == "w:drawing" {
		frame.Alt = d.attr("descr")
		if cx, err := strconv.ParseFloat(n.find("wp:extent").attr("cx"), 64); err == nil && cx > 0 && cx < 1e9 {
			frame.WidthMM = cx / perMM
		}
	}
	for _, k := range n.kids {
		switch k.tag {
		case "w:txbxContent":
			w.box(k)
		case "a:blip":
			w.image(k.attr("embed"), frame)
		case "v:imagedata":
			w.image(k.attr("id"), frame)
		case "mc:AlternateContent":
			if c := choice(k); c != nil {
				w.graphics(c, frame)
			}
		case "a:graphicData":
			if uri := k.attr("uri"); strings.HasSuffix(uri, "/chart") || strings.HasSuffix(uri, "/diagram") {
				w.lost("Word图表、SmartArt未读取")
			}
			w.graphics(k, frame)
		default:
			w.graphics(k, frame)
		}
	}
	if n.tag == "w:object" {
		w.lost("嵌入对象未读取")
	}
}

// box reads a text box; its paragraphs follow the one it hangs on.
func (w *walker) box(n *node) {
	if w.hidden > 0 {
		return
	}
	w.settle()
	outer, fields, waiting := w.cur, w.fields, w.waiting
	w.cur, w.fields, w.waiting = nil, nil, nil
	var l list
	w.blocks(n, &l)
	l.flush()
	w.cur, w.fields, w.waiting = outer, fields, waiting
	w.boxes = append(w.boxes, l.items...)
	w.lost("文本框的文字移到所在段落之后")
}

func (w *walker) image(rel string, frame Picture) {
	if rel == "" || w.hidden > 0 || w.cur == nil {
		return
	}
	name, data, err := w.s.picture(rel)
	if err != nil {
		w.err = err
		return
	}
	if data == nil {
		w.lost("图片不在文件里，未读取：" + clip(name))
	}
	w.cur.Pictures = append(w.cur.Pictures, Picture{Name: name, Alt: frame.Alt, WidthMM: frame.WidthMM, Data: data})
}

// table reads a table. Rows and cells the view does not show are left out.
func (w *walker) table(n *node, l *list) {
	w.settle()
	outer := w.cur
	w.cur = nil
	it := Item{Table: &ReadTable{}, Front: w.front, section: w.section}
	for _, k := range n.kids {
		if k.tag == "w:tblGrid" {
			for _, c := range k.kids {
				width, err := strconv.ParseFloat(c.attr("w"), 64)
				if err != nil || width <= 0 {
					width = 1
				}
				it.Table.Widths = append(it.Table.Widths, width)
			}
		}
	}
	w.rows(n, it.Table)
	w.cur = outer
	if len(it.Table.Rows) == 0 {
		return
	}
	// A table without caption carries its bookmark in its first cell.
	if cells := it.Table.Rows[0].Cells; len(cells) > 0 && len(cells[0].Items) > 0 {
		first := &cells[0].Items[0]
		if first.Mark != "" {
			it.Mark, it.Front = first.Mark, false
			first.Mark, first.ID, first.Part = "", "", ""
		}
	}
	w.s.name(&it)
	l.add(it)
}

func (w *walker) rows(n *node, t *ReadTable) {
	for _, k := range n.kids {
		switch k.tag {
		case "w:tr":
			w.row(k, t)
		case "w:sdt":
			if c := k.child("w:sdtContent"); c != nil {
				w.rows(c, t)
			}
		case "w:customXml", "w:ins", "w:del":
			w.rows(k, t)
		case "mc:AlternateContent":
			if c := choice(k); c != nil {
				w.rows(c, t)
			}
		default:
			w.marker(k)
		}
	}
}

func (w *walker) row(n *node, t *ReadTable) {
	pr := n.child("w:trPr")
	if w.removed(pr, "w:ins", "插入行", "w:del", "删除行") {
		return
	}
	row := ReadRow{}
	if h := pr.child("w:tblHeader"); h != nil {
		row.Header = on(orTrue(h.attr("val")))
	}
	if before := pr.child("w:gridBefore"); before != nil {
		row.Cells = append(row.Cells, ReadCell{Span: atLeastOne(before.attr("val"))})
	}
	w.cells(n, &row)
	if len(row.Cells) > 0 {
		t.Rows = append(t.Rows, row)
	}
}

func (w *walker) cells(n *node, row *ReadRow) {
	for _, k := range n.kids {
		switch k.tag {
		case "w:tc":
			pr := k.child("w:tcPr")
			if w.removed(pr, "w:cellIns", "插入格", "w:cellDel", "删除格") {
				continue
			}
			cell := ReadCell{Span: atLeastOne(pr.child("w:gridSpan").attr("val"))}
			if m := pr.child("w:vMerge"); m != nil {
				cell.Starts = m.attr("val") == "restart"
				cell.Continues = !cell.Starts
			}
			var l list
			w.blocks(k, &l)
			l.flush()
			cell.Items = l.items
			for _, it := range l.items {
				if it.Table != nil {
					w.lost("表中套表，只留文字")
				}
			}
			row.Cells = append(row.Cells, cell)
		case "w:sdt":
			if c := k.child("w:sdtContent"); c != nil {
				w.cells(c, row)
			}
		case "w:customXml":
			w.cells(k, row)
		default:
			w.marker(k)
		}
	}
}

// removed notes a row or cell put in or taken out, and reports whether the view
// leaves it out.
func (w *walker) removed(pr *node, inTag, inKind, outTag, outKind string) bool {
	gone := false
	if c := pr.child(inTag); c != nil {
		w.change(inKind, c)
		gone = w.view == Original
	}
	if c := pr.child(outTag); c != nil {
		w.change(outKind, c)
		gone = gone || w.view == Accepted
	}
	return gone
}
