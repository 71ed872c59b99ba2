package finding

import "zhixiao"

// pairs is what the management side says beside what the public says.
func pairs() [][2]string {
	return [][2]string{{"B101", "D103"}, {"C102", "D101"}, {"A104", "D104"}, {"C302", "D107"}, {"A203", "D105"}, {"D201", "D106"}}
}

// sides: the management side's value is well above the public's, and more so
// than in the city.
func (m *miner) sides(u zhixiao.Unit, _ []Finding) []Finding {
	var out []Finding
	for _, p := range pairs() {
		a, b := m.f.Value(p[0], u.Code), m.f.Value(p[1], u.Code)
		gap := m.f.Diff(a, b, "分")
		if !gap.Ok() || gap.Value.Cmp(zhixiao.Int(10)) < 0 {
			continue
		}
		city := m.f.Diff(m.f.Value(p[0], zhixiao.CityCode), m.f.Value(p[1], zhixiao.CityCode), "分")
		more := m.f.Diff(gap, city, "分")
		if u.Kind != zhixiao.City && (!more.Ok() || more.Value.Cmp(zhixiao.Int(2)) < 0) {
			continue
		}
		out = append(out, Finding{
			Kind: Sides, Unit: u.Code, Code: p[0], Other: p[1], Better: -1,
			Salience:   saliencySides + hundredths(gap.Value, 3000)/50 + hundredths(more.Value, 2000)/20,
			Quantities: []zhixiao.Quantity{gap, a, b, city},
			Reason:     "管理侧与公众侧相差10分以上，且差距大于全市2分以上",
		})
	}
	return out
}
