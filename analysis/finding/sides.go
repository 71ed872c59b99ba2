package finding

import (
	"zhixiao"
	"zhixiao/analysis"
)

// sides: the management side's value is well above the public's, and more so
// than in the city.
func (m *miner) sides(u zhixiao.Unit, _ []Finding) []Finding {
	var out []Finding
	for _, ind := range m.f.Indicators() {
		felt := m.f.Role(ind.Code).Felt
		if felt == "" {
			continue
		}
		a, b := m.f.Value(ind.Code, u.Code), m.f.Value(felt, u.Code)
		gap := m.f.Diff(a, b, "分")
		if !gap.Ok() || gap.Value.Cmp(zhixiao.Int(10)) < 0 {
			continue
		}
		city := m.f.Diff(m.f.Value(ind.Code, zhixiao.CityCode), m.f.Value(felt, zhixiao.CityCode), "分")
		more := m.f.Diff(gap, city, "分")
		if u.Kind != zhixiao.City && (!more.Ok() || more.Value.Cmp(zhixiao.Int(2)) < 0) {
			continue
		}
		out = append(out, Finding{
			Kind: Sides, Unit: u.Code, Code: ind.Code, Other: felt, Better: -1,
			Salience:   saliencySides + hundredths(gap.Value, 3000)/50 + hundredths(more.Value, 2000)/20,
			Quantities: []zhixiao.Quantity{gap, a, b, city},
			Reason:     analysis.Wording("sides apart"),
		})
	}
	return out
}
