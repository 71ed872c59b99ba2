package book

import (
	"fmt"
	"sync"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/prose"
)

// display is a table or a figure of a book: chapters place it and sentences refer to it,
// both by its name.
type display struct {
	Name, Means string
	of          func(b *book, name string) document.Block // of no ID where there is nothing to show
}

// displays are all that a book may show.
func displays() []display {
	promise := []string{"A101", "A102", "A103", "A104", "A201", "A202", "A203", "A204", "A205", "A206"}
	process := []string{"B101", "B102", "B103", "B104", "B201", "B202", "B203", "B204", "B301", "B302", "B303"}
	service := []string{"C101", "C102", "C103", "C104", "C105", "C201", "C202", "C203", "C301", "C302", "C303"}
	sensed := []string{"D101", "D102", "D103", "D104", "D105", "D106", "D107", "D201", "D203", "D204", "D301"}
	return []display{
		{Name: "表框架", Means: "监测框架表", of: table((*book).frameTable)},
		{Name: "图权重", Means: "五个维度在两套权重中的分值", of: figure((*book).weightChart)},
		{Name: "表数据源", Means: "数据源与规模表", of: table((*book).sourceTable)},
		{Name: "表样本", Means: "各区域公众侧样本表", of: table((*book).sampleTable)},
		{Name: "图完整率", Means: "各区域过程数据完整率图", of: figure((*book).wholeChart)},
		{Name: "图样本", Means: "各区域问卷有效样本量图", of: figure((*book).sampleChart)},
		{Name: "图总分", Means: "全市总分季度走势图", of: figure((*book).totalTrend)},
		{Name: "图五维", Means: "五维得分季度对照图", of: figure((*book).dimensionHeat)},
		{Name: "表季度", Means: "总分与五维得分季度序列表", of: series("全市总分与五维得分季度序列", append([]string{analysis.ScoreTotal}, prose.Dimensions()...))},
		{Name: "图区域", Means: "区域得分排名图", of: figure((*book).regionBars)},
		{Name: "图区前后", Means: "区域监测前与监测期得分对照图", of: figure((*book).beforeAfter)},
		{Name: "图地图", Means: "区域总分示意图", of: themeMap("total")},
		{Name: "图均衡", Means: "区域总分季度分布箱线图", of: figure((*book).boxes)},
		{Name: "表区域", Means: "区域得分、名次与变化表", of: table((*book).regionTable)},
		{Name: "表均衡", Means: "区域与领域总分均衡性表", of: table((*book).balanceTable)},
		{Name: "图象限", Means: "领域管理侧与公众侧四象限图", of: figure((*book).quadrantFigure)},
		{Name: "图行业", Means: "各类机构平均得分图", of: figure((*book).groupChart)},
		{Name: "表领域", Means: "得分居前和居后的领域表", of: table((*book).domainTable)},
		{Name: "表承诺", Means: "部门承诺主要指标季度序列表", of: series("部门承诺主要指标季度序列", promise)},
		{Name: "表过程", Means: "办件过程主要指标季度序列表", of: series("办件过程主要指标季度序列", process)},
		{Name: "表体验", Means: "服务体验主要指标季度序列表", of: series("服务体验主要指标季度序列", service)},
		{Name: "表感知", Means: "公众感知主要指标季度序列表", of: series("公众感知主要指标季度序列", sensed)},
		{Name: "图指南", Means: "各区域办事指南满意度图", of: figure((*book).guideChart)},
		{Name: "图网办", Means: "各区域网办深度对照图", of: figure((*book).onlineChart)},
		{Name: "图时效", Means: "超长办件率季度走势图", of: figure((*book).lateChart)},
		{Name: "表超长", Means: "超长办件居前的事项表", of: table((*book).longMatters)},
		{Name: "表重复", Means: "重复申请居前的事项表", of: table((*book).repeatMatters)},
		{Name: "图环节", Means: "超长办件各环节停留时间图", of: figure((*book).waterfall)},
		{Name: "图退回", Means: "补正退回理由分布图", of: figure(func(b *book) document.Figure {
			return b.paretoChart("补正退回理由分布", "correction", "times", "reason", "次", "办件库补正记录")
		})},
		{Name: "图差评势", Means: "万件差评量季度走势图", of: figure(func(b *book) document.Figure {
			return b.seriesChart("万件差评量季度走势", "万件差评量", "件/万件", "政务服务评价系统", "万件差评量各季走势", "C104")
		})},
		{Name: "图差评", Means: "差评理由分布图", of: figure(func(b *book) document.Figure {
			return b.paretoChart("差评理由分布", "evaluation", "bad", "code", "条", "政务服务评价系统")
		})},
		{Name: "图等候", Means: "分星期、分时段超长等候率图", of: figure((*book).waitHeat)},
		{Name: "图放弃", Means: "网上办理中止步骤分布图", of: figure((*book).lostChart)},
		{Name: "图问卷", Means: "公众感知主要题组季度走势图", of: figure(func(b *book) document.Figure {
			return b.seriesChart("公众感知主要题组季度走势", "得分", "分", "公众问卷", "四个题组各季走势", "D101", "D103", "D105", "D107")
		})},
		{Name: "图双侧", Means: "管理侧与公众侧对照图", of: figure((*book).sidesChart)},
		{Name: "图偏差", Means: "供需感知偏差居前的领域图", of: figure((*book).gapChart)},
		{Name: "图渠道", Means: "诉求来源渠道构成图", of: figure((*book).wayChart)},
		{Name: "表分类", Means: "诉求居前的问题类别表", of: table((*book).classTable)},
		{Name: "图诉求事项", Means: "诉求居前的事项图", of: figure(func(b *book) document.Figure {
			return b.paretoChart("诉求居前的事项", "complaint", "cases", "matter", "件", "全口径诉求")
		})},
		{Name: "图月度", Means: "诉求一级类别分月件数图", of: figure((*book).monthHeat)},
		{Name: "图诉求图", Means: "万件办件诉求量示意图", of: themeMap("E101")},
		{Name: "图区类", Means: "各区域诉求的类别构成图", of: figure((*book).regionClassHeat)},
		{Name: "表四类", Means: "四类突出堵点对照表", of: table((*book).fourTable)},
		{Name: "图治理", Means: "主动治理前后同类诉求对照图", of: figure((*book).governanceChart)},
		{Name: "表治理", Means: "主动治理案例进展与成效表", of: table((*book).governanceTable)},
		{Name: "图成因", Means: "问题类型与成因层面关联矩阵", of: figure((*book).causeMatrix)},
		{Name: "表成因", Means: "成因规则命中与证据表", of: table((*book).causeTable)},
		{Name: "图季节", Means: "办件与诉求的季节指数图", of: figure((*book).seasonChart)},
		{Name: "图诉求季", Means: "诉求季度件数图", of: figure((*book).volumeChart)},
		{Name: "图数智", Means: "网办占比与提交成功率季度走势图", of: figure(func(b *book) document.Figure {
			return b.seriesChart("网办占比与提交成功率季度走势", "占比", "%", "办件库、服务库", "两项指标各季走势", "B301", "C301")
		})},
		{Name: "表风险", Means: "风险指标与前置监测表", of: table((*book).riskTable)},
		{Name: "图建议", Means: "失分指标的影响与范围图", of: figure((*book).remedyChart)},
		{Name: "表立即", Means: "立即可改的建议分工表", of: table(func(b *book) document.Table { return b.remedyTable("立即可改的建议分工", b.advised().now) })},
		{Name: "表年内", Means: "年内可成的建议分工表", of: table(func(b *book) document.Table { return b.remedyTable("年内可成的建议分工", b.advised().year) })},
		{Name: "表制度", Means: "制度完善的建议分工表", of: table(func(b *book) document.Table { return b.remedyTable("制度完善的建议分工", b.advised().rules) })},
		{Name: "图履约", Means: "合同数量指标完成率图", of: figure((*book).dutyChart)},
		{Name: "表履约", Means: "合同数量指标履约对照表", of: table((*book).dutyTable)},
		{Name: "表修订", Means: "指标体系修订建议表", of: table(func(b *book) document.Table { return b.revision().table })},
	}
}

// bookDisplays keeps each display of a book, made once.
var bookDisplays = sync.OnceValue(func() *prose.Registry[*book] {
	var all []entry
	for _, d := range displays() {
		all = append(all, entry{Name: d.Name, Of: func(b *book) any { return d.of(b, d.Name) }})
	}
	return prose.NewRegistry(prose.Book, all...)
})

// displaySlots are the references to displays, which are there where these are.
func displaySlots() []entry {
	var all []entry
	for _, d := range displays() {
		all = append(all, entry{Name: d.Name, Type: prose.ReferenceType, Means: d.Means, Of: func(b *book) any {
			if id := b.shown(d.Name).BlockID(); id != "" {
				return document.Inline(document.Ref{Target: id})
			}
			return nil
		}})
	}
	return all
}

// shown is a display, of no ID where there is nothing to show.
func (b *book) shown(name string) document.Block {
	v, _ := b.displays.Look(name)
	block, ok := v.(document.Block)
	if !ok {
		b.draft.Fault(fmt.Errorf("没有名为%q的图表", name))
		return document.Para{}
	}
	return block
}

// place appends the displays that there are.
func (b *book) place(names ...string) {
	for _, name := range names {
		if block := b.shown(name); block.BlockID() != "" {
			b.draft.Blocks = append(b.draft.Blocks, block)
		}
	}
}

// displayRole makes a block name of the bytes of a Chinese name.
func displayRole(kind, name string) string { return fmt.Sprintf("%s.%x", kind, name) }

// figure is a display that of draws; its ID is made of its name.
func figure(of func(*book) document.Figure) func(*book, string) document.Block {
	return func(b *book, name string) document.Block {
		f := of(b)
		if f.Graphic != nil {
			f.ID = b.draft.ID(displayRole("figure", name))
		}
		return f
	}
}

// table is a display that of fills; without rows there is none.
func table(of func(*book) document.Table) func(*book, string) document.Block {
	return func(b *book, name string) document.Block {
		t := of(b)
		if len(t.Rows) == 0 {
			return document.Table{}
		}
		t.ID = b.draft.ID(displayRole("table", name))
		return t
	}
}

// series is a display of codes by quarter.
func series(caption string, codes []string) func(*book, string) document.Block {
	return table(func(b *book) document.Table { return b.seriesTable(caption, codes) })
}

// themeMap is a display of the map of a code over the regions, whose ID is that code's.
func themeMap(code string) func(*book, string) document.Block {
	return func(b *book, _ string) document.Block { return b.mapFigure(code) }
}

// fig is a figure of a chart; without two labels there is none.
func (b *book) fig(caption string, c document.Chart, from, alt string) document.Figure {
	if len(c.Labels) < 2 || len(c.Series) == 0 {
		return document.Figure{}
	}
	c.Title = caption
	return b.report.Figure("", caption, c, from, alt)
}

// figOver is fig of a chart of values of several periods, which the source line tells
// in place of the period reported on.
func (b *book) figOver(periods []zhixiao.Period, caption string, c document.Chart, from, alt string) document.Figure {
	f := b.fig(caption, c, from, alt)
	chart, ok := f.Graphic.(document.Chart)
	if !ok {
		return f
	}
	chart.Source = "数据来源：" + from + "；统计期" + zhixiao.ChineseDate(periods[0].Start()) + "至" + zhixiao.ChineseDate(prose.LastOf(prose.LastN(periods, 1)[0].End(), b.report.CitedReach(from)))
	f.Graphic, f.Source = chart, chart.Source+"。"
	return f
}
