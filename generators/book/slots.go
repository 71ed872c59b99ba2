package book

import (
	"slices"
	"strings"
	"sync"

	"zhixiao/generators/prose"
)

// Slots are the names that the interim and the final report give beside those of
// prose: their own and those of their examples.
func Slots() []prose.Slot {
	return slices.Concat(bookSlots().Slots(), exampleSlots().Slots())
}

// bookSlots are the slots of a whole book, by what they speak of.
var bookSlots = sync.OnceValue(func() *prose.Registry[*book] {
	return prose.NewRegistry(prose.Book, slices.Concat(
		periodSlots(), dimensionSlots(), moveSlots(), yearSlots(), balanceSlots(), moverSlots(), regionSlots(), domainSlots(),
		frameSlots(), sampleSlots(), chainSlots(), flagSlots(), statedSlots(), complaintSlots(), classSlots(), monthSlots(),
		governedSlots(), endedSlots(), pendingSlots(), causeSlots(), layerSlots(), seasonSlots(), demandSlots(), riskSlots(),
		remedySlots(), dutySlots(), revisionSlots(), displaySlots(), courseSlots(),
		prose.DrillEntries(bookDrills(), bookRates(), (*book).found),
	)...)
})

// periodSlots are the days and quarters that a book speaks of.
func periodSlots() []entry {
	return []entry{
		{Name: "期名", Type: prose.WordsType, Means: "中期或终期", Of: func(b *book) any { return b.either("中期", "终期") }},
		{Name: "终期", Type: prose.FlagType, Means: "终期报告为1，中期为0", Of: func(b *book) any { return prose.Flag(b.final()) }},
		{Name: "下阶段", Type: prose.WordsType, Means: "后半程（中期）或下一监测年度（终期）", Of: func(b *book) any { return b.either("后半程", "下一监测年度") }},
		{Name: "监测期", Type: prose.WordsType, Means: "所报告的起止日期，至数据所及的最后一日", Of: func(b *book) any { return b.report.Span() }},
		{Name: "基期", Type: prose.WordsType, Means: "对比的基期，即监测前一季度", Of: func(b *book) any { return b.facts.Prev().Title() }},
		{Name: "首季", Type: prose.WordsType, Means: "比较序列的第一个季度", Of: func(b *book) any { return b.firstQuarter().Title() }},
		{Name: "末季", Type: prose.WordsType, Means: "比较序列的最后一个季度", Of: func(b *book) any { return b.lastQuarter().Title() }},
		{Name: "末季全", Type: prose.FlagType, Means: "最后一个季度数据完整为1", Of: func(b *book) any { return prose.Flag(b.facts.Complete(b.lastQuarter())) }},
		{Name: "季数", Type: prose.NumberType, Means: "比较序列的季度个数", Of: func(b *book) any { return b.report.Counted("quarters", len(b.quarters), "") }},
		{Name: "最早季", Type: prose.WordsType, Means: "有数据的最早季度", Of: func(b *book) any { return b.facts.Quarters()[0].Title() }},
		{Name: "期限甲", Type: prose.WordsType, Means: "年内可成的建议的完成时限：其后第二期之末", Of: func(b *book) any { return b.facts.Period().Next().Next().Title() + "末" }},
		{Name: "期限乙", Type: prose.WordsType, Means: "制度完善的建议的完成时限：其后第三期之末", Of: func(b *book) any { return b.facts.Period().Next().Next().Next().Title() + "末" }},
		{Name: "截止句", Type: prose.WordsType, Means: "最后一个季度数据是否完整的说明", Of: func(b *book) any { return b.line(b.look, "Y197") }},
	}
}

func (b *book) either(interim, final string) string {
	if b.final() {
		return final
	}
	return interim
}

// flagSlots are what conditions ask of the names that were found.
func flagSlots() []entry {
	formal := []string{"附件不清晰", "填写错误", "缺少签章", "格式"}
	staff := []string{"态度", "业务不熟练"}
	shared := []string{"证明", "证照", "证书", "委托书", "执照"}
	return []entry{
		{Name: "形式退回", Type: prose.FlagType, Means: "退回原因前两位都属形式问题为1", Of: func(b *book) any {
			return prose.Flag(b.names("退回原因", formal...) && b.names("退回原因二", formal...))
		}},
		{Name: "两端", Type: prose.FlagType, Means: "停留最长的两个环节都属受理或送达为1", Of: func(b *book) any {
			return prose.Flag(b.names("全环节", "受理", "送达") && b.names("全环节二", "受理", "送达"))
		}},
		{Name: "差评规则", Type: prose.FlagType, Means: "差评理由前三位都不是人员问题为1", Of: func(b *book) any {
			return prose.Flag(!b.names("差评理由", staff...) && !b.names("差评理由二", staff...) && !b.names("差评理由三", staff...))
		}},
		{Name: "上传断点", Type: prose.FlagType, Means: "网办中止最多的步骤是上传或签章为1", Of: func(b *book) any { return prose.Flag(b.names("放弃步骤", "上传", "签章", "签名")) }},
		{Name: "共享材料", Type: prose.FlagType, Means: "退回最多的两种材料都属证明、证照一类为1", Of: func(b *book) any {
			return prose.Flag(b.names("退回材料", shared...) && b.names("退回材料二", shared...))
		}},
		{Name: "即办最低", Type: prose.FlagType, Means: "承诺水平类指标中即办件比例得分最低为1", Of: func(b *book) any { return prose.Flag(b.lowestPromise() == "A202") }},
		{Name: "话题印证", Type: prose.FlagType, Means: "访谈话题首位与问卷不满原因首位都指向时间为1", Of: func(b *book) any {
			return prose.Flag(b.names("访谈话题", "时效") && b.names("不满原因", "时间"))
		}},
	}
}

// names reports whether the text of a slot holds one of some words.
func (b *book) names(slot string, any ...string) bool {
	s := b.words(slot)
	return slices.ContainsFunc(any, func(word string) bool { return strings.Contains(s, word) })
}

// statedSlots are what is said in place of a sentence one of whose figures is late.
func statedSlots() []entry {
	stated := func(codes ...string) func(*book) any {
		return func(b *book) any { return b.report.Standing(codes, b.changed) }
	}
	return []entry{
		{Name: "指南各项", Type: prose.WordsType, Means: "事项清单与指南各项指标的现状", Of: stated("A101", "A102", "A103", "A104")},
		{Name: "承诺各项", Type: prose.WordsType, Means: "承诺时限与兑现各项指标的现状", Of: stated("A201", "B103")},
		{Name: "通报各项", Type: prose.WordsType, Means: "评价与满意度各项指标的现状", Of: stated("C102", "C104", "D101")},
		{Name: "数智各项", Type: prose.WordsType, Means: "网办各项指标的现状", Of: stated("B301", "C301", "D105")},
		{Name: "供需各项", Type: prose.WordsType, Means: "管理侧与公众侧各项指标的现状", Of: stated("B101", "D103", "C102", "D101", "C302", "D107")},
	}
}
