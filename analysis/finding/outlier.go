package finding

import (
	"math/big"

	"zhixiao"
	"zhixiao/analysis"
)

// outliers: a value farther than 3.5 robust deviations from the peers' median.
func (m *miner) outliers(ind zhixiao.Indicator, u zhixiao.Unit) []Finding {
	v := m.f.Value(ind.Code, u.Code)
	if !v.Ok() || u.Kind == zhixiao.City {
		return nil
	}
	middle, deviation, n := m.f.Robust(ind.Code, u.Kind)
	if n < 8 || deviation.Sign() == 0 {
		return nil
	}
	off := new(big.Rat).Sub(v.Value.Rat(), middle)
	// 0.6745·|x − median| ÷ MAD > 3.5 (Iglewicz and Hoaglin).
	score := new(big.Rat).Quo(new(big.Rat).Abs(off), deviation)
	score.Mul(score, big.NewRat(6745, 10000))
	if score.Cmp(big.NewRat(35, 10)) <= 0 {
		return nil
	}
	far, _ := score.Float64() // orders findings only
	spread := m.f.Spread(ind.Code, u.Kind)
	if m.f.Sampled(ind.Code, u.Code) && !m.f.OffCentre(ind.Code, u.Code, middle) {
		return nil // of a handful of cases any value can be far off
	}
	return []Finding{{
		Kind: Outlier, Unit: u.Code, Code: ind.Code, Better: off.Sign() * int(ind.Direction),
		Salience:   saliencyOutlier + min(int(far*10), 100) + weightBonus(ind, u.Kind),
		Quantities: []zhixiao.Quantity{v, m.f.Gap(ind.Code, u.Code), spread.Max, spread.Min},
		Reason:     analysis.Wording("outlier"),
	}}
}
