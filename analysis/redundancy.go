package analysis

import (
	"cmp"
	"slices"

	"zhixiao"
)

// Redundancy is two scored indicators that put the units of a kind in nearly
// the same order.
type Redundancy struct {
	A, B        zhixiao.Indicator
	Correlation zhixiao.Quantity // Spearman, two decimals
}

// redundantFrom is the amount of correlation from which two indicators say the
// same (docs/domain/reports.md §8, chapter 8).
func redundantFrom() zhixiao.Decimal { return zhixiao.Decimal{N: 90, Places: 2} }

// Redundancies is the pairs of scored indicators of a kind whose rank correlation
// exceeds ±0.90, the strongest first.
func (f *Facts) Redundancies(kind zhixiao.UnitKind) []Redundancy {
	var out []Redundancy
	list := f.weighed(kind)
	for i, a := range list {
		for _, b := range list[i+1:] {
			if q := f.Correlation(a.Code, b.Code, kind); q.Ok() && q.Value.Abs().Cmp(redundantFrom()) > 0 {
				out = append(out, Redundancy{a, b, q})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Redundancy) int {
		return b.Correlation.Value.Abs().Cmp(a.Correlation.Value.Abs())
	})
	return out
}

func (f *Facts) weighed(kind zhixiao.UnitKind) []zhixiao.Indicator {
	var out []zhixiao.Indicator
	for _, ind := range f.in.Indicators.Indicators {
		weight := ind.Region
		if kind == zhixiao.Domain {
			weight = ind.Domain
		}
		if weight.Sign() > 0 && ind.Direction != zhixiao.Observe {
			out = append(out, ind)
		}
	}
	return out
}

// Discrimination is how far an indicator tells the units of a kind apart.
type Discrimination struct {
	Indicator zhixiao.Indicator
	StdDev    zhixiao.Quantity // of the units' scores of 0–100
	Full      zhixiao.Quantity // units with the full score
	Of        zhixiao.Quantity // units with a score
}

// flatBelow is the standard deviation of scores under which an indicator hardly
// tells units apart: two points of 100.
const flatBelow = 2

// Flat reports whether the indicator hardly tells units apart.
func (d Discrimination) Flat() bool {
	return d.StdDev.Ok() && d.StdDev.Value.Cmp(zhixiao.Int(flatBelow)) < 0
}

// Discriminations is every scored indicator of a kind by how far its scores lie
// apart, the least first. Indicators with fewer than ten scores are left out.
func (f *Facts) Discriminations(kind zhixiao.UnitKind) []Discrimination {
	var out []Discrimination
	for _, ind := range f.weighed(kind) {
		code := "score." + ind.Code
		s := f.Spread(code, kind)
		if !s.StdDev.Ok() || s.StdDev.N < 10 {
			continue
		}
		full := int64(0)
		for _, u := range f.byKind[kind] {
			if q := f.Value(code, u.Code); q.Ok() && q.Value.Cmp(zhixiao.Int(100)) == 0 {
				full++
			}
		}
		key := func(what string) zhixiao.Key {
			return zhixiao.NewKey(code+"."+what+"."+kind.String(), zhixiao.CityCode, f.Period())
		}
		out = append(out, Discrimination{
			Indicator: ind, StdDev: s.StdDev,
			Full: f.Keep(zhixiao.Quantity{Key: key("full"), Value: zhixiao.Int(full), Unit: "个", Rule: Wording("units at 100")}),
			Of:   f.Keep(zhixiao.Quantity{Key: key("scored"), Value: zhixiao.Int(s.StdDev.N), Unit: "个", Rule: Wording("units scored")}),
		})
	}
	slices.SortStableFunc(out, func(a, b Discrimination) int {
		return cmp.Or(a.StdDev.Value.Cmp(b.StdDev.Value), cmp.Compare(a.Indicator.Code, b.Indicator.Code))
	})
	return out
}
