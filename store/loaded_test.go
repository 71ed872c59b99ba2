package store_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zhixiao"
	"zhixiao/store"
)

// filled makes a database of the hand-made rows in one load or two.
func filled(t *testing.T, loads int) (*store.Store, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "filled.db")
	s, err := store.Create(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	for half := range loads {
		err := s.Load(context.Background(), func(l *store.Loader) error {
			for _, h := range hand {
				in, err := l.Insert(h.table, strings.Split(h.columns, ","))
				if err != nil {
					return err
				}
				for i, row := range h.rows {
					// What others refer to comes first.
					parent, child := h.table == "visit" || h.table == "governance", h.table == "visit_finding" || h.table == "governance_task"
					if !parent && !child && i%loads == half || parent && half == 0 || child && half == loads-1 {
						if err := in.Add(row...); err != nil {
							return err
						}
					}
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return s, path
}

// TestAFreezeWhileCreatingIsTheSameLater freezes periods of all lengths before and
// after the database is closed: what is remembered of loading agrees with what is
// read back.
func TestAFreezeWhileCreatingIsTheSameLater(t *testing.T) {
	for _, loads := range []int{1, 2} {
		t.Run(fmt.Sprint(loads), func(t *testing.T) { sameLater(t, loads) })
	}
}

func sameLater(t *testing.T, loads int) {
	ctx := context.Background()
	set, units := masters(t)
	s, path := filled(t, loads)
	periods := []string{"2026Q3", "2026-07", "2026-08", "2026Q2", "2026W28", "2026-07-06", "2026-interim", "2027-final"}
	for _, name := range periods {
		p, err := zhixiao.ParsePeriod(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := s.Freeze(ctx, p, set, units, time.Time{}); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, name := range periods {
		p, _ := zhixiao.ParsePeriod(name)
		if snap, notes, err := s.Freeze(ctx, p, set, units, time.Time{}); err != nil || snap.Version != 1 {
			t.Errorf("%s again: %v, %v", name, notes, err)
		}
	}
}

// TestRowsFromElsewhereAreSeenWhileCreating puts a row in by another way than the
// loader: it must count.
func TestRowsFromElsewhereAreSeenWhileCreating(t *testing.T) {
	ctx := context.Background()
	set, units := masters(t)
	s, path := filled(t, 2)
	defer s.Close()
	before, _, err := s.Freeze(ctx, quarter, set, units, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	raw(t, path).MustExec("INSERT INTO consult(region, dept, date, due, ontime) VALUES('110101', 'F23', '2026-08-08', 1, 1)")
	after, _, err := s.Freeze(ctx, quarter, set, units, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	rows := func(s *zhixiao.Snapshot) int64 {
		for _, src := range s.Sources {
			if src.Table == "consult" {
				return src.Rows
			}
		}
		return 0
	}
	if rows(after) != rows(before)+1 {
		t.Errorf("consult: %d rows after %d", rows(after), rows(before))
	}
}

// TestWhatIsTakenBackIsForgotten loads rows that are refused at the end.
func TestWhatIsTakenBackIsForgotten(t *testing.T) {
	ctx := context.Background()
	set, units := masters(t)
	s, _ := filled(t, 2)
	defer s.Close()
	want, _, err := s.Freeze(ctx, quarter, set, units, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	err = s.Load(ctx, func(l *store.Loader) error {
		in, err := l.Insert("consult", []string{"region", "dept", "date", "due", "ontime"})
		if err != nil {
			return err
		}
		if err := in.Add("110101", "F23", "2026-08-08", 1, 1); err != nil {
			return err
		}
		in, err = l.Insert("visit_finding", []string{"no", "seq", "item", "l2", "severity", "posted", "actual", "evidence"})
		if err != nil {
			return err
		}
		return in.Add("TY-none", 1, "a", "0101", "一般", "b", "c", "d")
	})
	if err == nil {
		t.Fatal("a finding without a visit was taken")
	}
	if got, notes, err := s.Freeze(ctx, quarter, set, units, time.Time{}); err != nil || got.ID != want.ID {
		t.Errorf("got %v, %v", notes, err)
	}
}
