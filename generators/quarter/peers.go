package quarter

import (
	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/prose"
)

// ends are the best and the worst district of a domain.
type ends struct {
	best, worst         zhixiao.Quantity
	bestUnit, worstUnit zhixiao.Unit
}

// regionsApart finds them by the share of applications accepted at the first go; ok is
// false where fewer than five districts have enough cases.
func (r *report) regionsApart() (x ends, ok bool) {
	ind, known := r.Facts.Indicator("B201")
	if !known || r.Unit.Kind != zhixiao.Domain || r.Unit.Light {
		return x, false
	}
	n := 0
	for _, u := range r.Facts.Units(zhixiao.Region) {
		q := r.RateOf(ind.Code, r.Unit.Code, map[string]string{"region": u.Code})
		if !q.Ok() {
			continue
		}
		n++
		if x.best.Key == "" || prose.WorseThan(ind, x.best.Value, q.Value) {
			x.best, x.bestUnit = q, u
		}
		if x.worst.Key == "" || prose.WorseThan(ind, q.Value, x.worst.Value) {
			x.worst, x.worstUnit = q, u
		}
	}
	const fewestRegions = 5
	return x, n >= fewestRegions && r.Facts.Diff(x.best, x.worst, "百分点").Ok()
}

// The identities of applicants that the questionnaire tells apart.
const company, person = "企业", "个人"

// satisfied is the total satisfaction of companies and of persons; that of persons is
// told only beside that of companies, each of enough answers.
func (r *report) satisfied() map[string]zhixiao.Quantity {
	out := map[string]zhixiao.Quantity{}
	ind, ok := r.Facts.Indicator("D101")
	if !ok {
		return out
	}
	for _, identity := range []string{company, person} {
		where := map[string]string{"identity": identity}
		n := r.Facts.Count(analysis.Query{Cube: "survey", Column: "n_d101", Unit: r.Unit.Code, Where: where})
		if n.Value.Cmp(zhixiao.Int(prose.FewestCompared)) < 0 {
			return out
		}
		out[identity] = r.Facts.Ratio(analysis.RatioQuery{
			Cube: ind.Feed, Num: ind.Code + ".num", Den: ind.Code + ".den", Unit: r.Unit.Code, Where: where,
			Scale: max(ind.Scale, 1), Label: ind.Unit, Places: ind.Places,
		})
	}
	return out
}

// identities compares the two; nil where one is missing.
func (r *report) identities() []document.Inline {
	q := r.satisfied()
	gap := r.Facts.Diff(q[company], q[person], "分")
	switch {
	case len(q) < 2 || !gap.Ok():
		return nil
	case gap.Value.Abs().Cmp(zhixiao.Int(2)) < 0:
		return prose.Plain("两类申请人感受接近")
	case gap.Value.Sign() > 0:
		return prose.Join(prose.Plain("企业高"), prose.Size(gap))
	}
	return prose.Join(prose.Plain("个人高"), prose.Size(gap))
}
