package finding

import (
	"strings"

	"zhixiao"
	"zhixiao/analysis"
)

// subgroupZ2 is how far a part must lie off, as z²: 16 is four standard errors,
// because a unit has hundreds of parts to look at.
const subgroupZ2 = 16

// fewestOff is how many cases beyond the expected a subgroup must hold.
const fewestOff = 5

// subgroups: a matter, hall, line, department or region within a unit whose rate
// is far worse than the same matter's elsewhere, or than the unit's own rate.
// One finding for each indicator and dimension: the part with most cases beyond
// the expected.
func (m *miner) subgroups(ind zhixiao.Indicator, u zhixiao.Unit) []Finding {
	v := m.f.Value(ind.Code, u.Code)
	if ind.Direction == zhixiao.Observe || !v.Ok() || !m.f.Sampled(ind.Code, u.Code) || !proportion(ind, v) {
		return nil
	}
	var out []Finding
	for _, dim := range subgroupDims(u.Kind) {
		parts, ok := m.f.Fractions(ind, u.Code, dim)
		if !ok {
			continue
		}
		if p, ok := m.deepest(ind, u, dim, parts); ok {
			out = append(out, m.subgroupFinding(ind, u, dim, p))
			if dim == "matter" {
				out = append(out, m.behind(ind.Code, u, p.Key)...)
			}
		}
	}
	return out
}

// behind drills from a matter that lies off to what lies behind it: the stage
// where days are lost, the reason of returns, the step where people give up.
func (m *miner) behind(code string, u zhixiao.Unit, matter string) []Finding {
	d, ok := map[string]question{
		"stage":      {cube: "stage", column: "days", by: []string{"stage"}, least: 10, share: 30},
		"correction": {cube: "correction", column: "times", by: []string{"reason"}, least: 10, share: 25},
		"session":    {cube: "session", column: "sessions", by: []string{"step"}, where: map[string]string{"step": "!提交成功"}, least: 10, share: 30},
	}[m.f.Role(code).Behind]
	if !ok {
		return nil
	}
	where := map[string]string{"matter": matter}
	for k, v := range d.where {
		where[k] = v
	}
	d.where = where
	_, deep, ok := m.leading(u, d, Drill)
	if !ok {
		return nil
	}
	deep.Other, deep.Label = matter, m.f.NameOf("matter", matter)+"·"+deep.Label
	return []Finding{deep}
}

// proportion reports whether a value counts cases out of cases.
func proportion(ind zhixiao.Indicator, v zhixiao.Quantity) bool {
	return (ind.Unit == "%" || ind.Unit == "件/万件") && ind.Floor.Sign() >= 0 && v.Num.Cmp(v.Den) <= 0
}

// subgroupDims are the dimensions that a unit of a kind is looked at by.
func subgroupDims(k zhixiao.UnitKind) []string {
	dims := []string{"matter", "hall", "line", "slot"}
	switch k {
	case zhixiao.Region:
		return append(dims, "dept")
	case zhixiao.Domain:
		return append(dims, "region")
	}
	return dims
}

// subgroup is a part that lies off: cases beyond the expected and z².
type subgroup struct {
	analysis.Fraction
	beyond, z2 float64 // choose and order; not published
	elsewhere  bool    // measured by its like in other units
}

// deepest is, of a unit's parts by a dimension, the one with most cases beyond the
// expected.
func (m *miner) deepest(ind zhixiao.Indicator, u zhixiao.Unit, dim string, parts []analysis.Fraction) (subgroup, bool) {
	whole := m.f.Value(ind.Code, u.Code)
	own := analysis.Fraction{Num: whole.Num.N, Den: whole.Den.N} // counts: no places
	elsewhere := m.inCityBy(ind, dim)
	var best subgroup
	for _, g := range parts {
		if g.Den < max(ind.MinN, 10) || g.Den == own.Den {
			continue
		}
		p := off(ind, g, analysis.Fraction{Num: own.Num - g.Num, Den: own.Den - g.Den})
		c := elsewhere[g.Key]
		like := analysis.Fraction{Num: c.Num - g.Num, Den: c.Den - g.Den}
		if u.Kind != zhixiao.City && like.Den >= analysis.Fewest {
			// A matter is measured by the same matter elsewhere. A district that is
			// behind in every domain is no news in one: there both must hold.
			q := off(ind, g, like)
			q.elsewhere = true
			if dim == "matter" || q.z2 < p.z2 {
				p = q
			}
		}
		if m.stands(ind, u, dim, p) && p.beyond >= fewestOff && p.beyond > best.beyond {
			best = p
		}
	}
	return best, best.z2 > 0
}

// off measures how much worse g is than base; zero when it is not worse.
func off(ind zhixiao.Indicator, g, base analysis.Fraction) subgroup {
	if base.Den <= 0 {
		return subgroup{}
	}
	rate := (float64(base.Num) + 0.5) / (float64(base.Den) + 1)
	beyond := (float64(g.Num) - rate*float64(g.Den)) * -float64(ind.Direction)
	if beyond <= 0 {
		return subgroup{}
	}
	spread := rate * (1 - rate) * float64(g.Den) * (1 + float64(g.Den)/float64(base.Den))
	return subgroup{Fraction: g, beyond: beyond, z2: beyond * beyond / spread}
}

// inCityBy is the city's rates by a dimension, made once.
func (m *miner) inCityBy(ind zhixiao.Indicator, dim string) map[string]analysis.Fraction {
	at := rateBy{ind.Code, dim}
	m.mu.Lock()
	found, ok := m.cityRates[at]
	m.mu.Unlock()
	if ok {
		return found
	}
	found = map[string]analysis.Fraction{}
	rates, _ := m.f.Fractions(ind, zhixiao.CityCode, dim)
	for _, g := range rates {
		found[g.Key] = g
	}
	m.mu.Lock()
	m.cityRates[at] = found
	m.mu.Unlock()
	return found
}

func (m *miner) subgroupFinding(ind zhixiao.Indicator, u zhixiao.Unit, dim string, p subgroup) Finding {
	where := map[string]string{dim: p.Key}
	rate := func(rest bool) zhixiao.Quantity {
		return m.f.Ratio(analysis.RatioQuery{
			Cube: ind.Feed, Num: ind.Code + ".num", Den: ind.Code + ".den", Unit: u.Code, Where: where,
			Scale: max(ind.Scale, 1), Label: ind.Unit, Places: ind.Places, MinN: min(ind.MinN, analysis.Fewest), Rest: rest,
		})
	}
	backed := m.corroborated(ind, u, dim, p.Key)
	out := Finding{
		Kind: Subgroup, Unit: u.Code, Code: ind.Code, By: []string{dim}, Keys: []string{p.Key}, Label: m.f.NameOf(dim, p.Key), Better: -1,
		// Beyond ten standard errors more still counts, but little.
		Salience: saliencySubgroup + min(int(p.z2), 100) + min(int(p.z2)/20, 40) + min(int(p.beyond), 60) + backed.bonus() + weightBonus(ind, u.Kind),
		Cases:    backed.cases,
		Quantities: []zhixiao.Quantity{
			rate(false), m.f.Value(ind.Code, u.Code),
			m.f.Count(analysis.Query{Cube: ind.Feed, Column: ind.Code + ".num", Unit: u.Code, Where: where}),
			m.f.Count(analysis.Query{Cube: ind.Feed, Column: ind.Code + ".den", Unit: u.Code, Where: where}),
		},
		Reason: analysis.Wording("worse than the rest"),
	}
	if p.elsewhere {
		out.Quantities = append(out.Quantities, rate(true))
		out.Reason = analysis.Wording("worse than elsewhere")
	}
	if backed.n > 0 {
		out.Reason = strings.ReplaceAll(out.Reason, "四倍", "三倍") + "，并有同类诉求" + zhixiao.Int(backed.n).String() + "件印证"
	}
	return out
}
