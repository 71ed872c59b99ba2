package sample

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/templates"
)

// SmallPeriod is the small city over two periods of another kind, the last of
// them p, with complaints, trials and a ledger made by hand.
func SmallPeriod(t *testing.T, p zhixiao.Period) (*analysis.Facts, *templates.Set) {
	t.Helper()
	return SmallPeriodOf(t, p, func(zhixiao.Complaint) bool { return true })
}

// SmallPeriodOf has the complaints that keep holds of.
func SmallPeriodOf(t *testing.T, p zhixiao.Period, keep func(zhixiao.Complaint) bool) (*analysis.Facts, *templates.Set) {
	t.Helper()
	return SmallCityWith(t, func(snaps []*zhixiao.Snapshot) {
		for i, q := range []zhixiao.Period{p.Prev(), p} {
			s := snaps[i]
			s.ID, s.Period, s.Cutoff = q.String()+".v1", q, q.End()
			s.Complaints = slices.DeleteFunc(handComplaints(q, i), func(c zhixiao.Complaint) bool { return !keep(c) })
			s.Cubes["complaint"] = counted(s.Cubes["complaint"], s.Complaints, map[string]string{"month": q.Start().Format("2006-01")})
			s.Sources = []zhixiao.Source{{Table: "complaint", Rows: int64(len(s.Complaints)) + 3}}
			s.Progress = []zhixiao.Progress{
				{Date: q.Prev().Start(), Source: "12345", Status: "办结", Cases: 7}, {Date: q.Prev().Start(), Source: "好差评", Status: "核实中", Cases: 2},
			}
			s.Labelled = zhixiao.Labelled{From: time.Date(2026, 8, 1, 0, 0, 0, 0, time.UTC), Rows: 1200, Reviewed: 300}
			s.Trials = []zhixiao.Trial{
				{No: "TY-D0001", Kind: "电话", Region: "110101", Dept: "F23", Target: "010-6512****（咨询）", Task: "拨打公示咨询电话", Date: q.Start(), Time: "午间", Item: "电话接听", L2: "0301", Severity: "一般"},
				{No: "TY-D0002", Kind: "电话", Region: "110102", Target: "010-6612****（咨询）", Date: q.Start(), Time: "上午"},
				{No: "TY-W001-1", Kind: "网办", Dept: "F23", Target: "市统一平台", Matter: "M0001", Task: "提交申请", Date: q.Start(), Time: "14:05", Item: "附件上传", L2: "0404", Severity: "严重", Posted: "可上传", Actual: "限5兆", Evidence: "LP-1", Status: "已转办"},
			}
			s.Governance = handLedger(q)
			if q.Kind <= zhixiao.Week {
				s.Cubes["complaint_weeks"] = weeksCube(q)
			}
		}
	})
}

// handComplaints is a dozen complaints of two districts, a department and the
// city; a few more in the later period.
func handComplaints(p zhixiao.Period, later int) []zhixiao.Complaint {
	var out []zhixiao.Complaint
	add := func(region, dept, matter, l2 string, n, severity int) {
		for i := range n {
			c := zhixiao.Complaint{
				No: fmt.Sprintf("GZ-%s-%s-%04d", p.Start().Format("200601"), dashed(region), len(out)+1), Source: []string{"12345", "好差评", "办不成事"}[i%3], Date: p.Start(),
				Region: region, Dept: dept, Matter: matter, L2: l2, Severity: severity, Times: int64(1 + i%2), Street: "某街道", Hall: "H1",
				Text:   "办这件事前后跑了三趟，每次都说少一样材料，没有一次讲清楚，希望给个书面清单。",
				Status: []string{"办结", "整改中"}[i%2], Match: []string{"exact", "rule"}[i%2], Identity: "个人", Due: true, Visited: i%3 == 0, Solved: true, Satisfied: true, Item: strings.Repeat("1", 33),
			}
			if c.Status == "办结" {
				c.Closed = p.Start()
			}
			out = append(out, c)
		}
	}
	add("110101", "F23", "M0001", "0207", 5+later, 3)
	add("110101", "F23", "M0001", "0202", 1, 5)
	add("110102", "F23", "M0001", "0207", 2, 2)
	add("110102", "F23", "M0002", "0301", 2+later, 2)
	add("", "F23", "M0002", "0402", 3, 4)
	add("110101", "F33", "M0002", "0801", 2, 1)
	return out
}

// dashed is a region's code in a number, — for the city's own.
func dashed(region string) string {
	if region == "" {
		return "—"
	}
	return region
}

// counted is the cube c refilled with what the complaints add up to.
func counted(c *zhixiao.Cube, list []zhixiao.Complaint, fixed map[string]string) *zhixiao.Cube {
	out := &zhixiao.Cube{Feed: c.Feed, Dims: c.Dims, Columns: c.Columns}
	for _, x := range list {
		row := zhixiao.CubeRow{Region: x.Region, Dept: x.Dept}
		for _, d := range c.Dims {
			v := map[string]string{"l2": x.L2, "source": x.Source, "matter": x.Matter, "street": x.Street}[d]
			if fixed[d] != "" {
				v = fixed[d]
			}
			row.Keys = append(row.Keys, v)
		}
		for _, name := range c.Columns {
			severe := int64(0)
			if x.Severity >= 4 {
				severe = 1
			}
			row.Sums = append(row.Sums, map[string]int64{"cases": 1, "times": x.Times, "severe": severe}[name])
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// weeksCube is nine weeks of even counts and a jump in the last: of one matter
// and class, and of a new one.
func weeksCube(p zhixiao.Period) *zhixiao.Cube {
	c := &zhixiao.Cube{Feed: "complaint_weeks", Dims: []string{"week", "l1", "l2", "source", "matter"}, Columns: []string{"cases"}}
	if p.Kind == zhixiao.Day {
		c.Dims = append([]string{"week", "day"}, c.Dims[1:]...)
	}
	year, n := p.Start().ISOWeek()
	week := zhixiao.Period{Kind: zhixiao.Week, Year: year, N: n}
	day := p.Start()
	for i := range 9 {
		for _, x := range []struct {
			l2, matter string
			n          int64
		}{{"0207", "M0001", []int64{14, 3}[min(i, 1)]}, {"0301", "M0002", []int64{4, 0}[min(i, 1)]}, {"0402", "M0001", 3}} {
			keys := []string{week.String(), x.l2[:2], x.l2, "12345", x.matter}
			if p.Kind == zhixiao.Day {
				keys = append([]string{week.String(), day.Format(time.DateOnly)}, keys[1:]...)
			}
			if x.n > 0 {
				c.Rows = append(c.Rows, zhixiao.CubeRow{Region: "110101", Dept: "F23", Keys: keys, Sums: []int64{x.n}})
			}
		}
		week, day = week.Prev(), day.AddDate(0, 0, -7)
	}
	return c
}

func handLedger(p zhixiao.Period) []zhixiao.LedgerTask {
	opened := time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC)
	notes := map[string]string{"一诉": "平面图怎么画总被退", "一类": "图纸类材料样例缺失", "一域": "市场准入与监管", "现状流程": "申请、受理、审查", "整改措施": "发布样张；同步指南"}
	return []zhixiao.LedgerTask{
		{No: "ZL-2026-001", Title: "统一食品经营许可平面图样张", Lead: "F23", L2: "0207", Matter: "M0001", Status: "已销号", Opened: opened, Due: opened.AddDate(0, 2, 0), Done: opened.AddDate(0, 2, 0),
			Regions: []string{"110101", "110102", "110105", "110106", "110107"}, Notes: notes, First: opened.AddDate(0, -2, 0), Window: map[string]int64{"12345": 30, "好差评": 10}, WindowAll: 4000, WindowBefore: 20, WindowAfter: 18,
			Steps: []zhixiao.Step{{Date: opened, Status: "立项", Note: "入账"}, {Date: opened.AddDate(0, 0, 9), Status: "会商", Note: "纪要HS-1"}, {Date: opened.AddDate(0, 5, 0), Status: "销号", Note: "同意销号"}}},
		{No: "ZL-2026-002", Title: "规范不动产登记预约叫号", Lead: "F11", L2: "0802", Matter: "M0002", Status: "整改中", Opened: opened, Due: opened.AddDate(0, 1, 0), Regions: []string{"110101"}, Window: map[string]int64{"12345": 6}, WindowAll: 4000, WindowAfter: -1},
	}
}

// Month is August 2026.
func Month() zhixiao.Period { return zhixiao.Period{Kind: zhixiao.Month, Year: 2026, N: 8} }
