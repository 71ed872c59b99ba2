package book

import (
	"slices"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/prose"
)

// seasonSlots are how cases and complaints lie over the quarters of a year.
func seasonSlots() []entry {
	next := func(say func(s seasons, i int, q zhixiao.Period) any) func(*book) any {
		return func(b *book) any {
			s, q := b.seasons(), b.facts.Period().Next()
			i := slices.IndexFunc(s.quarters, func(p zhixiao.Period) bool { return p.N == q.N })
			if i < 0 || !s.cases[i].Ok() {
				return nil
			}
			return say(s, i, q)
		}
	}
	return []entry{
		{Name: "百", Type: prose.NumberType, Means: "季节指数的各季平均，100", Of: func(b *book) any { return b.hundred() }},
		{Name: "办季列", Type: prose.WordsType, Means: "各季办件季节指数", Of: func(b *book) any { return b.seasons().list(b.seasons().cases) }},
		{Name: "诉季列", Type: prose.WordsType, Means: "各季诉求季节指数", Of: func(b *book) any { return b.seasons().list(b.seasons().complaints) }},
		{Name: "办峰", Type: prose.WordsType, Means: "办件季节指数最高的季度", Of: func(b *book) any { return b.seasons().peak(b.seasons().cases) }},
		{Name: "诉峰", Type: prose.WordsType, Means: "诉求季节指数最高的季度", Of: func(b *book) any { return b.seasons().peak(b.seasons().complaints) }},
		{Name: "季平", Type: prose.FlagType, Means: "各季指数与100之差都不到10为1", Of: func(b *book) any { return prose.Flag(b.steadySeasons()) }},
		{Name: "季节句", Type: prose.WordsType, Means: "季节起伏大小的说法", Of: func(b *book) any { return b.line(b.look, "Y617") }},
		{Name: "下季", Type: prose.WordsType, Means: "报告期之后的季度", Of: next(func(_ seasons, _ int, q zhixiao.Period) any { return q.Title() })},
		{Name: "下季办指", Type: prose.NumberType, Means: "该季在上一轮的办件季节指数", Of: next(func(s seasons, i int, _ zhixiao.Period) any { return s.cases[i] })},
		{Name: "下季诉指", Type: prose.NumberType, Means: "该季在上一轮的诉求季节指数", Of: next(func(s seasons, i int, _ zhixiao.Period) any { return s.complaints[i] })},
		{Name: "下季高低", Type: prose.WordsType, Means: "该季办件高于或低于平均的说法", Of: next(func(s seasons, i int, _ zhixiao.Period) any {
			if s.cases[i].Value.Cmp(zhixiao.Int(100)) < 0 {
				return "办件略低"
			}
			return "办件略高"
		})},
	}
}

// seasons is the season indexes of cases and complaints over the quarters of a year.
type seasons struct {
	quarters          []zhixiao.Period
	cases, complaints []zhixiao.Quantity
}

func (b *book) seasons() seasons {
	return b.kept.seasons.Of(func() seasons {
		quarters := b.seasonQuarters()
		return seasons{quarters, b.facts.SeasonIndex(caseload(), quarters), b.facts.SeasonIndex(complaintCount(), quarters)}
	})
}

// list is indexes with their quarters.
func (s seasons) list(points []zhixiao.Quantity) []document.Inline {
	var items [][]document.Inline
	for i, q := range points {
		if q.Ok() {
			items = append(items, prose.Join(prose.Plain(s.quarters[i].Title()), prose.Number(q)))
		}
	}
	return prose.Listed(items)
}

// peak is the quarter of the greatest index, "" when one is not known.
func (s seasons) peak(points []zhixiao.Quantity) string {
	best := 0
	for i, q := range points {
		if !q.Ok() {
			return ""
		}
		if q.Value.Cmp(points[best].Value) > 0 {
			best = i
		}
	}
	if len(points) == 0 {
		return ""
	}
	return s.quarters[best].Title()
}

// steadySeasons reports whether no index lies far from an average season.
func (b *book) steadySeasons() bool {
	const steady = 10 // points of the index around 100
	return !slices.ContainsFunc(slices.Concat(b.seasons().cases, b.seasons().complaints), func(q zhixiao.Quantity) bool {
		d := b.facts.Diff(q, b.hundred(), "")
		return d.Ok() && d.Value.Abs().Cmp(zhixiao.Int(steady)) >= 0
	})
}

func caseload() analysis.Query {
	return analysis.Query{Cube: "caseload", Column: "cases", Unit: zhixiao.CityCode}
}

func complaintCount() analysis.Query {
	return analysis.Query{Cube: "complaint", Column: "cases", Unit: zhixiao.CityCode}
}

// seasonQuarters is the last four whole quarters before the season to come, so
// that each quarter of the year stands once.
func (b *book) seasonQuarters() []zhixiao.Period {
	const year = 4
	all := slices.DeleteFunc(b.facts.Quarters(), func(q zhixiao.Period) bool { return !b.facts.Complete(q) })
	if !b.final() && len(all) > year {
		return prose.FirstN(all, year) // the year before monitoring
	}
	return prose.LastN(all, year)
}

// demandSlots are how cases and complaints grew, and which matters make them.
func demandSlots() []entry {
	whole := func(say func(b *book, last zhixiao.Period) any) func(*book) any {
		return func(b *book) any {
			if last, ok := b.lastWhole(); ok {
				return say(b, last)
			}
			return nil
		}
	}
	intensity := func(b *book, q zhixiao.Period) any { return prose.NumberOrNil(b.facts.ValueAt("E101", b.unit.Code, q)) }
	return []entry{
		{Name: "全季", Type: prose.WordsType, Means: "序列中最近一个完整季度", Of: whole(func(_ *book, last zhixiao.Period) any { return last.Title() })},
		{Name: "全季诉量", Type: prose.NumberType, Means: "该季度每万件办件诉求量", Of: whole(func(b *book, last zhixiao.Period) any { return intensity(b, last) })},
		{Name: "全季诉量前", Type: prose.NumberType, Means: "上年同季每万件办件诉求量", Of: whole(func(b *book, last zhixiao.Period) any { return intensity(b, last.YearAgo()) })},
		{Name: "办同", Type: prose.WordsType, Means: "该季度办件同比增减的说法", Of: whole(func(b *book, last zhixiao.Period) any { return grown(b.growth(caseload(), last)) })},
		{Name: "办同率", Type: prose.NumberType, Means: "该季度办件同比增长率", Of: whole(func(b *book, last zhixiao.Period) any { return b.growth(caseload(), last) })},
		{Name: "诉同", Type: prose.WordsType, Means: "该季度诉求同比增减的说法", Of: whole(func(b *book, last zhixiao.Period) any { return grown(b.growth(complaintCount(), last)) })},
		{Name: "诉同率", Type: prose.NumberType, Means: "该季度诉求同比增长率", Of: whole(func(b *book, last zhixiao.Period) any { return b.growth(complaintCount(), last) })},
		{Name: "首因句", Type: prose.WordsType, Means: "企业与个人首位不满原因的说法", Of: func(b *book) any { return b.line(b.look, "Y616") }},
		{Name: "大事项三占", Type: prose.NumberType, Means: "办件前三事项的合计占比", Of: firstThree("caseload", "matter")},
		{Name: "大高", Type: prose.FlagType, Means: "办件前三的事项中有诉求前五的为1", Of: func(b *book) any { return prose.Flag(b.busyAndTold() != nil) }},
		{Name: "大高事项", Type: prose.WordsType, Means: "办件前三而诉求最多的事项，须在诉求前五", Of: func(b *book) any { return b.busyAndTold() }},
		{Name: "两因数", Type: prose.NumberType, Means: "首位和次位退回原因的次数之和", Of: func(b *book) any {
			top := b.top("correction", "times", "reason", 2, nil)
			if len(top) < 2 {
				return nil
			}
			return b.facts.Sum(top[0].Count, top[1].Count)
		}},
	}
}

// busyAndTold is the most complained of, within five, of the three busiest matters;
// nothing where there is none, and with fewer than three matters.
func (b *book) busyAndTold() any {
	busy := b.top("caseload", "cases", "matter", 3, nil)
	if len(busy) < 3 {
		return nil
	}
	for _, s := range b.top("complaint", "cases", "matter", 5, nil) {
		for _, x := range busy {
			if s.Keys[0] == x.Keys[0] {
				return x.Label
			}
		}
	}
	return nil
}

// growth is by how many percent a count grew in a year.
func (b *book) growth(q analysis.Query, p zhixiao.Period) zhixiao.Quantity {
	return b.facts.GrowthRate(b.facts.CountAt(q, p), b.facts.CountAt(q, p.YearAgo()))
}

// grown says a growth rate: 增长4.2%, 下降1.0%.
func grown(rate zhixiao.Quantity) []document.Inline {
	if !rate.Ok() {
		return nil
	}
	switch rate.Value.Sign() {
	case 0:
		return prose.Plain("持平")
	case 1:
		return prose.Join(prose.Plain("增长"), prose.Size(rate))
	}
	return prose.Join(prose.Plain("下降"), prose.Size(rate))
}

// riskSlots are the indicators nearest to their red lines.
func riskSlots() []entry {
	near := func(as, which string, i int) []entry {
		one := nth((*book).risks, i)
		return []entry{
			{Name: as + "名", Type: prose.WordsType, Means: "距红线" + which + "的指标", Of: one(func(_ *book, n analysis.Near) any { return n.Indicator.Name })},
			{Name: as + "值", Type: prose.NumberType, Means: "该指标的值", Of: one(func(_ *book, n analysis.Near) any { return prose.NumberOrNil(n.Value) })},
			{Name: as + "距", Type: prose.NumberType, Means: "该指标距红线多少", Of: one(func(_ *book, n analysis.Near) any { return prose.NumberOrNil(n.Distance) })},
		}
	}
	return slices.Concat([]entry{
		{Name: "风险数", Type: prose.NumberType, Means: "表中处于黄色预警区间的指标项数", Of: func(b *book) any { return b.report.Counted("risks", len(b.risks()), "") }},
		{Name: "险一波", Type: prose.FlagType, Means: "距红线最近的指标，末季的变化不小于其距红线多少为1", Of: func(b *book) any { return prose.Flag(b.lastStep() != nil) }},
		{Name: "险一步", Type: prose.WordsType, Means: "该指标末季变化的大小，须不小于其距红线多少", Of: func(b *book) any { return b.lastStep() }},
	}, near("险一", "最近", 0), near("险二", "次近", 1))
}

// risks is the indicators nearest to their red lines and those already there.
func (b *book) risks() []analysis.Near {
	const most = 10
	return prose.FirstN(b.facts.NearRed(b.unit.Code), most)
}

// lastStep is how far the indicator nearest to its red line moved in the last quarter,
// when as far again would reach it.
func (b *book) lastStep() any {
	for _, n := range prose.FirstN(b.risks(), 1) {
		step := b.facts.Trend(n.Indicator.Code, b.unit.Code, b.quarters).Step
		if step.Ok() && step.Value.Abs().Cmp(n.Distance.Value) >= 0 {
			return prose.Size(step)
		}
	}
	return nil
}

func (b *book) seasonChart() document.Figure {
	s := b.seasons()
	c := document.Chart{Kind: document.LineChart, XTitle: "季度", YTitle: "季节指数", Unit: ""}
	for _, q := range s.quarters {
		c.Labels = append(c.Labels, q.String())
	}
	c.Series = []document.Series{{Name: "办件", Points: s.cases}, {Name: "诉求", Points: s.complaints}}
	return b.figOver(s.quarters, "办件与诉求的季节指数", c, "办件库、全口径诉求", "各季与全年平均的比")
}

// volumeChart is complaints by quarter over the whole series.
func (b *book) volumeChart() document.Figure {
	c := document.Chart{Kind: document.ColumnChart, XTitle: "季度", YTitle: "诉求", Unit: "件"}
	var points []zhixiao.Quantity
	// The days of a quarter that is not whole are fewer than its neighbours'.
	quarters := slices.DeleteFunc(b.facts.Quarters(), func(q zhixiao.Period) bool { return !b.facts.Complete(q) })
	for _, q := range quarters {
		c.Labels = append(c.Labels, q.String())
		points = append(points, b.facts.CountAt(complaintCount(), q))
	}
	c.Series = []document.Series{{Name: "诉求", Points: points}}
	return b.figOver(quarters, "政务服务类诉求季度件数", c, "全口径诉求", "各季诉求件数")
}

// riskTable is the indicators to watch with their line and their course.
func (b *book) riskTable() document.Table {
	t := document.Table{
		Caption: "风险指标与前置监测", Columns: prose.Columns("clcccccl", 0.8, 2.2, 0.9, 1, 1, 1, 1.1, 1.7),
		Header: prose.Header("代码", "指标", "单位", "当前值", "红线", "距红线", "最近一季变化", "走势"),
		Note:   prose.Plain("按距红线的相对远近排列，均为处于黄色预警区间的指标；走势为各季公布值的方向。"),
	}
	for _, n := range b.risks() {
		trend := b.facts.Trend(n.Indicator.Code, b.unit.Code, b.quarters)
		t.Rows = append(t.Rows, []document.Cell{
			prose.Words(n.Indicator.Code), prose.Words(n.Indicator.Name), prose.Words(prose.OrDash(n.Indicator.Unit)), prose.Value(n.Value), prose.Value(n.Red), prose.Value(n.Distance),
			prose.Signed(trend.Step), prose.Words(prose.OrDash(trend.Shape.String())),
		})
	}
	return t
}

// lastWhole is the last quarter of the series with all its days; ok is false without one.
func (b *book) lastWhole() (last zhixiao.Period, ok bool) {
	for _, q := range b.quarters {
		if b.facts.Complete(q) {
			last, ok = q, true
		}
	}
	return last, ok
}

// hundred is the season index of an average season.
func (b *book) hundred() zhixiao.Quantity {
	return zhixiao.Quantity{Key: zhixiao.NewKey("season.mean", b.unit.Code, b.facts.Period()), Value: zhixiao.Int(100), Rule: "季节指数的平均水平"}
}
