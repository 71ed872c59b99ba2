package quarter

import (
	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/analysis/finding"
	"zhixiao/generators/prose"
)

// fewestShares is the count of complaints from which a move of shares is told.
const fewestShares = 100

// share is a class of complaints with how its share moved.
type share struct {
	class string
	by    zhixiao.Quantity
}

// shifted is the class of complaints whose share moved most; ok is false where there
// are too few complaints.
func (r *report) shifted() (most share, ok bool) {
	q := analysis.Query{Cube: "complaint", Column: "cases", Unit: r.Unit.Code}
	all, before := r.Facts.Count(q), r.Facts.PrevCount(q)
	if !before.Ok() || before.Value.Cmp(zhixiao.Int(fewestShares)) < 0 || all.Value.Cmp(zhixiao.Int(fewestShares)) < 0 {
		return share{}, false
	}
	q.By = []string{"l1"}
	for _, s := range r.Facts.Top(q) {
		was := r.Facts.Percent(r.Facts.PrevCount(analysis.Query{Cube: q.Cube, Column: q.Column, Unit: q.Unit, Where: map[string]string{"l1": s.Keys[0]}}), before)
		d := r.Facts.Diff(s.Part, was, "百分点")
		if d.Ok() && (!ok || d.Value.Abs().Cmp(most.by.Value.Abs()) > 0) {
			most, ok = share{s.Label, d}, true
		}
	}
	return most, ok
}

// indicators are some of them, by name and by the key of what was compared.
type indicators struct {
	names []string
	keys  []zhixiao.Key
}

// shortfalls are the indicators worse than the city's, those that cost most points
// first.
func (r *report) shortfalls() (x indicators) {
	for _, l := range r.Facts.Losses(r.Unit.Code) {
		if !l.Gap.Ok() || prose.Level(l.Gap) || l.Points.Value.Sign() <= 0 || !prose.WorseThan(l.Indicator, l.Value.Value, l.Value.Value.Sub(l.Gap.Value)) {
			continue
		}
		x.names, x.keys = append(x.names, l.Indicator.Name), append(x.keys, l.Gap.Key)
	}
	return x
}

// steady are the indicators that stood at their target in this period and the one
// before.
func (r *report) steady() (x indicators) {
	for _, ind := range r.Facts.Indicators() {
		c := r.Facts.Change(ind.Code, r.Unit.Code)
		v := r.Facts.Value(ind.Code, r.Unit.Code)
		if !ind.HasLights || ind.Direction == zhixiao.Observe || !v.Ok() || !c.From.Ok() {
			continue
		}
		if prose.Reaches(ind, v.Value, ind.Target) && prose.Reaches(ind, c.From.Value, ind.Target) {
			x.names, x.keys = append(x.names, ind.Name), append(x.keys, v.Key)
		}
	}
	return x
}

// evenness is the standard deviation of the regions' totals a period before, and now.
func (r *report) evenness() (was, now zhixiao.Quantity, ok bool) {
	before, ok := r.Facts.Before()
	if !ok {
		return was, now, false
	}
	was, now = before.Spread(analysis.ScoreTotal, zhixiao.Region).StdDev, r.Facts.Spread(analysis.ScoreTotal, zhixiao.Region).StdDev
	return was, now, was.Ok() && now.Ok()
}

// moved is a district's indicator that moved.
type moved struct {
	unit        zhixiao.Unit
	indicator   string
	before, now zhixiao.Quantity
}

// improved is the district's gain that stands out most in the city; ok is false when
// none gained.
func (r *report) improved() (best moved, ok bool) {
	salience := 0
	for _, u := range r.Facts.Units(zhixiao.Region) {
		for _, x := range finding.Of(r.Facts, u.Code) {
			if x.Kind != finding.Change || x.Better <= 0 || x.Salience <= salience {
				continue
			}
			ind, _ := r.Facts.Indicator(x.Code)
			salience = x.Salience
			best, ok = moved{u, ind.Name, x.Quantities[2], x.Quantities[1]}, true
		}
	}
	return best, ok
}
