package quarter

import (
	"fmt"
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/prose"
	"zhixiao/templates"
)

// outline is what differs between the reports of districts and of domains:
// which patterns are said in which paragraph.
type outline struct {
	kind, prefix                string
	summary, portrait           []string
	promiseTitle                string
	promise                     []string
	serviceTitle                string
	service                     []string
	sensedTitle                 string
	sensed                      []string
	intro, remedies, back, note []string
	core                        []string
}

const (
	unitMin, unitTarget, unitMax = 1800, 2000, 2300
	unitLimit                    = 2240 // room for what a reviewer adds
	unitThinMin                  = 1200 // where samples are too few to say more without padding
	problemsWanted               = 3
)

// District is the quarterly report on one district.
func District(f *analysis.Facts, t *templates.Set, u zhixiao.Unit, past []prose.KeptRemedy) (*document.Document, []prose.KeptRemedy, error) {
	return quarterUnit(f, t, u, past, outline{
		kind: "quarter-district", prefix: "district",
		summary:      []string{"R01", "R01B", "R02", "R03"},
		portrait:     []string{"R04", "R05", "R06", "R29", "R49", "R07", "R10", "R48", "R09A", "R09", "R08"},
		promiseTitle: "承诺与过程", promise: []string{"R11", "R12", "R13", "R14", "R15", "R16", "R18", "R17"},
		serviceTitle: "服务体验", service: []string{"R21", "R22", "R23", "R24", "R25", "R26", "R27", "R28"},
		sensedTitle: "公众感知", sensed: []string{"R31", "R32", "R33", "R39", "R34", "R36", "R35", "R37", "R38"},
		intro: []string{"R40"}, remedies: []string{"R50"}, back: []string{"R64", "R66", "R65", "R60", "R61", "R62", "R67", "R63"}, note: []string{"N01", "N08", "N09", "N02", "N03", "N04", "N10"},
		core: []string{"total", "B101", "B201", "C104", "C202", "C302", "D101", "E101"},
	})
}

// Domain is the quarterly report on one domain (one municipal department).
func Domain(f *analysis.Facts, t *templates.Set, u zhixiao.Unit, past []prose.KeptRemedy) (*document.Document, []prose.KeptRemedy, error) {
	o := outline{
		kind: "quarter-domain", prefix: "domain",
		summary:      []string{"F01", "R01B", "F02", "R03"},
		portrait:     []string{"F04", "F05", "F06", "R49", "R07", "R10", "R48", "R09A", "R09", "R08"},
		promiseTitle: "承诺兑现与同标", promise: []string{"F11", "F12", "F14", "R13", "R14", "R15", "R16", "F13", "R18", "R17"},
		serviceTitle: "网上办理、咨询与现场服务", service: []string{"F21", "F25", "F22", "F23", "F26", "F24", "R22", "R23", "R24", "R28"},
		sensedTitle: "公众感知", sensed: []string{"F31", "F32", "R32", "R33", "R39", "F34", "F35", "R35", "R37", "R38"},
		intro: []string{"R40"}, remedies: []string{"R50"}, back: []string{"R64", "R66", "R65", "R60", "R61", "R62", "R67", "R63"}, note: []string{"N01", "N08", "N09", "N05", "N03", "N04", "N10", "N07"},
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
func quarterUnit(f *analysis.Facts, t *templates.Set, u zhixiao.Unit, past []prose.KeptRemedy, o outline) (doc *document.Document, made []prose.KeptRemedy, err error) {
	past = kept(past, f, t, u)
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

func writeUnit(f *analysis.Facts, t *templates.Set, u zhixiao.Unit, past []prose.KeptRemedy, o outline, k int) (*document.Document, []prose.KeptRemedy, error) {
	r := newReport(f, t, u, o.prefix+"."+u.Code, k)
	r.past, r.core = past, o.core

	r.Heading(1, "overview", "总体情况")
	r.Para("overview.total", o.summary...)
	r.put("figure.radar")
	r.Para("overview.portrait", o.portrait...)
	r.put("table.core")

	r.Heading(1, "performance", "质效表现")
	r.Heading(2, "performance.promise", o.promiseTitle)
	r.Para("performance.promise.text", o.promise...)
	r.put("table.matters")
	r.Heading(2, "performance.service", o.serviceTitle)
	r.Para("performance.service.text", o.service...)
	r.put("figure.service")
	r.Heading(2, "performance.sensed", o.sensedTitle)
	r.Para("performance.sensed.text", o.sensed...)
	r.put("figure.survey")
	r.tellProblems(o.intro)
	r.Heading(1, "causes", "成因分析")
	r.tellCauses()
	r.Heading(1, "advice", "改进建议")
	r.Para("advice.intro", o.remedies...)
	r.tellRemedies()
	r.Heading(1, "followup", "上期问题整改回看")
	r.Para("followup.text", o.back...)

	title := u.Name() + "政务服务质效季度分析报告"
	doc := r.Document(o.kind, title, document.Budget{Min: unitMin, Target: unitTarget, Max: unitMax})
	if f.Reference(u.Code) {
		doc.Fields["数据标识"] += "　总分为参考值"
	}
	r.appendix(doc, o.note)
	r.Draft.Fit(doc, unitLimit)
	if len(r.remedies()) == 0 {
		r.Draft.Fault(fmt.Errorf("%s没有可写的问题与建议", u.Name()))
	}
	return doc, recorded(u, r.proposals()), r.Draft.Err()
}

// watched lists the measures by which the next report will look at what is
// proposed now.
func (r *report) watched() string {
	var names []string
	for _, remedy := range r.remedies() {
		if name := r.CodeName(remedy.Code); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return strings.Join(names, "、")
}

func (r *report) tellProblems(intro []string) {
	r.Heading(1, "problems", "突出问题")
	r.Para("problems.intro", intro...)
	for _, p := range r.problems {
		role := "problem." + p.Theme.ID
		r.Draft.Heading(3, role, p.Title())
		r.Draft.Paragraph(role+".facts", p.Facts()...)
	}
	r.Para("problems.others", "R41", "R42")
	r.put("table.problems")
}

// otherReds names the red indicators that no problem tells of: a red light is
// always written down.
func (r *report) otherReds() string {
	var names []string
	for _, l := range r.Facts.Losses(r.Unit.Code) {
		told := slices.ContainsFunc(r.problems, func(p *prose.Problem) bool { return p.Tells(l.Indicator.Code) })
		if l.Light == analysis.Red && !told {
			names = append(names, l.Indicator.Name)
		}
	}
	return strings.Join(names, "、")
}

// tellCauses writes one paragraph of causes a problem.
func (r *report) tellCauses() {
	for i, c := range r.causes() {
		p := r.problems[i]
		if len(c.said) == 0 {
			r.Draft.Fault(fmt.Errorf("问题“%s”没有适用的成因规则", document.PlainText(p.Title(), nil)))
			continue
		}
		lead := prose.Sentence{Inlines: []document.Inline{document.Strong(prose.Ordinal(i) + "关于" + p.Theme.Name + "问题。")}}
		r.Draft.Paragraph("cause."+p.Theme.ID, append([]prose.Sentence{lead}, c.said...)...)
	}
}

// proposal is a remedy with the problem that it is against.
type proposal struct {
	prose.Remedy
	of *prose.Problem
}

// remedies finds one for each problem, in their order.
func (r *report) remedies() []proposal {
	return r.proposed.Of(func() (out []proposal) {
		for _, p := range r.problems {
			remedy, ok := p.Remedy()
			if !ok {
				r.Draft.Fault(fmt.Errorf("问题“%s”没有适用的建议", document.PlainText(p.Title(), nil)))
				continue
			}
			out = append(out, proposal{remedy, p})
		}
		return out
	})
}

func (r *report) proposals() []prose.Remedy {
	var out []prose.Remedy
	for _, x := range r.remedies() {
		out = append(out, x.Remedy)
	}
	return out
}

// tellRemedies writes a remedy for each problem and their table.
func (r *report) tellRemedies() {
	for _, x := range r.remedies() {
		said := []prose.Sentence{{Inlines: r.remedyText(x.of, x.Remedy)}}
		if r.Unit.Kind == zhixiao.City && x.of.HallBody() == "" { // one hall is no matter of other districts
			said = append(said, x.of.Say("T93")...)
		}
		r.Draft.Paragraph("advice."+x.of.Theme.ID, said...)
	}
	r.put("table.advice")
}

func (r *report) remedyText(p *prose.Problem, remedy prose.Remedy) []document.Inline {
	return prose.Join(
		[]document.Inline{document.Strong("针对" + p.Theme.Name + "问题，")},
		prose.Plain("建议由"), remedy.Lead, prose.Plain("会同"), remedy.With, prose.Plain("，于"+remedy.Deadline+"前"), remedy.Action,
		prose.Plain("，形成"), remedy.Output, prose.Plain("，并以"), remedy.Measure, prose.Plain("作为验收标准。"),
	)
}

func (r *report) appendix(doc *document.Document, notes []string) {
	doc.Appendix = append(doc.Appendix,
		document.Heading{ID: r.Draft.ID("appendix.indicators"), Level: 1, Text: prose.Plain("三级指标全表")},
		r.display("appendix.indicators.table").block,
		document.Heading{ID: r.Draft.ID("appendix.notes"), Level: 1, Text: prose.Plain("数据与样本说明")},
	)
	for i, s := range r.Say(notes...) {
		doc.Appendix = append(doc.Appendix, document.Para{ID: r.Draft.ID("appendix.note." + zhixiao.Int(int64(i+1)).String()), Inlines: s.Inlines})
	}
}

// lookedBack is the indicators that were red or yellow last quarter, all and by where
// they stand now.
type lookedBack struct {
	all           []zhixiao.Key
	better, worse [][]document.Inline
}

// lookBack compares the indicators that were red or yellow last quarter with
// where they stand now: the follow-up that data alone can give.
func (r *report) lookBack() (x lookedBack) {
	for _, ind := range r.Facts.Indicators() {
		c := r.Facts.Change(ind.Code, r.Unit.Code)
		if !ind.HasLights || ind.Direction == zhixiao.Observe || !c.From.Ok() || !c.Delta.Ok() || !wasWarned(ind, c.From.Value) {
			continue
		}
		x.all = append(x.all, c.Delta.Key)
		item := prose.Join(prose.Plain(ind.Name+"由"), prose.Number(c.From), prose.Plain("变为"), prose.Number(r.Facts.Value(ind.Code, r.Unit.Code)))
		if c.Delta.Value.Sign() == 0 {
			item = prose.Join(prose.Plain(ind.Name+"仍为"), prose.Number(c.From))
		}
		if c.Better > 0 && !prose.Level(c.Delta) {
			x.better = append(x.better, item)
		} else {
			x.worse = append(x.worse, item)
		}
	}
	return x
}

// wasWarned reports whether a value was at or beyond the yellow line.
func wasWarned(ind zhixiao.Indicator, v zhixiao.Decimal) bool {
	if ind.Direction == zhixiao.Lower {
		return v.Cmp(ind.Yellow) >= 0
	}
	return v.Cmp(ind.Yellow) <= 0
}
