package finding

import (
	"slices"

	"zhixiao"
	"zhixiao/analysis"
)

// weakest: of an indicator whose worst part is to be told (Role.WorstBy: a telephone
// line, a time of day), the part that does 15 points worse than the unit as a whole,
// unless it was found already.
func (m *miner) weakest(u zhixiao.Unit, found []Finding) []Finding {
	var out []Finding
	for _, ind := range m.f.Indicators() {
		for _, dim := range m.f.Role(ind.Code).WorstBy {
			if u.Kind != zhixiao.City {
				out = append(out, m.weakestOf(ind, u, dim, found)...)
			}
		}
	}
	return out
}

func (m *miner) weakestOf(ind zhixiao.Indicator, u zhixiao.Unit, dim string, found []Finding) []Finding {
	key, rate, ok := m.worstPart(ind, u, dim)
	known := slices.ContainsFunc(found, func(x Finding) bool {
		return x.Kind == Subgroup && x.Code == ind.Code && x.Keys[0] == key
	})
	if !ok || known {
		return nil
	}
	all := m.f.Ratio(partRate(ind, u.Code, nil))
	better, worse := all, rate
	if ind.Direction == zhixiao.Lower {
		better, worse = rate, all
	}
	below := m.f.Diff(better, worse, "")
	if !below.Ok() || below.Value.Cmp(zhixiao.Int(15)) < 0 {
		return nil
	}
	return []Finding{{
		Kind: Concentration, Unit: u.Code, Code: ind.Code, By: []string{dim}, Keys: []string{key},
		Label: m.f.NameOf(dim, key), Better: -1,
		Salience:   saliencyTop + 60 + hundredths(below.Value, 6000)/50,
		Quantities: []zhixiao.Quantity{rate, all, below},
		Reason:     ind.Name + analysis.Wording("weakest part"),
	}}
}

// fewestOfPart is the cases from which a part's own rate is told.
const fewestOfPart = 10

// partRate is an indicator's rate of a part of a unit.
func partRate(ind zhixiao.Indicator, unit string, where map[string]string) analysis.RatioQuery {
	return analysis.RatioQuery{
		Cube: ind.Feed, Num: ind.Code + ".num", Den: ind.Code + ".den", Unit: unit, Where: where,
		Scale: ind.Scale, Label: ind.Unit, Places: ind.Places, MinN: fewestOfPart,
	}
}

// worstPart is the part of a unit by a dimension that has the worst rate.
func (m *miner) worstPart(ind zhixiao.Indicator, u zhixiao.Unit, dim string) (key string, rate zhixiao.Quantity, ok bool) {
	parts, _ := m.f.Fractions(ind, u.Code, dim)
	for _, g := range parts {
		if g.Den < fewestOfPart {
			continue
		}
		r := m.f.Ratio(partRate(ind, u.Code, map[string]string{dim: g.Key}))
		if !ok || r.Value.Cmp(rate.Value)*int(ind.Direction) < 0 {
			key, rate, ok = g.Key, r, true
		}
	}
	return key, rate, ok
}
