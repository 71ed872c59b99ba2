package analysis

import (
	"cmp"
	"math/big"
	"slices"
	"sort"
	"strings"

	"zhixiao"
)

// Losses is the indicators a unit loses points on: red ones first, then yellow,
// then by points, then by code. The points of all of them add up to 100 − total
// before rounding. They are made once and not to be changed.
func (f *Facts) Losses(unit string) []Loss {
	f.mu.Lock()
	out, ok := f.losses[unit]
	f.mu.Unlock()
	if !ok {
		out = slices.Clip(worstFirst(f.Scored(unit)))
		f.mu.Lock()
		f.losses[unit] = out
		f.mu.Unlock()
	}
	return out
}

// worstFirst is the losses that cost points or have a light, in order.
func worstFirst(all []Loss) []Loss {
	var order []int
	for i := range all {
		if all[i].Points.Value.Sign() > 0 || all[i].Light >= Yellow {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := &all[i], &all[j]
		return cmp.Or(
			cmp.Compare(b.severity(), a.severity()),
			b.Points.Value.Cmp(a.Points.Value),
			strings.Compare(a.Indicator.Code, b.Indicator.Code),
		)
	})
	out := make([]Loss, len(order))
	for i, at := range order {
		out[i] = all[at]
	}
	return out
}

// severity orders lights: red, yellow, the rest.
func (l *Loss) severity() Light {
	if l.Light < Yellow {
		return NoLight
	}
	return l.Light
}

// Scored is every indicator that counts in a unit's total, in code order; made
// once and not to be changed.
func (f *Facts) Scored(unit string) []Loss {
	f.mu.Lock()
	out, ok := f.scores[unit]
	f.mu.Unlock()
	if !ok {
		out = f.makeScored(unit)
		f.mu.Lock()
		f.scores[unit] = out
		f.mu.Unlock()
	}
	return out
}

func (f *Facts) makeScored(unit string) []Loss {
	m := f.now()
	c := m.card("", unit)
	if c == nil {
		return nil
	}
	var out []Loss
	for _, ind := range f.in.Indicators.Indicators {
		weight := c.points[ind.Code]
		if weight == nil {
			continue
		}
		v := m.measured(ind.Code, unit).q
		out = append(out, Loss{
			Indicator: ind, Role: f.Role(ind.Code), Value: v, Light: f.Light(ind.Code, unit),
			Points: f.Keep(lossQuantity(m, ind, unit, weight)), Gap: f.Gap(ind.Code, unit),
		})
	}
	return out
}

// Loss is the points of the total that an indicator costs a unit; ok is false where
// the indicator does not count in the unit's total.
func (f *Facts) Loss(code, unit string) (points zhixiao.Quantity, ok bool) {
	m := f.now()
	c, ind := m.card("", unit), f.byCode[code]
	if c == nil || c.points[code] == nil {
		return zhixiao.Quantity{}, false
	}
	return f.Keep(lossQuantity(m, ind, unit, c.points[code])), true
}

// Strengths is up to k scored indicators on which the unit is better than the
// city, best places first, then those farthest from what is usual among its kind
// (in robust deviations), then the heavier ones, then by code.
func (f *Facts) Strengths(unit string, k int) []Loss {
	c := f.now().card("", unit)
	places, ahead := map[string]int64{}, map[string]*big.Rat{}
	var out []Loss
	for _, l := range f.Scored(unit) {
		code := l.Indicator.Code
		at, _, _ := f.placing(f.now(), code, f.units[unit])
		if at == 0 || !l.Gap.Ok() || l.Gap.Value.Sign()*f.better(code) <= 0 || l.Light >= Yellow {
			continue
		}
		places[code], ahead[code] = at, f.deviations(code, unit)
		out = append(out, l)
	}
	sort.SliceStable(out, func(i, j int) bool {
		a, b := out[i].Indicator.Code, out[j].Indicator.Code
		if places[a] != places[b] {
			return places[a] < places[b]
		}
		if far := ahead[a].Cmp(ahead[b]); far != 0 {
			return far > 0
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
func lossQuantity(m *snapshot, ind zhixiao.Indicator, unit string, w weightPoints) zhixiao.Quantity {
	lost := new(big.Rat).Sub(big.NewRat(100, 1), m.score100(ind.Code, unit))
	lost.Mul(lost, w).Quo(lost, big.NewRat(100, 1))
	return withValue(zhixiao.Quantity{
		Key: zhixiao.NewKey(ind.Code+".loss", unit, m.snap.Period), Unit: "分",
		Rule: "（100−得分）×有效权重÷100", From: []zhixiao.Key{zhixiao.NewKey("score."+ind.Code, unit, m.snap.Period)},
	}, lost, 2)
}
