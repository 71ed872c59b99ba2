package generators

import (
	"fmt"
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/templates"
)

// outline is what differs between the reports of districts and of domains:
// which patterns are said in which paragraph.
type outline struct {
	kind, prefix              string
	summary, portrait         []string
	promiseTitle              string
	promise                   []string
	serviceTitle              string
	service                   []string
	sensedTitle               string
	sensed                    []string
	intro, advice, back, note []string
	core                      []string
}

const (
	unitMin, unitTarget, unitMax = 1800, 2000, 2300
	unitLimit                    = 2240 // room for what a reviewer adds
	unitThinMin                  = 1200 // where samples are too few to say more without padding
	problemsWanted               = 3
)

// QuarterDistrict is the quarterly report on one district.
func QuarterDistrict(f *analysis.Facts, t *templates.Set, u zhixiao.Unit, past []Recommendation) (*document.Document, []Recommendation, error) {
	return quarterUnit(f, t, u, past, outline{
		kind: "quarter-district", prefix: "district",
		summary:      []string{"R01", "R01B", "R02", "R03"},
		portrait:     []string{"R04", "R05", "R06", "R29", "R49", "R07", "R10", "R48", "R09A", "R09", "R08"},
		promiseTitle: "承诺与过程", promise: []string{"R11", "R12", "R13", "R14", "R15", "R16", "R18", "R17"},
		serviceTitle: "服务体验", service: []string{"R21", "R22", "R23", "R24", "R25", "R26", "R27", "R28"},
		sensedTitle: "公众感知", sensed: []string{"R31", "R32", "R33", "R39", "R34", "R36", "R35", "R37", "R38"},
		intro: []string{"R40"}, advice: []string{"R50"}, back: []string{"R64", "R66", "R65", "R60", "R61", "R62", "R67", "R63"}, note: []string{"N01", "N08", "N09", "N02", "N03", "N04", "N10"},
		core: []string{"total", "B101", "B201", "C104", "C202", "C302", "D101", "E101"},
	})
}

// QuarterDomain is the quarterly report on one domain (one municipal department).
func QuarterDomain(f *analysis.Facts, t *templates.Set, u zhixiao.Unit, past []Recommendation) (*document.Document, []Recommendation, error) {
	o := outline{
		kind: "quarter-domain", prefix: "domain",
		summary:      []string{"F01", "R01B", "F02", "R03"},
		portrait:     []string{"F04", "F05", "F06", "R49", "R07", "R10", "R48", "R09A", "R09", "R08"},
		promiseTitle: "承诺兑现与同标", promise: []string{"F11", "F12", "F14", "R13", "R14", "R15", "R16", "F13", "R18", "R17"},
		serviceTitle: "网上办理、咨询与现场服务", service: []string{"F21", "F25", "F22", "F23", "F26", "F24", "R22", "R23", "R24", "R28"},
		sensedTitle: "公众感知", sensed: []string{"F31", "F32", "R32", "R33", "R39", "F34", "F35", "R35", "R37", "R38"},
		intro: []string{"R40"}, advice: []string{"R50"}, back: []string{"R64", "R66", "R65", "R60", "R61", "R62", "R67", "R63"}, note: []string{"N01", "N08", "N09", "N05", "N03", "N04", "N10", "N07"},
		core: []string{"total", "B101", "B201", "C104", "C301", "C302", "D101", "E101"},
	}
	if u.Light {
		o.summary = []string{"F01L", "F02", "R03"}
		o.promiseTitle, o.serviceTitle = "事项规范性", "政策咨询与办理"
	}
	return quarterUnit(f, t, u, past, o)
}

// quarterUnit writes the report with as many problems as its length asks for: a
// unit with few cases has little to say about each. What is still short then says
// on its cover that samples are few, instead of being filled up.
func quarterUnit(f *analysis.Facts, t *templates.Set, u zhixiao.Unit, past []Recommendation, o outline) (doc *document.Document, made []Recommendation, err error) {
	for _, k := range []int{problemsWanted, 4, 5} {
		doc, made, err = writeUnit(f, t, u, past, o, k)
		if err != nil || document.CountBody(doc).Words >= unitMin {
			return doc, made, err
		}
	}
	thin(doc)
	return doc, made, nil
}

// thin marks a report whose data are too few for the usual length. However short, it
// is made: a unit without a report is worse than one that says how little is known.
func thin(doc *document.Document) {
	doc.Budget.Min = min(unitThinMin, document.CountBody(doc).Words)
	doc.Fields["数据标识"] += "　样本有限，结论仅供参考"
}

func writeUnit(f *analysis.Facts, t *templates.Set, u zhixiao.Unit, past []Recommendation, o outline, k int) (*document.Document, []Recommendation, error) {
	r := newReport(f, t, u, o.prefix+"."+u.Code)
	found := r.fillUnit()
	r.lookBack()
	r.followUp(past)
	r.highlights()
	r.progressed()
	r.structure()
	r.shortfalls()
	r.steady()
	r.regionsApart()
	r.identities()
	r.told()
	r.absences(o.core)
	problems := r.pick(k)
	r.refs(found)

	r.heading(1, "overview", "总体情况")
	r.para("overview.total", o.summary...)
	r.d.blocks = append(r.d.blocks, r.radar("figure.radar"))
	r.para("overview.portrait", o.portrait...)
	r.d.blocks = append(r.d.blocks, r.coreTable("table.core", o.core...))

	r.heading(1, "performance", "质效表现")
	r.heading(2, "performance.promise", o.promiseTitle)
	r.para("performance.promise.text", o.promise...)
	r.put(r.mattersTable("table.matters"))
	r.heading(2, "performance.service", o.serviceTitle)
	r.para("performance.service.text", o.service...)
	r.serviceFigure(found)
	r.heading(2, "performance.sensed", o.sensedTitle)
	r.para("performance.sensed.text", o.sensed...)
	if fig, ok := r.surveyChart("figure.survey"); ok {
		r.d.blocks = append(r.d.blocks, fig)
	}
	r.problems(problems, o.intro)
	recs := r.causesAndAdvice(problems, o.advice)
	r.watch(recs)
	r.heading(1, "followup", "上期问题整改回看")
	r.para("followup.text", o.back...)

	title := u.Name() + "政务服务质效季度分析报告"
	doc := r.document(o.kind, title, document.Budget{Min: unitMin, Target: unitTarget, Max: unitMax})
	if f.Reference(u.Code) {
		doc.Fields["数据标识"] += "　总分为参考值"
	}
	r.appendix(doc, o.note)
	r.d.fit(doc, unitLimit)
	if len(recs) == 0 {
		r.d.fault(fmt.Errorf("%s没有可写的问题与建议", u.Name()))
	}
	return doc, recorded(u, recs), r.d.err()
}

// watch sets {观察列}: the measures by which the next report will look at what is
// recommended now.
func (r *report) watch(recs []recommendation) {
	var names []string
	for _, rec := range recs {
		if name := r.codeName(rec.code); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	r.slots["观察列"] = strings.Join(names, "、")
}

// absences says in words why core values are not there.
func (r *report) absences(core []string) {
	r.slots["缺样句"] = semicolons(firstN(r.untold(core), 2))
}

// put adds a table that has rows.
func (r *report) put(t document.Table, ok bool) {
	if ok {
		r.d.blocks = append(r.d.blocks, t)
	}
}

// refs sets the slots of the figures and tables that will really be there.
func (r *report) refs(found drilled) {
	r.ref("图雷达", "figure.radar")
	r.ref("表核心", "table.core")
	r.ref("表建议", "table.advice")
	r.ref("附表指标", "appendix.indicators.table")
	if _, ok := r.mattersTable("table.matters"); ok {
		r.ref("表事项", "table.matters")
	}
	if _, ok := r.problemTable("table.problems"); ok {
		r.ref("表问题", "table.problems")
	}
	if _, ok := r.surveyChart("figure.survey"); ok {
		r.ref("图三", "figure.survey")
	}
	if r.u.Kind == zhixiao.Region {
		if _, ok := r.waitingChart("figure.service", found); ok {
			r.ref("图二", "figure.service")
			return
		}
	}
	if _, ok := r.reasonsChart("figure.service"); ok {
		r.ref("图四", "figure.service")
	}
}

// serviceFigure is 图2: waiting by hour for a district, reasons of bad
// evaluations otherwise.
func (r *report) serviceFigure(found drilled) {
	if r.u.Kind == zhixiao.Region {
		if fig, ok := r.waitingChart("figure.service", found); ok {
			r.d.blocks = append(r.d.blocks, fig)
			return
		}
	}
	if fig, ok := r.reasonsChart("figure.service"); ok {
		r.d.blocks = append(r.d.blocks, fig)
	}
}

func (r *report) problems(problems []*problem, intro []string) {
	r.heading(1, "problems", "突出问题")
	r.para("problems.intro", intro...)
	for _, p := range problems {
		role := "problem." + p.theme.ID
		r.d.heading(3, role, p.title)
		r.d.paragraph(role+".facts", p.facts...)
	}
	r.otherReds(problems)
	r.otherFindings(problems, 2)
	r.para("problems.others", "R41", "R42")
	r.put(r.problemTable("table.problems"))
}

// otherReds names the red indicators that no problem tells of: a red light is
// always written down.
func (r *report) otherReds(problems []*problem) {
	var names []string
	for _, l := range r.f.Losses(r.u.Code) {
		told := slices.ContainsFunc(problems, func(p *problem) bool { return p.said[l.Indicator.Code] })
		if l.Light == analysis.Red && !told {
			names = append(names, l.Indicator.Name)
		}
	}
	r.slots["其他触红"] = strings.Join(names, "、")
}

// causesAndAdvice writes one paragraph of causes and one of advice a problem.
func (r *report) causesAndAdvice(problems []*problem, intro []string) []recommendation {
	r.heading(1, "causes", "成因分析")
	for i, p := range problems {
		said := r.cause(p)
		if len(said) == 0 {
			r.d.fault(fmt.Errorf("问题“%s”没有适用的成因规则", document.PlainText(p.title, nil)))
			continue
		}
		lead := sentence{in: []document.Inline{document.Strong(ordinal(i) + "关于" + p.theme.Name + "问题。")}}
		r.d.paragraph("cause."+p.theme.ID, append([]sentence{lead}, said...)...)
	}
	r.heading(1, "advice", "改进建议")
	r.para("advice.intro", intro...)
	return r.advice(problems)
}

// advice writes a recommendation for each problem and their table.
func (r *report) advice(problems []*problem) []recommendation {
	var recs []recommendation
	var answered []*problem
	for _, p := range problems {
		rec, ok := r.advise(p)
		if !ok {
			r.d.fault(fmt.Errorf("问题“%s”没有适用的建议", document.PlainText(p.title, nil)))
			continue
		}
		recs, answered = append(recs, rec), append(answered, p)
		said := []sentence{{in: r.adviceText(p, rec)}}
		if r.u.Kind == zhixiao.City && r.hallBody(p) == "" { // one hall is no matter of other districts
			said = append(said, r.sayFor(r.problemLook(p), "T93")...)
		}
		r.d.paragraph("advice."+p.theme.ID, said...)
	}
	if len(recs) > 0 {
		r.d.blocks = append(r.d.blocks, r.adviceTable("table.advice", answered, recs))
	}
	return recs
}

func (r *report) adviceText(p *problem, rec recommendation) []document.Inline {
	return join(
		[]document.Inline{document.Strong("针对" + p.theme.Name + "问题，")},
		plain("建议由"), rec.lead, plain("会同"), rec.with, plain("，于"+rec.deadline+"前"), rec.action,
		plain("，形成"), rec.output, plain("，并以"), rec.measure, plain("作为验收标准。"),
	)
}

func (r *report) appendix(doc *document.Document, notes []string) {
	doc.Appendix = append(doc.Appendix,
		document.Heading{ID: r.d.id("appendix.indicators"), Level: 1, Text: plain("三级指标全表")},
		r.indicatorTable("appendix.indicators.table"),
		document.Heading{ID: r.d.id("appendix.notes"), Level: 1, Text: plain("数据与样本说明")},
	)
	for i, s := range r.say(notes...) {
		doc.Appendix = append(doc.Appendix, document.Para{ID: r.d.id("appendix.note." + zhixiao.Int(int64(i+1)).String()), Inlines: s.in})
	}
}
