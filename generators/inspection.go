package generators

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/templates"
)

// InspectionCode is the class code of special inspections in file names.
const InspectionCode = "HC"

// Inspections writes the two deliverables of a special inspection: the list of
// problems (专项核查问题清单) and the book of evidence (证据册).
type Inspections struct {
	x     *analysis.Inspected
	t     *templates.Set
	units map[string]zhixiao.Unit
	d     *draft
	slots map[string]any
}

// NewInspections takes the units that the inspection's codes belong to.
func NewInspections(x *analysis.Inspected, t *templates.Set, units []zhixiao.Unit) *Inspections {
	g := &Inspections{x: x, t: t, units: map[string]zhixiao.Unit{}}
	for _, u := range units {
		g.units[u.Code] = u
	}
	return g
}

// FileName is the file name without extension: ZS2026-121_HC_2026-09_HC-2026-01_专项核查问题清单_V0.1_初稿.
func (g *Inspections) FileName(title string) string {
	return strings.Join([]string{contractShort, InspectionCode, g.x.Period().String(), g.x.Inspection().No, title, "V0.1", "初稿"}, "_")
}

// inspectionSlots are the names that the sentences of inspections may use.
func inspectionSlots() []string {
	return []string{
		"核依据", "核起止", "核范围", "核方法", "核单位数", "核点位数", "核项次", "核不符项次", "核符合率", "核问题数", "核严重数", "核较重数", "核一般数",
		"核高单位", "核高率", "核低单位", "核低率", "核证据数", "核照片数", "核表点位", "核表项", "核表清单", "核表建议", "核图单位",
		"核基本", "核本点位", "核本项次", "核本符合率", "核本问题数", "核本典型", "核经验", "核项名", "核项适用", "核项不符", "核项符合率", "核项单位列", "核项单位数", "核项成因",
	}
}

func (g *Inspections) look(name string) (any, bool) {
	v, ok := g.slots[name]
	return v, ok || slices.Contains(inspectionSlots(), name)
}

func (g *Inspections) say(role string, ids ...string) {
	var said []sentence
	for _, id := range ids {
		in, from, err := g.t.Narrative.Say(id, g.look, templates.Turn{Period: g.x.Period()})
		g.d.fault(err)
		if from != nil {
			said = append(said, sentence{in: in})
		}
	}
	g.d.paragraph(role, said...)
}

func (g *Inspections) name(code string) string { return g.units[code].Name() }

// List is the list of problems. pages says on which page of the evidence book
// each piece stands, by its number.
func (g *Inspections) List(pages map[string]int) (*document.Document, error) {
	in := g.x.Inspection()
	g.d = newDraft("inspection." + in.No)
	g.fillInspection()
	g.d.heading(1, "overview", plain("核查概况"))
	g.say("overview.text", "HC01", "HC02")
	g.d.blocks = append(g.d.blocks, g.pointTable())
	g.d.heading(1, "result", plain("总体结论"))
	g.say("result.text", "HC03", "HC04", "HC05", "HC06")
	if fig, ok := g.unitFigure(); ok {
		g.d.blocks = append(g.d.blocks, fig)
	}
	g.d.blocks = append(g.d.blocks, g.itemTable())
	g.d.heading(1, "units", plain("各单位核查情况"))
	for _, u := range in.Units {
		g.unit(u)
	}
	if len(in.Findings) > 0 {
		g.d.heading(1, "list", plain("问题反馈清单"))
		g.d.blocks = append(g.d.blocks, g.findingTable(pages))
	}
	g.shared()
	g.advice()
	doc := g.document("专项核查问题清单")
	doc.Body, doc.TOC = g.d.body(), true
	return doc, g.d.err()
}

func (g *Inspections) document(title string) *document.Document {
	in, p := g.x.Inspection(), g.x.Period()
	named := strings.TrimSuffix(in.Title, "专项核查") + "专项核查" + strings.TrimPrefix(title, "专项核查")
	return &document.Document{
		Job: in.No + "-" + title, Kind: "inspection", Unit: g.units[zhixiao.CityCode], Period: p,
		Title: named, Subtitle: "（" + in.No + "）",
		Fields: map[string]string{
			"内部标识": "内部资料　注意保存",
			"合同编号": "合同编号：" + contractNo,
			"数据标识": "核查截止日：" + zhixiao.ChineseDate(in.To),
			"报告标题": named,
			"副标题":  "（" + in.No + "）",
			"编制单位": "政务服务“好差评”质效监测评价项目组",
			"编制日期": zhixiao.ChineseDate(g.t.Calendar.After(in.To, 10)),
			"版本":   "V0.1（初稿）",
		},
	}
}

func (g *Inspections) fillInspection() {
	in, x := g.x.Inspection(), g.x
	ref := func(role string) document.Inline { return document.Ref{Target: g.d.id(role)} }
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

func (g *Inspections) named(codes []string) string {
	var names []string
	for _, c := range codes {
		names = append(names, g.name(c))
	}
	return strings.Join(names, "、")
}

// extremes are the units with the lowest and the highest share, all that tie;
// ok is false when all are equal.
func (g *Inspections) extremes() (low, high []string, ok bool) {
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

func (g *Inspections) unit(u zhixiao.InspectedUnit) {
	role := "unit." + u.Unit
	g.slots["核基本"], g.slots["核经验"] = ended(u.Basic), ended(u.Experience)
	g.slots["核本点位"], g.slots["核本项次"] = g.x.Points(u.Unit), g.x.Checked(u.Unit)
	g.slots["核本符合率"], g.slots["核本问题数"] = g.x.Conformity(u.Unit), g.x.Findings(u.Unit, "")
	g.slots["核本典型"] = g.typical(u.Unit)
	g.d.heading(2, role, plain(g.name(u.Unit)))
	for _, part := range []struct{ role, title, id string }{{"basic", "基本情况", "HC11"}, {"problems", "典型问题", "HC12"}, {"experience", "工作经验", "HC13"}} {
		g.d.heading(3, role+"."+part.role, plain(part.title))
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
func (g *Inspections) typical(unit string) []document.Inline {
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
	for _, f := range firstN(own, 2) {
		parts = append(parts, fmt.Sprintf("%s（%s）“%s”（证据%s）", g.point(f.Point).Name, f.Severity, quoted(f.Fact), strings.Join(f.Evidence, "、")))
	}
	if len(parts) == 0 {
		return nil
	}
	return plain(strings.Join(parts, "；"))
}

func (g *Inspections) point(no string) zhixiao.InspectionPoint {
	for _, p := range g.x.Inspection().Points {
		if p.No == no {
			return p
		}
	}
	return zhixiao.InspectionPoint{No: no, Name: no}
}

func (g *Inspections) item(no string) zhixiao.InspectionItem {
	for _, it := range g.x.Inspection().Items {
		if it.No == no {
			return it
		}
	}
	return zhixiao.InspectionItem{No: no, Name: no}
}

// shared tells of the items that failed in more than one unit, and why.
func (g *Inspections) shared() {
	g.d.heading(1, "causes", plain("共性问题与成因"))
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
func (g *Inspections) causes(item string) string {
	var list []string
	for _, f := range g.x.Inspection().Findings {
		cause := strings.TrimRight(f.Cause, "。；")
		if f.Item == item && cause != "" && !slices.Contains(list, cause) {
			list = append(list, cause)
		}
	}
	return strings.Join(list, "；")
}

func (g *Inspections) advice() {
	g.d.heading(1, "advice", plain("整改建议"))
	if len(g.x.Inspection().Findings) == 0 {
		g.say("advice.text", "HC32")
		return
	}
	g.say("advice.text", "HC31")
	g.d.blocks = append(g.d.blocks, g.adviceTable())
}
