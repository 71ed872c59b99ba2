package analysis

import (
	"math/big"
	"slices"
	"sort"

	"zhixiao"
)

// Move is how an indicator of a unit changed between two periods.
type Move struct {
	Indicator zhixiao.Indicator
	From, To  zhixiao.Quantity // published values
	Delta     zhixiao.Quantity // To − From
	Better    int              // +1 better, −1 worse, 0 level
	effect    *big.Rat         // change of score × weight
}

// Moves is the scored indicators of a unit that have a value in both periods,
// by what their change does to the total: the greatest fall first.
func (f *Facts) Moves(unit string, from, to zhixiao.Period) []Move {
	u, ok := f.units[unit]
	if !ok {
		return nil
	}
	var out []Move
	for _, ind := range f.in.Indicators.Indicators {
		w := weighting{kind: u.Kind}.weight(ind)
		if w.Sign() <= 0 || ind.Direction == zhixiao.Observe {
			continue
		}
		a, b := f.ValueAt(ind.Code, unit, from), f.ValueAt(ind.Code, unit, to)
		before, now := points100(ind, a), points100(ind, b)
		if before == nil || now == nil {
			continue
		}
		d := f.Diff(b, a, "")
		out = append(out, Move{
			Indicator: ind, From: a, To: b, Delta: d, Better: d.Value.Sign() * int(ind.Direction),
			effect: now.Sub(now, before).Mul(now, w),
		})
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].effect.Cmp(out[j].effect) < 0 })
	return out
}

// Improved and Worsened tell the moves that raise and lower the total, the
// greatest first.
func Improved(all []Move) []Move {
	out := slices.DeleteFunc(slices.Clone(all), func(m Move) bool { return m.effect.Sign() <= 0 })
	slices.Reverse(out)
	return out
}

// Worsened is Improved's opposite.
func Worsened(all []Move) []Move {
	return slices.DeleteFunc(slices.Clone(all), func(m Move) bool { return m.effect.Sign() >= 0 })
}

// Near is an indicator that is not far from its red line.
type Near struct {
	Indicator zhixiao.Indicator
	Value     zhixiao.Quantity
	Red       zhixiao.Quantity // the line
	Distance  zhixiao.Quantity // from the value to the line, without sign
	share     *big.Rat         // distance ÷ (target − red)
}

// NearRed is the indicators of a unit that are yellow, by how small a part of the
// way from target to red line is left, the smallest first.
func (f *Facts) NearRed(unit string) []Near {
	var out []Near
	for _, ind := range f.in.Indicators.Indicators {
		v := f.Value(ind.Code, unit)
		if f.Light(ind.Code, unit) != Yellow || f.Register(ind.Code) {
			continue // a state of the register moves by decision, not by drift
		}
		line := zhixiao.Quantity{
			Key: zhixiao.Key(ind.Code + ".red@" + zhixiao.CityCode + "/设定"), Value: ind.Red, Unit: v.Unit, Source: "indicators.yaml", Rule: "指标体系设定值",
		}
		d := f.Diff(v, line, "")
		d.Value = d.Value.Abs()
		d.Key = "distance." + v.Key
		d.Rule, d.From = Wording("distance to red"), []zhixiao.Key{v.Key, line.Key}
		way := new(big.Rat).Sub(ind.Target.Rat(), ind.Red.Rat())
		if way.Sign() == 0 {
			continue
		}
		share := new(big.Rat).Quo(d.Value.Rat(), way)
		out = append(out, Near{Indicator: ind, Value: v, Red: line, Distance: f.Keep(d), share: share.Abs(share)})
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].share.Cmp(out[j].share) < 0 })
	return out
}
