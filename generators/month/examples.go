package month

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/prose"
)

// examples writes the typical examples in five parts: ①诉求 ②核查经过 ③堵在哪 ④怎么改
// ⑤举一反三 (docs/domain/taxonomy.md §4).
func (v volume) examples(told []*obstacle) {
	v.Heading(1, "cases", "典型案例")
	chosen := v.chooseExamples(told)
	for i, g := range chosen {
		role := "case." + zhixiao.Int(int64(i+1)).String()
		look := prose.Over(v.exampleSlots(g), v.Look)
		v.Turn.Seq = i // so that two examples are worded differently
		name := "案例"
		if len(chosen) > 1 {
			name += numeral(i)
		}
		title := name + "：" + v.MatterName(g.Lead.Matter) + "“" + v.Facts.Names().L2[g.Lead.L2] + "”（" + g.Lead.No + "）。"
		said := []prose.Sentence{{Inlines: []document.Inline{document.Strong(title)}}}
		for n, id := range []string{"YD31", "YD32", "YD33", "YD34", "YD35"} {
			for _, s := range v.SayFor(look, id) {
				said = append(said, prose.Sentence{Inlines: prose.Join(prose.Plain(circled(n)), s.Inlines), Prio: s.Prio})
			}
		}
		v.Draft.Paragraph(role, said...)
	}
}

func numeral(i int) string { return [...]string{"一", "二", "三"}[i] }

func circled(i int) string { return [...]string{"①", "②", "③", "④", "⑤"}[i] }

// The length of a quotation that reads as an account and leaves room for the rest.
const (
	shortestQuote = 30
	longestQuote  = 70
)

// chooseExamples takes typical problems whose course is known, of the obstacles
// before others, of different classes and regions: those seen by visitors, closed
// and asked about, widely met, grave.
func (v volume) chooseExamples(told []*obstacle) []analysis.ComplaintGroup {
	rank := func(g analysis.ComplaintGroup) int {
		n := 0
		add := func(holds bool, weight int) {
			if holds {
				n += weight
			}
		}
		add(slices.ContainsFunc(told, func(o *obstacle) bool { return o.share.Keys[0] == g.Lead.L2 && o.matter == g.Lead.Matter }), 8)
		add(slices.ContainsFunc(told, func(o *obstacle) bool { return o.share.Keys[0] == g.Lead.L2 }), 6)
		add(len(g.Visits) > 0, 5)
		add(g.Lead.Linked, 4)
		add(!g.Lead.Closed.IsZero(), 3)
		add(g.Lead.Visited, 2)
		add(slices.Contains(g.Frequent, "H5"), 3)
		add(g.Severity >= grave, 2)
		add(g.Cases > 1, 1)
		return n
	}
	var fit []analysis.ComplaintGroup
	for _, g := range v.groups {
		n := utf8.RuneCountInString(g.Lead.Text)
		if g.IsTypical() && n >= shortestQuote && n <= longestQuote {
			fit = append(fit, g)
		}
	}
	slices.SortStableFunc(fit, func(a, b analysis.ComplaintGroup) int {
		return cmp.Or(cmp.Compare(rank(b), rank(a)), strings.Compare(a.Lead.No, b.Lead.No))
	})
	var out []analysis.ComplaintGroup
	for _, g := range fit {
		near := slices.ContainsFunc(out, func(x analysis.ComplaintGroup) bool {
			return l1(x.Lead.L2) == l1(g.Lead.L2) || x.Lead.Region == g.Lead.Region
		})
		if len(out) < casesTold && !near {
			out = append(out, g)
		}
	}
	return out
}

func (v volume) exampleSlots(g analysis.ComplaintGroup) map[string]any {
	c := g.Lead
	class := v.Templates.Lists.Class(c.L2)
	who := "一名申请人"
	if c.Identity == "企业" {
		who = "一家企业"
	}
	q := analysis.Query{Cube: "complaint", Column: "cases", Unit: v.Unit.Code, Where: map[string]string{"l2": c.L2, "matter": c.Matter}}
	slots := map[string]any{
		"案日": prose.MonthDay(c.Date), "案人": who, "案渠道": channelName(c.Source), "案事项": v.MatterName(c.Matter), "案原声": "“" + prose.Quoted(c.Text) + "”",
		"案核查": v.verified(c, g), "案状态": v.outcome(c),
		"案环": v.Templates.Lists.Layers[l1(c.L2)], "案核点": class.Check,
		"案同类": v.Facts.Count(q), "案责任": g.Duty, "案部门": v.roster.deptName(c.Dept),
		"案时限": zhixiao.ChineseDate(v.Templates.Calendar.After(v.Facts.Cutoff(), class.Days)), "案整改": v.fix(c.L2), "案佐证": class.Output, "案共性": 0,
	}
	if slices.Contains(g.Frequent, "H5") {
		slots["案共性"] = 1
	}
	q.By = []string{"region"}
	if n := v.Facts.Distinct(q, "个"); n.Value.Cmp(zhixiao.Int(1)) > 0 {
		slots["案同类区"] = n
	} else {
		slots["案同类区"] = nil
	}
	return slots
}

// verified is what is known about a case: whether its course is in 办件库, whether a
// person confirmed its class, whether visitors saw the same.
func (v volume) verified(c zhixiao.Complaint, g analysis.ComplaintGroup) string {
	var out []string
	if c.Linked {
		out = append(out, "该件已与办件过程记录关联")
	}
	if c.Reviewed {
		out = append(out, "类别经人工复核")
	} else {
		out = append(out, "类别为标注结果，尚未人工复核")
	}
	if len(g.Visits) > 0 {
		out = append(out, "暗访在同一大厅记录到同类情形（证据"+strings.Join(g.Visits, "、")+"）")
	}
	return strings.Join(out, "，")
}

// outcome is where the case stands.
func (v volume) outcome(c zhixiao.Complaint) string {
	if c.Closed.IsZero() {
		return "截至" + zhixiao.ChineseDate(v.Facts.Cutoff()) + "状态为" + c.Status
	}
	out := prose.MonthDay(c.Closed) + "办结"
	switch said := feedback(c); {
	case c.Visited:
		out += "，回访结果为" + said
	case said != "":
		out += "，" + said
	}
	return out
}
