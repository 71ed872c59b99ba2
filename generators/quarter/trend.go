package quarter

import (
	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/analysis/finding"
	"zhixiao/generators/prose"
)

// fewestShares is the count of complaints from which a move of shares is told.
const fewestShares = 100

// structure sets the class of complaints whose share moved most: {变类} {变向} {变点}.
func (r *report) structure() {
	q := analysis.Query{Cube: "complaint", Column: "cases", Unit: r.Unit.Code}
	all, before := r.Facts.Count(q), r.Facts.PrevCount(q)
	if !before.Ok() || before.Value.Cmp(zhixiao.Int(fewestShares)) < 0 || all.Value.Cmp(zhixiao.Int(fewestShares)) < 0 {
		return
	}
	q.By = []string{"l1"}
	var most zhixiao.Quantity
	for _, s := range r.Facts.Top(q) {
		was := r.Facts.Percent(r.Facts.PrevCount(analysis.Query{Cube: q.Cube, Column: q.Column, Unit: q.Unit, Where: map[string]string{"l1": s.Keys[0]}}), before)
		d := r.Facts.Diff(s.Part, was, "百分点")
		if d.Ok() && (most.Key == "" || d.Value.Abs().Cmp(most.Value.Abs()) > 0) {
			most = d
			r.Slots["变类"], r.Slots["变点"], r.Slots["变向"] = s.Label, prose.Size(d), "提高"
			if d.Value.Sign() < 0 {
				r.Slots["变向"] = "下降"
			}
		}
	}
	if most.Key == "" || most.Value.Abs().Cmp(zhixiao.Int(2)) < 0 {
		delete(r.Slots, "变类") // a move of less than two points is none
	}
}

// shortfalls sets how many indicators are worse than the city's and the three that
// cost most points.
func (r *report) shortfalls() {
	var names []string
	var keys []zhixiao.Key
	for _, l := range r.Facts.Losses(r.Unit.Code) {
		if !l.Gap.Ok() || prose.Level(l.Gap) || l.Points.Value.Sign() <= 0 || !prose.WorseThan(l.Indicator, l.Value.Value, l.Value.Value.Sub(l.Gap.Value)) {
			continue
		}
		names, keys = append(names, l.Indicator.Name), append(keys, l.Gap.Key)
	}
	if len(names) > 0 {
		r.Slots["短板数"], r.Slots["短板"] = r.Counted("short", len(names), "项", keys...), prose.Some(names, 3)
	}
}

// steady sets the indicators that stood at their target in this period and the one
// before: {达目标数}, {达目标列}.
func (r *report) steady() {
	var names []string
	var keys []zhixiao.Key
	for _, ind := range r.Facts.Indicators() {
		c := r.Facts.Change(ind.Code, r.Unit.Code)
		v := r.Facts.Value(ind.Code, r.Unit.Code)
		if !ind.HasLights || ind.Direction == zhixiao.Observe || !v.Ok() || !c.From.Ok() {
			continue
		}
		if prose.Reaches(ind, v.Value, ind.Target) && prose.Reaches(ind, c.From.Value, ind.Target) {
			names, keys = append(names, ind.Name), append(keys, v.Key)
		}
	}
	if len(names) > 0 {
		r.Slots["达目标数"], r.Slots["达目标列"] = r.Counted("steady", len(names), "项", keys...), prose.Some(names, 3)
	}
}

// evenness sets the regions' standard deviation a period before, and what its move
// means.
func (r *report) evenness() {
	before, ok := r.Facts.Before()
	if !ok {
		return
	}
	was, now := before.Spread(analysis.ScoreTotal, zhixiao.Region).StdDev, r.Facts.Spread(analysis.ScoreTotal, zhixiao.Region).StdDev
	if !was.Ok() || !now.Ok() {
		return
	}
	r.Slots["区标准差前"] = was
	switch now.Value.Cmp(was.Value) {
	case -1:
		r.Slots["均衡"] = "区域间均衡性有所改善"
	case 1:
		r.Slots["均衡"] = "区域间差距有所扩大"
	}
}

// improved sets the district's gain that stands out most in the city.
func (r *report) improved() {
	best := 0
	for _, u := range r.Facts.Units(zhixiao.Region) {
		for _, x := range finding.Of(r.Facts, u.Code) {
			if x.Kind != finding.Change || x.Better <= 0 || x.Salience <= best {
				continue
			}
			ind, _ := r.Facts.Indicator(x.Code)
			best = x.Salience
			r.Slots["亮区"], r.Slots["亮指标"] = u.Short, ind.Name
			r.Slots["亮后"], r.Slots["亮前"] = prose.NumberOrNil(x.Quantities[1]), prose.NumberOrNil(x.Quantities[2])
		}
	}
}
