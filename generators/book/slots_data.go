package book

import (
	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/generators/prose"
)

// frameSlots are what chapter 1 says of the indicators.
func frameSlots() []entry {
	all := []entry{
		{Name: "二级数", Type: prose.NumberType, Means: "二级指标个数", Of: func(b *book) any {
			level2 := map[string]bool{}
			for _, ind := range b.facts.Indicators() {
				level2[ind.Level2] = true
			}
			return b.report.Counted("set.level2", len(level2), "个")
		}},
		{Name: "三级数", Type: prose.NumberType, Means: "三级指标个数，含观察指标", Of: func(b *book) any { return b.report.Counted("set.all", len(b.facts.Indicators()), "个") }},
		{Name: "计分数", Type: prose.NumberType, Means: "计分的三级指标个数", Of: func(b *book) any {
			return b.report.Counted("set.scored", b.indicators(func(i zhixiao.Indicator) bool { return i.Direction != zhixiao.Observe }), "个")
		}},
		{Name: "观察数", Type: prose.NumberType, Means: "观察指标个数", Of: func(b *book) any {
			return b.report.Counted("set.observed", b.indicators(func(i zhixiao.Indicator) bool { return i.Direction == zhixiao.Observe }), "个")
		}},
	}
	for _, code := range prose.Dimensions() {
		for _, k := range []struct {
			as   string
			kind zhixiao.UnitKind
		}{{"权区", zhixiao.Region}, {"权领", zhixiao.Domain}} {
			all = append(all, entry{Name: k.as + code, Type: prose.NumberType, Means: "一级指标" + code + "在" + k.kind.String() + "权重中的分值", Of: func(b *book) any { return b.facts.Weight(code, k.kind) }})
		}
	}
	return all
}

// indicators is how many of the set are of a sort.
func (b *book) indicators(is func(zhixiao.Indicator) bool) (n int) {
	for _, ind := range b.facts.Indicators() {
		if is(ind) {
			n++
		}
	}
	return n
}

// sampleSlots are how much was read and what stands behind the public side.
func sampleSlots() []entry {
	rows := func(name, table, what string) entry {
		return entry{Name: name, Type: prose.NumberType, Means: what + "的记录数，以万计", Of: func(b *book) any {
			return b.facts.InTenThousands(b.facts.SourceRows(table, rowUnit(table)))
		}}
	}
	return []entry{
		rows("评价行", "evaluation", "评价"), rows("取号行", "ticket", "取号"), rows("会话行", "online_session", "线上会话"),
		rows("拨打行", "phone_call", "电话拨打"), rows("事项行", "matter", "事项"),
		{Name: "问卷行", Type: prose.NumberType, Means: "回收的问卷份数", Of: func(b *book) any { return b.facts.SourceRows("survey", "份") }},
		{Name: "问卷有效", Type: prose.NumberType, Means: "有效问卷份数", Of: func(b *book) any { return b.report.Surveyed() }},
		{Name: "问卷无效", Type: prose.NumberType, Means: "回收的问卷减有效问卷", Of: func(b *book) any {
			return b.facts.Diff(b.facts.SourceRows("survey", "份"), b.report.Surveyed(), "份")
		}},
		{Name: "区问卷", Type: prose.NumberType, Means: "有效的区域问卷份数", Of: func(b *book) any { return b.answered("wave", "区域") }},
		{Name: "领问卷", Type: prose.NumberType, Means: "有效的领域问卷份数", Of: func(b *book) any { return b.answered("wave", "领域") }},
		{Name: "个人占比", Type: prose.NumberType, Means: "有效问卷中个人办事人的占比", Of: func(b *book) any { return b.facts.Percent(b.answered("identity", "个人"), b.report.Surveyed()) }},
		{Name: "企业占比", Type: prose.NumberType, Means: "有效问卷中企业办事人的占比", Of: func(b *book) any { return b.facts.Percent(b.answered("identity", "企业"), b.report.Surveyed()) }},
		{Name: "诉求行", Type: prose.NumberType, Means: "诉求的记录数", Of: func(b *book) any { return b.facts.SourceRows("complaint", "件") }},
		{Name: "诉求剔", Type: prose.NumberType, Means: "诉求的记录数减去重后的政务服务类件数", Of: func(b *book) any {
			return b.facts.Diff(b.facts.SourceRows("complaint", "件"), b.complaints(nil), "件")
		}},
		{Name: "暗访次", Type: prose.NumberType, Means: "暗访次数，同{暗访数}", Of: func(b *book) any { return b.ask("暗访数") }},
		{Name: "暗访条", Type: prose.NumberType, Means: "暗访发现的问题条数，同{暗访问题}", Of: func(b *book) any { return b.ask("暗访问题") }},
		{Name: "访谈次", Type: prose.NumberType, Means: "电话访谈个数，同{访谈数}", Of: func(b *book) any { return b.ask("访谈数") }},
	}
}

// answered is the valid questionnaires of one sort.
func (b *book) answered(dim, key string) zhixiao.Quantity {
	return b.count("survey", "answers", map[string]string{dim: key})
}

// count is what a column of a cube counts in the city, within where.
func (b *book) count(cube, column string, where map[string]string) zhixiao.Quantity {
	return b.facts.Count(analysis.Query{Cube: cube, Column: column, Unit: b.unit.Code, Where: where})
}

// top is the n keys of a column with most, all for 0.
func (b *book) top(cube, column, by string, n int, where map[string]string) []analysis.Share {
	return b.facts.Top(analysis.Query{Cube: cube, Column: column, Unit: b.unit.Code, By: []string{by}, Where: where, Limit: n})
}

// complaints is the city's complaints, within where.
func (b *book) complaints(where map[string]string) zhixiao.Quantity {
	return b.count("complaint", "cases", where)
}

// rate is the share of one column in another within where; from thirty cases.
func (b *book) rate(cube, num, den string, where map[string]string) zhixiao.Quantity {
	return b.facts.Ratio(analysis.RatioQuery{Cube: cube, Num: num, Den: den, Unit: b.unit.Code, Where: where, Scale: 100, Label: "%", Places: 2, MinN: 30})
}
