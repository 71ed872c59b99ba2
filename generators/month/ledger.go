package month

import (
	"slices"
	"strings"
	"time"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/prose"
	"zhixiao/templates"
)

// ledger is the ledger of 主动治理 being written.
type ledger struct {
	*prose.Report
	roster roster
	tasks  []analysis.TaskRow
}

// Ledger is 主动治理台账: every task opened by the cutoff in six groups of
// columns and three short texts (docs/domain/taxonomy.md §5).
func Ledger(f *analysis.Facts, t *templates.Set, u zhixiao.Unit) (*document.Document, error) {
	l := ledger{prose.New(f, t, u, prose.Month, "ledger"), roster{f, t}, f.Ledger()}
	l.fill()
	l.Heading(1, "summary", "总体情况")
	groups := l.groups()
	if len(l.tasks) == 0 {
		l.Para("summary.text", "ZL00")
		groups = groups[:1]
	} else {
		l.Para("summary.text", "ZL01", "ZL02", "ZL03", "ZL04", "ZL05", "ZL06")
		l.Put(l.stateTable("table.states"))
	}
	l.Heading(1, "list", "台账")
	for _, g := range groups {
		l.Draft.Blocks = append(l.Draft.Blocks, l.groupTable(g))
	}
	l.Heading(1, "notes", "编制说明")
	l.FillReach("complaint")
	for i, s := range l.Say("ZL91", "ZL92", "ZL93", "N08", "N09") {
		l.Draft.Paragraph("notes."+zhixiao.Int(int64(i+1)).String(), s)
	}
	doc := l.Document("governance-ledger", "北京市政务服务主动治理台账", document.Budget{})
	doc.TOC = false
	doc.Body = l.Draft.Body()
	return doc, l.Draft.Err()
}

func (l ledger) of(what string, keep func(analysis.TaskRow) bool) zhixiao.Quantity {
	n := 0
	var from []zhixiao.Key
	for _, c := range l.tasks {
		if keep(c) {
			n++
			from = append(from, c.Found.Key)
		}
	}
	return l.Counted("ledger."+what, n, "案", from...)
}

// states is the states that tasks are in, in the order of a task's way; words of
// the ledger's own come last.
func (l ledger) states() []string {
	var known, own []string
	for _, c := range l.tasks {
		if !slices.Contains(zhixiao.TaskStates(), c.Status) {
			own = append(own, c.Status)
		}
	}
	for _, state := range zhixiao.TaskStates() {
		if slices.ContainsFunc(l.tasks, func(c analysis.TaskRow) bool { return c.Status == state }) {
			known = append(known, state)
		}
	}
	slices.Sort(own)
	return append(known, slices.Compact(own)...)
}

func (l ledger) fill() {
	var told [][]document.Inline
	for _, state := range l.states() {
		told = append(told, prose.Join(prose.Plain(state), prose.Number(l.of("state["+state+"]", func(c analysis.TaskRow) bool { return c.Status == state }))))
	}
	var before, after []zhixiao.Quantity
	var dropped []analysis.TaskRow
	classes, regions := map[string]bool{}, map[string]bool{}
	for _, c := range l.tasks {
		classes[c.L2] = true
		for _, r := range c.Regions {
			regions[r] = true
		}
		if c.Drop.Ok() {
			before, after = append(before, c.Found), append(after, c.After)
			dropped = append(dropped, c)
		}
	}
	l.Slots["截至"], l.Slots["期次"] = zhixiao.ChineseDate(l.Facts.Cutoff()), l.Facts.Period().Title()
	l.Slots["案数"] = l.of("all", func(analysis.TaskRow) bool { return true })
	l.Slots["状态列"] = prose.Listed(told)
	l.Slots["案类数"] = l.Counted("ledger.classes", len(classes), "个")
	l.Slots["案区数"] = l.Counted("ledger.regions", len(regions), "个")
	l.Slots["逾期案"] = l.of("late", func(c analysis.TaskRow) bool { return c.Late.Value.Sign() > 0 })
	rose := func(c analysis.TaskRow) bool { return c.Drop.Ok() && c.Drop.Value.Sign() <= 0 }
	l.Slots["未降案"] = l.of("level", rose)
	var still []string
	for _, c := range l.tasks {
		if rose(c) {
			still = append(still, "“"+c.Title+"”（"+c.No+"）")
		}
	}
	l.Slots["未降列"] = prose.Some(still, 3)
	for name, role := range map[string]string{"表标识": "identity", "表触发": "trigger", "表诊断": "diagnosis", "表方案": "plan", "表跟进": "follow", "表成效": "effect"} {
		l.Ref(name, "table."+role)
	}
	if _, ok := l.stateTable("table.states"); ok {
		l.Ref("表状态", "table.states")
	}
	if len(dropped) == 0 {
		return
	}
	b, a := l.Facts.Sum(before...), l.Facts.Sum(after...)
	l.Slots["有效案"], l.Slots["前合计"], l.Slots["后合计"] = l.Counted("ledger.observed", len(dropped), "案"), b, a
	if d := l.Facts.Drop(b, a); d.Value.Sign() > 0 {
		l.Slots["总降"] = d
	}
	slices.SortStableFunc(dropped, func(x, y analysis.TaskRow) int { return y.Drop.Value.Cmp(x.Drop.Value) })
	var most [][]document.Inline
	for _, c := range prose.FirstN(dropped, 3) {
		if c.Drop.Value.Sign() > 0 {
			most = append(most, prose.Join(prose.Plain("“"+c.Title+"”（"+c.No+"，下降"), prose.Number(c.Drop), prose.Plain("）")))
		}
	}
	if len(most) > 0 {
		l.Slots["降多列"] = prose.Listed(most)
	}
}

// stateTable is the tasks by first-level class and state.
func (l ledger) stateTable(role string) (document.Table, bool) {
	head, widths, kinds := []string{"问题类别（一级）"}, []float64{2.4}, "l"
	there := l.states()
	for _, state := range there {
		head, widths, kinds = append(head, state), append(widths, 1), kinds+"c"
	}
	t := document.Table{ID: l.Draft.ID(role), Caption: "主动治理案例分类与状态", Unit: "案", Header: prose.Header(append(head, "合计")...), Columns: prose.Columns(kinds+"c", append(widths, 1)...)}
	row := func(name, class string) []document.Cell {
		cells := []document.Cell{prose.Words(name)}
		in := func(c analysis.TaskRow) bool { return class == "" || l1(c.L2) == class }
		for _, state := range there {
			cells = append(cells, prose.Value(l.of("class["+class+"].state["+state+"]", func(c analysis.TaskRow) bool { return in(c) && c.Status == state })))
		}
		return append(cells, prose.Value(l.of("class["+class+"]", in)))
	}
	var classes []string
	for _, c := range l.tasks {
		classes = append(classes, l1(c.L2))
	}
	slices.Sort(classes)
	for _, code := range slices.Compact(classes) {
		t.Rows = append(t.Rows, row(l.Facts.Names().L1[code], code))
	}
	t.Rows = append(t.Rows, row("合计", ""))
	t.Sums = columnSums(t.Rows, 1, len(there)+1)
	return t, len(l.tasks) > 0
}

// group is one of the six groups of the ledger's columns.
type group struct {
	role, name string
	head       []string
	widths     []float64
	cells      func(analysis.TaskRow) []document.Cell
}

func (l ledger) groups() []group {
	return []group{
		{"identity", "标识", []string{"一级／二级问题", "涉及领域", "涉及事项", "涉及区", "一诉", "一类", "一域"}, []float64{2.2, 1.5, 1.8, 3, 2.4, 2.2, 1.5}, l.identity},
		{"trigger", "触发", []string{"触发规则", "首次发现日", "数据窗口", "诉求量（件）", "环比（%）", "占全部诉求（%）", "渠道构成", "代表性原声（脱敏）"}, []float64{0.9, 1.1, 1.8, 0.9, 0.9, 0.9, 2, 5}, l.trigger},
		{"diagnosis", "诊断", []string{"现状流程", "卡点环节", "成因类别", "成因论证", "政策依据", "他区做法"}, []float64{3, 1.2, 0.9, 3.4, 2.6, 2.4}, l.diagnosis},
		{"plan", "方案", []string{"牵头单位", "配合单位", "会商日期与纪要号", "整改措施", "责任人（处室）", "完成时限", "短期／长期"}, []float64{1.5, 2, 1.8, 5, 1.2, 1.1, 0.9}, l.plan},
		{"follow", "跟进", []string{"状态", "进度", "最近进展日与说明", "逾期天数", "督办次数", "佐证材料编号"}, []float64{1, 0.8, 4, 0.9, 0.9, 2.2}, l.follow},
		{"effect", "成效", []string{"前90日诉求（件）", "后90日诉求（件）", "下降率（%）", "相关指标（上月→本月）", "回访满意", "制度成果", "推广范围", "销号意见与日期"}, []float64{1, 1, 1, 3, 1, 2.2, 1.4, 2.6}, l.effect},
	}
}

func (l ledger) groupTable(g group) document.Table {
	t := document.Table{
		ID: l.Draft.ID("table." + g.role), Caption: "主动治理台账（" + g.name + "）", Landscape: true, A3: true, Small: true,
		Header:  prose.Header(append([]string{"序号", "案例编号", "案例名称"}, g.head...)...),
		Columns: prose.Columns("ccl"+strings.Repeat("l", len(g.head)), append([]float64{0.5, 1.2, 2.2}, g.widths...)...),
	}
	if len(l.tasks) == 0 {
		t.Rows = append(t.Rows, noneRow(len(t.Columns), 2, "尚未立项（零报告）"))
	}
	for i, c := range l.tasks {
		t.Rows = append(t.Rows, append([]document.Cell{prose.Words(zhixiao.Int(int64(i + 1)).String()), prose.Words(c.No), prose.ToldCell(zhixiao.ObjectKey("ledger.title", c.No, l.Facts.Cutoff()), c.Title)}, g.cells(c)...))
	}
	return t
}

// note is what people wrote under a column, — where they did not.
func note(c analysis.TaskRow, name string) document.Cell {
	return prose.Words(prose.OrDash(c.Notes[name]))
}

// required is a text that every task must have (docs/domain/taxonomy.md §5).
func required(c analysis.TaskRow, name string) document.Cell {
	if c.Notes[name] == "" {
		return prose.Words("（待填）")
	}
	return note(c, name)
}

func (l ledger) identity(c analysis.TaskRow) []document.Cell {
	names := l.Facts.Names()
	domain := "—"
	if u, ok := l.Facts.Unit(c.Lead); ok {
		domain = u.Domain
	}
	return []document.Cell{
		prose.Words(names.L1[l1(c.L2)] + "／" + names.L2[c.L2]), prose.Words(domain), prose.Words(prose.OrDash(l.MatterName(c.Matter))), prose.Words(prose.OrDash(l.regions(c))),
		required(c, "一诉"), required(c, "一类"), required(c, "一域"),
	}
}

func (l ledger) regions(c analysis.TaskRow) string {
	var out []string
	for _, u := range l.Facts.Units(zhixiao.Region) {
		if slices.Contains(c.Regions, u.Code) {
			out = append(out, u.Short)
		}
	}
	return strings.Join(out, "、")
}

func (l ledger) trigger(c analysis.TaskRow) []document.Cell {
	rule := "指定"
	if len(c.Regions) >= l.Templates.Lists.Frequent.Regions {
		rule = "H5"
	}
	var channels [][]document.Inline
	for i, q := range c.Channels {
		channels = append(channels, prose.Join(prose.Plain(channelName(c.Sources[i])), prose.Number(q)))
	}
	return []document.Cell{
		prose.Words(rule), prose.Words(isoDay(c.First)), prose.Words(c.Opened.AddDate(0, 0, windowStart).Format(time.DateOnly) + "至" + c.Opened.Format(time.DateOnly)),
		prose.Value(c.Found), prose.Signed(c.Growth), prose.Value(c.Part), prose.Cell(prose.Listed(channels)), prose.Words(prose.OrDash(l.voices(c))),
	}
}

// windowStart is the first day of the window that led to a task, from the day it
// was opened: ninety days with that day.
const windowStart = -89

func isoDay(t time.Time) string {
	if t.IsZero() {
		return "—"
	}
	return t.Format(time.DateOnly)
}

// voices is up to two masked complaints of the task's matter and class this month.
func (l ledger) voices(c analysis.TaskRow) string {
	var out []string
	for _, x := range l.Facts.Complaints(zhixiao.CityCode, c.L2) {
		if x.Matter == c.Matter && strings.TrimSpace(x.Text) != "" && len(out) < 2 {
			out = append(out, "“"+prose.Quoted(x.Text)+"”（"+x.No+"）")
		}
	}
	return strings.Join(out, "；")
}

func (l ledger) diagnosis(c analysis.TaskRow) []document.Cell {
	return []document.Cell{note(c, "现状流程"), note(c, "卡点环节"), note(c, "成因类别"), note(c, "成因论证"), note(c, "政策依据"), note(c, "他区做法")}
}

func (l ledger) plan(c analysis.TaskRow) []document.Cell {
	met := "—"
	for _, s := range c.Steps {
		if s.Status == "会商" {
			met = s.Date.Format(time.DateOnly) + "，" + s.Note
		}
	}
	var with []string
	for _, u := range l.Facts.Units(zhixiao.Region) {
		if slices.Contains(c.Regions, u.Code) {
			if body := prose.DistrictBody(l.Facts, l.Templates, u, c.Lead); body != "" {
				with = append(with, body)
			}
		}
	}
	return []document.Cell{
		prose.Words(l.roster.deptName(c.Lead)), prose.Words(prose.OrDash(prose.Some(with, 4))), prose.Words(met), note(c, "整改措施"), note(c, "责任处室"),
		prose.Words(isoDay(c.Due)), note(c, "期限类型"),
	}
}

func (l ledger) follow(c analysis.TaskRow) []document.Cell {
	latest := "—"
	if !c.Latest.Date.IsZero() {
		latest = c.Latest.Date.Format(time.DateOnly) + "：" + c.Latest.Note
	}
	return []document.Cell{
		prose.ToldCell(zhixiao.ObjectKey("ledger.state", c.No, l.Facts.Cutoff()), c.Status), prose.Words(prose.OrDash(l.Templates.Lists.Progress[c.Status])), prose.Words(latest), prose.Value(c.Late), note(c, "督办次数"), note(c, "佐证材料"),
	}
}

func (l ledger) effect(c analysis.TaskRow) []document.Cell {
	measure := prose.Plain("—")
	code := l.Templates.Lists.Measures[l1(c.L2)]
	if ind, ok := l.Facts.Indicator(code); ok {
		was, now := l.Facts.Change(code, c.Lead).From, l.Facts.Value(code, c.Lead)
		if was.Ok() && now.Ok() {
			measure = prose.Join(prose.Plain(ind.Name+"："), prose.Number(was), prose.Plain("→"), prose.Number(now))
		}
	}
	closed := "—"
	for _, s := range c.Steps {
		if s.Status == "销号" {
			closed = s.Note + "（" + s.Date.Format(time.DateOnly) + "）"
		}
	}
	result := prose.Words("—") // not yet fixed while the work goes on
	if !c.Done.IsZero() {
		result = note(c, "制度成果")
	}
	return []document.Cell{prose.Value(c.Found), prose.Value(c.After), prose.Value(c.Drop), prose.Cell(measure), note(c, "回访满意"), result, note(c, "推广范围"), prose.Words(closed)}
}
