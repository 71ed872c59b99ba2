package book

import (
	"slices"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/prose"
)

// outlook is chapter 6: demand, digital change, risks.
func (b *book) outlook() {
	b.fillSeasons()
	b.fillRisks()
	season, volumes := b.seasonChart(), b.volumeChart()
	risks := b.table("表风险", b.riskTable())
	net := b.seriesChart("图数智", "网办占比与提交成功率季度走势", "占比", "%", "办件库、服务库", "两项指标各季走势", "B301", "C301")
	b.Heading(1, "six", "发展趋势研判")
	b.para("six.intro", "Y601")
	b.Heading(2, "six.demand", "需求变化")
	b.para("six.demand.a", "Y611", "Y612")
	b.place(season)
	b.place(volumes)
	b.para("six.demand.b", "Y618", "Y613", "Y614", "Y615")
	b.Heading(2, "six.digital", "数智化影响")
	b.para("six.digital.a", "Y621", "Y622", "Y627")
	b.place(net)
	b.para("six.digital.b", "Y623", "Y624", "Y626", "Y625")
	b.Heading(2, "six.risk", "风险点")
	b.para("six.risk.a", "Y631", "Y632", "Y633")
	b.place(risks)
	b.para("six.risk.b", "Y639", "Y634", "Y637", "Y635", "Y636")
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
	all := slices.DeleteFunc(b.Facts.Quarters(), func(q zhixiao.Period) bool { return !b.Facts.Complete(q) })
	if !b.final() && len(all) > year {
		return prose.FirstN(all, year) // the year before monitoring
	}
	return prose.LastN(all, year)
}

func (b *book) fillSeasons() {
	quarters := b.seasonQuarters()
	cases, complaints := b.Facts.SeasonIndex(caseload(), quarters), b.Facts.SeasonIndex(complaintCount(), quarters)
	list := func(points []zhixiao.Quantity) []document.Inline {
		var items [][]document.Inline
		for i, q := range points {
			if q.Ok() {
				items = append(items, prose.Join(prose.Plain(quarters[i].Title()), prose.Number(q)))
			}
		}
		return prose.Listed(items)
	}
	peak := func(points []zhixiao.Quantity) string {
		best := 0
		for i, q := range points {
			if !q.Ok() {
				return ""
			}
			if q.Value.Cmp(points[best].Value) > 0 {
				best = i
			}
		}
		return quarters[best].Title()
	}
	if len(quarters) == 0 {
		return
	}
	b.Slots["办季列"], b.Slots["诉季列"], b.Slots["办峰"], b.Slots["诉峰"] = list(cases), list(complaints), peak(cases), peak(complaints)
	b.Slots["季平"] = 1
	for _, q := range slices.Concat(cases, complaints) {
		const steady = 10 // points of the index around 100
		if d := b.Facts.Diff(q, hundred(b), ""); d.Ok() && d.Value.Abs().Cmp(zhixiao.Int(steady)) >= 0 {
			b.Slots["季平"] = 0
		}
	}
	b.Slots["季节句"], b.Slots["首因句"] = b.line("Y617"), b.line("Y616")
	b.Slots["百"] = hundred(b)
	last := b.lastWhole()
	b.Slots["全季"], b.Slots["全季诉量"] = last.Title(), prose.NumberOrNil(b.Facts.ValueAt("E101", b.Unit.Code, last))
	b.Slots["全季诉量前"] = prose.NumberOrNil(b.Facts.ValueAt("E101", b.Unit.Code, last.YearAgo()))
	for prefix, q := range map[string]analysis.Query{"办同": caseload(), "诉同": complaintCount()} {
		now, was := b.Facts.CountAt(q, last), b.Facts.CountAt(q, last.YearAgo())
		rate := b.Facts.GrowthRate(now, was)
		b.Slots[prefix+"率"] = rate
		b.Slots[prefix] = grown(rate)
	}
	next := b.Facts.Period().Next()
	at := slices.IndexFunc(quarters, func(p zhixiao.Period) bool { return p.N == next.N })
	if at >= 0 && cases[at].Ok() {
		b.Slots["下季"], b.Slots["下季办指"], b.Slots["下季诉指"] = next.Title(), cases[at], complaints[at]
		b.Slots["下季高低"] = "办件略高"
		if cases[at].Value.Cmp(zhixiao.Int(100)) < 0 {
			b.Slots["下季高低"] = "办件略低"
		}
	}
	b.fillBusy()
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

// fillBusy sets the share of the three busiest matters, and which of them is also
// among those most complained of.
func (b *book) fillBusy() {
	q := caseload()
	q.By, q.Limit = []string{"matter"}, 3
	busy := b.Facts.Top(q)
	if len(busy) < 3 {
		return
	}
	b.Slots["大事项三占"] = busy[2].Cum
	q = complaintCount()
	q.By, q.Limit = []string{"matter"}, 5
	b.Slots["大高"] = 0
	for _, s := range b.Facts.Top(q) {
		for _, x := range busy {
			if s.Keys[0] == x.Keys[0] && b.Slots["大高事项"] == nil {
				b.Slots["大高"], b.Slots["大高事项"] = 1, x.Label
			}
		}
	}
	top := b.Facts.Top(analysis.Query{Cube: "correction", Column: "times", Unit: b.Unit.Code, By: []string{"reason"}, Limit: 2})
	if len(top) == 2 {
		b.Slots["两因数"] = b.Facts.Sum(top[0].Count, top[1].Count)
	}
}

// risks is the indicators nearest to their red lines and those already there.
func (b *book) risks() []analysis.Near {
	const most = 10
	return prose.FirstN(b.Facts.NearRed(b.Unit.Code), most)
}

func (b *book) fillRisks() {
	near := b.risks()
	b.Slots["风险数"] = b.Counted("risks", len(near), "")
	for i, as := range []string{"险一", "险二"} {
		if i < len(near) {
			b.Slots[as+"名"], b.Slots[as+"值"], b.Slots[as+"距"] = near[i].Indicator.Name, prose.NumberOrNil(near[i].Value), prose.NumberOrNil(near[i].Distance)
		}
	}
	b.Slots["险一波"] = 0
	if len(near) > 0 {
		step := b.Facts.Trend(near[0].Indicator.Code, b.Unit.Code, b.quarters).Step
		if step.Ok() && step.Value.Abs().Cmp(near[0].Distance.Value) >= 0 {
			b.Slots["险一波"], b.Slots["险一步"] = 1, prose.Size(step)
		}
	}
}

func (b *book) seasonChart() document.Figure {
	quarters := b.seasonQuarters()
	c := document.Chart{Kind: document.LineChart, XTitle: "季度", YTitle: "季节指数", Unit: ""}
	for _, q := range quarters {
		c.Labels = append(c.Labels, q.String())
	}
	c.Series = []document.Series{
		{Name: "办件", Points: b.Facts.SeasonIndex(caseload(), quarters)}, {Name: "诉求", Points: b.Facts.SeasonIndex(complaintCount(), quarters)},
	}
	return b.figOver(quarters, "图季节", "办件与诉求的季节指数", c, "办件库、全口径诉求", "各季与全年平均的比")
}

// volumeChart is complaints by quarter over the whole series.
func (b *book) volumeChart() document.Figure {
	c := document.Chart{Kind: document.ColumnChart, XTitle: "季度", YTitle: "诉求", Unit: "件"}
	var points []zhixiao.Quantity
	// The days of a quarter that is not whole are fewer than its neighbours'.
	quarters := slices.DeleteFunc(b.Facts.Quarters(), func(q zhixiao.Period) bool { return !b.Facts.Complete(q) })
	for _, q := range quarters {
		c.Labels = append(c.Labels, q.String())
		points = append(points, b.Facts.CountAt(complaintCount(), q))
	}
	c.Series = []document.Series{{Name: "诉求", Points: points}}
	return b.figOver(quarters, "图诉求季", "政务服务类诉求季度件数", c, "全口径诉求", "各季诉求件数")
}

// riskTable is the indicators to watch with their line and their course.
func (b *book) riskTable() document.Table {
	t := document.Table{
		Caption: "风险指标与前置监测", Columns: prose.Columns("clcccccl", 0.8, 2.2, 0.9, 1, 1, 1, 1.1, 1.7),
		Header: prose.Header("代码", "指标", "单位", "当前值", "红线", "距红线", "最近一季变化", "走势"),
		Note:   prose.Plain("按距红线的相对远近排列，均为处于黄色预警区间的指标；走势为各季公布值的方向。"),
	}
	for _, n := range b.risks() {
		trend := b.Facts.Trend(n.Indicator.Code, b.Unit.Code, b.quarters)
		t.Rows = append(t.Rows, []document.Cell{
			prose.Words(n.Indicator.Code), prose.Words(n.Indicator.Name), prose.Words(prose.OrDash(n.Indicator.Unit)), prose.Value(n.Value), prose.Value(n.Red), prose.Value(n.Distance),
			prose.Signed(trend.Step), prose.Words(prose.OrDash(trend.Shape.String())),
		})
	}
	return t
}

// lastWhole is the last quarter of the series with all its days.
func (b *book) lastWhole() zhixiao.Period {
	whole := b.quarters[0]
	for _, q := range b.quarters {
		if b.Facts.Complete(q) {
			whole = q
		}
	}
	return whole
}

// hundred is the season index of an average season.
func hundred(b *book) zhixiao.Quantity {
	return zhixiao.Quantity{Key: zhixiao.NewKey("season.mean", b.Unit.Code, b.Facts.Period()), Value: zhixiao.Int(100), Rule: "季节指数的平均水平"}
}
