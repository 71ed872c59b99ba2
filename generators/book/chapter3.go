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

// chain is chapter 3: promise, process, service, perception.
func (b *book) chain() {
	b.fillChain()
	promise := b.table("表承诺", b.seriesTable("部门承诺主要指标季度序列", []string{"A101", "A102", "A103", "A104", "A201", "A202", "A203", "A204", "A205", "A206"}))
	process := b.table("表过程", b.seriesTable("办件过程主要指标季度序列", []string{"B101", "B102", "B103", "B104", "B201", "B202", "B203", "B204", "B301", "B302", "B303"}))
	service := b.table("表体验", b.seriesTable("服务体验主要指标季度序列", []string{"C101", "C102", "C103", "C104", "C105", "C201", "C202", "C203", "C301", "C302", "C303"}))
	sensed := b.table("表感知", b.seriesTable("公众感知主要指标季度序列", []string{"D101", "D102", "D103", "D104", "D105", "D106", "D107", "D201", "D203", "D204", "D301"}))
	b.Heading(1, "three", "全链条深度分析")
	b.para("three.intro", "Y301")
	b.promise(promise)
	b.process(process)
	b.service(service)
	b.sensed(sensed)
}

func (b *book) promise(series document.Table) {
	guide, online := b.unitBars("图指南", "各区域办事指南满意度", "A104", zhixiao.Region, "办事指南满意度库", "各区办事指南满意度由高到低排列"), b.onlineChart()
	b.Heading(2, "three.promise", "承诺")
	b.Heading(3, "three.guide", "指南")
	b.para("three.guide.a", "Y311", "Y312")
	b.place(guide)
	b.para("three.guide.b", "Y313", "Y314", "Y315")
	b.Heading(3, "three.limit", "时限")
	b.para("three.limit.a", "Y321", "Y322", "Y323")
	b.place(series)
	b.Heading(3, "three.depth", "网办深度")
	b.para("three.depth.a", "Y331", "Y332", "Y333")
	b.place(online)
}

func (b *book) process(series document.Table) {
	late := b.lateChart()
	long, again := b.table("表超长", b.longMatters()), b.table("表重复", b.repeatMatters())
	stages, ok := b.StageChart("stage")
	c, _ := stages.Graphic.(document.Chart)
	if !ok {
		c = document.Chart{}
	}
	waterfall := b.fig("图环节", "超长办件各环节停留时间", c, "办件库环节记录", "超长办件停留时间按环节累计")
	returns := b.paretoChart("图退回", "补正退回理由分布", "correction", "times", "reason", "次", "办件库补正记录")
	b.Heading(2, "three.process", "过程")
	b.Heading(3, "three.speed", "时效")
	b.para("three.speed.a", "Y341", "Y342", "Y343")
	b.place(late)
	b.place(series)
	b.Heading(3, "three.long", "超长办件穿透")
	b.para("three.long.a", "Y351", "Y352")
	b.place(waterfall)
	b.para("three.long.b", "Y353", "Y354")
	b.place(long)
	b.Heading(3, "three.again", "多次申请穿透")
	b.para("three.again.a", "Y361", "Y362", "Y363")
	b.place(returns)
	b.para("three.again.b", "Y364", "Y365")
	b.place(again)
	b.Heading(3, "three.ways", "渠道")
	b.para("three.ways.a", "Y371", "Y372")
}

func (b *book) service(series document.Table) {
	bad := b.seriesChart("图差评势", "万件差评量季度走势", "万件差评量", "件/万件", "政务服务评价系统", "万件差评量各季走势", "C104")
	reasons := b.paretoChart("图差评", "差评理由分布", "evaluation", "bad", "code", "条", "政务服务评价系统")
	waits, lost := b.waitHeat(), b.lostChart()
	b.Heading(2, "three.service", "体验")
	b.Heading(3, "three.rating", "好差评")
	b.para("three.rating.a", "Y381", "Y382")
	b.place(bad)
	b.place(reasons)
	b.para("three.rating.b", "Y383")
	b.Heading(3, "three.hall", "现场")
	b.para("three.hall.a", "Y391", "Y392")
	b.place(waits)
	b.para("three.hall.b", "Y393", "Y394")
	b.place(series)
	b.Heading(3, "three.net", "线上与咨询")
	b.para("three.net.a", "Y401", "Y402")
	b.place(lost)
	b.para("three.net.b", "Y403", "Y404")
}

func (b *book) sensed(series document.Table) {
	survey := b.seriesChart("图问卷", "公众感知主要题组季度走势", "得分", "分", "公众问卷", "四个题组各季走势", "D101", "D103", "D105", "D107")
	fig := b.Report.SidesChart("sides")
	c, _ := fig.Graphic.(document.Chart)
	sides := b.fig("图双侧", "管理侧指标与公众侧感知对照", c, "办件库、评价库、服务库、公众问卷", "管理侧指标与对应的公众感知并列，两者口径不同")
	gaps := b.gapChart()
	b.Heading(2, "three.sensed", "感知")
	b.Heading(3, "three.survey", "问卷")
	b.para("three.survey.a", "Y411", "Y412", "Y413")
	b.place(survey)
	b.place(series)
	b.Heading(3, "three.visits", "暗访与访谈")
	b.para("three.visits.a", "Y421", "Y422", "Y423")
	b.Heading(3, "three.gap", "供需偏差")
	b.para("three.gap.a", "Y431", "Y432")
	b.place(sides)
	b.place(gaps)
	b.para("three.gap.b", "Y433", "Y434")
}

// fillChain sets what chapter 3 counts for itself.
func (b *book) fillChain() {
	b.fillSamples()
	b.fillHours()
	b.fillSlots()
	b.fillReasons()
	b.fillVisitTypes()
	b.fillSides()
	_, b.Slots["无错占"] = b.share("session", "lost", map[string]string{"error": ""}, b.Facts.Count(analysis.Query{Cube: "session", Column: "lost", Unit: b.Unit.Code}))
}

func (b *book) share(cube, column string, where map[string]string, of zhixiao.Quantity) (n, part zhixiao.Quantity) {
	n = b.Facts.Count(analysis.Query{Cube: cube, Column: column, Unit: b.Unit.Code, Where: where})
	return n, b.Facts.Percent(n, of)
}

// fillSamples counts the bad evaluations about samples and about people.
func (b *book) fillSamples() {
	all := b.Facts.Count(analysis.Query{Cube: "evaluation", Column: "bad", Unit: b.Unit.Code})
	named := func(parts ...string) map[string]string {
		var codes []string
		for code, name := range b.Facts.Names().Codes {
			if slices.ContainsFunc(parts, func(p string) bool { return strings.Contains(name, p) }) {
				codes = append(codes, code)
			}
		}
		slices.Sort(codes)
		return map[string]string{"code": strings.Join(codes, "|")}
	}
	b.Slots["样表差评"], b.Slots["样表占比"] = b.share("evaluation", "bad", named("样本有错", "没有提供材料样本", "没有提供材料清单"), all)
	_, b.Slots["人员差评占"] = b.share("evaluation", "bad", named("服务态度生硬", "窗口人员业务不熟练"), all)
}

// fillHours compares how many windows are open in the busiest and the quietest
// hour.
func (b *book) fillHours() {
	hours := b.Facts.Top(analysis.Query{Cube: "ticket", Column: "tickets", Unit: b.Unit.Code, By: []string{"hour"}})
	late := b.Facts.Top(analysis.Query{Cube: "ticket", Column: "over30", Unit: b.Unit.Code, By: []string{"hour"}, Limit: 1})
	b.Slots["窗口平"] = 0
	if len(hours) < 2 || len(late) == 0 {
		return
	}
	open := func(hour string) zhixiao.Quantity {
		return b.Facts.Ratio(analysis.RatioQuery{
			Cube: "ticket", Num: "windows_open", Den: "tickets", Unit: b.Unit.Code, Where: map[string]string{"hour": hour}, Scale: 1, Label: "", Places: 1, MinN: 30,
		})
	}
	busy, quiet := open(late[0].Keys[0]), open(prose.LastN(hours, 1)[0].Keys[0])
	b.Slots["高峰窗"], b.Slots["低谷窗"] = busy, quiet
	if d := b.Facts.Diff(busy, quiet, "个"); d.Ok() && d.Value.Abs().Cmp(zhixiao.Int(1)) <= 0 {
		b.Slots["窗口平"] = 1
	}
}

// fillSlots lists the missed calls by part of the day, and says whether the noon
// misses more than its share of calls.
func (b *book) fillSlots() {
	top := b.Facts.Top(analysis.Query{Cube: "call", Column: "missed", Unit: b.Unit.Code, By: []string{"slot"}})
	var items [][]document.Inline
	b.Slots["午间高"] = 0
	all := b.Facts.Count(analysis.Query{Cube: "call", Column: "calls", Unit: b.Unit.Code})
	for _, s := range top {
		items = append(items, prose.Join(prose.Plain(s.Label), prose.Number(s.Part)))
		if s.Keys[0] != "午间" {
			continue
		}
		b.Slots["午间占"] = s.Part
		if _, part := b.share("call", "calls", map[string]string{"slot": "午间"}, all); part.Ok() && s.Part.Value.Cmp(part.Value) > 0 {
			b.Slots["午间高"] = 1
		}
	}
	b.Slots["漏接列"] = prose.Listed(items)
}

// fillReasons says which regions' satisfaction differs from the city's beyond
// chance.
func (b *book) fillReasons() {
	var high, low []string
	for _, u := range b.Facts.Ranking("D101", zhixiao.Region) {
		tested, significant := b.Facts.Differs("D101", u.Code, zhixiao.CityCode)
		gap := b.Facts.Gap("D101", u.Code)
		if !tested || !significant || prose.Level(gap) {
			continue
		}
		if gap.Value.Sign() < 0 {
			low = append(low, u.Short)
		} else {
			high = append(high, u.Short)
		}
	}
	b.Slots["显著高列"], b.Slots["显著低列"] = prose.Some(high, 5), prose.Some(backwards(low), 5)
}

// fillVisitTypes counts the visits' findings by class and quotes one.
func (b *book) fillVisitTypes() {
	counts := map[string]int{}
	for _, v := range b.Facts.Visits(b.Unit.Code) {
		for _, finding := range v.Findings {
			counts[finding.L2]++
			if b.Slots["暗访例"] == nil && finding.Posted != "" && finding.Actual != "" {
				b.Slots["暗访例"] = b.Visited(v, finding)
			}
		}
	}
	classes := slices.Sorted(maps.Keys(counts))
	slices.SortStableFunc(classes, func(x, y string) int { return zhixiao.Int(int64(counts[y])).Cmp(zhixiao.Int(int64(counts[x]))) })
	for i, as := range []string{"暗访类一", "暗访类二"} {
		if i < len(classes) {
			b.Slots[as], b.Slots[as+"数"] = b.Facts.Names().L2[classes[i]], b.Counted("findings."+classes[i], counts[classes[i]], "条")
		}
	}
}

// fillSides lists the domains whose two sides lie farthest apart.
func (b *book) fillSides() {
	var items [][]document.Inline
	for _, u := range prose.FirstN(b.gapOrder(), 4) {
		items = append(items, prose.Join(prose.Plain(u.Domain+"（"), prose.Number(b.Facts.Value("D301", u.Code)), prose.Plain("）")))
	}
	b.Slots["偏差列"] = prose.Listed(items)
}

// gapOrder is the domains by the gap of both sides, the greatest first.
func (b *book) gapOrder() []zhixiao.Unit {
	units := slices.DeleteFunc(b.Facts.Units(zhixiao.Domain), func(u zhixiao.Unit) bool { return !b.Facts.Value("D301", u.Code).Ok() })
	slices.SortStableFunc(units, func(x, y zhixiao.Unit) int {
		return b.Facts.Value("D301", y.Code).Value.Cmp(b.Facts.Value("D301", x.Code).Value)
	})
	return units
}
