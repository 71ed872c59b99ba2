package analysis

import (
	"math/big"
	"slices"

	"zhixiao"
)

// Dispersion is how the comparable units of a kind lie on a code: the spread,
// the five numbers of a box plot and the coefficient of variation.
type Dispersion struct {
	Spread
	Box       [5]zhixiao.Quantity // min, lower quartile, median, upper quartile, max
	Variation zhixiao.Quantity    // standard deviation ÷ mean in %, two decimals
}

// BoxNames are the names of the five numbers of Dispersion.Box, in its order.
func BoxNames() []string {
	return []string{"最低", "下四分位", "中位", "上四分位", "最高"}
}

// Dispersion measures a code over the units of a kind in this period. All are
// NotProvided when no unit has a value. Quartiles are interpolated linearly
// between the published values around them.
func (f *Facts) Dispersion(code string, kind zhixiao.UnitKind) Dispersion {
	d := Dispersion{Spread: f.Spread(code, kind)}
	var values []*big.Rat
	places := uint8(0)
	sum := new(big.Rat)
	for _, u := range f.byKind[kind] {
		if q := f.Value(code, u.Code); q.Ok() {
			values = append(values, q.Value.Rat())
			places = max(places, q.Value.Places)
			sum.Add(sum, q.Value.Rat())
		}
	}
	slices.SortFunc(values, (*big.Rat).Cmp)
	key := func(what string) zhixiao.Key {
		return zhixiao.NewKey(code+"."+what+"."+kind.String(), zhixiao.CityCode, f.Period())
	}
	d.Variation = zhixiao.Quantity{Key: key("cv"), Unit: "%", Rule: "标准差÷算术平均值×100%", From: []zhixiao.Key{d.StdDev.Key}, N: int64(len(values))}
	for i, name := range BoxNames() {
		d.Box[i] = zhixiao.Quantity{Key: key("box" + name), Unit: f.codeUnit(code), Rule: "各单位公布值的" + name + "数（线性内插）", N: int64(len(values))}
		if len(values) == 0 {
			d.Box[i].Missing = zhixiao.NotProvided
			continue
		}
		d.Box[i] = f.Keep(withValue(d.Box[i], quantile(values, int64(i)), places))
	}
	if len(values) == 0 || sum.Sign() == 0 || !d.StdDev.Ok() {
		d.Variation.Missing = zhixiao.NotProvided
		return d
	}
	mean := sum.Quo(sum, big.NewRat(int64(len(values)), 1))
	cv := new(big.Rat).Quo(d.StdDev.Value.Rat(), mean)
	d.Variation = f.Keep(withValue(d.Variation, cv.Mul(cv, big.NewRat(100, 1)), 2))
	return d
}

// quantile is the k-th quarter of sorted values, between its neighbours.
func quantile(sorted []*big.Rat, k int64) *big.Rat {
	at := big.NewRat(int64(len(sorted)-1)*k, 4)
	i := int(new(big.Int).Quo(at.Num(), at.Denom()).Int64())
	if i == len(sorted)-1 {
		return sorted[i]
	}
	part := new(big.Rat).Sub(at, big.NewRat(int64(i), 1))
	step := new(big.Rat).Sub(sorted[i+1], sorted[i])
	return new(big.Rat).Add(sorted[i], step.Mul(step, part))
}

// Middle is the median of quantities of one unit, with the most decimals of them;
// NotProvided when none has a value.
func (f *Facts) Middle(qs []zhixiao.Quantity) zhixiao.Quantity {
	var there []zhixiao.Quantity
	var values []*big.Rat
	places := uint8(0)
	for _, q := range qs {
		if q.Ok() {
			there, values, places = append(there, q), append(values, q.Value.Rat()), max(places, q.Value.Places)
		}
	}
	if len(there) == 0 {
		return zhixiao.Absent(zhixiao.NewKey("middle()", zhixiao.CityCode, f.Period()), "", zhixiao.NotProvided)
	}
	out := derived("middle", there...)
	out.Unit, out.Rule = there[0].Unit, "中位数"
	return f.Keep(withValue(out, middleOf(values), places))
}
