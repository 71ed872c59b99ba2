package analysis

import (
	"math"
	"slices"

	"zhixiao"
)

// falseShare is the share of chance finds that is put up with among the changes of
// one unit called significant (Benjamini and Hochberg 1995).
const falseShare = 0.05

// discoveries picks, of tests made together, those that are significant when the
// expected share of false ones among them is at most falseShare: the largest k
// with p(k) ≤ k·falseShare÷m, and all with a p no larger. The numbers choose, they
// are never published.
func discoveries(z2 []float64) []bool {
	p := make([]float64, len(z2))
	for i, z := range z2 {
		p[i] = math.Erfc(math.Sqrt(z / 2)) // two-sided
	}
	sorted := slices.Clone(p)
	slices.Sort(sorted)
	limit := -1.0
	for k, x := range sorted {
		if x <= falseShare*float64(k+1)/float64(len(p)) {
			limit = x
		}
	}
	found := make([]bool, len(p))
	for i, x := range p {
		found[i] = x <= limit
	}
	return found
}

// moved is the codes of a unit whose change against base is tested, and whether
// it is significant among all of the unit's tested changes; made once.
func (f *Facts) moved(unit string, base *snapshot) map[string]bool {
	at := memoKey{base.snap.Period.String(), unit}
	f.mu.Lock()
	out, ok := f.tested[at]
	f.mu.Unlock()
	if ok {
		return out
	}
	out = map[string]bool{}
	var codes []string
	var z2 []float64
	for _, ind := range f.in.Indicators.Indicators {
		a, b := f.now().measured(ind.Code, unit), base.measured(ind.Code, unit)
		if !a.q.Ok() || !b.q.Ok() || !a.testable() || !b.testable() || f.Register(ind.Code) || !f.comparable(ind.Code, base) {
			continue
		}
		z, _ := apart(a, b).Float64()
		codes, z2 = append(codes, ind.Code), append(z2, z)
	}
	for i, significant := range discoveries(z2) {
		out[codes[i]] = significant
	}
	f.mu.Lock()
	f.tested[at] = out
	f.mu.Unlock()
	return out
}

// comparable reports whether a code meant in snapshot m what it means now. Where a
// snapshot does not say how its indicators were defined, it is taken that they
// were the same.
func (f *Facts) comparable(code string, m *snapshot) bool {
	now, was := f.now().snap.Definitions[code], m.snap.Definitions[code]
	return now == "" || was == "" || now == was
}

// redefined is a quantity of snapshot m whose definition has changed since.
func redefined(q zhixiao.Quantity) zhixiao.Quantity {
	q.Value, q.Missing = zhixiao.Decimal{}, zhixiao.Redefined
	return q
}
