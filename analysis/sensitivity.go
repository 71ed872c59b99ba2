package analysis

import (
	"math/big"
	"slices"

	"zhixiao"
)

// Sensitivity is how the places of a kind's units bear other weights: each of
// the five dimensions' weights once a fifth higher and once a fifth lower.
type Sensitivity struct {
	Steady   zhixiao.Quantity // units whose place moves by at most two in every case
	Of       zhixiao.Quantity
	Farthest zhixiao.Quantity // the largest move of a place
	Unit     zhixiao.Unit     // whose move that is
}

// steadyPlaces is the move of a place that counts as none (sentence Y18).
const steadyPlaces = 2

// Sensitivity recomputes the totals of a kind's units from their published
// dimension scores under ten other weightings and compares the places. Units
// without all five dimensions are left out.
func (f *Facts) Sensitivity(kind zhixiao.UnitKind) Sensitivity {
	units, scores := f.dimensionScores(kind)
	base := f.dimensionWeights(kind)
	was := placesOf(scores, base)
	worst := make([]int64, len(units))
	for i := range base {
		for _, factor := range []*big.Rat{big.NewRat(4, 5), big.NewRat(6, 5)} {
			weights := slices.Clone(base)
			weights[i] = new(big.Rat).Mul(base[i], factor)
			for k, at := range placesOf(scores, weights) {
				worst[k] = max(worst[k], at-was[k], was[k]-at)
			}
		}
	}
	key := func(what string) zhixiao.Key {
		return zhixiao.NewKey("sensitivity."+what+"."+kind.String(), zhixiao.CityCode, f.Period())
	}
	rule := Wording("other weights")
	s := Sensitivity{
		Steady:   zhixiao.Quantity{Key: key("steady"), Unit: "个", Rule: rule + Wording("steady units")},
		Of:       zhixiao.Quantity{Key: key("of"), Unit: "个", Value: zhixiao.Int(int64(len(units))), Rule: "参与测算的单位数"},
		Farthest: zhixiao.Quantity{Key: key("farthest"), Unit: "位", Rule: rule + "，名次变化的最大值"},
	}
	for k, moved := range worst {
		if moved <= steadyPlaces {
			s.Steady.Value.N++
		}
		if s.Unit.Code == "" || moved > s.Farthest.Value.N {
			s.Farthest.Value, s.Unit = zhixiao.Int(moved), units[k]
		}
	}
	if len(units) == 0 {
		s.Steady.Missing, s.Of.Missing, s.Farthest.Missing = zhixiao.NotProvided, zhixiao.NotProvided, zhixiao.NotProvided
	}
	f.Keep(s.Steady)
	f.Keep(s.Of)
	f.Keep(s.Farthest)
	return s
}

func (f *Facts) dimensionScores(kind zhixiao.UnitKind) (units []zhixiao.Unit, scores [][]*big.Rat) {
	for _, u := range f.byKind[kind] {
		var row []*big.Rat
		for _, code := range f.dimensionCodes() {
			if q := f.Value(code, u.Code); q.Ok() {
				row = append(row, q.Value.Rat())
			}
		}
		if len(row) == len(f.dimensionCodes()) {
			units, scores = append(units, u), append(scores, row)
		}
	}
	return units, scores
}

// dimensionCodes is the level-1 codes in order.
func (f *Facts) dimensionCodes() []string {
	var out []string
	for _, ind := range f.in.Indicators.Indicators {
		if !slices.Contains(out, ind.Level1) {
			out = append(out, ind.Level1)
		}
	}
	return out
}

func (f *Facts) dimensionWeights(kind zhixiao.UnitKind) []*big.Rat {
	w := weighting{kind: kind}
	var out []*big.Rat
	for _, code := range f.dimensionCodes() {
		sum := new(big.Rat)
		for _, ind := range f.in.Indicators.Indicators {
			if ind.Level1 == code && ind.Direction != zhixiao.Observe {
				sum.Add(sum, w.weight(ind))
			}
		}
		out = append(out, sum)
	}
	return out
}

// placesOf is each row's place by its weighted sum, ties sharing the first.
func placesOf(scores [][]*big.Rat, weights []*big.Rat) []int64 {
	totals, all := make([]*big.Rat, len(scores)), new(big.Rat)
	for _, w := range weights {
		all.Add(all, w)
	}
	for k, row := range scores {
		totals[k] = new(big.Rat)
		for i, s := range row {
			totals[k].Add(totals[k], new(big.Rat).Mul(s, weights[i]))
		}
		if all.Sign() > 0 {
			totals[k].Quo(totals[k], all)
		}
	}
	out := make([]int64, len(scores))
	for k, t := range totals {
		out[k] = 1
		for _, other := range totals {
			if other.Cmp(t) > 0 {
				out[k]++
			}
		}
	}
	return out
}

// Weight is a level-1 code's weight in the score of a kind's units, in points of
// 100.
func (f *Facts) Weight(code string, kind zhixiao.UnitKind) zhixiao.Quantity {
	q := zhixiao.Quantity{Key: zhixiao.NewKey(code+".weight."+kind.String(), zhixiao.CityCode, f.Period()), Unit: "分", Source: "indicators.yaml", Rule: "下级指标权重之和"}
	sum := new(big.Rat)
	for _, ind := range f.in.Indicators.Indicators {
		if (ind.Level1 == code || ind.Level2 == code || ind.Code == code) && ind.Direction != zhixiao.Observe {
			sum.Add(sum, weighting{kind: kind}.weight(ind))
		}
	}
	return f.Keep(withValue(q, sum, 1))
}
