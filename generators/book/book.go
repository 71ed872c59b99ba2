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

// book is an interim or final report being written. What its chapters say and show is
// asked of it by name: the sentences ask for slots, the chapters for displays.
type book struct {
	report    *prose.Report
	facts     *analysis.Facts
	templates *templates.Set
	unit      zhixiao.Unit
	draft     *prose.Draft
	turn      templates.Turn
	quarters  []zhixiao.Period // the series that chapters 2 and 3 speak of
	kept      kept
	answers   *prose.Answers[*book]
	displays  *prose.Answers[*book]
}

// kept is what several slots, tables or figures share.
type kept struct {
	found     prose.Lazy[prose.Drilled]
	problems  prose.Lazy[[]*prose.Problem]
	chosen    prose.Lazy[[]*zhixiao.Complaint]
	base      prose.Lazy[[]analysis.Move]
	year, run prose.Lazy[[]analysis.Move]
	lost      prose.Lazy[lost]
	apart     [zhixiao.Domain + 1]prose.Lazy[apart]
	steady    [zhixiao.Domain + 1]prose.Lazy[analysis.Sensitivity]
	groups    [zhixiao.Domain + 1]prose.Lazy[[]string]
	sides     prose.Lazy[sides]
	months    prose.Lazy[months]
	governed  prose.Lazy[governed]
	causes    prose.Lazy[causeHits]
	seasons   prose.Lazy[seasons]
	advised   prose.Lazy[advised]
	redundant prose.Lazy[[]analysis.Redundancy]
	revision  prose.Lazy[revision]
}

func newBook(f *analysis.Facts, t *templates.Set, u zhixiao.Unit, prefix string) *book {
	r := prose.New(f, t, u, prose.Book, prefix)
	b := &book{report: r, facts: f, templates: t, unit: u, draft: r.Draft, turn: r.Turn, quarters: f.Quarters()}
	if b.final() {
		const year = 4 // the contract year; the quarters before are what it is compared with
		b.quarters = prose.LastN(b.quarters, year)
	}
	b.answers = prose.NewAnswers(bookSlots(), b, prose.Book, r.Look, b.draft.Fault)
	b.displays = prose.NewAnswers(bookDisplays(), b, prose.Book, nil, b.draft.Fault)
	r.Look = b.look
	return b
}

func (b *book) final() bool { return b.facts.Period().Kind == zhixiao.Final }

func (b *book) write(kind, title string) (*document.Document, error) {
	if len(b.quarters) < 2 {
		return nil, fmt.Errorf("%s至少需要两个已冻结的季度，现有%d个（先运行 zhixiao freeze 季度）", title, len(b.quarters))
	}
	starts := b.chapters()
	doc := b.report.Document(kind, title, document.Budget{Min: bookMin, Target: bookTarget, Max: bookMax})
	doc.Numbers, doc.Lists = document.BookNumbers, true
	doc.Sign = []string{"项目组", "审　核", "审　定"} // docs/domain/format.md §2
	doc.Subtitle = "（" + b.report.Span() + "）"
	doc.Fields["副标题"] = doc.Subtitle
	doc.Appendix = b.appendix()
	b.fitChapters(doc, starts)
	doc.Body = b.draft.Body()
	return doc, b.draft.Err()
}

// chapters writes the summary and the eight chapters; starts is the index of each one's
// first block, and that behind the last.
func (b *book) chapters() (starts []int) {
	for _, chapter := range []func(){
		b.summary, b.background, b.overall, b.chain, b.blocks, b.reasons, b.outlook, b.remedies, b.project,
	} {
		starts = append(starts, len(b.draft.Blocks))
		chapter()
	}
	return append(starts, len(b.draft.Blocks))
}

// fitChapters leaves out the least needed sentences of a chapter that is over its
// limit.
func (b *book) fitChapters(doc *document.Document, starts []int) {
	all := b.draft.Blocks
	for i, limit := range chapterLimits(b.final()) {
		b.draft.Blocks = all[starts[i]:starts[i+1]]
		part := *doc
		b.draft.Fit(&part, limit)
	}
	b.draft.Blocks = all
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
	v, known := b.answers.Look(name)
	return inWords(v), known
}

// ask is the value of a slot, nil where it has none.
func (b *book) ask(slot string) any {
	v, _ := b.look(slot)
	return v
}

// words is the text of a slot, "" where it has none.
func (b *book) words(slot string) string {
	s, _ := b.ask(slot).(string)
	return s
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

func (b *book) heading(level int, role, title string) {
	b.draft.Heading(level, role, prose.Plain(title))
}

// say fills the narrative patterns of the given numbers in turn.
func (b *book) say(look templates.Lookup, ids ...string) []prose.Sentence {
	var out []prose.Sentence
	for _, id := range ids {
		in, from, err := b.templates.Narrative.Say(id, look, b.turn)
		b.draft.Fault(err)
		if from != nil {
			out = append(out, prose.Sentence{Inlines: in, Prio: from.Prio})
		}
	}
	return out
}

func (b *book) para(role string, ids ...string) { b.draft.Paragraph(role, b.say(b.look, ids...)...) }

// lead is a paragraph that begins with a strong title.
func (b *book) lead(look templates.Lookup, role, title, id string) {
	said := b.say(look, id)
	if len(said) == 0 {
		return
	}
	said[0].Inlines = prose.Join([]document.Inline{document.Strong(title)}, said[0].Inlines)
	b.draft.Paragraph(role, said...)
}

// line is one short pattern as inlines; nothing when it cannot be said.
func (b *book) line(look templates.Lookup, id string) []document.Inline {
	for _, s := range b.say(look, id) {
		return s.Inlines
	}
	return nil
}
