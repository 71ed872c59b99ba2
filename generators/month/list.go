package month

import (
	"cmp"
	"fmt"
	"slices"
	"sync"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/outline"
	"zhixiao/generators/prose"
	"zhixiao/templates"
)

// listing is a unit's volume of the monthly list being written.
type listing struct {
	*volume
	groups  []analysis.ComplaintGroup // in the order of the rows
	drilled prose.Lazy[prose.Drilled]
	bodies  prose.Lazy[[]body]
}

// List is 公众侧问题清单: every complaint of the month that counts, merged by
// unit, matter and class, as a volume of the city, a region or a domain. A
// complaint has the same number in every volume.
func List(f *analysis.Facts, t *templates.Set, u zhixiao.Unit) (*document.Document, error) {
	l := newListing(f, t, u)
	if len(f.ComplaintGroups(complaintRules(f, t))) == 0 {
		return nil, fmt.Errorf("%s没有任何政务服务类诉求，不能据此作零报告；先导入当月诉求（表complaint），再冻结", f.Period().Title())
	}
	if listed := l.count("cases", "件", casesWhere(all)); l.cases().Ok() && l.cases().Value.Cmp(listed.Value) != 0 {
		l.Draft.Fault(fmt.Errorf("清单列示%s，快照计数为%s，两者不等，请重新冻结%s", listed, l.cases(), f.Period()))
	}
	return write(l.volume, listPaper(), l)
}

func newListing(f *analysis.Facts, t *templates.Set, u zhixiao.Unit) *listing {
	l := &listing{volume: newVolume(f, t, u, "list."+u.Code, "complaint")}
	for _, g := range f.ComplaintGroups(complaintRules(f, t)) {
		if u.Kind == zhixiao.City || g.Lead.Region == u.Code || g.Lead.Dept == u.Code {
			l.groups = append(l.groups, g)
		}
	}
	slices.SortStableFunc(l.groups, l.order)
	return l
}

// order is 区→一级→严重度降序→发生时间 in the volumes of the city and of regions,
// 部门→事项 in those of domains (docs/domain/reports.md §4).
func (l *listing) order(a, b analysis.ComplaintGroup) int {
	if l.Unit.Kind == zhixiao.Domain {
		return cmp.Or(cmp.Compare(a.Lead.Matter, b.Lead.Matter), within(a, b))
	}
	return cmp.Or(cmp.Compare(l.place(a.Lead), l.place(b.Lead)), within(a, b))
}

// count counts the rows or complaints of the volume of which keep holds.
func (l *listing) count(what, in string, of func(analysis.ComplaintGroup) int64) zhixiao.Quantity {
	return l.Facts.CountGroups(l.Unit.Code, what, in, l.groups, of)
}

func (l *listing) open() zhixiao.Quantity { return l.count("open", "件", openWhere(all)) }

func (l *listing) closed() zhixiao.Quantity { return l.Facts.Diff(l.cases(), l.open(), "件") }

// listPaper is what the outline of the list may name.
var listPaper = sync.OnceValue(func() *outline.Paper[*listing] {
	return &outline.Paper[*listing]{Outline: "month-list", Kind: "month-list", Besides: volumeSlots().Slots(), Parts: &outline.Parts[*listing]{
		Asker: prose.Month, Slots: listSlots(), Tables: []outline.Table[*listing]{classTable(), bodyTable(), problemTable()},
	}}
})

// listDrills are the concentrations that the list's summary names.
func listDrills() []templates.Drill {
	return []templates.Drill{
		{As: "诉求类", Cube: "complaint", Column: "cases", By: "l2", Least: 2},
		{As: "诉求事项", Cube: "complaint", Column: "cases", By: "matter", Least: 2},
	}
}

var listSlots = sync.OnceValue(func() *prose.Registry[*listing] {
	type entry = prose.Entry[*listing]
	return prose.NewRegistry(prose.Month, append(prose.DrillEntries(listDrills(), nil, func(l *listing) prose.Drilled {
		return l.drilled.Of(func() prose.Drilled { return l.DrillDown(listDrills(), nil) })
	}),
		entry{Name: "册名", Type: prose.WordsType, Means: "本册的名称：北京市或本单位", Of: func(l *listing) any {
			if l.Unit.Kind == zhixiao.City {
				return "北京市"
			}
			return l.Unit.Name()
		}},
		entry{Name: "条数", Type: prose.NumberType, Means: "清单条数", Of: func(l *listing) any { return l.count("rows", "条", rowsWhere(all)) }},
		entry{Name: "优先列", Type: prose.WordsType, Means: "应优先办理的条数：高频、典型、严重", Of: func(l *listing) any {
			return prose.Present(
				prose.Tally{Name: "高频问题", N: l.count("frequent", "条", rowsWhere(analysis.ComplaintGroup.IsFrequent))},
				prose.Tally{Name: "典型问题", N: l.count("typical", "条", rowsWhere(analysis.ComplaintGroup.IsTypical))},
				prose.Tally{Name: "严重及以上问题", N: l.count("grave", "条", rowsWhere(isGrave))},
			)
		}},
		entry{Name: "办结数", Type: prose.NumberType, Means: "已办结件数", Of: func(l *listing) any { return l.closed() }},
		entry{Name: "未结数", Type: prose.NumberType, Means: "未办结件数", Of: func(l *listing) any { return l.open() }},
		entry{Name: "办结占比", Type: prose.NumberType, Means: "已办结的占比", Of: func(l *listing) any { return l.Facts.Percent(l.closed(), l.cases()) }},
		entry{Name: "汇总对象", Type: prose.WordsType, Means: "按什么汇总：区域或责任单位", Of: func(l *listing) any { return l.bodyWord() }},
		entry{Name: "限列位", Type: prose.WordsType, Means: "汇总只列前几位时的位数", Of: func(l *listing) any {
			if len(l.allBodies()) <= bodiesTold {
				return nil
			}
			return zhixiao.Int(bodiesTold).String()
		}},
		entry{Name: "定高频", Type: prose.NumberType, Means: "判定高频的最少件数", Of: func(l *listing) any { return setting("least", l.Templates.Lists.Frequent.Least, "件") }},
		entry{Name: "定事项", Type: prose.NumberType, Means: "按事项判定高频的最少件数", Of: func(l *listing) any { return setting("matter_least", l.Templates.Lists.Frequent.MatterLeast, "件") }},
		entry{Name: "定占比", Type: prose.NumberType, Means: "按事项判定高频的占比", Of: func(l *listing) any { return setting("matter_share", l.Templates.Lists.Frequent.MatterShare, "%") }},
		entry{Name: "定增幅", Type: prose.NumberType, Means: "判定高频的增幅", Of: func(l *listing) any { return setting("growth", l.Templates.Lists.Frequent.Growth, "%") }},
		entry{Name: "定增量", Type: prose.NumberType, Means: "判定高频的增量", Of: func(l *listing) any { return setting("growth_least", l.Templates.Lists.Frequent.GrowthLeast, "件") }},
		entry{Name: "定连月", Type: prose.NumberType, Means: "判定高频的连续月数", Of: func(l *listing) any { return setting("months", int64(l.Templates.Lists.Frequent.Months), "个月") }},
		entry{Name: "定前几", Type: prose.NumberType, Means: "判定高频的位次", Of: func(l *listing) any { return setting("top", int64(l.Templates.Lists.Frequent.Top), "类") }},
		entry{Name: "定区数", Type: prose.NumberType, Means: "判定共性的区域个数", Of: func(l *listing) any { return setting("regions", int64(l.Templates.Lists.Frequent.Regions), "个") }},
		entry{Name: "定人次", Type: prose.NumberType, Means: "判定典型的反映人次", Of: func(l *listing) any { return setting("people", l.Templates.Lists.Typical.People, "件次") }},
		entry{Name: "定条数", Type: prose.NumberType, Means: "判定共性的条数", Of: func(l *listing) any { return setting("enough", int64(l.Templates.Lists.Typical.Enough), "条") }},
	)...)
})
