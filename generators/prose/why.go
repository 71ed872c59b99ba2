package prose

import (
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/analysis/finding"
)

// complaints counts the complaints of the unit, of a part of them where one is given.
func (r *Report) complaints(where map[string]string) zhixiao.Quantity {
	return r.Facts.Count(analysis.Query{Cube: "complaint", Column: "cases", Unit: r.Unit.Code, Where: where})
}

// surge is the class of complaint that brought the problem in, or else its matter, when
// that drew far more complaints than in the period before; nil when neither did.
func (p *Problem) surge() *finding.Finding {
	matter := p.bodies().code
	if p.Surge != nil || matter == "" {
		return p.Surge
	}
	for _, x := range finding.Of(p.r.Facts, p.r.Unit.Code) {
		if x.Kind == finding.Surge && x.By[0] == "matter" && x.Keys[0] == matter {
			return &x
		}
	}
	return nil
}

// monthName is 8月 of 2026-08.
func monthName(key string) string {
	_, m, ok := strings.Cut(key, "-")
	if !ok {
		return key
	}
	return strings.TrimPrefix(m, "0") + "月"
}

// apart is the district that lies far off inside a domain, on the problem's indicator
// or another of its theme; nil when there is none.
func (p *Problem) apart() *finding.Finding {
	if p.r.Unit.Kind != zhixiao.Domain {
		return nil
	}
	for _, x := range finding.Of(p.r.Facts, p.r.Unit.Code) {
		if x.Kind == finding.Subgroup && x.By[0] == "region" && slices.Contains(p.Theme.Indicators, x.Code) {
			return &x
		}
	}
	return nil
}

// Side is a management indicator beside what the public says of the same thing.
type Side struct{ label, Manage, Public string }

// Sides are the pairs of what is managed and what is felt that reports hold against
// each other.
func Sides() []Side {
	return []Side{
		{"按时办结—时效感知", "B101", "D103"}, {"好评率—总体满意", "C102", "D101"},
		{"指南满意—材料清晰", "A104", "D104"}, {"网办提交—网办好用", "C301", "D105"}, {"电话接通—咨询有效", "C302", "D107"},
	}
}
