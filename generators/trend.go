package generators

import (
	"slices"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/analysis/finding"
)

// What time says: the year ago, runs of quarters, turns, and shares that moved.

// trends sets what the series of a problem's indicator says: a turn ({转折}), a run
// of quarters in which it became worse ({连退期}), or one in which it was worse than
// the city ({连差期}).
func (r *report) trends(p *problem) {
	ind := p.loss.Indicator
	for _, x := range finding.Of(r.f, r.u.Code) {
		if x.Code != ind.Code || x.Better >= 0 {
			continue
		}
		switch x.Kind {
		case finding.Turn:
			p.slots["转折"] = "此前逐期改善，本季度转为退步"
		case finding.Streak:
			p.slots["连退期"] = r.counted(ind.Code+".streak", worsening(ind, x.Quantities), "个季度", x.Quantities[0].Key)
		}
	}
	if n := r.behind(ind); n >= 3 {
		p.slots["连差期"] = r.counted(ind.Code+".behind", n, "个季度", p.loss.Value.Key)
	}
}

// worsening is how many of the newest values, newest first, are each worse than
// the one before.
func worsening(ind zhixiao.Indicator, newestFirst []zhixiao.Quantity) int {
	n := 0
	for i, q := range newestFirst {
		if i > 0 && worseThan(ind, newestFirst[n].Value, q.Value) {
			n = i
		} else if i > 0 {
			break
		}
	}
	return n
}

// behind is how many of the newest periods in a row the unit was worse than the
// city by published values.
func (r *report) behind(ind zhixiao.Indicator) int {
	if r.u.Kind == zhixiao.City {
		return 0
	}
	own, city := r.f.Series(ind.Code, r.u.Code), r.f.Series(ind.Code, zhixiao.CityCode)
	n := 0
	for i, q := range slices.Backward(own) {
		if !q.Ok() || !city[i].Ok() || !worseThan(ind, q.Value, city[i].Value) {
			break
		}
		n = n + 1
	}
	return n
}

// worseThan compares two values of an indicator.
func worseThan(ind zhixiao.Indicator, a, b zhixiao.Decimal) bool {
	if ind.Direction == zhixiao.Lower {
		return a.Cmp(b) > 0
	}
	return a.Cmp(b) < 0
}

// fewestShares is the count of complaints from which a move of shares is told.
const fewestShares = 100

// structure sets the class of complaints whose share moved most: {变类} {变向} {变点}.
func (r *report) structure() {
	q := analysis.Query{Cube: "complaint", Column: "cases", Unit: r.u.Code}
	all, before := r.f.Count(q), r.f.PrevCount(q)
	if !before.Ok() || before.Value.Cmp(zhixiao.Int(fewestShares)) < 0 || all.Value.Cmp(zhixiao.Int(fewestShares)) < 0 {
		return
	}
	q.By = []string{"l1"}
	var most zhixiao.Quantity
	for _, s := range r.f.Top(q) {
		was := r.f.Percent(r.f.PrevCount(analysis.Query{Cube: q.Cube, Column: q.Column, Unit: q.Unit, Where: map[string]string{"l1": s.Keys[0]}}), before)
		d := r.f.Diff(s.Part, was, "百分点")
		if d.Ok() && (most.Key == "" || d.Value.Abs().Cmp(most.Value.Abs()) > 0) {
			most = d
			r.slots["变类"], r.slots["变点"], r.slots["变向"] = s.Label, size(d), "提高"
			if d.Value.Sign() < 0 {
				r.slots["变向"] = "下降"
			}
		}
	}
	if most.Key == "" || most.Value.Abs().Cmp(zhixiao.Int(2)) < 0 {
		delete(r.slots, "变类") // a move of less than two points is none
	}
}

// shortfalls sets how many indicators are worse than the city's and the three that
// cost most points.
func (r *report) shortfalls() {
	var names []string
	var keys []zhixiao.Key
	for _, l := range r.f.Losses(r.u.Code) {
		if !l.Gap.Ok() || level(l.Gap) || l.Points.Value.Sign() <= 0 || !worseThan(l.Indicator, l.Value.Value, l.Value.Value.Sub(l.Gap.Value)) {
			continue
		}
		names, keys = append(names, l.Indicator.Name), append(keys, l.Gap.Key)
	}
	if len(names) > 0 {
		r.slots["短板数"], r.slots["短板"] = r.counted("short", len(names), "项", keys...), some(names, 3)
	}
}

// steady sets the indicators that stood at their target in this period and the one
// before: {达目标数}, {达目标列}.
func (r *report) steady() {
	var names []string
	var keys []zhixiao.Key
	for _, ind := range r.f.Indicators() {
		c := r.f.Change(ind.Code, r.u.Code)
		v := r.f.Value(ind.Code, r.u.Code)
		if !ind.HasLights || ind.Direction == zhixiao.Observe || !v.Ok() || !c.From.Ok() {
			continue
		}
		if reaches(ind, v.Value, ind.Target) && reaches(ind, c.From.Value, ind.Target) {
			names, keys = append(names, ind.Name), append(keys, v.Key)
		}
	}
	if len(names) > 0 {
		r.slots["达目标数"], r.slots["达目标列"] = r.counted("steady", len(names), "项", keys...), some(names, 3)
	}
}

// evenness sets the regions' standard deviation a period before, and what its move
// means.
func (r *report) evenness() {
	before, ok := r.f.Before()
	if !ok {
		return
	}
	was, now := before.Spread(analysis.ScoreTotal, zhixiao.Region).StdDev, r.f.Spread(analysis.ScoreTotal, zhixiao.Region).StdDev
	if !was.Ok() || !now.Ok() {
		return
	}
	r.slots["区标准差前"] = was
	switch now.Value.Cmp(was.Value) {
	case -1:
		r.slots["均衡"] = "区域间均衡性有所改善"
	case 1:
		r.slots["均衡"] = "区域间差距有所扩大"
	}
}

// improved sets the district's gain that stands out most in the city.
func (r *report) improved() {
	best := 0
	for _, u := range r.f.Units(zhixiao.Region) {
		for _, x := range finding.Of(r.f, u.Code) {
			if x.Kind != finding.Change || x.Better <= 0 || x.Salience <= best {
				continue
			}
			ind, _ := r.f.Indicator(x.Code)
			best = x.Salience
			r.slots["亮区"], r.slots["亮指标"] = u.Short, ind.Name
			r.slots["亮后"], r.slots["亮前"] = numberOrNil(x.Quantities[1]), numberOrNil(x.Quantities[2])
		}
	}
}
