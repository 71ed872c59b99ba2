package book

import (
	"zhixiao/generators/prose"
	"zhixiao/templates"
)

// found is what stands out in the city: what every unit's report speaks of and what the
// books speak of beside it.
func (b *book) found() prose.Drilled {
	return b.kept.found.Of(func() prose.Drilled {
		return b.report.DrillDown(append(prose.UnitDrills(), bookDrills()...), append(prose.UnitRates(), bookRates()...))
	})
}

// bookDrills are the concentrations an interim or final report speaks of beside
// those of every unit.
func bookDrills() []templates.Drill {
	all := []templates.Drill{
		{As: "指南事项", Cube: "guide_check", Column: "wrong", By: "matter", Least: 2},
		{As: "指评事项", Cube: "guide_rating", Column: "negative", By: "matter", Least: 2},
		{As: "转线事项", Cube: "case", Column: "turned", By: "matter", Least: 2},
		{As: "转线部门", Cube: "case", Column: "turned", By: "dept", Least: 2},
		{As: "转线事项部门", Cube: "case", Column: "turned", By: "dept", Within: []string{"转线事项"}, Least: 2},
		{As: "超长部门", Cube: "case", Column: "overlong", By: "dept", Least: 2},
		{As: "超长一环节", Cube: "stage", Column: "days", By: "stage", Within: []string{"超长事项"}, Least: 2},
		{As: "超长一区", Cube: "case", Column: "overlong", By: "region", Within: []string{"超长事项"}, Least: 2},
		{As: "退件部门", Cube: "correction", Column: "times", By: "dept", Least: 2},
		{As: "退件一原因", Cube: "correction", Column: "times", By: "reason", Within: []string{"退件事项"}, Least: 2},
		{As: "退回材料", Cube: "correction", Column: "times", By: "material", Skip: []string{""}, Least: 2},
		{As: "重复事项", Cube: "case", Column: "repeat_subjects", By: "matter", Least: 2},
		{As: "重复一原因", Cube: "correction", Column: "times", By: "reason", Within: []string{"重复事项"}, Least: 2},
		{As: "重复一诉求", Cube: "complaint", Column: "cases", By: "l2", Within: []string{"重复事项"}, Least: 2},
		{As: "差评一理由", Cube: "evaluation", Column: "bad", By: "code", Within: []string{"差评事项"}, Skip: []string{""}, Least: 2},
		{As: "等候全时", Cube: "ticket", Column: "over30", By: "hour", Least: 2},
		{As: "等候周几", Cube: "ticket", Column: "over30", By: "weekday", Least: 2},
		{As: "放弃报错", Cube: "session", Column: "lost", By: "error", Skip: []string{""}, Least: 2},
		{As: "企不满", Cube: "survey", Column: "answers", By: "reason", Where: map[string]string{"identity": "企业", "reason": "!"}, Least: 2},
		{As: "个不满", Cube: "survey", Column: "answers", By: "reason", Where: map[string]string{"identity": "个人", "reason": "!"}, Least: 2},
		{As: "特殊事项", Cube: "complaint", Column: "cases", By: "matter", Where: map[string]string{"l2": "0208"}, Least: 1},
	}
	parts := []struct{ as, by string }{{"细", "l2"}, {"事项", "matter"}, {"区", "region"}, {"部门", "dept"}, {"月", "month"}}
	for _, c := range fourClasses() {
		for _, part := range parts {
			all = append(all, templates.Drill{As: c.as + part.as, Cube: "complaint", Column: "cases", By: part.by, Where: map[string]string{"l1": c.l1}, Least: 1})
		}
	}
	return all
}

// bookRates are the rates within the keys that bookDrills find.
func bookRates() []templates.Rate {
	rate := func(as, cube, num, den, within string) templates.Rate {
		return templates.Rate{As: as, Cube: cube, Num: num, Den: den, Unit: "%", Scale: 100, Places: 2, MinN: 30, Within: []string{within}}
	}
	return []templates.Rate{
		rate("指评事项率", "guide_rating", "positive", "ratings", "指评事项"),
		rate("转线率", "case", "turned", "online", "转线事项"),
		rate("超长一率", "case", "overlong", "finished", "超长事项"),
		rate("漏接号码率", "call", "answered", "calls", "漏接号码"),
		rate("类二通过率", "case", "first_pass", "applied", "类二事项"),
		rate("类四成功率", "session", "submitted", "sessions", "类四事项"),
	}
}
