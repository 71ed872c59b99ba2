package month

import (
	"slices"
	"strings"
	"time"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/outline"
	"zhixiao/generators/prose"
)

// ledgerColumns are the columns that every table of the ledger may have
// (docs/domain/taxonomy.md §5).
func ledgerColumns() []outline.Column[*ledger, analysis.TaskRow] {
	type task = analysis.TaskRow
	type column = outline.Column[*ledger, task]
	noted := func(name string) column {
		return outline.Text(name, func(_ *ledger, c task) string { return c.Notes[name] })
	}
	required := func(name string) column { // a text that every task must have
		return outline.Text(name, func(_ *ledger, c task) string {
			if c.Notes[name] == "" {
				return "（待填）"
			}
			return c.Notes[name]
		})
	}
	return []column{
		outline.Text("案例编号", func(_ *ledger, c task) string { return c.No }),
		outline.Told("案例名称", func(l *ledger, c task) (zhixiao.Key, string) {
			return zhixiao.ObjectKey("ledger.title", c.No, l.Facts.Cutoff()), c.Title
		}),
		// 标识
		outline.Text("问题类别", func(l *ledger, c task) string { return l.Facts.Names().L1[l1(c.L2)] + "／" + l.Facts.Names().L2[c.L2] }),
		outline.Text("涉及领域", func(l *ledger, c task) string { u, _ := l.Facts.Unit(c.Lead); return u.Domain }),
		outline.Text("涉及事项", func(l *ledger, c task) string { return l.MatterName(c.Matter) }),
		outline.Text("涉及区", func(l *ledger, c task) string { return prose.JoinNames(l.regions(c)) }),
		required("一诉"), required("一类"), required("一域"),
		// 触发
		outline.Text("触发规则", func(l *ledger, c task) string {
			if len(c.Regions) >= l.Templates.Lists.Frequent.Regions {
				return "H5"
			}
			return "指定"
		}),
		outline.Text("首次发现日", func(_ *ledger, c task) string { return isoDay(c.First) }),
		outline.Text("数据窗口", func(_ *ledger, c task) string {
			return c.Opened.AddDate(0, 0, windowStart).Format(time.DateOnly) + "至" + c.Opened.Format(time.DateOnly)
		}),
		outline.Value("诉求量", func(_ *ledger, c task) zhixiao.Quantity { return c.Found }),
		outline.Signed("环比", func(_ *ledger, c task) zhixiao.Quantity { return c.Growth }),
		outline.Value("占比", func(_ *ledger, c task) zhixiao.Quantity { return c.Part }),
		{Name: "渠道构成", Of: func(_ *ledger, c task) document.Cell { return prose.Cell(channelsOf(c)) }},
		outline.Text("原声", (*ledger).voices),
		// 诊断
		noted("现状流程"), noted("卡点环节"), noted("成因类别"), noted("成因论证"), noted("政策依据"), noted("他区做法"),
		// 方案
		outline.Text("牵头单位", func(l *ledger, c task) string { return l.roster.deptName(c.Lead) }),
		outline.Text("配合单位", func(l *ledger, c task) string { return prose.Some(l.joining(c), 4) }),
		outline.Text("会商", func(_ *ledger, c task) string {
			return lastStep(c, "会商", func(s zhixiao.Step) string { return s.Date.Format(time.DateOnly) + "，" + s.Note })
		}),
		noted("整改措施"), noted("责任处室"),
		outline.Text("完成时限", func(_ *ledger, c task) string { return isoDay(c.Due) }),
		noted("期限类型"),
		// 跟进
		outline.Told("状态", func(l *ledger, c task) (zhixiao.Key, string) {
			return zhixiao.ObjectKey("ledger.state", c.No, l.Facts.Cutoff()), c.Status
		}),
		outline.Text("进度", func(l *ledger, c task) string { return l.Templates.Lists.Progress[c.Status] }),
		outline.Text("最近进展", func(_ *ledger, c task) string {
			if c.Latest.Date.IsZero() {
				return ""
			}
			return c.Latest.Date.Format(time.DateOnly) + "：" + c.Latest.Note
		}),
		outline.Value("逾期天数", func(_ *ledger, c task) zhixiao.Quantity { return c.Late }),
		noted("督办次数"), noted("佐证材料"),
		// 成效
		outline.Value("前90日诉求", func(_ *ledger, c task) zhixiao.Quantity { return c.Found }),
		outline.Value("后90日诉求", func(_ *ledger, c task) zhixiao.Quantity { return c.After }),
		outline.Value("下降率", func(_ *ledger, c task) zhixiao.Quantity { return c.Drop }),
		{Name: "相关指标", Of: func(l *ledger, c task) document.Cell { return prose.Cell(l.measure(c)) }},
		noted("回访满意"),
		outline.Text("制度成果", func(_ *ledger, c task) string {
			if c.Done.IsZero() {
				return "" // not yet fixed while the work goes on
			}
			return c.Notes["制度成果"]
		}),
		noted("推广范围"),
		outline.Text("销号", func(_ *ledger, c task) string {
			return lastStep(c, "销号", func(s zhixiao.Step) string { return s.Note + "（" + s.Date.Format(time.DateOnly) + "）" })
		}),
	}
}

// windowStart is the first day of the window that led to a task, from the day it
// was opened: ninety days with that day.
const windowStart = -89

// lastStep is what is said of the last step of a kind that a task took, "" for none.
func lastStep(c analysis.TaskRow, status string, say func(zhixiao.Step) string) (said string) {
	for _, s := range c.Steps {
		if s.Status == status {
			said = say(s)
		}
	}
	return said
}

// regions is the regions that a task is about, in the order of every table.
func (l *ledger) regions(c analysis.TaskRow) []zhixiao.Unit {
	return slices.DeleteFunc(slices.Clone(l.Facts.Units(zhixiao.Region)), func(u zhixiao.Unit) bool { return !slices.Contains(c.Regions, u.Code) })
}

// joining is the bodies of those regions that join in.
func (l *ledger) joining(c analysis.TaskRow) (bodies []string) {
	for _, u := range l.regions(c) {
		if body := prose.DistrictBody(l.Facts, l.Templates, u, c.Lead); body != "" {
			bodies = append(bodies, body)
		}
	}
	return bodies
}

// channelsOf is through which channels a task came.
func channelsOf(c analysis.TaskRow) []document.Inline {
	var channels [][]document.Inline
	for i, q := range c.Channels {
		channels = append(channels, prose.Join(prose.Plain(channelName(c.Sources[i])), prose.Number(q)))
	}
	return prose.Listed(channels)
}

// voices is up to two masked complaints of the task's matter and class this month.
func (l *ledger) voices(c analysis.TaskRow) string {
	var out []string
	for _, x := range l.Facts.Complaints(zhixiao.CityCode, c.L2) {
		if x.Matter == c.Matter && strings.TrimSpace(x.Text) != "" && len(out) < 2 {
			out = append(out, quoted(x.Text)+"（"+x.No+"）")
		}
	}
	return strings.Join(out, "；")
}

// measure is the indicator that shows the effect, last month and this.
func (l *ledger) measure(c analysis.TaskRow) []document.Inline {
	code := l.Templates.Lists.Measures[l1(c.L2)]
	ind, ok := l.Facts.Indicator(code)
	if !ok {
		return nil
	}
	was, now := l.Facts.Change(code, c.Lead).From, l.Facts.Value(code, c.Lead)
	if !was.Ok() || !now.Ok() {
		return nil
	}
	return prose.Join(prose.Plain(ind.Name+"："), prose.Number(was), prose.Plain("→"), prose.Number(now))
}
