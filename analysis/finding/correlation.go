package finding

import (
	"zhixiao"
	"zhixiao/analysis"
)

// correlations: pairs of indicators that go together over the regions, by
// Spearman's rank correlation beyond ±0.6.
func (m *miner) correlations(u zhixiao.Unit, _ []Finding) []Finding {
	if u.Kind != zhixiao.City {
		return nil
	}
	var out []Finding
	for _, p := range m.pairs() {
		r := m.f.Correlation(p[0], p[1], zhixiao.Region)
		if !r.Ok() || r.Value.Abs().Cmp(zhixiao.Decimal{N: 60, Places: 2}) < 0 {
			continue
		}
		out = append(out, Finding{
			Kind: Correlation, Unit: zhixiao.CityCode, Code: p[0], Other: p[1],
			Salience: saliencyPart + hundredths(r.Value, 100), Quantities: []zhixiao.Quantity{r},
			Reason: analysis.Wording("correlated"),
		})
	}
	return out
}

// pairs is the indicators with those that they are said to go together with, and
// each with what the public says of the same thing.
func (m *miner) pairs() [][2]string {
	var out [][2]string
	for _, ind := range m.f.Indicators() {
		role := m.f.Role(ind.Code)
		if role.Felt != "" {
			out = append(out, [2]string{ind.Code, role.Felt})
		}
		for _, other := range role.Related {
			out = append(out, [2]string{ind.Code, other})
		}
	}
	return out
}
