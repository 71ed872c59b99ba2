package store_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"zhixiao"
)

// TestSeries freezes periods of all kinds and asks for what a report on each reads.
func TestSeries(t *testing.T) {
	ctx := context.Background()
	set, units := masters(t)
	s, _ := handMade(t)
	parse := func(name string) zhixiao.Period {
		p, err := zhixiao.ParsePeriod(name)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	for _, name := range []string{"2027-final", "2026-08", "2026Q3", "2026-interim", "2026-07", "2026Q2", "2026W28", "2026Q4", "2026-07-06", "2026-09"} {
		if _, _, err := s.Freeze(ctx, parse(name), set, units, time.Time{}); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	for _, tt := range []struct {
		upTo   string
		want   []string
		detail []string // those that keep their dimensions
	}{
		{"2026Q3", []string{"2026Q2", "2026Q3"}, []string{"2026Q2", "2026Q3"}},
		{"2026-09", []string{"2026-07", "2026-08", "2026-09"}, []string{"2026-07", "2026-08", "2026-09"}},
		{"2026W28", []string{"2026W28"}, []string{"2026W28"}},
		{"2026-07-06", []string{"2026-07-06"}, []string{"2026-07-06"}},
		{"2026-interim", []string{"2026Q2", "2026Q3", "2026-interim"}, []string{"2026Q2", "2026Q3", "2026-interim"}},
		{"2027-final", []string{"2026Q2", "2026Q3", "2026Q4", "2027-final"}, []string{"2026Q2", "2026Q3", "2026Q4", "2027-final"}},
		{"2027Q1", []string{"2026Q2", "2026Q3", "2026Q4"}, []string{"2026Q3", "2026Q4"}},
		{"2025Q1", nil, nil},
	} {
		all, err := s.Snapshots(ctx, parse(tt.upTo))
		if err != nil {
			t.Fatal(err)
		}
		var got, detail []string
		for _, snap := range all {
			got = append(got, snap.Period.String())
			if len(snap.Cubes["case"].Dims) > 0 {
				detail = append(detail, snap.Period.String())
			}
		}
		if !slices.Equal(got, tt.want) || !slices.Equal(detail, tt.detail) {
			t.Errorf("%s: got %v with dimensions %v, want %v with %v", tt.upTo, got, detail, tt.want, tt.detail)
		}
	}
}
