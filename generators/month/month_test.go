package month

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/sample"
	"zhixiao/templates"
)

// rowsOf is a volume's rows by number, without their place in it.
func rowsOf(t *testing.T, f *analysis.Facts, set *templates.Set, u zhixiao.Unit) map[string]string {
	t.Helper()
	out := map[string]string{}
	d, err := List(f, set, u)
	if err != nil {
		t.Fatal(err)
	}
	for row := range listed(t, d).EachRow() {
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

// listed is the list's own table.
func listed(t *testing.T, d *document.Document) document.Table {
	t.Helper()
	for _, b := range d.Body {
		if table, ok := b.(document.Table); ok && table.Long != nil {
			return table
		}
	}
	t.Fatal("no list")
	return document.Table{}
}

// A problem has the same number and the same row in every volume, and every
// problem stands in the city's, a region's or the city's own, and a domain's.
func TestSameRowInEveryVolume(t *testing.T) {
	f, set := sample.SmallPeriod(t, sample.Month())
	city := rowsOf(t, f, set, f.Units(zhixiao.City)[0])
	seen := map[string]int{}
	for _, u := range slices.Concat(f.Units(zhixiao.Region), f.Units(zhixiao.Domain)) {
		for no, row := range rowsOf(t, f, set, u) {
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
	f, set := sample.SmallPeriod(t, sample.Month())
	f.Snapshot().Complaints = f.Snapshot().Complaints[1:]
	_, err := List(f, set, f.Units(zhixiao.City)[0])
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
	f, set := sample.SmallPeriod(t, sample.Month())
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
	f, set := sample.SmallPeriod(t, sample.Month()) // cutoff 31 August, a Monday
	v := newVolume(f, set, f.Units(zhixiao.City)[0], "day")
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
