package book

import (
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/prose"
)

// appendix is what stands behind the chapters and is not counted.
func (b *book) appendix() []document.Block {
	a := &appendix{b: b}
	a.title("set", "指标说明")
	a.put(b.definitions("appendix.set.table"))
	a.title("city", "全市三级指标季度序列")
	a.put(b.cityTable("appendix.city.table"))
	a.title("regions", "17个区域得分")
	a.put(b.report.UnitTable("appendix.regions.table", "17个区域五维得分与总分", b.facts.Units(zhixiao.Region)))
	a.title("domains", "48个领域得分")
	a.put(b.report.UnitTable("appendix.domains.table", "48个领域五维得分与总分", b.facts.Units(zhixiao.Domain)))
	a.put(b.unitSeries("appendix.series", "各区域、各领域总分季度序列"))
	a.title("survey", "问卷")
	a.list("survey.text", surveyQuestions())
	a.title("checks", "暗访检查表")
	a.list("checks.text", checkItems())
	a.title("methods", "方法与显著性")
	for _, id := range []string{"Y9A1", "Y9A2", "Y9A3", "Y9A4", "Y9A5"} {
		if in := b.line(b.look, id); in != nil {
			a.put(document.Para{ID: b.draft.ID("appendix." + id), Inlines: in})
		}
	}
	a.put(b.significance("appendix.significance"))
	a.title("evidence", "证据目录")
	a.put(b.visitList("appendix.visits"))
	return a.blocks
}

// appendix gathers blocks.
type appendix struct {
	b      *book
	blocks []document.Block
}

func (a *appendix) title(role, text string) {
	a.blocks = append(a.blocks, document.Heading{ID: a.b.draft.ID("appendix." + role), Level: 1, Text: prose.Plain(text)})
}

func (a *appendix) put(block document.Block) {
	if t, ok := block.(document.Table); ok && len(t.Rows) == 0 {
		return
	}
	a.blocks = append(a.blocks, block)
}

func (a *appendix) list(role string, items []string) {
	l := document.List{ID: a.b.draft.ID("appendix." + role), Numbered: true}
	for _, item := range items {
		l.Items = append(l.Items, prose.Plain(item))
	}
	a.blocks = append(a.blocks, l)
}

// definitions is every indicator with its definition and its formula.
func (b *book) definitions(role string) document.Table {
	t := document.Table{
		ID: b.draft.ID(role), Caption: "三级指标说明", Columns: prose.Columns("cllllccc", 0.8, 1.8, 3.4, 3, 1.2, 0.9, 0.9, 0.9), Landscape: true,
		Header: prose.Header("代码", "指标", "定义", "算法", "数据源", "区域权重", "领域权重", "目标"),
		Note:   prose.Plain("观察指标不计权重，记“—”；目标为指标体系设定值。"),
	}
	for _, ind := range b.facts.Indicators() {
		region, domain, goal := prose.Words("—"), prose.Words("—"), prose.Words("—")
		if ind.Direction != zhixiao.Observe {
			region, domain, goal = prose.Value(b.facts.Weight(ind.Code, zhixiao.Region)), prose.Value(b.facts.Weight(ind.Code, zhixiao.Domain)), prose.Value(prose.Target(ind, ind.Target))
		}
		t.Rows = append(t.Rows, []document.Cell{
			prose.Words(ind.Code), prose.Words(ind.Name), prose.Words(prose.OrDash(printable(ind.Definition))), prose.Words(prose.OrDash(printable(ind.How))), prose.Words(prose.OrDash(ind.Source)), region, domain, goal,
		})
	}
	return t
}

// cityTable is every indicator of the city by quarter.
func (b *book) cityTable(role string) document.Table {
	var codes []string
	for _, ind := range b.facts.Indicators() {
		codes = append(codes, ind.Code)
	}
	t := b.seriesTable("全市三级指标季度序列", codes)
	t.ID, t.Landscape = b.draft.ID(role), true
	return t
}

// unitSeries is the totals of regions and domains by quarter.
func (b *book) unitSeries(role, caption string) document.Table {
	names, kinds, shares := []string{"单位"}, "l", []float64{2}
	for _, q := range b.quarters {
		names, kinds, shares = append(names, q.String()), kinds+"c", append(shares, 1)
	}
	t := document.Table{
		ID: b.draft.ID(role), Caption: caption, Unit: "分", Columns: prose.Columns(kinds+"c", append(shares, 1)...), Header: prose.Header(append(names, "监测期")...),
		Note: prose.Plain("监测期为" + b.report.Span() + "合计口径。"),
	}
	for _, u := range slices.Concat(b.facts.Units(zhixiao.Region), b.facts.Units(zhixiao.Domain)) {
		row := []document.Cell{prose.Words(prose.NameOf(u))}
		for _, q := range b.facts.Trend(analysis.ScoreTotal, u.Code, b.quarters).Points {
			row = append(row, prose.Value(q))
		}
		t.Rows = append(t.Rows, append(row, prose.Value(b.facts.Value(analysis.ScoreTotal, u.Code))))
	}
	return t
}

// significance is each region's satisfaction with its margin, and whether it
// differs from the city's beyond chance.
func (b *book) significance(role string) document.Table {
	t := document.Table{
		ID: b.draft.ID(role), Caption: "各区域总体满意度与抽样误差", Columns: prose.Columns("lccccl", 1.4, 1.1, 1.2, 1.2, 1.2, 1.6),
		Header: prose.Header("区域", "得分（分）", "样本（份）", "95%误差（±分）", "与全市之差（分）", "判断"),
		Note:   prose.Plain("误差按有效样本量计算；判断为各区域单独与全市其余部分比较的双侧检验（5%水平），未作多重比较调整，仅供参考。"),
	}
	for _, u := range b.facts.Units(zhixiao.Region) {
		q := b.facts.Value("D101", u.Code)
		tested, significant := b.facts.Differs("D101", u.Code, zhixiao.CityCode)
		word := "未检验"
		switch {
		case tested && significant:
			word = "差异显著"
		case tested:
			word = "差异不显著"
		}
		sample := b.facts.Count(analysis.Query{Cube: "survey", Column: "n_d101", Unit: u.Code})
		t.Rows = append(t.Rows, []document.Cell{prose.Words(u.Short), prose.Value(q), prose.Value(sample), prose.Value(b.facts.Margin("D101", u.Code)), prose.Signed(b.facts.Gap("D101", u.Code)), prose.Words(word)})
	}
	return t
}

// visitList is the evidence of the covert visits.
func (b *book) visitList(role string) document.Table {
	t := document.Table{
		ID: b.draft.ID(role), Caption: "暗访证据目录", Columns: prose.Columns("llllll", 1.9, 1, 1.8, 1.8, 1.2, 1.2),
		Header: prose.Header("暗访编号", "日期", "点位", "检查项", "程度", "证据编号"),
		Note:   prose.Plain("仅列发现问题的条目；原始影像和录音不随报告发出。"),
	}
	for _, v := range b.facts.Visits(b.unit.Code) {
		for _, found := range v.Findings {
			t.Rows = append(t.Rows, []document.Cell{
				prose.Words(v.No), prose.Words(prose.MonthDay(v.Date)), prose.Words(b.report.HallName(v.Hall)), prose.Words(prose.OrDash(found.Item)), prose.Words(prose.OrDash(found.Severity)), prose.Words(prose.OrDash(found.Evidence)),
			})
		}
	}
	return t
}

// surveyQuestions are the groups of the questionnaire and how they are scored.
func surveyQuestions() []string {
	return []string{
		"总体满意度：您对最近一次办事的整体感受如何？（十分制）",
		"办理便捷：办理这件事需要准备的材料、跑动的次数和经过的环节是否合理？（五级）",
		"办理时效：从提交申请到拿到结果的时间是否符合预期？（五级）",
		"指南材料：办事指南和样表是否清楚，照着准备能否一次通过？（五级）",
		"网办好用：如果是在网上办理，填写、上传和签章是否顺利？（五级，未使用者跳过）",
		"窗口服务：如果到过现场，引导、等候和窗口答复是否满意？（五级，未到场者跳过）",
		"咨询有效：如果咨询过，电话、在线或者现场的答复是否解决了问题？（五级，未咨询者跳过）",
		"改善感受：与上一次办事相比，有改善、没有变化还是有所变差？",
		"不满意的主要原因：（单选，可补充文字）",
		"背景：办事人身份（个人、企业）、办理渠道、办理事项、所在区域。",
	}
}

// checkItems are the modules of the covert visits' check list.
func checkItems() []string {
	return []string{
		"场所与标识：导视、无障碍设施、进驻事项公示、开放时间与网上一致、停车与等候座位。",
		"引导与取号：主动引导、取号成功、预约后不重复取号、老年人通道、帮办代办。",
		"窗口纪律：开窗情况、空岗挂牌、工牌、着装，有无办理与工作无关的事项。",
		"首问与告知：首问负责、口头和书面一次性告知、限时办结、容缺受理。",
		"指南一致：材料、时限、费用、地点与网上公示逐项比对。",
		"业务能力：三道标准问题的答复是否准确。",
		"等候与办理时长：取号至叫号、叫号至办结分别计时。",
		"自助与网办区：设备可用、教学引导。",
		"评价与投诉：评价器和二维码在位、不引导好评、“办不成事”窗口有人有台账、监督电话可以接通。",
		"结果领取：寄递服务、电子证照。",
		"否决情形：拒不受理且不告知理由，索要指南外要件，辱骂推诿，收受礼品，代替群众评价。",
	}
}

// printable is a text of indicators.yaml in characters that the house's fonts
// have: the minus is the ASCII one.
func printable(s string) string { return strings.ReplaceAll(s, "−", "-") }
