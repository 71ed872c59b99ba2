package prose

import (
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
)

// RegionChart is 图2: the regions' scores, best first.
func (r *Report) RegionChart(role string) document.Figure {
	var labels []string
	var points []zhixiao.Quantity
	for _, u := range r.Facts.Ranking(analysis.ScoreTotal, zhixiao.Region) {
		labels = append(labels, u.Short)
		points = append(points, r.Facts.Value(analysis.ScoreTotal, u.Code))
	}
	return r.Figure(role, "17个区域质效得分", document.Chart{
		Kind: document.RankingBarChart, Title: "17个区域质效得分", Labels: labels, XTitle: "得分", Unit: "分",
		Series:    []document.Series{{Name: "得分", Points: points}},
		Reference: &document.Reference{Name: "全市", Value: r.Facts.Value("total.region", zhixiao.CityCode)},
	}, "按指标体系计分", "区域得分由高到低排列")
}

// Quadrant is 图3: the domains by process score and perception score.
func (r *Report) Quadrant(role string) (fig document.Figure, ok bool) {
	var labels []string
	var xs, ys []zhixiao.Quantity
	for _, u := range r.Facts.Units(zhixiao.Domain) {
		x, y := r.Facts.Value("B", u.Code), r.Facts.Value("D", u.Code)
		if x.Ok() && y.Ok() {
			labels, xs, ys = append(labels, u.Domain), append(xs, x), append(ys, y)
		}
	}
	if len(labels) == 0 {
		return fig, false
	}
	return r.Figure(role, "48个领域管理侧与公众侧得分分布", document.Chart{
		Kind: document.QuadrantChart, Title: "48个领域管理侧与公众侧得分", Labels: labels, XTitle: "办件过程得分", YTitle: "公众感知得分", Unit: "分",
		Series: []document.Series{{Name: "办件过程", Points: xs}, {Name: "公众感知", Points: ys}},
		Cross: &[2]document.Reference{
			{Name: "全市", Value: r.Facts.Value("B.domain", zhixiao.CityCode)},
			{Name: "全市", Value: r.Facts.Value("D.domain", zhixiao.CityCode)},
		},
	}, "按指标体系计分", "右下方的领域管理侧较好而公众感知偏弱"), true
}

// StageChart is 图4: where the days of overlong cases go.
func (r *Report) StageChart(role string) (document.Figure, bool) {
	top := r.Facts.Top(analysis.Query{Cube: "stage", Column: "days", Unit: r.Unit.Code, By: []string{"stage"}})
	if len(top) < 3 {
		return document.Figure{}, false
	}
	var labels []string
	var points, counts []zhixiao.Quantity
	for _, s := range top {
		counts = append(counts, s.Count)
	}
	const most = 8 // more steps than fit under readable labels are one
	shown := len(top)
	if shown > most+1 {
		shown = most
	}
	for _, s := range top[:shown] {
		labels, points = append(labels, s.Label), append(points, s.Count)
	}
	if shown < len(top) {
		labels, points = append(labels, "其他"), append(points, r.Facts.Sum(counts[shown:]...))
	}
	labels, points = append(labels, "合计"), append(points, r.Facts.Sum(counts...))
	return r.Figure(role, "超长办件各环节停留时间", document.Chart{
		Kind: document.WaterfallChart, Title: "超长办件各环节停留时间", Labels: labels, YTitle: "累计停留", Unit: "个工作日",
		Series: []document.Series{{Name: "停留", Points: points}},
	}, "办件库环节记录", "停留最长的环节是"+labels[0]), true
}

// SidesChart is 图6: management side against public side.
func (r *Report) SidesChart(role string) document.Figure {
	var labels []string
	var manage, public []zhixiao.Quantity
	for _, p := range Sides() {
		labels = append(labels, p.label)
		manage = append(manage, r.Facts.Value(p.Manage, r.Unit.Code))
		public = append(public, r.Facts.Value(p.Public, r.Unit.Code))
	}
	return r.Figure(role, "管理侧指标与公众侧感知对照", document.Chart{
		Kind: document.DumbbellChart, Title: "管理侧与公众侧对照", Labels: labels, XTitle: "数值（%或分）", Unit: "%／分",
		Series: []document.Series{{Name: "管理侧（%）", Points: manage}, {Name: "公众侧（分）", Points: public}},
	}, "办件库、评价库、服务库、公众问卷", "管理侧指标与对应的公众感知并列，两者口径不同")
}

// MonthChart is 图7: the classes of complaints by month.
func (r *Report) MonthChart(role string) (document.Figure, bool) {
	months := r.Facts.Top(analysis.Query{Cube: "complaint", Column: "cases", Unit: r.Unit.Code, By: []string{"month"}})
	classes := r.Facts.Top(analysis.Query{Cube: "complaint", Column: "cases", Unit: r.Unit.Code, By: []string{"l1"}})
	if len(months) < 2 || len(classes) < 2 {
		return document.Figure{}, false
	}
	slices.SortFunc(months, func(a, b analysis.Share) int { return strings.Compare(a.Keys[0], b.Keys[0]) })
	var labels []string
	for _, m := range months {
		labels = append(labels, m.Keys[0])
	}
	var series []document.Series
	for _, c := range classes {
		s := document.Series{Name: c.Label}
		for _, m := range months {
			s.Points = append(s.Points, r.Facts.Count(analysis.Query{
				Cube: "complaint", Column: "cases", Unit: r.Unit.Code, Where: map[string]string{"l1": c.Keys[0], "month": m.Keys[0]},
			}))
		}
		series = append(series, s)
	}
	return r.Figure(role, "诉求一级类别分月件数", document.Chart{
		Kind: document.HeatTableChart, Title: "诉求一级类别分月件数", Labels: labels, Series: series, Unit: "件",
	}, "全口径诉求", "件数最多的类别是"+classes[0].Label), true
}
