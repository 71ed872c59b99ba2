package analysis

import (
	"math/big"
	"sort"

	"zhixiao"
)

// Losses is the indicators a unit loses points on: red ones first, then yellow,
// then by points, then by code. The points of all of them add up to 100 − total
// before rounding.
func (f *Facts) Losses(unit string) []Loss {
	var out []Loss
	for _, l := range f.scored(unit) {
		if l.Points.Value.Sign() > 0 || l.Light >= Yellow {
			out = append(out, l)
		}
	}
	sort.SliceStable(out, func(i, j int) bool {
		a, b := out[i], out[j]
		if a.severity() != b.severity() {
			return a.severity() > b.severity()
		}
		if c := a.Points.Value.Cmp(b.Points.Value); c != 0 {
			return c > 0
		}
		return a.Indicator.Code < b.Indicator.Code
	})
	return out
}

// severity orders lights: red, yellow, the rest.
func (l Loss) severity() Light {
	if l.Light < Yellow {
		return NoLight
	}
	return l.Light
}

// scored is every indicator that counts in a unit's total, in code order; made
// once and not to be changed.
func (f *Facts) scored(unit string) []Loss {
	f.mu.Lock()
	out, ok := f.losses[unit]
	f.mu.Unlock()
	if !ok {
		out = f.makeScored(unit)
		f.mu.Lock()
		f.losses[unit] = out
		f.mu.Unlock()
	}
	return out
}

func (f *Facts) makeScored(unit string) []Loss {
	m := f.now()
	c := m.cards[place{"", unit}]
	if c == nil {
		return nil
	}
	var out []Loss
	for _, ind := range f.in.Indicators.Indicators {
		weight := c.points[ind.Code]
		if weight == nil {
			continue
		}
		v := m.values[place{ind.Code, unit}].q
		out = append(out, Loss{
			Indicator: ind, Value: v, Light: f.Light(ind.Code, unit),
			Points: f.lossOf(ind, unit, weight), Gap: f.Gap(ind.Code, unit),
		})
	}
	return out
}

// Strengths is up to k scored indicators on which the unit is better than the
// city, best places first, then the heavier ones, then by code.
func (f *Facts) Strengths(unit string, k int) []Loss {
	c := f.now().cards[place{"", unit}]
	places := map[string]int64{}
	var out []Loss
	for _, l := range f.scored(unit) {
		code := l.Indicator.Code
		at, _, _ := f.placing(f.now(), code, f.units[unit])
		if at == 0 || !l.Gap.Ok() || l.Gap.Value.Sign()*f.better(code) <= 0 || l.Light >= Yellow {
			continue
		}
		places[code] = at
		out = append(out, l)
	}
	sort.SliceStable(out, func(i, j int) bool {
		a, b := out[i].Indicator.Code, out[j].Indicator.Code
		if places[a] != places[b] {
			return places[a] < places[b]
		}
		if w := c.points[a].Cmp(c.points[b]); w != 0 {
			return w > 0
		}
		return a < b
	})
	return out[:min(max(k, 0), len(out))]
}

// weightPoints is an indicator's effective weight in points of the total.
type weightPoints = *big.Rat

// lossQuantity is (100 − score) × effective weight ÷ 100.
func lossQuantity(m *moment, ind zhixiao.Indicator, unit string, w weightPoints) zhixiao.Quantity {
	lost := new(big.Rat).Sub(big.NewRat(100, 1), points100(ind, m.values[place{ind.Code, unit}].q))
	lost.Mul(lost, w).Quo(lost, big.NewRat(100, 1))
	return withValue(zhixiao.Quantity{
		Key: zhixiao.NewKey(ind.Code+".loss", unit, m.snap.Period), Unit: "分",
		Rule: "（100−得分）×有效权重÷100", From: []zhixiao.Key{zhixiao.NewKey("score."+ind.Code, unit, m.snap.Period)},
	}, lost, 2)
}
