package store_test

import (
	"context"
	"testing"
	"time"

	"zhixiao"
)

// TestADayAndAWeekHoldTheWeeksBefore counts the cube of weeks a second time in
// plain SQL.
func TestADayAndAWeekHoldTheWeeksBefore(t *testing.T) {
	ctx := context.Background()
	set, units := masters(t)
	s, path := handMade(t)
	db := raw(t, path)
	db.MustExec(`INSERT INTO complaint SELECT 'N' || d.value, source, date('2026-06-01', '+' || d.value || ' days'), region, dept, matter, street, hall, match_method,
		project_no, l2, model_l2, confidence, reviewed, severity, times, dup, typical, identity, text, due, responded, visited, solved, satisfied, repeated, ontime, status, closed, NULL
		FROM json_each('[0,6,7,20,35,49,50,55,56,57,58,62,63,64,70,75]') d, complaint WHERE no = (SELECT MIN(no) FROM complaint WHERE dup = 0 AND l2 < '99')`)
	for _, tt := range []struct {
		period, first string
		days          bool
	}{{"2026W31", "2026-06-01", false}, {"2026-07-29", "2026-06-01", true}, {"2026W32", "2026-06-08", false}} {
		p, err := zhixiao.ParsePeriod(tt.period)
		if err != nil {
			t.Fatal(err)
		}
		snap, _, err := s.Freeze(ctx, p, set, units, time.Time{})
		if err != nil {
			t.Fatal(err)
		}
		if snap, err = s.SnapshotByID(ctx, snap.ID); err != nil {
			t.Fatal(err)
		}
		c := snap.Cubes["complaint_weeks"]
		if c == nil {
			t.Fatalf("%s has no weeks", tt.period)
		}
		if has := c.Dim("day") >= 0; has != tt.days {
			t.Errorf("%s: days %v", tt.period, has)
		}
		got := map[string]int64{}
		for _, r := range c.Rows {
			got[r.Keys[c.Dim("week")]] += r.Sums[c.Column("cases")]
		}
		var days []string
		if err := db.Select(&days, "SELECT date FROM complaint WHERE dup = 0 AND l2 < '99' AND date BETWEEN ? AND ?", tt.first, p.End().Format(time.DateOnly)); err != nil {
			t.Fatal(err)
		}
		want := map[string]int64{}
		for _, d := range days {
			at, _ := time.Parse(time.DateOnly, d)
			y, w := at.ISOWeek()
			want[zhixiao.Period{Kind: zhixiao.Week, Year: y, N: w}.String()]++
		}
		if len(want) < 5 || len(got) != len(want) {
			t.Errorf("%s: got %v, want %v", tt.period, got, want)
		}
		for w, n := range want {
			if got[w] != n {
				t.Errorf("%s %s: got %d, want %d", tt.period, w, got[w], n)
			}
		}
	}
	if snap, _, err := s.Freeze(ctx, quarter, set, units, time.Time{}); err != nil || snap.Cubes["complaint_weeks"] != nil {
		t.Errorf("a quarter needs no weeks: %v", err)
	}
}
