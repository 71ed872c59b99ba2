package prose

import (
	"slices"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/analysis/finding"
	"zhixiao/document"
)

// What the general report argues from: not one unit's numbers but where, over all
// units, a problem lies and who moved the city's value.

// widespread is how many of the city's problems are chosen for how many units
// show them; the rest are what became significantly worse.
const widespread = 2

// mostWorse is how many of the city's problems are taken for having become worse.
const mostWorse = 2

// cityCandidates is the city's problems: the most widespread ones, then those of
// the indicators that became worse beyond chance, then more widespread ones.
// Each begins its drills with the matter, hall or line that lies farthest off.
func (r *Report) cityCandidates() []Candidate {
	common := r.Merged(r.Common())
	worse := r.Worsened()
	own := slices.Clone(FirstN(common, widespread))
	for _, c := range FirstN(r.Merged(worse), mostWorse) {
		if !slices.ContainsFunc(own, func(x Candidate) bool { return x.Theme == c.Theme }) {
			own = append(own, c)
		}
	}
	own = r.Merged(append(own, common...))
	for i := range own {
		own[i].focus = r.cityFocus(own[i])
	}
	return own
}

// Worsened is the indicators that became worse beyond chance, the most salient
// first.
func (r *Report) Worsened() []Candidate {
	var out []Candidate
	for _, x := range finding.Of(r.Facts, r.Unit.Code) {
		if x.Kind != finding.Change || x.Better >= 0 {
			continue
		}
		if l, ok := r.lossOf(x.Code); ok && r.themeOf(x.Code) != nil && l.Light >= analysis.Yellow {
			out = append(out, Candidate{Theme: r.themeOf(x.Code), Loss: l})
		}
	}
	return out
}

// cityFocus is the hall or matter that made the candidate's indicator worse, or
// the part farthest off on an indicator of its theme, its own before the others.
func (r *Report) cityFocus(c Candidate) *finding.Finding {
	var found *finding.Finding
	if x := r.driver(c); x != nil {
		return x
	}
	for _, x := range finding.Of(r.Facts, r.Unit.Code) {
		if x.Kind != finding.Subgroup || !isPart(x) || r.Facts.Role(x.Code).Praise || !slices.Contains(c.Theme.Indicators, x.Code) {
			continue
		}
		if x.Code == c.Loss.Indicator.Code {
			return &x
		}
		if found == nil {
			found = &x
		}
	}
	return found
}

// driver is the hall or the matter whose own rate made at least a quarter of a
// change for the worse; nil when there is none.
func (r *Report) driver(c Candidate) *finding.Finding {
	code := c.Loss.Indicator.Code
	ch := r.Facts.Change(code, r.Unit.Code)
	if !ch.Tested || !ch.Significant || ch.Better >= 0 {
		return nil
	}
	for _, dim := range []string{"hall", "matter"} {
		split := r.Facts.Contributions(code, r.Unit.Code, dim)
		parts := split.Parts
		if len(parts) == 0 || split.Mostly(ch.Delta) || parts[0].Points.Value.Sign() != ch.Delta.Value.Sign() {
			continue
		}
		const quarter = 25
		rate := r.RateOf(code, r.Unit.Code, map[string]string{dim: parts[0].Key})
		if !rate.Ok() || !WorseThan(c.Loss.Indicator, rate.Value, c.Loss.Value.Value) {
			continue // it became worse, and is still no worse than the city
		}
		if share := r.Facts.Percent(parts[0].Points, ch.Delta); share.Ok() && share.Value.Cmp(zhixiao.Int(quarter)) >= 0 {
			return &finding.Finding{Kind: finding.Contribution, Unit: r.Unit.Code, Code: code, By: []string{dim}, Keys: []string{parts[0].Key}, Label: parts[0].Label}
		}
	}
	return nil
}

// lastOf lists the k worst units of a kind by an indicator with their values, the
// worst first. Units without a place are not compared.
func (r *Report) lastOf(ind zhixiao.Indicator, kind zhixiao.UnitKind, k int) []document.Inline {
	var items [][]document.Inline
	for _, u := range r.worst(ind, kind, k) {
		items = append(items, Join(Plain(NameOf(u)+"（"), Number(r.Facts.Value(ind.Code, u.Code)), Plain("）")))
	}
	return Listed(items)
}

// fewestNamed is the sample below which a unit is not named as one of the worst.
const fewestNamed = 30

// worst is up to k units that are red or yellow, the worst first.
func (r *Report) worst(ind zhixiao.Indicator, kind zhixiao.UnitKind, k int) []zhixiao.Unit {
	ranking := slices.DeleteFunc(slices.Clone(r.Facts.Ranking(ind.Code, kind)), func(u zhixiao.Unit) bool {
		q := r.Facts.Value(ind.Code, u.Code)
		return u.Light || q.N > 0 && q.N < fewestNamed || FewCases(q, r.Facts.Role(ind.Code)) || r.Facts.Light(ind.Code, u.Code) < analysis.Yellow
	})
	slices.Reverse(ranking)
	return FirstN(ranking, k) // units of few cases are left out: chance puts them last
}

// Drivers are what moved the city's value: the regions, matters and halls whose own
// rates did, the largest first.
type Drivers struct {
	From, To                zhixiao.Quantity
	Mix                     []document.Inline // in points, when it was mostly that the regions' shares moved
	Regions, Matters, Halls []analysis.Part
}

// Drivers says who moved the city's value of a code; nil unless it became worse beyond
// chance.
func (r *Report) Drivers(code string) *Drivers {
	c := r.Facts.Change(code, r.Unit.Code)
	if !c.Tested || !c.Significant || c.Better >= 0 {
		return nil
	}
	d := &Drivers{From: c.From, To: r.Facts.Value(code, r.Unit.Code)}
	if regions := r.Facts.Contributions(code, r.Unit.Code, "region"); regions.Mostly(c.Delta) {
		d.Mix = Size(regions.Mix)
	}
	d.Regions, d.Matters, d.Halls = r.movers(code, "region", c), r.movers(code, "matter", c), r.movers(code, "hall", c)
	return d
}

// movers is the members of a dimension whose own rate moved the way of a change, by at
// least a tenth of it, the largest first: less is no source of it. None when it was
// mostly that the members' shares moved.
func (r *Report) movers(code, dim string, c analysis.Change) []analysis.Part {
	const tenth = 10
	split := r.Facts.Contributions(code, r.Unit.Code, dim)
	if split.Mostly(c.Delta) {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(split.Parts), func(part analysis.Part) bool {
		share := r.Facts.Percent(part.Points, c.Delta)
		return part.Points.Value.Sign() != c.Delta.Value.Sign() || Level(part.Points) ||
			!share.Ok() || share.Value.Cmp(zhixiao.Int(tenth)) < 0
	})
}

// correlated is the indicator that goes together with the problem's over the districts,
// of those that say something about each other, and how closely.
func (p *Problem) correlated() (other string, q zhixiao.Quantity, ok bool) {
	for _, x := range finding.Of(p.r.Facts, p.r.Unit.Code) {
		if x.Kind != finding.Correlation {
			continue
		}
		switch p.Loss.Indicator.Code {
		case x.Code:
			return x.Other, x.Quantities[0], true
		case x.Other:
			return x.Code, x.Quantities[0], true
		}
	}
	return "", zhixiao.Quantity{}, false
}
