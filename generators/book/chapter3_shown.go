package book

import (
	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/prose"
)

// onlineChart is how far each region's matters are said to be done online, and
// how far they are.
func (b *book) onlineChart() document.Figure {
	c := document.Chart{Kind: document.DumbbellChart, XTitle: "占比", Unit: "%", HeightMM: barsHeight}
	series := map[string][]zhixiao.Quantity{}
	codes := []string{"A204", "B301"}
	for _, u := range b.facts.Ranking("B301", zhixiao.Region) {
		c.Labels = append(c.Labels, u.Short)
		for _, code := range codes {
			series[code] = append(series[code], b.facts.Value(code, u.Code))
		}
	}
	for _, code := range codes {
		c.Series = append(c.Series, document.Series{Name: b.report.CodeName(code), Points: series[code]})
	}
	return b.fig("各区域网办深度对照", c, "事项库、办件库", "按实际网办率由高到低排列")
}

func (b *book) lateChart() document.Figure {
	return b.seriesChart("超长办件率季度走势", "超长办件率", "%", "办件库", "超长办件率各季走势", "B104")
}

// paretoChart is the reasons of a column with their running share.
func (b *book) paretoChart(caption, cube, column, by, unit, from string) document.Figure {
	const most = 10
	c := document.Chart{Kind: document.ParetoChart, YTitle: "数量", Unit: unit}
	var counts, cum []zhixiao.Quantity
	for _, s := range b.top(cube, column, by, most, nil) {
		c.Labels = append(c.Labels, prose.Quoted(s.Label))
		counts, cum = append(counts, s.Count), append(cum, s.Cum)
	}
	c.Series = []document.Series{{Name: "数量", Points: counts}, {Name: "累计占比", Points: cum}}
	return b.fig(caption, c, from, "按数量由多到少排列，折线为累计占比")
}

// waitHeat is the share of waits over half an hour by weekday and hour.
func (b *book) waitHeat() document.Figure {
	c := document.Chart{Kind: document.HeatTableChart, Unit: "%"}
	hours := []string{"9", "10", "11", "12", "13", "14", "15", "16"}
	for _, h := range hours {
		c.Labels = append(c.Labels, h+"时")
	}
	for _, day := range []struct{ key, name string }{{"1", "周一"}, {"2", "周二"}, {"3", "周三"}, {"4", "周四"}, {"5", "周五"}} {
		s := document.Series{Name: day.name}
		for _, h := range hours {
			s.Points = append(s.Points, b.facts.Ratio(analysis.RatioQuery{
				Cube: "ticket", Num: "over30", Den: "tickets", Unit: b.unit.Code, Where: map[string]string{"weekday": day.key, "hour": h},
				Scale: 100, Label: "%", Places: 2, MinN: 30,
			}))
		}
		c.Series = append(c.Series, s)
	}
	return b.fig("分星期、分时段超长等候率", c, "服务库取号记录", "超长等候在各时段和各星期的分布")
}

// lostChart is where online sessions stop.
func (b *book) lostChart() document.Figure {
	var labels []string
	var points []zhixiao.Quantity
	for _, s := range b.top("session", "lost", "step", 12, map[string]string{"step": "!提交成功"}) {
		labels, points = append(labels, s.Label), append(points, s.Part)
	}
	return b.fig("网上办理中止步骤分布", document.Chart{
		Kind: document.RankingBarChart, Labels: labels, XTitle: "占全部中止会话", Unit: "%", Series: []document.Series{{Name: "占比", Points: points}},
	}, "服务库线上办事会话", "中止步骤由多到少排列")
}

// gapChart is the domains whose two sides lie farthest apart.
func (b *book) gapChart() document.Figure {
	const most = 15
	var labels []string
	var points []zhixiao.Quantity
	for _, u := range prose.FirstN(b.gapOrder(), most) {
		labels, points = append(labels, u.Domain), append(points, b.facts.Value("D301", u.Code))
	}
	return b.fig("供需感知偏差居前的领域", document.Chart{
		Kind: document.RankingBarChart, Labels: labels, XTitle: "供需感知偏差", Unit: "分", Series: []document.Series{{Name: "偏差", Points: points}},
		Reference: &document.Reference{Name: "全市", Value: b.facts.Value("D301", b.unit.Code)},
	}, "评价库、公众问卷", "偏差由大到小排列")
}

// longMatters is the twenty matters with most overlong cases, with the region and stage
// where they gather.
func (b *book) longMatters() document.Table {
	t := document.Table{
		Caption: "超长办件居前二十位的事项", Columns: prose.Columns("clccccll", 0.6, 2.6, 0.9, 0.9, 1, 1.1, 1.4, 1.3),
		Header: prose.Header("序号", "事项", "超长（件）", "占比（%）", "办结（件）", "超长率（%）", "停留最长环节", "最多区域"),
		Note:   prose.Plain("占比以监测期全部超长办件为分母，仅列前二十位，合计不等于100%。"),
	}
	for i, s := range b.top("case", "overlong", "matter", 20, nil) {
		where := map[string]string{"matter": s.Keys[0]}
		t.Rows = append(t.Rows, []document.Cell{
			prose.Words(zhixiao.Int(int64(i + 1)).String()), prose.Words(s.Label), prose.Value(s.Count), prose.Value(s.Part),
			prose.Value(b.count("case", "finished", where)),
			prose.Value(b.rate("case", "overlong", "finished", where)),
			prose.Words(b.mostIn("stage", "days", "stage", where)), prose.Words(b.mostIn("case", "overlong", "region", where)),
		})
	}
	return t
}

// mostIn is the first key of a column within a where, a dash when there is none.
func (b *book) mostIn(cube, column, by string, where map[string]string) string {
	top := b.top(cube, column, by, 1, where)
	if len(top) == 0 {
		return "—"
	}
	return top[0].Label
}

// repeatMatters is the twenty matters with most repeated applications.
func (b *book) repeatMatters() document.Table {
	t := document.Table{
		Caption: "重复申请居前二十位的事项", Columns: prose.Columns("clccccl", 0.6, 2.6, 1, 1, 1.2, 1.2, 2),
		Header: prose.Header("序号", "事项", "重复申请（件）", "占比（%）", "补正退回（次）", "首次受理通过率（%）", "首位退回理由"),
		Note:   prose.Plain("重复申请为同一主体90日内就同一事项再次申请的件数；占比以监测期全部重复申请为分母，仅列前二十位，合计不等于100%。"),
	}
	for i, s := range b.top("case", "repeat_subjects", "matter", 20, nil) {
		where := map[string]string{"matter": s.Keys[0]}
		t.Rows = append(t.Rows, []document.Cell{
			prose.Words(zhixiao.Int(int64(i + 1)).String()), prose.Words(s.Label), prose.Value(s.Count), prose.Value(s.Part),
			prose.Value(b.count("correction", "times", where)),
			prose.Value(b.rate("case", "first_pass", "applied", where)),
			prose.Words(b.mostIn("correction", "times", "reason", where)),
		})
	}
	return t
}

func (b *book) guideChart() document.Figure {
	return b.unitBars("各区域办事指南满意度", "A104", zhixiao.Region, "办事指南满意度库", "各区办事指南满意度由高到低排列")
}

// waterfall is where the days of overlong cases go.
func (b *book) waterfall() document.Figure {
	f, _ := b.report.StageChart("stage")
	c, _ := f.Graphic.(document.Chart)
	return b.fig("超长办件各环节停留时间", c, "办件库环节记录", "超长办件停留时间按环节累计")
}

// sidesChart is management side against public side.
func (b *book) sidesChart() document.Figure {
	c, _ := b.report.SidesChart("sides").Graphic.(document.Chart)
	return b.fig("管理侧指标与公众侧感知对照", c, "办件库、评价库、服务库、公众问卷", "管理侧指标与对应的公众感知并列，两者口径不同")
}
