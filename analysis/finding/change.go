package finding

import (
	"zhixiao"
	"zhixiao/analysis"
)

// changes: a tested change against the period before.
func (m *miner) changes(ind zhixiao.Indicator, u zhixiao.Unit) []Finding {
	ch := m.f.Change(ind.Code, u.Code)
	z, tested := m.f.ZSquared(ind.Code, u.Code, m.f.Prev())
	if !tested || !ch.Tested || !ch.Significant {
		return nil
	}
	z2, _ := z.Float64() // only orders findings, it is not published
	return []Finding{{
		Kind: Change, Unit: u.Code, Code: ind.Code, Better: ch.Better,
		Salience:   saliencyChange + weightBonus(ind, u.Kind) + min(int(z2), 120),
		Quantities: []zhixiao.Quantity{ch.Delta, m.f.Value(ind.Code, u.Code), ch.From},
		Reason:     analysis.Wording("significant change"),
	}}
}
