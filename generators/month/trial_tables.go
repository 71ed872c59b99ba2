package month

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"time"

	"zhixiao"
	"zhixiao/generators/outline"
)

// visitTable is 本月体验点位一览.
func visitTable() outline.Table[*trials] {
	type visit = zhixiao.Visit
	return outline.List(outline.Table[*trials]{Part: outline.Part{Name: "体验点位", Role: "table.visits", Ref: "表点位", Means: "体验点位表"}},
		func(x *trials) iter.Seq[visit] { return slices.Values(x.Facts.Visits(x.Unit.Code)) },
		outline.Text("区域", func(x *trials, v visit) string { return x.regionName(zhixiao.Complaint{Region: v.Region}) }),
		outline.Text("点位", func(x *trials, v visit) string { return x.HallName(v.Hall) }),
		outline.Text("体验事项", func(x *trials, v visit) string { return x.MatterName(v.Matter) }),
		outline.Text("体验时间", func(_ *trials, v visit) string { return v.Date.Format(time.DateOnly) + " " + v.Slot }),
		outline.Value("得分", func(_ *trials, v visit) zhixiao.Quantity {
			return zhixiao.Quantity{Key: zhixiao.ObjectKey("visit.score", v.No, time.Time{}), Value: v.Score, Unit: "分", Source: "暗访记录"}
		}),
		outline.Value("问题数", func(_ *trials, v visit) zhixiao.Quantity {
			return zhixiao.Quantity{Key: zhixiao.ObjectKey("visit.found", v.No, time.Time{}), Value: zhixiao.Int(int64(len(v.Findings))), Unit: "条", Rule: "计数"}
		}),
	)
}

type itemCount struct {
	name  string
	kinds map[string]int
	grave int
	all   int
}

// itemsOf counts what was found by check item, the most frequent first.
func itemsOf(list []sighting) []itemCount {
	at := map[string]int{}
	var out []itemCount
	for _, s := range list {
		i, known := at[s.item]
		if !known {
			i = len(out)
			at[s.item] = i
			out = append(out, itemCount{name: s.item, kinds: map[string]int{}})
		}
		out[i].kinds[s.kind]++
		out[i].all++
		if s.severity == "严重" {
			out[i].grave++
		}
	}
	slices.SortStableFunc(out, func(a, b itemCount) int { return cmp.Or(cmp.Compare(b.all, a.all), strings.Compare(a.name, b.name)) })
	return out
}

// checkTable is the distribution of what was found over the check items, and all of it.
func checkTable() outline.Table[*trials] {
	counted := func(suffix string, n func(itemCount) int) func(*trials, itemCount) zhixiao.Quantity {
		return func(x *trials, c itemCount) zhixiao.Quantity {
			return x.Counted("trial.item["+c.name+"]"+suffix, n(c), "条")
		}
	}
	kind := func(name string) outline.Column[*trials, itemCount] {
		return outline.Summed(name, counted("."+name, func(c itemCount) int { return c.kinds[name] }))
	}
	return outline.List(outline.Table[*trials]{Part: outline.Part{Name: "问题分布", Role: "table.items", Ref: "表分布", Means: "问题分布表"}, Total: true},
		func(x *trials) iter.Seq[itemCount] { return slices.Values(totalled(itemsOf(x.list))) },
		outline.Text("检查项", func(_ *trials, c itemCount) string { return c.name }),
		kind("现场"), kind("网办"), kind("电话"),
		outline.Summed("合计", counted("", func(c itemCount) int { return c.all })),
		outline.Summed("其中严重", counted(".grave", func(c itemCount) int { return c.grave })),
	)
}

// totalled is counts with that of all of them, none for none.
func totalled(items []itemCount) []itemCount {
	if len(items) == 0 {
		return nil
	}
	total := itemCount{name: "合计", kinds: map[string]int{}}
	for _, x := range items {
		for kind, n := range x.kinds {
			total.kinds[kind] += n
		}
		total.all, total.grave = total.all+x.all, total.grave+x.grave
	}
	return append(items, total)
}

// sightingTable lists what was found of which keep holds, one row each.
func sightingTable(part outline.Part, keep func(sighting) bool) outline.Table[*trials] {
	return outline.List(outline.Table[*trials]{Part: part, Long: true},
		func(x *trials) iter.Seq[sighting] {
			return func(yield func(sighting) bool) {
				for _, s := range x.list {
					if keep(s) && !yield(s) {
						return
					}
				}
			}
		},
		outline.Text("编号", func(_ *trials, s sighting) string { return s.no }),
		outline.Text("区域部门", func(x *trials, s sighting) string { return slashed(x.regionName(s.complaint()), x.deptOf(s)) }),
		outline.Text("点位", func(x *trials, s sighting) string {
			if s.hall != "" {
				return x.HallName(s.hall)
			}
			return s.where
		}),
		outline.Text("体验方式", func(_ *trials, s sighting) string { return s.kind }),
		outline.Text("体验时间", func(_ *trials, s sighting) string { return s.at }),
		outline.Text("任务剧本", func(x *trials, s sighting) string {
			if s.matter != "" {
				return x.MatterName(s.matter) + "：" + s.task
			}
			return s.task
		}),
		outline.Text("检查项", func(_ *trials, s sighting) string { return s.item }),
		outline.Text("问题类别", func(x *trials, s sighting) string { return x.className(s.l2) }),
		outline.Text("问题描述", (*trials).described),
		outline.Text("要求", func(_ *trials, s sighting) string { return s.posted }),
		outline.Text("实际情况", func(_ *trials, s sighting) string { return s.actual }),
		outline.Text("严重程度", func(_ *trials, s sighting) string { return s.severity }),
		outline.Text("否决项", func(x *trials, s sighting) string {
			if slices.Contains(x.Templates.Lists.Veto, s.l2) {
				return "是"
			}
			return "否"
		}),
		outline.Text("证据编号", func(_ *trials, s sighting) string { return s.evidence }),
		outline.Text("责任单位", (*trials).dutyOf),
		outline.Text("整改建议", (*trials).proposed),
		outline.Text("时限", func(x *trials, s sighting) string {
			return x.Templates.Calendar.After(x.Facts.Cutoff(), x.Templates.Lists.Class(s.l2).Days).Format(time.DateOnly)
		}),
		outline.Text("状态", func(_ *trials, s sighting) string { return cmp.Or(s.status, "待核实") }),
		outline.Text("复核结果", func(_ *trials, s sighting) string { return s.recheck }),
	)
}

// complaint is what was found as somebody who met it would have reported it.
func (s sighting) complaint() zhixiao.Complaint {
	return zhixiao.Complaint{Region: s.region, Dept: s.dept, Hall: s.hall, L2: s.l2}
}

func (x *trials) dutyOf(s sighting) string {
	lead, _ := x.roster.duty(s.complaint())
	return lead
}

// deptOf is the department that a platform or number is of.
func (x *trials) deptOf(s sighting) string {
	u, ok := x.Facts.Unit(s.dept)
	if !ok || s.kind == "现场" {
		return ""
	}
	return u.Short
}

func (x *trials) described(s sighting) string {
	repeated := ""
	if s.again {
		repeated = "（上月已指出）"
	}
	return "体验中发现" + quoted(x.Facts.Names().L2[s.l2]) + "类问题" + repeated
}

// proposed is what is asked of the body that answers.
func (x *trials) proposed(s sighting) string {
	class := x.Templates.Lists.Class(s.l2)
	return "请" + x.dutyOf(s) + "核实" + class.Check + "，附" + class.Output + "。"
}
