package analysis

import (
	"math/big"

	"zhixiao"
)

// Correlation is Spearman's rank correlation of two codes over the units of a
// kind that have both, two decimals; SmallSample below ten units. It says that
// two things go together, never that one makes the other.
func (f *Facts) Correlation(a, b string, kind zhixiao.UnitKind) zhixiao.Quantity {
	q := zhixiao.Quantity{
		Key:  zhixiao.NewKey("spearman("+a+","+b+")."+kind.String(), zhixiao.CityCode, f.Period()),
		Rule: Wording("rank correlation"),
	}
	var x, y []zhixiao.Decimal
	for _, u := range f.byKind[kind] {
		va, vb := f.Value(a, u.Code), f.Value(b, u.Code)
		if va.Ok() && vb.Ok() {
			x, y = append(x, va.Value), append(y, vb.Value)
		}
	}
	if q.N = int64(len(x)); q.N < 10 {
		q.Missing = zhixiao.SmallSample
		return f.Keep(q)
	}
	rx, ry := ranks(x), ranks(y)
	cov, vx, vy := int64(0), int64(0), int64(0)
	mean := q.N + 1 // twice the mean rank
	for i := range rx {
		dx, dy := rx[i]-mean, ry[i]-mean
		cov, vx, vy = cov+dx*dy, vx+dx*dx, vy+dy*dy
	}
	if vx == 0 || vy == 0 {
		q.Missing = zhixiao.NotApplicable
		return f.Keep(q)
	}
	square := new(big.Rat).SetFrac(new(big.Int).Mul(big.NewInt(cov), big.NewInt(cov)), new(big.Int).Mul(big.NewInt(vx), big.NewInt(vy)))
	v, err := root(square, 2)
	if err != nil {
		q.Missing = zhixiao.NotApplicable
	}
	if cov < 0 {
		v.N = -v.N
	}
	q.Value = v
	return f.Keep(q)
}

// ranks is twice each value's rank, ties sharing the middle one, so that all
// stay whole numbers.
func ranks(values []zhixiao.Decimal) []int64 {
	out := make([]int64, len(values))
	for i, v := range values {
		below, same := int64(0), int64(0)
		for _, w := range values {
			switch w.Cmp(v) {
			case -1:
				below++
			case 0:
				same++
			}
		}
		out[i] = 2*below + same + 1
	}
	return out
}
