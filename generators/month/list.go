package month

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/prose"
	"zhixiao/templates"
)

// volume is a unit's volume of the monthly list being written.
type volume struct {
	*prose.Report
	roster roster
	groups []analysis.ComplaintGroup // in the order of the rows
}

// List is 公众侧问题清单: every complaint of the month that counts, merged by
// unit, matter and class, as a volume of the city, a region or a domain. A
// complaint has the same number in every volume.
func List(f *analysis.Facts, t *templates.Set, u zhixiao.Unit) (*document.Document, error) {
	v := newVolume(f, t, u)
	if len(f.ComplaintGroups(complaintRules(f, t))) == 0 {
		return nil, fmt.Errorf("%s没有任何政务服务类诉求，不能据此作零报告；先导入当月诉求（表complaint），再冻结", f.Period().Title())
	}
	v.fillList()
	units, several := v.unitsTable("table.units")
	if several {
		v.Ref("表单位", "table.units")
	}
	v.Heading(1, "summary", "总体情况")
	v.Para("summary.text", "QD01", "QD02", "QD03", "QD04", "QD05")
	v.Draft.Blocks = append(v.Draft.Blocks, v.classTable("table.classes"))
	v.Put(units, several)
	v.Heading(1, "list", "问题清单")
	v.Draft.Blocks = append(v.Draft.Blocks, v.listTable("table.list"))
	v.Heading(1, "notes", "编制说明")
	v.notes()
	title := "公众侧问题清单"
	if u.Kind != zhixiao.City {
		title = u.Name() + title
	} else {
		title = "北京市" + title
	}
	doc := v.Document("month-list", title, document.Budget{})
	doc.TOC = false
	doc.Body = v.Draft.Body()
	return doc, v.Draft.Err()
}

func newVolume(f *analysis.Facts, t *templates.Set, u zhixiao.Unit) volume {
	v := volume{Report: prose.New(f, t, u, prose.Month, "list."+u.Code), roster: roster{f, t}}
	for _, g := range f.ComplaintGroups(complaintRules(f, t)) {
		if u.Kind == zhixiao.City || g.Lead.Region == u.Code || g.Lead.Dept == u.Code {
			v.groups = append(v.groups, g)
		}
	}
	slices.SortStableFunc(v.groups, v.order)
	return v
}

// order is 区→一级→严重度降序→发生时间 in the volumes of the city and of regions,
// 部门→事项 in those of domains (docs/domain/reports.md §4).
func (v volume) order(a, b analysis.ComplaintGroup) int {
	if v.Unit.Kind == zhixiao.Domain {
		return cmp.Or(cmp.Compare(a.Lead.Matter, b.Lead.Matter), v.within(a, b))
	}
	return cmp.Or(cmp.Compare(v.place(a.Lead), v.place(b.Lead)), v.within(a, b))
}

func (v volume) within(a, b analysis.ComplaintGroup) int {
	return cmp.Or(
		strings.Compare(l1(a.Lead.L2), l1(b.Lead.L2)), cmp.Compare(b.Severity, a.Severity),
		a.Lead.Date.Compare(b.Lead.Date), strings.Compare(a.Lead.No, b.Lead.No),
	)
}

// place is a complaint's region in the order of every table, the city's own
// last.
func (v volume) place(c zhixiao.Complaint) int {
	if u, ok := v.Facts.Unit(c.Region); ok && u.Kind == zhixiao.Region {
		return u.Seq
	}
	return 1 + len(v.Facts.Units(zhixiao.Region))
}

func l1(l2 string) string { return l2[:min(2, len(l2))] }

// count counts the rows or complaints of the volume of which keep holds.
func (v volume) count(what, in string, of func(analysis.ComplaintGroup) int64) zhixiao.Quantity {
	return v.Facts.CountGroups(v.Unit.Code, what, in, v.groups, of)
}

func rowsWhere(keep func(analysis.ComplaintGroup) bool) func(analysis.ComplaintGroup) int64 {
	return func(g analysis.ComplaintGroup) int64 {
		if keep(g) {
			return 1
		}
		return 0
	}
}

func casesWhere(keep func(analysis.ComplaintGroup) bool) func(analysis.ComplaintGroup) int64 {
	return func(g analysis.ComplaintGroup) int64 {
		if keep(g) {
			return g.Cases
		}
		return 0
	}
}

func all(analysis.ComplaintGroup) bool { return true }

// grave is the severity from which a problem is named by itself.
const grave = 4

// fillList sets the slots of the summary.
func (v volume) fillList() {
	cases := v.Facts.Count(analysis.Query{Cube: "complaint", Column: "cases", Unit: v.Unit.Code})
	listed := v.count("cases", "件", casesWhere(all))
	if cases.Ok() && cases.Value.Cmp(listed.Value) != 0 {
		v.Draft.Fault(fmt.Errorf("清单列示%s，快照计数为%s，两者不等，请重新冻结%s", listed, cases, v.Facts.Period()))
	}
	open := v.count("open", "件", func(g analysis.ComplaintGroup) int64 { return g.Open })
	closed := v.Facts.Diff(cases, open, "件")
	v.Slots["单位"], v.Slots["期次"], v.Slots["截至"] = v.Unit.Name(), v.Facts.Period().Title(), zhixiao.ChineseDate(v.Facts.Cutoff())
	v.Slots["条数"] = v.count("rows", "条", rowsWhere(all))
	v.Slots["件数"] = cases
	v.Slots["件次"] = v.Facts.Count(analysis.Query{Cube: "complaint", Column: "times", Unit: v.Unit.Code})
	v.Slots["件数变"] = v.Growth(cases, v.Facts.PrevCount(analysis.Query{Cube: "complaint", Column: "cases", Unit: v.Unit.Code}))
	v.Slots["优先列"] = prose.Present(
		prose.Tally{Name: "高频问题", N: v.count("frequent", "条", rowsWhere(analysis.ComplaintGroup.IsFrequent))},
		prose.Tally{Name: "典型问题", N: v.count("typical", "条", rowsWhere(analysis.ComplaintGroup.IsTypical))},
		prose.Tally{Name: "严重及以上问题", N: v.count("grave", "条", rowsWhere(func(g analysis.ComplaintGroup) bool { return g.Severity >= grave }))},
	)
	v.Slots["办结数"], v.Slots["未结数"] = closed, open
	v.Slots["办结占比"] = v.Facts.Percent(closed, cases)
	found := v.DrillDown(listDrills(), nil)
	found.Fill(v.Slots)
	v.Ref("表类别", "table.classes")
	v.Ref("表清单", "table.list")
}

// classTable is the summary by first-level class on the first page.
func (v volume) classTable(role string) document.Table {
	t := document.Table{
		ID: v.Draft.ID(role), Caption: v.Unit.Name() + "公众侧问题汇总", Columns: prose.Columns("lccccccc", 2.2, 1, 1, 1.2, 1, 1, 1.4, 1),
		Header: prose.Header("问题类别（一级）", "件", "件次", "清单条数", "高频", "典型", "严重及以上", "未结件"),
		Note:   prose.Plain("件为去重口径，件次为全部反映次数；清单条数按同一单位、同一事项、同一二级类归并；高频、典型、严重及以上按清单条数计。"),
	}
	var codes []string
	for _, g := range v.groups {
		codes = append(codes, l1(g.Lead.L2))
	}
	slices.Sort(codes)
	codes = slices.Compact(codes)
	for _, code := range codes {
		t.Rows = append(t.Rows, v.classRow(v.Facts.Names().L1[code], "[l1="+code+"]", map[string]string{"l1": code},
			func(g analysis.ComplaintGroup) bool { return l1(g.Lead.L2) == code }))
	}
	t.Rows = append(t.Rows, v.classRow("合计", "", nil, all))
	last := len(codes)
	for col := 1; col < len(t.Columns); col++ {
		sum := document.Sum{Total: document.CellAt{Row: last, Index: col}}
		for row := range codes {
			sum.Parts = append(sum.Parts, document.CellAt{Row: row, Index: col})
		}
		t.Sums = append(t.Sums, sum)
	}
	return t
}

func (v volume) classRow(name, suffix string, where map[string]string, in func(analysis.ComplaintGroup) bool) []document.Cell {
	and := func(also func(analysis.ComplaintGroup) bool) func(analysis.ComplaintGroup) int64 {
		return rowsWhere(func(g analysis.ComplaintGroup) bool { return in(g) && also(g) })
	}
	count := func(column string) document.Cell {
		return prose.Value(v.Facts.Count(analysis.Query{Cube: "complaint", Column: column, Unit: v.Unit.Code, Where: where}))
	}
	return []document.Cell{
		prose.Words(name), count("cases"), count("times"),
		prose.Value(v.count("rows"+suffix, "条", and(all))),
		prose.Value(v.count("frequent"+suffix, "条", and(analysis.ComplaintGroup.IsFrequent))),
		prose.Value(v.count("typical"+suffix, "条", and(analysis.ComplaintGroup.IsTypical))),
		prose.Value(v.count("grave"+suffix, "条", and(func(g analysis.ComplaintGroup) bool { return g.Severity >= grave }))),
		prose.Value(v.count("open"+suffix, "件", func(g analysis.ComplaintGroup) int64 {
			if in(g) {
				return g.Open
			}
			return 0
		})),
	}
}

// unitsTable is the summary by region for the city and for domains, by body for
// a region: the first twenty.
func (v volume) unitsTable(role string) (document.Table, bool) {
	name, of := "区域", func(g analysis.ComplaintGroup) string { return v.regionName(g.Lead) }
	if v.Unit.Kind == zhixiao.Region {
		name, of = "责任单位", func(g analysis.ComplaintGroup) string { return g.Duty }
	}
	var names []string
	for _, g := range v.groups {
		names = append(names, of(g))
	}
	slices.Sort(names)
	names = slices.Compact(names)
	cases := map[string]zhixiao.Quantity{}
	for _, n := range names {
		cases[n] = v.count("cases["+name+"="+n+"]", "件", casesWhere(func(g analysis.ComplaintGroup) bool { return of(g) == n }))
	}
	slices.SortStableFunc(names, func(a, b string) int { return cases[b].Value.Cmp(cases[a].Value) })
	t := document.Table{
		ID: v.Draft.ID(role), Caption: v.Unit.Name() + "公众侧问题按" + name + "汇总", Columns: prose.Columns("clccccc", 0.6, 2.4, 1, 1.2, 1, 1, 1),
		Header: prose.Header("序号", name, "件", "清单条数", "高频", "典型", "未结件"),
	}
	const most = 20
	if len(names) > most {
		t.Note = prose.Plain("仅列件数居前" + zhixiao.Int(most).String() + "位的" + name + "，合计少于全部件数。")
	}
	for i, n := range prose.FirstN(names, most) {
		in := func(g analysis.ComplaintGroup) bool { return of(g) == n }
		rows := func(what string, keep func(analysis.ComplaintGroup) bool) document.Cell {
			return prose.Value(v.count(what+"["+name+"="+n+"]", "条", rowsWhere(func(g analysis.ComplaintGroup) bool { return in(g) && keep(g) })))
		}
		t.Rows = append(t.Rows, []document.Cell{
			prose.Words(zhixiao.Int(int64(i + 1)).String()), prose.Words(n), prose.Value(cases[n]), rows("rows", all),
			rows("frequent", analysis.ComplaintGroup.IsFrequent), rows("typical", analysis.ComplaintGroup.IsTypical),
			prose.Value(v.count("open["+name+"="+n+"]", "件", func(g analysis.ComplaintGroup) int64 {
				if in(g) {
					return g.Open
				}
				return 0
			})),
		})
	}
	return t, len(t.Rows) > 1
}

func (v volume) regionName(c zhixiao.Complaint) string {
	if u, ok := v.Facts.Unit(c.Region); ok && u.Kind == zhixiao.Region {
		return u.Short
	}
	return "市本级"
}

// listTable is the list itself: one row a problem, made one at a time.
func (v volume) listTable(role string) document.Table {
	return document.Table{
		ID: v.Draft.ID(role), Caption: v.Unit.Name() + "公众侧问题清单", Landscape: true, A3: true, Small: true,
		Columns: prose.Columns("cclllclllccccllcclll", 0.5, 1.4, 1.1, 1.2, 1.1, 0.75, 1.5, 2.1, 4.3, 1, 0.8, 0.65, 1, 1.4, 4, 1, 1, 0.9, 0.8, 1.3),
		Header: prose.Header("序号", "问题编号", "区域／部门", "责任单位", "会办单位", "渠道", "问题类别", "涉及事项", "问题描述", "发生时间",
			"反映次数", "严重程度", "典型／高频", "初步核查情况", "整改建议", "办理时限", "办理状态", "反馈情况", "佐证材料编号", "备注"),
		Long: v.rows(),
	}
}

// rows are the list's rows. A unit about which nobody complained that month hands in
// a list all the same: its one row says so (零报告).
func (v volume) rows() iter.Seq[[]document.Cell] {
	return func(yield func([]document.Cell) bool) {
		if len(v.groups) == 0 {
			yield(noneRow(20, 8, "本月没有应列入清单的问题（零报告）"))
			return
		}
		for i, g := range v.groups {
			if !yield(v.row(i+1, g)) {
				return
			}
		}
	}
}

// noneRow is the one row of an empty list: text at its place, dashes elsewhere.
func noneRow(columns, at int, text string) []document.Cell {
	out := make([]document.Cell, columns)
	for i := range out {
		out[i] = prose.Words("—")
	}
	out[at] = prose.Words(text)
	return out
}

func (v volume) row(n int, g analysis.ComplaintGroup) []document.Cell {
	c := g.Lead
	_, with := v.roster.duty(c)
	dept := ""
	if u, ok := v.Facts.Unit(c.Dept); ok {
		dept = u.Short
	}
	class := v.Templates.Lists.Class(c.L2)
	asOf := v.Facts.Cutoff()
	return []document.Cell{
		prose.Words(zhixiao.Int(int64(n)).String()), prose.Words(c.No), orNone(slashed(v.regionName(c), dept)), orNone(g.Duty), orNone(strings.Join(with, "、")), orNone(c.Source),
		orNone(v.className(c.L2)), orNone(v.matterText(c)), orNone(described(c)), prose.Words(c.Date.Format(time.DateOnly)),
		prose.ToldCell(zhixiao.ObjectKey("complaint.met", c.No, asOf), zhixiao.Int(g.Cases).String()+"件／"+zhixiao.Int(g.Times).String()+"件次"),
		prose.Words(zhixiao.Int(int64(g.Severity)).String() + v.Templates.Lists.SeverityWord(g.Severity)),
		orNone(marks(g)), orNone(checked(c, g)), prose.Words("请" + g.Duty + "核实" + class.Check + "；整改方向为" + v.fix(c.L2) + "，附" + class.Output + "。"),
		orNone(v.deadline(g, class)), prose.ToldCell(zhixiao.ObjectKey("complaint.state", c.No, asOf), state(g)), orNone(feedback(c)), orNone(strings.Join(g.Visits, "、")), orNone(remarks(g)),
	}
}

// orNone is a text in a cell, — for none.
func orNone(s string) document.Cell { return prose.Words(prose.OrDash(s)) }

func slashed(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), "／")
}

func (v volume) className(l2 string) string {
	names := v.Facts.Names()
	return l1(l2) + names.L1[l1(l2)] + "／" + l2 + names.L2[l2]
}

func (v volume) matterText(c zhixiao.Complaint) string {
	code := c.Item
	if code == "" {
		code = c.Matter
	}
	if name := v.MatterName(c.Matter); name != c.Matter {
		return name + "（" + code + "）"
	}
	return code
}

// fix is the usual direction of rectification of a class.
func (v volume) fix(l2 string) string {
	class, _ := v.Templates.Taxonomy.Class(l2)
	return class.Remedy
}

func (v volume) deadline(g analysis.ComplaintGroup, class templates.ListClass) string {
	if g.Open == 0 {
		return "已办结"
	}
	return v.Templates.Calendar.After(v.Facts.Cutoff(), class.Days).Format(time.DateOnly)
}

// longestDescription bounds 问题描述 (docs/domain/reports.md §4); longestCut leaves room
// for the ellipsis.
const (
	longestDescription = 120
	longestCut         = 119
)

// described is the masked complaint in at most 120 characters, cut at the end of
// a sentence where there is one.
func described(c zhixiao.Complaint) string {
	out := "申请人反映："
	if c.Identity == "企业" {
		out = "企业申请人反映："
	}
	text := strings.TrimSpace(c.Text)
	if text == "" {
		return out + "无文字说明。"
	}
	whole := out + text
	if utf8.RuneCountInString(whole) <= longestDescription {
		return whole
	}
	said := false
	for _, sentence := range strings.SplitAfter(text, "。") {
		if utf8.RuneCountInString(out+sentence) > longestDescription {
			break
		}
		out, said = out+sentence, true
	}
	if said {
		return out
	}
	return string([]rune(whole)[:longestCut]) + "…"
}

// marks says by which rules a problem is frequent or typical.
func marks(g analysis.ComplaintGroup) string {
	var out []string
	if g.IsFrequent() {
		out = append(out, "高频（"+strings.Join(g.Frequent, "、")+"）")
	}
	rules := g.Typical
	if g.Flagged {
		rules = append(slices.Clone(rules), "人工标注")
	}
	if len(rules) > 0 {
		out = append(out, "典型（"+strings.Join(rules, "、")+"）")
	}
	return strings.Join(out, "；")
}

// checked says what is known before the body has answered: how many cases are in
// 办件库, how the matter was found, whether a person confirmed the class, whether
// visitors saw the same.
func checked(c zhixiao.Complaint, g analysis.ComplaintGroup) string {
	var out []string
	if g.Linked > 0 {
		out = append(out, zhixiao.Int(g.Linked).String()+"件已与办件记录关联")
	}
	switch c.Match {
	case "exact":
		out = append(out, "按编码对应事项")
	case "rule":
		out = append(out, "按规则对应事项")
	default:
		out = append(out, "依反映内容识别事项")
	}
	if c.Reviewed {
		out = append(out, "类别经人工复核")
	}
	if len(g.Visits) > 0 {
		out = append(out, "暗访在同一大厅记录到同类情形")
	}
	if c.Status == "核实中" {
		out = append(out, "是否属实正在核实")
	}
	return strings.Join(out, "；")
}

// state is the status at the cutoff; of several complaints how many are open.
func state(g analysis.ComplaintGroup) string {
	c := g.Lead
	switch {
	case g.Cases > 1 && g.Open > 0:
		return "未结" + zhixiao.Int(g.Open).String() + "件"
	case g.Open == 0 && !c.Closed.IsZero():
		return "办结（" + c.Closed.Format(time.DateOnly) + "）"
	case g.Open == 0:
		return "办结"
	}
	return c.Status
}

// feedback is what the complainant said when asked again.
func feedback(c zhixiao.Complaint) string {
	switch {
	case c.Visited && c.Solved && c.Satisfied:
		return "已解决、满意"
	case c.Visited && c.Solved:
		return "已解决、不满意"
	case c.Visited && c.Satisfied:
		return "未解决、满意"
	case c.Visited:
		return "未解决、不满意"
	case c.Due && c.OnTime:
		return "按期答复"
	case c.Due && c.Responded:
		return "已响应，未回访"
	}
	return ""
}

// remarks names the complaints merged into the row and last month's number.
func remarks(g analysis.ComplaintGroup) string {
	var out []string
	if len(g.Others) > 0 {
		var short []string
		for _, no := range g.Others {
			short = append(short, no[strings.LastIndexByte(no, '-')+1:])
		}
		out = append(out, "归并"+strings.Join(short, "、"))
	}
	if g.Before != "" {
		out = append(out, "上月同类"+g.Before)
	}
	if g.Lead.Repeated {
		out = append(out, "60日内重复反映")
	}
	return strings.Join(out, "；")
}

// setting is a parameter of lists.yaml as a quantity.
func setting(name string, n int64, unit string) zhixiao.Quantity {
	return zhixiao.Quantity{
		Key: zhixiao.Key("lists." + name + "@" + zhixiao.CityCode + "/设定"), Value: zhixiao.Int(n), Unit: unit, Source: "rules/lists.yaml", Rule: "清单规则设定值",
	}
}

// notes says how to read the list.
func (v volume) notes() {
	h, p := v.Templates.Lists.Frequent, v.Templates.Lists.Typical
	for name, q := range map[string]zhixiao.Quantity{
		"定高频": setting("least", h.Least, "件"), "定事项": setting("matter_least", h.MatterLeast, "件"), "定占比": setting("matter_share", h.MatterShare, "%"),
		"定增幅": setting("growth", h.Growth, "%"), "定增量": setting("growth_least", h.GrowthLeast, "件"), "定连月": setting("months", int64(h.Months), "个月"),
		"定前几": setting("top", int64(h.Top), "类"), "定区数": setting("regions", int64(h.Regions), "个"), "定人次": setting("people", p.People, "件次"), "定条数": setting("enough", int64(p.Enough), "条"),
	} {
		v.Slots[name] = q
	}
	v.FillReach("complaint")
	for i, s := range v.Say("QD91", "QD92", "QD93", "QD94", "QD95", "N08", "N09") {
		v.Draft.Paragraph("notes."+zhixiao.Int(int64(i+1)).String(), s)
	}
}

// listDrills are the concentrations that the list's summary names.
func listDrills() []templates.Drill {
	return []templates.Drill{
		{As: "诉求类", Cube: "complaint", Column: "cases", By: "l2", Least: 2},
		{As: "诉求事项", Cube: "complaint", Column: "cases", By: "matter", Least: 2},
	}
}
