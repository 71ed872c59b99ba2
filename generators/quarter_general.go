package generators

import (
	"fmt"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/templates"
)

const (
	generalMin, generalTarget, generalMax = 4500, 5000, 5500
	generalLimit                          = 5350
	commonProblems                        = 5
)

// QuarterGeneral is the quarterly report on the whole city.
func QuarterGeneral(f *analysis.Facts, t *templates.Set, u zhixiao.Unit, past []Recommendation) (*document.Document, []Recommendation, error) {
	r := newReport(f, t, u, "general")
	r.fillUnit()
	r.lookBack()
	r.followUp(past)
	r.fillCity()
	problems := r.pick(commonProblems)
	var titles [][]document.Inline
	for _, p := range firstN(problems, 3) {
		titles = append(titles, plain(p.theme.Name))
	}
	r.slots["问题列"] = listed(titles)
	if list := f.LongCases(u.Code); len(list) > 0 {
		r.slots["超长句"] = r.longest(list[0])
	}
	r.declined()
	r.evenness()
	r.improved()
	r.structure()
	r.generalRefs()
	r.slots["指南各项"] = r.stated("A101", "A102", "A103", "A104")
	r.slots["时效各项"] = r.stated("B101", "B102", "B104")
	r.slots["评价各项"] = r.stated("C101", "C102", "C103", "C104")
	r.slots["满意各项"] = r.stated("D101")

	r.d.blocks = append(r.d.blocks, document.Heading{ID: r.d.id("summary"), Level: 1, Text: plain("摘要"), Plain: true})
	r.para("summary.lead", "T00")
	r.para("summary.points", "S01", "S06", "S02", "S03", "S04", "S05")
	r.overall()
	r.chain()
	r.commonProblems(problems)
	recs := r.generalCauses(problems)
	r.watch(recs)
	r.heading(1, "next", "下季度监测重点")
	r.para("next.text", "T97")

	doc := r.document("quarter-general", "北京市政务服务质效季度总报告", document.Budget{Min: generalMin, Target: generalTarget, Max: generalMax})
	doc.Lists = true
	doc.Appendix = r.generalAppendix()
	r.d.fit(doc, generalLimit)
	return doc, recorded(u, recs), r.d.err()
}

func (r *report) generalRefs() {
	for name, role := range map[string]string{
		"图雷达": "figure.radar", "表核心": "table.core", "图区域": "figure.regions", "表区域": "table.regions",
		"表领域": "table.domains", "图双侧": "figure.sides", "表建议": "table.advice",
		"附表区域": "appendix.regions.table", "附表领域": "appendix.domains.table", "附表指标": "appendix.indicators.table",
	} {
		r.ref(name, role)
	}
	for _, optional := range []struct {
		name, role string
		there      bool
	}{
		{"图领域", "figure.domains", has(r.quadrant("figure.domains"))},
		{"图环节", "figure.stages", has(r.stageChart("figure.stages"))},
		{"图理由", "figure.service", has(r.reasonsChart("figure.service"))},
		{"图诉求", "figure.complaints", has(r.monthChart("figure.complaints"))},
	} {
		if optional.there {
			r.ref(optional.name, optional.role)
		}
	}
	if _, ok := r.longTable("table.long"); ok {
		r.ref("表事项", "table.long")
	}
	if _, ok := r.generalFollowTable("table.follow"); ok {
		r.ref("表跟踪", "table.follow")
	}
}

func has(_ document.Figure, ok bool) bool { return ok }

func (r *report) show(fig document.Figure, ok bool) {
	if ok {
		r.d.blocks = append(r.d.blocks, fig)
	}
}

func (r *report) overall() {
	r.heading(1, "overall", "总体态势")
	r.heading(2, "overall.level", "质效总体水平")
	r.para("overall.level.text", "T01", "T02", "T03")
	r.d.blocks = append(r.d.blocks, r.radar("figure.radar"))
	r.para("overall.level.more", "T04", "T05", "T06")
	r.d.blocks = append(r.d.blocks, r.dimensionTable("table.core"))
	r.heading(2, "overall.regions", "区域表现")
	r.para("overall.regions.text", "T11", "T12", "T13")
	r.d.blocks = append(r.d.blocks, r.regionChart("figure.regions"))
	r.para("overall.regions.more", "T14", "T16", "T15", "T17")
	r.d.blocks = append(r.d.blocks, r.unitTable("table.regions", "17个区域质效得分与名次", r.f.Units(zhixiao.Region)))
	r.heading(2, "overall.domains", "领域表现")
	r.para("overall.domains.text", "T21", "T22", "T23")
	r.show(r.quadrant("figure.domains"))
	r.para("overall.domains.more", "T24", "T25")
	ranking := r.f.Ranking(analysis.ScoreTotal, zhixiao.Domain)
	r.d.blocks = append(r.d.blocks, r.unitTable("table.domains", "得分居前五位和后五位的领域", append(firstN(ranking, 5), lastN(ranking, 5)...)))
}

func (r *report) chain() {
	r.heading(1, "chain", "全链条分析")
	r.heading(2, "chain.promise", "部门承诺")
	r.para("chain.promise.text", "T31", "T32", "T33", "T34")
	r.heading(2, "chain.process", "办件过程")
	r.para("chain.process.text", "T41", "T42", "T43", "T44")
	r.show(r.stageChart("figure.stages"))
	r.put(r.longTable("table.long"))
	r.para("chain.process.more", "T45", "T46", "T48", "T47")
	r.heading(2, "chain.service", "服务体验")
	r.para("chain.service.text", "T51", "T52")
	r.show(r.reasonsChart("figure.service"))
	r.para("chain.service.more", "T53", "T54", "T55", "T56")
	r.heading(2, "chain.sensed", "公众感知与供需偏差")
	r.para("chain.sensed.text", "T61", "T62", "T63", "T64")
	r.d.blocks = append(r.d.blocks, r.sidesChart("figure.sides"))
}

func (r *report) commonProblems(problems []*problem) {
	r.heading(1, "problems", "办事堵点与突出问题")
	r.para("problems.intro", "T70", "T78")
	r.show(r.monthChart("figure.complaints"))
	for _, p := range problems {
		r.turnTo(p)
		role := "problem." + p.theme.ID
		r.d.heading(2, role, p.title)
		r.d.paragraph(role+".facts", append(p.facts, r.sayFor(r.problemLook(p), "T75", "T71", "T72", "T77", "T76")...)...)
	}
	r.heading(2, "follow", "上季度问题整改跟踪")
	r.para("follow.text", "T79", "T80", "T81", "T82", "T83")
	r.put(r.generalFollowTable("table.follow"))
}

// generalFollowTable is the recommendations followed up, or the indicators that
// were warned when there are none.
func (r *report) generalFollowTable(role string) (document.Table, bool) {
	if t, ok := r.adviceFollowTable(role); ok {
		return t, ok
	}
	return r.followTable(role)
}

// scope says how many regions and domains show a problem's indicator red or
// yellow, and how far the regions lie apart.
func (r *report) scope(p *problem) {
	code := p.loss.Indicator.Code
	for kind, prefix := range map[zhixiao.UnitKind]string{zhixiao.Region: "区", zhixiao.Domain: "领"} {
		red, yellow := 0, 0
		for _, u := range r.f.Units(kind) {
			switch r.f.Light(code, u.Code) {
			case analysis.Red:
				red++
			case analysis.Yellow:
				yellow++
			}
		}
		p.slots[prefix+"触红"] = r.counted(code+".red."+kind.String(), red, "个")
		p.slots[prefix+"触黄"] = r.counted(code+".yellow."+kind.String(), yellow, "个")
	}
	s := r.f.Spread(code, zhixiao.Region)
	if s.Range.Ok() {
		p.slots["题区高"], p.slots["题区高值"] = s.MaxUnit.Short, s.Max
		p.slots["题区低"], p.slots["题区低值"] = s.MinUnit.Short, s.Min
		p.slots["题区差"], p.slots["区差"] = number(s.Range), s.Range
	}
}

func (r *report) generalCauses(problems []*problem) []recommendation {
	r.heading(1, "causes", "成因分析")
	r.para("causes.intro", "T90")
	for i, p := range problems {
		said := r.cause(p)
		if len(said) == 0 {
			r.d.fault(fmt.Errorf("问题“%s”没有适用的成因规则", document.PlainText(p.title, nil)))
			continue
		}
		lead := sentence{in: []document.Inline{document.Strong(ordinal(i) + "关于" + p.theme.Name + "问题。")}}
		r.d.paragraph("cause."+p.theme.ID, append([]sentence{lead}, said...)...)
	}
	r.layersSaid()
	r.para("causes.sum", "T91", "T91A", "T91B", "T91C", "T91D")
	r.heading(1, "advice", "对策建议")
	r.para("advice.intro", "T95")
	recs := r.advice(problems)
	r.para("advice.end", "T96")
	return recs
}

func (r *report) generalAppendix() []document.Block {
	out := []document.Block{
		document.Heading{ID: r.d.id("appendix.regions"), Level: 1, Text: plain("17个区域得分")},
		r.unitTable("appendix.regions.table", "17个区域五维得分与总分", r.f.Units(zhixiao.Region)),
		r.scoreMap("appendix.regions.map"),
		document.Heading{ID: r.d.id("appendix.domains"), Level: 1, Text: plain("48个领域得分")},
		r.unitTable("appendix.domains.table", "48个领域五维得分与总分", r.f.Units(zhixiao.Domain)),
		document.Heading{ID: r.d.id("appendix.indicators"), Level: 1, Text: plain("三级指标全表")},
		r.indicatorTable("appendix.indicators.table"),
		document.Heading{ID: r.d.id("appendix.notes"), Level: 1, Text: plain("数据说明与局限")},
	}
	for i, s := range r.say("N01", "N08", "N09", "N02", "N06", "N03", "N04", "N10") {
		out = append(out, document.Para{ID: r.d.id("appendix.note." + zhixiao.Int(int64(i+1)).String()), Inlines: s.in})
	}
	return out
}
