package finding

import (
	"slices"

	"zhixiao"
	"zhixiao/analysis"
)

// telephones: a telephone line, or a time of day, answered 15 points less often than
// the unit's telephones together, unless it was found already.
func (m *miner) telephones(u zhixiao.Unit, found []Finding) []Finding {
	if u.Kind == zhixiao.City {
		return nil
	}
	all := m.f.Ratio(callRate(u.Code, nil))
	var out []Finding
	for _, dim := range []string{"line", "slot"} {
		worst, ok := m.worstLine(u, dim)
		below := m.f.Diff(all, worst.rate, "")
		known := slices.ContainsFunc(found, func(x Finding) bool {
			return x.Kind == Subgroup && x.Code == "C302" && x.Keys[0] == worst.key
		})
		if !ok || known || !below.Ok() || below.Value.Cmp(zhixiao.Int(15)) < 0 {
			continue
		}
		out = append(out, Finding{
			Kind: Concentration, Unit: u.Code, Code: "C302", By: []string{dim}, Keys: []string{worst.key},
			Label: m.f.NameOf(dim, worst.key), Better: -1,
			Salience:   saliencyTop + 60 + hundredths(below.Value, 6000)/50,
			Quantities: []zhixiao.Quantity{worst.rate, all, below},
			Reason:     "接通率低于本单位总体15个百分点以上",
		})
	}
	return out
}

// callRate is C302 of a part of the calls.
func callRate(unit string, where map[string]string) analysis.RatioQuery {
	return analysis.RatioQuery{Cube: "call", Num: "C302.num", Den: "C302.den", Unit: unit, Where: where, Scale: 100, Label: "%", Places: 2, MinN: 10}
}

type worstRate struct {
	key  string
	rate zhixiao.Quantity
}

func (m *miner) worstLine(u zhixiao.Unit, dim string) (worstRate, bool) {
	rates, _ := m.f.Fractions(zhixiao.Indicator{Code: "C302", Feed: "call"}, u.Code, dim)
	var worst worstRate
	for _, g := range rates {
		if g.Den < 10 {
			continue
		}
		rate := m.f.Ratio(callRate(u.Code, map[string]string{dim: g.Key}))
		if worst.key == "" || rate.Value.Cmp(worst.rate.Value) < 0 {
			worst = worstRate{g.Key, rate}
		}
	}
	return worst, worst.key != ""
}
