package generators

import (
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
)

func lastN[T any](list []T, n int) []T {
	out := slices.Clone(list)
	slices.Reverse(out)
	out = slices.Clone(firstN(out, n))
	slices.Reverse(out)
	return out
}

func ordinal(i int) string {
	return []string{"一是", "二是", "三是", "四是", "五是", "六是", "七是"}[i]
}

// fillCity sets the slots of the general report: how the units lie.
func (r *report) fillCity() {
	for kind, prefix := range map[zhixiao.UnitKind]string{zhixiao.Region: "区", zhixiao.Domain: "领"} {
		counts := r.f.GradeCounts(kind)
		var grades []count
		for _, grade := range analysis.Grades() {
			grades = append(grades, count{grade, counts[grade]})
		}
		r.slots[prefix+"等级列"], r.slots[prefix+"较差数"] = present(grades...), counts["较差"]
		s := r.f.Spread(analysis.ScoreTotal, kind)
		r.slots[prefix+"最高"], r.slots[prefix+"最低"] = nameOf(s.MaxUnit), nameOf(s.MinUnit)
		r.slots[prefix+"最高分"], r.slots[prefix+"最低分"] = s.Max, s.Min
		r.slots[prefix+"极差"], r.slots[prefix+"标准差"] = s.Range, s.StdDev
	}
	regions := r.f.Ranking(analysis.ScoreTotal, zhixiao.Region)
	domains := r.f.Ranking(analysis.ScoreTotal, zhixiao.Domain)
	r.slots["区前三"], r.slots["区后三"] = joinNames(firstN(regions, 3)), joinNames(lastN(regions, 3))
	r.slots["前五"], r.slots["后五"] = joinNames(firstN(domains, 5)), joinNames(lastN(domains, 5))
	r.fillGroups()
	r.fillSides()
}

// nameOf is a unit's name in a list: a domain without the word 领域.
func nameOf(u zhixiao.Unit) string {
	if u.Kind == zhixiao.Domain {
		return u.Domain
	}
	return u.Short
}

func joinNames(units []zhixiao.Unit) string {
	var names []string
	for _, u := range units {
		names = append(names, nameOf(u))
	}
	return strings.Join(names, "、")
}

// fillGroups lists the peer groups' means and the dimension in which regions
// differ most.
func (r *report) fillGroups() {
	var groups []string
	var items [][]document.Inline
	for _, u := range r.f.Units(zhixiao.Region) {
		mean := r.f.PeerMean(analysis.ScoreTotal, u.Group)
		if slices.Contains(groups, u.Group) || !mean.Ok() {
			continue
		}
		groups = append(groups, u.Group)
		items = append(items, join(plain(u.Group), number(mean)))
	}
	r.slots["功能区列"] = listed(items)
	var widest analysis.Spread
	for _, code := range dimensions() {
		s := r.f.Spread(code, zhixiao.Region)
		if s.Range.Ok() && (widest.Range.Key == "" || s.Range.Value.Cmp(widest.Range.Value) > 0) {
			widest = s
			r.slots["差维"], r.slots["差维极差"] = r.f.LevelName(code), s.Range
			r.slots["差维高"], r.slots["差维低"] = s.MaxUnit.Short, s.MinUnit.Short
		}
	}
}

// fillSides finds the domains in which the two sides disagree.
func (r *report) fillSides() {
	var far, crossed []zhixiao.Unit
	ten := zhixiao.Int(10)
	for _, u := range r.f.Units(zhixiao.Domain) {
		if q := r.f.Value("D301", u.Code); q.Ok() && q.Value.Cmp(ten) > 0 {
			far = append(far, u)
		}
		b, d := r.f.Gap("B", u.Code), r.f.Gap("D", u.Code)
		if b.Ok() && d.Ok() && b.Value.Sign() > 0 && d.Value.Sign() < 0 {
			crossed = append(crossed, u)
		}
	}
	if len(far) > 0 {
		r.slots["差数"] = r.counted("sides", len(far), "个")
		r.slots["感知差列"] = joinNames(firstN(far, 3))
	}
	if len(crossed) > 0 {
		r.slots["错位数"] = r.counted("crossed", len(crossed), "个")
		r.slots["错位列"] = joinNames(firstN(crossed, 4))
	}
}

// regionChart is 图2: the regions' scores, best first.
func (r *report) regionChart(role string) document.Figure {
	var labels []string
	var points []zhixiao.Quantity
	for _, u := range r.f.Ranking(analysis.ScoreTotal, zhixiao.Region) {
		labels = append(labels, u.Short)
		points = append(points, r.f.Value(analysis.ScoreTotal, u.Code))
	}
	return r.figure(role, "17个区域质效得分", document.Chart{
		Kind: document.RankingBarChart, Title: "17个区域质效得分", Labels: labels, XTitle: "得分", Unit: "分",
		Series:    []document.Series{{Name: "得分", Points: points}},
		Reference: &document.Reference{Name: "全市", Value: r.f.Value("total.region", zhixiao.CityCode)},
	}, "按指标体系计分", "区域得分由高到低排列")
}

// quadrant is 图3: the domains by process score and perception score.
func (r *report) quadrant(role string) (fig document.Figure, ok bool) {
	var labels []string
	var xs, ys []zhixiao.Quantity
	for _, u := range r.f.Units(zhixiao.Domain) {
		x, y := r.f.Value("B", u.Code), r.f.Value("D", u.Code)
		if x.Ok() && y.Ok() {
			labels, xs, ys = append(labels, u.Domain), append(xs, x), append(ys, y)
		}
	}
	if len(labels) == 0 {
		return fig, false
	}
	return r.figure(role, "48个领域管理侧与公众侧得分分布", document.Chart{
		Kind: document.QuadrantChart, Title: "48个领域管理侧与公众侧得分", Labels: labels, XTitle: "办件过程得分", YTitle: "公众感知得分", Unit: "分",
		Series: []document.Series{{Name: "办件过程", Points: xs}, {Name: "公众感知", Points: ys}},
		Cross: &[2]document.Reference{
			{Name: "全市", Value: r.f.Value("B.domain", zhixiao.CityCode)},
			{Name: "全市", Value: r.f.Value("D.domain", zhixiao.CityCode)},
		},
	}, "按指标体系计分", "右下方的领域管理侧较好而公众感知偏弱"), true
}

// stageChart is 图4: where the days of overlong cases go.
func (r *report) stageChart(role string) (document.Figure, bool) {
	top := r.f.Top(analysis.Query{Cube: "stage", Column: "days", Unit: r.u.Code, By: []string{"stage"}})
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
		labels, points = append(labels, "其他"), append(points, r.f.Sum(counts[shown:]...))
	}
	labels, points = append(labels, "合计"), append(points, r.f.Sum(counts...))
	return r.figure(role, "超长办件各环节停留时间", document.Chart{
		Kind: document.WaterfallChart, Title: "超长办件各环节停留时间", Labels: labels, YTitle: "累计停留", Unit: "个工作日",
		Series: []document.Series{{Name: "停留", Points: points}},
	}, "办件库环节记录", "停留最长的环节是"+labels[0]), true
}

// sidesChart is 图6: management side against public side.
func (r *report) sidesChart(role string) document.Figure {
	var labels []string
	var manage, public []zhixiao.Quantity
	for _, p := range sides() {
		labels = append(labels, p.label)
		manage = append(manage, r.f.Value(p.manage, r.u.Code))
		public = append(public, r.f.Value(p.public, r.u.Code))
	}
	return r.figure(role, "管理侧指标与公众侧感知对照", document.Chart{
		Kind: document.DumbbellChart, Title: "管理侧与公众侧对照", Labels: labels, XTitle: "数值（%或分）", Unit: "%／分",
		Series: []document.Series{{Name: "管理侧（%）", Points: manage}, {Name: "公众侧（分）", Points: public}},
	}, "办件库、评价库、服务库、公众问卷", "管理侧指标与对应的公众感知并列，两者口径不同")
}

// monthChart is 图7: the classes of complaints by month.
func (r *report) monthChart(role string) (document.Figure, bool) {
	months := r.f.Top(analysis.Query{Cube: "complaint", Column: "cases", Unit: r.u.Code, By: []string{"month"}})
	classes := r.f.Top(analysis.Query{Cube: "complaint", Column: "cases", Unit: r.u.Code, By: []string{"l1"}})
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
			s.Points = append(s.Points, r.f.Count(analysis.Query{
				Cube: "complaint", Column: "cases", Unit: r.u.Code, Where: map[string]string{"l1": c.Keys[0], "month": m.Keys[0]},
			}))
		}
		series = append(series, s)
	}
	return r.figure(role, "诉求一级类别分月件数", document.Chart{
		Kind: document.HeatTableChart, Title: "诉求一级类别分月件数", Labels: labels, Series: series, Unit: "件",
	}, "全口径诉求", "件数最多的类别是"+classes[0].Label), true
}
