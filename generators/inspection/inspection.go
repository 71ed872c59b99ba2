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
	d     *prose.Draft
	slots map[string]any
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

func (g *Papers) look(name string) (any, bool) {
	v := g.slots[name]
	return v, true // that there is such a name was checked with the templates
}

func (g *Papers) say(role string, ids ...string) {
	var said []prose.Sentence
	for _, id := range ids {
		in, from, err := g.t.Narrative.Say(id, g.look, templates.Turn{Period: g.x.Period()})
		g.d.Fault(err)
		if from != nil {
			said = append(said, prose.Sentence{Inlines: in})
		}
	}
	g.d.Paragraph(role, said...)
}

func (g *Papers) name(code string) string { return g.units[code].Name() }

// List is the list of problems. pages says on which page of the evidence book
// each piece stands, by its number.
func (g *Papers) List(pages map[string]int) (*document.Document, error) {
	in := g.x.Inspection()
	g.d = prose.NewDraft("inspection." + in.No)
	g.fillInspection()
	g.d.Heading(1, "overview", prose.Plain("核查概况"))
	g.say("overview.text", "HC01", "HC02")
	g.d.Blocks = append(g.d.Blocks, g.pointTable())
	g.d.Heading(1, "result", prose.Plain("总体结论"))
	g.say("result.text", "HC03", "HC04", "HC05", "HC06")
	if fig, ok := g.unitFigure(); ok {
		g.d.Blocks = append(g.d.Blocks, fig)
	}
	g.d.Blocks = append(g.d.Blocks, g.itemTable())
	g.d.Heading(1, "units", prose.Plain("各单位核查情况"))
	for _, u := range in.Units {
		g.unit(u)
	}
	if len(in.Findings) > 0 {
		g.d.Heading(1, "list", prose.Plain("问题反馈清单"))
		g.d.Blocks = append(g.d.Blocks, g.findingTable(pages))
	}
	g.shared()
	g.advice()
	doc := g.document("专项核查问题清单")
	doc.Body, doc.TOC = g.d.Body(), true
	return doc, g.d.Err()
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

func (g *Papers) fillInspection() {
	in, x := g.x.Inspection(), g.x
	ref := func(role string) document.Inline { return document.Ref{Target: g.d.ID(role)} }
	g.slots = map[string]any{
		"核依据": in.Basis, "核起止": zhixiao.ChineseDate(in.From) + "至" + zhixiao.ChineseDate(in.To), "核范围": in.Scope, "核方法": in.Method,
		"核单位数": x.Units(), "核点位数": x.Points(zhixiao.CityCode), "核项次": x.Checked(zhixiao.CityCode), "核不符项次": x.Failed(zhixiao.CityCode), "核符合率": x.Conformity(zhixiao.CityCode),
		"核问题数": x.Findings(zhixiao.CityCode, ""), "核严重数": x.Findings(zhixiao.CityCode, "严重"), "核较重数": x.Findings(zhixiao.CityCode, "较重"), "核一般数": x.Findings(zhixiao.CityCode, "一般"),
		"核证据数": x.EvidenceCount(""), "核照片数": x.EvidenceCount("照片"),
		"核表点位": ref("table.points"), "核表项": ref("table.items"),
	}
	if len(in.Findings) > 0 {
		g.slots["核表清单"], g.slots["核表建议"] = ref("table.findings"), ref("table.advice")
	}
	if low, high, ok := g.extremes(); ok {
		g.slots["核图单位"] = ref("figure.units")
		g.slots["核低单位"], g.slots["核低率"] = g.named(low), x.Conformity(low[0])
		g.slots["核高单位"], g.slots["核高率"] = g.named(high), x.Conformity(high[0])
	}
}

func (g *Papers) named(codes []string) string {
	var names []string
	for _, c := range codes {
		names = append(names, g.name(c))
	}
	return strings.Join(names, "、")
}

// extremes are the units with the lowest and the highest share, all that tie;
// ok is false when all are equal.
func (g *Papers) extremes() (low, high []string, ok bool) {
	for _, u := range g.x.Inspection().Units {
		q := g.x.Conformity(u.Unit)
		if !q.Ok() {
			continue
		}
		low = closer(low, u.Unit, q, g.x, -1)
		high = closer(high, u.Unit, q, g.x, 1)
	}
	return low, high, len(low) > 0 && low[0] != high[0]
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

func (g *Papers) unit(u zhixiao.InspectedUnit) {
	role := "unit." + u.Unit
	g.slots["核基本"], g.slots["核经验"] = ended(u.Basic), ended(u.Experience)
	g.slots["核本点位"], g.slots["核本项次"] = g.x.Points(u.Unit), g.x.Checked(u.Unit)
	g.slots["核本符合率"], g.slots["核本问题数"] = g.x.Conformity(u.Unit), g.x.Findings(u.Unit, "")
	g.slots["核本典型"] = g.typical(u.Unit)
	g.d.Heading(2, role, prose.Plain(g.name(u.Unit)))
	for _, part := range []struct{ role, title, id string }{{"basic", "基本情况", "HC11"}, {"problems", "典型问题", "HC12"}, {"experience", "工作经验", "HC13"}} {
		g.d.Heading(3, role+"."+part.role, prose.Plain(part.title))
		g.say(role+"."+part.role+".text", part.id)
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
func (g *Papers) shared() {
	g.d.Heading(1, "causes", prose.Plain("共性问题与成因"))
	told := 0
	for _, it := range g.x.Items() {
		if len(it.At) < 2 {
			continue
		}
		told++
		g.slots["核项名"], g.slots["核项单位列"] = it.Item.Name, g.named(it.At)
		g.slots["核项适用"], g.slots["核项不符"], g.slots["核项符合率"], g.slots["核项单位数"] = it.Checked, it.Failed, it.Conforms, it.Units
		g.slots["核项成因"] = g.causes(it.Item.No)
		g.say("causes."+fmt.Sprint(told), "HC21", "HC22")
	}
	if told == 0 {
		g.say("causes.none", "HC23")
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

func (g *Papers) advice() {
	g.d.Heading(1, "advice", prose.Plain("整改建议"))
	if len(g.x.Inspection().Findings) == 0 {
		g.say("advice.text", "HC32")
		return
	}
	g.say("advice.text", "HC31")
	g.d.Blocks = append(g.d.Blocks, g.adviceTable())
}
