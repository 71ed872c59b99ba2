package generators

import (
	"zhixiao"
	"zhixiao/analysis"
)

// What likes say: districts inside a domain, districts of one group, companies and
// persons.

// fewestCompared is the number of cases from which a part is compared with its like.
const fewestCompared = 30

// rateOf asks an indicator's own rate of part of a unit.
func (r *report) rateOf(code, unit string, where map[string]string) zhixiao.Quantity {
	ind, ok := r.f.Indicator(code)
	if !ok || ind.Formula != zhixiao.RatioFormula {
		return zhixiao.Quantity{Missing: zhixiao.NotApplicable}
	}
	return r.f.Ratio(analysis.RatioQuery{
		Cube: ind.Feed, Num: ind.Code + ".num", Den: ind.Code + ".den", Unit: unit, Where: where,
		Scale: max(ind.Scale, 1), Label: ind.Unit, Places: ind.Places, MinN: fewestCompared,
	})
}

// peer finds the district of the same group that does best on the matter where a
// problem lies: {同组区}, {同组值}.
func (r *report) peer(p *problem) {
	if r.u.Kind != zhixiao.Region || p.focus == nil || p.focus.By[0] != "matter" || p.slots["焦点值"] == nil {
		return
	}
	ind, _ := r.f.Indicator(p.focus.Code)
	where := map[string]string{"matter": p.focus.Keys[0]}
	best := p.focus.Quantities[0]
	for _, u := range r.f.Units(zhixiao.Region) {
		if u.Group != r.u.Group || u.Code == r.u.Code {
			continue
		}
		if q := r.rateOf(ind.Code, u.Code, where); q.Ok() && worseThan(ind, best.Value, q.Value) {
			best = q
			p.slots["同组区"], p.slots["同组值"] = u.Short, numberOrNil(q)
		}
	}
}

// regionsApart sets the best and the worst district of a domain by the share of
// applications accepted at the first go.
func (r *report) regionsApart() {
	if r.u.Kind != zhixiao.Domain || r.u.Light {
		return
	}
	ind, ok := r.f.Indicator("B201")
	if !ok {
		return
	}
	var best, worst zhixiao.Quantity
	var bestUnit, worstUnit zhixiao.Unit
	n := 0
	for _, u := range r.f.Units(zhixiao.Region) {
		q := r.rateOf(ind.Code, r.u.Code, map[string]string{"region": u.Code})
		if !q.Ok() {
			continue
		}
		n = n + 1
		if best.Key == "" || worseThan(ind, best.Value, q.Value) {
			best, bestUnit = q, u
		}
		if worst.Key == "" || worseThan(ind, q.Value, worst.Value) {
			worst, worstUnit = q, u
		}
	}
	const fewestRegions = 5
	if gap := r.f.Diff(best, worst, "百分点"); n >= fewestRegions && gap.Ok() {
		r.slots["区优"], r.slots["区优值"] = bestUnit.Short, best
		r.slots["区劣"], r.slots["区劣值"] = worstUnit.Short, worst
		r.slots["区间差"], r.slots["区间差值"] = number(gap), gap
	}
}

// identities sets the total satisfaction of companies and of persons.
func (r *report) identities() {
	ind, ok := r.f.Indicator("D101")
	if !ok {
		return
	}
	for _, identity := range []string{"企业", "个人"} {
		where := map[string]string{"identity": identity}
		n := r.f.Count(analysis.Query{Cube: "survey", Column: "n_d101", Unit: r.u.Code, Where: where})
		if n.Value.Cmp(zhixiao.Int(fewestCompared)) < 0 {
			return
		}
		r.slots[identity+"满意"] = r.f.Ratio(analysis.RatioQuery{
			Cube: ind.Feed, Num: ind.Code + ".num", Den: ind.Code + ".den", Unit: r.u.Code, Where: where,
			Scale: max(ind.Scale, 1), Label: ind.Unit, Places: ind.Places,
		})
	}
	company, _ := r.slots["企业满意"].(zhixiao.Quantity)
	person, _ := r.slots["个人满意"].(zhixiao.Quantity)
	gap := r.f.Diff(company, person, "分")
	switch {
	case !gap.Ok():
	case gap.Value.Abs().Cmp(zhixiao.Int(2)) < 0:
		r.slots["企个"] = plain("两类申请人感受接近")
	case gap.Value.Sign() > 0:
		r.slots["企个"] = join(plain("企业高"), size(gap))
	default:
		r.slots["企个"] = join(plain("个人高"), size(gap))
	}
}

// told sets the small facts of a unit: able and willing, lines, severe findings of
// visits, complaints against the period before.
func (r *report) told() {
	r.slots["能愿差"] = number(r.f.Diff(r.f.Value("A203", r.u.Code), r.f.Value("B301", r.u.Code), "百分点"))
	lines := r.f.Top(analysis.Query{Cube: "call", Column: "calls", Unit: r.u.Code, By: []string{"line"}})
	if len(lines) > 0 {
		r.slots["号码个数"] = r.counted("lines", len(lines), "个")
	}
	if top := r.f.Top(analysis.Query{Cube: "complaint", Column: "cases", Unit: r.u.Code, By: []string{"l2"}, Limit: 1}); len(top) > 0 {
		before := r.f.PrevCount(analysis.Query{Cube: "complaint", Column: "cases", Unit: r.u.Code, Where: map[string]string{"l2": top[0].Keys[0]}})
		r.slots["诉求类变"] = r.growth(top[0].Count, before)
	}
}
