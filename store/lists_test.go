package store_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"zhixiao"
)

// A month keeps every complaint that counts with what was done about it by the
// cutoff, and how the month before has come along. Linked is only what has a case in
// 办件库: not what only has a number.
func TestListsOfAMonth(t *testing.T) {
	s, _ := handMade(t)
	set, units := masters(t)
	day := func(m time.Month, d int) time.Time { return time.Date(2026, m, d, 0, 0, 0, 0, time.UTC) }
	july := zhixiao.Period{Kind: zhixiao.Month, Year: 2026, N: 7}
	for _, tt := range []struct {
		name     string
		period   zhixiao.Period
		cutoff   time.Time
		want     []zhixiao.Complaint
		progress []zhixiao.Progress
	}{
		{"closed after the cutoff is still open", july, day(7, 8), []zhixiao.Complaint{
			{No: "GZ-1", Item: "1", Match: "exact", Status: "整改中"},
		}, nil},
		{"closed by the cutoff", july, day(7, 31), []zhixiao.Complaint{
			{No: "GZ-1", Item: "1", Match: "exact", Status: "办结", Closed: day(7, 9)},
		}, nil},
		{"duplicates and what is no service are left out", july.Next(), day(8, 31), []zhixiao.Complaint{
			{No: "GZ-2", Item: "1", Match: "rule", Status: "办结"}, {No: "GZ-3", Item: "3", Match: "exact", Linked: true, Status: "办结"},
			{No: "GZ-4", Match: "exact", Status: "在办"}, {No: "GZ-7", Item: "3", Match: "text", Status: "办结"},
		}, []zhixiao.Progress{{Date: day(7, 6), Source: "12345", Status: "办结", Cases: 1}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			snap, _, err := s.Freeze(context.Background(), tt.period, set, units, tt.cutoff)
			if err != nil {
				t.Fatal(err)
			}
			var got []zhixiao.Complaint
			for _, c := range snap.Complaints {
				got = append(got, zhixiao.Complaint{No: c.No, Item: c.Item, Match: c.Match, Linked: c.Linked, Status: c.Status, Closed: c.Closed})
			}
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Error(d)
			}
			if d := cmp.Diff(tt.progress, snap.Progress); d != "" {
				t.Error(d)
			}
		})
	}
}
