// Package document is the tree between generators and writers: a closed set of
// blocks and inlines, the checks every tree must pass, and the small interfaces
// that writers, drawers and sinks meet at.
//
// Generators make trees, writers print them, nobody changes one in between.
package document

import (
	"iter"
	"slices"

	"zhixiao"
)

// ID names a block for good. It is made from generator, unit and role, never
// from position, so that a reviewer's paragraph is found again after the text
// is made anew: "district.110105.problem.1.facts". Letters, digits, '.', '-'
// and '_' only; at most 200 bytes.
type ID string

// Document is one deliverable as a tree.
type Document struct {
	Job      string            // quarter-district-110105-2026Q3
	Kind     string            // catalogue kind: quarter-district
	Unit     zhixiao.Unit      // the unit it is about; the city for general reports
	Period   zhixiao.Period    //
	Title    string            // 报告名称
	Subtitle string            // 期次、单位
	Fields   map[string]string // placeholders of the shell: 报告标题 → …; the writer refuses a placeholder without value
	Budget   Budget            // characters of Body by the counting rule of docs/domain/format.md §6
	// Sheet is a paper of a few pages: no cover, no contents and no sign page. What
	// a cover says stands at the head of page one, in the lines that its shell has
	// above the body; version and Origin are small print at the foot of the pages.
	Sheet    bool
	Numbers  Numbering // how headings, tables and figures are numbered
	TOC      bool      // print a table of contents after the cover
	Depth    int       // levels of headings in it; 0 means 3
	Lists    bool      // print lists of figures and tables after it
	Sign     []string  // lines of the sign page after the cover: 编写, 审核, 审定; none for no such page
	Body     []Block   // counted
	Appendix []Block   // not counted; starts on a new page
	Demo     bool      // prints 演示数据 on the cover and in the footer
	Origin   string    // small print: snapshot, templates and program version
	Mark     string    // printed at the head of every page of a copy handed out: for whom, and its number
}

// Budget is a character budget: Target 2000 within Min and Max. The zero value
// means no budget.
type Budget struct{ Min, Target, Max int }

// Numbering is the scheme of heading, table and figure numbers.
type Numbering uint8

// The schemes: reports 一、（一）1.（1） with 表1, 图1; books 第一章（一）1.（1）
// with 表2-1, 图2-1.
const (
	ReportNumbers Numbering = iota
	BookNumbers
)

// Block is a sealed interface: Heading, Para, List, Table, Figure, PageBreak.
type Block interface {
	BlockID() ID
	block()
}

// Heading is a numbered heading. Level 1 is 一、 (第一章 in a book), level 4 is
// （1）. Appendix headings are level 1 and numbered 附表1 …; Plain headings carry no number.
type Heading struct {
	ID    ID
	Level int // 1–4
	Text  []Inline
	Plain bool // no number: 摘要
	// Part begins a report in a bound volume: Level is 1, the text is its title
	// and stands on a new page, and all numbers begin again.
	Part bool
}

// Role is what a paragraph is for; a writer maps it to the shell's named style.
type Role uint8

// The roles.
const (
	Body    Role = iota // 正文: 3号仿宋, first-line indent of two characters
	Lead                // 段首标题句 in 楷体 or bold, followed by body text in the same paragraph
	Note                // 注: small type under tables and figures
	Quote               // masked case quoted as typical example
	Signoff             // 署名与成文日期, right-aligned
)

// Para is a paragraph.
type Para struct {
	ID      ID
	Role    Role
	Inlines []Inline
}

// List is an enumerated or plain list; its items are body paragraphs
// numbered （1）（2）… or unnumbered.
type List struct {
	ID       ID
	Numbered bool
	Items    [][]Inline
}

// Align is how a cell's text stands.
type Align uint8

// The alignments.
const (
	Start Align = iota
	Center
	End
)

// Column is one column of a table. Widths are shares of the text width and
// need not add up to 1.
type Column struct {
	Width float64
	Align Align
}

// Cell is one cell. ColSpan and RowSpan of 0 mean 1; a cell covered by another's
// span is not listed.
type Cell struct {
	Inlines          []Inline
	ColSpan, RowSpan int
	Strong           bool
}

// Table is a captioned grid. Header rows repeat on every page and no row splits
// over pages. Caption is without number; Unit, when set, is printed top right
// as 单位：件.
type Table struct {
	ID      ID
	Caption string
	Unit    string
	Columns []Column
	Header  [][]Cell
	Rows    [][]Cell
	// Long gives the rows instead of Rows, one at a time, so that a list of tens
	// of thousands of problems is never in memory whole. It may be ranged over
	// again and gives the same rows every time; their cells have no RowSpan. A
	// reviewer's row is found again by its first cell, or by its second when the
	// first column is headed 序号.
	Long      iter.Seq[[]Cell]
	Sums      []Sum // proved by Check
	Note      []Inline
	Landscape bool    // on a landscape page of its own section
	A3        bool    // with Landscape: on A3 paper, twice as wide
	Small     bool    // in the small type of long lists
	Plain     bool    // no caption, no number: cards and sign-off sheets
	RowMM     float64 // least height of a body row; 0 means as high as its text
}

// Styles are the styles of header and body cells.
func (t Table) Styles() (head, cell StyleName) {
	if t.Small {
		return StyleSmallHead, StyleSmall
	}
	return StyleCellHead, StyleCell
}

// EachRow gives the body rows, from Long when it is set, else from Rows.
func (t Table) EachRow() iter.Seq[[]Cell] {
	if t.Long != nil {
		return t.Long
	}
	return slices.Values(t.Rows)
}

// Sum states that Parts add up to Total: rows and columns of Table.Rows, from
// 0. When Why is set the difference is explained in the table's note.
type Sum struct {
	Total CellAt
	Parts []CellAt
	Why   string
}

// CellAt addresses a cell of Table.Rows by its row and its index in that row.
type CellAt struct{ Row, Index int }

// Figure is a captioned picture. Caption is without number and stands below;
// Source is the line under it: 数据来源：…；统计期 …；n=….
type Figure struct {
	ID      ID
	Caption string
	Graphic Graphic
	Source  string
	Alt     string  // the conclusion in words
	WidthMM float64 // 0 means 150
}

// PageBreak starts a new page. Appendix says that what follows, up to the next
// part of a volume, is an appendix and is numbered as one.
type PageBreak struct {
	ID       ID
	Appendix bool
}

// BlockID is the block's stable name.
func (b Heading) BlockID() ID { return b.ID }

// BlockID is the block's stable name.
func (b Para) BlockID() ID { return b.ID }

// BlockID is the block's stable name.
func (b List) BlockID() ID { return b.ID }

// BlockID is the block's stable name.
func (b Table) BlockID() ID { return b.ID }

// BlockID is the block's stable name.
func (b Figure) BlockID() ID { return b.ID }

// BlockID is the block's stable name.
func (b PageBreak) BlockID() ID { return b.ID }

func (Heading) block()   {}
func (Para) block()      {}
func (List) block()      {}
func (Table) block()     {}
func (Figure) block()    {}
func (PageBreak) block() {}

// Inline is a sealed interface: Text, Strong, Num, Told, Ref.
type Inline interface{ inline() }

// Text is plain text. It holds no line break and no control character.
type Text string

// Strong is emphasised text: 段首标题句.
type Strong string

// Num is a quantity in running text or in a cell. It prints Value, and Unit
// when WithUnit. Form chooses a variant of the same value.
type Num struct {
	Q        zhixiao.Quantity
	WithUnit bool
	Form     NumForm
}

// Told is plain text that other papers tell as well: a state, a date, a name. Its
// key names what it is about; what may change with the cutoff has the cutoff in
// the key's last part, so that two papers with one key must say the same.
type Told struct {
	Key  zhixiao.Key
	Text string
}

// NumForm is how a Num prints its value. No form changes a digit.
type NumForm uint8

// The forms.
const (
	AsIs      NumForm = iota
	Magnitude         // without sign, where the sentence says 上升 or 下降
	Signed            // with + or -, for tables of changes
)

// Ref points to a table or figure and prints its number: 图2, 表2-1.
type Ref struct{ Target ID }

func (Text) inline()   {}
func (Strong) inline() {}
func (Num) inline()    {}
func (Told) inline()   {}
func (Ref) inline()    {}

// Graphic is a sealed interface: Chart, Image, *Map.
type Graphic interface{ graphic() }

// Image is a picture from outside: evidence photo. Data is JPEG or PNG.
type Image struct {
	Name string // file name, for errors
	Data []byte
	// Instead is set when a reviewer put the picture in place of a generated one:
	// the sum of that one, as Word files record it.
	Instead string
}

func (Image) graphic() {}
func (Chart) graphic() {}
