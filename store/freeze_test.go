package store_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"zhixiao"
	"zhixiao/store"
)

func TestFreezeIsReadBackAsItWas(t *testing.T) {
	s, _ := handMade(t)
	snap, notes := freeze(t, s)
	if snap.ID != "2026Q3.v1" || !slices.Equal(notes, []string{"首次冻结"}) {
		t.Errorf("got %s, %v", snap.ID, notes)
	}
	back, err := s.Snapshot(context.Background(), quarter)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(snap, back, cmpopts.EquateEmpty()); d != "" {
		t.Error(d)
	}
	byID, err := s.SnapshotByID(context.Background(), "2026Q3.v1")
	if err != nil || byID.ID != snap.ID {
		t.Errorf("by ID: %v", err)
	}
}

func TestListsOfASnapshot(t *testing.T) {
	s, _ := handMade(t)
	snap, _ := freeze(t, s)
	if len(snap.Visits) != 2 || len(snap.Visits[0].Findings) != 2 || snap.Visits[0].Score.String() != "87.5" {
		t.Errorf("visits: %+v", snap.Visits)
	}
	want := []zhixiao.LongCase{{No: "0002", Region: "110101", Dept: "F23", Matter: "M0001", Days: 25, Promised: 10, Stage: "审查", StageDays: 20}}
	if d := cmp.Diff(want, snap.LongCases); d != "" {
		t.Error(d)
	}
	var nos []string
	for _, c := range snap.Complaints {
		nos = append(nos, c.No)
	}
	if !slices.Equal(nos, []string{"GZ-1", "GZ-2", "GZ-3", "GZ-4", "GZ-7"}) {
		t.Errorf("complaints: %v", nos)
	}
	if g := snap.Governance; len(g) != 1 || g[0].Before != 149 || g[0].After != -1 || !slices.Equal(g[0].Regions, []string{"110101", "110102"}) {
		t.Errorf("governance: %+v", g)
	}
}

func TestFreezingAgain(t *testing.T) {
	s, path := handMade(t)
	first, _ := freeze(t, s)
	same, notes := freeze(t, s)
	if same.ID != first.ID || len(notes) != 1 || !strings.Contains(notes[0], "没有变化") {
		t.Errorf("unchanged: %s, %v", same.ID, notes)
	}
	db := raw(t, path)
	db.MustExec("UPDATE cases SET handle_days = handle_days + 1 WHERE id = 1")
	db.MustExec("DELETE FROM consult WHERE id = 1")
	second, notes := freeze(t, s)
	want := []string{"表cases行数未变（7行），内容有改动", "表consult由3行变为2行"}
	if second.ID != "2026Q3.v2" || !slices.Equal(notes, want) {
		t.Errorf("changed: %s, %v", second.ID, notes)
	}
	old, err := s.SnapshotByID(context.Background(), first.ID)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(first, old, cmpopts.EquateEmpty()); d != "" {
		t.Errorf("the first version changed: %s", d)
	}
}

func TestASnapshotRefusesToChange(t *testing.T) {
	s, path := handMade(t)
	freeze(t, s)
	db := raw(t, path)
	for _, text := range []string{
		"UPDATE snapshot SET cutoff = '2026-01-01'", "DELETE FROM snapshot", "UPDATE snapshot_source SET rows = 0", "DELETE FROM snapshot_source",
		"UPDATE snapshot_cube SET body = ''", "DELETE FROM snapshot_cube", "UPDATE snapshot_sum SET body = ''", "DELETE FROM snapshot_sum", "UPDATE snapshot_list SET body = ''", "DELETE FROM snapshot_list",
	} {
		if _, err := db.Exec(text); err == nil || !strings.Contains(err.Error(), "快照已冻结") {
			t.Errorf("%s: got %v", text, err)
		}
	}
}

func TestFreezeRefuses(t *testing.T) {
	for _, tt := range []struct{ name, damage, want string }{
		{"an unknown region", "UPDATE cases SET region = '119999' WHERE id = 3", "表cases 第3行: 单位代码\"119999\"（列region）不在单位表中"},
		{"an unknown department", "UPDATE complaint SET dept = 'F77' WHERE no = 'GZ-1'", "表complaint: 单位代码\"F77\"（列dept）"},
		{"a negative count", "UPDATE correction SET date = '2026-08-01'; UPDATE guide_check SET checked = -26 WHERE id = 1", "表guide_check: 计数checked在区域\"110101\"、部门\"F23\"、M0001处为负数-26"},
		{"no date", "UPDATE visit SET date = '2026-07-6x' WHERE no = 'TY-1'", "日期date格式不对"},
	} {
		s, path := handMade(t)
		raw(t, path).MustExec(tt.damage)
		set, units := masters(t)
		if _, _, err := s.Freeze(context.Background(), quarter, set, units, time.Time{}); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v", tt.name, err)
		}
	}
	s, _ := handMade(t)
	set, units := masters(t)
	if _, _, err := s.Freeze(context.Background(), zhixiao.Period{Kind: zhixiao.Quarter, Year: 2020, N: 1}, set, units, time.Time{}); err == nil || !strings.Contains(err.Error(), "没有任何数据") {
		t.Errorf("empty period: got %v", err)
	}
	if _, err := s.Snapshot(context.Background(), quarter); err == nil || !strings.Contains(err.Error(), "先运行 freeze 2026Q3") {
		t.Errorf("not frozen: got %v", err)
	}
}

func TestCutoffLeavesLaterRowsOut(t *testing.T) {
	s, _ := handMade(t)
	set, units := masters(t)
	snap, _, err := s.Freeze(context.Background(), quarter, set, units, time.Date(2026, 8, 31, 0, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	c := snap.Cubes["case"]
	var applied int64
	for _, r := range c.Rows {
		applied += r.Sums[c.Column("applied")]
	}
	if applied != 6 {
		t.Errorf("got %d cases, want the 6 until 31 August", applied)
	}
}

func TestSnapshotsAreOldestFirst(t *testing.T) {
	s, path := handMade(t)
	freeze(t, s)
	set, units := masters(t)
	raw(t, path).MustExec("UPDATE cases SET apply_date = '2026-05-05' WHERE id = 7")
	before := zhixiao.Period{Kind: zhixiao.Quarter, Year: 2026, N: 2}
	for _, p := range []zhixiao.Period{before, {Kind: zhixiao.Month, Year: 2026, N: 8}} {
		if _, _, err := s.Freeze(context.Background(), p, set, units, time.Time{}); err != nil {
			t.Fatal(err)
		}
	}
	all, err := s.Snapshots(context.Background(), quarter)
	if err != nil || len(all) != 2 || all[0].Period != before || all[1].Period != quarter {
		t.Errorf("got %v, %v", all, err)
	}
}

func TestNamesAndRemedies(t *testing.T) {
	s, _ := handMade(t)
	n, err := s.Names(context.Background())
	if err != nil || n.Matters["M0001"] != "食品经营许可" || n.Halls["H1"] != "东城区政务服务中心" || n.Lines["L1"] != "010-8****123" {
		t.Errorf("got %+v, %v", n, err)
	}
	list := []store.Remedy{{Who: "市场监管部门", What: "增加接听人员", Deadline: "2026年12月底前", Output: "值守表", Measure: "接通率不低于95%", Key: "C302@110101/2026Q4", Target: "95"}}
	for range 2 { // saving again replaces
		if err := s.SaveRemedies(context.Background(), "110101", quarter, list); err != nil {
			t.Fatal(err)
		}
	}
	all, err := s.Remedies(context.Background(), quarter)
	got := all["110101"]
	if err != nil || len(got) != 1 || got[0].What != "增加接听人员" || got[0].Seq != 1 {
		t.Errorf("got %+v, %v", got, err)
	}
}
