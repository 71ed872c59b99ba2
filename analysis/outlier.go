package analysis

import (
	"math/big"
	"sort"

	"zhixiao"
)

// outliers: a value farther than 3.5 robust deviations from the peers' median.
func (f *Facts) outliers(ind zhixiao.Indicator, u zhixiao.Unit) []Finding {
	v := f.Value(ind.Code, u.Code)
	if !v.Ok() || u.Kind == zhixiao.City {
		return nil
	}
	middle, deviation, n := f.robust(ind.Code, u.Kind)
	if n < 8 || deviation.Sign() == 0 {
		return nil
	}
	off := new(big.Rat).Sub(v.Value.Rat(), middle)
	// 0.6745·|x − median| ÷ MAD > 3.5 (Iglewicz and Hoaglin).
	score := new(big.Rat).Quo(new(big.Rat).Abs(off), deviation)
	score.Mul(score, big.NewRat(6745, 10000))
	if score.Cmp(big.NewRat(35, 10)) <= 0 {
		return nil
	}
	far, _ := score.Float64() // orders findings only
	spread := f.Spread(ind.Code, u.Kind)
	if m := f.now().measured(ind.Code, u.Code); m.variance != nil && !f.census(ind.Code) && !m.offCentre(middle) {
		return nil // of a handful of cases any value can be far off
	}
	return []Finding{{
		Kind: OutlierFinding, Unit: u.Code, Code: ind.Code, Better: off.Sign() * int(ind.Direction),
		Salience:   saliencyOutlier + min(int(far*10), 100) + f.weightBonus(ind, u.Kind),
		Quantities: []zhixiao.Quantity{v, f.Gap(ind.Code, u.Code), spread.Max, spread.Min},
		Reason:     "与同类单位中位数的偏离超过3.5倍稳健标准差",
	}}
}

// offCentre reports whether a value lies off a middle by more than its own
// sampling error explains (5 % level), on a sample large enough for a test.
func (v measured) offCentre(middle *big.Rat) bool {
	if !v.testable() {
		return false
	}
	d := new(big.Rat).Sub(v.q.Value.Rat(), middle)
	return d.Mul(d, d).Cmp(new(big.Rat).Mul(critical(), v.variance)) > 0
}

// PeerMedian is the median of a code over the other units of a unit's kind: the
// unit itself is not in what it is compared with. SmallSample below eight others.
func (f *Facts) PeerMedian(code, unit string) zhixiao.Quantity {
	v := f.Value(code, unit)
	q := zhixiao.Quantity{Key: zhixiao.NewKey(code+".peers", unit, f.Period()), Unit: v.Unit, Rule: "其他同类单位公布值的中位数"}
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
	middle, deviation, _ := f.robust(code, f.units[unit].Kind)
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

// robust is the median and the median absolute deviation of the published
// values; made once for each code and kind.
func (f *Facts) robust(code string, kind zhixiao.UnitKind) (middle, deviation *big.Rat, n int) {
	at := place{code, kind.String()}
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

// correlations: pairs of indicators that go together over the regions, by
// Spearman's rank correlation beyond ±0.6.
func (f *Facts) correlations() []Finding {
	candidates := append(pairs(), [][2]string{{"B202", "D104"}, {"C202", "D106"}, {"B104", "D103"}, {"E101", "D101"}, {"B203", "E101"}, {"C301", "D105"}}...)
	var out []Finding
	for _, p := range candidates {
		r := f.Correlation(p[0], p[1], zhixiao.Region)
		if !r.Ok() || r.Value.Abs().Cmp(zhixiao.Decimal{N: 60, Places: 2}) < 0 {
			continue
		}
		out = append(out, Finding{
			Kind: CorrelationFinding, Unit: zhixiao.CityCode, Code: p[0], Other: p[1],
			Salience: saliencyPart + hundredths(r.Value, 100), Quantities: []zhixiao.Quantity{r},
			Reason: "区域间秩相关系数绝对值达到0.60",
		})
	}
	return out
}

// Correlation is Spearman's rank correlation of two codes over the units of a
// kind that have both, two decimals; SmallSample below ten units. It says that
// two things go together, never that one makes the other.
func (f *Facts) Correlation(a, b string, kind zhixiao.UnitKind) zhixiao.Quantity {
	q := zhixiao.Quantity{
		Key:  zhixiao.NewKey("spearman("+a+","+b+")."+kind.String(), zhixiao.CityCode, f.Period()),
		Rule: "各单位公布值的斯皮尔曼秩相关系数",
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
