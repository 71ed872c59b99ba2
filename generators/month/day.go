package month

import (
	"cmp"
	"iter"
	"slices"
	"sync"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/outline"
	"zhixiao/generators/prose"
	"zhixiao/templates"
)

// gravesTold bounds the grave problems listed on the day's one page.
const gravesTold = 5

// How long a channel may take (docs/domain/taxonomy.md §6): days for 好差评, working days
// for a complex case of 办不成事.
const (
	ratedDays  = 7
	windowDays = 10
)

// day is a day's paper being written.
type day struct{ *volume }

// Day is 日汇总: one page on the day before (docs/domain/taxonomy.md §7).
func Day(f *analysis.Facts, t *templates.Set, u zhixiao.Unit) (*document.Document, error) {
	v := newVolume(f, t, u, "day")
	return write(v, dayPaper(), day{v})
}

// dayPaper is what the outline of a day's paper may name.
var dayPaper = sync.OnceValue(func() *outline.Paper[day] {
	table := outline.Table[day]{Part: outline.Part{Name: "严重问题", Role: "table.grave", Ref: "表严重", Means: "严重及以上问题表"}}
	return &outline.Paper[day]{Outline: "day-report", Kind: "day-report", Besides: volumeSlots().Slots(), Parts: &outline.Parts[day]{Asker: prose.Month, Slots: daySlots(), Tables: []outline.Table[day]{
		outline.List(table, func(d day) iter.Seq[zhixiao.Complaint] { return slices.Values(prose.FirstN(d.graves(), gravesTold)) },
			outline.Text("问题编号", func(_ day, c zhixiao.Complaint) string { return c.No }),
			outline.Text("区域", func(d day, c zhixiao.Complaint) string { return d.regionName(c) }),
			outline.Text("事项", func(d day, c zhixiao.Complaint) string { return d.MatterName(c.Matter) }),
			outline.Text("问题类别", func(d day, c zhixiao.Complaint) string { return d.Facts.Names().L2[c.L2] }),
			outline.Text("责任单位", func(d day, c zhixiao.Complaint) string { lead, _ := d.roster.duty(c); return lead }),
			outline.Text("程度", func(d day, c zhixiao.Complaint) string { return d.severity(c.Severity) }),
		),
	}}}
})

var daySlots = sync.OnceValue(func() *prose.Registry[day] {
	type entry = prose.Entry[day]
	return prose.NewRegistry(prose.Month,
		entry{Name: "事项列", Type: prose.WordsType, Means: "居前的事项", Of: func(d day) any {
			top := d.Facts.Top(analysis.Query{Cube: "complaint", Column: "cases", Unit: d.Unit.Code, By: []string{"matter"}, Limit: 5})
			return listedOrNil(top, func(s analysis.Share) []document.Inline {
				return prose.Join(prose.Plain(s.Label), prose.Number(s.Count))
			})
		}},
		entry{Name: "待核数", Type: prose.NumberType, Means: "正在核实的件数", Of: func(d day) any {
			return d.Facts.Progressed("checking", func(p zhixiao.Progress) bool { return p.Status == "核实中" })
		}},
		entry{Name: "逾期数", Type: prose.NumberType, Means: "超过时限未办结的件数", Of: func(d day) any { return d.Facts.Progressed("late", d.late) }},
		entry{Name: "累计数", Type: prose.NumberType, Means: "累计标注件数", Of: func(d day) any { labelled, _ := d.Facts.Labelling(); return labelled }},
		entry{Name: "复核数", Type: prose.NumberType, Means: "累计经人工复核的件数", Of: func(d day) any { _, reviewed := d.Facts.Labelling(); return reviewed }},
		entry{Name: "复核率", Type: prose.NumberType, Means: "累计经人工复核的占比", Of: func(d day) any {
			labelled, reviewed := d.Facts.Labelling()
			return d.Facts.Percent(reviewed, labelled)
		}},
		entry{Name: "目标数", Type: prose.NumberType, Means: "合同约定的标注件数", Of: func(d day) any {
			if goal, ok := d.goal(); ok {
				return goal
			}
			return nil
		}},
		entry{Name: "完成率", Type: prose.NumberType, Means: "标注完成率", Of: func(d day) any {
			goal, ok := d.goal()
			if !ok {
				return nil
			}
			_, reviewed := d.Facts.Labelling()
			return d.Facts.Percent(reviewed, goal)
		}},
		entry{Name: "时间率", Type: prose.NumberType, Means: "实施期时间进度", Of: func(d day) any { return d.Facts.DaysElapsed(d.Templates.Contract.From, d.Templates.Contract.To) }},
		entry{Name: "定评日", Type: prose.NumberType, Means: "好差评诉求的办理时限", Of: func(day) any { return setting("rated_days", ratedDays, "日") }},
		entry{Name: "定窗日", Type: prose.NumberType, Means: "“办不成事”反映的办理时限", Of: func(day) any { return setting("window_days", windowDays, "个工作日") }},
		entry{Name: "限列件", Type: prose.WordsType, Means: "严重问题只列前几件时的件数", Of: func(d day) any {
			if len(d.graves()) <= gravesTold {
				return nil
			}
			return zhixiao.Int(gravesTold).String() + "件"
		}},
	)
})

// goal is how many complaints the contract wants labelled.
func (d day) goal() (zhixiao.Quantity, bool) {
	for _, q := range d.Templates.Contract.Quotas {
		if q.ID == "labelled" {
			return zhixiao.Quantity{Key: zhixiao.Key("quota.labelled@" + zhixiao.CityCode + "/设定"), Value: zhixiao.Int(q.Target), Unit: q.Unit, Source: "contract.yaml", Rule: "合同配额"}, true
		}
	}
	return zhixiao.Quantity{}, false
}

// late reports whether open complaints of a day are beyond the time for their
// channel: seven days for 好差评, ten working days for 办不成事. Those of 12345 follow
// the dispatch, whose time is not in the data.
func (v *volume) late(p zhixiao.Progress) bool {
	if p.Status == "办结" {
		return false
	}
	switch p.Source {
	case "好差评":
		return p.Date.AddDate(0, 0, ratedDays).Before(v.Facts.Cutoff())
	case "办不成事":
		return v.Templates.Calendar.After(p.Date, windowDays).Before(v.Facts.Cutoff())
	}
	return false
}

// severity is 4严重 for 4.
func (v *volume) severity(n int) string {
	return zhixiao.Int(int64(n)).String() + v.Templates.Lists.SeverityWord(n)
}

// graves is the day's grave problems, the gravest first.
func (d day) graves() []zhixiao.Complaint {
	list := slices.DeleteFunc(d.Facts.Complaints(d.Unit.Code, ""), func(c zhixiao.Complaint) bool { return c.Severity < grave })
	slices.SortStableFunc(list, func(a, b zhixiao.Complaint) int { return cmp.Compare(b.Severity, a.Severity) })
	return list
}
