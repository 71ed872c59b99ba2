package prose

import (
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/analysis/finding"
)

// clues sets what the rules for causes ask beyond a theme's own drills.
func (r *Report) clues(p *Problem) {
	count := func(where map[string]string) zhixiao.Quantity {
		return r.Facts.Count(analysis.Query{Cube: "complaint", Column: "cases", Unit: r.Unit.Code, Where: where})
	}
	all := count(nil)
	p.Slots["诉求全数"] = all
	p.Slots["电话诉求占比"] = r.Facts.Percent(count(map[string]string{"l2": "0301|0302"}), all)
	p.Slots["虚设数"] = count(map[string]string{"l2": "0905"})
	p.Slots["形式数"] = count(map[string]string{"l2": "0902"})
	p.Slots["外加要件"] = count(map[string]string{"l2": "0202"})
	r.prerequisites(p, count)
	window := map[string]string{"source": "办不成事"}
	p.Slots["反窗数"], p.Slots["反窗占比"] = count(window), r.Facts.Percent(count(window), all)
	city := analysis.Query{Cube: "complaint", Column: "cases", Unit: zhixiao.CityCode}
	whole := r.Facts.Count(city)
	city.Where = window
	p.Slots["反窗占比市"] = r.Facts.Percent(r.Facts.Count(city), whole)
	p.Slots["黄线"] = Target(p.Loss.Indicator, p.Loss.Indicator.Yellow)
	r.surgeClues(p)
	r.regionClues(p)
}

// prerequisites counts complaints that rules of several departments wait for each
// other, and the departments.
func (r *Report) prerequisites(p *Problem, count func(map[string]string) zhixiao.Quantity) {
	where := map[string]string{"l2": "0102"}
	n := count(where)
	p.Slots["前置数"] = n
	depts := r.Facts.Top(analysis.Query{Cube: "complaint", Column: "cases", Unit: r.Unit.Code, By: []string{"dept"}, Where: where})
	p.Slots["前置部门数"] = r.Counted("prerequisite.depts", len(depts), "个", n.Key)
}

// surgeClues says whether the class of complaint that brought the problem in, or
// else its matter, drew far more complaints than in the period before, and in
// which month.
func (r *Report) surgeClues(p *Problem) {
	x := p.Surge
	if matter, _ := p.Slots["主事项码"].(string); x == nil && matter != "" {
		for _, found := range finding.Of(r.Facts, r.Unit.Code) {
			if found.Kind == finding.Surge && found.By[0] == "matter" && found.Keys[0] == matter {
				x = &found
				break
			}
		}
	}
	if x == nil {
		return
	}
	p.Slots["突增"], p.Slots["增名"] = 1, x.Label
	if x.By[0] == "l2" {
		p.Slots["增名"] = "“" + Quoted(x.Label) + "”"
	}
	p.Slots["本期数"], p.Slots["上期数"] = x.Quantities[0], x.Quantities[1]
	months := r.Facts.Top(analysis.Query{Cube: "complaint", Column: "cases", Unit: r.Unit.Code, By: []string{"month"}, Where: map[string]string{x.By[0]: x.Keys[0]}, Limit: 1})
	if len(months) > 0 {
		p.Slots["峰月"], p.Slots["峰月占比"] = monthName(months[0].Keys[0]), months[0].Part
	}
}

// monthName is 8月 of 2026-08.
func monthName(key string) string {
	_, m, ok := strings.Cut(key, "-")
	if !ok {
		return key
	}
	return strings.TrimPrefix(m, "0") + "月"
}

// regionClues finds the district that lies far off inside a domain, on the
// problem's indicator or another of its theme.
func (r *Report) regionClues(p *Problem) {
	if r.Unit.Kind != zhixiao.Domain {
		return
	}
	for _, x := range finding.Of(r.Facts, r.Unit.Code) {
		if x.Kind != finding.Subgroup || x.By[0] != "region" || !slices.Contains(p.Theme.Indicators, x.Code) {
			continue
		}
		ind, _ := r.Facts.Indicator(x.Code)
		p.Slots["差区"], p.Slots["差区名"] = x.Label, ind.Name
		p.Slots["差区值"], p.Slots["差区总"] = NumberOrNil(x.Quantities[0]), NumberOrNil(x.Quantities[1])
		p.Slots["差区件"] = x.Quantities[3]
		return
	}
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
