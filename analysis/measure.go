package analysis

import (
	"math/big"
	"sort"
	"strings"

	"zhixiao"
)

// measured is an indicator's published value with what its tests need.
type measured struct {
	q        zhixiao.Quantity
	variance *big.Rat // of the published estimate, in its own unit squared; nil when no test applies
	sample   *big.Rat // effective sample size
}

func lower(s string) string { return strings.ToLower(s) }

// measure makes an indicator's value for a unit, rounded once. usable is false
// when an older snapshot does not count this indicator.
func (m *snapshot) measure(ind zhixiao.Indicator, u zhixiao.Unit, src sources, usable bool) measured {
	key := zhixiao.NewKey(ind.Code, u.Code, m.snap.Period)
	if why := m.notApplicable(ind, u); why {
		return measured{q: zhixiao.Absent(key, ind.Unit, zhixiao.NotApplicable)}
	}
	if usable && ind.Occasional && neverArose(src, u.Code) {
		return measured{q: zhixiao.Absent(key, ind.Unit, zhixiao.NotApplicable)}
	}
	if !usable || !src.num.known() || src.histogram == "" && !src.den.known() || nothingCounted(src, u.Code) {
		return measured{q: zhixiao.Absent(key, ind.Unit, zhixiao.NotProvided)}
	}
	if src.histogram != "" {
		return m.median(ind, u, key, src)
	}
	return m.ratio(ind, u, key, src)
}

// notApplicable: a unit without a hall has no on-site service, and some indicators
// are for one kind of unit only.
func (m *snapshot) notApplicable(ind zhixiao.Indicator, u zhixiao.Unit) bool {
	return !ind.AppliesTo(u.Kind) || u.NoHall && m.set.roles.Role(ind.Code).OnSite
}

// neverArose: the unit has none of what an occasional indicator counts while others
// have. That is neither a late feed nor a small sample: there was nothing to do.
func neverArose(src sources, unit string) bool {
	return src.den.known() && src.den.sum(unit) <= 0 && src.den.sum(zhixiao.CityCode) > 0
}

// expectedRows is how many rows a unit should have before none is taken as "not
// delivered": with five expected, none by chance is rarer than 1 in 100.
const expectedRows = 5

// nothingCounted: the unit has no row in the feed the indicator is counted in.
// When only the numerator's feed has none (no complaint about a small domain),
// that is a true zero unless the city's feed leads one to expect rows.
func nothingCounted(src sources, unit string) bool {
	num, den := src.num.feed, src.den.feed
	if den == nil || num == den {
		return len(num.rows[unit]) == 0
	}
	if len(den.rows[unit]) == 0 {
		return true
	}
	city := src.den.sum(zhixiao.CityCode)
	if len(num.rows[unit]) > 0 || city <= 0 {
		return false
	}
	expected := big.NewRat(int64(len(num.rows[zhixiao.CityCode])), city)
	expected.Mul(expected, big.NewRat(src.den.sum(unit), 1))
	return len(num.rows[zhixiao.CityCode]) == 0 || expected.Cmp(big.NewRat(expectedRows, 1)) >= 0
}

func (m *snapshot) ratio(ind zhixiao.Indicator, u zhixiao.Unit, key zhixiao.Key, src sources) measured {
	num, den := src.num.sum(u.Code), src.den.sum(u.Code)
	q := zhixiao.Quantity{
		Key: key, Unit: ind.Unit, Num: zhixiao.Int(num), Den: zhixiao.Int(den), N: den,
		Source: m.source(ind.Feed), Rule: ind.How,
	}
	if src.n.known() {
		q.N = src.n.sum(u.Code)
	}
	if den <= 0 || q.N < ind.MinN {
		q.Missing = zhixiao.SmallSample
		return measured{q: q}
	}
	v, err := zhixiao.Ratio(q.Num, q.Den, max(ind.Scale, 1), ind.Places)
	if err != nil {
		q.Missing = zhixiao.NotProvided
		q.Rule = err.Error()
		return measured{q: q}
	}
	q.Value = v
	out := measured{q: q}
	out.variance, out.sample = spreadOf(ind, src, u.Code, num, den)
	return out
}

// source names the snapshot's cube a value was counted in.
func (m *snapshot) source(feedName string) string { return "快照" + m.snap.ID + " " + feedName }

// difference is made of the unit's other values, given in the order of the set.
func (m *snapshot) difference(ind zhixiao.Indicator, u zhixiao.Unit, values []measured) measured {
	key := zhixiao.NewKey(ind.Code, u.Code, m.snap.Period)
	if m.notApplicable(ind, u) {
		return measured{q: zhixiao.Absent(key, ind.Unit, zhixiao.NotApplicable)}
	}
	part := func(code string) (q zhixiao.Quantity) {
		if i, ok := m.set.at[code]; ok {
			q = values[i].q
		}
		return q
	}
	a, b := part(ind.Minuend), part(ind.Subtrahend)
	q := zhixiao.Quantity{
		Key: key, Unit: ind.Unit, N: min(a.N, b.N),
		Rule: ind.Minuend + "−" + ind.Subtrahend + "（公布值之差）", From: []zhixiao.Key{a.Key, b.Key},
	}
	switch {
	case a.Key == "" || b.Key == "":
		q.Missing = zhixiao.NotProvided
	case !a.Ok():
		q.Missing, q.N = a.Missing, a.N
	case !b.Ok():
		q.Missing, q.N = b.Missing, b.N
	default:
		v, err := a.Value.Sub(b.Value).Round(ind.Places)
		if err != nil {
			q.Missing = zhixiao.NotProvided
		}
		q.Value = v
	}
	return measured{q: q}
}

// median of the values counted in the histograms (in 10^-4); the mean of the two
// middle ones when their number is even.
func (m *snapshot) median(ind zhixiao.Indicator, u zhixiao.Unit, key zhixiao.Key, src sources) measured {
	fd := src.num.feed
	all := map[int64]int64{}
	var n int64
	for _, i := range fd.rows[u.Code] {
		for v, k := range fd.cube.Histograms[src.histogram][i] {
			all[v] += k
			n += k
		}
	}
	q := zhixiao.Quantity{Key: key, Unit: ind.Unit, N: n, Source: m.source(ind.Feed), Rule: ind.How}
	if n == 0 || n < ind.MinN {
		q.Missing = zhixiao.SmallSample
		return measured{q: q}
	}
	values := make([]int64, 0, len(all))
	for v := range all {
		values = append(values, v)
	}
	sort.Slice(values, func(i, j int) bool { return values[i] < values[j] })
	twice := nth(values, all, (n+1)/2) + nth(values, all, n/2+1)
	r := big.NewRat(twice, 20000)
	v, err := zhixiao.FromRat(r.Mul(r, big.NewRat(max(ind.Scale, 1), 1)), ind.Places)
	if err != nil {
		q.Missing = zhixiao.NotProvided
	}
	q.Value = v
	return measured{q: q}
}

// nth is the n-th smallest value, from 1.
func nth(sorted []int64, counts map[int64]int64, n int64) int64 {
	for _, v := range sorted {
		if n -= counts[v]; n <= 0 {
			return v
		}
	}
	return 0
}

// Value is the published value of a code for a unit: an indicator (B101), a
// score (total, A…E, A1…E3) or an indicator's score (score.B101). The city also
// has total.region, A.domain and so on: its pooled values under that kind's
// weights. An unknown code or unit is NotProvided.
func (f *Facts) Value(code, unit string) zhixiao.Quantity { return f.value(f.now(), code, unit) }

func (f *Facts) value(m *snapshot, code, unit string) zhixiao.Quantity {
	if v, ok := m.known(code, unit); ok {
		return v.q
	}
	return f.scoreValue(m, code, unit)
}
