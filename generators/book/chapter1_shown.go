package book

import (
	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/prose"
)

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
			prose.Words(b.facts.LevelName(code)), prose.Words(asks[code]), prose.Words(b.levelTwo(code)),
			prose.Value(b.facts.Weight(code, zhixiao.Region)), prose.Value(b.facts.Weight(code, zhixiao.Domain)),
		})
	}
	return t
}

// levelTwo lists a dimension's second-level names.
func (b *book) levelTwo(code string) string {
	var names []string
	seen := map[string]bool{}
	for _, ind := range b.facts.Indicators() {
		if ind.Level1 == code && !seen[ind.Level2] {
			seen[ind.Level2] = true
			names = append(names, b.facts.LevelName(ind.Level2))
		}
	}
	return prose.Some(names, len(names))
}

func (b *book) weightChart() document.Figure {
	var labels []string
	var region, domain []zhixiao.Quantity
	for _, code := range prose.Dimensions() {
		labels = append(labels, b.facts.LevelName(code))
		region, domain = append(region, b.facts.Weight(code, zhixiao.Region)), append(domain, b.facts.Weight(code, zhixiao.Domain))
	}
	return b.fig("五个维度在两套权重中的分值", document.Chart{
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
		t.Rows = append(t.Rows, []document.Cell{prose.Words(s.kind), prose.Words(s.name), amount(b.facts.SourceRows(s.table, rowUnit(s.table))), prose.Words(b.lastDay(s.table)), prose.Words(s.use)})
	}
	return t
}

// lastDay is the day of a source's last row.
func (b *book) lastDay(table string) string {
	at := b.facts.Last(table)
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
	for _, u := range b.facts.Units(zhixiao.Region) {
		count := func(cube, column string, where map[string]string) document.Cell {
			return prose.Value(b.facts.Count(analysis.Query{Cube: cube, Column: column, Unit: u.Code, Where: where}))
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
	return b.unitBars("各区域过程数据完整率", "B304", zhixiao.Region, "办件库", "各区过程数据完整率对照")
}

// barsHeight is the height of a picture with a row for each of 17 regions: two
// of them and their captions fill a page.
const barsHeight = 92

// unitBars is a bar a unit of a code, in the order of the tables for what is only
// observed and best first otherwise.
func (b *book) unitBars(caption, code string, kind zhixiao.UnitKind, from, alt string) document.Figure {
	units := b.facts.Ranking(code, kind)
	if len(units) == 0 {
		units = b.facts.Units(kind)
	}
	var labels []string
	var points []zhixiao.Quantity
	for _, u := range units {
		if q := b.facts.Value(code, u.Code); q.Ok() {
			labels, points = append(labels, prose.NameOf(u)), append(points, q)
		}
	}
	city := b.facts.Value(code, b.unit.Code)
	chart := document.Chart{
		Kind: document.RankingBarChart, Labels: labels, XTitle: b.report.CodeName(code), Unit: city.Unit, HeightMM: barsHeight,
		Series: []document.Series{{Name: b.report.CodeName(code), Points: points}},
	}
	if city.Ok() {
		chart.Reference = &document.Reference{Name: "全市", Value: city}
	}
	return b.fig(caption, chart, from, alt)
}

func (b *book) sampleChart() document.Figure {
	var labels []string
	var points []zhixiao.Quantity
	for _, u := range b.facts.Units(zhixiao.Region) {
		q := b.facts.Count(analysis.Query{Cube: "survey", Column: "answers", Unit: u.Code, Where: map[string]string{"wave": "区域"}})
		labels, points = append(labels, u.Short), append(points, q)
	}
	return b.fig("各区域问卷有效样本量", document.Chart{
		Kind: document.RankingBarChart, Labels: labels, XTitle: "有效样本", Unit: "份", HeightMM: barsHeight, Series: []document.Series{{Name: "有效样本", Points: points}},
	}, "公众问卷", "各区有效样本量对照")
}
