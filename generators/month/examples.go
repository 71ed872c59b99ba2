package month

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/prose"
	"zhixiao/templates"
)

// example is one typical example of what people met.
type example struct {
	*report
	analysis.ComplaintGroup
}

// examples writes the typical examples in five parts: ①诉求 ②核查经过 ③堵在哪 ④怎么改
// ⑤举一反三 (docs/domain/taxonomy.md §4).
func (r *report) examples() {
	r.Heading(1, "cases", "典型案例")
	chosen := r.chooseExamples()
	for i, g := range chosen {
		c := example{r, g}
		look := prose.NewAnswers(exampleSlots(), c, prose.Month, r.Look, r.Draft.Fault).Look
		name := "案例"
		if len(chosen) > 1 {
			name += numeral(i)
		}
		title := name + "：" + r.MatterName(g.Lead.Matter) + quoted(r.Facts.Names().L2[g.Lead.L2]) + "（" + g.Lead.No + "）。"
		said := []prose.Sentence{{Inlines: []document.Inline{document.Strong(title)}}}
		for n, id := range []string{"YD31", "YD32", "YD33", "YD34", "YD35"} {
			in, from, err := r.Templates.Narrative.Say(id, look, templates.Turn{Seq: i, Period: r.Turn.Period}) // two examples are worded differently
			r.Draft.Fault(err)
			if from != nil {
				said = append(said, prose.Sentence{Inlines: prose.Join(prose.Plain(circled(n)), in), Prio: from.Prio})
			}
		}
		r.Draft.Paragraph("case."+zhixiao.Int(int64(i+1)).String(), said...)
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
func (r *report) chooseExamples() []analysis.ComplaintGroup {
	rank := func(g analysis.ComplaintGroup) int {
		n := 0
		add := func(holds bool, weight int) {
			if holds {
				n += weight
			}
		}
		add(slices.ContainsFunc(r.told, func(o *obstacle) bool { return o.share.Keys[0] == g.Lead.L2 && o.matter == g.Lead.Matter }), 8)
		add(slices.ContainsFunc(r.told, func(o *obstacle) bool { return o.share.Keys[0] == g.Lead.L2 }), 6)
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
	for _, g := range r.groups {
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

var exampleSlots = sync.OnceValue(func() *prose.Registry[example] {
	type entry = prose.Entry[example]
	return prose.NewRegistry(prose.Month,
		entry{Name: "案日", Type: prose.WordsType, Means: "案例的日期", Of: func(c example) any { return prose.MonthDay(c.Lead.Date) }},
		entry{Name: "案人", Type: prose.WordsType, Means: "案例的申请人类型", Of: func(c example) any {
			if c.Lead.Identity == "企业" {
				return "一家企业"
			}
			return "一名申请人"
		}},
		entry{Name: "案渠道", Type: prose.WordsType, Means: "案例的渠道", Of: func(c example) any { return channelName(c.Lead.Source) }},
		entry{Name: "案事项", Type: prose.WordsType, Means: "案例的事项", Of: func(c example) any { return c.MatterName(c.Lead.Matter) }},
		entry{Name: "案原声", Type: prose.WordsType, Means: "案例的原话（脱敏）", Of: func(c example) any { return quoted(c.Lead.Text) }},
		entry{Name: "案核查", Type: prose.WordsType, Means: "案例的核查情况", Of: func(c example) any { return verified(c.ComplaintGroup) }},
		entry{Name: "案状态", Type: prose.WordsType, Means: "案例的办理状态", Of: func(c example) any { return c.outcome(c.Lead) }},
		entry{Name: "案环", Type: prose.WordsType, Means: "案例受阻的环节", Of: func(c example) any { return c.Templates.Lists.Layers[l1(c.Lead.L2)] }},
		entry{Name: "案核点", Type: prose.WordsType, Means: "案例应核查的要点", Of: func(c example) any { return c.class().Check }},
		entry{Name: "案同类", Type: prose.NumberType, Means: "同类诉求件数", Of: func(c example) any { return c.Facts.Count(c.like()) }},
		entry{Name: "案同类区", Type: prose.NumberType, Means: "同类诉求涉及的区域个数，不止一个时", Of: func(c example) any {
			if n := c.Facts.Distinct(c.like("region"), "个"); n.Value.Cmp(zhixiao.Int(1)) > 0 {
				return n
			}
			return nil
		}},
		entry{Name: "案责任", Type: prose.WordsType, Means: "案例的责任单位", Of: func(c example) any { return c.Duty }},
		entry{Name: "案部门", Type: prose.WordsType, Means: "案例事项的主管部门", Of: func(c example) any { return c.roster.deptName(c.Lead.Dept) }},
		entry{Name: "案时限", Type: prose.WordsType, Means: "案例的整改时限", Of: func(c example) any {
			return zhixiao.ChineseDate(c.Templates.Calendar.After(c.Facts.Cutoff(), c.class().Days))
		}},
		entry{Name: "案整改", Type: prose.WordsType, Means: "案例的整改方向", Of: func(c example) any { return c.fix(c.Lead.L2) }},
		entry{Name: "案佐证", Type: prose.WordsType, Means: "整改应附的佐证", Of: func(c example) any { return c.class().Output }},
		entry{Name: "案共性", Type: prose.FlagType, Means: "多个区域有同类诉求为1", Of: func(c example) any { return prose.Flag(slices.Contains(c.Frequent, "H5")) }},
	)
})

func (c example) class() templates.ListClass { return c.Templates.Lists.Class(c.Lead.L2) }

// like is the complaints of the example's class and matter.
func (c example) like(by ...string) analysis.Query {
	return analysis.Query{Cube: "complaint", Column: "cases", Unit: c.Unit.Code, By: by, Where: map[string]string{"l2": c.Lead.L2, "matter": c.Lead.Matter}}
}

// verified is what is known about an example: whether its course is in 办件库, whether a
// person confirmed its class, whether visitors saw the same.
func verified(g analysis.ComplaintGroup) string {
	c := g.Lead
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

// outcome is where the complaint stands.
func (v *volume) outcome(c zhixiao.Complaint) string {
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
