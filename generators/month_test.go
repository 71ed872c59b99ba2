package generators

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/templates"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// smallPeriod is the small city over two periods of another kind, the last of
// them p, with complaints, trials and a ledger made by hand.
func smallPeriod(t *testing.T, p zhixiao.Period) (*analysis.Facts, *templates.Set) {
	t.Helper()
	return smallPeriodOf(t, p, func(zhixiao.Complaint) bool { return true })
}

// smallPeriodOf has the complaints that keep holds of.
func smallPeriodOf(t *testing.T, p zhixiao.Period, keep func(zhixiao.Complaint) bool) (*analysis.Facts, *templates.Set) {
	t.Helper()
	return smallCityWith(t, func(snaps []*zhixiao.Snapshot) {
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

func handLedger(p zhixiao.Period) []zhixiao.Governance {
	opened := time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC)
	notes := map[string]string{"一诉": "平面图怎么画总被退", "一类": "图纸类材料样例缺失", "一域": "市场准入与监管", "现状流程": "申请、受理、审查", "整改措施": "发布样张；同步指南"}
	return []zhixiao.Governance{
		{No: "ZL-2026-001", Title: "统一食品经营许可平面图样张", Lead: "F23", L2: "0207", Matter: "M0001", Status: "已销号", Opened: opened, Due: opened.AddDate(0, 2, 0), Done: opened.AddDate(0, 2, 0),
			Regions: []string{"110101", "110102", "110105", "110106", "110107"}, Notes: notes, First: opened.AddDate(0, -2, 0), Window: map[string]int64{"12345": 30, "好差评": 10}, WindowAll: 4000, WindowBefore: 20, WindowAfter: 18,
			Steps: []zhixiao.Step{{Date: opened, Status: "立项", Note: "入账"}, {Date: opened.AddDate(0, 0, 9), Status: "会商", Note: "纪要HS-1"}, {Date: opened.AddDate(0, 5, 0), Status: "销号", Note: "同意销号"}}},
		{No: "ZL-2026-002", Title: "规范不动产登记预约叫号", Lead: "F11", L2: "0802", Matter: "M0002", Status: "整改中", Opened: opened, Due: opened.AddDate(0, 1, 0), Regions: []string{"110101"}, Window: map[string]int64{"12345": 6}, WindowAll: 4000, WindowAfter: -1},
	}
}

func month() zhixiao.Period { return zhixiao.Period{Kind: zhixiao.Month, Year: 2026, N: 8} }

// Every deliverable of a month, a week and a day holds together, is the same when
// made again, and reads as the golden text.
func TestShortPeriods(t *testing.T) {
	for _, p := range []zhixiao.Period{month(), {Kind: zhixiao.Week, Year: 2026, N: 36}, {Kind: zhixiao.Day, Year: 2026, N: 244}} {
		f, set := smallPeriod(t, p)
		for _, k := range Catalogue() {
			if k.Period != p.Kind {
				continue
			}
			for i, u := range k.Units(f) {
				if !slices.Contains([]string{zhixiao.CityCode, "110101", "F23"}, u.Code) {
					continue
				}
				name := k.Name + "-" + u.Code
				d, err := written(k, f, set, u)
				if err != nil {
					t.Errorf("%s: %v", name, err)
					continue
				}
				d.Budget = document.Budget{} // the hand-made data are too few for the length
				if err := document.Check(d); err != nil {
					t.Errorf("%s: %v", name, err)
				}
				got := dump(t, d)
				if again, err := written(k, f, set, u); err != nil || dump(t, again) != got {
					t.Errorf("%s: second time differs (%v)", name, err)
				}
				if i < 2 {
					golden(t, name, got)
				}
			}
		}
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".txt")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs; run go test ./generators -run ShortPeriods -update and read it:\n%s", path, diff)
	}
}

// rowsOf is a volume's rows by number, without their place in it.
func rowsOf(f *analysis.Facts, set *templates.Set, u zhixiao.Unit) map[string]string {
	out := map[string]string{}
	v := newVolume(f, set, u)
	for row := range v.rows() {
		var cells []string
		for _, c := range row[1:] {
			cells = append(cells, document.PlainText(c.Inlines, nil))
		}
		if cells[0] != "—" { // of a volume without problems
			out[cells[0]] = strings.Join(cells, "｜")
		}
	}
	return out
}

// A problem has the same number and the same row in every volume, and every
// problem stands in the city's, a region's or the city's own, and a domain's.
func TestSameRowInEveryVolume(t *testing.T) {
	f, set := smallPeriod(t, month())
	city := rowsOf(f, set, f.Units(zhixiao.City)[0])
	seen := map[string]int{}
	for _, u := range slices.Concat(f.Units(zhixiao.Region), f.Units(zhixiao.Domain)) {
		for no, row := range rowsOf(f, set, u) {
			seen[no]++
			if row != city[no] {
				t.Errorf("%s %s:\n%s\n%s", u.Short, no, row, city[no])
			}
		}
	}
	for no := range city {
		want := 2
		if strings.Contains(no, "—") { // of no region
			want = 1
		}
		if seen[no] != want {
			t.Errorf("%s stands in %d volumes, want %d", no, seen[no], want)
		}
	}
	if len(city) != 6 {
		t.Errorf("%d rows in the city's volume, want 6", len(city))
	}
}

// A list that does not add up to what the snapshot counted is refused.
func TestListMustAddUp(t *testing.T) {
	f, set := smallPeriod(t, month())
	f.Snapshot().Complaints = f.Snapshot().Complaints[1:]
	_, err := MonthList(f, set, f.Units(zhixiao.City)[0])
	if err == nil || !strings.Contains(err.Error(), "两者不等") {
		t.Errorf("got %v", err)
	}
}

func TestDescribed(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"short", "退了三次。", "申请人反映：退了三次。"},
		{"empty", " ", "申请人反映：无文字说明。"},
		{"cut at a sentence", strings.Repeat("说", 80) + "。" + strings.Repeat("等", 80) + "。", "申请人反映：" + strings.Repeat("说", 80) + "。"},
		{"no sentence fits", strings.Repeat("说", 200) + "。", "申请人反映：" + strings.Repeat("说", 113) + "…"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := described(zhixiao.Complaint{Text: tt.text})
			if got != tt.want || utf8.RuneCountInString(got) > longestDescription {
				t.Errorf("got %q", got)
			}
		})
	}
}

func TestDuty(t *testing.T) {
	f, set := smallPeriod(t, month())
	for _, tt := range []struct {
		name         string
		c            zhixiao.Complaint
		duty, theirs string
	}{
		{"a matter in a district", zhixiao.Complaint{Region: "110101", Dept: "F23", L2: "0207"}, "东城区市场监管局", "市市场监管局"},
		{"a matter of the city", zhixiao.Complaint{Dept: "F23", L2: "0207"}, "市市场监管局", ""},
		{"a rule of the city's department", zhixiao.Complaint{Region: "110101", Dept: "F23", L2: "0103"}, "市市场监管局", "东城区市场监管局"},
		{"the hall", zhixiao.Complaint{Region: "110101", Dept: "F23", L2: "0801", Hall: "H1"}, "东城区政务服务局", ""},
		{"people in the hall", zhixiao.Complaint{Region: "BDA", Dept: "F23", L2: "0601", Hall: "H1"}, "经开区行政审批局", "经开区市场监管局"},
		{"the platform", zhixiao.Complaint{Region: "110101", Dept: "F23", L2: "0401"}, "市政务服务和数据局", "市市场监管局"},
		{"supervised by the city", zhixiao.Complaint{Region: "110101", Dept: "F23", L2: "0904"}, "市政务服务和数据局", "市市场监管局"},
		{"nobody known", zhixiao.Complaint{L2: "0207"}, "市政务服务和数据局", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			duty, with := roster{f, set}.duty(tt.c)
			if duty != tt.duty || strings.Join(with, "、") != tt.theirs {
				t.Errorf("got %s with %v", duty, with)
			}
		})
	}
}

func TestLateByChannel(t *testing.T) {
	f, set := smallPeriod(t, month()) // cutoff 31 August, a Monday
	v := volume{report: newReport(f, set, f.Units(zhixiao.City)[0], "day")}
	day := func(d int) time.Time { return time.Date(2026, 8, d, 0, 0, 0, 0, time.UTC) }
	for _, tt := range []struct {
		name string
		p    zhixiao.Progress
		want bool
	}{
		{"好差评 on its seventh day", zhixiao.Progress{Source: "好差评", Date: day(24), Status: "整改中"}, false},
		{"好差评 on its eighth day", zhixiao.Progress{Source: "好差评", Date: day(23), Status: "整改中"}, true},
		{"closed", zhixiao.Progress{Source: "好差评", Date: day(3), Status: "办结"}, false},
		{"办不成事 within ten working days", zhixiao.Progress{Source: "办不成事", Date: day(17), Status: "核实中"}, false},
		{"办不成事 beyond", zhixiao.Progress{Source: "办不成事", Date: day(14), Status: "核实中"}, true},
		{"12345 follows the dispatch", zhixiao.Progress{Source: "12345", Date: day(3), Status: "核实中"}, false},
	} {
		if got := v.late(tt.p); got != tt.want {
			t.Errorf("%s: got %v", tt.name, got)
		}
	}
}
