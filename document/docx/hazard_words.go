package docx

import (
	"bytes"
	"encoding/hex"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"zhixiao/document"
)

// actor reads a part's words for what acts.
type actor struct {
	s          *search
	part       string
	kind       partKind
	under      string // the heading the paragraph stands under
	since      int    // paragraphs since that heading
	paragraphs []*spoken
	fields     []code
	loose      code // codes outside any field
	inCode     bool
	inText     bool
}

// spoken is a paragraph being read: it is named by its first words, which are
// known at its end only.
type spoken struct {
	style string
	text  string
	acts  []string
}

// code is the code of a field; those of fields in it are one strange character.
type code struct {
	text   []byte
	result bool
}

const (
	maxCode  = 4096 // of a field
	inner    = '\uFFFC'
	maxOpenF = 256 // fields in one another
)

// words reads a part to its end. What is not whole XML, or has a DTD, is told.
func (s *search) words(part string, kind partKind, data []byte) {
	r := &actor{s: s, part: part, kind: kind}
	d := xml.NewDecoder(bytes.NewReader(data))
	for n := 0; ; n++ {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			s.tell(s.place(part), "不是完整的XML：%v", err)
			break
		}
		if n%4096 == 0 && s.ctx.Err() != nil {
			return // Hazards says so
		}
		switch t := t.(type) {
		case xml.StartElement:
			r.start(t)
		case xml.EndElement:
			r.end(t.Name)
		case xml.CharData:
			r.chars(t)
		case xml.Directive:
			s.tell(s.place(part), "含DTD声明")
		case xml.ProcInst:
			if t.Target != "xml" && kind.holds != holdsData {
				s.tell(s.place(part), "含处理指令%s", clip(t.Target))
			}
		}
	}
	for i := range r.fields {
		r.judge(string(r.fields[i].text))
	}
	r.judge(string(r.loose.text))
}

// act tells of something where it stands: in a paragraph, or in the part.
func (r *actor) act(kind string) {
	if n := len(r.paragraphs); n > 0 {
		p := r.paragraphs[n-1]
		p.acts = append(p.acts, kind)
		return
	}
	r.s.tell(r.s.place(r.part), "%s", kind)
}

func (r *actor) start(t xml.StartElement) {
	local := t.Name.Local
	if r.kind.holds != holdsData && !plainSpace(t.Name.Space) {
		r.act("不在报告之列的内容（" + clip(t.Name.Space+" "+local) + "）")
	}
	if what := actives[local]; what != "" && r.kind.holds != holdsData {
		r.act(what)
	}
	for _, a := range t.Attr {
		r.attribute(t, a)
	}
	switch local {
	case "p":
		if r.paragraph(t.Name) {
			r.paragraphs = append(r.paragraphs, &spoken{})
		}
	case "pStyle":
		if n := len(r.paragraphs); n > 0 {
			r.paragraphs[n-1].style = attrOf(t, "val")
		}
	case "style":
		r.s.named = attrOf(t, "styleId")
	case "name":
		if r.kind.holds == holdsStyles && r.s.named != "" {
			r.s.styles[r.s.named], r.s.named = attrOf(t, "val"), ""
		}
	case "embedRegular", "embedBold", "embedItalic", "embedBoldItalic":
		if r.kind.holds == holdsFonts {
			r.s.keys[attrOf(t, "id")] = attrOf(t, "fontKey")
		}
	case "fldChar":
		r.fieldChar(attrOf(t, "fldCharType"))
	case "fldSimple":
		r.judge(attrOf(t, "instr"))
	case "instrText", "delInstrText":
		r.inCode = true
	case "t":
		r.inText = true
	}
}

// paragraph reports whether an element is a paragraph of the words, not of a drawing.
func (r *actor) paragraph(name xml.Name) bool {
	return r.kind.holds == holdsStory && strings.Contains(name.Space, "wordprocessingml")
}

func (r *actor) end(name xml.Name) {
	switch name.Local {
	case "instrText", "delInstrText":
		r.inCode = false
	case "t":
		r.inText = false
	case "p":
		if r.paragraph(name) {
			r.endParagraph()
		}
	}
}

func (r *actor) chars(t []byte) {
	n := len(r.paragraphs)
	switch {
	case r.inCode && len(r.fields) > 0:
		r.fields[len(r.fields)-1].add(string(t))
	case r.inCode:
		r.loose.add(string(t))
	case r.inText && n > 0 && len(r.paragraphs[n-1].text) < 120:
		r.paragraphs[n-1].text += string(t)
	}
}

func (c *code) add(s string) {
	if len(c.text) < maxCode {
		c.text = append(c.text, s...)
	}
}

func (r *actor) fieldChar(kind string) {
	n := len(r.fields)
	switch kind {
	case "begin":
		if n > 0 && !r.fields[n-1].result {
			r.fields[n-1].add(string(inner))
		}
		if n < maxOpenF {
			r.fields = append(r.fields, code{})
		}
	case "separate":
		if n > 0 {
			r.fields[n-1].result = true
		}
	case "end":
		if n > 0 {
			r.judge(string(r.fields[n-1].text))
			r.fields = r.fields[:n-1]
		}
	}
}

// endParagraph names the paragraph and tells what acts in it.
func (r *actor) endParagraph() {
	n := len(r.paragraphs)
	if n == 0 {
		return
	}
	p := r.paragraphs[n-1]
	r.paragraphs = r.paragraphs[:n-1]
	if n == 1 {
		r.since++
		if isHeading(r.s.styles[p.style]) {
			r.under, r.since = p.text, 0
		}
	}
	for _, what := range p.acts {
		r.s.tell(r.where(p, n == 1), "%s", what)
	}
}

// where is a paragraph in the reader's words; one in a box has no number of its own.
func (r *actor) where(p *spoken, numbered bool) string {
	place := r.kind.words
	if place != "正文" {
		place = r.s.place(r.part)
	}
	if r.under != "" {
		place += "“" + clip(strings.TrimSpace(r.under)) + "”"
	}
	if numbered && r.since > 0 {
		if r.under != "" {
			place += "之下"
		}
		place += "第" + strconv.Itoa(r.since) + "段"
	}
	if words := strings.TrimSpace(p.text); words != "" && words != strings.TrimSpace(r.under) {
		place += "“" + clip(words) + "”"
	}
	return place
}

func isHeading(style string) bool {
	switch document.StyleName(style) {
	case document.StyleH1, document.StyleH2, document.StyleH3, document.StyleH4:
		return true
	}
	return strings.HasPrefix(strings.ToLower(style), "heading ")
}

// judge tells of a field that is not among those that only count and refer.
func (r *actor) judge(text string) {
	text = strings.TrimSpace(text)
	if text == "" {
		return
	}
	name, arguments := text, ""
	if at := strings.IndexAny(text, " \t\r\n\"\\"); at > 0 {
		name, arguments = text[:at], text[at:]
	}
	if strings.HasPrefix(name, "=") {
		name = "="
	}
	switch name = strings.ToUpper(name); {
	case !fieldNames[name]:
		r.act("会取用外部内容、执行命令或来历不明的域" + clip(strings.ReplaceAll(name, string(inner), "{…}")))
	case name == "HYPERLINK":
		for _, target := range targets(arguments) {
			if !plainLink(target) || strings.ContainsRune(target, inner) {
				r.act("链接指向网页、邮箱以外的地方：" + clip(strings.ReplaceAll(target, string(inner), "{…}")))
			}
		}
	}
}

// targets are the arguments of a HYPERLINK that belong to no switch.
func targets(arguments string) []string {
	var all []string
	skip := false
	for arguments = strings.TrimSpace(arguments); arguments != ""; arguments = strings.TrimSpace(arguments) {
		word, rest, quoted := arguments, "", arguments[0] == '"'
		if quoted {
			word, rest, _ = strings.Cut(arguments[1:], `"`)
		} else if at := strings.IndexAny(arguments, " \t\r\n\""); at > 0 {
			word, rest = arguments[:at], arguments[at:]
		}
		switch {
		case !quoted && strings.HasPrefix(word, `\`) && len(word) == 2:
			skip = strings.ContainsAny(strings.ToLower(word[1:]), "lot*")
		case skip:
			skip = false
		default:
			all = append(all, word)
		}
		arguments = rest
	}
	return all
}

// attribute tells of an attribute that fetches or runs. What refers to a
// relationship is judged there.
func (r *actor) attribute(t xml.StartElement, a xml.Attr) {
	local := a.Name.Local
	if a.Name.Space == "xmlns" || local == "xmlns" || a.Value == "" || r.kind.holds == holdsData {
		return
	}
	if shortSpace(a.Name.Space) == "r" {
		if what := r.s.wrong[r.part][a.Value]; what != "" {
			delete(r.s.wrong[r.part], a.Value)
			r.act(what)
		}
		return
	}
	fetched := slices.Contains([]string{"imagedata", "fill", "stroke"}, t.Name.Local)
	switch {
	case scripted(a.Value) && local != "descr" && local != "title":
		r.act("脚本：" + clip(a.Value))
	case local == "href" && a.Name.Space == "" && !fetched:
		if !plainLink(a.Value) {
			r.act("链接指向网页、邮箱以外的地方：" + clip(a.Value))
		}
	case slices.Contains([]string{"href", "althref", "src", "embeddedHtml", "macro", "action"}, local):
		r.act("取用外部内容或执行命令（" + local + "）：" + clip(a.Value))
	case strings.HasPrefix(local, "on") && len(local) > 4 && a.Name.Space == "":
		r.act("脚本（" + local + "）：" + clip(a.Value))
	}
}

func attrOf(t xml.StartElement, local string) string {
	for _, a := range t.Attr {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}

// font proves that an embedded font is one: its first 32 bytes are hidden under the
// key that the table of fonts names.
func (s *search) font(part string) {
	data, err := s.a.read(part)
	key, wrong := hex.DecodeString(strings.NewReplacer("{", "", "}", "", "-", "").Replace(s.keys[s.fontKeys[part]]))
	if err != nil || wrong != nil || len(key) != 16 || len(data) < 32 {
		s.tell(s.place(part), "不是字体表里登记的字体")
		return
	}
	begin := slices.Clone(data[:4])
	for i := range begin {
		begin[i] ^= key[15-i]
	}
	if b := string(begin); b != "\x00\x01\x00\x00" && b != "OTTO" && b != "true" && b != "ttcf" {
		s.tell(s.place(part), "内容不是字体")
	}
}
