package zhixiao_test

import (
	"testing"
	"time"

	"zhixiao"
)

func day(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t
}

func TestCalendarWorkdays(t *testing.T) {
	off := []time.Time{day("2026-10-01"), day("2026-10-02"), day("2026-10-05"), day("2026-10-06"), day("2026-10-07")}
	c := zhixiao.NewCalendar(off, []time.Time{day("2026-10-10")}, []int{2026})
	for _, tc := range []struct {
		from string
		n    int
		want string
	}{
		{"2026-09-30", 0, "2026-09-30"},
		{"2026-09-30", 1, "2026-10-08"}, // the holiday is no working day
		{"2026-09-30", 3, "2026-10-10"}, // the Saturday worked instead counts
		{"2026-09-30", 15, "2026-10-27"},
	} {
		got := c.After(day(tc.from), tc.n)
		if got != day(tc.want) {
			t.Errorf("After(%s, %d) = %s, want %s", tc.from, tc.n, got.Format(time.DateOnly), tc.want)
		}
		if n := c.Between(day(tc.from), got); n != tc.n {
			t.Errorf("Between(%s, %s) = %d, want %d", tc.from, tc.want, n, tc.n)
		}
	}
	if n := c.Between(day("2026-10-08"), day("2026-09-30")); n != -1 {
		t.Errorf("Between backwards = %d, want -1", n)
	}
	if !c.Known(2026) || c.Known(2027) {
		t.Error("Known does not follow the years entered")
	}
}
