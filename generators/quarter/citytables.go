package quarter

import (
	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/prose"
)

// dimensionTable is 表1 of the general report: the five dimensions.
func (r *report) dimensionTable(role string) document.Table {
	t := document.Table{
		ID: r.Draft.ID(role), Caption: "全市五维得分", Unit: "分", Columns: prose.Columns("lcccc", 2, 1, 1, 1, 1),
		Header: prose.Header("维度", "全市", "较上季度", "区域权重口径", "领域权重口径"),
		Note:   prose.Plain("全市得分为区域权重口径与领域权重口径得分的平均值。"),
	}
	for _, code := range append([]string{analysis.ScoreTotal}, prose.Dimensions()...) {
		t.Rows = append(t.Rows, []document.Cell{
			prose.Words(r.CodeName(code)), prose.Value(r.Facts.Value(code, r.Unit.Code)), prose.Signed(r.Facts.Change(code, r.Unit.Code).Delta),
			prose.Value(r.Facts.Value(code+".region", r.Unit.Code)), prose.Value(r.Facts.Value(code+".domain", r.Unit.Code)),
		})
	}
	return t
}

// longTable is 表4: the ten matters with most overlong cases.
func (r *report) longTable(role string) (document.Table, bool) {
	t := document.Table{
		ID: r.Draft.ID(role), Caption: "超长办件居前十位的事项", Columns: prose.Columns("clcccl", 0.6, 3, 1, 1, 1.2, 1.6),
		Header: prose.Header("序号", "事项", "超长（件）", "占比（%）", "办结（件）", "停留最长环节"),
		Note:   prose.Plain("占比以全市超长办件为分母，仅列前十位，合计不等于100%。"),
	}
	top := r.Facts.Top(analysis.Query{Cube: "case", Column: "overlong", Unit: r.Unit.Code, By: []string{"matter"}, Limit: 10})
	for i, s := range top {
		where := map[string]string{"matter": s.Keys[0]}
		stage := "—"
		if st := r.Facts.Top(analysis.Query{Cube: "stage", Column: "days", Unit: r.Unit.Code, By: []string{"stage"}, Where: where, Limit: 1}); len(st) > 0 {
			stage = st[0].Label
		}
		t.Rows = append(t.Rows, []document.Cell{
			prose.Words(zhixiao.Int(int64(i + 1)).String()), prose.Words(s.Label), prose.Value(s.Count), prose.Value(s.Part),
			prose.Value(r.Facts.Count(analysis.Query{Cube: "case", Column: "finished", Unit: r.Unit.Code, Where: where})), prose.Words(stage),
		})
	}
	return t, len(t.Rows) > 0
}

// followTable is 表5: last quarter's warned indicators and where they stand.
func (r *report) followTable(role string) (document.Table, bool) {
	t := document.Table{
		ID: r.Draft.ID(role), Caption: "上季度预警指标回看", Columns: prose.Columns("clccccl", 0.8, 2.4, 1, 1.1, 1.1, 1.1, 1.4),
		Header: prose.Header("代码", "指标", "单位", "上季度", "本季度", "变化", "进展"),
		Note:   prose.Plain("进展只按指标的公布值判断，不说明整改是否实施。"),
	}
	for _, ind := range r.Facts.Indicators() {
		c := r.Facts.Change(ind.Code, r.Unit.Code)
		if !ind.HasLights || ind.Direction == zhixiao.Observe || !c.From.Ok() || !c.Delta.Ok() || !wasWarned(ind, c.From.Value) {
			continue
		}
		progress := "未改善"
		if c.Better > 0 {
			progress = "有改善"
		}
		t.Rows = append(t.Rows, []document.Cell{
			prose.Words(ind.Code), prose.Words(ind.Name), prose.Words(prose.OrDash(ind.Unit)), prose.Value(c.From), prose.Value(r.Facts.Value(ind.Code, r.Unit.Code)), prose.Signed(c.Delta), prose.Words(progress),
		})
	}
	return t, len(t.Rows) > 0
}
