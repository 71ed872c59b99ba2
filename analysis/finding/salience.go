package finding

import (
	"zhixiao"
	"zhixiao/analysis"
)

// Saliences where findings of each kind begin. A red light stands above all; a
// light that is no worse than the city's says little about the unit itself.
const (
	saliencyRed      = 600
	saliencyShared   = 260
	saliencyYellow   = 300
	saliencyChange   = 280
	saliencySubgroup = 280
	saliencyTurn     = 280
	saliencyStreak   = 260
	saliencyOutlier  = 320
	saliencySides    = 300
	saliencyTop      = 220
	saliencyPart     = 200
)

// hundredths is a value as a whole number of hundredths, bounded by limit.
func hundredths(v zhixiao.Decimal, limit int) int {
	r, err := v.Abs().Round(2)
	if err != nil || r.N > int64(limit) {
		return limit
	}
	return int(r.N)
}

// weightBonus lets weighty indicators speak first: 5 for each point.
func weightBonus(ind zhixiao.Indicator, k zhixiao.UnitKind) int {
	w, _ := analysis.WeightOf(ind, k).Rat().Float64()
	return int(5 * w)
}
