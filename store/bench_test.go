package store_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"zhixiao"
	"zhixiao/store"
)

// BenchmarkFreeze freezes a day, a week, a month, a quarter and the months of the
// mid-term report inside a database of four quarters.
func BenchmarkFreeze(b *testing.B) {
	ctx, path := context.Background(), filepath.Join(b.TempDir(), "big.db")
	big(b, path)
	set, units := masters(b)
	s, err := store.Open(ctx, path)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	for _, name := range []string{"2026-08-17", "2026W33", "2026-08", "2026Q3", "2026-interim"} {
		p, err := zhixiao.ParsePeriod(name)
		if err != nil {
			b.Fatal(err)
		}
		cutoff := p.End()
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				// Another cutoff makes another version, so that writing is measured too.
				cutoff = cutoff.AddDate(0, 0, 1)
				if _, _, err := s.Freeze(ctx, p, set, units, cutoff); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// big fills four quarters of 200,000 cases, 150,000 evaluations and 12,500
// complaints each, and of the smaller feeds in proportion.
func big(b *testing.B, path string) {
	b.Helper()
	s, err := store.Create(context.Background(), path)
	if err != nil {
		b.Fatal(err)
	}
	_, units := masters(b)
	day0 := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	day := func(i, n int) string { return day0.AddDate(0, 0, i*365/n).Format(time.DateOnly) }
	region := func(i int) string { return units[1+i*i%17].Code }
	dept := func(i int) string { return units[18+(i/3)%48].Code }
	matter := func(i int) string { return fmt.Sprintf("M%04d", (i/3)%48*8+i%8) }
	fill := func(l *store.Loader, table string, n int, columns []string, row func(i int) []any) error {
		in, err := l.Insert(table, columns)
		if err != nil {
			return err
		}
		for i := range n {
			if err := in.Add(row(i)...); err != nil {
				return err
			}
		}
		return in.Flush()
	}
	err = s.Load(context.Background(), func(l *store.Loader) error {
		if err := fill(l, "cases", 800_000, []string{"project_no", "region", "dept", "matter", "hall", "apply_date", "channel", "promised", "promise_days", "accept_days", "handle_days", "accepted", "finished", "overdue", "overlong", "corrections", "subject_first", "subject_repeat", "special", "refused", "came", "chain_ok"}, func(i int) []any {
			return []any{fmt.Sprintf("P%08d", i), region(i), dept(i), matter(i), "H1", day(i, 800_000), i % 3, i % 2, 10, i % 7, i % 13, 1, 1, i % 97 / 96, i % 499 / 498, i % 9 / 8, 1, i % 21 / 20, 0, 0, i % 2, 1}
		}); err != nil {
			return err
		}
		if err := fill(l, "evaluation", 600_000, []string{"region", "dept", "matter", "hall", "date", "channel", "satisfaction", "code", "window_no", "is_default", "valid", "abnormal", "anonymous"}, func(i int) []any {
			return []any{region(i), dept(i), matter(i), "H1", day(i, 600_000), 1, 5 - i%499/496, "207", i % 30, 0, 1, 0, i % 2}
		}); err != nil {
			return err
		}
		if err := fill(l, "ticket", 200_000, []string{"hall", "region", "dept", "date", "weekday", "hour", "wait_min", "windows_open", "booked", "booked_ontime"}, func(i int) []any {
			return []any{"H" + region(i), region(i), dept(i), day(i, 200_000), i % 5, 9 + i%8, i % 40, 10, 0, 0}
		}); err != nil {
			return err
		}
		if err := fill(l, "online_session", 200_000, []string{"region", "dept", "matter", "date", "step", "error", "submitted"}, func(i int) []any {
			return []any{region(i), dept(i), matter(i), day(i, 200_000), []string{"提交成功", "上传材料"}[i%2], "", i % 2}
		}); err != nil {
			return err
		}
		if err := fill(l, "survey", 122_000, []string{"wave", "region", "dept", "date", "identity", "channel", "weight", "valid", "d101", "d102", "d103", "d104", "d105", "d106", "d107", "change"}, func(i int) []any {
			return []any{"区域", region(i), "", day(i, 122_000), "个人", "线上", 1000, 1, 90, 90, 90, 90, 90, 90, -1, 1}
		}); err != nil {
			return err
		}
		return fill(l, "complaint", 50_000, []string{"no", "source", "date", "region", "dept", "matter", "street", "match_method", "l2", "model_l2", "confidence", "reviewed", "severity", "times", "dup", "typical", "identity", "text", "due", "responded", "visited", "solved", "satisfied", "repeated", "ontime", "status"}, func(i int) []any {
			return []any{fmt.Sprintf("GZ-%06d", i), "12345", day(i, 50_000), region(i), dept(i), matter(i), fmt.Sprintf("街道%d", i%200), "exact", fmt.Sprintf("%02d%02d", 1+i%12, 1+i%5), "0101", 90, 1, 1 + i%5, 1, 0, i % 20 / 19, "个人", "市民反映办理时间长，多次咨询没有结果，希望尽快答复。", 1, 1, 1, 1, 1, 0, 1, "办结"}
		})
	})
	if err != nil {
		b.Fatal(err)
	}
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkFreezeOfALoad freezes a quarter while its database is created: when the
// loader remembers its rows' checksum and place, and when it does not, as the rows name
// their numbers themselves. It is what loaded.go and rowtext.go buy.
func BenchmarkFreezeOfALoad(b *testing.B) {
	for name, column := range map[string]string{"remembered": "project_no", "read again": "id"} {
		b.Run(name, func(b *testing.B) { freezeOfALoad(b, column) })
	}
}

func freezeOfALoad(b *testing.B, column string) {
	ctx := context.Background()
	set, units := masters(b)
	p := zhixiao.Period{Kind: zhixiao.Quarter, Year: 2026, N: 3}
	s, err := store.Create(ctx, filepath.Join(b.TempDir(), "load.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	err = s.Load(ctx, func(l *store.Loader) error {
		columns := []string{"project_no", "region", "dept", "matter", "apply_date", "channel", "promised", "promise_days", "accept_days", "handle_days", "accepted", "finished", "overdue", "overlong", "corrections", "subject_first", "subject_repeat", "special", "refused", "came", "chain_ok"}
		if column == "id" {
			columns = append(columns, column)
		}
		in, err := l.Insert("cases", columns)
		if err != nil {
			return err
		}
		for i := range 200_000 {
			row := []any{fmt.Sprintf("P%08d", i), units[1+i%17].Code, units[18+i%48].Code, fmt.Sprintf("M%04d", i%400), p.Start().AddDate(0, 0, i%92).Format(time.DateOnly), i % 3, i % 2, 10, i % 7, i % 9, 1, 1, 0, 0, i % 9 / 8, 1, 0, 0, 0, i % 2, 1}
			if column == "id" {
				row = append(row, i+1)
			}
			if err := in.Add(row...); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		m, err := s.Measure(ctx, p, set, units, p.End())
		if err != nil {
			b.Fatal(err)
		}
		if _, _, err := m.Keep(ctx); err != nil {
			b.Fatal(err)
		}
	}
}
