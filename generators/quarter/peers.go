package quarter

import (
	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/generators/prose"
)

// regionsApart sets the best and the worst district of a domain by the share of
// applications accepted at the first go.
func (r *report) regionsApart() {
	if r.Unit.Kind != zhixiao.Domain || r.Unit.Light {
		return
	}
	ind, ok := r.Facts.Indicator("B201")
	if !ok {
		return
	}
	var best, worst zhixiao.Quantity
	var bestUnit, worstUnit zhixiao.Unit
	n := 0
	for _, u := range r.Facts.Units(zhixiao.Region) {
		q := r.RateOf(ind.Code, r.Unit.Code, map[string]string{"region": u.Code})
		if !q.Ok() {
			continue
		}
		n = n + 1
		if best.Key == "" || prose.WorseThan(ind, best.Value, q.Value) {
			best, bestUnit = q, u
		}
		if worst.Key == "" || prose.WorseThan(ind, q.Value, worst.Value) {
			worst, worstUnit = q, u
		}
	}
	const fewestRegions = 5
	if gap := r.Facts.Diff(best, worst, "百分点"); n >= fewestRegions && gap.Ok() {
		r.Slots["区优"], r.Slots["区优值"] = bestUnit.Short, best
		r.Slots["区劣"], r.Slots["区劣值"] = worstUnit.Short, worst
		r.Slots["区间差"], r.Slots["区间差值"] = prose.Number(gap), gap
	}
}

// identities sets the total satisfaction of companies and of persons.
func (r *report) identities() {
	ind, ok := r.Facts.Indicator("D101")
	if !ok {
		return
	}
	for _, identity := range []string{"企业", "个人"} {
		where := map[string]string{"identity": identity}
		n := r.Facts.Count(analysis.Query{Cube: "survey", Column: "n_d101", Unit: r.Unit.Code, Where: where})
		if n.Value.Cmp(zhixiao.Int(prose.FewestCompared)) < 0 {
			return
		}
		r.Slots[identity+"满意"] = r.Facts.Ratio(analysis.RatioQuery{
			Cube: ind.Feed, Num: ind.Code + ".num", Den: ind.Code + ".den", Unit: r.Unit.Code, Where: where,
			Scale: max(ind.Scale, 1), Label: ind.Unit, Places: ind.Places,
		})
	}
	company, _ := r.Slots["企业满意"].(zhixiao.Quantity)
	person, _ := r.Slots["个人满意"].(zhixiao.Quantity)
	gap := r.Facts.Diff(company, person, "分")
	switch {
	case !gap.Ok():
	case gap.Value.Abs().Cmp(zhixiao.Int(2)) < 0:
		r.Slots["企个"] = prose.Plain("两类申请人感受接近")
	case gap.Value.Sign() > 0:
		r.Slots["企个"] = prose.Join(prose.Plain("企业高"), prose.Size(gap))
	default:
		r.Slots["企个"] = prose.Join(prose.Plain("个人高"), prose.Size(gap))
	}
}

// told sets the small facts of a unit: able and willing, lines, severe findings of
// visits, complaints against the period before.
func (r *report) told() {
	r.Slots["能愿差"] = prose.Number(r.Facts.Diff(r.Facts.Value("A203", r.Unit.Code), r.Facts.Value("B301", r.Unit.Code), "百分点"))
	lines := r.Facts.Top(analysis.Query{Cube: "call", Column: "calls", Unit: r.Unit.Code, By: []string{"line"}})
	if len(lines) > 0 {
		r.Slots["号码个数"] = r.Counted("lines", len(lines), "个")
	}
	if top := r.Facts.Top(analysis.Query{Cube: "complaint", Column: "cases", Unit: r.Unit.Code, By: []string{"l2"}, Limit: 1}); len(top) > 0 {
		before := r.Facts.PrevCount(analysis.Query{Cube: "complaint", Column: "cases", Unit: r.Unit.Code, Where: map[string]string{"l2": top[0].Keys[0]}})
		r.Slots["诉求类变"] = r.Growth(top[0].Count, before)
	}
}
