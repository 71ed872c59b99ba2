package generators

import (
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/analysis/finding"
	"zhixiao/document"
	"zhixiao/templates"
)

// hit is a cause that holds for a problem, with the evidence in words.
type hit struct {
	rule     *templates.Cause
	basis    []document.Inline
	strength int
}

// hits is the causes that hold for a theme and have evidence to show, the best
// first: particular causes before general ones, then the stronger.
func (r *report) hits(theme string, look templates.Lookup) []hit {
	var out []hit
	for i := range r.t.Rules.Causes {
		c := &r.t.Rules.Causes[i]
		ok, err := c.Holds(theme, look)
		r.d.fault(err)
		if !ok || r.used[c.ID] {
			continue
		}
		basis := r.first(c.Basis, look)
		strength, err := c.Strength(look)
		r.d.fault(err)
		if basis != nil {
			out = append(out, hit{c, basis, strength})
		}
	}
	slices.SortStableFunc(out, func(a, b hit) int {
		return templates.Weigh(a.rule, a.strength, b.rule, b.strength)
	})
	return out
}

// cause is the paragraph on why: the evidence, the conclusion of the best cause
// as strong as the evidence, what the data speak against, and the next cause
// weighed against the first. Nil when no rule holds.
func (r *report) cause(p *problem) []sentence {
	r.turnTo(p)
	look := r.problemLook(p)
	all := r.hits(p.theme.ID, look)
	for i, h := range all {
		conclusion, ok, err := h.rule.Conclusion(h.strength).Say(look, r.turn)
		r.d.fault(err)
		if !ok {
			continue
		}
		r.used[h.rule.ID] = !slices.Contains(lastResorts(), h.rule.ID)
		r.layers = append(r.layers, layered{h.rule.Layer, p.theme.Name})
		out := []sentence{{in: h.basis}, {in: conclusion}}
		if not := r.first(h.rule.Exclude, look); not != nil {
			out = append(out, sentence{in: not})
		}
		return append(out, r.weighed(all[i+1:], look)...)
	}
	return nil
}

// weighed says the first particular cause of the rest as one that comes second.
func (r *report) weighed(rest []hit, look templates.Lookup) []sentence {
	for _, h := range rest {
		name, ok, err := h.rule.Name().Say(look, r.turn)
		r.d.fault(err)
		if !ok || h.rule.General || r.used["次因 "+h.rule.ID] {
			continue
		}
		r.used["次因 "+h.rule.ID] = true
		said := r.sayFor(over(map[string]any{"次因": name, "次据": clauseOf(h.basis)}, look), "K90")
		for i := range said {
			said[i].prio = r.secondCause()
		}
		return said
	}
	return nil
}

// secondCause is the priority of what is weighed against the main cause: the
// general report keeps it whatever its length.
func (r *report) secondCause() int {
	if r.u.Kind == zhixiao.City {
		return 0
	}
	return 1
}

// clauseOf is a sentence without its full stop, to stand inside another.
func clauseOf(in []document.Inline) []document.Inline {
	out := slices.Clone(in)
	for i, last := range slices.Backward(out) {
		if t, ok := last.(document.Text); ok {
			out[i] = document.Text(strings.TrimSuffix(string(t), "。"))
		}
		break
	}
	return out
}

// layered is a problem's name with the layer of its cause.
type layered struct{ layer, theme string }

// clues sets what the rules for causes ask beyond a theme's own drills.
func (r *report) clues(p *problem) {
	count := func(where map[string]string) zhixiao.Quantity {
		return r.f.Count(analysis.Query{Cube: "complaint", Column: "cases", Unit: r.u.Code, Where: where})
	}
	all := count(nil)
	p.slots["诉求全数"] = all
	p.slots["电话诉求占比"] = r.f.Percent(count(map[string]string{"l2": "0301|0302"}), all)
	p.slots["虚设数"] = count(map[string]string{"l2": "0905"})
	p.slots["形式数"] = count(map[string]string{"l2": "0902"})
	p.slots["外加要件"] = count(map[string]string{"l2": "0202"})
	r.prerequisites(p, count)
	window := map[string]string{"source": "办不成事"}
	p.slots["反窗数"], p.slots["反窗占比"] = count(window), r.f.Percent(count(window), all)
	city := analysis.Query{Cube: "complaint", Column: "cases", Unit: zhixiao.CityCode}
	whole := r.f.Count(city)
	city.Where = window
	p.slots["反窗占比市"] = r.f.Percent(r.f.Count(city), whole)
	p.slots["黄线"] = target(p.loss.Indicator, p.loss.Indicator.Yellow)
	r.surgeClues(p)
	r.regionClues(p)
}

// prerequisites counts complaints that rules of several departments wait for each
// other, and the departments.
func (r *report) prerequisites(p *problem, count func(map[string]string) zhixiao.Quantity) {
	where := map[string]string{"l2": "0102"}
	n := count(where)
	p.slots["前置数"] = n
	depts := r.f.Top(analysis.Query{Cube: "complaint", Column: "cases", Unit: r.u.Code, By: []string{"dept"}, Where: where})
	p.slots["前置部门数"] = r.counted("prerequisite.depts", len(depts), "个", n.Key)
}

// surgeClues says whether the class of complaint that brought the problem in, or
// else its matter, drew far more complaints than in the period before, and in
// which month.
func (r *report) surgeClues(p *problem) {
	x := p.surge
	if matter, _ := p.slots["主事项码"].(string); x == nil && matter != "" {
		for _, found := range finding.Of(r.f, r.u.Code) {
			if found.Kind == finding.Surge && found.By[0] == "matter" && found.Keys[0] == matter {
				x = &found
				break
			}
		}
	}
	if x == nil {
		return
	}
	p.slots["突增"], p.slots["增名"] = 1, x.Label
	if x.By[0] == "l2" {
		p.slots["增名"] = "“" + quoted(x.Label) + "”"
	}
	p.slots["本期数"], p.slots["上期数"] = x.Quantities[0], x.Quantities[1]
	months := r.f.Top(analysis.Query{Cube: "complaint", Column: "cases", Unit: r.u.Code, By: []string{"month"}, Where: map[string]string{x.By[0]: x.Keys[0]}, Limit: 1})
	if len(months) > 0 {
		p.slots["峰月"], p.slots["峰月占比"] = monthName(months[0].Keys[0]), months[0].Part
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
func (r *report) regionClues(p *problem) {
	if r.u.Kind != zhixiao.Domain {
		return
	}
	for _, x := range finding.Of(r.f, r.u.Code) {
		if x.Kind != finding.Subgroup || x.By[0] != "region" || !slices.Contains(p.theme.Indicators, x.Code) {
			continue
		}
		ind, _ := r.f.Indicator(x.Code)
		p.slots["差区"], p.slots["差区名"] = x.Label, ind.Name
		p.slots["差区值"], p.slots["差区总"] = numberOrNil(x.Quantities[0]), numberOrNil(x.Quantities[1])
		p.slots["差区件"] = x.Quantities[3]
		return
	}
}

// progressed sets {改进判断}: whether what the management side gained was felt on
// the public's side too.
func (r *report) progressed() {
	for _, pair := range sides() {
		m, s := r.f.Change(pair.manage, r.u.Code), r.f.Change(pair.public, r.u.Code)
		if m.Better <= 0 || s.Better <= 0 || !m.Tested || !m.Significant || level(s.Delta) {
			continue
		}
		real := 0
		if s.Tested && s.Significant {
			real = 1
		}
		look := over(map[string]any{
			"向好": 1, "向好显著": real,
			"向好管名": r.codeName(pair.manage), "向好管": r.f.Value(pair.manage, r.u.Code), "向好管前": m.From,
			"向好公名": r.codeName(pair.public), "向好公": r.f.Value(pair.public, r.u.Code), "向好公前": s.From,
		}, r.look)
		for _, h := range r.hits("progress", look) {
			said, ok, err := h.rule.Conclusion(h.strength).Say(look, r.turn)
			r.d.fault(err)
			if ok {
				r.slots["改进判断"] = join(h.basis, said)
				return
			}
		}
	}
}

// side is a management indicator beside what the public says of the same thing.
type side struct{ label, manage, public string }

func sides() []side {
	return []side{
		{"按时办结—时效感知", "B101", "D103"}, {"好评率—总体满意", "C102", "D101"},
		{"指南满意—材料清晰", "A104", "D104"}, {"网办提交—网办好用", "C301", "D105"}, {"电话接通—咨询有效", "C302", "D107"},
	}
}
