package analysis

import (
	"testing"
	"time"

	"zhixiao"
	"zhixiao/analysis/sample"
)

// A drop is told in % of before, one decimal, from ten complaints before on; more after
// is a negative one.
func TestDropsBeginAtTenBefore(t *testing.T) {
	f := facts(t, sample.Bare(sample.Quarter(3)))
	q := func(n int64) zhixiao.Quantity {
		return zhixiao.Quantity{Key: zhixiao.NewKey("q", "R1", sample.Quarter(3)), Value: zhixiao.Int(n), Unit: "件"}
	}
	for _, tt := range []struct {
		before, after int64
		want          string
	}{{10, 0, "100.0%"}, {10, 4, "60.0%"}, {30, 20, "33.3%"}, {10, 15, "-50.0%"}, {12, 12, "0.0%"}, {9, 0, zhixiao.NoBaseline.String()}, {0, 0, zhixiao.NoBaseline.String()}} {
		if got := f.Drop(q(tt.before), q(tt.after)).String(); got != tt.want {
			t.Errorf("%d, then %d: %s, want %s", tt.before, tt.after, got, tt.want)
		}
	}
	missing := q(20)
	missing.Missing = zhixiao.NotProvided
	if got := f.Drop(missing, q(1)); got.Ok() {
		t.Errorf("a drop from nothing known: %s", got)
	}
}

// A task is late by whole days beyond its limit, to the day it was done or the cutoff.
func TestTasksAreLateByWholeDays(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2026, 9, n, 0, 0, 0, 0, time.UTC) }
	for _, tt := range []struct {
		due, done time.Time
		want      int64
	}{
		{day(10), day(10), 0}, {day(10), day(11), 1}, {day(10), day(9), 0}, {day(10), time.Time{}, 10}, {day(20), time.Time{}, 0}, {day(21), time.Time{}, 0},
	} {
		if got := lateDays(zhixiao.LedgerTask{Due: tt.due, Done: tt.done}, day(20)); got != tt.want {
			t.Errorf("due %s, done %s: %d days, want %d", tt.due, tt.done, got, tt.want)
		}
	}
}
