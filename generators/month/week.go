package month

import (
	"maps"
	"slices"
	"strings"
	"time"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/prose"
	"zhixiao/templates"
)

// How many surges, new combinations and quotations a week's report names.
const (
	surgesTold = 8
	freshTold  = 5
	freshLeast = 3
	voicesTold = 3
	weekQuote  = 58 // characters
)

// Week is 周分析 (docs/domain/taxonomy.md §7).
func Week(f *analysis.Facts, t *templates.Set, u zhixiao.Unit) (*document.Document, error) {
	v := volume{Report: prose.New(f, t, u, prose.Month, "week"), roster: roster{f, t}}
	v.fillPeriod()
	v.fillWeek()
	surges, table := v.surgeTable("table.surges")
	v.Heading(1, "total", "总量与结构")
	v.Para("total.text", "ZC01", "ZC02", "ZC03")
	v.Draft.Blocks = append(v.Draft.Blocks, v.weeksChart("figure.weeks"))
	v.Para("structure.text", "ZC11", "ZC12")
	v.Draft.Blocks = append(v.Draft.Blocks, v.shiftTable("table.shift"), v.regionHeat("figure.regions", 85))
	v.Put(v.deptTable("table.depts"))
	v.Heading(1, "surges", "突增与新出现问题")
	v.Para("surges.text", "ZC21", "ZC22")
	if len(surges) > 0 {
		v.Draft.Blocks = append(v.Draft.Blocks, table)
	}
	v.voices()
	v.Heading(1, "loop", "办理闭环与下周关注")
	v.Para("loop.text", "ZC41")
	v.FillReach("complaint")
	v.Para("next.text", "ZC51", "ZC52", "N08", "N09")
	doc := v.Document("week-report", "政务服务诉求周分析", document.Budget{})
	doc.TOC, doc.Sheet = false, true
	doc.Body = v.Draft.Body()
	return doc, v.Draft.Err()
}

// fillPeriod sets the slots that a day's and a week's report share.
func (v volume) fillPeriod() {
	u := v.Unit.Code
	received := v.Facts.SourceRows("complaint", "件")
	cases := v.Facts.Count(analysis.Query{Cube: "complaint", Column: "cases", Unit: u})
	reviewed := v.Facts.CountComplaints(u, "reviewed", func(c zhixiao.Complaint) bool { return c.Reviewed })
	maps.Copy(v.Slots, map[string]any{
		"期次": v.Facts.Period().Title(), "截至": zhixiao.ChineseDate(v.Facts.Cutoff()), "归集数": received, "件数": cases,
		"件次": v.Facts.Count(analysis.Query{Cube: "complaint", Column: "times", Unit: u}), "剔除数": v.Facts.Diff(received, cases, "件"),
		"渠道列": v.shares("source", 4), "一级列": v.shares("l1", 3), "区列": v.shares("region", 3),
		"严重件": v.Facts.Count(analysis.Query{Cube: "complaint", Column: "severe", Unit: u}),
		"复核数": reviewed, "复核率": v.Facts.Percent(reviewed, cases), "历史": 0,
	})
	rules := v.surgeRules()
	surges, known := v.Facts.Surges(u, []string{"matter", "l2"}, rules)
	if known {
		v.Slots["历史"] = 1
	}
	v.Slots["定倍数"], v.Slots["定最少"] = setting("sigma", int64(rules.Sigma), "倍"), setting("surge_least", rules.Least, "件")
	v.Slots["定新件"] = setting("fresh_least", freshLeast, "件")
	var told [][]document.Inline
	for _, s := range prose.FirstN(surges, 3) {
		told = append(told, prose.Join(prose.Plain(combination(s)), prose.Number(s.Now), prose.Plain("（前8周平均"), prose.Number(s.Mean), prose.Plain("）")))
	}
	if len(told) > 0 {
		v.Slots["突增列"] = prose.Listed(told)
	}
}

func (v volume) surgeRules() analysis.SurgeRules {
	return analysis.SurgeRules{Sigma: v.Templates.Lists.Surge.Sigma, Least: v.Templates.Lists.Surge.Least}
}

// combination is 居住证申领“进度与结果查不到”.
func combination(s analysis.Surge) string {
	matter, class, ok := strings.Cut(s.Label, "·")
	if !ok {
		return s.Label
	}
	return matter + "“" + class + "”"
}

func (v volume) fillWeek() {
	u := v.Unit.Code
	cases := v.Facts.Count(analysis.Query{Cube: "complaint", Column: "cases", Unit: u})
	v.Slots["起止"] = v.Facts.Period().Range()
	v.Slots["件数变"] = v.Growth(cases, v.Facts.InWeek(u, v.Facts.Week(1), nil))
	v.Slots["移动均"] = v.Facts.MovingMean(u, 4)
	v.Slots["节假"], v.Slots["下周假"] = 0, 0
	if v.daysOff(v.Facts.Period()) != "" || v.daysOff(v.Facts.Period().Prev()) != "" {
		v.Slots["节假"] = 1
	}
	if off := v.daysOff(v.Facts.Period().Next()); off != "" {
		v.Slots["下周假"], v.Slots["下周假日"] = 1, off
	}
	v.fillShift()
	fresh, _ := v.Facts.Newcomers(u, []string{"matter", "l2"}, freshLeast)
	var told [][]document.Inline
	for _, s := range prose.FirstN(fresh, freshTold) {
		told = append(told, prose.Join(prose.Plain(combination(s)), prose.Number(s.Now)))
	}
	if len(told) > 0 {
		v.Slots["新组合列"] = prose.Listed(told)
	}
	v.fillLoop()
	v.Ref("图走势", "figure.weeks")
	v.Ref("表结构", "table.shift")
	v.Ref("图区域", "figure.regions")
	v.Ref("表部门", "table.depts")
	surges, _ := v.Facts.Surges(u, []string{"matter", "l2"}, v.surgeRules())
	if len(surges) > 0 {
		v.Ref("表突增", "table.surges")
	}
	v.fillWatch(surges, fresh)
}

// daysOff names the weekdays of a week on which offices do not work.
func (v volume) daysOff(week zhixiao.Period) string {
	var out []string
	for t := week.Start(); !t.After(week.End()); t = t.AddDate(0, 0, 1) {
		if t.Weekday() != time.Saturday && t.Weekday() != time.Sunday && !v.Templates.Calendar.Workday(t) {
			out = append(out, prose.MonthDay(t))
		}
	}
	return strings.Join(out, "、")
}

// weekShare is a class's share of a week.
func (v volume) weekShare(l1 string, back int) (n, share zhixiao.Quantity) {
	n = v.Facts.InWeek(v.Unit.Code, v.Facts.Week(back), map[string]string{"l1": l1})
	return n, v.Facts.Percent(n, v.Facts.InWeek(v.Unit.Code, v.Facts.Week(back), nil))
}

// fillShift sets the class whose share moved up most and the matter that drove it.
func (v volume) fillShift() {
	var moved zhixiao.Quantity
	class := ""
	for _, code := range v.classCodes() {
		_, now := v.weekShare(code, 0)
		_, was := v.weekShare(code, 1)
		d := v.Facts.Diff(now, was, "")
		if d.Ok() && d.Value.Sign() > 0 && (class == "" || d.Value.Cmp(moved.Value) > 0) {
			class, moved = code, d
		}
	}
	if class == "" {
		return
	}
	v.Slots["变类"], v.Slots["变点"] = v.Facts.Names().L1[class], prose.Bare(moved)
	top := v.Facts.Top(analysis.Query{Cube: "complaint", Column: "cases", Unit: v.Unit.Code, By: []string{"matter"}, Where: map[string]string{"l1": class}, Limit: 1})
	if len(top) > 0 && top[0].Count.Value.Cmp(zhixiao.Int(freshLeast)) >= 0 {
		v.Slots["变事项"], v.Slots["变事项数"] = top[0].Label, top[0].Count
	}
}

// classCodes is the first-level classes that count, by code.
func (v volume) classCodes() []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(v.Facts.Names().L1)), func(code string) bool { return code >= "99" })
}

// fillLoop sets how last week's complaints came along.
func (v volume) fillLoop() {
	total := v.Facts.Progressed("all", func(zhixiao.Progress) bool { return true })
	if total.Value.Sign() == 0 {
		return
	}
	closed := v.Facts.Progressed("closed", func(p zhixiao.Progress) bool { return p.Status == "办结" })
	v.Slots["上周件"], v.Slots["上周办结"] = total, closed
	v.Slots["上周未结"], v.Slots["上周办结率"] = v.Facts.Diff(total, closed, "件"), v.Facts.Percent(closed, total)
}

// fillWatch names what to look at next week: what jumped, what is new, and else
// what is reported most.
func (v volume) fillWatch(surges, fresh []analysis.Surge) {
	var watch []string
	for _, s := range prose.FirstN(surges, 2) {
		watch = append(watch, combination(s))
	}
	for _, s := range prose.FirstN(fresh, 1) {
		if !slices.Contains(watch, combination(s)) {
			watch = append(watch, combination(s))
		}
	}
	if len(watch) == 0 {
		for _, s := range v.Facts.Top(analysis.Query{Cube: "complaint", Column: "cases", Unit: v.Unit.Code, By: []string{"matter", "l2"}, Limit: 2}) {
			watch = append(watch, strings.Replace(s.Label, "·", "“", 1)+"”")
		}
	}
	v.Slots["关注列"] = strings.Join(watch, "、")
}

// weeksChart is 图1: the last nine weeks.
func (v volume) weeksChart(role string) document.Figure {
	var labels []string
	var points []zhixiao.Quantity
	for back := range v.Templates.Lists.Surge.Weeks + 1 {
		w := v.Facts.Week(back)
		labels = append(labels, prose.MonthDay(w.Start())+"起")
		points = append(points, v.Facts.InWeek(v.Unit.Code, w, nil))
	}
	slices.Reverse(labels)
	slices.Reverse(points)
	return v.Figure(role, "近九周有效诉求件数", document.Chart{
		Kind: document.LineChart, Title: "近九周有效诉求件数", Labels: labels, XTitle: "周", YTitle: "件数", Unit: "件", HeightMM: 55,
		Series: []document.Series{{Name: "有效诉求", Points: points}},
	}, "全口径诉求", "最近一周为最右一点")
}

// shiftTable is 表1: classes this week and last.
func (v volume) shiftTable(role string) document.Table {
	t := document.Table{
		ID: v.Draft.ID(role), Caption: "一级类别件数与结构变化", Small: true, Columns: prose.Columns("lccccc", 2.4, 1, 1, 1, 1.2, 1.6),
		Header: prose.Header("问题类别（一级）", "本周（件）", "上周（件）", "增减（件）", "占比（%）", "较上周（百分点）"),
	}
	row := func(name string, now, was, share, before zhixiao.Quantity) []document.Cell {
		return []document.Cell{prose.Words(name), prose.Value(now), prose.Value(was), prose.Signed(v.Facts.Diff(now, was, "件")), prose.Value(share), prose.Signed(v.Facts.Diff(share, before, ""))}
	}
	for _, code := range v.classCodes() {
		now, share := v.weekShare(code, 0)
		was, before := v.weekShare(code, 1)
		t.Rows = append(t.Rows, row(v.Facts.Names().L1[code], now, was, share, before))
	}
	now, was := v.Facts.InWeek(v.Unit.Code, v.Facts.Week(0), nil), v.Facts.InWeek(v.Unit.Code, v.Facts.Week(1), nil)
	t.Rows = append(t.Rows, row("合计", now, was, v.Facts.Percent(now, now), v.Facts.Percent(was, was)))
	t.Sums = columnSums(t.Rows, 1, 3)
	return t
}

// deptTable is the ten departments with the most complaints.
func (v volume) deptTable(role string) (document.Table, bool) {
	t := document.Table{
		ID: v.Draft.ID(role), Caption: "诉求件数居前十位的部门", Small: true, Columns: prose.Columns("clcccl", 0.6, 2.2, 1, 1, 1, 3),
		Header: prose.Header("序号", "部门", "本周（件）", "上周（件）", "增减（件）", "反映最多的事项"),
	}
	for i, s := range v.Facts.Top(analysis.Query{Cube: "complaint", Column: "cases", Unit: v.Unit.Code, By: []string{"dept"}, Limit: 10}) {
		was := v.Facts.InWeek(v.Unit.Code, v.Facts.Week(1), map[string]string{"dept": s.Keys[0]})
		matter := "—"
		if m := v.Facts.Top(analysis.Query{Cube: "complaint", Column: "cases", Unit: v.Unit.Code, By: []string{"matter"}, Where: map[string]string{"dept": s.Keys[0]}, Limit: 1}); len(m) > 0 {
			matter = m[0].Label
		}
		t.Rows = append(t.Rows, []document.Cell{
			prose.Words(zhixiao.Int(int64(i + 1)).String()), prose.Words(s.Label), prose.Value(s.Count), prose.Value(was), prose.Signed(v.Facts.Diff(s.Count, was, "件")), prose.Words(matter),
		})
	}
	return t, len(t.Rows) > 0
}

// surgeTable is what jumped: matters with a class, classes, and regions with a
// class.
func (v volume) surgeTable(role string) ([]analysis.Surge, document.Table) {
	t := document.Table{
		ID: v.Draft.ID(role), Caption: "突增提醒", Small: true, Columns: prose.Columns("clcc", 0.6, 4, 1, 1.4), Header: prose.Header("序号", "对象", "本期（件）", "前8周平均（件）"),
		Note: prose.Plain("突增：超过前8周均值加3倍标准差，且不少于5件。"),
	}
	all, _ := v.Facts.Surges(v.Unit.Code, []string{"matter", "l2"}, v.surgeRules())
	for _, by := range [][]string{{"matter", "l2"}, {"l2"}, {"region", "l2"}} {
		list, _ := v.Facts.Surges(v.Unit.Code, by, v.surgeRules())
		for _, s := range prose.FirstN(list, surgesTold) {
			t.Rows = append(t.Rows, []document.Cell{prose.Words(zhixiao.Int(int64(len(t.Rows) + 1)).String()), prose.Words(combination(s)), prose.Value(s.Now), prose.Value(s.Mean)})
		}
	}
	return all, t
}

// voices quotes three masked complaints of different classes.
func (v volume) voices() {
	v.Heading(1, "voices", "典型原声")
	var classes []string
	for _, c := range v.Facts.Complaints(v.Unit.Code, "") {
		if len(classes) == voicesTold {
			break
		}
		n := len([]rune(c.Text))
		if slices.Contains(classes, l1(c.L2)) || n < shortestQuote || n > weekQuote {
			continue
		}
		classes = append(classes, l1(c.L2))
		slots := map[string]any{"原声": "“" + prose.Quoted(c.Text) + "”", "原声号": c.No, "原声事项": v.MatterName(c.Matter), "原声类": v.Facts.Names().L2[c.L2]}
		for _, s := range v.SayFor(prose.Over(slots, v.Look), "ZC31") {
			v.Draft.Paragraph("voice."+zhixiao.Int(int64(len(classes))).String(), s)
		}
	}
}
