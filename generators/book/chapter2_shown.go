package book

import (
	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/atlas"
	"zhixiao/generators/prose"
)

// quarterLabels are the quarters of the series as they stand under an axis:
// 2026Q3.
func (b *book) quarterLabels() []string {
	var out []string
	for _, q := range b.quarters {
		out = append(out, q.String())
	}
	return out
}

// seriesChart is a line a code over the quarters.
func (b *book) seriesChart(caption, axis, unit, from, alt string, codes ...string) document.Figure {
	c := document.Chart{Kind: document.LineChart, Labels: b.quarterLabels(), XTitle: "季度", YTitle: axis, Unit: unit}
	for _, code := range codes {
		c.Series = append(c.Series, document.Series{Name: b.report.CodeName(code), Points: b.facts.Trend(code, b.unit.Code, b.quarters).Points})
	}
	return b.figOver(b.quarters, caption, c, from, alt)
}

// seriesTable is codes by quarter, with the period reported on at the end.
func (b *book) seriesTable(caption string, codes []string) document.Table {
	names := []string{"指标", "单位"}
	shares := []float64{2.5, 0.75}
	kinds := "lc"
	for _, q := range b.quarters {
		names, shares, kinds = append(names, q.String()), append(shares, 1.22), kinds+"c"
	}
	t := document.Table{
		Caption: caption, Columns: prose.Columns(kinds+"cc", append(shares, 1, 1.1)...), Header: prose.Header(append(names, "监测期", "较监测前")...),
		Note: prose.Plain("监测期为" + b.report.Span() + "合计口径；较监测前为监测期公布值减" + b.facts.Prev().Title() + "公布值。"),
	}
	for _, code := range codes {
		now := b.facts.Value(code, b.unit.Code)
		row := []document.Cell{prose.Words(b.report.CodeName(code)), prose.Words(prose.OrDash(now.Unit))}
		for _, q := range b.facts.Trend(code, b.unit.Code, b.quarters).Points {
			row = append(row, prose.Value(q))
		}
		t.Rows = append(t.Rows, append(row, prose.Value(now), prose.Signed(b.facts.Change(code, b.unit.Code).Delta)))
	}
	return t
}

func (b *book) totalTrend() document.Figure {
	c := document.Chart{Kind: document.LineChart, Labels: b.quarterLabels(), XTitle: "季度", YTitle: "总分", Unit: "分"}
	for _, line := range []struct{ name, code string }{{"全市", analysis.ScoreTotal}, {"区域权重口径", "total.region"}, {"领域权重口径", "total.domain"}} {
		c.Series = append(c.Series, document.Series{Name: line.name, Points: b.facts.Trend(line.code, b.unit.Code, b.quarters).Points})
	}
	return b.figOver(b.quarters, "全市质效总分季度走势", c, "按指标体系计分", "总分各季走势")
}

// dimensionHeat is the dimensions by quarter.
func (b *book) dimensionHeat() document.Figure {
	c := document.Chart{Kind: document.HeatTableChart, Labels: b.quarterLabels(), Unit: "分"}
	for _, code := range prose.Dimensions() {
		c.Series = append(c.Series, document.Series{Name: b.facts.LevelName(code), Points: b.facts.Trend(code, b.unit.Code, b.quarters).Points})
	}
	return b.figOver(b.quarters, "全市五维得分季度对照", c, "按指标体系计分", "五个维度各季得分")
}

func (b *book) regionBars() document.Figure {
	fig := b.report.RegionChart("region.bars")
	c, _ := fig.Graphic.(document.Chart)
	c.HeightMM = barsHeight
	return b.fig("17个区域质效得分梯次", c, "按指标体系计分", "区域得分由高到低排列")
}

// beforeAfter is the regions before monitoring and in it.
func (b *book) beforeAfter() document.Figure {
	var labels []string
	var was, now []zhixiao.Quantity
	for _, u := range b.facts.Movers(analysis.ScoreTotal, zhixiao.Region) {
		c := b.facts.Change(analysis.ScoreTotal, u.Code)
		labels = append(labels, u.Short)
		was, now = append(was, c.From), append(now, b.facts.Value(analysis.ScoreTotal, u.Code))
	}
	return b.fig("17个区域监测前与监测期得分对照", document.Chart{
		Kind: document.DumbbellChart, Labels: labels, XTitle: "得分", Unit: "分", HeightMM: barsHeight,
		Series: []document.Series{{Name: "监测前", Points: was}, {Name: "监测期", Points: now}},
	}, "按指标体系计分", "按变化由升到降排列")
}

// boxes is the regions' totals by quarter as box plots.
func (b *book) boxes() document.Figure {
	c := document.Chart{Kind: document.BoxPlotChart, YTitle: "总分", XTitle: "季度", Unit: "分"}
	series := make([][]zhixiao.Quantity, len(analysis.BoxNames()))
	for _, q := range b.quarters {
		view, ok := b.facts.AsOf(q)
		if !ok {
			continue
		}
		c.Labels = append(c.Labels, q.String())
		for i, v := range view.Dispersion(analysis.ScoreTotal, zhixiao.Region).Box {
			series[i] = append(series[i], v)
		}
	}
	for i, name := range analysis.BoxNames() {
		c.Series = append(c.Series, document.Series{Name: name, Points: series[i]})
	}
	return b.figOver(b.quarters, "17个区域总分的季度分布", c, "按指标体系计分", "箱体为中间一半区域所在范围")
}

// balanceTable is range, deviation and variation by quarter for both kinds.
func (b *book) balanceTable() document.Table {
	t := document.Table{
		Caption: "区域与领域总分均衡性", Columns: prose.Columns("lcccccc", 1.4, 1, 1, 1.1, 1, 1, 1.1),
		Header: [][]document.Cell{
			{{Inlines: prose.Plain("季度"), Strong: true, RowSpan: 2}, {Inlines: prose.Plain("区域"), Strong: true, ColSpan: 3}, {Inlines: prose.Plain("领域"), Strong: true, ColSpan: 3}},
			prose.Header("极差（分）", "标准差（分）", "变异系数（%）", "极差（分）", "标准差（分）", "变异系数（%）")[0],
		},
		Note: prose.Plain("变异系数为标准差与算术平均值之比。"),
	}
	for _, q := range append(b.quarters[:len(b.quarters):len(b.quarters)], b.facts.Period()) {
		view, ok := b.facts.AsOf(q)
		if !ok {
			continue
		}
		name := q.Title()
		if q == b.facts.Period() {
			name = "监测期"
		}
		row := []document.Cell{prose.Words(name)}
		for _, kind := range []zhixiao.UnitKind{zhixiao.Region, zhixiao.Domain} {
			d := view.Dispersion(analysis.ScoreTotal, kind)
			row = append(row, prose.Value(d.Range), prose.Value(d.StdDev), prose.Value(d.Variation))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// rankTable is units with their total, place, grade and change.
func (b *book) rankTable(caption string, kind zhixiao.UnitKind, units []zhixiao.Unit) document.Table {
	t := document.Table{
		Caption: caption, Columns: prose.Columns("llccccc", 1.7, 1.7, 1, 0.8, 0.9, 1.1, 1.1),
		Header: prose.Header(kind.String(), "组别", "得分", "名次", "等级", "监测前", "变化"),
		Note:   prose.Plain("得分为监测期合计口径；变化为监测期得分减" + b.facts.Prev().Title() + "得分；名次按公布值排列，并列者名次相同。"), Unit: "分",
	}
	for _, u := range units {
		c := b.facts.Change(analysis.ScoreTotal, u.Code)
		t.Rows = append(t.Rows, []document.Cell{
			prose.Words(prose.NameOf(u)), prose.Words(groupName(u.Group)), prose.Value(b.facts.Value(analysis.ScoreTotal, u.Code)), b.report.Place(analysis.ScoreTotal, u),
			prose.Words(prose.OrDash(b.facts.Grade(u.Code))), prose.Value(c.From), prose.Signed(c.Delta),
		})
	}
	return t
}

// regionTable is every region.
func (b *book) regionTable() document.Table {
	return b.rankTable("17个区域得分、名次与变化", zhixiao.Region, b.facts.Units(zhixiao.Region))
}

// domainTable is the domains at both ends of the ranking.
func (b *book) domainTable() document.Table {
	const ends = 10
	ranking := b.facts.Ranking(analysis.ScoreTotal, zhixiao.Domain)
	return b.rankTable("得分居前十位和后十位的领域", zhixiao.Domain, append(prose.FirstN(ranking, ends), prose.LastN(ranking, ends)...))
}

func (b *book) quadrantFigure() document.Figure {
	fig, _ := b.report.Quadrant("domain.quadrant")
	c, _ := fig.Graphic.(document.Chart)
	return b.fig("48个领域管理侧与公众侧得分四象限", c, "按指标体系计分", "右下方的领域管理侧较好而公众感知偏弱")
}

// groupChart is the mean of each group of bodies.
func (b *book) groupChart() document.Figure {
	var labels []string
	var points []zhixiao.Quantity
	for _, g := range b.groups(zhixiao.Domain) {
		labels, points = append(labels, groupName(g)), append(points, b.facts.PeerMean(analysis.ScoreTotal, g))
	}
	return b.fig("各类机构平均得分", document.Chart{
		Kind: document.RankingBarChart, Labels: labels, XTitle: "平均得分", Unit: "分", Series: []document.Series{{Name: "平均得分", Points: points}},
		Reference: &document.Reference{Name: "全市", Value: b.facts.Value("total.domain", b.unit.Code)},
	}, "按指标体系计分，组内各领域算术平均", "各类机构平均得分由高到低排列")
}

// mapFigure is a theme's map of the regions.
func (b *book) mapFigure(code string) document.Figure {
	for _, theme := range atlas.Themes(b.facts) {
		if theme.Code != code {
			continue
		}
		m, err := atlas.Draw(b.facts, theme, atlas.Style{})
		b.draft.Fault(err)
		if err != nil {
			return document.Figure{}
		}
		return document.Figure{
			ID: b.draft.ID("map." + code), Caption: "各区" + theme.Name + "示意图", Graphic: m.Paper, Source: "数据来源：监测数据；统计期" + b.report.Span() + "。",
			Alt: "各区" + theme.Name + "按大致方位排列的方块示意图，颜色越深数值越高，不表示行政区域界线。",
		}
	}
	return document.Figure{}
}
