package month

import (
	"fmt"
	"slices"
	"sync"
	"time"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/prose"
	"zhixiao/templates"
)

// obstacle is one 堵点 of the month with what was found about it.
type obstacle struct {
	*report
	share  analysis.Share
	family *templates.Obstacle
	found  prose.Drilled
	matter string // the matter with the most of it, empty when none stands out
	thin   bool   // no matter stands out: nothing is said or asked of one
	look   templates.Lookup
	calls  prose.Lazy[*calls]
}

// Below these a matter does not stand out in its class.
const (
	fewOfMatter = 6
	fewShare    = 3
	highDay     = 10 // in %: a day with so much of a month stands out
	oneRegion   = 20 // in %: a region with so much of a class is told of by itself
	leadShare   = 15 // in %: a department with so much of a class leads, else the city's service bureau
)

// drills is the drills of every block and the family's; those into the matter only when
// it stands out.
func (o *obstacle) drills() []templates.Drill {
	all := blockDrills()
	for i := range all {
		all[i].Where = map[string]string{"l2": o.share.Keys[0]}
	}
	return slices.DeleteFunc(append(all, o.family.Drills...), func(d templates.Drill) bool { return o.thin && slices.Contains(d.Within, "事项") })
}

func (o *obstacle) rates() []templates.Rate {
	return slices.DeleteFunc(slices.Clone(o.family.Rates), func(d templates.Rate) bool { return o.thin && slices.Contains(d.Within, "事项") })
}

// obstacle finds out about one class.
func (r *report) obstacle(s analysis.Share) *obstacle {
	family, ok := r.Templates.Obstacles.Of(s.Keys[0])
	if !ok {
		r.Draft.Fault(fmt.Errorf("类别%s没有对应的堵点写法", s.Keys[0]))
		family = &templates.Obstacle{}
	}
	o := &obstacle{report: r, share: s, family: family}
	o.found = r.DrillDown(o.drills()[:len(blockDrills())], nil)
	first, ok := o.found.First("事项")
	o.thin = !ok || first.Count.Value.Cmp(zhixiao.Int(fewOfMatter)) < 0 || first.Part.Value.Cmp(zhixiao.Int(fewShare)) < 0
	if !o.thin {
		o.matter = first.Keys[0]
	}
	o.found = r.DrillDown(o.drills(), o.rates())
	o.look = prose.NewAnswers(obstacleSlots(), o, prose.Month, o.under(), r.Draft.Fault).Look
	return o
}

// under answers what drilling found, and the report's slots; a drill of the family that
// was not asked says nothing.
func (o *obstacle) under() templates.Lookup {
	given := map[string]bool{}
	for _, s := range prose.DrillSlots(prose.Month, append(blockDrills(), o.family.Drills...), o.family.Rates) {
		given[s.Name] = true
	}
	return func(name string) (any, bool) {
		if v, ok := o.found.Look(name); ok || given[name] {
			return v, true
		}
		return o.report.Look(name)
	}
}

// query is the class's complaints.
func (o *obstacle) query(by ...string) analysis.Query {
	return analysis.Query{Cube: "complaint", Column: "cases", Unit: o.Unit.Code, By: by, Where: map[string]string{"l2": o.share.Keys[0]}}
}

// ofMatter is those of the matter that stands out.
func (o *obstacle) ofMatter(by ...string) analysis.Query {
	q := o.query(by...)
	q.Where["matter"] = o.matter
	return q
}

var obstacleSlots = sync.OnceValue(func() *prose.Registry[*obstacle] {
	type entry = prose.Entry[*obstacle]
	of := func(sentence func(*templates.Remedy) *templates.Sentence) func(*obstacle) any {
		return func(o *obstacle) any { return o.said(sentence(&o.family.Remedy)) }
	}
	standing := func(of func(*obstacle) any) func(*obstacle) any { // nothing where no matter stands out
		return func(o *obstacle) any {
			if o.thin {
				return nil
			}
			return of(o)
		}
	}
	return prose.NewRegistry(prose.Month,
		entry{Name: "类", Type: prose.WordsType, Means: "堵点类别的名称", Of: func(o *obstacle) any { return prose.Quoted(o.share.Label) }},
		entry{Name: "类码", Type: prose.WordsType, Means: "堵点类别的代码", Of: func(o *obstacle) any { return o.share.Keys[0] }},
		entry{Name: "类数", Type: prose.NumberType, Means: "堵点类别的件数", Of: func(o *obstacle) any { return o.share.Count }},
		entry{Name: "类占比", Type: prose.NumberType, Means: "堵点类别的占比", Of: func(o *obstacle) any { return o.share.Part }},
		entry{Name: "类件句", Type: prose.WordsType, Means: "堵点类别件数的说法", Of: func(o *obstacle) any {
			place := o.Facts.Place(analysis.Query{Cube: "complaint", Column: "cases", Unit: o.Unit.Code, By: []string{"l2"}}, o.share.Keys[0])
			return prose.Join(prose.Plain(quoted(o.share.Label)+"本月反映"), prose.Number(o.share.Count), prose.Plain("，占全部诉求的"), prose.Number(o.share.Part),
				prose.Plain("，在各二级类中居第"), prose.Bare(place), prose.Plain("位"))
		}},
		entry{Name: "类变", Type: prose.WordsType, Means: "堵点类别件数的增减", Of: func(o *obstacle) any { return o.Growth(o.share.Count, o.Facts.PrevCount(o.query())) }},
		entry{Name: "类事项数", Type: prose.NumberType, Means: "堵点类别涉及的事项个数", Of: func(o *obstacle) any { return o.Facts.Distinct(o.query("matter"), "个事项") }},
		entry{Name: "类区数", Type: prose.NumberType, Means: "堵点类别涉及的区域个数", Of: func(o *obstacle) any { return o.Facts.Distinct(o.query("region"), "个区域") }},
		entry{Name: "类办结天", Type: prose.NumberType, Means: "堵点类别办结的天数", Of: func(o *obstacle) any { return o.Facts.ClosingDays(o.Unit.Code, o.share.Keys[0], o.in) }},
		entry{Name: "全办结天", Type: prose.NumberType, Means: "全部诉求办结的天数", Of: func(o *obstacle) any {
			return o.Facts.ClosingDays(o.Unit.Code, "all", func(zhixiao.Complaint) bool { return true })
		}},
		entry{Name: "增", Type: prose.FlagType, Means: "件数增加为1", Of: func(o *obstacle) any { return prose.Flag(more(o.share.Count, o.Facts.PrevCount(o.query()))) }},
		entry{Name: "峰日", Type: prose.WordsType, Means: "件数最多的日期", Of: func(o *obstacle) any { day, _ := o.peak(); return prose.MonthDay(day) }},
		entry{Name: "峰数", Type: prose.NumberType, Means: "件数最多日期的件数", Of: func(o *obstacle) any { _, n := o.peak(); return n }},
		entry{Name: "峰高", Type: prose.FlagType, Means: "该日明显高于平常为1", Of: func(o *obstacle) any {
			_, n := o.peak()
			share := o.Facts.Percent(n, o.share.Count)
			return prose.Flag(share.Ok() && share.Value.Cmp(zhixiao.Int(highDay)) >= 0)
		}},
		entry{Name: "散", Type: prose.FlagType, Means: "没有集中之处为1", Of: func(o *obstacle) any { return prose.Flag(o.thin) }},
		entry{Name: "宜事项", Type: prose.WordsType, Means: "适宜作为重点的事项", Of: func(o *obstacle) any {
			if o.thin {
				return "相关事项"
			}
			return o.found.Name("事项")
		}},
		entry{Name: "事项前数", Type: prose.NumberType, Means: "居首事项上期的件数", Of: standing(func(o *obstacle) any { return o.Facts.PrevCount(o.ofMatter()) })},
		entry{Name: "事项区数", Type: prose.NumberType, Means: "居首事项涉及的区域个数", Of: standing(func(o *obstacle) any { return o.Facts.Distinct(o.ofMatter("region"), "个") })},
		entry{Name: "事项区", Type: prose.WordsType, Means: "居首事项件数最多的区", Of: standing(func(o *obstacle) any {
			if top := o.Facts.Top(o.ofMatter("region")); len(top) > 0 {
				return top[0].Label
			}
			return nil
		})},
		entry{Name: "部门", Type: prose.WordsType, Means: "居首事项的主管部门", Of: (*obstacle).dept},
		entry{Name: "厅主管", Type: prose.WordsType, Means: "居首大厅的主管单位", Of: (*obstacle).hallBody},
		entry{Name: "低接时段", Type: prose.WordsType, Means: "接通率最低的时段", Of: func(o *obstacle) any {
			if c := o.worstCalls(); c != nil {
				return c.slot
			}
			return nil
		}},
		entry{Name: "低接率", Type: prose.NumberType, Means: "该时段的接通率", Of: func(o *obstacle) any {
			if c := o.worstCalls(); c != nil {
				return c.rate
			}
			return nil
		}},
		entry{Name: "成因", Type: prose.WordsType, Means: "堵点的成因", Of: func(o *obstacle) any { return o.First(o.family.Cause, o.look) }},
		entry{Name: "建议牵头", Type: prose.WordsType, Means: "建议的牵头单位", Of: of(func(x *templates.Remedy) *templates.Sentence { lead, _, _, _ := x.Parts(); return lead })},
		entry{Name: "建议配合", Type: prose.WordsType, Means: "建议的配合单位", Of: (*obstacle).joining},
		entry{Name: "建议措施", Type: prose.WordsType, Means: "建议的措施", Of: of(func(x *templates.Remedy) *templates.Sentence { _, _, action, _ := x.Parts(); return action })},
		entry{Name: "建议产出", Type: prose.WordsType, Means: "建议的产出", Of: of(func(x *templates.Remedy) *templates.Sentence { _, _, _, output := x.Parts(); return output })},
		entry{Name: "建议时限", Type: prose.WordsType, Means: "建议的完成时限", Of: func(o *obstacle) any {
			return zhixiao.ChineseDate(o.Templates.Calendar.After(o.Facts.Cutoff(), o.family.Remedy.Days))
		}},
	)
})

// in reports whether a complaint is of the class.
func (o *obstacle) in(c zhixiao.Complaint) bool { return c.L2 == o.share.Keys[0] }

// peak is the day with the most complaints of the class, in the region that has much of
// it where one has.
func (o *obstacle) peak() (time.Time, zhixiao.Quantity) {
	first, ok := o.found.First("区")
	if !ok || first.Part.Value.Cmp(zhixiao.Int(oneRegion)) < 0 {
		return o.Facts.PeakDay(o.Unit.Code, o.share.Keys[0], o.in)
	}
	return o.Facts.PeakDay(o.Unit.Code, o.share.Keys[0]+" "+first.Keys[0], func(c zhixiao.Complaint) bool { return o.in(c) && c.Region == first.Keys[0] })
}

// dept is the department that answers for the matter; of the whole class when no matter
// stands out.
func (o *obstacle) dept() any {
	if !o.thin {
		return o.roster.deptName(o.DeptOf("complaint", "cases", "matter", o.matter, ""))
	}
	q := o.query("dept")
	q.Limit = 1
	if top := o.Facts.Top(q); len(top) > 0 && top[0].Part.Value.Cmp(zhixiao.Int(leadShare)) >= 0 {
		return o.roster.deptName(top[0].Keys[0])
	}
	return prose.CityService
}

// hallBody runs the hall where people wait longest.
func (o *obstacle) hallBody() any {
	first, ok := o.found.First("等候大厅")
	if !ok {
		return prose.CityService
	}
	top := o.Facts.Top(analysis.Query{Cube: "ticket", Column: "tickets", Unit: o.Unit.Code, By: []string{"region"}, Where: map[string]string{"hall": first.Keys[0]}, Limit: 1})
	if len(top) == 0 {
		return prose.CityService
	}
	region, _ := o.Facts.Unit(top[0].Keys[0])
	return prose.ServiceOf(region)
}

// said is a part of the remedy with the obstacle's slots.
func (o *obstacle) said(part *templates.Sentence) []document.Inline {
	in, _, err := part.Say(o.look, o.Turn)
	o.Draft.Fault(err)
	return in
}

// joining joins in: others than the body that leads.
func (o *obstacle) joining() any {
	lead, with, _, _ := o.family.Remedy.Parts()
	in := o.said(with)
	if document.PlainText(o.said(lead), nil) == document.PlainText(in, nil) {
		return prose.Plain(o.Others())
	}
	return in
}

// calls is the time of day at which the fewest calls are answered.
type calls struct {
	slot string
	rate zhixiao.Quantity
}

// worstCalls is the time of day with the fewest answered calls, nil when none lies below
// the whole day.
func (o *obstacle) worstCalls() *calls {
	return o.calls.Of(func() (worst *calls) {
		rate := func(where map[string]string) zhixiao.Quantity {
			return o.Facts.Ratio(analysis.RatioQuery{Cube: "call", Num: "answered", Den: "calls", Unit: o.Unit.Code, Where: where, Scale: 100, Label: "%", Places: 2, MinN: 30})
		}
		whole := rate(nil)
		for _, s := range o.Facts.Top(analysis.Query{Cube: "call", Column: "calls", Unit: o.Unit.Code, By: []string{"slot"}}) {
			q := rate(map[string]string{"slot": s.Keys[0]})
			if q.Ok() && whole.Ok() && q.Value.Cmp(whole.Value) < 0 && (worst == nil || q.Value.Cmp(worst.rate.Value) < 0) {
				worst = &calls{s.Label, q}
			}
		}
		return worst
	})
}

// more reports whether now is more than before.
func more(now, before zhixiao.Quantity) bool {
	return now.Ok() && before.Ok() && now.Value.Cmp(before.Value) > 0
}

// mechanism is what the management side shows of an obstacle; of sentences with
// one ID the first that holds.
func (o *obstacle) mechanism() []prose.Sentence {
	var out []prose.Sentence
	said := map[string]bool{}
	for i := range o.family.Mechanism {
		m := &o.family.Mechanism[i]
		if said[m.ID] || len(out) == mechanismsTold {
			continue
		}
		in, ok, err := m.Say(o.look, o.Turn)
		o.Draft.Fault(err)
		if ok {
			said[m.ID], out = true, append(out, prose.Sentence{Inlines: in, Prio: m.Prio})
		}
	}
	return out
}

// blockDrills are the concentrations of every block, whatever its family asks besides.
func blockDrills() []templates.Drill {
	return []templates.Drill{
		{As: "事项", Cube: "complaint", Column: "cases", By: "matter", Least: 2},
		{As: "区", Cube: "complaint", Column: "cases", By: "region", Least: 2, Skip: []string{""}},
	}
}
