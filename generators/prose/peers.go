package prose

import (
	"zhixiao"
	"zhixiao/analysis"
)

// What likes say: districts inside a domain, districts of one group, companies and
// persons.

// FewestCompared is the number of cases from which a part is compared with its like.
const FewestCompared = 30

// RateOf asks an indicator's own rate of part of a unit.
func (r *Report) RateOf(code, unit string, where map[string]string) zhixiao.Quantity {
	ind, ok := r.Facts.Indicator(code)
	if !ok || ind.Formula != zhixiao.RatioFormula {
		return zhixiao.Quantity{Missing: zhixiao.NotApplicable}
	}
	return r.Facts.Ratio(analysis.RatioQuery{
		Cube: ind.Feed, Num: ind.Code + ".num", Den: ind.Code + ".den", Unit: unit, Where: where,
		Scale: max(ind.Scale, 1), Label: ind.Unit, Places: ind.Places, MinN: FewestCompared,
	})
}

// peer finds the district of the same group that does best on the matter where a
// problem lies: {同组区}, {同组值}.
func (r *Report) peer(p *Problem) {
	if r.Unit.Kind != zhixiao.Region || p.Focus == nil || p.Focus.By[0] != "matter" || p.Slots["焦点值"] == nil {
		return
	}
	ind, _ := r.Facts.Indicator(p.Focus.Code)
	where := map[string]string{"matter": p.Focus.Keys[0]}
	best := p.Focus.Quantities[0]
	for _, u := range r.Facts.Units(zhixiao.Region) {
		if u.Group != r.Unit.Group || u.Code == r.Unit.Code {
			continue
		}
		if q := r.RateOf(ind.Code, u.Code, where); q.Ok() && WorseThan(ind, best.Value, q.Value) {
			best = q
			p.Slots["同组区"], p.Slots["同组值"] = u.Short, NumberOrNil(q)
		}
	}
}
