package analysis

import (
	"math/big"

	"zhixiao"
)

// Critical is the square of the two-sided 5 % point of the normal distribution,
// 1.959964². Samples below 30 are not tested, so the normal stands for the t.
func Critical() *big.Rat { return big.NewRat(3841459, 1000000) }

// Fewest is the smallest effective sample a test or a margin is made of.
const Fewest = 30

// spreadOf is the variance of an indicator's estimate and its effective sample:
// p(1−p)/n for proportions, s²/n_eff for means with counted squares. Nil when
// neither applies.
func spreadOf(ind zhixiao.Indicator, src sources, unit string, num, den int64) (variance, sample *big.Rat) {
	if den <= 0 {
		return nil, nil
	}
	n := big.NewRat(den, 1)
	mean := big.NewRat(num, den)
	v := new(big.Rat)
	switch {
	case src.sq.known():
		v.Sub(big.NewRat(src.sq.sum(unit), den), new(big.Rat).Mul(mean, mean))
		n = effective(src, unit, den)
	case (ind.Unit == "%" || ind.Unit == "件/万件") && num >= 0 && num <= den && ind.Floor.Sign() >= 0:
		// A value that may fall below zero (a decline) is no proportion.
		v.Mul(mean, new(big.Rat).Sub(big.NewRat(1, 1), mean))
	default:
		return nil, nil
	}
	if v.Sign() < 0 || n.Sign() <= 0 {
		return nil, nil
	}
	scale := big.NewRat(max(ind.Scale, 1), 1)
	v.Mul(v, scale).Mul(v, scale)
	return v.Quo(v, n), n
}

// effective is n_eff = (Σw)²/Σw² where weights are counted, else the number of
// answers.
func effective(src sources, unit string, den int64) *big.Rat {
	if w2 := src.w2.sum(unit); w2 > 0 {
		d := big.NewRat(den, 1)
		return d.Mul(d, d).Quo(d, big.NewRat(w2, 1))
	}
	if src.n.known() {
		return big.NewRat(src.n.sum(unit), 1)
	}
	return big.NewRat(den, 1)
}

// testable reports whether a sample is large enough for a test.
func (v measured) testable() bool {
	return v.variance != nil && v.sample.Cmp(big.NewRat(Fewest, 1)) >= 0
}

// differs is the two-sided 5 % test of two independent estimates (z for
// proportions, Welch for means).
func differs(a, b measured) bool { return apart(a, b).Cmp(Critical()) > 0 }

// apart is z² of two independent estimates: the square of their difference over
// the sum of their variances. Estimates without any variance that differ are as
// far apart as the scale goes.
func apart(a, b measured) *big.Rat {
	d := new(big.Rat).Sub(a.q.Value.Rat(), b.q.Value.Rat())
	if d.Sign() == 0 {
		return d
	}
	v := new(big.Rat).Add(a.variance, b.variance)
	if v.Sign() == 0 {
		return big.NewRat(farthest, 1)
	}
	return d.Mul(d, d).Quo(d, v)
}

// apartFromRest is z² of a part against the rest of the whole it belongs to. With
// w the part's share of the denominator, whole = w·part + (1−w)·rest, so that
// part − rest = (part − whole) ÷ (1−w); and as part and rest are independent, the
// variance of that difference times (1−w)² is var(whole) + (1−2w)·var(part).
func apartFromRest(part, whole measured) *big.Rat {
	d := new(big.Rat).Sub(part.q.Value.Rat(), whole.q.Value.Rat())
	if d.Sign() == 0 || whole.q.Den.Sign() <= 0 || part.q.Den.Cmp(whole.q.Den) >= 0 {
		return new(big.Rat) // no rest to differ from
	}
	w := new(big.Rat).Quo(part.q.Den.Rat(), whole.q.Den.Rat())
	v := new(big.Rat).Sub(big.NewRat(1, 1), w.Add(w, w))
	v.Add(v.Mul(v, part.variance), whole.variance)
	if v.Sign() <= 0 {
		return big.NewRat(farthest, 1)
	}
	return d.Mul(d, d).Quo(d, v)
}

// farthest bounds z², so that saliences stay comparable.
const farthest = 400

// root is √r rounded half up to places decimals, exactly.
func root(r *big.Rat, places uint8) (zhixiao.Decimal, error) {
	ten := new(big.Int).Exp(big.NewInt(10), big.NewInt(2*int64(places)), nil)
	// floor(2·√x) decides the rounding of √x.
	x := new(big.Int).Mul(r.Num(), ten)
	x.Lsh(x, 2).Quo(x, r.Denom())
	x.Sqrt(x).Add(x, big.NewInt(1)).Rsh(x, 1)
	return zhixiao.FromRat(new(big.Rat).SetFrac(x, new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places)), nil)), places)
}

// Margin is the 95 % half-width around an indicator's value, in the unit of its
// differences. Absent where no sampling error applies or the sample is small.
func (f *Facts) Margin(code, unit string) zhixiao.Quantity {
	m := f.now()
	key := zhixiao.NewKey(code+".margin", unit, m.snap.Period)
	v := m.measured(code, unit)
	q := zhixiao.Quantity{
		Key: key, Unit: differenceUnit(v.q.Unit), N: v.q.N, From: []zhixiao.Key{v.q.Key},
		Rule: Wording("sampling error"),
	}
	switch {
	case v.q.Key == "" || v.q.Ok() && (v.variance == nil || f.Register(code)):
		q.Missing = zhixiao.NotApplicable
	case !v.q.Ok():
		q.Missing = v.q.Missing
	case !v.testable():
		q.Missing = zhixiao.SmallSample
	default:
		half, err := root(new(big.Rat).Mul(v.variance, Critical()), f.byCode[code].Places)
		if err != nil {
			q.Missing = zhixiao.NotApplicable
		}
		q.Value = half
	}
	return f.Keep(q)
}
