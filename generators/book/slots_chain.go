package book

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/prose"
)

// chainSlots are what chapter 3 counts for itself.
func chainSlots() []entry {
	samples, people := []string{"样本有错", "没有提供材料样本", "没有提供材料清单"}, []string{"服务态度生硬", "窗口人员业务不熟练"}
	class := func(as string, i int, which string) []entry {
		class := nth((*book).visitClasses, i)
		return []entry{
			{Name: as, Type: prose.WordsType, Means: "暗访发现" + which + "的二级类别", Of: class(func(b *book, c string) any { return b.facts.Names().L2[c] })},
			{Name: as + "数", Type: prose.NumberType, Means: "该类的条数", Of: class(func(b *book, c string) any { return b.report.Counted("findings."+c, b.visitFindings(c), "条") })},
		}
	}
	return slices.Concat([]entry{
		{Name: "最低题组分", Type: prose.NumberType, Means: "得分最低的问卷题组的得分", Of: func(b *book) any { return b.lowGroup(0, func(c string) any { return b.own(c) }) }},
		{Name: "次低题组", Type: prose.WordsType, Means: "得分次低的问卷题组", Of: func(b *book) any { return b.lowGroup(1, func(c string) any { return b.report.CodeName(c) }) }},
		{Name: "次低题组分", Type: prose.NumberType, Means: "得分次低的问卷题组的得分", Of: func(b *book) any { return b.lowGroup(1, func(c string) any { return b.own(c) }) }},
		{Name: "样表差评", Type: prose.NumberType, Means: "理由指向样本、材料清单的差评条数", Of: func(b *book) any { return b.count("evaluation", "bad", b.reasonsNamed(samples)) }},
		{Name: "样表占比", Type: prose.NumberType, Means: "理由指向样本、材料清单的差评占全部差评的比重", Of: func(b *book) any { return b.part("evaluation", "bad", b.reasonsNamed(samples)) }},
		{Name: "人员差评占", Type: prose.NumberType, Means: "理由指向窗口人员的差评占全部差评的比重", Of: func(b *book) any { return b.part("evaluation", "bad", b.reasonsNamed(people)) }},
		{Name: "高峰窗", Type: prose.NumberType, Means: "超长等候最多的一小时平均开放窗口数", Of: func(b *book) any { return b.windows(func(busy, _ zhixiao.Quantity) any { return busy }) }},
		{Name: "低谷窗", Type: prose.NumberType, Means: "取号最少的一小时平均开放窗口数", Of: func(b *book) any { return b.windows(func(_, quiet zhixiao.Quantity) any { return quiet }) }},
		{Name: "窗口平", Type: prose.FlagType, Means: "高峰与低谷平均开放窗口相差不过一个为1", Of: func(b *book) any {
			even := b.windows(func(busy, quiet zhixiao.Quantity) any {
				d := b.facts.Diff(busy, quiet, "个")
				return d.Ok() && d.Value.Abs().Cmp(zhixiao.Int(1)) <= 0
			})
			return prose.Flag(even == true)
		}},
		{Name: "午间占", Type: prose.NumberType, Means: "午间未接通占全部未接通的比重", Of: func(b *book) any { return b.noon(func(missed analysis.Share) any { return missed.Part }) }},
		{Name: "午间高", Type: prose.FlagType, Means: "午间占未接通的比重高于占来电的比重为1", Of: func(b *book) any {
			more := b.noon(func(missed analysis.Share) any {
				calls := b.part("call", "calls", map[string]string{"slot": "午间"})
				return calls.Ok() && missed.Part.Value.Cmp(calls.Value) > 0
			})
			return prose.Flag(more == true)
		}},
		{Name: "漏接列", Type: prose.WordsType, Means: "各时段未接通的占比", Of: func(b *book) any {
			var items [][]document.Inline
			for _, s := range b.top("call", "missed", "slot", 0, nil) {
				items = append(items, prose.Join(prose.Plain(s.Label), prose.Number(s.Part)))
			}
			return prose.Listed(items)
		}},
		{Name: "显著高列", Type: prose.WordsType, Means: "总体满意度显著高于全市的区域，至多五个", Of: func(b *book) any { return prose.Some(b.beyondChance(1), 5) }},
		{Name: "显著低列", Type: prose.WordsType, Means: "总体满意度显著低于全市的区域，最低的在前，至多五个", Of: func(b *book) any { return prose.Some(backwards(b.beyondChance(worseWay)), 5) }},
		{Name: "无错占", Type: prose.NumberType, Means: "没有报错而中止的会话占全部中止的比重", Of: func(b *book) any { return b.part("session", "lost", map[string]string{"error": ""}) }},
		{Name: "暗访例", Type: prose.WordsType, Means: "一条公示与现场不一致的暗访发现", Of: func(b *book) any { return b.visitExample() }},
		{Name: "偏差列", Type: prose.WordsType, Means: "供需感知偏差最大的四个领域及其值", Of: func(b *book) any {
			var items [][]document.Inline
			for _, u := range prose.FirstN(b.gapOrder(), 4) {
				items = append(items, prose.Join(prose.Plain(u.Domain+"（"), prose.Number(b.facts.Value("D301", u.Code)), prose.Plain("）")))
			}
			return prose.Listed(items)
		}},
	}, class("暗访类一", 0, "最多"), class("暗访类二", 1, "次多"))
}

// lowGroup is what is said of the i-th of the questionnaire's groups of questions, the
// lowest first; nothing with fewer than two.
func (b *book) lowGroup(i int, say func(code string) any) any {
	codes := b.ordered(prose.SurveyCodes()[1:], b.own)
	if len(codes) < 2 {
		return nil
	}
	return say(codes[i])
}

// part is the share of what a column counts within where, in all that it counts.
func (b *book) part(cube, column string, where map[string]string) zhixiao.Quantity {
	return b.facts.Percent(b.count(cube, column, where), b.count(cube, column, nil))
}

// reasonsNamed asks for the bad evaluations whose reason holds one of some words.
func (b *book) reasonsNamed(parts []string) map[string]string {
	var codes []string
	for code, name := range b.facts.Names().Codes {
		if slices.ContainsFunc(parts, func(p string) bool { return strings.Contains(name, p) }) {
			codes = append(codes, code)
		}
	}
	slices.Sort(codes)
	return map[string]string{"code": strings.Join(codes, "|")}
}

// windows says how many windows are open in the hour with most overlong waits and in
// that with fewest tickets.
func (b *book) windows(say func(busy, quiet zhixiao.Quantity) any) any {
	hours, late := b.top("ticket", "tickets", "hour", 0, nil), b.top("ticket", "over30", "hour", 1, nil)
	if len(hours) < 2 || len(late) == 0 {
		return nil
	}
	open := func(hour string) zhixiao.Quantity {
		return b.facts.Ratio(analysis.RatioQuery{
			Cube: "ticket", Num: "windows_open", Den: "tickets", Unit: b.unit.Code, Where: map[string]string{"hour": hour}, Scale: 1, Label: "", Places: 1, MinN: 30,
		})
	}
	return say(open(late[0].Keys[0]), open(prose.LastN(hours, 1)[0].Keys[0]))
}

// noon says what is to be said of the calls missed at noon; nothing where none are.
func (b *book) noon(say func(missed analysis.Share) any) any {
	for _, s := range b.top("call", "missed", "slot", 0, nil) {
		if s.Keys[0] == "午间" {
			return say(s)
		}
	}
	return nil
}

// beyondChance is the regions whose satisfaction differs from the city's a way beyond
// chance, in the order of their rank.
func (b *book) beyondChance(way int) []string {
	var names []string
	for _, u := range b.facts.Ranking("D101", zhixiao.Region) {
		tested, significant := b.facts.Differs("D101", u.Code, zhixiao.CityCode)
		gap := b.facts.Gap("D101", u.Code)
		if tested && significant && !prose.Level(gap) && (gap.Value.Sign() < 0) == (way == worseWay) {
			names = append(names, u.Short)
		}
	}
	return names
}

// visitFindings is how many findings of the visits are of a class.
func (b *book) visitFindings(class string) (n int) {
	for _, v := range b.facts.Visits(b.unit.Code) {
		for _, found := range v.Findings {
			if found.L2 == class {
				n++
			}
		}
	}
	return n
}

// visitClasses is the classes of what the visits found, the most frequent first.
func (b *book) visitClasses() []string {
	counts := map[string]int{}
	for _, v := range b.facts.Visits(b.unit.Code) {
		for _, found := range v.Findings {
			counts[found.L2]++
		}
	}
	return byCount(counts)
}

// byCount is the names of a tally, the greatest first, those that tie by name.
func byCount(counts map[string]int) []string {
	names := slices.Sorted(maps.Keys(counts))
	slices.SortStableFunc(names, func(x, y string) int { return cmp.Compare(counts[y], counts[x]) })
	return names
}

// visitExample is the first finding of the visits that tells what was posted and what
// was met.
func (b *book) visitExample() any {
	for _, v := range b.facts.Visits(b.unit.Code) {
		for _, found := range v.Findings {
			if found.Posted != "" && found.Actual != "" {
				return b.report.Visited(v, found)
			}
		}
	}
	return nil
}

// gapOrder is the domains by the gap of both sides, the greatest first.
func (b *book) gapOrder() []zhixiao.Unit {
	units := slices.DeleteFunc(b.facts.Units(zhixiao.Domain), func(u zhixiao.Unit) bool { return !b.facts.Value("D301", u.Code).Ok() })
	slices.SortStableFunc(units, func(x, y zhixiao.Unit) int {
		return b.facts.Value("D301", y.Code).Value.Cmp(b.facts.Value("D301", x.Code).Value)
	})
	return units
}
