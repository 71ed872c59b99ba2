package store_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"zhixiao"
)

// A month keeps its covert calls with what was wrong, its online trials, and what
// was written about governance cases up to the cutoff.
func TestTrialsAndNotesOfAMonth(t *testing.T) {
	s, _ := handMade(t)
	set, units := masters(t)
	rows := map[string][][]any{
		"trial no seq region dept matter platform date time task item l2 severity posted actual evidence status recheck": {
			{"TY-202607-W001", 0, "110101", "F23", "M0001", "京通", "2026-07-08", "14:05", "提交申请", "", "", "", "", "", "", "完成", ""},
			{"TY-202607-W002", 1, "110101", "F23", "M0001", "京通", "2026-07-09", "9:10", "提交申请", "附件上传", "0404", "一般", "可上传10兆", "限5兆", "ZJ-1", "待核实", ""}},
		"governance_note no name text":        {{"ZL-1", "现状流程", "先取号后等候"}},
		"governance_step no date status note": {{"ZL-1", "2026-03-01", "立项", ""}, {"ZL-1", "2026-08-05", "整改中", "增设坐席"}},
	}
	fill(t, s, rows)
	july := zhixiao.Period{Kind: zhixiao.Month, Year: 2026, N: 7}
	snap, _, err := s.Freeze(context.Background(), july, set, units, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	var got [][4]string
	for _, x := range snap.Trials {
		got = append(got, [4]string{x.No, x.Kind, x.Item, x.L2})
	}
	want := [][4]string{
		{"TY-202607-D0001", "电话", "", ""}, {"TY-202607-D0002", "电话", "答复准确", "0305"}, {"TY-202607-D0003", "电话", "电话接听", "0301"},
		{"TY-202607-W001", "网办", "", ""}, {"TY-202607-W002-1", "网办", "附件上传", "0404"},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	g := snap.Governance[0]
	if g.Notes["现状流程"] != "先取号后等候" || len(g.Steps) != 1 || g.Steps[0].Status != "立项" {
		t.Errorf("governance: %+v", g)
	}
}
