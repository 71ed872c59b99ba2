package generators

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
func (r *report) cityCandidates() []candidate {
	common := r.merged(r.common())
	worse := r.worsened()
	own := slices.Clone(firstN(common, widespread))
	for _, c := range firstN(r.merged(worse), mostWorse) {
		if !slices.ContainsFunc(own, func(x candidate) bool { return x.theme == c.theme }) {
			own = append(own, c)
		}
	}
	own = r.merged(append(own, common...))
	for i := range own {
		own[i].focus = r.cityFocus(own[i])
	}
	return own
}

// worsened is the indicators that became worse beyond chance, the most salient
// first.
func (r *report) worsened() []candidate {
	var out []candidate
	for _, x := range finding.Of(r.f, r.u.Code) {
		if x.Kind != finding.Change || x.Better >= 0 {
			continue
		}
		if l, ok := r.lossOf(x.Code); ok && r.themeOf(x.Code) != nil && l.Light >= analysis.Yellow {
			out = append(out, candidate{theme: r.themeOf(x.Code), loss: l})
		}
	}
	return out
}

// cityFocus is the hall or matter that made the candidate's indicator worse, or
// the part farthest off on an indicator of its theme, its own before the others.
func (r *report) cityFocus(c candidate) *finding.Finding {
	var found *finding.Finding
	if x := r.driver(c); x != nil {
		return x
	}
	for _, x := range finding.Of(r.f, r.u.Code) {
		if x.Kind != finding.Subgroup || !isPart(x) || x.Code == "C103" || !slices.Contains(c.theme.Indicators, x.Code) {
			continue
		}
		if x.Code == c.loss.Indicator.Code {
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
func (r *report) driver(c candidate) *finding.Finding {
	code := c.loss.Indicator.Code
	ch := r.f.Change(code, r.u.Code)
	if !ch.Tested || !ch.Significant || ch.Better >= 0 {
		return nil
	}
	for _, dim := range []string{"hall", "matter"} {
		split := r.f.Contributions(code, r.u.Code, dim)
		parts := split.Parts
		if len(parts) == 0 || split.Mostly(ch.Delta) || parts[0].Points.Value.Sign() != ch.Delta.Value.Sign() {
			continue
		}
		const quarter = 25
		rate := r.rateOf(code, r.u.Code, map[string]string{dim: parts[0].Key})
		if !rate.Ok() || !worseThan(c.loss.Indicator, rate.Value, c.loss.Value.Value) {
			continue // it became worse, and is still no worse than the city
		}
		if share := r.f.Percent(parts[0].Points, ch.Delta); share.Ok() && share.Value.Cmp(zhixiao.Int(quarter)) >= 0 {
			return &finding.Finding{Kind: finding.Contribution, Unit: r.u.Code, Code: code, By: []string{dim}, Keys: []string{parts[0].Key}, Label: parts[0].Label}
		}
	}
	return nil
}

// argue sets what is known of a city problem over all units.
func (r *report) argue(p *problem) {
	r.scope(p)
	ind := p.loss.Indicator
	p.slots["题末区"] = r.lastOf(ind, zhixiao.Region, 3)
	p.slots["题末领"] = r.lastOf(ind, zhixiao.Domain, 3)
	p.slots["题末区名"] = r.lastNames(ind, zhixiao.Region, 3)
	r.drivers(p)
	r.together(p)
	r.complaintsOf(p)
}

// lastOf lists the k worst units of a kind by an indicator with their values, the
// worst first. Units without a place are not compared.
func (r *report) lastOf(ind zhixiao.Indicator, kind zhixiao.UnitKind, k int) []document.Inline {
	var items [][]document.Inline
	for _, u := range r.worst(ind, kind, k) {
		items = append(items, join(plain(nameOf(u)+"（"), number(r.f.Value(ind.Code, u.Code)), plain("）")))
	}
	return listed(items)
}

func (r *report) lastNames(ind zhixiao.Indicator, kind zhixiao.UnitKind, k int) string {
	return joinNames(r.worst(ind, kind, k))
}

// fewestNamed is the sample below which a unit is not named as one of the worst.
const fewestNamed = 30

// worst is up to k units that are red or yellow, the worst first.
func (r *report) worst(ind zhixiao.Indicator, kind zhixiao.UnitKind, k int) []zhixiao.Unit {
	ranking := slices.DeleteFunc(slices.Clone(r.f.Ranking(ind.Code, kind)), func(u zhixiao.Unit) bool {
		q := r.f.Value(ind.Code, u.Code)
		return u.Light || q.N > 0 && q.N < fewestNamed || fewCases(q, ind.Code) || r.f.Light(ind.Code, u.Code) < analysis.Yellow
	})
	slices.Reverse(ranking)
	return firstN(ranking, k) // units of few cases are left out: chance puts them last
}

// drivers says which district, matter and hall moved the city's value, when it
// became worse beyond chance.
func (r *report) drivers(p *problem) {
	code := p.loss.Indicator.Code
	c := r.f.Change(code, r.u.Code)
	if !c.Tested || !c.Significant || c.Better >= 0 {
		return
	}
	p.slots["由"], p.slots["至"] = numberOrNil(c.From), numberOrNil(r.f.Value(code, r.u.Code))
	for dim, prefix := range map[string]string{"region": "拉动区", "matter": "拉动事项", "hall": "拉动厅"} {
		split := r.f.Contributions(code, r.u.Code, dim)
		if split.Mostly(c.Delta) {
			if dim == "region" {
				p.slots["构成点"] = size(split.Mix)
			}
			continue
		}
		for i, part := range firstN(r.movers(split, c), 2) {
			name := []string{prefix, prefix + "二"}[i]
			p.slots[name], p.slots[name+"点"] = part.Label, size(part.Points)
		}
	}
}

// movers is the members whose own rate moved the way of a change, by at least a
// tenth of it, the largest first: less is no source of it.
func (r *report) movers(split analysis.Split, c analysis.Change) []analysis.Part {
	const tenth = 10
	return slices.DeleteFunc(slices.Clone(split.Parts), func(part analysis.Part) bool {
		share := r.f.Percent(part.Points, c.Delta)
		return part.Points.Value.Sign() != c.Delta.Value.Sign() || level(part.Points) ||
			!share.Ok() || share.Value.Cmp(zhixiao.Int(tenth)) < 0
	})
}

// together finds the indicator that goes together with the problem's over the
// districts, of those that say something about each other.
func (r *report) together(p *problem) {
	for _, x := range finding.Of(r.f, r.u.Code) {
		if x.Kind != finding.Correlation {
			continue
		}
		other := ""
		switch p.loss.Indicator.Code {
		case x.Code:
			other = x.Other
		case x.Other:
			other = x.Code
		default:
			continue
		}
		p.slots["相关名"], p.slots["相关"] = r.codeName(other), x.Quantities[0]
		return
	}
}

// complaintsOf counts the complaints that speak of the problem, now and before.
func (r *report) complaintsOf(p *problem) {
	if len(p.theme.L2) == 0 {
		return
	}
	q := analysis.Query{Cube: "complaint", Column: "cases", Unit: r.u.Code, Where: map[string]string{"l2": strings.Join(p.theme.L2, "|")}}
	now := r.f.Count(q)
	p.slots["题诉数"], p.slots["题诉变"] = now, r.growth(now, r.f.PrevCount(q))
	q.Where = nil
	p.slots["题诉比"] = r.f.Percent(now, r.f.Count(q))
}

// layersSaid sets {规则题}, {流程题}, {系统数据题} and {人员执行题}: the problems
// whose cause lies on each layer.
func (r *report) layersSaid() {
	names := map[string][]string{}
	for _, l := range r.layers {
		names[l.layer] = append(names[l.layer], l.theme)
	}
	for layer, list := range names {
		r.slots[layer+"题"] = strings.Join(list, "、")
	}
}

// declined sets {退步列}: the indicators that became worse beyond chance, with who
// moved them.
func (r *report) declined() {
	var items [][]document.Inline
	for _, c := range firstN(r.merged(r.worsened()), 2) {
		p := &problem{loss: c.loss, theme: c.theme, slots: map[string]any{}}
		r.drivers(p)
		ch := r.f.Change(c.loss.Indicator.Code, r.u.Code)
		item := join(plain(c.loss.Indicator.Name+"由"), number(ch.From), plain("变为"), number(c.loss.Value))
		if name, ok := p.slots["拉动区"].(string); ok {
			item = join(item, plain("（主要来自"+name+"）"))
		} else if p.slots["构成点"] != nil {
			item = join(item, plain("（主要是构成变化）"))
		}
		items = append(items, item)
	}
	r.slots["退步列"] = semicolons(items)
}
