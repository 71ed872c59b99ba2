package analysis

import (
	"math/big"

	"zhixiao"
)

// CountAt is Count in period p, NoBaseline without a snapshot of p. Of older
// periods only whole units are kept: a Where of a dimension counts 0 there.
func (f *Facts) CountAt(q Query, p zhixiao.Period) zhixiao.Quantity {
	m := f.at(p)
	if m == nil {
		return zhixiao.Absent(zhixiao.NewKey(countKey(q.Cube, q.Column, q.Where), q.Unit, p), f.columnUnit(q.Cube, q.Column), zhixiao.NoBaseline)
	}
	return f.count(m, q)
}

// SeasonIndex is each period's count ÷ the mean of all counts × 100, one
// decimal: 100 is an average season. All are NoBaseline unless every period has
// a count. Their keys name the season and carry the period reported on.
func (f *Facts) SeasonIndex(q Query, periods []zhixiao.Period) []zhixiao.Quantity {
	out := make([]zhixiao.Quantity, len(periods))
	sum := new(big.Rat)
	whole := len(periods) > 0
	for i, p := range periods {
		c := f.CountAt(q, p)
		whole = whole && c.Ok()
		sum.Add(sum, c.Value.Rat())
		out[i] = zhixiao.Quantity{
			Key: zhixiao.NewKey("season."+countKey(q.Cube, q.Column, q.Where)+"["+p.String()+"]", q.Unit, f.Period()), From: []zhixiao.Key{c.Key},
			Num: c.Value, Rule: "本期计数÷各期平均×100",
		}
	}
	for i := range out {
		if !whole || sum.Sign() == 0 {
			out[i].Missing = zhixiao.NoBaseline
			continue
		}
		v := new(big.Rat).Quo(out[i].Num.Rat(), sum)
		v.Mul(v, big.NewRat(100*int64(len(periods)), 1))
		out[i] = f.Keep(withValue(out[i], v, 1))
	}
	return out
}
