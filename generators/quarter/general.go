package quarter

import (
	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/atlas"
	"zhixiao/generators/prose"
	"zhixiao/templates"
)

// scoreMap is the map of the regions' totals as a figure of a report.
func (r *report) scoreMap(role string) document.Figure {
	m, err := atlas.Draw(r.Facts, atlas.Themes(r.Facts)[0], atlas.Style{})
	r.Draft.Fault(err)
	if err != nil {
		return document.Figure{}
	}
	return document.Figure{
		ID: r.Draft.ID(role), Caption: "各区综合得分示意图", Graphic: m.Paper, Source: r.Source("按指标体系计分") + "。",
		Alt: "各区综合得分按大致方位排列的方块示意图，颜色越深得分越高，不表示行政区域界线。",
	}
}

const (
	generalMin, generalTarget, generalMax = 4500, 5000, 5500
	generalLimit                          = 5350
	commonProblems                        = 5
)

// General is the quarterly report on the whole city.
func General(f *analysis.Facts, t *templates.Set, u zhixiao.Unit, past []prose.KeptRemedy) (*document.Document, []prose.KeptRemedy, error) {
	r := newReport(f, t, u, "general", commonProblems)
	r.past = kept(past, f, t, u)

	r.Draft.Blocks = append(r.Draft.Blocks, document.Heading{ID: r.Draft.ID("summary"), Level: 1, Text: prose.Plain("摘要"), Plain: true})
	r.Para("summary.lead", "T00")
	r.Para("summary.points", "S01", "S06", "S02", "S03", "S04", "S05")
	r.overall()
	r.chain()
	r.commonProblems()
	r.generalCauses()
	r.Heading(1, "next", "下季度监测重点")
	r.Para("next.text", "T97")

	doc := r.Document("quarter-general", "北京市政务服务质效季度总报告", document.Budget{Min: generalMin, Target: generalTarget, Max: generalMax})
	doc.Lists = true
	doc.Appendix = r.generalAppendix()
	r.Draft.Fit(doc, generalLimit)
	return doc, recorded(u, r.proposals()), r.Draft.Err()
}

func (r *report) overall() {
	r.Heading(1, "overall", "总体态势")
	r.Heading(2, "overall.level", "质效总体水平")
	r.Para("overall.level.text", "T01", "T02", "T03")
	r.put("figure.radar")
	r.Para("overall.level.more", "T04", "T05", "T06")
	r.put("table.core")
	r.Heading(2, "overall.regions", "区域表现")
	r.Para("overall.regions.text", "T11", "T12", "T13")
	r.put("figure.regions")
	r.Para("overall.regions.more", "T14", "T16", "T15", "T17")
	r.put("table.regions")
	r.Heading(2, "overall.domains", "领域表现")
	r.Para("overall.domains.text", "T21", "T22", "T23")
	r.put("figure.domains")
	r.Para("overall.domains.more", "T24", "T25")
	r.put("table.domains")
}

func (r *report) chain() {
	r.Heading(1, "chain", "全链条分析")
	r.Heading(2, "chain.promise", "部门承诺")
	r.Para("chain.promise.text", "T31", "T32", "T33", "T34")
	r.Heading(2, "chain.process", "办件过程")
	r.Para("chain.process.text", "T41", "T42", "T43", "T44")
	r.put("figure.stages")
	r.put("table.matters")
	r.Para("chain.process.more", "T45", "T46", "T48", "T47")
	r.Heading(2, "chain.service", "服务体验")
	r.Para("chain.service.text", "T51", "T52")
	r.put("figure.service")
	r.Para("chain.service.more", "T53", "T54", "T55", "T56")
	r.Heading(2, "chain.sensed", "公众感知与供需偏差")
	r.Para("chain.sensed.text", "T61", "T62", "T63", "T64")
	r.put("figure.sides")
}

func (r *report) commonProblems() {
	r.Heading(1, "problems", "办事堵点与突出问题")
	r.Para("problems.intro", "T70", "T78")
	r.put("figure.complaints")
	for _, p := range r.problems {
		role := "problem." + p.Theme.ID
		r.Draft.Heading(2, role, p.Title())
		r.Draft.Paragraph(role+".facts", append(p.Facts(), p.Say("T75", "T71", "T72", "T77", "T76")...)...)
	}
	r.Heading(2, "follow", "上季度问题整改跟踪")
	r.Para("follow.text", "T79", "T80", "T81", "T82", "T83")
	r.put("table.follow")
}

// generalFollowTable is the remedies followed up, or the indicators that
// were warned when there are none.
func (r *report) generalFollowTable(role string) (document.Table, bool) {
	if t, ok := r.remedyFollowTable(role); ok {
		return t, ok
	}
	return r.followTable(role)
}

func (r *report) generalCauses() {
	r.Heading(1, "causes", "成因分析")
	r.Para("causes.intro", "T90")
	r.tellCauses()
	r.Para("causes.sum", "T91", "T91A", "T91B", "T91C", "T91D")
	r.Heading(1, "advice", "对策建议")
	r.Para("advice.intro", "T95")
	r.tellRemedies()
	r.Para("advice.end", "T96")
}

func (r *report) generalAppendix() []document.Block {
	out := []document.Block{
		document.Heading{ID: r.Draft.ID("appendix.regions"), Level: 1, Text: prose.Plain("17个区域得分")},
		r.display("appendix.regions.table").block,
		r.scoreMap("appendix.regions.map"),
		document.Heading{ID: r.Draft.ID("appendix.domains"), Level: 1, Text: prose.Plain("48个领域得分")},
		r.display("appendix.domains.table").block,
		document.Heading{ID: r.Draft.ID("appendix.indicators"), Level: 1, Text: prose.Plain("三级指标全表")},
		r.display("appendix.indicators.table").block,
		document.Heading{ID: r.Draft.ID("appendix.notes"), Level: 1, Text: prose.Plain("数据说明与局限")},
	}
	for i, s := range r.Say("N01", "N08", "N09", "N02", "N06", "N03", "N04", "N10") {
		out = append(out, document.Para{ID: r.Draft.ID("appendix.note." + zhixiao.Int(int64(i+1)).String()), Inlines: s.Inlines})
	}
	return out
}
