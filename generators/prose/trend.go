package prose

import (
	"slices"

	"zhixiao"
	"zhixiao/analysis/finding"
)

// What time says: the year ago, runs of quarters, turns, and shares that moved.

// course is the last finding of a kind on how the problem's indicator became worse; nil
// when there is none.
func (p *Problem) course(kind finding.Kind) (last *finding.Finding) {
	for _, x := range finding.Of(p.r.Facts, p.r.Unit.Code) {
		if x.Code == p.Loss.Indicator.Code && x.Better < 0 && x.Kind == kind {
			last = &x
		}
	}
	return last
}

// worsening is how many of the newest values, newest first, are each worse than
// the one before.
func worsening(ind zhixiao.Indicator, newestFirst []zhixiao.Quantity) int {
	n := 0
	for i, q := range newestFirst {
		if i > 0 && WorseThan(ind, newestFirst[n].Value, q.Value) {
			n = i
		} else if i > 0 {
			break
		}
	}
	return n
}

// behind is how many of the newest periods in a row the unit was worse than the
// city by published values.
func (r *Report) behind(ind zhixiao.Indicator) int {
	if r.Unit.Kind == zhixiao.City {
		return 0
	}
	own, city := r.Facts.Series(ind.Code, r.Unit.Code), r.Facts.Series(ind.Code, zhixiao.CityCode)
	n := 0
	for i, q := range slices.Backward(own) {
		if !q.Ok() || !city[i].Ok() || !WorseThan(ind, q.Value, city[i].Value) {
			break
		}
		n = n + 1
	}
	return n
}

// WorseThan compares two values of an indicator.
func WorseThan(ind zhixiao.Indicator, a, b zhixiao.Decimal) bool {
	if ind.Direction == zhixiao.Lower {
		return a.Cmp(b) > 0
	}
	return a.Cmp(b) < 0
}
