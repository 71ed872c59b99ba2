package book

import (
	"maps"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/prose"
)

// summary is the unnumbered chapter before the first.
func (b *book) summary() {
	b.Slots["最低题组分"], b.Slots["次低题组"], b.Slots["次低题组分"] = b.lowestGroups()
	b.fillOverlap()
	b.fillGovernance()
	b.Draft.Blocks = append(b.Draft.Blocks, document.Heading{ID: b.Draft.ID("summary"), Level: 1, Text: prose.Plain("摘要"), Plain: true})
	b.para("summary.scope", "Y001")
	for _, part := range []struct{ role, title, id string }{
		{"level", "总体水平。", "Y002"}, {"lay", "区域与领域。", "Y003"}, {"chain", "全链条。", "Y004"},
		{"year", "年度比较。", "Y009"}, {"blocks", "堵点。", "Y005"}, {"causes", "成因。", "Y006"}, {"done", "治理与履约。", "Y010"}, {"advice", "建议。", "Y007"},
	} {
		b.lead("summary."+part.role, part.title, part.id)
	}
}

// lowestGroups is the two groups of questions with the lowest scores: the value
// of the lowest, the name and the value of the second.
func (b *book) lowestGroups() (lowest, name, second any) {
	codes := b.ordered(prose.SurveyCodes()[1:], func(c string) zhixiao.Quantity { return b.Facts.Value(c, b.Unit.Code) })
	if len(codes) < 2 {
		return nil, nil, nil
	}
	return b.Facts.Value(codes[0], b.Unit.Code), b.CodeName(codes[1]), b.Facts.Value(codes[1], b.Unit.Code)
}

// fillOverlap counts which of the three matters with most complaints are also
// among the ten with most corrections, repeated applications or overlong cases.
func (b *book) fillOverlap() {
	city := b.Unit.Code
	top := b.Facts.Top(analysis.Query{Cube: "complaint", Column: "cases", Unit: city, By: []string{"matter"}, Limit: 3})
	hard := map[string]bool{}
	for _, q := range []analysis.Query{
		{Cube: "correction", Column: "times"}, {Cube: "case", Column: "repeat_subjects"}, {Cube: "case", Column: "overlong"},
	} {
		q.Unit, q.By, q.Limit = city, []string{"matter"}, 10
		for _, s := range b.Facts.Top(q) {
			hard[s.Keys[0]] = true
		}
	}
	var both []zhixiao.Key
	for _, s := range top {
		if hard[s.Keys[0]] {
			both = append(both, s.Count.Key)
		}
	}
	b.Slots["重合数"] = b.Counted("overlap", len(both), "个", both...)
	classes := b.Facts.Top(analysis.Query{Cube: "complaint", Column: "cases", Unit: city, By: []string{"l1"}, Limit: 3})
	if len(classes) == 3 {
		b.Slots["三类占比"] = classes[2].Cum
	}
}

// background is chapter 1: why, by what, from which data.
func (b *book) background() {
	b.fillFrame()
	b.Heading(1, "one", "监测背景与方法")
	b.Heading(2, "one.policy", "政策背景")
	b.Heading(3, "one.state", "国家部署")
	b.para("one.state.a", "Y111")
	b.para("one.state.b", "Y112", "Y113")
	b.Heading(3, "one.city", "本市部署")
	b.para("one.city.a", "Y121")
	b.para("one.city.b", "Y122")
	b.Heading(3, "one.why", "监测意义")
	b.para("one.why.a", "Y131")
	frame := b.table("表框架", b.frameTable())
	weights := b.weightChart()
	b.Heading(2, "one.frame", "监测框架")
	b.Heading(3, "one.logic", "逻辑链")
	b.para("one.logic.a", "Y141")
	b.place(frame)
	b.Heading(3, "one.set", "指标体系")
	b.para("one.set.a", "Y151", "Y152")
	b.Heading(3, "one.score", "权重与计分")
	b.para("one.score.a", "Y161", "Y162")
	b.place(weights)
	sources, sample := b.table("表数据源", b.sourceTable()), b.table("表样本", b.sampleTable())
	whole, spread := b.wholeChart(), b.sampleChart()
	b.Heading(2, "one.data", "数据与样本")
	b.Heading(3, "one.five", "管理侧五库")
	b.para("one.five.a", "Y171", "Y172")
	b.place(sources)
	b.place(whole)
	b.Heading(3, "one.public", "公众侧")
	b.para("one.public.a", "Y181")
	b.place(spread)
	b.place(sample)
	b.Heading(3, "one.quality", "质量控制")
	b.para("one.quality.a", "Y191")
	b.Heading(3, "one.limits", "局限")
	b.para("one.limits.a", "Y195", "Y196", "Y198", "N08")
}

// fillFrame sets what chapter 1 says of the indicators and the data.
func (b *book) fillFrame() {
	level2, scored := map[string]bool{}, 0
	for _, ind := range b.Facts.Indicators() {
		level2[ind.Level2] = true
		if ind.Direction != zhixiao.Observe {
			scored++
		}
	}
	observed := 0
	for _, ind := range b.Facts.Indicators() {
		if ind.Direction == zhixiao.Observe {
			observed++
		}
	}
	maps.Copy(b.Slots, map[string]any{
		"二级数": b.Counted("set.level2", len(level2), "个"), "三级数": b.Counted("set.all", len(b.Facts.Indicators()), "个"),
		"计分数": b.Counted("set.scored", scored, "个"), "观察数": b.Counted("set.observed", observed, "个"),
	})
	for _, code := range prose.Dimensions() {
		b.Slots["权区"+code], b.Slots["权领"+code] = b.Facts.Weight(code, zhixiao.Region), b.Facts.Weight(code, zhixiao.Domain)
	}
	for name, table := range map[string]string{"评价行": "evaluation", "取号行": "ticket", "会话行": "online_session", "拨打行": "phone_call", "事项行": "matter"} {
		b.Slots[name] = b.Facts.InTenThousands(b.Facts.SourceRows(table, rowUnit(table)))
	}
	survey := func(dim, key string) zhixiao.Quantity {
		return b.Facts.Count(analysis.Query{Cube: "survey", Column: "answers", Unit: b.Unit.Code, Where: map[string]string{dim: key}})
	}
	all := b.Surveyed()
	maps.Copy(b.Slots, map[string]any{
		"问卷行": b.Facts.SourceRows("survey", "份"), "问卷无效": b.Facts.Diff(b.Facts.SourceRows("survey", "份"), all, "份"), "问卷有效": all,
		"诉求行": b.Facts.SourceRows("complaint", "件"), "诉求剔": b.Facts.Diff(b.Facts.SourceRows("complaint", "件"), b.Facts.Count(analysis.Query{Cube: "complaint", Column: "cases", Unit: b.Unit.Code}), "件"),
		"区问卷": survey("wave", "区域"), "领问卷": survey("wave", "领域"),
		"个人占比": b.Facts.Percent(survey("identity", "个人"), all), "企业占比": b.Facts.Percent(survey("identity", "企业"), all),
		"暗访次": b.asked("暗访数"), "暗访条": b.asked("暗访问题"), "访谈次": b.asked("访谈数"),
	})
}

func rowUnit(table string) string {
	units := map[string]string{
		"evaluation": "条", "ticket": "人次", "online_session": "次", "phone_call": "次", "matter": "项", "cases": "件", "complaint": "条",
		"survey": "份", "interview": "个", "visit": "次", "guide_rating": "条", "guide_check": "个", "consult": "条", "correction": "次",
		"stage": "条", "governance": "个", "inspection_item": "项", "caseload": "条", "visit_finding": "条",
	}
	if u, ok := units[table]; ok {
		return u
	}
	return "条"
}

// frameTable is the chain of dimensions with what each asks and where it looks.
func (b *book) frameTable() document.Table {
	t := document.Table{
		Caption: "监测框架", Columns: prose.Columns("lllcc", 1.1, 2.4, 2.8, 0.9, 0.9),
		Header: prose.Header("维度", "要回答的问题", "二级指标", "区域权重", "领域权重"),
		Note:   prose.Plain("权重合计各为100分；观察指标不计权重。"),
	}
	asks := map[string]string{
		"A": "对外公布了什么，是否完整、准确、一致", "B": "每件申请实际经历了什么，是否按承诺办理", "C": "窗口、线上、电话中遇到了什么",
		"D": "独立调查中群众和企业怎么看", "E": "诉求和差评是否真正解决",
	}
	for _, code := range prose.Dimensions() {
		t.Rows = append(t.Rows, []document.Cell{
			prose.Words(b.Facts.LevelName(code)), prose.Words(asks[code]), prose.Words(b.levelTwo(code)),
			prose.Value(b.Facts.Weight(code, zhixiao.Region)), prose.Value(b.Facts.Weight(code, zhixiao.Domain)),
		})
	}
	return t
}

// levelTwo lists a dimension's second-level names.
func (b *book) levelTwo(code string) string {
	var names []string
	seen := map[string]bool{}
	for _, ind := range b.Facts.Indicators() {
		if ind.Level1 == code && !seen[ind.Level2] {
			seen[ind.Level2] = true
			names = append(names, b.Facts.LevelName(ind.Level2))
		}
	}
	return prose.Some(names, len(names))
}

func (b *book) weightChart() document.Figure {
	var labels []string
	var region, domain []zhixiao.Quantity
	for _, code := range prose.Dimensions() {
		labels = append(labels, b.Facts.LevelName(code))
		region, domain = append(region, b.Facts.Weight(code, zhixiao.Region)), append(domain, b.Facts.Weight(code, zhixiao.Domain))
	}
	return b.fig("图权重", "五个维度在两套权重中的分值", document.Chart{
		Kind: document.GroupedColumnChart, Labels: labels, YTitle: "权重", Unit: "分",
		Series: []document.Series{{Name: "区域权重", Points: region}, {Name: "领域权重", Points: domain}},
	}, "指标体系设定", "五个维度在两套权重中的分值对照")
}

// sourceTable is what was read: the feed tables and their rows.
func (b *book) sourceTable() document.Table {
	t := document.Table{
		Caption: "数据源与规模", Columns: prose.Columns("llccl", 1.2, 2, 1.2, 1.6, 2.6),
		Header: prose.Header("类别", "数据源", "规模", "截至", "用于"),
		Note:   prose.Plain("规模为监测期冻结时读取的记录数，无效的问卷和评价、重复和非政务服务类诉求也在内；截至为最后一条记录的日期，“—”为不按日归集；事项库为期末在用业务办理项。"),
	}
	for _, s := range []struct{ kind, name, table, use string }{
		{"管理侧", "办件库（逐件过程）", "cases", "时效、退回、重复申请、渠道"}, {"管理侧", "办件库（环节）", "stage", "超长办件环节停留"},
		{"管理侧", "办件库（补正）", "correction", "退回理由与材料"}, {"管理侧", "事项库", "matter", "要素、时限、网办深度"},
		{"管理侧", "服务库（取号）", "ticket", "现场等候"}, {"管理侧", "服务库（线上办事会话）", "online_session", "提交成功与放弃"},
		{"管理侧", "服务库（电话拨打）", "phone_call", "接通与答复准确"}, {"管理侧", "服务库（在线咨询）", "consult", "按时答复"},
		{"管理侧", "办事指南满意度库", "guide_rating", "指南满意度"}, {"公众侧", "评价库", "evaluation", "好差评"},
		{"公众侧", "公众问卷", "survey", "公众感知"}, {"公众侧", "现场暗访", "visit", "体验核查"},
		{"公众侧", "电话访谈", "interview", "领域满意度"}, {"公众侧", "全口径诉求", "complaint", "堵点与响应"},
		{"整改", "主动治理台账", "governance", "治理成效"}, {"整改", "专项核查", "inspection_item", "整改核验"},
	} {
		t.Rows = append(t.Rows, []document.Cell{prose.Words(s.kind), prose.Words(s.name), amount(b.Facts.SourceRows(s.table, rowUnit(s.table))), prose.Words(b.lastDay(s.table)), prose.Words(s.use)})
	}
	return t
}

// lastDay is the day of a source's last row.
func (b *book) lastDay(table string) string {
	at := b.Facts.Last(table)
	if at.IsZero() {
		return "—"
	}
	return zhixiao.ChineseDate(at)
}

// amount is a count with its unit in a cell.
func amount(q zhixiao.Quantity) document.Cell {
	return document.Cell{Inlines: []document.Inline{document.Num{Q: q, WithUnit: true}}}
}

// sampleTable is the questionnaire's, visits' and complaints' spread over regions.
func (b *book) sampleTable() document.Table {
	t := document.Table{
		Caption: "各区域公众侧样本", Columns: prose.Columns("lccccc", 1.3, 1.2, 1.2, 1.2, 1.2, 1.4),
		Header: prose.Header("区域", "问卷（份）", "个人（份）", "企业（份）", "暗访（次）", "诉求（件）"),
		Note:   prose.Plain("问卷为有效样本，含区域问卷和按受访地归属的领域问卷；暗访次数有限，不作区域排名。"),
	}
	for _, u := range b.Facts.Units(zhixiao.Region) {
		count := func(cube, column string, where map[string]string) document.Cell {
			return prose.Value(b.Facts.Count(analysis.Query{Cube: cube, Column: column, Unit: u.Code, Where: where}))
		}
		t.Rows = append(t.Rows, []document.Cell{
			prose.Words(u.Short), count("survey", "answers", nil), count("survey", "answers", map[string]string{"identity": "个人"}),
			count("survey", "answers", map[string]string{"identity": "企业"}), count("visit", "visits", nil), count("complaint", "cases", nil),
		})
	}
	return t
}

// wholeChart is how complete the process records of each region are.
func (b *book) wholeChart() document.Figure {
	return b.unitBars("图完整率", "各区域过程数据完整率", "B304", zhixiao.Region, "办件库", "各区过程数据完整率对照")
}

// barsHeight is the height of a picture with a row for each of 17 regions: two
// of them and their captions fill a page.
const barsHeight = 92

// unitBars is a bar a unit of a code, in the order of the tables for what is only
// observed and best first otherwise.
func (b *book) unitBars(name, caption, code string, kind zhixiao.UnitKind, from, alt string) document.Figure {
	units := b.Facts.Ranking(code, kind)
	if len(units) == 0 {
		units = b.Facts.Units(kind)
	}
	var labels []string
	var points []zhixiao.Quantity
	for _, u := range units {
		if q := b.Facts.Value(code, u.Code); q.Ok() {
			labels, points = append(labels, prose.NameOf(u)), append(points, q)
		}
	}
	city := b.Facts.Value(code, b.Unit.Code)
	chart := document.Chart{
		Kind: document.RankingBarChart, Labels: labels, XTitle: b.CodeName(code), Unit: city.Unit, HeightMM: barsHeight,
		Series: []document.Series{{Name: b.CodeName(code), Points: points}},
	}
	if city.Ok() {
		chart.Reference = &document.Reference{Name: "全市", Value: city}
	}
	return b.fig(name, caption, chart, from, alt)
}

func (b *book) sampleChart() document.Figure {
	var labels []string
	var points []zhixiao.Quantity
	for _, u := range b.Facts.Units(zhixiao.Region) {
		q := b.Facts.Count(analysis.Query{Cube: "survey", Column: "answers", Unit: u.Code, Where: map[string]string{"wave": "区域"}})
		labels, points = append(labels, u.Short), append(points, q)
	}
	return b.fig("图样本", "各区域问卷有效样本量", document.Chart{
		Kind: document.RankingBarChart, Labels: labels, XTitle: "有效样本", Unit: "份", HeightMM: barsHeight, Series: []document.Series{{Name: "有效样本", Points: points}},
	}, "公众问卷", "各区有效样本量对照")
}
