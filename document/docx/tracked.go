package docx

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"

	"github.com/beevik/etree"

	"zhixiao/document"
)

// Reviser is whose changes tracked changes are said to be, and when they were
// made: 2026-10-09T10:00:00Z.
type Reviser struct{ Author, Date string }

// WriteTracked writes how b came from a as a Word file with tracked changes:
// accepting all of them gives the words of b, rejecting all the words of a, by
// paragraph, row and cell. Changes that were open in a or b are taken as
// accepted first. data is the file b was read from; its styles and pages are
// used.
func WriteTracked(ctx context.Context, out io.Writer, a, b *Reading, data []byte, by Reviser) error {
	t := &tracker{styles: map[string]string{}, marks: map[string]bool{}}
	for _, s := range []string{by.Author, by.Date} {
		if err := legal(s); err != nil {
			return fmt.Errorf("修订人%w", err)
		}
	}
	author, _ := escape(by.Author)
	date, _ := escape(by.Date)
	t.by = `w:author="` + author + `" w:date="` + date + `"`
	if err := t.prepare(b.Name, data); err != nil {
		return err
	}
	if err := t.story(ctx, a.Items(Accepted), b.Items(Accepted)); err != nil {
		return err
	}
	made, err := repack{
		name: b.Name,
		change: func(part string) func([]byte) ([]byte, error) {
			switch part {
			case mainPart:
				return func([]byte) ([]byte, error) { return []byte(t.document()), nil }
			case typesPart:
				return edited(t.types)
			case relsPart:
				return edited(t.relations)
			}
			return nil
		},
		drop: func(part string) bool { return peoplePart.MatchString(part) },
		add:  t.parts,
	}.of(data)
	if err != nil {
		return err
	}
	_, err = out.Write(made)
	return err
}

// tracker writes the body of a file with tracked changes.
type tracker struct {
	by      string            // author and date as attributes
	styles  map[string]string // lower-case name → id
	section *etree.Element    // of the end of b's body
	body    strings.Builder
	lastID  int
	marks   map[string]bool // printed
	parts   []part          // pictures
	sheet   document.Sheet
}

// how an element came about.
type how uint8

const (
	same how = iota
	added
	removed
)

func (t *tracker) readStyles(root *etree.Element) error {
	for _, e := range root.SelectElements("w:style") {
		if name := e.SelectElement("w:name"); name != nil {
			t.styles[strings.ToLower(name.SelectAttrValue("w:val", ""))] = e.SelectAttrValue("w:styleId", "")
		}
	}
	return nil
}

// prepare reads styles and the last section of the file b was read from.
func (t *tracker) prepare(name string, data []byte) error {
	a, err := openArchive(name, bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return err
	}
	styles, err := a.read(stylesPart)
	if err != nil {
		return err
	}
	if _, err := edited(t.readStyles)(styles); err != nil {
		return a.problem(stylesPart, "", "%w", err)
	}
	main, err := a.read(mainPart)
	if err != nil {
		return err
	}
	if t.section = lastSection(main); t.section == nil {
		return a.problem(mainPart, "用Word打开并另存为.docx后再试", "正文没有页面设置（sectPr）")
	}
	return nil
}

// lastSection is the page of the end of the body. It is cut out of the text: the
// body of a long list would take longer to parse than to compare.
func lastSection(main []byte) *etree.Element {
	from, end := bytes.LastIndex(main, []byte("<w:sectPr")), bytes.LastIndex(main, []byte("</w:sectPr>"))
	if from < 0 || end < from {
		return nil
	}
	doc := etree.NewDocument()
	if doc.ReadFromBytes(main[from:end+len("</w:sectPr>")]) != nil {
		return nil
	}
	return doc.Root()
}

func (t *tracker) document() string {
	return xmlHead + `<w:document xmlns:w="` + spaceW + `" xmlns:r="` + spaceR + `"><w:body>` + t.body.String() + t.sectionXML(t.sheet) + `</w:body></w:document>`
}

func (t *tracker) sectionXML(on document.Sheet) string {
	s := t.section.Copy()
	size := s.SelectElement("w:pgSz")
	if on == document.Upright || size == nil {
		return xmlOf(s)
	}
	w, h := number(size, "w"), number(size, "h")
	if w < h {
		w, h = h, w
	}
	if on == document.TurnedA3 {
		w, h = 2*h, w
	}
	size.CreateAttr("w:w", strconv.Itoa(w))
	size.CreateAttr("w:h", strconv.Itoa(h))
	size.CreateAttr("w:orient", "landscape")
	return xmlOf(s)
}

// revision opens what holds inserted or deleted runs and says what closes it.
func (t *tracker) revision(h how) (end string) {
	if h == same {
		return ""
	}
	tag := t.tag(h)
	t.lastID++
	t.body.WriteString(`<w:` + tag + ` w:id="` + strconv.Itoa(t.lastID) + `" ` + t.by + `>`)
	return `</w:` + tag + `>`
}

func (t *tracker) tag(h how) string {
	if h == removed {
		return "del"
	}
	return "ins"
}

// empty is a mark of a revision in properties.
func (t *tracker) empty(h how) string {
	if h == same {
		return ""
	}
	t.lastID++
	return `<w:` + t.tag(h) + ` w:id="` + strconv.Itoa(t.lastID) + `" ` + t.by + `/>`
}

// story writes the items of a body or a cell side by side.
func (t *tracker) story(ctx context.Context, a, b []Item) error {
	for _, p := range inGaps(align(keysOf(a), keysOf(b)), func(i, j int) bool { return alike(a[i], b[j]) }) {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := t.item(ctx, p, a, b); err != nil {
			return err
		}
	}
	return nil
}

func (t *tracker) item(ctx context.Context, p pair, a, b []Item) error {
	h, it, was := same, Item{}, Item{}
	switch {
	case p.b < 0:
		h, it = removed, a[p.a]
	case p.a < 0:
		h, it = added, b[p.b]
	default:
		it, was = b[p.b], a[p.a]
	}
	if it.Sheet != t.sheet {
		if t.body.Len() > 0 {
			t.body.WriteString(`<w:p><w:pPr>` + t.sectionXML(t.sheet) + `</w:pPr></w:p>`)
		}
		t.sheet = it.Sheet
	}
	if it.Table != nil {
		return t.table(ctx, h, was.Table, it)
	}
	return t.paragraph(h, was, it)
}

// keysOf names items by their bookmark, else by what they say.
func keysOf(all []Item) []string {
	keys := make([]string, len(all))
	for i, it := range all {
		kind := "p"
		if it.Table != nil {
			kind = "t"
		}
		if keys[i] = kind + it.Mark; it.Mark == "" {
			keys[i] = kind + "=" + it.Text()
		}
	}
	return keys
}

// alike reports whether one item may be the other, edited: of one kind, with no
// bookmark that says otherwise, and sharing half of the shorter one's words.
func alike(a, b Item) bool {
	if (a.Table == nil) != (b.Table == nil) || a.Mark != b.Mark && a.Mark != "" && b.Mark != "" {
		return false
	}
	if a.Table != nil {
		return true
	}
	return similar(a.Text(), b.Text())
}

func similar(a, b string) bool {
	x, y := tokens(a), tokens(b)
	short := min(len(x), len(y))
	return short > 0 && 2*len(matches(x, y)) >= short
}

// paragraph writes one paragraph; was is its earlier self when h is same.
func (t *tracker) paragraph(h how, was, it Item) error {
	t.body.WriteString(`<w:p><w:pPr>`)
	if id := t.styles[strings.ToLower(it.Style)]; id != "" {
		t.body.WriteString(`<w:pStyle w:val="` + id + `"/>`)
	}
	switch it.Align {
	case document.Center:
		t.body.WriteString(`<w:jc w:val="center"/>`)
	case document.End:
		t.body.WriteString(`<w:jc w:val="right"/>`)
	}
	if mark := t.empty(h); mark != "" {
		t.body.WriteString(`<w:rPr>` + mark + `</w:rPr>`)
	}
	t.body.WriteString(`</w:pPr>`)
	end := ""
	if h != removed {
		end = t.bookmark(it.Mark)
	}
	if err := t.pictures(h, was.Pictures, it.Pictures); err != nil {
		return err
	}
	err := t.texts(h, was, it)
	t.body.WriteString(end + `</w:p>`)
	return err
}

func (t *tracker) bookmark(name string) (end string) {
	if name == "" || t.marks[name] {
		return ""
	}
	t.marks[name] = true
	t.lastID++
	id := strconv.Itoa(t.lastID)
	t.body.WriteString(`<w:bookmarkStart w:id="` + id + `" w:name="` + name + `"/>`)
	return `<w:bookmarkEnd w:id="` + id + `"/>`
}

// piece is a stretch of text that came about in one way.
type piece struct {
	how    how
	text   string
	strong bool
}

func (t *tracker) texts(h how, was, it Item) error {
	var pieces []piece
	if h == same {
		pieces = differ(was, it)
	} else {
		for _, in := range it.Inlines {
			_, strong := in.(document.Strong)
			pieces = append(pieces, piece{h, document.InlineText(in, nil), strong})
		}
	}
	for _, p := range pieces {
		if err := t.run(p); err != nil {
			return err
		}
	}
	return nil
}

// differ compares the words of two paragraphs: a Chinese character, a number or
// a word at a time. Emphasis is that of the later one.
func differ(was, it Item) []piece {
	old, now := tokens(was.Text()), tokens(it.Text())
	strong := emphasised(it.Inlines)
	at := 0 // in the text of it
	var out []piece
	add := func(p piece) {
		if n := len(out); n > 0 && out[n-1].how == p.how && out[n-1].strong == p.strong {
			out[n-1].text += p.text
			return
		}
		out = append(out, p)
	}
	for _, p := range align(old, now) {
		if p.b < 0 {
			add(piece{removed, old[p.a], false})
			continue
		}
		h := same
		if p.a < 0 {
			h = added
		}
		add(piece{h, now[p.b], strong(at)})
		at += len(now[p.b])
	}
	return out
}

// emphasised says of a byte of the inlines' text whether it is emphasised.
func emphasised(inlines []document.Inline) func(at int) bool {
	return func(at int) bool {
		for _, in := range inlines {
			n := len(document.InlineText(in, nil))
			if at < n {
				_, ok := in.(document.Strong)
				return ok
			}
			at -= n
		}
		return false
	}
}

// tokens cuts a text into Chinese characters and marks, and runs of Latin
// letters and digits with what belongs to a number.
func tokens(s string) []string {
	var out []string
	word := false
	for _, r := range s {
		in := r < 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '.' || r == '%' || r == '-' || r == '+')
		if in && word {
			out[len(out)-1] += string(r)
		} else {
			out = append(out, string(r))
		}
		word = in
	}
	return out
}

func (t *tracker) run(p piece) error {
	if p.text == "" {
		return nil
	}
	end := t.revision(p.how)
	tag := "w:t"
	if p.how == removed {
		tag = "w:delText"
	}
	t.body.WriteString(`<w:r>`)
	switch hint := strings.ContainsAny(p.text, chineseMarks); {
	case p.strong && hint:
		t.body.WriteString(`<w:rPr><w:rFonts w:hint="eastAsia"/><w:b/></w:rPr>`)
	case p.strong:
		t.body.WriteString(`<w:rPr><w:b/></w:rPr>`)
	case hint:
		t.body.WriteString(`<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>`)
	}
	for i, line := range strings.Split(p.text, "\n") {
		if i > 0 {
			t.body.WriteString(`<w:br/>`)
		}
		for j, text := range strings.Split(line, "\t") {
			if j > 0 {
				t.body.WriteString(`<w:tab/>`)
			}
			escaped, err := escape(text)
			if err != nil {
				return fmt.Errorf("文字%w", err)
			}
			if escaped != "" {
				t.body.WriteString(`<` + tag + ` xml:space="preserve">` + escaped + `</` + tag + `>`)
			}
		}
	}
	t.body.WriteString(`</w:r>` + end)
	return nil
}
