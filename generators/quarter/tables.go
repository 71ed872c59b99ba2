package quarter

import (
	"strings"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/prose"
)

// coreTable is 表1: eight indicators at a glance.
func (r *report) coreTable(role string, codes ...string) document.Table {
	t := document.Table{
		ID: r.Draft.ID(role), Caption: r.Unit.Name() + "核心指标", Columns: prose.Columns("lcccccc", 2.6, 1.2, 1.2, 1.2, 1.2, 1, 0.8),
		Header: prose.Header("指标", "单位", "本季度", "全市", "较上季度", "名次", "预警"),
		Note:   prose.Plain("全市值按合计分子÷合计分母计算，得分为同一权重口径；差值由公布值相减得出；“名次”按公布值排列，并列者名次相同。"),
	}
	for _, code := range codes {
		q := r.Facts.Value(code, r.Unit.Code)
		t.Rows = append(t.Rows, []document.Cell{
			prose.Words(r.CodeName(code)), prose.Words(prose.OrDash(q.Unit)), prose.Value(q), prose.Value(r.cityValue(code)),
			prose.Signed(r.Facts.Change(code, r.Unit.Code).Delta), r.Place(code, r.Unit), prose.Words(prose.LightWord(r.Facts.Light(code, r.Unit.Code))),
		})
	}
	return t
}

// cityValue is the city's value to compare a unit's with: scores under the
// weights of the unit's kind.
func (r *report) cityValue(code string) zhixiao.Quantity {
	if _, ok := r.Facts.Indicator(code); !ok {
		switch r.Unit.Kind {
		case zhixiao.Region:
			code += ".region"
		case zhixiao.Domain:
			code += ".domain"
		}
	}
	return r.Facts.Value(code, zhixiao.CityCode)
}

// mattersTable is 表2: where overdue, overlong and returned cases gather.
func (r *report) mattersTable(role string) (document.Table, bool) {
	t := document.Table{
		ID: r.Draft.ID(role), Caption: r.Unit.Name() + "补正退回居前事项的办理情况", Columns: prose.Columns("lccccc", 3, 1, 1, 1, 1.2, 1.4),
		Header: prose.Header("事项", "申请（件）", "逾期（件）", "超长（件）", "补正退回（次）", "首次受理通过率（%）"),
		Note:   prose.Plain("申请、逾期、超长按有逐件过程记录的办件分别计数；首次受理通过率的分母不足30件的不计算。"),
	}
	top := r.Facts.Top(analysis.Query{Cube: "correction", Column: "times", Unit: r.Unit.Code, By: []string{"matter"}, Limit: 5})
	for _, s := range top {
		where := map[string]string{"matter": s.Keys[0]}
		count := func(cube, column string) document.Cell {
			return prose.Value(r.Facts.Count(analysis.Query{Cube: cube, Column: column, Unit: r.Unit.Code, Where: where}))
		}
		rate := r.Facts.Ratio(analysis.RatioQuery{Cube: "case", Num: "first_pass", Den: "applied", Unit: r.Unit.Code, Where: where, Scale: 100, Label: "%", Places: 2, MinN: 30})
		t.Rows = append(t.Rows, []document.Cell{
			prose.Words(s.Label), count("case", "applied"), count("case", "overdue"), count("case", "overlong"), prose.Value(s.Count), prose.Value(rate),
		})
	}
	return t, len(t.Rows) > 0
}

// problemTable is 表3: the classes of complaints with the most cases.
func (r *report) problemTable(role string) (document.Table, bool) {
	t := document.Table{
		ID: r.Draft.ID(role), Caption: r.Unit.Name() + "公众侧问题清单（前十类）", Columns: prose.Columns("clcccl", 0.6, 2.4, 1, 1, 1.2, 2.6),
		Header: prose.Header("序号", "问题类别", "件数（件）", "件次", "占比（%）", "最集中事项"),
		Note:   prose.Plain("件数为去重口径，件次为全部反映次数；占比以全部政务服务类诉求为分母，仅列前十类，合计不等于100%；完整清单随月度问题清单另行提供。"),
	}
	top := r.Facts.Top(analysis.Query{Cube: "complaint", Column: "cases", Unit: r.Unit.Code, By: []string{"l2"}, Limit: 10})
	for i, s := range top {
		where := map[string]string{"l2": s.Keys[0]}
		matter := "—"
		if m := r.Facts.Top(analysis.Query{Cube: "complaint", Column: "cases", Unit: r.Unit.Code, By: []string{"matter"}, Where: where, Limit: 1}); len(m) > 0 {
			matter = m[0].Label
		}
		t.Rows = append(t.Rows, []document.Cell{
			prose.Words(zhixiao.Int(int64(i + 1)).String()), prose.Words(s.Label), prose.Value(s.Count),
			prose.Value(r.Facts.Count(analysis.Query{Cube: "complaint", Column: "times", Unit: r.Unit.Code, Where: where})), prose.Value(s.Part), prose.Words(matter),
		})
	}
	return t, len(t.Rows) > 0
}

// remedyTable is 表4: problem, measure, who, when, by what it is told.
func (r *report) remedyTable(role string) document.Table {
	t := document.Table{
		ID: r.Draft.ID(role), Caption: r.Unit.Name() + "改进建议分工", Columns: prose.Columns("clllll", 0.5, 2.1, 2.8, 1.6, 1.3, 2.1),
		Header: prose.Header("序号", "对应问题", "措施与产出", "牵头与配合单位", "完成时限", "成效判据"),
		Note:   prose.Plain("完成时限自数据冻结日起按工作日推算，遇调休以正式印发通知为准。"),
	}
	for i, remedy := range r.remedies() {
		t.Rows = append(t.Rows, []document.Cell{
			prose.Words(zhixiao.Int(int64(i + 1)).String()), prose.Cell(remedy.of.Title()),
			prose.Cell(prose.Join(remedy.Action, prose.Plain("；产出："), remedy.Output)),
			prose.Cell(prose.Join(prose.Plain("牵头："), remedy.Lead, prose.Plain("；配合："), remedy.With)),
			prose.Words(remedy.Deadline + "前"), prose.Cell(remedy.Measure),
		})
	}
	return t
}

// indicatorTable is the appendix table of every indicator.
func (r *report) indicatorTable(role string) document.Table {
	t := document.Table{
		ID: r.Draft.ID(role), Caption: r.Unit.Name() + "三级指标全表", Columns: prose.Columns("clccccccc", 0.9, 2.6, 1.1, 1.2, 1.2, 1.2, 1.2, 0.8, 0.8),
		Header:    prose.Header("代码", "指标", "单位", "本季度", "全市", "较上季度", "较上年同期", "名次", "预警"),
		Note:      prose.Plain("“—”为截至冻结时数据未提供；“不适用”为该项不考核本单位，或本期本单位没有该项所计的事（如到期的治理任务）；“样本不足（n=…）”为有效样本少于最小样本量，不计分、不排名；“无可比期”为上期或上年同期没有可比值。预警栏：红为触及红线，黄为处于黄线与红线之间，绿为未触及；观察指标不设预警。"),
		Landscape: true,
	}
	for _, ind := range r.Facts.Indicators() {
		q := r.Facts.Value(ind.Code, r.Unit.Code)
		t.Rows = append(t.Rows, []document.Cell{
			prose.Words(ind.Code), prose.Words(ind.Name), prose.Words(prose.OrDash(ind.Unit)), prose.Value(q), prose.Value(r.Facts.Value(ind.Code, zhixiao.CityCode)),
			prose.Signed(r.Facts.Change(ind.Code, r.Unit.Code).Delta), prose.Signed(r.Facts.YearChange(ind.Code, r.Unit.Code).Delta),
			prose.Value(r.Facts.Rank(ind.Code, r.Unit.Code).Place), prose.Words(prose.LightWord(r.Facts.Light(ind.Code, r.Unit.Code))),
		})
	}
	if names := r.redefined(); len(names) > 0 {
		t.Note = append(t.Note, prose.Text("自"+r.Facts.Period().Title()+"起，"+strings.Join(names, "、")+"的口径有调整，与往期不可比，标为“口径调整”。"))
	}
	return t
}

// redefined is the names of the indicators that are defined otherwise than last
// quarter.
func (r *report) redefined() []string {
	var names []string
	for _, ind := range r.Facts.Indicators() {
		if r.Facts.Change(ind.Code, r.Unit.Code).Delta.Missing == zhixiao.Redefined {
			names = append(names, ind.Name)
		}
	}
	return names
}
