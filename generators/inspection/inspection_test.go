package inspection

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document/textdump"
	"zhixiao/templates"
)

// checked is an inspection of three units with ten items each, of which so many failed.
func checked(failed ...int) *zhixiao.Inspection {
	day := time.Date(2026, 9, 15, 0, 0, 0, 0, time.UTC)
	in := &zhixiao.Inspection{No: "HC-2026-09", Title: "窗口服务", Basis: "年度计划", Scope: "三个单位", Method: "暗访", From: day, To: day}
	for i := range 10 {
		no := string(rune('a' + i))
		in.Items = append(in.Items, zhixiao.InspectionItem{No: no, Name: "核查项" + no, Clause: "第一条"})
	}
	for u, n := range failed {
		unit := []string{"110101", "110102", "110105"}[u]
		point := "D" + unit
		in.Units = append(in.Units, zhixiao.InspectedUnit{Unit: unit, Basic: "该单位设大厅一处。"})
		in.Points = append(in.Points, zhixiao.InspectionPoint{No: point, Unit: unit, Name: "点位" + unit, Kind: "现场", Date: day})
		for i, item := range in.Items {
			r := zhixiao.InspectionResult{Point: point, Item: item.No}
			if i < n {
				r.Outcome = zhixiao.Fails
				in.Findings = append(in.Findings, zhixiao.InspectionFinding{No: in.No + "-" + unit + item.No, Point: point, Item: item.No,
					When: "2026-09-15 10:20", Fact: "事实" + unit + item.No, Severity: []string{"一般", "较重", "严重"}[i%3], Evidence: []string{"ZJ" + item.No}, Due: day})
			}
			in.Results = append(in.Results, r)
		}
	}
	return in
}

func listOf(t *testing.T, in *zhixiao.Inspection) string {
	t.Helper()
	h, err := templates.Open("")
	if err != nil {
		t.Fatal(err)
	}
	d, err := New(analysis.NewInspected(in), h.Set, h.Units).List(nil)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := (textdump.Writer{}).Write(context.Background(), &b, d); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// The highest and the lowest share are told with all units that tie, and not at all
// where every unit has the same.
func TestExtremesAreToldWithTies(t *testing.T) {
	for _, tt := range []struct {
		failed []int
		want   string
	}{
		{[]int{1, 3, 2}, "最高的为东城区（90.0%），最低的为西城区（70.0%）"},
		{[]int{1, 3, 3}, "最高的为东城区（90.0%），最低的为西城区、朝阳区（70.0%）"},
		{[]int{2, 1, 1}, "最高的为西城区、朝阳区（90.0%），最低的为东城区（80.0%）"},
		{[]int{2, 2, 2}, ""},
		{[]int{2}, ""},
	} {
		text := listOf(t, checked(tt.failed...))
		if tt.want == "" && strings.Contains(text, "最高的为") || !strings.Contains(text, tt.want) {
			t.Errorf("failed %v: want %q in\n%s", tt.failed, tt.want, text)
		}
	}
}

// Of a unit's findings the two gravest are quoted, the gravest first; an item is common
// when it failed in two units.
func TestTheGravestFindingsAreQuoted(t *testing.T) {
	text := listOf(t, checked(3, 1, 0))
	for _, want := range []string{
		"较为突出的是点位110101（严重）“事实110101c”（证据ZJc）；点位110101（较重）“事实110101b”（证据ZJb）",
		"核查项a：适用的3个点位中有2个不符合，符合率33.3%，涉及东城区、西城区2个单位，属于共性问题",
		"本次核查未发现该单位不符合项", "共形成问题4个，其中严重1个、较重1个、一般2个",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("without %q:\n%s", want, text)
		}
	}
	if strings.Contains(text, "核查项b：适用") {
		t.Error("an item that failed in one unit is called common")
	}
	none := listOf(t, checked(0, 0))
	for _, want := range []string{"本次核查未发现不符合项。", "未发现跨单位的共性问题", "本次核查没有需要整改的事项"} {
		if !strings.Contains(none, want) {
			t.Errorf("nothing failed: without %q:\n%s", want, none)
		}
	}
}

// What the inspectors noted as causes is told once each.
func TestCausesAreToldOnce(t *testing.T) {
	in := checked(1, 1, 1)
	for i, cause := range []string{"人手不足。", "人手不足", "培训不够；"} {
		in.Findings[i].Cause = cause
	}
	if text := listOf(t, in); !strings.Contains(text, "核查组据现场情况初步判断，人手不足；培训不够。") {
		t.Errorf("got\n%s", text)
	}
}
