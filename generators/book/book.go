package book

import (
	"fmt"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/prose"
	"zhixiao/templates"
)

// The contract's budget of the interim and final reports (docs/domain/reports.md §8).
const (
	bookMin, bookTarget, bookMax = 19000, 20500, 22000
)

// chapterLimits are the characters that the summary and the eight chapters may
// have: a seventh over their budgets.
func chapterLimits(final bool) []int {
	if final {
		return []int{1140, 2052, 3762, 4788, 3648, 2394, 1938, 2394, 1596}
	}
	return []int{912, 2280, 3990, 5130, 3990, 2508, 1710, 2280, 570}
}

// Interim is the interim report: a chapter book on the city over the days from
// the start of monitoring to the end of October, with the quarters before.
func Interim(f *analysis.Facts, t *templates.Set, u zhixiao.Unit) (*document.Document, error) {
	return newBook(f, t, u, "interim").write("interim", "北京市政务服务质效监测中期分析报告")
}

// Final is the final report: the same book on the four quarters of monitoring,
// with the year before them to compare with.
func Final(f *analysis.Facts, t *templates.Set, u zhixiao.Unit) (*document.Document, error) {
	return newBook(f, t, u, "final").write("final", "北京市政务服务质效监测终期分析报告")
}

// book is an interim or final report being written.
type book struct {
	*prose.Report
	quarters []zhixiao.Period // the series that chapters 2 and 3 speak of
	found    prose.Drilled
	moves    []analysis.Move // of the city, from the quarter before monitoring
	problems []*prose.Problem
	causes   causeHits
	starts   []int // index of each chapter's first block
}

func newBook(f *analysis.Facts, t *templates.Set, u zhixiao.Unit, prefix string) *book {
	b := &book{Report: prose.New(f, t, u, prose.Book, prefix), quarters: f.Quarters()}
	if f.Period().Kind == zhixiao.Final {
		const year = 4 // the contract year; the quarters before are what it is compared with
		b.quarters = prose.LastN(b.quarters, year)
	}
	return b
}

func (b *book) final() bool { return b.Facts.Period().Kind == zhixiao.Final }

func (b *book) write(kind, title string) (*document.Document, error) {
	if len(b.quarters) < 2 {
		return nil, fmt.Errorf("%s至少需要两个已冻结的季度，现有%d个（先运行 zhixiao freeze 季度）", title, len(b.quarters))
	}
	b.fill()
	b.chapters()
	doc := b.Document(kind, title, document.Budget{Min: bookMin, Target: bookTarget, Max: bookMax})
	doc.Numbers, doc.Lists = document.BookNumbers, true
	doc.Sign = []string{"项目组", "审　核", "审　定"} // docs/domain/format.md §2
	doc.Subtitle = "（" + b.Span() + "）"
	doc.Fields["副标题"] = doc.Subtitle
	doc.Appendix = b.appendix()
	b.fitChapters(doc)
	doc.Body = b.Draft.Body()
	return doc, b.Draft.Err()
}

func (b *book) chapters() {
	for _, chapter := range []func(){
		b.summary, b.background, b.overall, b.chain, b.blocks, b.reasons, b.outlook, b.remedies, b.project,
	} {
		b.starts = append(b.starts, len(b.Draft.Blocks))
		chapter()
	}
	b.starts = append(b.starts, len(b.Draft.Blocks))
}

// fitChapters leaves out the least needed sentences of a chapter that is over its
// limit.
func (b *book) fitChapters(doc *document.Document) {
	all := b.Draft.Blocks
	for i, limit := range chapterLimits(b.final()) {
		b.Draft.Blocks = all[b.starts[i]:b.starts[i+1]]
		part := *doc
		b.Draft.Fit(&part, limit)
	}
	b.Draft.Blocks = all
}

// ChapterWords counts the characters of a book's summary and chapters, by the
// counting rule of the contract. The first is the summary.
func ChapterWords(d *document.Document) []int {
	var out []int
	var part []document.Block
	count := func() {
		if len(part) > 0 {
			one := *d
			one.Body = part
			out = append(out, document.CountBody(&one).Words)
		}
		part = nil
	}
	for _, block := range d.Body {
		if h, ok := block.(document.Heading); ok && h.Level == 1 {
			count()
		}
		part = append(part, block)
	}
	count()
	return out
}

// look gives the book's own slots before those of every report.
func (b *book) look(name string) (any, bool) {
	v, ok := b.Slots[name]
	if !ok {
		v, ok = b.word(name)
	}
	if !ok {
		v, ok = b.Report.Look(name)
	}
	return inWords(v), ok
}

// inWords is a slot's value with its unit as it reads after a number: 0.46个百分点.
func inWords(v any) any {
	q, ok := v.(zhixiao.Quantity)
	if !ok {
		return v
	}
	q.Unit = prose.UnitWord(q.Unit)
	return q
}

// say fills the narrative patterns of the given numbers in turn.
func (b *book) say(ids ...string) []prose.Sentence { return b.SayFor(b.look, ids...) }

func (b *book) para(role string, ids ...string) { b.Draft.Paragraph(role, b.say(ids...)...) }

// lead is a paragraph that begins with a strong title.
func (b *book) lead(role, title string, ids ...string) {
	said := b.say(ids...)
	if len(said) == 0 {
		return
	}
	said[0].Inlines = prose.Join([]document.Inline{document.Strong(title)}, said[0].Inlines)
	b.Draft.Paragraph(role, said...)
}

// line is one short pattern as inlines; nothing when it cannot be said.
func (b *book) line(id string) []document.Inline {
	for _, s := range b.say(id) {
		return s.Inlines
	}
	return nil
}

// fig makes a figure and gives the text its reference {name}. Without two labels
// there is no figure, and sentences that refer to it are not said.
func (b *book) fig(name, caption string, c document.Chart, from, alt string) document.Figure {
	if len(c.Labels) < 2 || len(c.Series) == 0 {
		return document.Figure{}
	}
	c.Title = caption
	role := "figure." + figureRole(name)
	b.Ref(name, role)
	return b.Figure(role, caption, c, from, alt)
}

// figOver is fig of a chart of values of several periods, which the source line tells
// in place of the period reported on.
func (b *book) figOver(periods []zhixiao.Period, name, caption string, c document.Chart, from, alt string) document.Figure {
	f := b.fig(name, caption, c, from, alt)
	chart, ok := f.Graphic.(document.Chart)
	if !ok {
		return f
	}
	chart.Source = "数据来源：" + from + "；统计期" + zhixiao.ChineseDate(periods[0].Start()) + "至" + zhixiao.ChineseDate(prose.LastOf(prose.LastN(periods, 1)[0].End(), b.CitedReach(from)))
	f.Graphic, f.Source = chart, chart.Source+"。"
	return f
}

// table gives a table with rows its reference {name}; without rows there is none.
func (b *book) table(name string, t document.Table) document.Table {
	if len(t.Rows) == 0 {
		return document.Table{}
	}
	t.ID = b.Draft.ID("table." + figureRole(name))
	b.Ref(name, "table."+figureRole(name))
	return t
}

// place appends a figure or table that there is.
func (b *book) place(block document.Block) {
	if block.BlockID() != "" {
		b.Draft.Blocks = append(b.Draft.Blocks, block)
	}
}

// figureRole makes a block name of the bytes of a Chinese slot name.
func figureRole(name string) string { return fmt.Sprintf("%x", name) }

// asked is a slot that every report of a unit has.
func (b *book) asked(name string) any {
	v, _ := b.Report.Look(name)
	return v
}
