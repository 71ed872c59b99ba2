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

// peer is the district of the same group that does best on the matter where a problem
// lies, better than the unit itself; ok is false when none does.
func (p *Problem) peer() (best zhixiao.Unit, value zhixiao.Quantity, ok bool) {
	r, x := p.r, p.focus()
	if r.Unit.Kind != zhixiao.Region || x == nil || x.By[0] != "matter" {
		return best, value, false
	}
	ind, _ := r.Facts.Indicator(x.Code)
	value = x.Quantities[0]
	for _, u := range r.Facts.Units(zhixiao.Region) {
		if u.Group != r.Unit.Group || u.Code == r.Unit.Code {
			continue
		}
		if q := r.RateOf(ind.Code, u.Code, map[string]string{"matter": x.Keys[0]}); q.Ok() && WorseThan(ind, value.Value, q.Value) {
			best, value, ok = u, q, true
		}
	}
	return best, value, ok
}
