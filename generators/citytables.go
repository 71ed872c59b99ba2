package generators

import (
	"slices"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
)

// dimensionTable is 表1 of the general report: the five dimensions.
func (r *report) dimensionTable(role string) document.Table {
	t := document.Table{
		ID: r.d.id(role), Caption: "全市五维得分", Unit: "分", Columns: columns("lcccc", 2, 1, 1, 1, 1),
		Header: header("维度", "全市", "较上季度", "区域权重口径", "领域权重口径"),
		Note:   plain("全市得分为区域权重口径与领域权重口径得分的平均值。"),
	}
	for _, code := range append([]string{analysis.ScoreTotal}, dimensions()...) {
		t.Rows = append(t.Rows, []document.Cell{
			words(r.codeName(code)), value(r.f.Value(code, r.u.Code)), signed(r.f.Change(code, r.u.Code).Delta),
			value(r.f.Value(code+".region", r.u.Code)), value(r.f.Value(code+".domain", r.u.Code)),
		})
	}
	return t
}

// unitTable lists units with their five dimensions, total and place.
func (r *report) unitTable(role, caption string, units []zhixiao.Unit) document.Table {
	t := document.Table{
		ID: r.d.id(role), Caption: caption, Unit: "分", Columns: columns("lcccccccc", 2.15, 1.12, 1.12, 1.12, 1.12, 1.12, 0.85, 0.95, 0.75),
		Header: header("单位", "部门承诺", "办件过程", "服务体验", "公众感知", "整改闭环", "总分", "名次", "等级"),
		Note:   plain("得分按本单位适用指标计算，缺数和样本不足的指标不计分，权重按比例重分；名次按公布值排列，并列者名次相同。"),
	}
	for _, u := range units {
		row := []document.Cell{words(nameOf(u))}
		for _, code := range append(dimensions(), analysis.ScoreTotal) {
			row = append(row, value(r.f.Value(code, u.Code)))
		}
		t.Rows = append(t.Rows, append(row, r.place(analysis.ScoreTotal, u), words(orDash(r.f.Grade(u.Code)))))
	}
	if slices.ContainsFunc(units, func(u zhixiao.Unit) bool { return r.f.Reference(u.Code) }) {
		t.Note = append(t.Note, text("有的一级指标有效权重不足六成的单位，总分为参考值，一般不排名。"))
	}
	return t
}

// place is a unit's place by a code's values, or that its total is only a 参考值.
func (r *report) place(code string, u zhixiao.Unit) document.Cell {
	place := r.f.Rank(code, u.Code).Place
	if code == analysis.ScoreTotal && !place.Ok() && r.f.Reference(u.Code) {
		return words("参考值")
	}
	return value(place)
}

// longTable is 表4: the ten matters with most overlong cases.
func (r *report) longTable(role string) (document.Table, bool) {
	t := document.Table{
		ID: r.d.id(role), Caption: "超长办件居前十位的事项", Columns: columns("clcccl", 0.6, 3, 1, 1, 1.2, 1.6),
		Header: header("序号", "事项", "超长（件）", "占比（%）", "办结（件）", "停留最长环节"),
		Note:   plain("占比以全市超长办件为分母，仅列前十位，合计不等于100%。"),
	}
	top := r.f.Top(analysis.Query{Cube: "case", Column: "overlong", Unit: r.u.Code, By: []string{"matter"}, Limit: 10})
	for i, s := range top {
		where := map[string]string{"matter": s.Keys[0]}
		stage := "—"
		if st := r.f.Top(analysis.Query{Cube: "stage", Column: "days", Unit: r.u.Code, By: []string{"stage"}, Where: where, Limit: 1}); len(st) > 0 {
			stage = st[0].Label
		}
		t.Rows = append(t.Rows, []document.Cell{
			words(zhixiao.Int(int64(i + 1)).String()), words(s.Label), value(s.Count), value(s.Part),
			value(r.f.Count(analysis.Query{Cube: "case", Column: "finished", Unit: r.u.Code, Where: where})), words(stage),
		})
	}
	return t, len(t.Rows) > 0
}

// followTable is 表5: last quarter's warned indicators and where they stand.
func (r *report) followTable(role string) (document.Table, bool) {
	t := document.Table{
		ID: r.d.id(role), Caption: "上季度预警指标回看", Columns: columns("clccccl", 0.8, 2.4, 1, 1.1, 1.1, 1.1, 1.4),
		Header: header("代码", "指标", "单位", "上季度", "本季度", "变化", "进展"),
		Note:   plain("进展只按指标的公布值判断，不说明整改是否实施。"),
	}
	for _, ind := range r.f.Indicators() {
		c := r.f.Change(ind.Code, r.u.Code)
		if !ind.HasLights || ind.Direction == zhixiao.Observe || !c.From.Ok() || !c.Delta.Ok() || !wasWarned(ind, c.From.Value) {
			continue
		}
		progress := "未改善"
		if c.Better > 0 {
			progress = "有改善"
		}
		t.Rows = append(t.Rows, []document.Cell{
			words(ind.Code), words(ind.Name), words(orDash(ind.Unit)), value(c.From), value(r.f.Value(ind.Code, r.u.Code)), signed(c.Delta), words(progress),
		})
	}
	return t, len(t.Rows) > 0
}
