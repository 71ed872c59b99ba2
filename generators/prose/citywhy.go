package prose

import (
	"slices"
	"strings"

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

// argue sets what is known of a city problem over all units.
func (r *Report) argue(p *Problem) {
	r.scope(p)
	ind := p.Loss.Indicator
	p.Slots["题末区"] = r.lastOf(ind, zhixiao.Region, 3)
	p.Slots["题末领"] = r.lastOf(ind, zhixiao.Domain, 3)
	p.Slots["题末区名"] = r.lastNames(ind, zhixiao.Region, 3)
	r.Drivers(p)
	r.correlated(p)
	r.complaintsOf(p)
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

func (r *Report) lastNames(ind zhixiao.Indicator, kind zhixiao.UnitKind, k int) string {
	return JoinNames(r.worst(ind, kind, k))
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

// Drivers says which district, matter and hall moved the city's value, when it
// became worse beyond chance.
func (r *Report) Drivers(p *Problem) {
	code := p.Loss.Indicator.Code
	c := r.Facts.Change(code, r.Unit.Code)
	if !c.Tested || !c.Significant || c.Better >= 0 {
		return
	}
	p.Slots["由"], p.Slots["至"] = NumberOrNil(c.From), NumberOrNil(r.Facts.Value(code, r.Unit.Code))
	for dim, prefix := range map[string]string{"region": "拉动区", "matter": "拉动事项", "hall": "拉动厅"} {
		split := r.Facts.Contributions(code, r.Unit.Code, dim)
		if split.Mostly(c.Delta) {
			if dim == "region" {
				p.Slots["构成点"] = Size(split.Mix)
			}
			continue
		}
		for i, part := range FirstN(r.movers(split, c), 2) {
			name := []string{prefix, prefix + "二"}[i]
			p.Slots[name], p.Slots[name+"点"] = part.Label, Size(part.Points)
		}
	}
}

// movers is the members whose own rate moved the way of a change, by at least a
// tenth of it, the largest first: less is no source of it.
func (r *Report) movers(split analysis.Split, c analysis.Change) []analysis.Part {
	const tenth = 10
	return slices.DeleteFunc(slices.Clone(split.Parts), func(part analysis.Part) bool {
		share := r.Facts.Percent(part.Points, c.Delta)
		return part.Points.Value.Sign() != c.Delta.Value.Sign() || Level(part.Points) ||
			!share.Ok() || share.Value.Cmp(zhixiao.Int(tenth)) < 0
	})
}

// correlated finds the indicator that goes together with the problem's over the
// districts, of those that say something about each other.
func (r *Report) correlated(p *Problem) {
	for _, x := range finding.Of(r.Facts, r.Unit.Code) {
		if x.Kind != finding.Correlation {
			continue
		}
		other := ""
		switch p.Loss.Indicator.Code {
		case x.Code:
			other = x.Other
		case x.Other:
			other = x.Code
		default:
			continue
		}
		p.Slots["相关名"], p.Slots["相关"] = r.CodeName(other), x.Quantities[0]
		return
	}
}

// complaintsOf counts the complaints that speak of the problem, now and before.
func (r *Report) complaintsOf(p *Problem) {
	if len(p.Theme.L2) == 0 {
		return
	}
	q := analysis.Query{Cube: "complaint", Column: "cases", Unit: r.Unit.Code, Where: map[string]string{"l2": strings.Join(p.Theme.L2, "|")}}
	now := r.Facts.Count(q)
	p.Slots["题诉数"], p.Slots["题诉变"] = now, r.Growth(now, r.Facts.PrevCount(q))
	q.Where = nil
	p.Slots["题诉比"] = r.Facts.Percent(now, r.Facts.Count(q))
}

// scope says how many regions and domains show a problem's indicator red or
// yellow, and how far the regions lie apart.
func (r *Report) scope(p *Problem) {
	code := p.Loss.Indicator.Code
	for kind, prefix := range map[zhixiao.UnitKind]string{zhixiao.Region: "区", zhixiao.Domain: "领"} {
		red, yellow := 0, 0
		for _, u := range r.Facts.Units(kind) {
			switch r.Facts.Light(code, u.Code) {
			case analysis.Red:
				red++
			case analysis.Yellow:
				yellow++
			}
		}
		p.Slots[prefix+"触红"] = r.Counted(code+".red."+kind.String(), red, "个")
		p.Slots[prefix+"触黄"] = r.Counted(code+".yellow."+kind.String(), yellow, "个")
	}
	s := r.Facts.Spread(code, zhixiao.Region)
	if s.Range.Ok() {
		p.Slots["题区高"], p.Slots["题区高值"] = s.MaxUnit.Short, s.Max
		p.Slots["题区低"], p.Slots["题区低值"] = s.MinUnit.Short, s.Min
		p.Slots["题区差"], p.Slots["区差"] = Number(s.Range), s.Range
	}
}
