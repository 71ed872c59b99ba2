package quarter

import (
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/prose"
)

// radar is 图1: the five dimensions of the unit, the city and last quarter.
func (r *report) radar(role string) document.Figure {
	var labels []string
	var own, city, before []zhixiao.Quantity
	for _, code := range prose.Dimensions() {
		labels = append(labels, r.Facts.LevelName(code))
		own = append(own, r.Facts.Value(code, r.Unit.Code))
		city = append(city, r.cityValue(code))
		before = append(before, r.Facts.Change(code, r.Unit.Code).From)
	}
	series := []document.Series{{Name: "本季度", Points: own}}
	if slices.ContainsFunc(before, zhixiao.Quantity.Ok) {
		series = append(series, document.Series{Name: "上季度", Points: before})
	}
	if r.Unit.Kind != zhixiao.City {
		series = append(series, document.Series{Name: "全市", Points: city})
	}
	alt := r.Unit.Name() + "五个维度得分：" + strings.Join(labels, "、")
	return r.Figure(role, r.Unit.Name()+"五维得分对照", document.Chart{
		Kind: document.RadarChart, Title: r.Unit.Name() + "五维得分", Labels: labels, Series: series, Unit: "分",
	}, "评价库、办件库、问卷等，按指标体系计分", alt)
}

// waitingChart is the share of waits over 30 minutes by hour, in the hall with
// the most of them.
func (r *report) waitingChart(role string) (document.Figure, bool) {
	hall, ok := r.Drilled().First("等候大厅")
	if !ok {
		return document.Figure{}, false
	}
	var labels []string
	var points []zhixiao.Quantity
	for _, hour := range []string{"8", "9", "10", "11", "12", "13", "14", "15", "16", "17"} {
		q := r.Facts.Ratio(analysis.RatioQuery{
			Cube: "ticket", Num: "over30", Den: "tickets", Unit: r.Unit.Code, Scale: 100, Label: "%", Places: 2, MinN: 5,
			Where: map[string]string{"hall": hall.Keys[0], "hour": hour},
		})
		if !q.Ok() {
			continue
		}
		labels = append(labels, hour+"时")
		points = append(points, q)
	}
	if len(points) < 3 {
		return document.Figure{}, false
	}
	name := r.HallName(hall.Keys[0])
	return r.Figure(role, name+"分时段超长等候率", document.Chart{
		Kind: document.ColumnChart, Title: name + "分时段超长等候率", Labels: labels, XTitle: "取号时段", YTitle: "超长等候率",
		Series: []document.Series{{Name: "超长等候率", Points: points}}, Unit: "%",
	}, "服务库取号记录", name+"各时段等候超过30分钟的取号占比"), true
}

// reasonsChart is the Pareto of the bad evaluations' reasons.
func (r *report) reasonsChart(role string) (document.Figure, bool) {
	top := r.Facts.Top(analysis.Query{Cube: "evaluation", Column: "bad", Unit: r.Unit.Code, By: []string{"code"}, Limit: 8})
	if len(top) < 3 {
		return document.Figure{}, false
	}
	var labels []string
	var counts, cum []zhixiao.Quantity
	for _, s := range top {
		labels = append(labels, s.Label)
		counts = append(counts, s.Count)
		cum = append(cum, s.Cum)
	}
	return r.Figure(role, r.Unit.Name()+"差评理由分布", document.Chart{
		Kind: document.ParetoChart, Title: r.Unit.Name() + "差评理由", Labels: labels, YTitle: "件数", Unit: "件",
		Series: []document.Series{{Name: "差评件数", Points: counts}, {Name: "累计占比", Points: cum}},
	}, "政务服务评价系统", "差评理由居首的是"+labels[0]), true
}

// surveyChart is the questionnaire's groups of the unit with margins, and the
// city's.
func (r *report) surveyChart(role string) (document.Figure, bool) {
	var labels []string
	var own, margins, city []zhixiao.Quantity
	for _, code := range prose.SurveyCodes() {
		q := r.Facts.Value(code, r.Unit.Code)
		if !q.Ok() {
			continue
		}
		labels = append(labels, r.CodeName(code))
		own = append(own, q)
		margins = append(margins, r.Facts.Margin(code, r.Unit.Code))
		city = append(city, r.Facts.Value(code, zhixiao.CityCode))
	}
	if len(labels) < 3 {
		return document.Figure{}, false
	}
	series := []document.Series{{Name: r.Unit.Name(), Points: own, Margins: margins}}
	if r.Unit.Kind != zhixiao.City {
		series = append(series, document.Series{Name: "全市", Points: city})
	}
	n := ""
	if q := r.Surveyed(); q.Ok() {
		n = "n=" + q.Value.String()
	}
	return r.Figure(role, r.Unit.Name()+"问卷题组得分", document.Chart{
		Kind: document.GroupedColumnChart, Title: r.Unit.Name() + "问卷题组得分（误差线为95%置信区间）", Labels: labels, YTitle: "得分",
		Series: series, Unit: "分", N: n,
	}, "公众问卷", "各题组得分与全市对照"), true
}
