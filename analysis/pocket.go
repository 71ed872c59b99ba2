package analysis

import (
	"strings"

	"zhixiao"
)

// pocketZ2 is how far a part must lie off, as z²: 16 is four standard errors,
// because a unit has hundreds of parts to look at.
const pocketZ2 = 16

// fewestOff is how many cases beyond the expected a pocket must hold.
const fewestOff = 5

// pockets: a matter, hall, line, department or region within a unit whose rate
// is far worse than the same matter's elsewhere, or than the unit's own rate.
// One finding for each indicator and dimension: the part with most cases beyond
// the expected.
func (f *Facts) pockets(ind zhixiao.Indicator, u zhixiao.Unit) []Finding {
	fd := f.now().feeds[ind.Feed]
	num, den := columnOf(fd, ind.Code+".num"), columnOf(fd, ind.Code+".den")
	v := f.now().measured(ind.Code, u.Code)
	if ind.Direction == zhixiao.Observe || f.census(ind.Code) || !num.known() || !den.known() || !v.q.Ok() || !proportion(ind, v) {
		return nil
	}
	var out []Finding
	for _, dim := range pocketDims(fd, u.Kind) {
		if p, ok := f.deepest(ind, u, dim, num.i, den.i); ok {
			out = append(out, f.pocketFinding(ind, u, dim, p))
			if dim == "matter" {
				out = append(out, f.behind(ind.Code, u, p.key)...)
			}
		}
	}
	return out
}

// behind drills from a matter that lies off to what lies behind it: the stage
// where days are lost, the reason of returns, the step where people give up.
func (f *Facts) behind(code string, u zhixiao.Unit, matter string) []Finding {
	d, ok := map[string]dig{
		"B101": {cube: "stage", column: "days", by: []string{"stage"}, least: 10, share: 30},
		"B104": {cube: "stage", column: "days", by: []string{"stage"}, least: 10, share: 30},
		"B201": {cube: "correction", column: "times", by: []string{"reason"}, least: 10, share: 25},
		"B202": {cube: "correction", column: "times", by: []string{"reason"}, least: 10, share: 25},
		"B203": {cube: "correction", column: "times", by: []string{"reason"}, least: 10, share: 25},
		"C301": {cube: "session", column: "sessions", by: []string{"step"}, where: map[string]string{"step": "!提交成功"}, least: 10, share: 30},
	}[code]
	if !ok {
		return nil
	}
	where := map[string]string{"matter": matter}
	for k, v := range d.where {
		where[k] = v
	}
	d.where = where
	_, deep, ok := f.digOnce(u, d, DrillFinding)
	if !ok {
		return nil
	}
	deep.Other, deep.Label = matter, f.name("matter", matter)+"·"+deep.Label
	return []Finding{deep}
}

// proportion reports whether a value counts cases out of cases.
func proportion(ind zhixiao.Indicator, v measured) bool {
	return (ind.Unit == "%" || ind.Unit == "件/万件") && v.variance != nil && ind.Floor.Sign() >= 0 && v.q.Num.Cmp(v.q.Den) <= 0
}

func pocketDims(fd *feed, k zhixiao.UnitKind) []string {
	var out []string
	for _, d := range []string{"matter", "hall", "line", "slot"} {
		if fd.cube.Dim(d) >= 0 {
			out = append(out, d)
		}
	}
	switch k {
	case zhixiao.Region:
		return append(out, "dept")
	case zhixiao.Domain:
		return append(out, "region")
	}
	return out
}

// pocket is a part that lies off: cases beyond the expected and z².
type pocket struct {
	numDen
	beyond, z2 float64 // choose and order; not published
	elsewhere  bool    // measured by its like in other units
}

func (f *Facts) deepest(ind zhixiao.Indicator, u zhixiao.Unit, dim string, num, den int) (pocket, bool) {
	fd := f.now().feeds[ind.Feed]
	own := numDen{num: fd.sum(u.Code, num), den: fd.sum(u.Code, den)}
	elsewhere := f.cityPairs(fd, ind, dim, num, den)
	var best pocket
	for _, g := range fd.pairsBy(u.Code, fd.picker(dim), num, den) {
		if g.den < max(ind.MinN, 10) || g.den == own.den {
			continue
		}
		p := off(ind, g, numDen{num: own.num - g.num, den: own.den - g.den})
		c := elsewhere[g.key]
		like := numDen{num: c.num - g.num, den: c.den - g.den}
		if u.Kind != zhixiao.City && like.den >= fewest {
			// A matter is measured by the same matter elsewhere. A district that is
			// behind in every domain is no news in one: there both must hold.
			q := off(ind, g, like)
			q.elsewhere = true
			if dim == "matter" || q.z2 < p.z2 {
				p = q
			}
		}
		if f.stands(ind, u, dim, p) && p.beyond >= fewestOff && p.beyond > best.beyond {
			best = p
		}
	}
	return best, best.z2 > 0
}

// off measures how much worse g is than base; zero when it is not worse.
func off(ind zhixiao.Indicator, g, base numDen) pocket {
	if base.den <= 0 {
		return pocket{}
	}
	rate := (float64(base.num) + 0.5) / (float64(base.den) + 1)
	beyond := (float64(g.num) - rate*float64(g.den)) * -float64(ind.Direction)
	if beyond <= 0 {
		return pocket{}
	}
	spread := rate * (1 - rate) * float64(g.den) * (1 + float64(g.den)/float64(base.den))
	return pocket{numDen: g, beyond: beyond, z2: beyond * beyond / spread}
}

// cityPairs is the city's sums by a dimension, made once.
func (f *Facts) cityPairs(fd *feed, ind zhixiao.Indicator, dim string, num, den int) map[string]numDen {
	at := place{ind.Code, dim}
	f.mu.Lock()
	found, ok := f.pairs[at]
	f.mu.Unlock()
	if ok {
		return found
	}
	found = map[string]numDen{}
	for _, g := range fd.pairsBy(zhixiao.CityCode, fd.picker(dim), num, den) {
		found[g.key] = g
	}
	f.mu.Lock()
	f.pairs[at] = found
	f.mu.Unlock()
	return found
}

func (f *Facts) pocketFinding(ind zhixiao.Indicator, u zhixiao.Unit, dim string, p pocket) Finding {
	where := map[string]string{dim: p.key}
	rate := func(rest bool) zhixiao.Quantity {
		return f.Ratio(RatioQuery{
			Cube: ind.Feed, Num: ind.Code + ".num", Den: ind.Code + ".den", Unit: u.Code, Where: where,
			Scale: max(ind.Scale, 1), Label: ind.Unit, Places: ind.Places, MinN: min(ind.MinN, fewest), Rest: rest,
		})
	}
	backed := f.complained(ind, u, dim, p.key)
	out := Finding{
		Kind: PocketFinding, Unit: u.Code, Code: ind.Code, By: []string{dim}, Keys: []string{p.key}, Label: f.name(dim, p.key), Better: -1,
		// Beyond ten standard errors more still counts, but little.
		Salience: saliencyPocket + min(int(p.z2), 100) + min(int(p.z2)/20, 40) + min(int(p.beyond), 60) + backed.bonus() + f.weightBonus(ind, u.Kind),
		Cases:    backed.cases,
		Quantities: []zhixiao.Quantity{
			rate(false), f.Value(ind.Code, u.Code),
			f.Count(Query{Cube: ind.Feed, Column: ind.Code + ".num", Unit: u.Code, Where: where}),
			f.Count(Query{Cube: ind.Feed, Column: ind.Code + ".den", Unit: u.Code, Where: where}),
		},
		Reason: "该部分明显差于本单位其余部分（四倍标准误以上）",
	}
	if p.elsewhere {
		out.Quantities = append(out.Quantities, rate(true))
		out.Reason = "该部分明显差于全市其他单位的同一部分（四倍标准误以上）"
	}
	if backed.n > 0 {
		out.Reason = strings.ReplaceAll(out.Reason, "四倍", "三倍") + "，并有同类诉求" + zhixiao.Int(backed.n).String() + "件印证"
	}
	return out
}

// surges: a class of complaint, or a matter, with far more complaints than in
// the period before (Poisson, z² ≥ 16) and half as many again.
func (f *Facts) surges(u zhixiao.Unit) []Finding {
	if f.at(f.Prev()) == nil {
		return nil
	}
	var out []Finding
	for _, dim := range []string{"l2", "matter", "street"} {
		for _, s := range f.Top(Query{Cube: "complaint", Column: "cases", Unit: u.Code, By: []string{dim}, Limit: 8}) {
			was := f.PrevCount(Query{Cube: "complaint", Column: "cases", Unit: u.Code, Where: map[string]string{dim: s.Keys[0]}})
			now := s.Count.Value.N
			more := now - was.Value.N
			if !was.Ok() || now < 20 || more*2 < was.Value.N || more*more < pocketZ2*(now+was.Value.N) {
				continue
			}
			out = append(out, Finding{
				Kind: SurgeFinding, Unit: u.Code, Code: "complaint.cases", By: []string{dim}, Keys: s.Keys, Label: s.Label, Better: -1,
				Salience:   saliencyPocket + min(int(more), 100) + 40,
				Quantities: []zhixiao.Quantity{s.Count, was, f.Diff(s.Count, was, ""), f.GrowthRate(s.Count, was), s.Part},
				Cases:      f.citing(u.Code, []string{dim}, s.Keys, 3),
				Reason:     "诉求量比上期增加一半以上，超出随机波动",
			})
		}
	}
	return out
}
