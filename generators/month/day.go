package month

import (
	"slices"
	"time"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/prose"
	"zhixiao/templates"
)

// gravesTold bounds the grave problems listed on the day's one page.
const gravesTold = 5

// Day is 日汇总: one page on the day before (docs/domain/taxonomy.md §7).
func Day(f *analysis.Facts, t *templates.Set, u zhixiao.Unit) (*document.Document, error) {
	v := volume{Report: prose.New(f, t, u, prose.Month, "day"), roster: roster{f, t}}
	v.fillPeriod()
	v.fillDay()
	v.Slots["期次"] = dayTitle(f.Period().Start())
	v.Heading(1, "received", "收件情况")
	v.Para("received.text", "RB01", "RB02", "RB03")
	v.Heading(1, "warnings", "提醒事项与标注进度")
	v.Para("warnings.text", "RB04", "RB05", "RB06")
	v.Para("labelling.text", "RB07")
	v.Put(v.graveTable("table.grave"))
	doc := v.Document("day-report", "政务服务诉求日汇总", document.Budget{})
	doc.TOC, doc.Sheet = false, true
	doc.Body = v.Draft.Body()
	return doc, v.Draft.Err()
}

func (v volume) fillDay() {
	u := v.Unit.Code
	cases := v.Facts.Count(analysis.Query{Cube: "complaint", Column: "cases", Unit: u})
	v.Slots["件数变"] = v.Growth(cases, v.Facts.OnDay(u, v.Facts.Period().Prev().Start()))
	var matters [][]document.Inline
	for _, s := range v.Facts.Top(analysis.Query{Cube: "complaint", Column: "cases", Unit: u, By: []string{"matter"}, Limit: 5}) {
		matters = append(matters, prose.Join(prose.Plain(s.Label), prose.Number(s.Count)))
	}
	if len(matters) > 0 {
		v.Slots["事项列"] = prose.Listed(matters)
	}
	v.Slots["待核数"] = v.Facts.Progressed("checking", func(p zhixiao.Progress) bool { return p.Status == "核实中" })
	v.Slots["逾期数"] = v.Facts.Progressed("late", v.late)
	labelled, reviewed := v.Facts.Labelling()
	v.Slots["累计数"], v.Slots["复核数"], v.Slots["复核率"] = labelled, reviewed, v.Facts.Percent(reviewed, labelled)
	for _, q := range v.Templates.Contract.Quotas {
		if q.ID == "labelled" {
			goal := zhixiao.Quantity{Key: zhixiao.Key("quota.labelled@" + zhixiao.CityCode + "/设定"), Value: zhixiao.Int(q.Target), Unit: q.Unit, Source: "contract.yaml", Rule: "合同配额"}
			v.Slots["目标数"], v.Slots["完成率"] = goal, v.Facts.Percent(reviewed, goal)
		}
	}
	v.Slots["定评日"], v.Slots["定窗日"] = setting("rated_days", ratedDays, "日"), setting("window_days", windowDays, "个工作日")
	v.Slots["时间率"] = v.Facts.DaysElapsed(v.Templates.Contract.From, v.Templates.Contract.To)
	if len(v.graves()) > 0 {
		v.Ref("表严重", "table.grave")
	}
}

// How long a channel may take (docs/domain/taxonomy.md §6): days for 好差评, working days
// for a complex case of 办不成事.
const (
	ratedDays  = 7
	windowDays = 10
)

// late reports whether open complaints of a day are beyond the time for their
// channel: seven days for 好差评, ten working days for 办不成事. Those of 12345 follow
// the dispatch, whose time is not in the data.
func (v volume) late(p zhixiao.Progress) bool {
	if p.Status == "办结" {
		return false
	}
	switch p.Source {
	case "好差评":
		return p.Date.AddDate(0, 0, ratedDays).Before(v.Facts.Cutoff())
	case "办不成事":
		return v.Templates.Calendar.After(p.Date, windowDays).Before(v.Facts.Cutoff())
	}
	return false
}

// graves is the day's grave problems, the gravest first.
func (v volume) graves() []zhixiao.Complaint {
	list := slices.DeleteFunc(v.Facts.Complaints(v.Unit.Code, ""), func(c zhixiao.Complaint) bool { return c.Severity < grave })
	slices.SortStableFunc(list, func(a, b zhixiao.Complaint) int {
		switch {
		case a.Severity > b.Severity:
			return -1
		case a.Severity < b.Severity:
			return 1
		}
		return 0
	})
	return list
}

func (v volume) graveTable(role string) (document.Table, bool) {
	t := document.Table{
		ID: v.Draft.ID(role), Caption: "严重及以上问题", Small: true, Columns: prose.Columns("cllllc", 2, 1.1, 1.6, 2, 1.7, 0.8),
		Header: prose.Header("问题编号", "区域", "事项", "问题类别", "责任单位", "程度"),
	}
	list := v.graves()
	for _, c := range prose.FirstN(list, gravesTold) {
		duty, _ := v.roster.duty(c)
		t.Rows = append(t.Rows, []document.Cell{
			prose.Words(c.No), prose.Words(v.regionName(c)), prose.Words(v.MatterName(c.Matter)), prose.Words(v.Facts.Names().L2[c.L2]), prose.Words(duty),
			prose.Words(zhixiao.Int(int64(c.Severity)).String() + v.Templates.Lists.SeverityWord(c.Severity)),
		})
	}
	if len(list) > gravesTold {
		t.Note = prose.Plain("仅列程度最重的" + zhixiao.Int(gravesTold).String() + "件。")
	}
	return t, len(list) > 0
}

// dayTitle is 2026年8月17日（星期一）.
func dayTitle(t time.Time) string {
	return zhixiao.ChineseDate(t) + "（星期" + [...]string{"日", "一", "二", "三", "四", "五", "六"}[t.Weekday()] + "）"
}
