package generators

import (
	"slices"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
)

// outlook is chapter 6: demand, digital change, risks.
func (b *book) outlook() {
	b.fillSeasons()
	b.fillRisks()
	season, volumes := b.seasonChart(), b.volumeChart()
	risks := b.table("表风险", b.riskTable())
	net := b.seriesChart("图数智", "网办占比与提交成功率季度走势", "占比", "%", "办件库、服务库", "两项指标各季走势", "B301", "C301")
	b.heading(1, "six", "发展趋势研判")
	b.para("six.intro", "Y601")
	b.heading(2, "six.demand", "需求变化")
	b.para("six.demand.a", "Y611", "Y612")
	b.place(season)
	b.place(volumes)
	b.para("six.demand.b", "Y618", "Y613", "Y614", "Y615")
	b.heading(2, "six.digital", "数智化影响")
	b.para("six.digital.a", "Y621", "Y622", "Y627")
	b.place(net)
	b.para("six.digital.b", "Y623", "Y624", "Y626", "Y625")
	b.heading(2, "six.risk", "风险点")
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
	all := slices.DeleteFunc(b.f.Quarters(), func(q zhixiao.Period) bool { return !b.f.Complete(q) })
	if !b.final() && len(all) > year {
		return firstN(all, year) // the year before monitoring
	}
	return lastN(all, year)
}

func (b *book) fillSeasons() {
	quarters := b.seasonQuarters()
	cases, complaints := b.f.SeasonIndex(caseload(), quarters), b.f.SeasonIndex(complaintCount(), quarters)
	list := func(points []zhixiao.Quantity) []document.Inline {
		var items [][]document.Inline
		for i, q := range points {
			if q.Ok() {
				items = append(items, join(plain(quarters[i].Title()), number(q)))
			}
		}
		return listed(items)
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
	b.slots["办季列"], b.slots["诉季列"], b.slots["办峰"], b.slots["诉峰"] = list(cases), list(complaints), peak(cases), peak(complaints)
	b.slots["季平"] = 1
	for _, q := range slices.Concat(cases, complaints) {
		const steady = 10 // points of the index around 100
		if d := b.f.Diff(q, hundred(b), ""); d.Ok() && d.Value.Abs().Cmp(zhixiao.Int(steady)) >= 0 {
			b.slots["季平"] = 0
		}
	}
	b.slots["季节句"], b.slots["首因句"] = b.line("Y617"), b.line("Y616")
	b.slots["百"] = hundred(b)
	last := b.lastWhole()
	b.slots["全季"], b.slots["全季诉量"] = last.Title(), numberOrNil(b.f.ValueAt("E101", b.u.Code, last))
	b.slots["全季诉量前"] = numberOrNil(b.f.ValueAt("E101", b.u.Code, last.YearAgo()))
	for prefix, q := range map[string]analysis.Query{"办同": caseload(), "诉同": complaintCount()} {
		now, was := b.f.CountAt(q, last), b.f.CountAt(q, last.YearAgo())
		rate := b.f.GrowthRate(now, was)
		b.slots[prefix+"率"] = rate
		b.slots[prefix] = grown(rate)
	}
	next := b.f.Period().Next()
	at := slices.IndexFunc(quarters, func(p zhixiao.Period) bool { return p.N == next.N })
	if at >= 0 && cases[at].Ok() {
		b.slots["下季"], b.slots["下季办指"], b.slots["下季诉指"] = next.Title(), cases[at], complaints[at]
		b.slots["下季高低"] = "办件略高"
		if cases[at].Value.Cmp(zhixiao.Int(100)) < 0 {
			b.slots["下季高低"] = "办件略低"
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
		return plain("持平")
	case 1:
		return join(plain("增长"), size(rate))
	}
	return join(plain("下降"), size(rate))
}

// fillBusy sets the share of the three busiest matters, and which of them is also
// among those most complained of.
func (b *book) fillBusy() {
	q := caseload()
	q.By, q.Limit = []string{"matter"}, 3
	busy := b.f.Top(q)
	if len(busy) < 3 {
		return
	}
	b.slots["大事项三占"] = busy[2].Cum
	q = complaintCount()
	q.By, q.Limit = []string{"matter"}, 5
	b.slots["大高"] = 0
	for _, s := range b.f.Top(q) {
		for _, x := range busy {
			if s.Keys[0] == x.Keys[0] && b.slots["大高事项"] == nil {
				b.slots["大高"], b.slots["大高事项"] = 1, x.Label
			}
		}
	}
	top := b.f.Top(analysis.Query{Cube: "correction", Column: "times", Unit: b.u.Code, By: []string{"reason"}, Limit: 2})
	if len(top) == 2 {
		b.slots["两因数"] = b.f.Sum(top[0].Count, top[1].Count)
	}
}

// risks is the indicators nearest to their red lines and those already there.
func (b *book) risks() []analysis.Near {
	const most = 10
	return firstN(b.f.NearRed(b.u.Code), most)
}

func (b *book) fillRisks() {
	near := b.risks()
	b.slots["风险数"] = b.counted("risks", len(near), "")
	for i, as := range []string{"险一", "险二"} {
		if i < len(near) {
			b.slots[as+"名"], b.slots[as+"值"], b.slots[as+"距"] = near[i].Indicator.Name, numberOrNil(near[i].Value), numberOrNil(near[i].Distance)
		}
	}
	b.slots["险一波"] = 0
	if len(near) > 0 {
		step := b.f.Trend(near[0].Indicator.Code, b.u.Code, b.quarters).Step
		if step.Ok() && step.Value.Abs().Cmp(near[0].Distance.Value) >= 0 {
			b.slots["险一波"], b.slots["险一步"] = 1, size(step)
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
		{Name: "办件", Points: b.f.SeasonIndex(caseload(), quarters)}, {Name: "诉求", Points: b.f.SeasonIndex(complaintCount(), quarters)},
	}
	return b.figOver(quarters, "图季节", "办件与诉求的季节指数", c, "办件库、全口径诉求", "各季与全年平均的比")
}

// volumeChart is complaints by quarter over the whole series.
func (b *book) volumeChart() document.Figure {
	c := document.Chart{Kind: document.ColumnChart, XTitle: "季度", YTitle: "诉求", Unit: "件"}
	var points []zhixiao.Quantity
	// The days of a quarter that is not whole are fewer than its neighbours'.
	quarters := slices.DeleteFunc(b.f.Quarters(), func(q zhixiao.Period) bool { return !b.f.Complete(q) })
	for _, q := range quarters {
		c.Labels = append(c.Labels, q.String())
		points = append(points, b.f.CountAt(complaintCount(), q))
	}
	c.Series = []document.Series{{Name: "诉求", Points: points}}
	return b.figOver(quarters, "图诉求季", "政务服务类诉求季度件数", c, "全口径诉求", "各季诉求件数")
}

// riskTable is the indicators to watch with their line and their course.
func (b *book) riskTable() document.Table {
	t := document.Table{
		Caption: "风险指标与前置监测", Columns: columns("clcccccl", 0.8, 2.2, 0.9, 1, 1, 1, 1.1, 1.7),
		Header: header("代码", "指标", "单位", "当前值", "红线", "距红线", "最近一季变化", "走势"),
		Note:   plain("按距红线的相对远近排列，均为处于黄色预警区间的指标；走势为各季公布值的方向。"),
	}
	for _, n := range b.risks() {
		trend := b.f.Trend(n.Indicator.Code, b.u.Code, b.quarters)
		t.Rows = append(t.Rows, []document.Cell{
			words(n.Indicator.Code), words(n.Indicator.Name), words(orDash(n.Indicator.Unit)), value(n.Value), value(n.Red), value(n.Distance),
			signed(trend.Step), words(orDash(trend.Shape.String())),
		})
	}
	return t
}

// lastWhole is the last quarter of the series with all its days.
func (b *book) lastWhole() zhixiao.Period {
	whole := b.quarters[0]
	for _, q := range b.quarters {
		if b.f.Complete(q) {
			whole = q
		}
	}
	return whole
}

// hundred is the season index of an average season.
func hundred(b *book) zhixiao.Quantity {
	return zhixiao.Quantity{Key: zhixiao.NewKey("season.mean", b.u.Code, b.f.Period()), Value: zhixiao.Int(100), Rule: "季节指数的平均水平"}
}
