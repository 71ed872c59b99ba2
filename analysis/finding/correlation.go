package finding

import "zhixiao"

// correlations: pairs of indicators that go together over the regions, by
// Spearman's rank correlation beyond ±0.6.
func (m *miner) correlations(u zhixiao.Unit, _ []Finding) []Finding {
	if u.Kind != zhixiao.City {
		return nil
	}
	candidates := append(pairs(), [][2]string{{"B202", "D104"}, {"C202", "D106"}, {"B104", "D103"}, {"E101", "D101"}, {"B203", "E101"}, {"C301", "D105"}}...)
	var out []Finding
	for _, p := range candidates {
		r := m.f.Correlation(p[0], p[1], zhixiao.Region)
		if !r.Ok() || r.Value.Abs().Cmp(zhixiao.Decimal{N: 60, Places: 2}) < 0 {
			continue
		}
		out = append(out, Finding{
			Kind: Correlation, Unit: zhixiao.CityCode, Code: p[0], Other: p[1],
			Salience: saliencyPart + hundredths(r.Value, 100), Quantities: []zhixiao.Quantity{r},
			Reason: "区域间秩相关系数绝对值达到0.60",
		})
	}
	return out
}
