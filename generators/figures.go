package generators

import (
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
)

func (r *report) source(from string) string {
	return "数据来源：" + from + "；统计期" + r.spanTo(r.citedReach(from))
}

func dimensions() []string { return []string{"A", "B", "C", "D", "E"} }

// radar is 图1: the five dimensions of the unit, the city and last quarter.
func (r *report) radar(role string) document.Figure {
	var labels []string
	var own, city, before []zhixiao.Quantity
	for _, code := range dimensions() {
		labels = append(labels, r.f.LevelName(code))
		own = append(own, r.f.Value(code, r.u.Code))
		city = append(city, r.cityValue(code))
		before = append(before, r.f.Change(code, r.u.Code).From)
	}
	series := []document.Series{{Name: "本季度", Points: own}}
	if slices.ContainsFunc(before, zhixiao.Quantity.Ok) {
		series = append(series, document.Series{Name: "上季度", Points: before})
	}
	if r.u.Kind != zhixiao.City {
		series = append(series, document.Series{Name: "全市", Points: city})
	}
	alt := r.u.Name() + "五个维度得分：" + strings.Join(labels, "、")
	return r.figure(role, r.u.Name()+"五维得分对照", document.Chart{
		Kind: document.RadarChart, Title: r.u.Name() + "五维得分", Labels: labels, Series: series, Unit: "分",
	}, "评价库、办件库、问卷等，按指标体系计分", alt)
}

// figure wraps a chart with its caption, source line and conclusion.
func (r *report) figure(role, caption string, c document.Chart, from, alt string) document.Figure {
	c.Source = r.source(from)
	source := c.Source
	if c.N != "" {
		source += "；" + c.N
	}
	return document.Figure{ID: r.d.id(role), Caption: caption, Graphic: c, Source: source + "。", Alt: alt + "。"}
}

// waitingChart is the share of waits over 30 minutes by hour, in the hall with
// the most of them.
func (r *report) waitingChart(role string, found drilled) (document.Figure, bool) {
	hall, ok := found.first["等候大厅"]
	if !ok {
		return document.Figure{}, false
	}
	var labels []string
	var points []zhixiao.Quantity
	for _, hour := range []string{"8", "9", "10", "11", "12", "13", "14", "15", "16", "17"} {
		q := r.f.Ratio(analysis.RatioQuery{
			Cube: "ticket", Num: "over30", Den: "tickets", Unit: r.u.Code, Scale: 100, Label: "%", Places: 2, MinN: 5,
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
	name := r.hallName(hall.Keys[0])
	return r.figure(role, name+"分时段超长等候率", document.Chart{
		Kind: document.ColumnChart, Title: name + "分时段超长等候率", Labels: labels, XTitle: "取号时段", YTitle: "超长等候率",
		Series: []document.Series{{Name: "超长等候率", Points: points}}, Unit: "%",
	}, "服务库取号记录", name+"各时段等候超过30分钟的取号占比"), true
}

// reasonsChart is the Pareto of the bad evaluations' reasons.
func (r *report) reasonsChart(role string) (document.Figure, bool) {
	top := r.f.Top(analysis.Query{Cube: "evaluation", Column: "bad", Unit: r.u.Code, By: []string{"code"}, Limit: 8})
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
	return r.figure(role, r.u.Name()+"差评理由分布", document.Chart{
		Kind: document.ParetoChart, Title: r.u.Name() + "差评理由", Labels: labels, YTitle: "件数", Unit: "件",
		Series: []document.Series{{Name: "差评件数", Points: counts}, {Name: "累计占比", Points: cum}},
	}, "政务服务评价系统", "差评理由居首的是"+labels[0]), true
}

// surveyChart is the questionnaire's groups of the unit with margins, and the
// city's.
func (r *report) surveyChart(role string) (document.Figure, bool) {
	var labels []string
	var own, margins, city []zhixiao.Quantity
	for _, code := range surveyCodes() {
		q := r.f.Value(code, r.u.Code)
		if !q.Ok() {
			continue
		}
		labels = append(labels, r.codeName(code))
		own = append(own, q)
		margins = append(margins, r.f.Margin(code, r.u.Code))
		city = append(city, r.f.Value(code, zhixiao.CityCode))
	}
	if len(labels) < 3 {
		return document.Figure{}, false
	}
	series := []document.Series{{Name: r.u.Name(), Points: own, Margins: margins}}
	if r.u.Kind != zhixiao.City {
		series = append(series, document.Series{Name: "全市", Points: city})
	}
	n := ""
	if q := r.surveyed(); q.Ok() {
		n = "n=" + q.Value.String()
	}
	return r.figure(role, r.u.Name()+"问卷题组得分", document.Chart{
		Kind: document.GroupedColumnChart, Title: r.u.Name() + "问卷题组得分（误差线为95%置信区间）", Labels: labels, YTitle: "得分",
		Series: series, Unit: "分", N: n,
	}, "公众问卷", "各题组得分与全市对照"), true
}

func surveyCodes() []string { return []string{"D101", "D102", "D103", "D104", "D105", "D106", "D107"} }

// surveyed is how many valid questionnaires stand behind a unit's scores.
func (r *report) surveyed() zhixiao.Quantity {
	return r.f.Count(analysis.Query{Cube: "survey", Column: "answers", Unit: r.u.Code})
}
