package docx

import (
	"bytes"
	"strings"
)

// holding is what a part holds.
type holding uint8

const (
	holdsStory  holding = iota // words: fields and links are looked at
	holdsStyles                // names the paragraph styles
	holdsFonts                 // names the embedded fonts
	holdsData                  // data beside the words, in namespaces of their own
	holdsPicture
	holdsFont
)

// partKind is a kind of part that a report may have, in the reader's words.
type partKind struct {
	words string
	holds holding
}

const wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml."

// partKinds are the content types that Word, WPS and LibreOffice write for a
// report, in lower case. Charts, diagrams, embedded files, controls and metafiles
// are not among them: our PDF could not print them either.
var partKinds = map[string]partKind{
	wordType + "document.main+xml":                                          {"正文", holdsStory},
	wordType + "styles+xml":                                                 {"样式", holdsStyles},
	wordType + "settings+xml":                                               {"文档设置", holdsStory},
	wordType + "websettings+xml":                                            {"网页设置", holdsStory},
	wordType + "fonttable+xml":                                              {"字体表", holdsFonts},
	wordType + "numbering+xml":                                              {"编号", holdsStory},
	wordType + "header+xml":                                                 {"页眉", holdsStory},
	wordType + "footer+xml":                                                 {"页脚", holdsStory},
	wordType + "footnotes+xml":                                              {"脚注", holdsStory},
	wordType + "endnotes+xml":                                               {"尾注", holdsStory},
	wordType + "comments+xml":                                               {"批注", holdsStory},
	wordType + "commentsextended+xml":                                       {"批注", holdsStory},
	wordType + "commentsids+xml":                                            {"批注", holdsStory},
	wordType + "commentsextensible+xml":                                     {"批注", holdsStory},
	wordType + "people+xml":                                                 {"审阅人", holdsStory},
	wordType + "document.glossary+xml":                                      {"构建基块", holdsStory},
	"application/vnd.ms-word.styleswitheffects+xml":                         {"样式", holdsStory},
	"application/vnd.openxmlformats-officedocument.theme+xml":               {"主题", holdsStory},
	"application/vnd.openxmlformats-package.core-properties+xml":            {"文件属性", holdsStory},
	"application/vnd.openxmlformats-officedocument.extended-properties+xml": {"文件属性", holdsStory},
	"application/vnd.openxmlformats-officedocument.custom-properties+xml":   {"文件属性", holdsStory},
	"application/vnd.openxmlformats-officedocument.customxmlproperties+xml": {"附带数据", holdsData},
	"application/vnd.ms-office.classificationlabels+xml":                    {"密级标签", holdsData},
	"application/xml":                                                       {"附带数据", holdsData},
	"image/jpeg":                                                            {"图片", holdsPicture},
	"image/jpg":                                                             {"图片", holdsPicture},
	"image/png":                                                             {"图片", holdsPicture},
	"application/vnd.openxmlformats-officedocument.obfuscatedfont":          {"嵌入的字体", holdsFont},
}

// relationKinds are the types of relationships that go with these parts.
var relationKinds = func() map[string]bool {
	all := map[string]bool{
		"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties":        true,
		"http://schemas.openxmlformats.org/officedocument/2006/relationships/metadata/core-properties": true,
		"http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail":              true,
		"http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects":                     true,
		"http://schemas.microsoft.com/office/2011/relationships/people":                                true,
		"http://schemas.microsoft.com/office/2011/relationships/commentsExtended":                      true,
		"http://schemas.microsoft.com/office/2016/09/relationships/commentsIds":                        true,
		"http://schemas.microsoft.com/office/2018/08/relationships/commentsExtensible":                 true,
		"http://schemas.microsoft.com/office/2020/02/relationships/classificationlabels":               true,
	}
	for _, space := range []string{spaceR, "http://purl.oclc.org/ooxml/officeDocument/relationships"} {
		for _, name := range strings.Fields(`officeDocument extended-properties extendedProperties custom-properties customProperties styles settings
			webSettings fontTable theme numbering footnotes endnotes comments header footer image hyperlink customXml customXmlProps glossaryDocument font`) {
			all[space+"/"+name] = true
		}
	}
	return all
}()

// fieldNames are the fields that only count, refer to the file itself, or tell the
// day; HYPERLINK is allowed with a plain target. Those that fetch a file, ask a
// database, start a program or take from a template are not among them.
var fieldNames = set(`PAGE NUMPAGES SECTION SECTIONPAGES PAGEREF REF NOTEREF STYLEREF SEQ TOC TC XE INDEX LISTNUM HYPERLINK
	TITLE SUBJECT AUTHOR KEYWORDS COMMENTS LASTSAVEDBY REVNUM NUMWORDS NUMCHARS DOCPROPERTY FILENAME
	DATE TIME CREATEDATE SAVEDATE PRINTDATE EDITTIME EQ SYMBOL ADVANCE BIBLIOGRAPHY CITATION SHAPE =`)

// spaces are the namespaces of words and pictures, by their beginnings.
var spaces = []string{
	"http://schemas.openxmlformats.org/wordprocessingml/", "http://schemas.openxmlformats.org/drawingml/2006/main",
	"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing", "http://schemas.openxmlformats.org/drawingml/2006/picture",
	"http://schemas.openxmlformats.org/drawingml/2006/compatibility", "http://schemas.openxmlformats.org/schemaLibrary/",
	"http://schemas.openxmlformats.org/markup-compatibility/", "http://schemas.openxmlformats.org/officeDocument/", "http://schemas.openxmlformats.org/package/",
	"http://purl.oclc.org/ooxml/wordprocessingml/", "http://purl.oclc.org/ooxml/drawingml/main", "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
	"http://purl.oclc.org/ooxml/drawingml/picture", "http://purl.oclc.org/ooxml/officeDocument/", "http://purl.org/dc/",
	"http://schemas.microsoft.com/office/word/", "http://schemas.microsoft.com/office/drawing/", "http://schemas.microsoft.com/office/thememl/",
	"urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:office", "urn:schemas-microsoft-com:office:word",
	"http://www.wps.cn/officeDocument/", "http://schemas.libreoffice.org/", "http://www.w3.org/XML/1998/namespace",
}

// keyMaps is Word's namespace of keys and buttons that start macros.
const keyMaps = "http://schemas.microsoft.com/office/word/2006/wordml"

func plainSpace(space string) bool {
	if space == keyMaps {
		return false
	}
	for _, s := range spaces {
		if strings.HasPrefix(space, s) {
			return true
		}
	}
	return false
}

// actives are the elements of these namespaces that act, by local name.
var actives = map[string]string{
	"altChunk": "嵌入的另一份文件", "subDoc": "子文档", "object": "嵌入对象", "OLEObject": "嵌入对象", "control": "ActiveX控件",
	"attachedTemplate": "附加的模板", "mailMerge": "邮件合并的数据源", "dataSource": "邮件合并的数据源", "frameset": "网页框架", "sourceFileName": "网页框架",
	"entryMacro": "宏", "exitMacro": "宏", "saveThroughXslt": "保存时的转换程序", "movie": "影片", "webVideoPr": "网络视频",
	"snd": "声音", "audioCd": "声音", "audioFile": "声音", "wavAudioFile": "声音", "videoFile": "影片", "quickTimeFile": "影片",
	"webExtensionLinked": "网页加载项", "webExtensionCreated": "网页加载项", "ink": "墨迹", "script": "脚本",
}

func set(words string) map[string]bool {
	all := map[string]bool{}
	for _, w := range strings.Fields(words) {
		all[w] = true
	}
	return all
}

// plainLink reports whether a link goes to the Web, to a mailbox or within the file.
func plainLink(target string) bool {
	if strings.ContainsFunc(target, func(r rune) bool { return r < ' ' }) {
		return false
	}
	t := strings.ToLower(strings.TrimSpace(target))
	return t == "" || strings.HasPrefix(t, "#") || strings.HasPrefix(t, "http://") || strings.HasPrefix(t, "https://") || strings.HasPrefix(t, "mailto:")
}

// scripted reports whether a text would be run where a link is expected.
func scripted(value string) bool {
	v := strings.ToLower(strings.Map(func(r rune) rune {
		if r <= ' ' {
			return -1
		}
		return r
	}, value))
	return strings.HasPrefix(v, "javascript:") || strings.HasPrefix(v, "vbscript:") || strings.HasPrefix(v, "data:text/html")
}

// magics are how files begin that have no business in a report.
var magics = []struct{ begin, name string }{
	{"MZ", "可执行文件（MZ）"}, {"\x7fELF", "可执行文件（ELF）"}, {"#!", "可执行脚本（#!）"},
	{"\xfe\xed\xfa\xce", "可执行文件（Mach-O）"}, {"\xfe\xed\xfa\xcf", "可执行文件（Mach-O）"}, {"\xce\xfa\xed\xfe", "可执行文件（Mach-O）"},
	{"\xcf\xfa\xed\xfe", "可执行文件（Mach-O）"}, {"\xca\xfe\xba\xbe", "可执行文件（Mach-O、Java）"}, {"\x00asm", "可执行文件（WebAssembly）"},
	{"\xD0\xCF\x11\xE0", wordings.Of("old Office file")}, {"PK\x03\x04", "压缩包"}, {"Rar!", "压缩包"}, {"7z\xbc\xaf", "压缩包"},
	{"\x1f\x8b", "压缩包"}, {"MSCF", "压缩包"}, {"%PDF", "PDF文件"}, {"{\\rtf", "RTF文件"}, {"@echo", "可执行脚本"}, {"L\x00\x00\x00\x01\x14\x02\x00", "快捷方式"},
}

// magicOf names what data are by their beginning; "" when they may be words or a
// picture.
func magicOf(data []byte) string {
	for _, m := range magics {
		if bytes.HasPrefix(data, []byte(m.begin)) {
			return m.name
		}
	}
	begin := strings.ToLower(string(bytes.TrimSpace(data[:min(len(data), 64)])))
	if strings.HasPrefix(begin, "<html") || strings.HasPrefix(begin, "<!doctype html") || strings.HasPrefix(begin, "<script") {
		return "网页"
	}
	return ""
}
