package document

import "strings"

// Look is the page and type of a document, read from a Word shell: one template,
// two prints. Lengths are millimetres, type sizes points.
type Look struct {
	Page       Page
	Styles     map[StyleName]Style
	FooterSize float64 // page number size
	FooterMM   float64 // from the bottom of the paper to the page number's line
	Running    Running
	Head       []ShellLine // of a shell without cover: the lines above the body, from the top
	Foot       ShellLine   // of such a shell: the small print above the page number; may be empty
}

// ShellLine is a line of a shell outside the body.
type ShellLine struct {
	Text string // with placeholders of the shell: {{报告标题}}
	Rule bool   // a rule below it
	Style
}

// Fill is the line's text with values in its placeholders.
func (l ShellLine) Fill(values map[string]string) string { return filled(l.Text, values) }

// Fill is the running head's text with values in its placeholders.
func (r Running) Fill(values map[string]string) string { return filled(r.Text, values) }

// filled fills every placeholder in one pass: a value that looks like a
// placeholder stays as it is.
func filled(text string, values map[string]string) string {
	pairs := make([]string, 0, 2*len(values))
	for name, value := range values {
		pairs = append(pairs, "{{"+name+"}}", value)
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// Running is the line at the head of every page of the body; no Text, no line.
type Running struct {
	Text string  // with placeholders of the shell: {{报告标题}}
	MM   float64 // from the top of the paper to the line
	Rule bool    // a rule below it
	Style
}

// Page is paper and type area in millimetres.
type Page struct {
	Width, Height            float64
	Top, Bottom, Left, Right float64
	LinePitchPt              float64 // document grid, points
}

// StyleName is a named style of the shell, as Word's user interface shows it.
type StyleName string

// The styles a shell must define, and those of small tables, which it may.
const (
	StyleTitle     StyleName = "文件标题"
	StyleSubtitle  StyleName = "文件副题"
	StyleH1        StyleName = "heading 1"
	StyleH2        StyleName = "heading 2"
	StyleH3        StyleName = "heading 3"
	StyleH4        StyleName = "heading 4"
	StyleBody      StyleName = "正文段"
	StyleQuote     StyleName = "案例"
	StyleCaption   StyleName = "表题"
	StyleFigure    StyleName = "图题"
	StyleGraphic   StyleName = "图"
	StyleCell      StyleName = "表文"
	StyleCellHead  StyleName = "表头"
	StyleSmall     StyleName = "小表文" // of Table.Small; a shell without it prints 表文
	StyleSmallHead StyleName = "小表头"
	StyleNote      StyleName = "表注"
	StyleSignoff   StyleName = "落款"
	StyleTOC1      StyleName = "toc 1"
	StyleTOC2      StyleName = "toc 2"
	StyleTOC3      StyleName = "toc 3"
)

// Style is a paragraph style with its inheritance resolved.
type Style struct {
	Font         FontRole
	EastAsia     string  // font name written in the shell: 仿宋_GB2312
	Size         float64 // points
	Bold         bool
	Align        Align // Start means justified for body text
	Justify      bool
	FirstLine    float64 // characters of this style's size
	LinePt       float64 // line height; exact when LineExact, else at least
	LineExact    bool
	BeforePt     float64
	AfterPt      float64
	KeepNext     bool
	OutlineLevel int // 1–9; 0 for body text
}

// FontRole is one of the faces the printer embeds.
type FontRole string

// The faces; templates/fonts/<role>.ttf.
const (
	FangSong FontRole = "fangsong"
	HeiTi    FontRole = "heiti"
	KaiTi    FontRole = "kaiti"
	BiaoSong FontRole = "biaosong"
	Fallback FontRole = "fallback"
)

// Fonts gives the TrueType file of each face.
type Fonts map[FontRole][]byte
