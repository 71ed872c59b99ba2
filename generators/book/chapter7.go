package book

import (
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/prose"
)

// yearRemedies and ruleRemedies are the patterns of the remedies that take a
// year and that change rules: Y72A… and Y73A… in book_7.yaml.
func yearRemedies() []string { return []string{"Y72A", "Y72B", "Y72C", "Y72D"} }

func ruleRemedies() []string { return []string{"Y73A", "Y73B", "Y73C", "Y73D"} }

// bookRemedy is one remedy with its title and deadline.
type bookRemedy struct {
	title, reason []document.Inline
	prose.Remedy
}

// remedies is chapter 7.
func (b *book) remedies() {
	var now, titles []bookRemedy
	for _, p := range b.problems {
		remedy, ok := b.Remedy(p)
		if !ok {
			b.Draft.Fault(errNoRemedy(p))
			continue
		}
		remedy.Deadline += "前"
		remedy.Measure = b.measureBy(remedy)
		now = append(now, bookRemedy{title: prose.Plain(p.Loss.Indicator.Name + prose.Worse(p.Loss.Indicator)), Remedy: remedy})
	}
	year, rules := b.written7(yearRemedies(), "期限甲"), b.written7(ruleRemedies(), "期限乙")
	titles = slices.Concat(now, year, rules)
	b.Slots["建议总数"] = b.Counted("advice.all", len(titles), "条")
	matrix := b.remedyChart()
	tables := []document.Table{
		b.table("表立即", b.bookRemedyTable("立即可改的建议分工", now)), b.table("表年内", b.bookRemedyTable("年内可成的建议分工", year)),
		b.table("表制度", b.bookRemedyTable("制度完善的建议分工", rules)),
	}
	b.Heading(1, "seven", "对策建议")
	b.para("seven.intro", "Y701")
	b.place(matrix)
	for i, group := range []struct {
		role, title, intro string
		list               []bookRemedy
	}{{"now", "立即可改", "Y711", now}, {"year", "年内可成", "Y721", year}, {"rules", "制度完善", "Y731", rules}} {
		b.Heading(2, "seven."+group.role, group.title)
		b.para("seven."+group.role+".intro", group.intro)
		for k, a := range group.list {
			b.Draft.Paragraph("seven."+group.role+"."+zhixiao.Int(int64(k+1)).String(), a.text(k)...)
		}
		b.place(tables[i])
	}
	b.para("seven.end", "Y740")
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

// written7 fills the patterns of remedies; one that lacks a part is left
// out.
func (b *book) written7(ids []string, due string) []bookRemedy {
	deadline, _ := b.Slots[due].(string)
	var out []bookRemedy
	for _, id := range ids {
		var a bookRemedy
		a.Deadline = deadline + "前"
		complete := true
		for part, to := range map[string]*[]document.Inline{
			"题": &a.title, "谁": &a.Lead, "助": &a.With, "做": &a.Action, "果": &a.Output, "验": &a.Measure, "由": &a.reason,
		} {
			*to = b.line(id + part)
			complete = complete && (*to != nil || part == "由")
		}
		if complete {
			out = append(out, a)
		}
	}
	return out
}

// bookRemedyTable is one group of remedies.
func (b *book) bookRemedyTable(caption string, list []bookRemedy) document.Table {
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
	losses := slices.Clone(b.Facts.Losses(b.Unit.Code))
	slices.SortStableFunc(losses, func(x, y analysis.Loss) int { return y.Points.Value.Cmp(x.Points.Value) })
	const most = 12
	var labels []string
	var xs, ys []zhixiao.Quantity
	for _, l := range prose.FirstN(losses, most) {
		code := l.Indicator.Code
		n := 0
		for _, kind := range []zhixiao.UnitKind{zhixiao.Region, zhixiao.Domain} {
			n += b.lights(code, kind, analysis.Red) + b.lights(code, kind, analysis.Yellow)
		}
		labels = append(labels, l.Indicator.Name)
		xs, ys = append(xs, b.Counted(code+".lit", n, "个")), append(ys, l.Points)
	}
	if len(labels) < 2 {
		return document.Figure{}
	}
	middle := func(q []zhixiao.Quantity) zhixiao.Quantity { return b.Facts.Middle(q) }
	return b.fig("图建议", "失分指标的影响与范围", document.Chart{
		Kind: document.QuadrantChart, Labels: labels, XTitle: "触红或触黄的单位数（个）", YTitle: "全市失分（分）", Unit: "",
		Series: []document.Series{{Name: "范围", Points: xs}, {Name: "失分", Points: ys}},
		Cross:  &[2]document.Reference{{Name: "中位", Value: middle(xs)}, {Name: "中位", Value: middle(ys)}},
	}, "按指标体系计分", "右上方的指标失分多、涉及单位也多，宜优先安排")
}

// measureBy says by what a remedy is told to have succeeded, in the
// quarter after the next: the next one ends before some of the deadlines.
func (b *book) measureBy(remedy prose.Remedy) []document.Inline {
	ind, ok := b.Facts.Indicator(remedy.Code)
	if !ok {
		return remedy.Measure
	}
	way, end := "达到", "以上"
	if ind.Direction == zhixiao.Lower {
		way, end = "降至", "以下"
	}
	return prose.Join(prose.Plain(b.Facts.Period().Next().Next().Title()+ind.Name+way), prose.Number(prose.Target(ind, remedy.Goal)), prose.Plain(end))
}
