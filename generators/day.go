package generators

import (
	"slices"
	"time"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/templates"
)

// gravesTold bounds the grave problems listed on the day's one page.
const gravesTold = 5

// DayReport is 日汇总: one page on the day before (docs/domain/taxonomy.md §7).
func DayReport(f *analysis.Facts, t *templates.Set, u zhixiao.Unit) (*document.Document, error) {
	v := volume{report: newReport(f, t, u, "day"), roster: roster{f, t}}
	v.fillPeriod()
	v.fillDay()
	v.slots["期次"] = dayTitle(f.Period().Start())
	v.heading(1, "received", "收件情况")
	v.para("received.text", "RB01", "RB02", "RB03")
	v.heading(1, "warnings", "提醒事项与标注进度")
	v.para("warnings.text", "RB04", "RB05", "RB06")
	v.para("labelling.text", "RB07")
	v.put(v.graveTable("table.grave"))
	doc := v.document("day-report", "政务服务诉求日汇总", document.Budget{})
	doc.TOC, doc.Sheet = false, true
	doc.Body = v.d.body()
	return doc, v.d.err()
}

func (v volume) fillDay() {
	u := v.u.Code
	cases := v.f.Count(analysis.Query{Cube: "complaint", Column: "cases", Unit: u})
	v.slots["件数变"] = v.growth(cases, v.f.OnDay(u, v.f.Period().Prev().Start()))
	var matters [][]document.Inline
	for _, s := range v.f.Top(analysis.Query{Cube: "complaint", Column: "cases", Unit: u, By: []string{"matter"}, Limit: 5}) {
		matters = append(matters, join(plain(s.Label), number(s.Count)))
	}
	if len(matters) > 0 {
		v.slots["事项列"] = listed(matters)
	}
	v.slots["待核数"] = v.f.Progressed("checking", func(p zhixiao.Progress) bool { return p.Status == "核实中" })
	v.slots["逾期数"] = v.f.Progressed("late", v.late)
	labelled, reviewed := v.f.Labelling()
	v.slots["累计数"], v.slots["复核数"], v.slots["复核率"] = labelled, reviewed, v.f.Percent(reviewed, labelled)
	for _, q := range v.t.Contract.Quotas {
		if q.ID == "labelled" {
			goal := zhixiao.Quantity{Key: zhixiao.Key("quota.labelled@" + zhixiao.CityCode + "/设定"), Value: zhixiao.Int(q.Target), Unit: q.Unit, Source: "contract.yaml", Rule: "合同配额"}
			v.slots["目标数"], v.slots["完成率"] = goal, v.f.Percent(reviewed, goal)
		}
	}
	v.slots["定评日"], v.slots["定窗日"] = setting("rated_days", ratedDays, "日"), setting("window_days", windowDays, "个工作日")
	v.slots["时间率"] = v.f.DaysElapsed(v.t.Contract.From, v.t.Contract.To)
	if len(v.graves()) > 0 {
		v.ref("表严重", "table.grave")
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
		return p.Date.AddDate(0, 0, ratedDays).Before(v.f.Cutoff())
	case "办不成事":
		return v.t.Calendar.After(p.Date, windowDays).Before(v.f.Cutoff())
	}
	return false
}

// graves is the day's grave problems, the gravest first.
func (v volume) graves() []zhixiao.Complaint {
	list := slices.DeleteFunc(v.f.Complaints(v.u.Code, ""), func(c zhixiao.Complaint) bool { return c.Severity < grave })
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
		ID: v.d.id(role), Caption: "严重及以上问题", Small: true, Columns: columns("cllllc", 2, 1.1, 1.6, 2, 1.7, 0.8),
		Header: header("问题编号", "区域", "事项", "问题类别", "责任单位", "程度"),
	}
	list := v.graves()
	for _, c := range firstN(list, gravesTold) {
		duty, _ := v.roster.duty(c)
		t.Rows = append(t.Rows, []document.Cell{
			words(c.No), words(v.regionName(c)), words(v.matterName(c.Matter)), words(v.f.Names().L2[c.L2]), words(duty),
			words(zhixiao.Int(int64(c.Severity)).String() + v.t.Lists.SeverityWord(c.Severity)),
		})
	}
	if len(list) > gravesTold {
		t.Note = plain("仅列程度最重的" + zhixiao.Int(gravesTold).String() + "件。")
	}
	return t, len(list) > 0
}

// dayTitle is 2026年8月17日（星期一）.
func dayTitle(t time.Time) string {
	return zhixiao.ChineseDate(t) + "（星期" + [...]string{"日", "一", "二", "三", "四", "五", "六"}[t.Weekday()] + "）"
}
