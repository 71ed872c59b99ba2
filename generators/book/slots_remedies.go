package book

import (
	"fmt"
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/prose"
)

// remedySlots count the remedies.
func remedySlots() []entry {
	return []entry{
		{Name: "建议总数", Type: prose.NumberType, Means: "三个层次建议的总条数", Of: func(b *book) any {
			a := b.advised()
			return b.report.Counted("advice.all", len(a.now)+len(a.year)+len(a.rules), "条")
		}},
	}
}

// bookRemedy is one remedy with its title and deadline.
type bookRemedy struct {
	title, reason []document.Inline
	prose.Remedy
}

// advised is the remedies that can be carried out at once, those that take a year
// and those that change rules.
type advised struct{ now, year, rules []bookRemedy }

func (b *book) advised() advised {
	return b.kept.advised.Of(func() (a advised) {
		for _, p := range b.problems() {
			remedy, ok := p.Remedy()
			if !ok {
				b.draft.Fault(fmt.Errorf("问题“%s”没有适用的建议", document.PlainText(p.Title(), nil)))
				continue
			}
			remedy.Deadline += "前"
			remedy.Measure = b.measureBy(remedy)
			a.now = append(a.now, bookRemedy{title: prose.Plain(p.Loss.Indicator.Name + prose.Worse(p.Loss.Indicator)), Remedy: remedy})
		}
		a.year = b.proposed("期限甲", "Y72A", "Y72B", "Y72C", "Y72D")
		a.rules = b.proposed("期限乙", "Y73A", "Y73B", "Y73C", "Y73D")
		return a
	})
}

// problems is the problems whose remedies can be carried out at once: those
// most widely spread that the other two groups of remedies leave.
func (b *book) problems() []*prose.Problem { return b.kept.problems.Of(b.firstAid) }

func (b *book) firstAid() []*prose.Problem {
	const most = 4
	later := []string{"waiting", "nominal", "answer", "phone", "correction", "repeat", "guide", "rectify", "governance", "perception", "promise"}
	list := slices.DeleteFunc(b.report.Common(), func(c prose.Candidate) bool { return slices.Contains(later, c.Theme.ID) })
	return b.report.Written(list, most)
}

// text is a remedy as a paragraph in its five parts.
func (a bookRemedy) text(i int) []prose.Sentence {
	title := strings.TrimRight(document.PlainText(a.title, nil), "。")
	out := prose.Join(
		[]document.Inline{document.Strong(prose.Ordinal(i) + title + "。")},
		prose.Plain("由"), a.Lead, prose.Plain("会同"), a.With, prose.Plain("，于"+a.Deadline+"，"), a.Action, prose.Plain("，形成"), a.Output,
		prose.Plain("，以"), a.Measure, prose.Plain("为验收标准。"),
	)
	return []prose.Sentence{{Inlines: out}, {Inlines: a.reason, Prio: 2}}
}

// proposed fills the patterns of remedies, seven a remedy; one that lacks
// a part other than its reason is left out.
func (b *book) proposed(due string, ids ...string) []bookRemedy {
	var out []bookRemedy
	for _, id := range ids {
		part := func(suffix string) []document.Inline { return b.line(b.look, id+suffix) }
		a := bookRemedy{title: part("题"), reason: part("由")}
		a.Lead, a.With, a.Action, a.Output, a.Measure, a.Deadline = part("谁"), part("助"), part("做"), part("果"), part("验"), b.words(due)+"前"
		if a.title != nil && a.Lead != nil && a.With != nil && a.Action != nil && a.Output != nil && a.Measure != nil {
			out = append(out, a)
		}
	}
	return out
}

// measureBy says by what a remedy is told to have succeeded, in the
// quarter after the next: the next one ends before some of the deadlines.
func (b *book) measureBy(remedy prose.Remedy) []document.Inline {
	ind, ok := b.facts.Indicator(remedy.Code)
	if !ok {
		return remedy.Measure
	}
	way, end := "达到", "以上"
	if ind.Direction == zhixiao.Lower {
		way, end = "降至", "以下"
	}
	return prose.Join(prose.Plain(b.facts.Period().Next().Next().Title()+ind.Name+way), prose.Number(prose.Target(ind, remedy.Goal)), prose.Plain(end))
}

// remedyTable is one group of remedies.
func (b *book) remedyTable(caption string, list []bookRemedy) document.Table {
	t := document.Table{
		Caption: caption, Columns: prose.Columns("cllllll", 0.5, 1.7, 1.3, 1.4, 1.3, 1.6, 1.9),
		Header: prose.Header("序号", "建议", "牵头单位", "配合单位", "完成时限", "产出", "验收指标"),
	}
	for i, a := range list {
		t.Rows = append(t.Rows, []document.Cell{
			prose.Words(zhixiao.Int(int64(i + 1)).String()), prose.Cell(a.title), prose.Cell(a.Lead), prose.Cell(a.With), prose.Words(a.Deadline), prose.Cell(a.Output), prose.Cell(a.Measure),
		})
	}
	return t
}

// remedyChart puts the indicators that cost most by what they cost and by how
// many units are red or yellow on them.
func (b *book) remedyChart() document.Figure {
	losses := slices.Clone(b.facts.Losses(b.unit.Code))
	slices.SortStableFunc(losses, func(x, y analysis.Loss) int { return y.Points.Value.Cmp(x.Points.Value) })
	const most = 12
	var labels []string
	var xs, ys []zhixiao.Quantity
	for _, l := range prose.FirstN(losses, most) {
		code := l.Indicator.Code
		n := 0
		for _, kind := range []zhixiao.UnitKind{zhixiao.Region, zhixiao.Domain} {
			n += b.lights(code, kind, analysis.Red, analysis.Yellow)
		}
		labels = append(labels, l.Indicator.Name)
		xs, ys = append(xs, b.report.Counted(code+".lit", n, "个")), append(ys, l.Points)
	}
	middle := func(q []zhixiao.Quantity) zhixiao.Quantity { return b.facts.Middle(q) }
	return b.fig("失分指标的影响与范围", document.Chart{
		Kind: document.QuadrantChart, Labels: labels, XTitle: "触红或触黄的单位数（个）", YTitle: "全市失分（分）", Unit: "",
		Series: []document.Series{{Name: "范围", Points: xs}, {Name: "失分", Points: ys}},
		Cross:  &[2]document.Reference{{Name: "中位", Value: middle(xs)}, {Name: "中位", Value: middle(ys)}},
	}, "按指标体系计分", "右上方的指标失分多、涉及单位也多，宜优先安排")
}
