package generators

import (
	"strings"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
)

func cell(in []document.Inline) document.Cell {
	if len(in) == 0 {
		in = plain("—")
	}
	return document.Cell{Inlines: in}
}

func words(s string) document.Cell { return cell(plain(s)) }

// told is a word in a cell that other papers tell of the same object.
func told(key zhixiao.Key, s string) document.Cell {
	return document.Cell{Inlines: []document.Inline{document.Told{Key: key, Text: orDash(s)}}}
}

// value is a quantity in a cell; absent ones print their sign.
func value(q zhixiao.Quantity) document.Cell {
	return document.Cell{Inlines: []document.Inline{document.Num{Q: q}}}
}

func signed(q zhixiao.Quantity) document.Cell {
	return document.Cell{Inlines: []document.Inline{document.Num{Q: q, Form: document.Signed}}}
}

func header(names ...string) [][]document.Cell {
	row := make([]document.Cell, len(names))
	for i, n := range names {
		row[i] = document.Cell{Inlines: plain(n), Strong: true}
	}
	return [][]document.Cell{row}
}

// columns makes columns of the given widths; text ones start, the rest centre.
func columns(widths string, shares ...float64) []document.Column {
	out := make([]document.Column, len(shares))
	for i, w := range shares {
		out[i] = document.Column{Width: w, Align: document.Center}
		if widths[i] == 'l' {
			out[i].Align = document.Start
		}
	}
	return out
}

func lightWord(l analysis.Light) string {
	switch l {
	case analysis.Red:
		return "红"
	case analysis.Yellow:
		return "黄"
	case analysis.Green:
		return "绿"
	}
	return "—"
}

// coreTable is 表1: eight indicators at a glance.
func (r *report) coreTable(role string, codes ...string) document.Table {
	t := document.Table{
		ID: r.d.id(role), Caption: r.u.Name() + "核心指标", Columns: columns("lcccccc", 2.6, 1.2, 1.2, 1.2, 1.2, 1, 0.8),
		Header: header("指标", "单位", "本季度", "全市", "较上季度", "名次", "预警"),
		Note:   plain("全市值按合计分子÷合计分母计算，得分为同一权重口径；差值由公布值相减得出；“名次”按公布值排列，并列者名次相同。"),
	}
	for _, code := range codes {
		q := r.f.Value(code, r.u.Code)
		t.Rows = append(t.Rows, []document.Cell{
			words(r.codeName(code)), words(orDash(q.Unit)), value(q), value(r.cityValue(code)),
			signed(r.f.Change(code, r.u.Code).Delta), r.place(code, r.u), words(lightWord(r.f.Light(code, r.u.Code))),
		})
	}
	return t
}

func orDash(s string) string {
	if s == "" {
		return "—"
	}
	return s
}

// cityValue is the city's value to compare a unit's with: scores under the
// weights of the unit's kind.
func (r *report) cityValue(code string) zhixiao.Quantity {
	if _, ok := r.f.Indicator(code); !ok {
		switch r.u.Kind {
		case zhixiao.Region:
			code += ".region"
		case zhixiao.Domain:
			code += ".domain"
		}
	}
	return r.f.Value(code, zhixiao.CityCode)
}

// mattersTable is 表2: where overdue, overlong and returned cases gather.
func (r *report) mattersTable(role string) (document.Table, bool) {
	t := document.Table{
		ID: r.d.id(role), Caption: r.u.Name() + "补正退回居前事项的办理情况", Columns: columns("lccccc", 3, 1, 1, 1, 1.2, 1.4),
		Header: header("事项", "申请（件）", "逾期（件）", "超长（件）", "补正退回（次）", "首次受理通过率（%）"),
		Note:   plain("申请、逾期、超长按有逐件过程记录的办件分别计数；首次受理通过率的分母不足30件的不计算。"),
	}
	top := r.f.Top(analysis.Query{Cube: "correction", Column: "times", Unit: r.u.Code, By: []string{"matter"}, Limit: 5})
	for _, s := range top {
		where := map[string]string{"matter": s.Keys[0]}
		count := func(cube, column string) document.Cell {
			return value(r.f.Count(analysis.Query{Cube: cube, Column: column, Unit: r.u.Code, Where: where}))
		}
		rate := r.f.Ratio(analysis.RatioQuery{Cube: "case", Num: "first_pass", Den: "applied", Unit: r.u.Code, Where: where, Scale: 100, Label: "%", Places: 2, MinN: 30})
		t.Rows = append(t.Rows, []document.Cell{
			words(s.Label), count("case", "applied"), count("case", "overdue"), count("case", "overlong"), value(s.Count), value(rate),
		})
	}
	return t, len(t.Rows) > 0
}

// problemTable is 表3: the classes of complaints with the most cases.
func (r *report) problemTable(role string) (document.Table, bool) {
	t := document.Table{
		ID: r.d.id(role), Caption: r.u.Name() + "公众侧问题清单（前十类）", Columns: columns("clcccl", 0.6, 2.4, 1, 1, 1.2, 2.6),
		Header: header("序号", "问题类别", "件数（件）", "件次", "占比（%）", "最集中事项"),
		Note:   plain("件数为去重口径，件次为全部反映次数；占比以全部政务服务类诉求为分母，仅列前十类，合计不等于100%；完整清单随月度问题清单另行提供。"),
	}
	top := r.f.Top(analysis.Query{Cube: "complaint", Column: "cases", Unit: r.u.Code, By: []string{"l2"}, Limit: 10})
	for i, s := range top {
		where := map[string]string{"l2": s.Keys[0]}
		matter := "—"
		if m := r.f.Top(analysis.Query{Cube: "complaint", Column: "cases", Unit: r.u.Code, By: []string{"matter"}, Where: where, Limit: 1}); len(m) > 0 {
			matter = m[0].Label
		}
		t.Rows = append(t.Rows, []document.Cell{
			words(zhixiao.Int(int64(i + 1)).String()), words(s.Label), value(s.Count),
			value(r.f.Count(analysis.Query{Cube: "complaint", Column: "times", Unit: r.u.Code, Where: where})), value(s.Part), words(matter),
		})
	}
	return t, len(t.Rows) > 0
}

// adviceTable is 表4: problem, measure, who, when, by what it is told.
func (r *report) adviceTable(role string, problems []*problem, recs []recommendation) document.Table {
	t := document.Table{
		ID: r.d.id(role), Caption: r.u.Name() + "改进建议分工", Columns: columns("clllll", 0.5, 2.1, 2.8, 1.6, 1.3, 2.1),
		Header: header("序号", "对应问题", "措施与产出", "牵头与配合单位", "完成时限", "成效判据"),
		Note:   plain("完成时限自数据冻结日起按工作日推算，遇调休以正式印发通知为准。"),
	}
	for i, rec := range recs {
		t.Rows = append(t.Rows, []document.Cell{
			words(zhixiao.Int(int64(i + 1)).String()), cell(problems[i].title),
			cell(join(rec.action, plain("；产出："), rec.output)),
			cell(join(plain("牵头："), rec.lead, plain("；配合："), rec.with)),
			words(rec.deadline + "前"), cell(rec.measure),
		})
	}
	return t
}

// indicatorTable is the appendix table of every indicator.
func (r *report) indicatorTable(role string) document.Table {
	t := document.Table{
		ID: r.d.id(role), Caption: r.u.Name() + "三级指标全表", Columns: columns("clccccccc", 0.9, 2.6, 1.1, 1.2, 1.2, 1.2, 1.2, 0.8, 0.8),
		Header:    header("代码", "指标", "单位", "本季度", "全市", "较上季度", "较上年同期", "名次", "预警"),
		Note:      plain("“—”为截至冻结时数据未提供；“不适用”为该项不考核本单位，或本期本单位没有该项所计的事（如到期的治理任务）；“样本不足（n=…）”为有效样本少于最小样本量，不计分、不排名；“无可比期”为上期或上年同期没有可比值。预警栏：红为触及红线，黄为处于黄线与红线之间，绿为未触及；观察指标不设预警。"),
		Landscape: true,
	}
	for _, ind := range r.f.Indicators() {
		q := r.f.Value(ind.Code, r.u.Code)
		t.Rows = append(t.Rows, []document.Cell{
			words(ind.Code), words(ind.Name), words(orDash(ind.Unit)), value(q), value(r.f.Value(ind.Code, zhixiao.CityCode)),
			signed(r.f.Change(ind.Code, r.u.Code).Delta), signed(r.f.YearChange(ind.Code, r.u.Code).Delta),
			value(r.f.Rank(ind.Code, r.u.Code).Place), words(lightWord(r.f.Light(ind.Code, r.u.Code))),
		})
	}
	if names := r.redefined(); len(names) > 0 {
		t.Note = append(t.Note, text("自"+r.f.Period().Title()+"起，"+strings.Join(names, "、")+"的口径有调整，与往期不可比，标为“口径调整”。"))
	}
	return t
}

// redefined is the names of the indicators that are defined otherwise than last
// quarter.
func (r *report) redefined() []string {
	var names []string
	for _, ind := range r.f.Indicators() {
		if r.f.Change(ind.Code, r.u.Code).Delta.Missing == zhixiao.Redefined {
			names = append(names, ind.Name)
		}
	}
	return names
}
