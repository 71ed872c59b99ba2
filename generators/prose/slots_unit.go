package prose

import (
	"slices"
	"strings"
	"sync"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
)

// reportSlots are what every paper on the numbers of a unit can say, whatever its room.
var reportSlots = sync.OnceValue(func() *Registry[*Report] {
	return NewRegistry(AnyUnit, slices.Concat(unitSlots(), countSlots(), levelSlots(), citySlots(), codeSlots(),
		DrillEntries(UnitDrills(), UnitRates(), (*Report).Drilled))...)
})

// unitSlots say who is reported on, and on which days.
func unitSlots() []Entry[*Report] {
	return []Entry[*Report]{
		{Name: "单位", Type: WordsType, For: AnyUnit | Month, Means: "被报告单位的名称", Of: func(r *Report) any { return r.Unit.Name() }},
		{Name: "全称", Type: WordsType, Means: "被报告单位的全称，首次出现时带简称或责任单位", Of: func(r *Report) any { return fullName(r.Unit) }},
		{Name: "本", Type: WordsType, Means: "本区、本领域或全市", Of: func(r *Report) any {
			return map[zhixiao.UnitKind]string{zhixiao.City: "全市", zhixiao.Region: "本区", zhixiao.Domain: "本领域"}[r.Unit.Kind]
		}},
		{Name: "期次", Type: WordsType, For: AnyUnit | Month, Means: "报告期的名称，如2026年第三季度", Of: func(r *Report) any { return r.Facts.Period().Title() }},
		{Name: "下期", Type: WordsType, For: AnyUnit | Month, Means: "下一期的名称", Of: func(r *Report) any { return r.Facts.Period().Next().Title() }},
		{Name: "等级", Type: WordsType, Means: "总分的等级", Of: func(r *Report) any { return r.Facts.Grade(r.Unit.Code) }},
		{Name: "功能区", Type: WordsType, Means: "所属功能区", Of: func(r *Report) any { return r.Unit.Group }},
		{Name: "领域", Type: WordsType, Means: "领域的名称", Of: func(r *Report) any { return r.Unit.Domain }},
		{Name: "部门", Type: WordsType, Means: "单位的简称，领域报告中为其主管部门", Of: func(r *Report) any { return r.Unit.Short }},
		{Name: "参考", Type: WordsType, Means: "总分为参考值时的说明；平常没有", Of: func(r *Report) any { return when(r.Facts.Reference(r.Unit.Code), "参考值") }},
		{Name: "截至", Type: WordsType, For: AnyUnit | Month, Means: "数据冻结日", Of: func(r *Report) any { return zhixiao.ChineseDate(r.Facts.Cutoff()) }},
		{Name: "实止", Type: WordsType, For: AnyUnit | Month, Means: "数据实际止于的日期；到期末才止的没有", Of: func(r *Report) any {
			end := r.dataEnd()
			return when(end.Before(LastOf(r.Facts.Period().End(), r.Facts.Cutoff())), zhixiao.ChineseDate(end))
		}},
		{Name: "早停列", Type: WordsType, For: AnyUnit | Month, Means: "比其他来源先中断的数据来源及其末日", Of: func(r *Report) any { return r.early() }},
	}
}

// when is a value on a condition, nothing otherwise.
func when(holds bool, value any) any {
	if holds {
		return value
	}
	return nil
}

func fullName(u zhixiao.Unit) string {
	switch {
	case u.Kind == zhixiao.Domain:
		return u.Name() + "（责任单位：" + unbracketed(u.Full) + "）"
	case u.Kind == zhixiao.Region && u.Full != u.Short:
		return u.Full + "（以下简称" + u.Short + "）"
	}
	return u.Full
}

// countSlots say how much there was: cases, complaints, questionnaires, visits.
func countSlots() []Entry[*Report] {
	return []Entry[*Report]{
		{Name: "过程件", Type: NumberType, Means: "有逐件过程记录的申请件数", Of: func(r *Report) any { return r.count("case", "applied") }},
		{Name: "办件", Type: NumberType, Means: "办件量（万件）", Of: func(r *Report) any { return r.Facts.InTenThousands(r.count("caseload", "cases")) }},
		{Name: "办件占比", Type: NumberType, Means: "办件量占全市的百分比", Of: func(r *Report) any { return r.partOfCity("caseload", "cases") }},
		{Name: "街乡列", Type: WordsType, Means: "诉求居前的街道乡镇", Of: func(r *Report) any { return r.streets(5) }},
		{Name: "诉求量", Type: NumberType, Means: "诉求件数（去重）", Of: func(r *Report) any { return r.count("complaint", "cases") }},
		{Name: "诉求量变", Type: WordsType, Means: "诉求件数较上期的增减", Of: func(r *Report) any {
			q := analysis.Query{Cube: "complaint", Column: "cases", Unit: r.Unit.Code}
			return r.Growth(r.Facts.Count(q), r.Facts.PrevCount(q))
		}},
		{Name: "问卷数", Type: NumberType, Means: "有效问卷份数", Of: func(r *Report) any { n := r.Surveyed(); return when(n.Ok() && n.Value.Sign() > 0, n) }},
		{Name: "访谈数", Type: NumberType, Means: "电话访谈个数", Of: func(r *Report) any { return r.count("interview", "calls") }},
		{Name: "暗访数", Type: NumberType, Means: "现场暗访次数", Of: func(r *Report) any { return r.overVisits("visits", "次", func(zhixiao.Visit) int { return 1 }) }},
		{Name: "暗访问题", Type: NumberType, Means: "暗访发现的问题条数", Of: func(r *Report) any {
			return r.overVisits("findings", "条", func(v zhixiao.Visit) int { return len(v.Findings) })
		}},
		{Name: "暗访严重", Type: NumberType, Means: "暗访发现的严重问题条数", Of: func(r *Report) any { return r.overVisits("findings.severe", "条", severe) }},
	}
}

// count is all that a column of a cube counts of the unit.
func (r *Report) count(cube, column string) zhixiao.Quantity {
	return r.Facts.Count(analysis.Query{Cube: cube, Column: column, Unit: r.Unit.Code})
}

// partOfCity is the unit's share of what a column counts in the city; nothing for the
// city itself.
func (r *Report) partOfCity(cube, column string) any {
	if r.Unit.Kind == zhixiao.City {
		return nil
	}
	return r.Facts.Percent(r.count(cube, column), r.Facts.Count(analysis.Query{Cube: cube, Column: column, Unit: zhixiao.CityCode}))
}

// streets are those of the first n streets with complaints that are known by name.
func (r *Report) streets(n int) string {
	var streets []string
	for _, s := range r.Facts.Top(analysis.Query{Cube: "complaint", Column: "cases", Unit: r.Unit.Code, By: []string{"street"}, Limit: n}) {
		if s.Keys[0] != "" {
			streets = append(streets, s.Label)
		}
	}
	return strings.Join(streets, "、")
}

// overVisits counts over the covert visits to a unit; nothing where none was made, and of
// a domain, which has no halls.
func (r *Report) overVisits(what, unit string, of func(zhixiao.Visit) int) any {
	visits := r.Facts.Visits(r.Unit.Code)
	if r.Unit.Kind == zhixiao.Domain || len(visits) == 0 {
		return nil
	}
	n := 0
	for _, v := range visits {
		n += of(v)
	}
	return r.Counted(what, n, unit)
}

func severe(v zhixiao.Visit) int {
	return len(slices.DeleteFunc(slices.Clone(v.Findings), func(x zhixiao.VisitFinding) bool { return x.Severity != "严重" }))
}

// levelSlots say what is good and bad about the unit's scores and indicators.
func levelSlots() []Entry[*Report] {
	return []Entry[*Report]{
		{Name: "组均分", Type: NumberType, Means: "同功能区（组）总分均值", Of: func(r *Report) any { return r.Facts.PeerMean(analysis.ScoreTotal, r.Unit.Group) }},
		{Name: "组差", Type: WordsType, Means: "总分与组均分之差的说法", Of: func(r *Report) any { return r.peerGap() }},
		{Name: "强维", Type: WordsType, Means: "相对最好的一级指标", Of: func(r *Report) any { return r.dimension(r.levels().best) }},
		{Name: "弱维", Type: WordsType, Means: "相对最弱的一级指标", Of: func(r *Report) any { return r.dimension(r.levels().worst) }},
		{Name: "弱维差", Type: WordsType, Means: "最弱一级指标低于全市的差", Of: func(r *Report) any {
			l := r.levels()
			return when(l.behind, gapPhrase(r.Facts, l.worst, r.Unit.Code))
		}},
		{Name: "优势", Type: WordsType, Means: "表现突出的指标及名次", Of: func(r *Report) any { return r.strengths() }},
		{Name: "红数", Type: NumberType, Means: "触红指标的项数", Of: func(r *Report) any { return r.lights("red", analysis.Red) }},
		{Name: "黄数", Type: NumberType, Means: "触黄指标的项数", Of: func(r *Report) any { return r.lights("yellow", analysis.Yellow) }},
		{Name: "红列", Type: WordsType, Means: "触红指标名单", Of: func(r *Report) any { return Some(r.lightsOf(analysis.Red).names, 4) }},
		{Name: "黄列", Type: WordsType, Means: "触黄指标名单", Of: func(r *Report) any { return Some(r.lightsOf(analysis.Yellow).names, 4) }},
		{Name: "满意区间", Type: WordsType, Means: "满意度得分的95%置信区间", Of: func(r *Report) any {
			total := SurveyCodes()[0]
			m := r.Facts.Margin(total, r.Unit.Code)
			return when(r.Facts.Value(total, r.Unit.Code).Ok() && m.Ok(), Join(Plain("本期得分的95%置信区间为±"), Number(m)))
		}},
		{Name: "最低题组", Type: WordsType, Means: "得分最低的题组", Of: func(r *Report) any {
			return r.question(0, func(code string) any { return r.CodeName(code) })
		}},
		{Name: "最低题组全", Type: WordsType, Means: "得分最低题组的得分和与全市的差", Of: func(r *Report) any {
			return r.question(0, func(code string) any {
				return commas(Join(Plain(r.CodeName(code)+"最低，为"), Number(r.Facts.Value(code, r.Unit.Code))), gapPhrase(r.Facts, code, r.Unit.Code))
			})
		}},
		{Name: "次低题组", Type: WordsType, Means: "得分次低的题组及得分", Of: func(r *Report) any {
			return r.question(1, func(code string) any {
				return Join(Plain(r.CodeName(code)), Number(r.Facts.Value(code, r.Unit.Code)))
			})
		}},
		{Name: "感知差", Type: NumberType, Means: "供需感知偏差", Of: func(r *Report) any { return r.Facts.Value("D301", r.Unit.Code) }},
		{Name: "首", Type: FlagType, Means: "问题所在的部分件数也最多为1，否则0；问题以外总为1", Of: func(*Report) any { return 1 }},
	}
}

// levels are the dimensions that stand out: in the city by score, in a unit by the
// distance to the city.
type levels struct {
	best, worst string // "" where fewer than two can be compared
	behind      bool   // the worst is behind the city, or is the city's
}

func (r *Report) levels() levels {
	return r.levelsFound.Of(func() levels {
		measure := func(c string) zhixiao.Quantity { return r.Facts.Gap(c, r.Unit.Code) }
		codes := slices.DeleteFunc(Dimensions(), func(c string) bool { return r.Unit.Kind != zhixiao.City && !measure(c).Ok() })
		if r.Unit.Kind == zhixiao.City {
			measure = func(c string) zhixiao.Quantity { return r.Facts.Value(c, r.Unit.Code) }
		}
		slices.SortStableFunc(codes, func(a, b string) int { return measure(b).Value.Cmp(measure(a).Value) })
		if len(codes) < 2 {
			return levels{}
		}
		worst := LastN(codes, 1)[0]
		return levels{codes[0], worst, r.Unit.Kind == zhixiao.City || measure(worst).Value.Sign() < 0}
	})
}

func (r *Report) dimension(code string) any { return when(code != "", r.Facts.LevelName(code)) }

// strengths lists up to three indicators with their places, where places are given.
func (r *Report) strengths() any {
	var good [][]document.Inline
	for _, l := range r.Facts.Strengths(r.Unit.Code, 3) {
		rank := r.Facts.Rank(l.Indicator.Code, r.Unit.Code)
		place := "，第"
		switch {
		case !rank.Place.Ok() || r.Unit.Light:
			good = append(good, Join(Plain(l.Indicator.Name+"（"), Number(l.Value), Plain("）")))
			continue
		case len(rank.Tied) > 0:
			place = "，并列第"
		}
		good = append(good, Join(Plain(l.Indicator.Name+"（"), Number(l.Value), Plain(place), Bare(rank.Place), Plain("位）")))
	}
	return when(len(good) > 0, Listed(good))
}

// warned are the indicators that show one light.
type warned struct {
	names []string
	keys  []zhixiao.Key
}

// lightsOf are the indicators of a light by what they cost, the most first.
func (r *Report) lightsOf(light analysis.Light) (w warned) {
	for _, l := range r.Facts.Losses(r.Unit.Code) {
		if l.Light == light {
			w.names, w.keys = append(w.names, l.Indicator.Name), append(w.keys, l.Value.Key)
		}
	}
	return w
}

func (r *Report) lights(what string, light analysis.Light) zhixiao.Quantity {
	w := r.lightsOf(light)
	return r.Counted(what, len(w.names), "项", w.keys...)
}

// question says something of one of the questionnaire's groups by its place from the
// lowest; nothing where fewer than two have a score.
func (r *Report) question(place int, say func(code string) any) any {
	groups := slices.DeleteFunc(SurveyCodes()[1:], func(c string) bool { return !r.Facts.Value(c, r.Unit.Code).Ok() })
	slices.SortStableFunc(groups, func(a, b string) int {
		return r.Facts.Value(a, r.Unit.Code).Value.Cmp(r.Facts.Value(b, r.Unit.Code).Value)
	})
	if len(groups) < 2 {
		return nil
	}
	return say(groups[place])
}

// peerGap is the distance of the unit's total to the mean of its group; nothing where
// the group has no other.
func (r *Report) peerGap() any {
	mean := r.Facts.PeerMean(analysis.ScoreTotal, r.Unit.Group)
	peers := slices.DeleteFunc(r.Facts.Units(r.Unit.Kind), func(u zhixiao.Unit) bool { return u.Group != r.Unit.Group })
	if r.Unit.Kind == zhixiao.City || !mean.Ok() || len(peers) < 2 {
		return nil
	}
	gap := r.Facts.Diff(r.Facts.Value(analysis.ScoreTotal, r.Unit.Code), mean, "分")
	switch {
	case !gap.Ok():
		return nil
	case Level(gap):
		return Plain("与之基本持平")
	case gap.Value.Sign() > 0:
		return Join(Plain("较之高"), Size(gap))
	}
	return Join(Plain("较之低"), Size(gap))
}

// Growth is 较上季度增加12件，增长8.5%; a small or zero base has no percentage.
func (r *Report) Growth(now, before zhixiao.Quantity) []document.Inline {
	if !now.Ok() || !before.Ok() {
		return nil
	}
	delta := r.Facts.Diff(now, before, now.Unit)
	last := lastName(r.Facts.Period().Kind)
	switch delta.Value.Sign() {
	case 0:
		return Plain("与" + last + "持平")
	case 1:
		if before.Value.Sign() == 0 {
			return Join(Plain(last+"为"), Number(before), Plain("，不计算增幅"))
		}
		return Join(Plain("较"+last+"增加"), Size(delta), r.percentage("增长", now, before))
	}
	return Join(Plain("较"+last+"减少"), Size(delta), r.percentage("下降", now, before))
}

func (r *Report) percentage(verb string, now, before zhixiao.Quantity) []document.Inline {
	rate := r.Facts.GrowthRate(now, before)
	if !rate.Ok() {
		return nil
	}
	return Join(Plain("，"+verb), Size(rate))
}
