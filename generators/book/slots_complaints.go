package book

import (
	"maps"
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/prose"
)

// complaintSlots count the complaints by source and class.
func complaintSlots() []entry {
	counted := func(of entry, dim, keys string) entry {
		return entry{Name: of.Name, Type: prose.NumberType, Means: of.Means + "件数", Of: func(b *book) any { return b.complaints(map[string]string{dim: keys}) }}
	}
	both := func(of entry, dim, keys string) []entry {
		return []entry{counted(of, dim, keys), {Name: strings.TrimSuffix(of.Name, "数") + "占", Type: prose.NumberType, Means: of.Means + "占全部诉求的比重", Of: func(b *book) any {
			return b.part("complaint", "cases", map[string]string{dim: keys})
		}}}
	}
	all := []entry{
		{Name: "诉求件次", Type: prose.NumberType, Means: "诉求件次", Of: func(b *book) any { return b.count("complaint", "times", nil) }},
		{Name: "三类占比", Type: prose.NumberType, Means: "件数前三的一级类别的合计占比", Of: firstThree("complaint", "l1")},
		{Name: "细类三占比", Type: prose.NumberType, Means: "件数前三的二级类别的合计占比", Of: firstThree("complaint", "l2")},
		{Name: "重合数", Type: prose.NumberType, Means: "诉求前三的事项中，同时列入补正退回、重复申请或超长办件前十的个数", Of: func(b *book) any { return b.overlap() }},
		{Name: "前置部门数", Type: prose.NumberType, Means: "反映部门间互为前置的诉求所涉部门个数", Of: func(b *book) any {
			return b.report.Counted("before.depts", len(b.top("complaint", "cases", "dept", 0, map[string]string{"l2": "0102"})), "个")
		}},
		counted(entry{Name: "特殊数", Means: "反映特殊群体办事不便的"}, "l2", "0208"),
		counted(entry{Name: "通办数", Means: "反映跨区跨省通办不通的"}, "l2", "0206"),
		counted(entry{Name: "标准数", Means: "反映区域间标准不统一的"}, "l2", "0103"),
		counted(entry{Name: "前置数", Means: "反映部门间规定冲突或互为前置的"}, "l2", "0102"),
		counted(entry{Name: "外加数", Means: "反映要求指南外材料或条件的"}, "l2", "0202"),
		counted(entry{Name: "指南不一致", Means: "反映指南与实际不一致的"}, "l2", "0502"),
		counted(entry{Name: "名义数", Means: "反映名义全程网办又须到场的"}, "l2", "0405"),
	}
	all = append(all, both(entry{Name: "源热线", Means: "12345热线诉求"}, "source", "12345")...)
	all = append(all, both(entry{Name: "源差评", Means: "差评诉求"}, "source", "好差评")...)
	all = append(all, both(entry{Name: "源窗口", Means: "“办不成事”反映窗口诉求"}, "source", "办不成事")...)
	all = append(all, both(entry{Name: "四类数", Means: "合同约定的四类突出堵点"}, "l1", "01|02|03|04")...)
	for _, c := range fourClasses() {
		all = append(all, both(entry{Name: c.as + "数", Means: c.name + "类诉求"}, "l1", c.l1)...)
	}
	return all
}

// blockClass is one of the four classes of blocks that the contract names.
type blockClass struct{ as, l1, name, code string }

// fourClasses are the contract's classes, as slots begin, by their key, in words, and
// with the indicator that measures the same.
func fourClasses() []blockClass {
	return []blockClass{{"类一", "01", "制度规范不健全", "A103"}, {"类二", "02", "业务办理不便捷", "B202"}, {"类三", "03", "咨询电话打不通", "C302"}, {"类四", "04", "网办平台不好用", "C301"}}
}

// firstThree is what part of all cases of a cube the three keys with most have.
func firstThree(cube, by string) func(*book) any {
	third := nth(func(b *book) []analysis.Share { return b.top(cube, "cases", by, 3, nil) }, 2)
	return third(func(_ *book, s analysis.Share) any { return s.Cum })
}

// overlap counts which of the three matters with most complaints are also among the
// ten with most corrections, repeated applications or overlong cases.
func (b *book) overlap() zhixiao.Quantity {
	hard := map[string]bool{}
	for _, q := range []struct{ cube, column string }{{"correction", "times"}, {"case", "repeat_subjects"}, {"case", "overlong"}} {
		for _, s := range b.top(q.cube, q.column, "matter", 10, nil) {
			hard[s.Keys[0]] = true
		}
	}
	var both []zhixiao.Key
	for _, s := range b.top("complaint", "cases", "matter", 3, nil) {
		if hard[s.Keys[0]] {
			both = append(both, s.Count.Key)
		}
	}
	return b.report.Counted("overlap", len(both), "个", both...)
}

// classSlots compare the four classes of the contract, and the regions by class.
func classSlots() []entry {
	matter, month := leading("类二事项"), leading("类四月")
	return []entry{
		{Name: "类二首", Type: prose.FlagType, Means: "四类中业务办理不便捷类最多为1", Of: func(b *book) any {
			return b.rankedClasses(func(fewestFirst []string) any { return prose.Flag(prose.LastN(fewestFirst, 1)[0] == "02") })
		}},
		{Name: "类一位", Type: prose.WordsType, Means: "制度规范不健全类在四类中最少，或不是最多", Of: func(b *book) any {
			return b.rankedClasses(func(fewestFirst []string) any {
				if fewestFirst[0] == "01" {
					return "最少"
				}
				return "不是最多"
			})
		}},
		{Name: "类二退回", Type: prose.NumberType, Means: "业务办理不便捷类首位事项的补正退回次数", Of: matter(func(b *book, s analysis.Share) any {
			return b.count("correction", "times", map[string]string{"matter": s.Keys[0]})
		})},
		{Name: "峰四月", Type: prose.WordsType, Means: "网办平台不好用类诉求最多的月份", Of: month(func(_ *book, s analysis.Share) any { return monthShort(s.Keys[0]) })},
		{Name: "峰四数", Type: prose.NumberType, Means: "该月的件数", Of: month(func(_ *book, s analysis.Share) any { return s.Count })},
		{Name: "区类句", Type: prose.WordsType, Means: "占比高出全市最多的三个区域及其类别", Of: func(b *book) any { return b.leanings() }},
	}
}

// leading makes slots of the key that a step of the drills names first.
func leading(step string) func(say func(*book, analysis.Share) any) func(*book) any {
	return nth(func(b *book) []analysis.Share {
		if first, ok := b.found().First(step); ok {
			return []analysis.Share{first}
		}
		return nil
	}, 0)
}

// rankedClasses says what is to be said of the four classes in the order of their
// complaints, the fewest first; nothing where none has a count.
func (b *book) rankedClasses(say func(fewestFirst []string) any) any {
	var keys []string
	for _, c := range fourClasses() {
		keys = append(keys, c.l1)
	}
	order := b.ordered(keys, func(l1 string) zhixiao.Quantity { return b.complaints(map[string]string{"l1": l1}) })
	if len(order) == 0 {
		return nil
	}
	return say(order)
}

// monthShort is 2026-08 as 8月.
func monthShort(key string) string {
	p, err := zhixiao.ParsePeriod(key)
	if err != nil {
		return key
	}
	_, month, _ := strings.Cut(p.Title(), "年")
	return month
}

// leaning is a class that weighs more in a region than in the city.
type leaning struct {
	region zhixiao.Unit
	class  analysis.Share
	part   zhixiao.Quantity
	by     zhixiao.Quantity
}

// leanings says in which three regions a class weighs most above its weight in the city.
func (b *book) leanings() []document.Inline {
	var all []leaning
	classes := b.top("complaint", "cases", "l1", 0, nil)
	for _, u := range b.facts.Units(zhixiao.Region) {
		whole := b.facts.Count(analysis.Query{Cube: "complaint", Column: "cases", Unit: u.Code})
		for _, c := range classes {
			n := b.facts.Count(analysis.Query{Cube: "complaint", Column: "cases", Unit: u.Code, Where: map[string]string{"l1": c.Keys[0]}})
			part := b.facts.Percent(n, whole)
			if by := b.facts.Diff(part, c.Part, ""); by.Ok() && whole.Value.Cmp(zhixiao.Int(100)) >= 0 {
				all = append(all, leaning{u, c, part, by})
			}
		}
	}
	slices.SortStableFunc(all, func(x, y leaning) int { return y.by.Value.Cmp(x.by.Value) })
	var items [][]document.Inline
	seen := map[string]bool{}
	for _, l := range all {
		if seen[l.region.Code] || len(items) == 3 {
			continue
		}
		seen[l.region.Code] = true
		items = append(items, prose.Join(prose.Plain(l.region.Short+"“"+l.class.Label+"”占"), prose.Number(l.part), prose.Plain("，高于全市"), prose.Size(l.by)))
	}
	return prose.Semicolons(items)
}

// monthSlots are the months' complaints and the classes that moved most from the first
// month to the last.
func monthSlots() []entry {
	peak := nth(func(b *book) []analysis.Share {
		return greatest(b.months().all, func(x, y analysis.Share) int { return x.Count.Value.Cmp(y.Count.Value) })
	}, 0)
	class := func(as, which string, of func(months) []string) []entry {
		moved := nth(func(b *book) []string { return of(b.months()) }, 0)
		return []entry{
			{Name: as + "类", Type: prose.WordsType, Means: "首末月之间件数" + which + "最多的一级类别", Of: moved(func(b *book, l1 string) any { return "“" + b.facts.Names().L1[l1] + "”" })},
			{Name: as + "初", Type: prose.NumberType, Means: "该类首月件数", Of: moved(func(b *book, l1 string) any { return b.inMonth(l1, b.months().all[0]) })},
			{Name: as + "末", Type: prose.NumberType, Means: "该类末月件数", Of: moved(func(b *book, l1 string) any { return b.inMonth(l1, prose.LastN(b.months().all, 1)[0]) })},
		}
	}
	return slices.Concat([]entry{
		{Name: "月度列", Type: prose.WordsType, Means: "各月诉求件数", Of: func(b *book) any {
			var items [][]document.Inline
			for _, m := range b.months().all {
				items = append(items, prose.Join(prose.Plain(monthShort(m.Keys[0])), prose.Number(m.Count)))
			}
			return prose.Listed(items)
		}},
		{Name: "峰月", Type: prose.WordsType, Means: "诉求最多的月份", Of: peak(func(_ *book, m analysis.Share) any { return monthShort(m.Keys[0]) })},
	}, class("月升", "增加", func(m months) []string { return m.rose }), class("月降", "减少", func(m months) []string { return m.fell }))
}

// months is the complaints by month in the order of time, and the classes that rose and
// fell most from the first to the last, one or none of each; all are none with one month.
type months struct {
	all        []analysis.Share
	rose, fell []string
}

func (b *book) months() months {
	return b.kept.months.Of(func() (m months) {
		all := b.top("complaint", "cases", "month", 0, nil)
		if len(all) < 2 {
			return m
		}
		slices.SortFunc(all, func(x, y analysis.Share) int { return strings.Compare(x.Keys[0], y.Keys[0]) })
		m.all = all
		move := func(l1 string) zhixiao.Quantity {
			return b.facts.Diff(b.inMonth(l1, prose.LastN(all, 1)[0]), b.inMonth(l1, all[0]), "")
		}
		classes := b.ordered(slices.Sorted(maps.Keys(b.facts.Names().L1)), move)
		m.rose = slices.DeleteFunc(prose.LastN(classes, 1), func(l1 string) bool { return move(l1).Value.Sign() <= 0 })
		m.fell = slices.DeleteFunc(slices.Clone(prose.FirstN(classes, 1)), func(l1 string) bool { return move(l1).Value.Sign() > 0 })
		return m
	})
}

func (b *book) inMonth(l1 string, month analysis.Share) zhixiao.Quantity {
	return b.complaints(map[string]string{"l1": l1, "month": month.Keys[0]})
}
