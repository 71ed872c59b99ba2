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

// Drilled is what drilling found: the slots, and the first key of each step.
type Drilled struct {
	Slots map[string]any
	First map[string]analysis.Share
	dims  map[string]string
	// listed are the steps whose first key has most cases but is not beyond the rest:
	// it may be listed, nothing may be concluded of it.
	listed map[string]bool
}

// DrillDown looks for concentrations step by step. A step whose first key is too
// small says nothing, and nothing is sought within it. What does not stand out
// from the rest is left out.
func (r *Report) DrillDown(drills []templates.Drill, rates []templates.Rate) Drilled {
	found := r.drillInto(drills, rates, nil)
	for as := range found.listed {
		for _, e := range drillEndings() {
			delete(found.Slots, as+e.Name)
		}
		delete(found.First, as)
	}
	return found
}

// drillInto is drillDown beginning with the keys of at, the part that is known to
// stand out, where it need not be the largest: {首} is then 0.
func (r *Report) drillInto(drills []templates.Drill, rates []templates.Rate, at map[string]string) Drilled {
	found := Drilled{map[string]any{"首": 1}, map[string]analysis.Share{}, map[string]string{}, map[string]bool{}}
	for _, d := range drills {
		where, ok := found.within(d.Where, d.Within)
		key := at[d.By]
		if !ok || d.Focus && key == "" {
			continue
		}
		if key != "" && len(d.Where)+len(d.Within) == 0 {
			r.drillAt(&found, d, key)
			continue
		}
		top, stands := r.leading(d, where)
		if len(top) == 0 || !r.enough(d, top[0]) {
			continue
		}
		found.First[d.As], found.dims[d.As] = top[0], d.By
		if !stands || slices.ContainsFunc(d.Within, func(as string) bool { return found.listed[as] }) {
			found.listed[d.As] = true
		}
		r.shareSlots(found.Slots, d, top)
		r.excessSlots(&found, d, where)
		r.baseline(&found, d, where)
		if d.Of != "" && len(where) == 0 && !r.largest(d, top[0]) {
			found.Slots["首"] = 0
		}
	}
	for _, rate := range rates {
		where, ok := found.within(rate.Where, rate.Within)
		if !ok {
			continue
		}
		q := analysis.RatioQuery{
			Cube: rate.Cube, Num: rate.Num, Den: rate.Den, Unit: r.Unit.Code, Where: where,
			Scale: rate.Scale, Label: rate.Unit, Places: rate.Places, MinN: rate.MinN,
		}
		own := r.Facts.Ratio(q)
		found.Slots[rate.As] = own
		found.Slots[rate.As+"上期"] = r.Facts.PrevRatio(q)
		if r.Unit.Kind == zhixiao.City {
			continue
		}
		q.Rest = true
		rest := r.Facts.Ratio(q)
		found.Slots[rate.As+"余"], found.Slots[rate.As+"余别"] = rest, 0
		if r.Facts.Beyond(own, rest) {
			found.Slots[rate.As+"余别"] = 1
		}
	}
	return found
}

// drillAt takes the key that stands out as a drill's first.
func (r *Report) drillAt(found *Drilled, d templates.Drill, key string) {
	top := r.Facts.Top(analysis.Query{Cube: d.Cube, Column: d.Column, Unit: r.Unit.Code, By: []string{d.By}})
	i := slices.IndexFunc(top, func(s analysis.Share) bool { return s.Keys[0] == key })
	if i < 0 || top[i].Count.Value.Cmp(zhixiao.Int(int64(d.Least))) < 0 || smallPart(top[i]) {
		return
	}
	found.First[d.As], found.dims[d.As] = top[i], d.By
	found.Slots["首"] = 0
	if i == 0 {
		found.Slots["首"] = 1
		r.shareSlots(found.Slots, d, top)
		return
	}
	r.shareSlots(found.Slots, d, top[i:i+1])
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

func (d Drilled) within(fixed map[string]string, steps []string) (map[string]string, bool) {
	where := map[string]string{}
	maps.Copy(where, fixed)
	for _, step := range steps {
		first, ok := d.First[step]
		if !ok {
			return nil, false
		}
		where[d.dims[step]] = first.Keys[0]
	}
	return where, true
}

func (r *Report) shareSlots(slots map[string]any, d templates.Drill, top []analysis.Share) {
	for i, as := range []string{d.As, d.As + "二", d.As + "三"} {
		if i >= len(top) {
			break
		}
		slots[as] = r.keyName(d.By, top[i])
		slots[as+"数"] = r.Facts.InTenThousands(top[i].Count)
		slots[as+"占比"] = top[i].Part
		slots[d.As+"总数"] = top[i].Of
		if i == 1 {
			slots[d.As+"合计占比"] = top[i].Cum
		}
	}
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
