package analysis

import (
	"math/big"
	"sort"

	"zhixiao"
)

// PeerMedian is the median of a code over the other units of a unit's kind: the
// unit itself is not in what it is compared with. SmallSample below eight others.
func (f *Facts) PeerMedian(code, unit string) zhixiao.Quantity {
	v := f.Value(code, unit)
	q := zhixiao.Quantity{Key: zhixiao.NewKey(code+".peers", unit, f.Period()), Unit: v.Unit, Rule: Wording("median of peers")}
	var values []*big.Rat
	for _, other := range f.byKind[f.units[unit].Kind] {
		if x := f.Value(code, other.Code); other.Code != unit && x.Ok() {
			values = append(values, x.Value.Rat())
			q.From = append(q.From, x.Key)
		}
	}
	if q.N = int64(len(values)); q.N < 8 {
		q.Missing = zhixiao.SmallSample
		return f.Keep(q)
	}
	return f.Keep(withValue(q, middleOf(values), v.Value.Places))
}

// deviations is how many median absolute deviations a unit's value lies from the
// median of its kind; zero where most units have one value. It orders, it is not
// published.
func (f *Facts) deviations(code, unit string) *big.Rat {
	middle, deviation, _ := f.Robust(code, f.units[unit].Kind)
	v := f.Value(code, unit)
	if !v.Ok() || deviation.Sign() == 0 {
		return new(big.Rat)
	}
	off := new(big.Rat).Sub(v.Value.Rat(), middle)
	return off.Quo(off.Abs(off), deviation)
}

// median and MAD of a code over the units of a kind.
type robustStat struct {
	middle, deviation *big.Rat
	n                 int
}

// Robust is the median and the median absolute deviation of the published values of a
// code over the n units of a kind that have one, both 0 where none has. They order
// and choose; they are not published and not to be changed.
func (f *Facts) Robust(code string, kind zhixiao.UnitKind) (middle, deviation *big.Rat, n int) {
	at := memoKey{code, kind.String()}
	f.mu.Lock()
	s, ok := f.robusts[at]
	f.mu.Unlock()
	if !ok {
		s = f.measureRobust(code, kind)
		f.mu.Lock()
		f.robusts[at] = s
		f.mu.Unlock()
	}
	return s.middle, s.deviation, s.n
}

func (f *Facts) measureRobust(code string, kind zhixiao.UnitKind) robustStat {
	var values []*big.Rat
	for _, u := range f.byKind[kind] {
		if q := f.Value(code, u.Code); q.Ok() {
			values = append(values, q.Value.Rat())
		}
	}
	if len(values) == 0 {
		return robustStat{new(big.Rat), new(big.Rat), 0}
	}
	mid := middleOf(values)
	off := make([]*big.Rat, len(values))
	for i, v := range values {
		off[i] = new(big.Rat).Sub(v, mid)
		off[i].Abs(off[i])
	}
	return robustStat{mid, middleOf(off), len(values)}
}

// middleOf is the median; it sorts values.
func middleOf(values []*big.Rat) *big.Rat {
	sort.Slice(values, func(i, j int) bool { return values[i].Cmp(values[j]) < 0 })
	n := len(values)
	sum := new(big.Rat).Add(values[(n-1)/2], values[n/2])
	return sum.Quo(sum, big.NewRat(2, 1))
}
