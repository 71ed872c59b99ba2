package docx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/beevik/etree"

	"zhixiao"
	"zhixiao/document"
)

// The placeholders that stand for whole blocks. sectionMark is ours: it stands
// where the section properties of the body stood.
const (
	bodyMark     = "正文"
	contentsMark = "目录"
	signMark     = "签署"
	sectionMark  = "§节"
)

// Styles the writer uses besides those of document.Look.
const (
	styleTable         document.StyleName = "监测表"
	styleUnit          document.StyleName = "表单位"
	styleContentsTitle document.StyleName = "目录标题"
	styleStrong        document.StyleName = "Strong"
	styleLead          document.StyleName = "段首句"
)

const (
	mainPart   = "word/document.xml"
	relsPart   = "word/_rels/document.xml.rels"
	stylesPart = "word/styles.xml"
	typesPart  = "[Content_Types].xml"
	rootRels   = "_rels/.rels"

	maxShell = 64 << 20 // a shell larger than this unpacked is no shell
)

// placeholders are the names a shell may use.
func placeholders() []string {
	return []string{"内部标识", "合同编号", "报告标题", "副标题", "编制单位", "编制日期", "版本", "数据标识", "页脚标识", "数据版本", "单位", "期次", bodyMark, contentsMark, signMark}
}

func requiredStyles() []document.StyleName {
	return append(lookStyles(), styleTable, styleUnit, styleContentsTitle, styleStrong, styleLead)
}

func lookStyles() []document.StyleName {
	return []document.StyleName{
		document.StyleTitle, document.StyleSubtitle, document.StyleH1, document.StyleH2, document.StyleH3, document.StyleH4,
		document.StyleBody, document.StyleQuote, document.StyleCaption, document.StyleFigure, document.StyleGraphic,
		document.StyleCell, document.StyleCellHead, document.StyleNote, document.StyleSignoff,
		document.StyleTOC1, document.StyleTOC2, document.StyleTOC3,
	}
}

// shell is a compiled shell; it is never changed after compile.
type shell struct {
	name        string
	parts       []part
	styles      map[string]string // lower-case style name → id
	used        []use
	section     section
	tocSection  string // section properties that end the contents, or empty
	hasContents bool
	signSection string // section properties that end the sign page, or empty
	hasSign     bool
	sheet       bool         // nothing but the lines of a head stands before the body, on its page
	taken       map[int]bool // ids of bookmarks and drawings
}

type part struct {
	name string
	data []byte
	fill bool // may hold placeholders
}

type use struct {
	name string
	at   zhixiao.Place
}

// compiler gathers the faults of one shell.
type compiler struct {
	s      *shell
	faults []error
}

func (c *compiler) fault(at zhixiao.Place, way, format string, args ...any) {
	at.File = c.s.name
	c.faults = append(c.faults, &zhixiao.Problem{At: at, Err: fmt.Errorf(format, args...), Way: way})
}

func compile(name string, data []byte) (*shell, error) {
	c := &compiler{s: &shell{name: name, styles: map[string]string{}, taken: map[int]bool{}}}
	parts, err := unpack(data)
	if err != nil {
		c.fault(zhixiao.Place{}, "用Word另存为.docx后再试", "不是Word文件（DOCX）：%w", err)
		return nil, errors.Join(c.faults...)
	}
	for _, want := range []string{typesPart, rootRels, mainPart, relsPart, stylesPart} {
		if !slices.ContainsFunc(parts, func(p part) bool { return p.name == want }) {
			c.fault(zhixiao.Place{}, "用Word另存为.docx后再试", "不是Word文件（DOCX）：缺少部件%s", want)
		}
	}
	if len(c.faults) > 0 {
		return nil, errors.Join(c.faults...)
	}
	for _, p := range parts {
		c.part(p)
	}
	for _, p := range c.s.parts {
		if end, ok := endTags()[p.name]; ok && !bytes.Contains(p.data, []byte(end)) {
			c.fault(zhixiao.Place{Part: p.name}, "用Word打开底稿并重新保存", "部件里找不到%s", end)
		}
	}
	c.needStyles()
	if !slices.ContainsFunc(c.s.used, func(u use) bool { return u.name == bodyMark }) {
		c.fault(zhixiao.Place{Part: mainPart}, "在正文开始处单独放一段{{正文}}", "缺少占位符{{正文}}")
	}
	// Marks of whole blocks have been taken out; what is left is filled with text.
	c.s.used = slices.DeleteFunc(c.s.used, func(u use) bool { return wholeBlock(u.name) })
	if err := errors.Join(c.faults...); err != nil {
		return nil, err
	}
	return c.s, nil
}

// endTags are where new entries go into the lists of a package.
func endTags() map[string]string {
	return map[string]string{typesPart: "</Types>", rootRels: "</Relationships>", relsPart: "</Relationships>"}
}

func unpack(data []byte) ([]part, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	var parts []part
	left := int64(maxShell)
	for _, f := range z.File {
		if strings.HasSuffix(f.Name, "/") {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return nil, err
		}
		b, err := io.ReadAll(io.LimitReader(r, left+1))
		_ = r.Close()
		if err != nil {
			return nil, fmt.Errorf("%s：%w", f.Name, err)
		}
		if left -= int64(len(b)); left < 0 {
			return nil, fmt.Errorf("展开后超过%dMB", maxShell>>20)
		}
		parts = append(parts, part{name: f.Name, data: b})
	}
	return parts, nil
}

var storyPart = regexp.MustCompile(`^word/(document|header\d*|footer\d*)\.xml$`)

// part compiles one part and adds it to the shell. Properties of the shell file
// are left out: the report gets its own.
func (c *compiler) part(p part) {
	if strings.HasPrefix(p.name, "docProps/") {
		return
	}
	if p.name == commentsPart {
		c.fault(zhixiao.Place{Part: p.name}, "在Word里删去全部批注后保存", "底稿里有批注")
		return
	}
	story := storyPart.MatchString(p.name)
	if !story && p.name != stylesPart && p.name != typesPart && p.name != rootRels {
		c.s.parts = append(c.s.parts, p)
		return
	}
	doc := etree.NewDocument()
	if err := doc.ReadFromBytes(p.data); err != nil || doc.Root() == nil {
		c.fault(zhixiao.Place{Part: p.name}, "用Word打开底稿并重新保存", "部件不是完整的XML：%v", err)
		return
	}
	switch {
	case p.name == stylesPart:
		c.styles(doc.Root())
	case p.name == typesPart:
		dropChildren(doc.Root(), "PartName", "/docProps/")
	case p.name == rootRels:
		dropChildren(doc.Root(), "Target", "docProps/")
	default:
		if !c.story(p.name, doc.Root()) {
			return
		}
	}
	text, err := doc.WriteToString()
	if err != nil {
		c.fault(zhixiao.Place{Part: p.name}, "", "%w", err)
		return
	}
	c.s.parts = append(c.s.parts, part{name: p.name, data: []byte(text), fill: story})
}

func dropChildren(root *etree.Element, attr, prefix string) {
	for _, e := range root.ChildElements() {
		if strings.HasPrefix(strings.TrimPrefix(e.SelectAttrValue(attr, ""), "/"), strings.TrimPrefix(prefix, "/")) {
			root.RemoveChild(e)
		}
	}
}

func (c *compiler) styles(root *etree.Element) {
	for _, e := range root.SelectElements("w:style") {
		if name := e.SelectElement("w:name"); name != nil {
			c.s.styles[strings.ToLower(name.SelectAttrValue("w:val", ""))] = e.SelectAttrValue("w:styleId", "")
		}
	}
}

func (c *compiler) needStyles() {
	for _, name := range requiredStyles() {
		if c.s.styles[strings.ToLower(string(name))] == "" {
			c.fault(zhixiao.Place{Part: stylesPart}, "在Word里新建同名样式，或从自带底稿复制过来", "缺少样式“%s”", name)
		}
	}
}

// style is the id of a style the shell is known to have. Shells made before
// there were small tables print them in the type of others.
func (s *shell) style(name document.StyleName) string {
	id := s.styles[strings.ToLower(string(name))]
	switch {
	case id == "" && name == document.StyleSmall:
		return s.style(document.StyleCell)
	case id == "" && name == document.StyleSmallHead:
		return s.style(document.StyleCellHead)
	}
	return id
}

// story compiles a part with running text; it reports whether the part is fit
// to be written.
func (c *compiler) story(name string, root *etree.Element) bool {
	at := zhixiao.Place{Part: name}
	if root.Space != "w" || root.SelectAttrValue("xmlns:w", "") != spaceW {
		c.fault(at, "用Word打开底稿并重新保存", "部件不是Word的正文")
		return false
	}
	if root.SelectAttr("xmlns:r") == nil {
		root.CreateAttr("xmlns:r", spaceR)
	}
	before := len(c.faults)
	for i, p := range root.FindElements("//w:p") {
		at.Paragraph = i + 1
		c.paragraph(at, p)
	}
	c.takeIDs(root)
	if name == mainPart {
		c.body(root)
	}
	return len(c.faults) == before
}

func (c *compiler) takeIDs(root *etree.Element) {
	for _, path := range []struct{ element, attr string }{{"//w:bookmarkStart", "w:id"}, {"//wp:docPr", "id"}} {
		for _, e := range root.FindElements(path.element) {
			var id int
			if _, err := fmt.Sscan(e.SelectAttrValue(path.attr, ""), &id); err == nil {
				c.s.taken[id] = true
			}
		}
	}
}
