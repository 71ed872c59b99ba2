package prose

import (
	"slices"

	"zhixiao"
	"zhixiao/analysis/finding"
)

// What time says: the year ago, runs of quarters, turns, and shares that moved.

// trends sets what the series of a problem's indicator says: a turn ({转折}), a run
// of quarters in which it became worse ({连退期}), or one in which it was worse than
// the city ({连差期}).
func (r *Report) trends(p *Problem) {
	ind := p.Loss.Indicator
	for _, x := range finding.Of(r.Facts, r.Unit.Code) {
		if x.Code != ind.Code || x.Better >= 0 {
			continue
		}
		switch x.Kind {
		case finding.Turn:
			p.Slots["转折"] = "此前逐期改善，本季度转为退步"
		case finding.Streak:
			p.Slots["连退期"] = r.Counted(ind.Code+".streak", worsening(ind, x.Quantities), "个季度", x.Quantities[0].Key)
		}
	}
	if n := r.behind(ind); n >= 3 {
		p.Slots["连差期"] = r.Counted(ind.Code+".behind", n, "个季度", p.Loss.Value.Key)
	}
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
