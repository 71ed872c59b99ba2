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

// excessSlots sets {As率} and {As余率}: the rate of a drill's first key and of the
// rest of its whole.
func (r *Report) excessSlots(found *Drilled, d templates.Drill, where map[string]string) {
	if d.Of == "" {
		return
	}
	q := analysis.Query{Cube: d.Cube, Column: d.Column, Unit: r.Unit.Code, By: []string{d.By}, Where: where}
	rate, rest := r.Facts.ExcessRates(analysis.ExcessQuery{Query: q, Of: d.Of, Good: d.Good}, found.First[d.As].Keys[0])
	found.Slots[d.As+"率"], found.Slots[d.As+"余率"] = NumberOrNil(rate), NumberOrNil(rest)
}

// fewestLike is the cases of a like from which its shares are a base to compare
// with, pointsApart the percentage points from which a share is beyond its base:
// the days of one case are no independent sample.
const fewestLike, pointsApart = 30, 5

// baseline sets {As偏}: 1 when the share of a drill's first key is beyond what the
// same matter has elsewhere in the city, or else the other matters have; 0 when it
// is not. Nothing where there is no base: a large share is then no evidence.
func (r *Report) baseline(found *Drilled, d templates.Drill, where map[string]string) {
	matter := where["matter"]
	if !d.Like || matter == "" {
		return
	}
	other := maps.Clone(where)
	other["matter"] = "!" + matter
	q := analysis.BaseQuery{
		Query: analysis.Query{Cube: d.Cube, Column: d.Column, Unit: r.Unit.Code, By: []string{d.By}, Where: where},
		Key:   found.First[d.As].Keys[0], Others: other, Least: fewestLike,
	}
	share, ok := r.Facts.BaseShare(q)
	if !ok {
		return
	}
	part := found.First[d.As].Part
	found.Slots[d.As+"偏"] = 0
	if r.Facts.Beyond(part, share) && part.Value.Sub(share.Value).Cmp(zhixiao.Int(pointsApart)) >= 0 {
		found.Slots[d.As+"偏"] = 1
	}
	found.Slots[d.As+"常占"] = share
}

// contrasts sets {As中}, {As外}, {As件} and {As别} of a theme's contrasts.
func (r *Report) contrasts(p *Problem) {
	for _, c := range p.Theme.Contrasts {
		where, ok := p.found.within(nil, c.Within)
		if !ok || slices.ContainsFunc(c.Within, func(as string) bool { return p.thin[as] }) {
			continue
		}
		found, ok := r.Facts.Contrasted(analysis.ContrastQuery{
			Cube: c.Cube, Unit: r.Unit.Code, Both: c.Both, Affected: c.Affected, Having: c.Having, Whole: c.Whole, Where: where, With: c.With,
		})
		if !ok {
			continue
		}
		p.Slots[c.As+"件"], p.Slots[c.As+"别"] = found.Count, found.Sign
		p.Slots[c.As+"中"], p.Slots[c.As+"外"] = NumberOrNil(found.Among), NumberOrNil(found.Others)
	}
}
