package store_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"zhixiao"
)

// A month keeps its covert calls with what was wrong, its online trials, and what
// was written about ledger tasks up to the cutoff.
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
	if g := snap.Governance[0]; len(g.Window) != 0 || g.WindowAll != 0 {
		t.Errorf("complaints after the case was opened are counted: %+v", g)
	}
	g := snap.Governance[0]
	if g.Notes["现状流程"] != "先取号后等候" || len(g.Steps) != 1 || g.Steps[0].Status != "立项" {
		t.Errorf("governance: %+v", g)
	}
}

// A case is opened for the complaints of its matter and class in the 90 days
// before, which are not those counted after.
func TestWindowOfALedgerTask(t *testing.T) {
	s, _ := handMade(t)
	set, units := masters(t)
	fill(t, s, map[string][][]any{
		"governance no title lead l2 matter regions opened due done status": {{"ZL-2", "电话接听治理", "F23", "0301", "M0001", "110101", "2026-08-20", "2026-11-30", "", "整改中"}, {"ZL-3", "旧案", "F23", "0301", "M0001", "110101", "2026-04-20", "2026-05-20", "2026-05-20", "已销号"}},
	})
	snap, _, err := s.Freeze(context.Background(), zhixiao.Period{Kind: zhixiao.Month, Year: 2026, N: 8}, set, units, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	g := snap.Governance[1]
	if g.No != "ZL-2" || g.Window["12345"] != 2 || g.WindowAll != 5 || !g.First.Equal(time.Date(2026, 7, 6, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("got %+v", g)
	}
	if g.WindowAfter != -1 || snap.Governance[2].WindowAfter != 2 {
		t.Errorf("after: %d while open, %d when over", g.WindowAfter, snap.Governance[2].WindowAfter)
	}
}
