package store_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"zhixiao"
	"zhixiao/store"
)

var (
	october = zhixiao.Period{Kind: zhixiao.Month, Year: 2026, N: 10}
	interim = zhixiao.Period{Kind: zhixiao.Interim, Year: 2026}
)

const (
	governanceHead = "governance no title lead l2 matter regions opened due done status"
	stepHead       = "governance_step no date status note"
	partHead       = "governance_task no region dept due done_ontime before_90d after_90d"
)

func on(t *testing.T, text string) time.Time {
	t.Helper()
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		t.Fatal(err)
	}
	return day
}

// measured freezes a period up to a day.
func measured(t *testing.T, s *store.Store, p zhixiao.Period, cutoff string) *zhixiao.Snapshot {
	t.Helper()
	set, units := masters(t)
	snap, _, err := s.Freeze(context.Background(), p, set, units, on(t, cutoff))
	if err != nil {
		t.Fatal(err)
	}
	return snap
}

// ledgered is a hand-made quarter with cases that the ledger of today calls closed:
// what of that was so on 31 October differs.
func ledgered(t *testing.T) *store.Store {
	t.Helper()
	s, _ := handMade(t)
	a := func(no, opened, done, status string) []any {
		return []any{no, "题", "F23", "0201", "M0003", "110102", opened, "2026-10-31", done, status}
	}
	fill(t, s, map[string][][]any{
		governanceHead: {
			a("ZL-A", "2026-09-03", "2026-10-20", "已销号"), // struck off in January
			a("ZL-B", "2026-04-20", "2026-07-20", "已销号"), // struck off on the very day
			a("ZL-C", "2026-04-20", "2026-07-20", "已销号"), // a day later
			a("ZL-D", "2026-09-03", "2026-11-30", "已销号"), // done later, nothing recorded
			a("ZL-E", "2026-04-20", "2026-10-31", "已销号"), // done on the very day, nothing recorded
			a("ZL-F", "2026-10-10", "", "已销号"),           // no day says when
			a("ZL-G", "2026-10-31", "", "立项"),
			a("ZL-H", "2026-04-20", "2026-08-02", "已销号"), // the 90 days are over on the very day
			a("ZL-I", "2026-04-20", "2026-08-03", "已销号"), // a day later
			a("ZL-J", "2026-04-20", "2026-12-31", "观察期"), // done in August, begun again, done again later
			a("ZL-K", "2026-11-01", "", "整改中"),
		},
		stepHead: {
			{"ZL-A", "2026-09-03", "立项", ""}, {"ZL-A", "2026-09-10", "整改中", ""}, {"ZL-A", "2027-01-18", "销号", ""},
			{"ZL-B", "2026-04-20", "立项", ""}, {"ZL-B", "2026-04-20", "会商", ""}, {"ZL-B", "2026-07-20", "治理完成", ""}, {"ZL-B", "2026-10-31", "销号", ""},
			{"ZL-C", "2026-04-20", "立项", ""}, {"ZL-C", "2026-07-20", "治理完成", ""}, {"ZL-C", "2026-11-01", "销号", ""},
			{"ZL-J", "2026-08-01", "治理完成", ""}, {"ZL-J", "2026-09-30", "重启整改", ""}, {"ZL-J", "2026-12-31", "治理完成", ""},
		},
		partHead: {{"ZL-H", "110102", "F23", "2026-08-02", 1, 1628, 581}, {"ZL-I", "110102", "F23", "2026-08-03", 1, 2, 2}, {"ZL-A", "110102", "F23", "2026-10-20", 1, 2, 1}},
		complaintHead: {
			before("GZ-31", "2026-04-01", "110102"), before("GZ-32", "2026-04-20", "110102"), before("GZ-33", "2026-02-01", "110101"),
			before("GZ-34", "2026-10-31", "110102"), before("GZ-35", "2026-11-01", "110102"),
		},
	})
	return s
}

// A case stands as it stood at the cutoff, in every kind of period.
func TestCasesStandAsOfTheCutoff(t *testing.T) {
	s := ledgered(t)
	type stand struct {
		Status, Done string
		Effect       bool
	}
	want := map[string]stand{
		"ZL-A": {"观察期", "2026-10-20", false}, "ZL-B": {"已销号", "2026-07-20", true}, "ZL-C": {"观察期", "2026-07-20", true},
		"ZL-D": {"整改中", "", false}, "ZL-E": {"已销号", "2026-10-31", false}, "ZL-F": {"整改中", "", false}, "ZL-G": {"立项", "", false},
		"ZL-H": {"已销号", "2026-08-02", true}, "ZL-I": {"已销号", "2026-08-03", false}, "ZL-J": {"重启整改", "", false},
		"ZL-1": {"整改中", "", false},
	}
	for _, p := range []zhixiao.Period{october, interim} {
		got := map[string]stand{}
		for _, g := range measured(t, s, p, "2026-10-31").Governance {
			st := stand{Status: g.Status, Effect: g.WindowAfter >= 0}
			if !g.Done.IsZero() {
				st.Done = g.Done.Format(time.DateOnly)
			}
			got[g.No] = st
			if g.After >= 0 && !st.Effect {
				t.Errorf("%s in %s: an effect is reported before its days are over", g.No, p)
			}
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: %s", p, d)
		}
	}
	later := measured(t, s, zhixiao.Period{Kind: zhixiao.Final, Year: 2027}, "2027-01-31")
	for _, g := range later.Governance {
		if g.No == "ZL-A" && (g.Status != "已销号" || g.WindowAfter != 2) {
			t.Errorf("ZL-A in January: %s, %d after", g.Status, g.WindowAfter)
		}
		if g.No == "ZL-J" && g.Status != "观察期" {
			t.Errorf("ZL-J in January: %s", g.Status)
		}
	}
}

// The month's ledger and the mid-term report of one cutoff know the same of every
// case; only what people wrote is the ledger's alone.
func TestLedgerAndInterimAgreeTaskByTask(t *testing.T) {
	s := ledgered(t)
	month, half := measured(t, s, october, "2026-10-31").Governance, measured(t, s, interim, "2026-10-31").Governance
	for i := range month {
		month[i].Notes = nil
	}
	if d := cmp.Diff(month, half); d != "" {
		t.Error(d)
	}
	for _, g := range half {
		if g.No == "ZL-H" && (g.Window["12345"] != 3 || g.WindowAfter != 3) {
			t.Errorf("ZL-H: %d before and %d after, want the rows' 3 and 3", g.Window["12345"], g.WindowAfter)
		}
	}
}

// What a body reports of its complaints is held against the rows, and named with
// the case; what fits is not.
func TestCheckNamesClaimsThatTheRowsRefute(t *testing.T) {
	set, units := masters(t)
	found, err := ledgered(t).Check(context.Background(), october, set, units, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	text := lines(found)
	if !strings.Contains(text, "案例ZL-H的治理任务所报治理前90日诉求合计1628件，诉求表中同事项、同类、同单位的为2件") {
		t.Errorf("the claim of ZL-H is not refuted:\n%s", text)
	}
	for _, fits := range []string{"ZL-A", "ZL-I"} {
		if strings.Contains(text, "案例"+fits) {
			t.Errorf("%s is refuted:\n%s", fits, text)
		}
	}
}

// How a complaint or a bad rating ended counts from the day it is known.
func TestOutcomesAreAsOfTheCutoff(t *testing.T) {
	s, _ := handMade(t)
	closed := func(no, day string) []any {
		return []any{no, "12345", "2026-09-20", "110101", "F23", "M0001", "", "", "exact", "", "0301", "0301", 90, 1, 2, 1, 0, 0, "个人", "电话没人接", 1, 1, 1, 1, 1, 0, 0, "办结", day}
	}
	rated := func(day string) []any {
		return []any{"P10005", "110102", "F23", "M0003", "H2", day, 1, 1, "110", 5, 0, 1, 0, 0, 1, 1, 1, 1}
	}
	fill(t, s, map[string][][]any{
		complaintHead: {closed("GZ-21", "2026-09-30"), closed("GZ-22", "2026-10-01")},
		"evaluation project_no region dept matter hall date channel satisfaction code window_no is_default valid abnormal anonymous rectify_due rectify_ontime visited feedback": {rated("2026-09-23"), rated("2026-09-24")},
	})
	set, _ := masters(t)
	for cutoff, want := range map[string]map[string]int64{
		"2026-09-30": {"E102": 3, "E103": 3, "E104": 3, "E201": 3, "E203": 3},
		"2026-09-22": {"E102": 2, "E103": 2, "E104": 2, "E201": 2, "E203": 2},
	} {
		snap := measured(t, s, quarter, cutoff)
		for code, n := range want {
			c := snap.Cubes[find(set, code).Feed]
			sum := int64(0)
			for _, r := range c.Rows {
				sum += r.Sums[c.Column(code+".den")]
			}
			if sum != n {
				t.Errorf("%s up to %s: of %d, want %d", code, cutoff, sum, n)
			}
		}
	}
	september := measured(t, s, zhixiao.Period{Kind: zhixiao.Month, Year: 2026, N: 9}, "2026-09-30")
	for _, c := range september.Complaints {
		if open := c.No == "GZ-22"; open == (c.Status == "办结") || open == c.Solved || open == c.Responded || open == c.Due || open != c.Closed.IsZero() {
			t.Errorf("%s: %+v", c.No, c)
		}
	}
}

// A source says the last day it has rows of; where days are terms or stand for
// months it says none.
func TestSourcesSayTheirLastDay(t *testing.T) {
	s, _ := handMade(t)
	got := map[string]string{}
	measured(t, s, quarter, "2026-09-30")
	again, err := s.SnapshotByID(context.Background(), "2026Q3.v1")
	if err != nil {
		t.Fatal(err)
	}
	for _, src := range again.Sources {
		if !src.Last.IsZero() {
			got[src.Table] = src.Last.Format(time.DateOnly)
		}
	}
	want := map[string]string{
		"cases": "2026-09-30", "complaint": "2026-08-10", "consult": "2026-07-06", "correction": "2026-09-02", "evaluation": "2026-07-08", "guide_check": "2026-07-06",
		"guide_rating": "2026-07-06", "interview": "2026-07-06", "online_session": "2026-07-06", "phone_call": "2026-07-07", "stage": "2026-09-30", "survey": "2026-07-08",
		"ticket": "2026-07-07", "visit": "2026-07-07",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	for _, src := range measured(t, s, quarter, "2026-09-29").Sources {
		if src.Table == "cases" && src.Last.Format(time.DateOnly) != "2026-08-14" {
			t.Errorf("cases up to 29 September end on %s", src.Last.Format(time.DateOnly))
		}
	}
}
