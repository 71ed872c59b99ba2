package prose

import (
	"maps"
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/templates"
)

// UnitDrills are the concentrations every unit's report speaks of outside its
// problems.
func UnitDrills() []templates.Drill {
	return []templates.Drill{
		{As: "大事项", Cube: "caseload", Column: "cases", By: "matter"},
		{As: "逾期事项", Cube: "case", Column: "overdue", By: "matter", Least: 2},
		{As: "超长事项", Cube: "case", Column: "overlong", By: "matter", Least: 2},
		{As: "退件事项", Cube: "correction", Column: "times", By: "matter", Least: 2},
		{As: "差评理由", Cube: "evaluation", Column: "bad", By: "code", Least: 2},
		{As: "差评事项", Cube: "evaluation", Column: "bad", By: "matter", Least: 2},
		{As: "等候大厅", Cube: "ticket", Column: "over30", By: "hall", Least: 2},
		{As: "等候时点", Cube: "ticket", Column: "over30", By: "hour", Within: []string{"等候大厅"}, Least: 2},
		{As: "放弃步骤", Cube: "session", Column: "lost", By: "step", Skip: []string{"提交成功"}, Least: 2},
		{As: "放弃事项", Cube: "session", Column: "lost", By: "matter", Least: 2},
		{As: "漏接时段", Cube: "call", Column: "missed", By: "slot", Least: 2},
		{As: "漏接号码", Cube: "call", Column: "missed", By: "line", Least: 2},
		{As: "不满原因", Cube: "survey", Column: "answers", By: "reason", Least: 2},
		{As: "诉求类", Cube: "complaint", Column: "cases", By: "l2", Least: 2},
		{As: "诉求事项", Cube: "complaint", Column: "cases", By: "matter", Least: 2},
		{As: "诉求街乡", Cube: "complaint", Column: "cases", By: "street", Least: 2},
		{As: "诉求区", Cube: "complaint", Column: "cases", By: "region", Least: 2},
		{As: "访谈话题", Cube: "interview", Column: "calls", By: "topic", Least: 2},
		{As: "办件区", Cube: "caseload", Column: "cases", By: "region", Least: 2},
		{As: "全环节", Cube: "stage", Column: "days", By: "stage", Least: 2},
		{As: "退回原因", Cube: "correction", Column: "times", By: "reason", Least: 2},
		{As: "一级类", Cube: "complaint", Column: "cases", By: "l1", Least: 2},
		{As: "重复事项", Cube: "case", Column: "repeat_subjects", By: "matter", Least: 3},
		{As: "办件部门", Cube: "caseload", Column: "cases", By: "dept", Least: 2},
	}
}

// UnitRates are the rates within the keys that UnitDrills find.
func UnitRates() []templates.Rate {
	return []templates.Rate{
		{As: "等候厅率", Cube: "ticket", Num: "over30", Den: "tickets", Unit: "%", Scale: 100, Places: 2, MinN: 30, Within: []string{"等候大厅"}},
		{As: "放弃事项率", Cube: "session", Num: "submitted", Den: "sessions", Unit: "%", Scale: 100, Places: 2, MinN: 30, Within: []string{"放弃事项"}},
	}
}

// Drilled is what drilling found, step by step.
type Drilled struct {
	steps map[string]*step // by the drill's name; nil where nothing was found
	rates map[string]*rated
	// beaten says that another part of the unit has more cases than the one that
	// stands out.
	beaten bool
}

// step is what one drill found.
type step struct {
	dim  string
	keys []key // what it names first, second and third
	// listed says that the first key has most cases but is not beyond the rest: it may
	// be listed, nothing may be concluded of it.
	listed bool
	excess *excess // nil where nothing tells cases from bad cases
	usual  *usual  // nil where there is no base to compare with
}

// key is a value of a step's dimension with its name and count as sentences say them.
type key struct {
	analysis.Share
	name  string
	shown zhixiao.Quantity
}

// rated is a rate within the first keys of drills, now and in the period before.
type rated struct {
	own, before zhixiao.Quantity
	others      *compared // nil for the city, which has none
}

// compared is the same rate of the other units, and whether the own differs from it
// beyond chance.
type compared struct {
	rest    zhixiao.Quantity
	differs bool
}

// First is the key that a step names first; ok is false where it found none.
func (d Drilled) First(as string) (first analysis.Share, ok bool) {
	s := d.steps[as]
	if s == nil {
		return analysis.Share{}, false
	}
	return s.keys[0].Share, true
}

// Name is the first key of a step as sentences call it, "" where it found none.
func (d Drilled) Name(as string) string {
	s := d.steps[as]
	if s == nil {
		return ""
	}
	return s.keys[0].name
}

// Look gives the slots of the steps and rates, and {首}: a templates.Lookup.
func (d Drilled) Look(name string) (value any, declared bool) {
	if name == "首" {
		return Flag(!d.beaten), d.steps != nil
	}
	if v, ok := said(name, d.rates, rateEndings()); ok {
		return v, true
	}
	return said(name, d.steps, drillEndings())
}

// DrillDown looks for concentrations step by step. A step whose first key is too
// small says nothing, and nothing is sought within it. What does not stand out
// from the rest is left out.
func (r *Report) DrillDown(drills []templates.Drill, rates []templates.Rate) Drilled {
	found := r.drillInto(drills, rates, nil)
	for as, s := range found.steps {
		if s != nil && s.listed {
			found.steps[as] = nil
		}
	}
	return found
}

// drillInto is DrillDown beginning with the keys of at, the part that is known to
// stand out, where it need not be the largest; what does not stand out is listed.
func (r *Report) drillInto(drills []templates.Drill, rates []templates.Rate, at map[string]string) Drilled {
	found := Drilled{steps: map[string]*step{}, rates: map[string]*rated{}}
	for _, d := range drills {
		found.steps[d.As] = nil
		where, ok := found.within(d.Where, d.Within)
		key := at[d.By]
		if !ok || d.Focus && key == "" {
			continue
		}
		if key != "" && len(d.Where)+len(d.Within) == 0 {
			found.steps[d.As], found.beaten = r.drillAt(d, key, found.beaten)
			continue
		}
		top, stands := r.leading(d, where)
		if len(top) == 0 || !r.enough(d, top[0]) {
			continue
		}
		s := r.step(d, top)
		s.listed = !stands || slices.ContainsFunc(d.Within, func(as string) bool { return found.steps[as].listed })
		s.excess, s.usual = r.excess(d, where, top[0]), r.usual(d, where, top[0])
		found.steps[d.As] = s
		if d.Of != "" && len(where) == 0 && !r.largest(d, top[0]) {
			found.beaten = true
		}
	}
	for _, rate := range rates {
		found.rates[rate.As] = nil
		if where, ok := found.within(rate.Where, rate.Within); ok {
			found.rates[rate.As] = r.rated(rate, where)
		}
	}
	return found
}

// step names the first three keys.
func (r *Report) step(d templates.Drill, top []analysis.Share) *step {
	s := &step{dim: d.By}
	for _, x := range FirstN(top, 3) {
		s.keys = append(s.keys, key{Share: x, name: r.keyName(d.By, x), shown: r.Facts.InTenThousands(x.Count)})
	}
	return s
}

func (r *Report) rated(rate templates.Rate, where map[string]string) *rated {
	q := analysis.RatioQuery{
		Cube: rate.Cube, Num: rate.Num, Den: rate.Den, Unit: r.Unit.Code, Where: where,
		Scale: rate.Scale, Label: rate.Unit, Places: rate.Places, MinN: rate.MinN,
	}
	out := &rated{own: r.Facts.Ratio(q), before: r.Facts.PrevRatio(q)}
	if r.Unit.Kind != zhixiao.City {
		q.Rest = true
		rest := r.Facts.Ratio(q)
		out.others = &compared{rest, r.Facts.Beyond(out.own, rest)}
	}
	return out
}

// drillAt takes the key that stands out as a drill's first; nil and what was known
// before when it is too small.
func (r *Report) drillAt(d templates.Drill, key string, was bool) (s *step, beaten bool) {
	top := r.Facts.Top(analysis.Query{Cube: d.Cube, Column: d.Column, Unit: r.Unit.Code, By: []string{d.By}})
	i := slices.IndexFunc(top, func(s analysis.Share) bool { return s.Keys[0] == key })
	if i < 0 || top[i].Count.Value.Cmp(zhixiao.Int(int64(d.Least))) < 0 || smallPart(top[i]) {
		return nil, was
	}
	if i == 0 {
		return r.step(d, top), false
	}
	return r.step(d, top[i:i+1]), true
}

// largest reports whether a key has most of what a drill counts.
func (r *Report) largest(d templates.Drill, s analysis.Share) bool {
	top := r.Facts.Top(analysis.Query{Cube: d.Cube, Column: d.Column, Unit: r.Unit.Code, By: []string{d.By}})
	top = slices.DeleteFunc(top, func(s analysis.Share) bool { return skips(d, s.Keys[0]) })
	return len(top) > 0 && top[0].Keys[0] == s.Keys[0]
}

// skips reports whether a key is no answer to a drill.
func skips(d templates.Drill, key string) bool { return key == "" || slices.Contains(d.Skip, key) }

// smallPart is a key that holds so little of the whole, and so few, that nothing
// should be called after it.
func smallPart(s analysis.Share) bool {
	return s.Count.Value.Cmp(zhixiao.Int(10)) < 0 && s.Part.Value.Cmp(zhixiao.Int(3)) < 0
}

// within is the dimension values of a step that looks within the first keys of others;
// ok is false when one of them found nothing.
func (d Drilled) within(fixed map[string]string, steps []string) (where map[string]string, ok bool) {
	where = map[string]string{}
	maps.Copy(where, fixed)
	for _, as := range steps {
		s := d.steps[as]
		if s == nil {
			return nil, false
		}
		where[s.dim] = s.keys[0].Keys[0]
	}
	return where, true
}

// keyName is a dimension's value as it reads in a sentence.
func (r *Report) keyName(dim string, s analysis.Share) string {
	key := s.Keys[0]
	switch dim {
	case "hour":
		return hourName(key)
	case "weekday":
		days := map[string]string{"1": "周一", "2": "周二", "3": "周三", "4": "周四", "5": "周五", "6": "周六", "0": "周日", "7": "周日"}
		return days[key]
	case "window":
		i := strings.LastIndex(key, "-")
		if i < 0 {
			return key + "号窗口"
		}
		return r.HallName(key[:i]) + key[i+1:] + "号窗口"
	}
	// Names stand in quotation marks in the sentences: their own become single.
	return strings.NewReplacer("“", "‘", "”", "’").Replace(s.Label)
}

// HallName is a hall by its code, the code itself where no name is known.
func (r *Report) HallName(code string) string {
	if name := r.Facts.Names().Halls[code]; name != "" {
		return name
	}
	return code
}

// MatterName is a matter by its code, the code itself where no name is known.
func (r *Report) MatterName(code string) string {
	if name := r.Facts.Names().Matters[code]; name != "" {
		return name
	}
	return code
}

// hourName is an hour of the day as a span: 10时至11时.
func hourName(key string) string {
	names := map[string]string{
		"8": "8时至9时", "9": "9时至10时", "10": "10时至11时", "11": "11时至12时", "12": "12时至13时",
		"13": "13时至14时", "14": "14时至15时", "15": "15时至16时", "16": "16时至17时", "17": "17时至18时",
	}
	if name, ok := names[strings.TrimPrefix(key, "0")]; ok {
		return name
	}
	return key + "时"
}
