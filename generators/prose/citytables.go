package prose

import (
	"slices"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
)

// UnitTable lists units with their five dimensions, total and place.
func (r *Report) UnitTable(role, caption string, units []zhixiao.Unit) document.Table {
	t := document.Table{
		ID: r.Draft.ID(role), Caption: caption, Unit: "分", Columns: Columns("lcccccccc", 2.15, 1.12, 1.12, 1.12, 1.12, 1.12, 0.85, 0.95, 0.75),
		Header: Header("单位", "部门承诺", "办件过程", "服务体验", "公众感知", "整改闭环", "总分", "名次", "等级"),
		Note:   Plain("得分按本单位适用指标计算，缺数和样本不足的指标不计分，权重按比例重分；名次按公布值排列，并列者名次相同。"),
	}
	for _, u := range units {
		row := []document.Cell{Words(NameOf(u))}
		for _, code := range append(Dimensions(), analysis.ScoreTotal) {
			row = append(row, Value(r.Facts.Value(code, u.Code)))
		}
		t.Rows = append(t.Rows, append(row, r.Place(analysis.ScoreTotal, u), Words(OrDash(r.Facts.Grade(u.Code)))))
	}
	if slices.ContainsFunc(units, func(u zhixiao.Unit) bool { return r.Facts.Reference(u.Code) }) {
		t.Note = append(t.Note, Text("有的一级指标有效权重不足六成的单位，总分为参考值，一般不排名。"))
	}
	return t
}

// Place is a unit's place by a code's values, or that its total is only a 参考值.
func (r *Report) Place(code string, u zhixiao.Unit) document.Cell {
	place := r.Facts.Rank(code, u.Code).Place
	if code == analysis.ScoreTotal && !place.Ok() && r.Facts.Reference(u.Code) {
		return Words("参考值")
	}
	return Value(place)
}
