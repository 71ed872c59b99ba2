package book

import (
	"fmt"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
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
