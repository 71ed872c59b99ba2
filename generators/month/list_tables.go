package month

import (
	"iter"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/generators/outline"
	"zhixiao/generators/prose"
	"zhixiao/templates"
)

// classOf is a first-level class of the list, or all of it.
type classOf struct {
	name, suffix string            // of the keys of its counts
	where        map[string]string // in the cube
	in           func(analysis.ComplaintGroup) bool
}

// classes is the first-level classes of the list, and all of them together.
func (l *listing) classes() []classOf {
	var codes []string
	for _, g := range l.groups {
		codes = append(codes, l1(g.Lead.L2))
	}
	slices.Sort(codes)
	var out []classOf
	for _, code := range slices.Compact(codes) {
		out = append(out, classOf{l.Facts.Names().L1[code], "[l1=" + code + "]", map[string]string{"l1": code},
			func(g analysis.ComplaintGroup) bool { return l1(g.Lead.L2) == code }})
	}
	return append(out, classOf{name: "合计", in: all})
}

// classTable is the summary by first-level class on the first page.
func classTable() outline.Table[*listing] {
	counted := func(column string) func(*listing, classOf) zhixiao.Quantity {
		return func(l *listing, c classOf) zhixiao.Quantity {
			return l.Facts.Count(analysis.Query{Cube: "complaint", Column: column, Unit: l.Unit.Code, Where: c.where})
		}
	}
	rows := func(what string, keep func(analysis.ComplaintGroup) bool) func(*listing, classOf) zhixiao.Quantity {
		return func(l *listing, c classOf) zhixiao.Quantity {
			return l.count(what+c.suffix, "条", rowsWhere(func(g analysis.ComplaintGroup) bool { return c.in(g) && keep(g) }))
		}
	}
	return outline.List(outline.Table[*listing]{Part: outline.Part{Name: "类别汇总", Role: "table.classes", Ref: "表类别", Means: "按类别汇总表"}, Total: true},
		func(l *listing) iter.Seq[classOf] { return slices.Values(l.classes()) },
		outline.Text("类别", func(_ *listing, c classOf) string { return c.name }),
		outline.Summed("件", counted("cases")), outline.Summed("件次", counted("times")), outline.Summed("清单条数", rows("rows", all)),
		outline.Summed("高频", rows("frequent", analysis.ComplaintGroup.IsFrequent)), outline.Summed("典型", rows("typical", analysis.ComplaintGroup.IsTypical)),
		outline.Summed("严重及以上", rows("grave", isGrave)),
		outline.Summed("未结件", func(l *listing, c classOf) zhixiao.Quantity { return l.count("open"+c.suffix, "件", openWhere(c.in)) }),
	)
}

// bodiesTold bounds the summary by region or body.
const bodiesTold = 20

// body is a region, or in a region's volume who answers.
type body struct {
	name  string
	cases zhixiao.Quantity
	in    func(analysis.ComplaintGroup) bool
}

func (l *listing) bodyWord() string {
	if l.Unit.Kind == zhixiao.Region {
		return "责任单位"
	}
	return "区域"
}

// allBodies is the bodies of the list by their complaints, the most first.
func (l *listing) allBodies() []body {
	return l.bodies.Of(func() []body {
		of := func(g analysis.ComplaintGroup) string { return l.regionName(g.Lead) }
		if l.Unit.Kind == zhixiao.Region {
			of = func(g analysis.ComplaintGroup) string { return g.Duty }
		}
		var names []string
		for _, g := range l.groups {
			names = append(names, of(g))
		}
		slices.Sort(names)
		var out []body
		for _, n := range slices.Compact(names) {
			in := func(g analysis.ComplaintGroup) bool { return of(g) == n }
			out = append(out, body{n, l.count("cases["+l.bodyWord()+"="+n+"]", "件", casesWhere(in)), in})
		}
		slices.SortStableFunc(out, func(a, b body) int { return b.cases.Value.Cmp(a.cases.Value) })
		return out
	})
}

// bodyTable is the summary by region for the city and for domains, by body for
// a region: the first twenty, none for one alone.
func bodyTable() outline.Table[*listing] {
	rows := func(what string, keep func(analysis.ComplaintGroup) bool) func(*listing, body) zhixiao.Quantity {
		return func(l *listing, b body) zhixiao.Quantity {
			return l.count(what+"["+l.bodyWord()+"="+b.name+"]", "条", rowsWhere(func(g analysis.ComplaintGroup) bool { return b.in(g) && keep(g) }))
		}
	}
	return outline.List(outline.Table[*listing]{Part: outline.Part{Name: "单位汇总", Role: "table.units", Ref: "表单位", Means: "按区域或责任单位汇总表"}},
		func(l *listing) iter.Seq[body] {
			list := l.allBodies()
			if len(list) == 1 {
				list = nil
			}
			return slices.Values(prose.FirstN(list, bodiesTold))
		},
		outline.Text("对象", func(_ *listing, b body) string { return b.name }),
		outline.Value("件", func(_ *listing, b body) zhixiao.Quantity { return b.cases }),
		outline.Value("清单条数", rows("rows", all)), outline.Value("高频", rows("frequent", analysis.ComplaintGroup.IsFrequent)), outline.Value("典型", rows("typical", analysis.ComplaintGroup.IsTypical)),
		outline.Value("未结件", func(l *listing, b body) zhixiao.Quantity {
			return l.count("open["+l.bodyWord()+"="+b.name+"]", "件", openWhere(b.in))
		}),
	)
}

// problemTable is the list itself: one row a problem, made one at a time. A unit about
// which nobody complained that month hands in a list all the same, whose outline says
// what its one row says (零报告).
func problemTable() outline.Table[*listing] {
	type group = analysis.ComplaintGroup
	return outline.List(outline.Table[*listing]{Part: outline.Part{Name: "问题清单", Role: "table.list", Ref: "表清单", Means: "问题清单", Must: true}, Long: true},
		func(l *listing) iter.Seq[group] { return slices.Values(l.groups) },
		outline.Text("问题编号", func(_ *listing, g group) string { return g.Lead.No }),
		outline.Text("区域部门", func(l *listing, g group) string { return slashed(l.regionName(g.Lead), l.deptShort(g.Lead.Dept)) }),
		outline.Text("责任单位", func(_ *listing, g group) string { return g.Duty }),
		outline.Text("会办单位", func(l *listing, g group) string { _, with := l.roster.duty(g.Lead); return strings.Join(with, "、") }),
		outline.Text("渠道", func(_ *listing, g group) string { return g.Lead.Source }),
		outline.Text("问题类别", func(l *listing, g group) string { return l.className(g.Lead.L2) }),
		outline.Text("涉及事项", func(l *listing, g group) string { return l.matterText(g.Lead) }),
		outline.Text("问题描述", func(_ *listing, g group) string { return described(g.Lead) }),
		outline.Text("发生时间", func(_ *listing, g group) string { return g.Lead.Date.Format(time.DateOnly) }),
		outline.Told("反映次数", func(l *listing, g group) (zhixiao.Key, string) {
			return zhixiao.ObjectKey("complaint.met", g.Lead.No, l.Facts.Cutoff()), zhixiao.Int(g.Cases).String() + "件／" + zhixiao.Int(g.Times).String() + "件次"
		}),
		outline.Text("严重程度", func(l *listing, g group) string { return l.severity(g.Severity) }),
		outline.Text("典型高频", func(_ *listing, g group) string { return marks(g) }),
		outline.Text("初步核查情况", func(_ *listing, g group) string { return checked(g.Lead, g) }),
		outline.Text("整改建议", (*listing).proposed),
		outline.Text("办理时限", func(l *listing, g group) string { return l.deadline(g, l.Templates.Lists.Class(g.Lead.L2)) }),
		outline.Told("办理状态", func(l *listing, g group) (zhixiao.Key, string) {
			return zhixiao.ObjectKey("complaint.state", g.Lead.No, l.Facts.Cutoff()), state(g)
		}),
		outline.Text("反馈情况", func(_ *listing, g group) string { return feedback(g.Lead) }),
		outline.Text("佐证编号", func(_ *listing, g group) string { return strings.Join(g.Visits, "、") }),
		outline.Text("备注", func(_ *listing, g group) string { return remarks(g) }),
	)
}

// proposed is what is asked of the body that answers.
func (l *listing) proposed(g analysis.ComplaintGroup) string {
	class := l.Templates.Lists.Class(g.Lead.L2)
	return "请" + g.Duty + "核实" + class.Check + "；整改方向为" + l.fix(g.Lead.L2) + "，附" + class.Output + "。"
}

func (l *listing) deptShort(code string) string {
	u, _ := l.Facts.Unit(code)
	return u.Short
}

func (l *listing) matterText(c zhixiao.Complaint) string {
	code := c.Item
	if code == "" {
		code = c.Matter
	}
	if name := l.MatterName(c.Matter); name != c.Matter {
		return name + "（" + code + "）"
	}
	return code
}

func (l *listing) deadline(g analysis.ComplaintGroup, class templates.ListClass) string {
	if g.Open == 0 {
		return "已办结"
	}
	return l.Templates.Calendar.After(l.Facts.Cutoff(), class.Days).Format(time.DateOnly)
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
