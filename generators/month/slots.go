package month

import (
	"sync"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/generators/prose"
	"zhixiao/templates"
)

// Slots are the names that monthly, weekly and daily papers give without an outline of
// their own, and those of the drills and rates of the families of blocks in t.
func Slots(t *templates.Set) []prose.Slot {
	all := append(volumeSlots().Slots(), reportSlots().Slots()...)
	all = append(append(all, obstacleSlots().Slots()...), exampleSlots().Slots()...)
	all = append(all, prose.DrillSlots(prose.Month, blockDrills(), nil)...)
	for i := range t.Obstacles {
		all = append(all, prose.DrillSlots(prose.Month, t.Obstacles[i].Drills, t.Obstacles[i].Rates)...)
	}
	return all
}

// volumeSlots are those of every paper on complaints.
var volumeSlots = sync.OnceValue(func() *prose.Registry[*volume] {
	type entry = prose.Entry[*volume]
	return prose.NewRegistry(prose.Month,
		entry{Name: "单位", Type: prose.WordsType, Means: "本单位的名称", Of: func(v *volume) any { return v.Unit.Name() }},
		entry{Name: "期次", Type: prose.WordsType, Means: "本期的名称", Of: func(v *volume) any { return titleOf(v.Facts.Period()) }},
		entry{Name: "下期", Type: prose.WordsType, Means: "下一期的名称", Of: func(v *volume) any { return v.Facts.Period().Next().Title() }},
		entry{Name: "起止", Type: prose.WordsType, Means: "本期的起止日期", Of: func(v *volume) any { return v.Facts.Period().Range() }},
		entry{Name: "截至", Type: prose.WordsType, Means: "数据冻结日", Of: func(v *volume) any { return zhixiao.ChineseDate(v.Facts.Cutoff()) }},
		entry{Name: "诉求统计期", Type: prose.WordsType, Means: "诉求数据的起止日期", Of: func(v *volume) any { return prose.SpanOf(v.Facts.Period(), v.CitedReach("全口径诉求")) }},
		entry{Name: "件数", Type: prose.NumberType, Means: "诉求件数（去重）", Of: func(v *volume) any { return v.cases() }},
		entry{Name: "件次", Type: prose.NumberType, Means: "诉求件次（全部反映次数）", Of: func(v *volume) any {
			return v.Facts.Count(analysis.Query{Cube: "complaint", Column: "times", Unit: v.Unit.Code})
		}},
		entry{Name: "件数变", Type: prose.WordsType, Means: "件数较上期的增减", Of: func(v *volume) any { return v.Growth(v.cases(), v.casesBefore()) }},
		entry{Name: "归集数", Type: prose.NumberType, Means: "归集的诉求行数", Of: func(v *volume) any { return v.Facts.SourceRows("complaint", "件") }},
		entry{Name: "剔除数", Type: prose.NumberType, Means: "归集后剔除的件数", Of: func(v *volume) any { return v.Facts.Diff(v.Facts.SourceRows("complaint", "件"), v.cases(), "件") }},
		entry{Name: "严重件", Type: prose.NumberType, Means: "严重及以上的件数", Of: func(v *volume) any {
			return v.Facts.Count(analysis.Query{Cube: "complaint", Column: "severe", Unit: v.Unit.Code})
		}},
		entry{Name: "渠道列", Type: prose.WordsType, Means: "各渠道件数", Of: func(v *volume) any { return v.shares("source", 4) }},
		entry{Name: "一级列", Type: prose.WordsType, Means: "居前的一级类别", Of: func(v *volume) any { return v.shares("l1", 3) }},
		entry{Name: "区列", Type: prose.WordsType, Means: "居前的区域", Of: func(v *volume) any { return v.shares("region", 3) }},
		entry{Name: "历史", Type: prose.FlagType, Means: "有前8周数据可比为1", Of: func(v *volume) any { return prose.Flag(v.surges().known) }},
		entry{Name: "突增列", Type: prose.WordsType, Means: "突增的事项和类别", Of: func(v *volume) any { return v.toldSurges() }},
		entry{Name: "定倍数", Type: prose.NumberType, Means: "判定突增的标准差倍数", Of: func(v *volume) any { return setting("sigma", int64(v.surgeRules().Sigma), "倍") }},
		entry{Name: "定最少", Type: prose.NumberType, Means: "判定突增的最少件数", Of: func(v *volume) any { return setting("surge_least", v.surgeRules().Least, "件") }},
	)
})

// titleOf is a period as running text calls it, a day with its weekday:
// 2026年8月17日（星期一）.
func titleOf(p zhixiao.Period) string {
	if p.Kind != zhixiao.Day {
		return p.Title()
	}
	return zhixiao.ChineseDate(p.Start()) + "（星期" + [...]string{"日", "一", "二", "三", "四", "五", "六"}[p.Start().Weekday()] + "）"
}
