package docx

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/beevik/etree"
)

// Issue is a printed Word file made fit to hand out: every page carries the mark
// in its header and, large and grey behind the text, the watermark; properties,
// comments and the names of revisers are gone. What the file says is not
// changed. A file with open tracked changes is an error.
func Issue(name string, data []byte, mark, watermark string) ([]byte, error) {
	header, err := headerXML(mark, watermark)
	if err != nil {
		return nil, err
	}
	types := map[string]func([]byte) ([]byte, error){
		mainPart:  edited(issueBody),
		typesPart: edited(issueTypes),
		rootRels:  edited(func(root *etree.Element) error { dropChildren(root, "Target", "docProps/"); return nil }),
		relsPart:  edited(issueRels),
	}
	return repack{
		name:   name,
		change: func(part string) func([]byte) ([]byte, error) { return types[part] },
		drop: func(part string) bool {
			return strings.HasPrefix(part, "docProps/") || peoplePart.MatchString(part)
		},
		add: []part{{name: "word/" + issueHeader, data: []byte(header)}},
	}.of(data)
}

const (
	issueHeader = "headerZx.xml"
	issueRel    = "rIdZxHeader"
)

// peoplePart are the parts that name people: comments with what belongs to them.
var peoplePart = regexp.MustCompile(`^word/(comments\w*|people)\.xml$`)

func issueTypes(root *etree.Element) error {
	dropChildren(root, "PartName", "/docProps/")
	for _, e := range root.ChildElements() {
		if peoplePart.MatchString(strings.TrimPrefix(e.SelectAttrValue("PartName", ""), "/")) {
			root.RemoveChild(e)
		}
	}
	e := root.CreateElement("Override")
	e.CreateAttr("PartName", "/word/"+issueHeader)
	e.CreateAttr("ContentType", "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml")
	return nil
}

func issueRels(root *etree.Element) error {
	for _, e := range root.ChildElements() {
		if peoplePart.MatchString("word/" + e.SelectAttrValue("Target", "")) {
			root.RemoveChild(e)
		}
	}
	e := root.CreateElement("Relationship")
	e.CreateAttr("Id", issueRel)
	e.CreateAttr("Type", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header")
	e.CreateAttr("Target", issueHeader)
	return nil
}

// issueBody takes out comments and gives every section the header.
func issueBody(root *etree.Element) error {
	for _, tag := range []string{"ins", "del", "moveFrom", "moveTo", "pPrChange", "rPrChange", "sectPrChange", "tblPrChange"} {
		if root.FindElement("//w:"+tag) != nil {
			return errors.New("文件里有未处理的修订")
		}
	}
	for _, tag := range []string{"commentRangeStart", "commentRangeEnd", "commentReference"} {
		for _, e := range root.FindElements("//w:" + tag) {
			e.Parent().RemoveChild(e)
		}
	}
	sections := root.FindElements("//w:sectPr")
	if len(sections) == 0 {
		return fmt.Errorf("正文没有页面设置（sectPr）")
	}
	for _, s := range sections {
		for _, old := range s.SelectElements("w:headerReference") {
			s.RemoveChild(old)
		}
		// The even header is another part by the file's settings, the first one
		// where the section has a page of its own for it.
		for i, kind := range []string{"default", "even", "first"} {
			e := etree.NewElement("w:headerReference")
			e.CreateAttr("w:type", kind)
			e.CreateAttr("r:id", issueRel)
			s.InsertChildAt(i, e)
		}
	}
	return nil
}

// headerXML is a header with a line of text and a watermark of WordArt, the way
// Word itself makes them.
func headerXML(mark, watermark string) (string, error) {
	line, err := escape(mark)
	if err != nil {
		return "", fmt.Errorf("页眉文字%w", err)
	}
	large, err := escape(watermark)
	if err != nil {
		return "", fmt.Errorf("水印文字%w", err)
	}
	return xmlHead + `<w:hdr xmlns:w="` + spaceW + `" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w10="urn:schemas-microsoft-com:office:word">` +
		`<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:rFonts w:eastAsia="楷体_GB2312" w:hint="eastAsia"/><w:sz w:val="21"/></w:rPr><w:t xml:space="preserve">` + line + `</w:t></w:r>` +
		`<w:r><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">` +
		`<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>` +
		`<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/></v:shapetype>` +
		`<v:shape id="PowerPlusWaterMarkObject1" o:spid="_x0000_s2049" type="#_x0000_t136" style="position:absolute;margin-left:0;margin-top:0;width:440pt;height:70pt;rotation:315;z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;mso-position-vertical-relative:margin" o:allowincell="f" fillcolor="#d9d9d9" stroked="f">` +
		`<v:textpath style="font-family:&quot;黑体&quot;;font-size:1pt" string="` + large + `"/><w10:wrap anchorx="margin" anchory="margin"/></v:shape></w:pict></w:r></w:p></w:hdr>`, nil
}
