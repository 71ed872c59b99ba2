package prose

import (
	"maps"
	"slices"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/templates"
)

// What may be named as where a problem lies: a part that is worse than the rest of
// its whole, not the one with most cases.

// leading is the keys of a drill, the one to be named first, and whether it stands
// out from the rest of the whole. Where nothing tells cases from bad cases, the
// largest is taken as it is. A largest key that is no worse than the rest is none.
func (r *Report) leading(d templates.Drill, where map[string]string) (top []analysis.Share, stands bool) {
	q := analysis.Query{Cube: d.Cube, Column: d.Column, Unit: r.Unit.Code, By: []string{d.By}, Where: where}
	if d.Of == "" {
		q.Limit = 6
	}
	top = slices.DeleteFunc(r.Facts.Top(q), func(s analysis.Share) bool { return skips(d, s.Keys[0]) })
	if d.Of == "" || len(top) == 0 {
		return top, true
	}
	for _, x := range r.Facts.Excesses(analysis.ExcessQuery{Query: q, Of: d.Of, Good: d.Good}) {
		i := slices.IndexFunc(top, func(s analysis.Share) bool { return s.Keys[0] == x.Key })
		if i < 0 || !r.enough(d, top[i]) {
			continue
		}
		switch {
		case x.Stands && i == 0:
			return top, true
		case x.Stands:
			return top[i : i+1], true
		case i == 0 && x.Worse:
			return top, false
		}
	}
	return nil, false
}

// enough reports whether a key holds as much as the drill asks for.
func (r *Report) enough(d templates.Drill, s analysis.Share) bool {
	return s.Count.Value.Cmp(zhixiao.Int(int64(d.Least))) >= 0 && (r.Unit.Kind == zhixiao.City || s.Part.Value.Cmp(zhixiao.Int(d.Share)) >= 0)
}

// excess is the rate of a drill's first key beside that of the rest of its whole.
type excess struct{ rate, rest zhixiao.Quantity }

func (r *Report) excess(d templates.Drill, where map[string]string, first analysis.Share) *excess {
	if d.Of == "" {
		return nil
	}
	q := analysis.Query{Cube: d.Cube, Column: d.Column, Unit: r.Unit.Code, By: []string{d.By}, Where: where}
	var x excess
	x.rate, x.rest = r.Facts.ExcessRates(analysis.ExcessQuery{Query: q, Of: d.Of, Good: d.Good}, first.Keys[0])
	return &x
}

// fewestLike is the cases of a like from which its shares are a base to compare
// with, pointsApart the percentage points from which a share is beyond its base:
// the days of one case are no independent sample.
const fewestLike, pointsApart = 30, 5

// usual is the share that a drill's first key has among the like, and whether its own
// share is beyond that.
type usual struct {
	share  zhixiao.Quantity
	beyond bool
}

// usual asks what the same matter has elsewhere in the city, or else what the other
// matters have. Nil where there is no base: a large share is then no evidence.
func (r *Report) usual(d templates.Drill, where map[string]string, first analysis.Share) *usual {
	matter := where["matter"]
	if !d.Like || matter == "" {
		return nil
	}
	other := maps.Clone(where)
	other["matter"] = "!" + matter
	share, ok := r.Facts.BaseShare(analysis.BaseQuery{
		Query: analysis.Query{Cube: d.Cube, Column: d.Column, Unit: r.Unit.Code, By: []string{d.By}, Where: where},
		Key:   first.Keys[0], Others: other, Least: fewestLike,
	})
	if !ok {
		return nil
	}
	beyond := r.Facts.Beyond(first.Part, share) && first.Part.Value.Sub(share.Value).Cmp(zhixiao.Int(pointsApart)) >= 0
	return &usual{share, beyond}
}

// contrast is what one contrast of a theme found.
type contrast = analysis.Contrast

// contrasts is what a theme's contrasts found, by their names; nil where nothing did.
func (r *Report) contrasts(p *Problem) map[string]*contrast {
	all := map[string]*contrast{}
	for _, c := range p.Theme.Contrasts {
		all[c.As] = nil
		where, ok := p.found.within(nil, c.Within)
		if !ok || slices.ContainsFunc(c.Within, func(as string) bool { return p.thin[as] }) {
			continue
		}
		found, ok := r.Facts.Contrasted(analysis.ContrastQuery{
			Cube: c.Cube, Unit: r.Unit.Code, Both: c.Both, Affected: c.Affected, Having: c.Having, Whole: c.Whole, Where: where, With: c.With,
		})
		if ok {
			all[c.As] = &found
		}
	}
	return all
}
