package inspection

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/prose"
	"zhixiao/templates"
)

// Code is the class code of special inspections in file names.
const Code = "HC"

// Papers writes the two deliverables of a special inspection: the list of
// problems (专项核查问题清单) and the book of evidence (证据册).
type Papers struct {
	x     *analysis.Inspected
	t     *templates.Set
	units map[string]zhixiao.Unit
}

// New takes the units that the inspection's codes belong to.
func New(x *analysis.Inspected, t *templates.Set, units []zhixiao.Unit) *Papers {
	g := &Papers{x: x, t: t, units: map[string]zhixiao.Unit{}}
	for _, u := range units {
		g.units[u.Code] = u
	}
	return g
}

// FileName is the file name without extension: ZS2026-121_HC_2026-09_HC-2026-01_专项核查问题清单_V0.1_初稿.
func (g *Papers) FileName(title string) string {
	return strings.Join([]string{prose.ContractShort, Code, g.x.Period().String(), g.x.Inspection().No, title, "V0.1", "初稿"}, "_")
}

func (g *Papers) name(code string) string { return g.units[code].Name() }

// paper is one of the two being written.
type paper struct {
	*Papers
	d       *prose.Draft
	answers *prose.Answers[*paper]
}

// inspected is the section on one unit.
type inspected struct {
	*paper
	zhixiao.InspectedUnit
}

// failed is the paragraph on an item that failed in several units.
type failed struct {
	*paper
	analysis.ItemTally
}

func (g *Papers) paper(prefix string) *paper {
	p := &paper{Papers: g, d: prose.NewDraft(prefix + "." + g.x.Inspection().No)}
	p.answers = prose.NewAnswers(paperSlots(), p, prose.Inspection, nil, p.d.Fault)
	return p
}

func (p *paper) in() *zhixiao.Inspection { return p.x.Inspection() }

func (p *paper) say(role string, look templates.Lookup, ids ...string) {
	var said []prose.Sentence
	for _, id := range ids {
		in, from, err := p.t.Narrative.Say(id, look, templates.Turn{Period: p.x.Period()})
		p.d.Fault(err)
		if from != nil {
			said = append(said, prose.Sentence{Inlines: in})
		}
	}
	p.d.Paragraph(role, said...)
}

// List is the list of problems. pages says on which page of the evidence book
// each piece stands, by its number.
func (g *Papers) List(pages map[string]int) (*document.Document, error) {
	p := g.paper("inspection")
	in, look := p.in(), p.answers.Look
	p.d.Heading(1, "overview", prose.Plain("核查概况"))
	p.say("overview.text", look, "HC01", "HC02")
	p.d.Blocks = append(p.d.Blocks, p.pointTable())
	p.d.Heading(1, "result", prose.Plain("总体结论"))
	p.say("result.text", look, "HC03", "HC04", "HC05", "HC06")
	if fig, ok := p.unitFigure(); ok {
		p.d.Blocks = append(p.d.Blocks, fig)
	}
	p.d.Blocks = append(p.d.Blocks, p.itemTable())
	p.d.Heading(1, "units", prose.Plain("各单位核查情况"))
	for _, u := range in.Units {
		p.unit(u)
	}
	if len(in.Findings) > 0 {
		p.d.Heading(1, "list", prose.Plain("问题反馈清单"))
		p.d.Blocks = append(p.d.Blocks, p.findingTable(pages))
	}
	p.shared()
	p.remedies()
	doc := g.document("专项核查问题清单")
	doc.Body, doc.TOC = p.d.Body(), true
	return doc, p.d.Err()
}

func (g *Papers) document(title string) *document.Document {
	in, p := g.x.Inspection(), g.x.Period()
	named := strings.TrimSuffix(in.Title, "专项核查") + "专项核查" + strings.TrimPrefix(title, "专项核查")
	return &document.Document{
		Job: in.No + "-" + title, Kind: "inspection", Unit: g.units[zhixiao.CityCode], Period: p,
		Title: named, Subtitle: "（" + in.No + "）",
		Fields: map[string]string{
			"内部标识": "内部资料　注意保存",
			"合同编号": "合同编号：" + prose.ContractNo,
			"数据标识": "核查截止日：" + zhixiao.ChineseDate(in.To),
			"报告标题": named,
			"副标题":  "（" + in.No + "）",
			"编制单位": "政务服务“好差评”质效监测评价项目组",
			"编制日期": zhixiao.ChineseDate(g.t.Calendar.After(in.To, 10)),
			"版本":   "V0.1（初稿）",
		},
	}
}

// ref points to a figure or table, where there is one.
func (p *paper) ref(role string, there bool) any {
	if !there {
		return nil
	}
	return document.Inline(document.Ref{Target: p.d.ID(role)})
}

func (g *Papers) named(codes []string) string {
	var names []string
	for _, c := range codes {
		names = append(names, g.name(c))
	}
	return strings.Join(names, "、")
}

// extremes are the units with the lowest and the highest share, all that tie.
type extremes struct{ low, high []string }

// extremes are none when all shares are equal.
func (g *Papers) extremes() (e extremes) {
	for _, u := range g.x.Inspection().Units {
		q := g.x.Conformity(u.Unit)
		if !q.Ok() {
			continue
		}
		e.low = closer(e.low, u.Unit, q, g.x, -1)
		e.high = closer(e.high, u.Unit, q, g.x, 1)
	}
	if len(e.low) == 0 || e.low[0] == e.high[0] {
		return extremes{}
	}
	return e
}

// differ reports whether the units' shares are not all equal.
func (g *Papers) differ() bool { return len(g.extremes().low) > 0 }

// share is the one share of units that tie.
func (g *Papers) share(codes []string) any {
	if len(codes) == 0 {
		return nil
	}
	return g.x.Conformity(codes[0])
}

// closer keeps the units whose share lies farthest in the direction of sign.
func closer(best []string, unit string, q zhixiao.Quantity, x *analysis.Inspected, sign int) []string {
	if len(best) == 0 {
		return []string{unit}
	}
	switch c := q.Value.Cmp(x.Conformity(best[0]).Value); {
	case c == sign:
		return []string{unit}
	case c == 0:
		return append(best, unit)
	}
	return best
}

func (p *paper) unit(u zhixiao.InspectedUnit) {
	role := "unit." + u.Unit
	look := prose.NewAnswers(unitSlots(), inspected{p, u}, prose.Inspection, p.answers.Look, p.d.Fault).Look
	p.d.Heading(2, role, prose.Plain(p.name(u.Unit)))
	for _, part := range []struct{ role, title, id string }{{"basic", "基本情况", "HC11"}, {"problems", "典型问题", "HC12"}, {"experience", "工作经验", "HC13"}} {
		p.d.Heading(3, role+"."+part.role, prose.Plain(part.title))
		p.say(role+"."+part.role+".text", look, part.id)
	}
}

// ended is an editor's text closed by a full stop.
func ended(s string) string {
	if s == "" || strings.HasSuffix(s, "。") {
		return s
	}
	return s + "。"
}

// graveness orders severities, the gravest first.
func graveness(severity string) int {
	return slices.Index([]string{"严重", "较重", "一般"}, severity)
}

// typical quotes the two gravest findings of a unit with their evidence.
func (g *Papers) typical(unit string) []document.Inline {
	var own []zhixiao.InspectionFinding
	for _, f := range g.x.Inspection().Findings {
		if g.x.UnitOf(f.Point) == unit {
			own = append(own, f)
		}
	}
	slices.SortStableFunc(own, func(a, b zhixiao.InspectionFinding) int {
		return cmp.Compare(graveness(a.Severity), graveness(b.Severity))
	})
	var parts []string
	for _, f := range prose.FirstN(own, 2) {
		parts = append(parts, fmt.Sprintf("%s（%s）“%s”（证据%s）", g.point(f.Point).Name, f.Severity, prose.Quoted(f.Fact), strings.Join(f.Evidence, "、")))
	}
	if len(parts) == 0 {
		return nil
	}
	return prose.Plain(strings.Join(parts, "；"))
}

func (g *Papers) point(no string) zhixiao.InspectionPoint {
	for _, p := range g.x.Inspection().Points {
		if p.No == no {
			return p
		}
	}
	return zhixiao.InspectionPoint{No: no, Name: no}
}

func (g *Papers) item(no string) zhixiao.InspectionItem {
	for _, it := range g.x.Inspection().Items {
		if it.No == no {
			return it
		}
	}
	return zhixiao.InspectionItem{No: no, Name: no}
}

// shared tells of the items that failed in more than one unit, and why.
func (p *paper) shared() {
	p.d.Heading(1, "causes", prose.Plain("共性问题与成因"))
	told := 0
	for _, it := range p.x.Items() {
		if len(it.At) < 2 {
			continue
		}
		told++
		look := prose.NewAnswers(itemSlots(), failed{p, it}, prose.Inspection, p.answers.Look, p.d.Fault).Look
		p.say("causes."+fmt.Sprint(told), look, "HC21", "HC22")
	}
	if told == 0 {
		p.say("causes.none", p.answers.Look, "HC23")
	}
}

// causes joins what the inspectors noted as causes of an item's failures, each
// once.
func (g *Papers) causes(item string) string {
	var list []string
	for _, f := range g.x.Inspection().Findings {
		cause := strings.TrimRight(f.Cause, "。；")
		if f.Item == item && cause != "" && !slices.Contains(list, cause) {
			list = append(list, cause)
		}
	}
	return strings.Join(list, "；")
}

func (p *paper) remedies() {
	p.d.Heading(1, "advice", prose.Plain("整改建议"))
	if len(p.in().Findings) == 0 {
		p.say("advice.text", p.answers.Look, "HC32")
		return
	}
	p.say("advice.text", p.answers.Look, "HC31")
	p.d.Blocks = append(p.d.Blocks, p.remedyTable())
}
