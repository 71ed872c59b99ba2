package book

import (
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/prose"
)

// examplesWanted is how many examples a book tells, each of another class of
// problems.
const examplesWanted = 5

// examples are the examples in five parts.
func (b *book) examples() {
	b.Heading(2, "four.cases", "典型案例")
	b.para("four.cases.intro", "Y4E0")
	for i, c := range b.typical() {
		b.fillExample(c)
		role := "four.case." + zhixiao.Int(int64(i+1)).String()
		b.Heading(3, role, b.MatterName(c.Matter)+"：“"+b.Facts.Names().L2[c.L2]+"”")
		for _, part := range []struct{ role, title, id string }{
			{"course", "诉求。", "Y4E1"}, {"data", "核对。", "Y4E2"}, {"why", "堵在哪里。", "Y4E3"}, {"do", "怎么改。", "Y4E4"}, {"learn", "举一反三。", "Y4E5"},
		} {
			b.lead(role+"."+part.role, part.title, part.id)
		}
	}
}

// typical is a typical complaint of each of some classes, of different matters and
// regions: the one with most of its like.
func (b *book) typical() []*zhixiao.Complaint {
	var out []*zhixiao.Complaint
	matters, regions := map[string]bool{}, map[string]bool{}
	for _, l1 := range []string{"02", "03", "04", "01", "05", "07", "06", "08", "09"} {
		list := b.Facts.Complaints(b.Unit.Code, l1)
		var best *zhixiao.Complaint
		var most zhixiao.Quantity
		for i := range list {
			c := &list[i]
			if !c.Typical || b.Used[c.No] || matters[c.Matter] || regions[c.Region] || !b.tellable(c) {
				continue
			}
			n := b.Facts.Count(analysis.Query{Cube: "complaint", Column: "cases", Unit: b.Unit.Code, Where: map[string]string{"matter": c.Matter, "l2": c.L2}})
			if best == nil || n.Value.Cmp(most.Value) > 0 {
				best, most = c, n
			}
		}
		if best == nil || len(out) == examplesWanted {
			continue
		}
		matters[best.Matter], regions[best.Region], b.Used[best.No] = true, true, true
		out = append(out, best)
	}
	return out
}

// tellable reports whether a complaint says enough, in a region and of a matter
// that have names, to be an example.
func (b *book) tellable(c *zhixiao.Complaint) bool {
	n := len([]rune(c.Text))
	_, known := b.Facts.Unit(c.Region)
	return n >= 40 && n <= 120 && known && b.Facts.Names().Matters[c.Matter] != "" && b.Facts.Names().L2[c.L2] != ""
}

// fillExample sets the slots of one example.
func (b *book) fillExample(c *zhixiao.Complaint) {
	where := map[string]string{"matter": c.Matter}
	count := func(cube, column string, where map[string]string) zhixiao.Quantity {
		return b.Facts.Count(analysis.Query{Cube: cube, Column: column, Unit: b.Unit.Code, Where: where})
	}
	region, _ := b.Facts.Unit(c.Region)
	class, _ := b.Templates.Taxonomy.Class(c.L2)
	set := map[string]any{
		"案日": prose.MonthDay(c.Date), "案源": sourceName(c.Source), "案事项": b.MatterName(c.Matter), "案文": "“" + prose.Quoted(c.Text) + "”", "案号": c.No,
		"案同类": count("complaint", "cases", map[string]string{"matter": c.Matter, "l2": c.L2}), "案全部": count("complaint", "cases", where),
		"案申请": count("case", "applied", where), "案退回": nil, "案原因": nil, "案地": region.Short, "案细类": class.Name,
		"案通过率": b.Facts.Ratio(analysis.RatioQuery{Cube: "case", Num: "first_pass", Den: "applied", Unit: b.Unit.Code, Where: where, Scale: 100, Label: "%", Places: 2, MinN: 30}),
		"案责任":  b.exampleBody(c, region), "案整改": plainRemedy(class.Remedy), "案期限": zhixiao.ChineseDate(b.Templates.Calendar.After(b.Facts.Cutoff(), exampleDays)),
	}
	if n := count("correction", "times", where); n.Ok() && n.Value.Sign() > 0 {
		set["案退回"], set["案原因"] = n, b.mostIn("correction", "times", "reason", where)
	}
	for name, v := range set {
		b.Slots[name] = v
	}
	b.Slots["案机理"], b.Slots["案启示"] = b.line("YM"+c.L2[:2]), b.line("YN"+c.L2[:2])
}

// exampleDays is the working days after the cutoff that an example is to be put right in.
const exampleDays = 20

// exampleBody is who is to act on an example: the region's body of the department that
// the matter belongs to.
func (b *book) exampleBody(c *zhixiao.Complaint, region zhixiao.Unit) string {
	if name := prose.DistrictBody(b.Facts, b.Templates, region, c.Dept); name != "" {
		return name
	}
	return region.Short + "政务服务管理部门"
}

// plainRemedy is the direction of rectification as a clause: commas, no full stop.
func plainRemedy(s string) string {
	return strings.TrimRight(strings.ReplaceAll(s, ";", "；"), "。；")
}

func sourceName(source string) string {
	switch source {
	case "12345":
		return "12345热线"
	case "办不成事":
		return "“办不成事”反映窗口"
	}
	return "差评"
}

// governance is what was governed, and whether complaints fell.
func (b *book) governance() {
	chart := b.governanceChart()
	list := b.table("表治理", b.governanceTable())
	b.Heading(2, "four.governance", "主动治理成效")
	b.para("four.governance.a", "Y4F1", "Y4F2", "Y4F6")
	b.place(chart)
	b.place(list)
	b.para("four.governance.b", "Y4F3", "Y4F4", "Y4F5")
}

// governed is the ledger tasks that were open at some time of the period, with the
// numbers of the ledger of the same cutoff.
func (b *book) governed() []analysis.TaskRow {
	var out []analysis.TaskRow
	for _, c := range b.Facts.Ledger() {
		if !c.Due.Before(b.Facts.Period().Start()) {
			out = append(out, c)
		}
	}
	return out
}

// change is by how many percent a task's complaints changed; absent while its 90
// days are not over, and on few complaints.
func (b *book) change(c analysis.TaskRow) zhixiao.Quantity {
	return b.Facts.GrowthRate(c.After, c.Found)
}

// observed is the ledger tasks with a before and an after, the greatest fall
// first.
func (b *book) observed() []analysis.TaskRow {
	byNo := map[string]analysis.TaskRow{}
	var nos []string
	for _, c := range b.governed() {
		if b.change(c).Ok() {
			byNo[c.No] = c
			nos = append(nos, c.No)
		}
	}
	var out []analysis.TaskRow
	for _, no := range b.ordered(nos, func(no string) zhixiao.Quantity { return b.change(byNo[no]) }) {
		out = append(out, byNo[no])
	}
	return out
}

func (b *book) fillGovernance() {
	all := b.governed()
	closed, watched, open := 0, 0, 0
	depts, regions := map[string]bool{}, map[string]bool{}
	for _, g := range all {
		switch g.Status {
		case zhixiao.TaskClosed:
			closed++
		case zhixiao.TaskWatched:
			watched++
		default:
			open++
		}
		depts[g.Lead] = true
		for _, r := range g.Regions {
			regions[r] = true
		}
	}
	b.Slots["治理数"] = b.Counted("governed", len(all), "个")
	b.Slots["治理销"], b.Slots["治理观"] = b.Counted("governed.closed", closed, "个"), b.Counted("governed.watched", watched, "个")
	b.Slots["治理办"] = b.Counted("governed.open", open, "个")
	b.Slots["治理部门数"], b.Slots["治理区数"] = b.Counted("governed.depts", len(depts), "个"), b.Counted("governed.regions", len(regions), "个")
	observed := b.observed()
	b.Slots["治理满"] = b.Counted("governed.observed", len(observed), "个")
	for i, as := range []string{"治理一", "治理二"} {
		if i < len(observed) && observed[i].Drop.Value.Sign() > 0 {
			c := observed[i]
			b.Slots[as+"题"], b.Slots[as+"号"] = c.Title, c.No
			b.Slots[as+"前"], b.Slots[as+"后"] = c.Found, c.After
			b.Slots[as+"降"] = prose.Size(b.change(c))
		}
	}
	b.fillUntaken(all)
	b.fillPending(all)
}

// fillUntaken says whether the matter with most complaints is under governance.
func (b *book) fillUntaken(all []analysis.TaskRow) {
	top, ok := b.found.First("诉求事项")
	b.Slots["未立项"] = 0
	if ok && !slices.ContainsFunc(all, func(g analysis.TaskRow) bool { return g.Matter == top.Keys[0] }) {
		b.Slots["未立项"] = 1
	}
}

// governanceChart is the complaints before and after for the observed tasks.
func (b *book) governanceChart() document.Figure {
	const most = 12
	c := document.Chart{Kind: document.DumbbellChart, XTitle: "同类诉求", Unit: "件"}
	var before, after []zhixiao.Quantity
	for _, g := range prose.FirstN(b.observed(), most) {
		c.Labels = append(c.Labels, g.Title)
		before, after = append(before, g.Found), append(after, g.After)
	}
	c.Series = []document.Series{{Name: "治理前90日", Points: before}, {Name: "治理后90日", Points: after}}
	return b.fig("图治理", "主动治理前后同类诉求对照", c, "主动治理台账", "按下降率由大到小排列")
}

// governanceTable is the ledger tasks with their state and their effect.
func (b *book) governanceTable() document.Table {
	t := document.Table{
		Caption: "主动治理案例进展与成效", Columns: prose.Columns("lllccccc", 1.6, 2.6, 1.5, 0.9, 1.2, 0.9, 0.9, 1),
		Header: prose.Header("编号", "案例", "牵头单位", "涉及区域（个）", "状态", "治理前（件）", "治理后（件）", "变化（%）"),
		Note:   prose.Plain("状态为数据截止日的状态；治理前为立项前90日、治理后为治理完成后90日的同一事项、同一二级类诉求，与同期主动治理台账一致；“—”为治理后未满90日，治理前不足十件的不计算变化；变化受季节和业务量影响，不宜全部归因于治理措施。"),
	}
	for _, g := range b.governed() {
		change := prose.Words("—") // unobserved, or on few complaints
		if q := b.change(g); q.Ok() {
			change = prose.Signed(q)
		}
		t.Rows = append(t.Rows, []document.Cell{
			prose.Words(g.No), prose.ToldCell(zhixiao.ObjectKey("ledger.title", g.No, b.Facts.Cutoff()), g.Title), prose.Words(b.leadName(g)), prose.Value(b.Counted("governance.regions."+g.No, len(g.Regions), "个")), prose.ToldCell(zhixiao.ObjectKey("ledger.state", g.No, b.Facts.Cutoff()), g.Status), prose.Value(g.Found), prose.Value(g.After), change,
		})
	}
	return t
}
