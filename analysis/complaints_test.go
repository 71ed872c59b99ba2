package analysis

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"zhixiao"
)

// month makes a month's facts from complaints of this month and earlier ones,
// newest first.
func casesOf(t *testing.T, months ...[]zhixiao.Complaint) *Facts {
	t.Helper()
	p := zhixiao.Period{Kind: zhixiao.Month, Year: 2026, N: 8}
	f := &Facts{memo: newMemo()}
	for i := range months {
		q := p
		for range i {
			q = q.Prev()
		}
		f.snapshots = append([]*snapshot{{snap: &zhixiao.Snapshot{ID: q.String() + ".v1", Period: q, Complaints: months[i]}}}, f.snapshots...)
	}
	return f
}

func rules() ComplaintRules {
	return ComplaintRules{
		Duty:  func(c zhixiao.Complaint) string { return c.Region + c.Dept },
		Least: 10, MatterLeast: 5, MatterShare: 10, Growth: 50, GrowthLeast: 10, TopLeast: 2,
		Months: 3, Top: 1, Regions: 5, Red: []string{"0202"}, Weak: []string{"0208"}, People: 100, Enough: 2,
	}
}

// many is n complaints of one region, matter and class, numbered from first.
func many(n int, region, matter, l2 string) []zhixiao.Complaint {
	var out []zhixiao.Complaint
	for i := range n {
		out = append(out, zhixiao.Complaint{
			No: region + matter + l2 + "-" + zhixiao.Int(int64(100+i)).String(), Region: region, Dept: "F23", Matter: matter, L2: l2, Severity: 2, Times: 1, Status: "办结",
			Date: time.Date(2026, 8, 1+i%28, 0, 0, 0, 0, time.UTC),
		})
	}
	return out
}

func joined(lists ...[]zhixiao.Complaint) []zhixiao.Complaint {
	var out []zhixiao.Complaint
	for _, l := range lists {
		out = append(out, l...)
	}
	return out
}

// different is n complaints of one class about as many matters.
func different(n int, region, l2 string) []zhixiao.Complaint {
	var out []zhixiao.Complaint
	for i := range n {
		out = append(out, many(1, region, "X"+zhixiao.Int(int64(i)).String(), l2)...)
	}
	return out
}

func TestFrequentRules(t *testing.T) {
	for _, tt := range []struct {
		name   string
		months [][]zhixiao.Complaint
		want   string // rules of the group R1/M1/0201
	}{
		{"few: nothing", [][]zhixiao.Complaint{many(1, "R1", "M1", "0201")}, ""},
		{"H1: ten of a body and class, over several matters", [][]zhixiao.Complaint{joined(many(1, "R1", "M1", "0201"), different(9, "R1", "0201"))}, "H1"},
		{"H1 wants the P75 of last month when it is larger", [][]zhixiao.Complaint{
			joined(many(1, "R1", "M1", "0201"), different(9, "R1", "0201")),
			joined(different(40, "R1", "0301"), different(30, "R1", "0401"))}, ""},
		{"H2: five of a matter, a tenth of the body", [][]zhixiao.Complaint{joined(many(5, "R1", "M1", "0201"), different(45, "R1", "0301"))}, "H2"},
		{"H2: five but under a tenth", [][]zhixiao.Complaint{joined(many(5, "R1", "M1", "0201"), different(46, "R1", "0301"))}, ""},
		{"H3: ten more and half as many again", [][]zhixiao.Complaint{
			joined(many(1, "R1", "M1", "0201"), different(29, "R1", "0201")), different(20, "R1", "0201")}, "H1 H3"},
		{"H3: ten more but under a half", [][]zhixiao.Complaint{
			joined(many(1, "R1", "M1", "0201"), different(30, "R1", "0201")), different(21, "R1", "0201")}, "H1"},
		{"H4: three months first", [][]zhixiao.Complaint{many(2, "R1", "M1", "0201"), many(2, "R1", "M1", "0201"), many(2, "R1", "M1", "0201")}, "H4"},
		{"H4: not first a month ago", [][]zhixiao.Complaint{many(2, "R1", "M1", "0201"), joined(many(2, "R1", "M1", "0201"), different(3, "R1", "0301")), many(2, "R1", "M1", "0201")}, ""},
		{"H4: two months known", [][]zhixiao.Complaint{many(2, "R1", "M1", "0201"), many(2, "R1", "M1", "0201")}, ""},
		{"H5: five regions", [][]zhixiao.Complaint{joined(many(1, "R1", "M1", "0201"), many(1, "R2", "M1", "0201"), many(1, "R3", "M1", "0201"), many(1, "R4", "M1", "0201"), many(1, "R5", "M1", "0201"))}, "H5"},
		{"H5: four regions", [][]zhixiao.Complaint{joined(many(1, "R1", "M1", "0201"), many(1, "R2", "M1", "0201"), many(1, "R3", "M1", "0201"), many(1, "R4", "M1", "0201"))}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, g := range casesOf(t, tt.months...).ComplaintGroups(rules()) {
				if g.Lead.Region == "R1" && g.Lead.Matter == "M1" && g.Lead.L2 == "0201" {
					if got := strings.Join(g.Frequent, " "); got != tt.want {
						t.Errorf("got %q, want %q", got, tt.want)
					}
				}
			}
		})
	}
}

func TestTypicalRules(t *testing.T) {
	one := func(change func(*zhixiao.Complaint)) []zhixiao.Complaint {
		list := many(1, "R1", "M1", "0201")
		change(&list[0])
		return list
	}
	for _, tt := range []struct {
		name    string
		now     []zhixiao.Complaint
		before  []zhixiao.Complaint
		want    string
		typical bool
	}{
		{"nothing", one(func(*zhixiao.Complaint) {}), nil, "", false},
		{"T1 by itself", one(func(c *zhixiao.Complaint) { c.L2 = "0202" }), nil, "T1", true},
		{"T2 by itself", one(func(c *zhixiao.Complaint) { c.Times = 100 }), nil, "T2", true},
		{"T3 alone is not enough", one(func(c *zhixiao.Complaint) { c.Linked = true }), nil, "", false},
		{"the matter's code is not the case", one(func(c *zhixiao.Complaint) { c.Match, c.L2 = "exact", "0208" }), nil, "", false},
		{"T3 and T6", one(func(c *zhixiao.Complaint) { c.Linked, c.L2 = true, "0208" }), nil, "T3 T6", true},
		{"T3 and T5: closed last month and back", one(func(c *zhixiao.Complaint) { c.Linked = true }), many(1, "R1", "M1", "0201"), "T3 T5", true},
		{"marked by hand", one(func(c *zhixiao.Complaint) { c.Typical = true }), nil, "", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			g := casesOf(t, tt.now, tt.before).ComplaintGroups(rules())[0]
			if got := strings.Join(g.Typical, " "); got != tt.want || g.IsTypical() != tt.typical {
				t.Errorf("got %q %v, want %q %v", got, g.IsTypical(), tt.want, tt.typical)
			}
		})
	}
}

func TestComplaintsAreMerged(t *testing.T) {
	list := many(3, "R1", "M1", "0201")
	list[1].Severity, list[1].Times, list[2].Status = 4, 3, "核实中"
	got := casesOf(t, list, many(1, "R1", "M1", "0201")).ComplaintGroups(rules())
	want := []ComplaintGroup{{
		Lead: list[1], Duty: "R1F23", Others: []string{list[0].No, list[2].No}, Cases: 3, Times: 5, Open: 1, Severity: 4, Before: "R1M10201-100",
	}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}
