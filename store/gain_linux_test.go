package store

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"zhixiao"
)

// gain reports what a clever way buys: how many times as much processor time and
// allocated memory the plain way to the same result takes. The two take turns. What
// gains less than 1.15 in both goes.
func gain(b *testing.B, plain, clever func() error) {
	b.Helper()
	var spent, allocated [2]float64
	for b.Loop() {
		for i, way := range []func() error{plain, clever} {
			runtime.GC()
			cpu, bytes := used()
			if err := way(); err != nil {
				b.Fatal(err)
			}
			cpuAfter, bytesAfter := used()
			spent[i] += cpuAfter - cpu
			allocated[i] += bytesAfter - bytes
		}
	}
	b.ReportMetric(spent[0]/spent[1], "x-time")
	b.ReportMetric(allocated[0]/allocated[1], "x-memory")
}

// used is the processor time that the process took and the bytes that it allocated.
func used() (cpu, bytes float64) {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err) // of the process itself it can always be asked
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(u.Utime.Nano() + u.Stime.Nano()), float64(m.TotalAlloc)
}

const gainRows = 100_000

var gainColumns = []string{"project_no", "region", "dept", "matter", "apply_date", "channel", "promised", "promise_days", "accept_days", "handle_days", "accepted", "finished", "overdue", "overlong", "corrections", "subject_first", "subject_repeat", "special", "refused", "came", "chain_ok"}

func gainRow(i int) []any {
	return []any{fmt.Sprintf("P%08d", i), fmt.Sprintf("1101%02d", i%17), fmt.Sprintf("F%02d", i%48), fmt.Sprintf("M%04d", i%400), "2026-08-01", int64(i % 3), int64(i % 2), int64(10), int64(i % 7), int64(i % 9), int64(1), int64(1), int64(0), int64(0), int64(i % 9 / 8), int64(1), int64(0), int64(0), int64(0), int64(i % 2), int64(1)}
}

func gainStore(b *testing.B) *Store {
	b.Helper()
	path := filepath.Join(b.TempDir(), "gain.db")
	s, err := Create(context.Background(), path)
	if err == nil {
		err = s.Close()
	}
	if err == nil {
		s, err = Open(context.Background(), path)
	}
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	return s
}

var errTakenBack = errors.New("taken back")

// BenchmarkRawLoad is what it buys to hand rows to the driver and not to database/sql.
func BenchmarkRawLoad(b *testing.B) {
	s, ctx := gainStore(b), context.Background()
	plain := func() error {
		tx, err := s.db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		one := "(?" + strings.Repeat(",?", len(gainColumns)-1) + ")"
		stmt, err := tx.PrepareContext(ctx, "INSERT INTO cases("+strings.Join(gainColumns, ",")+") VALUES "+one+strings.Repeat(","+one, bundle-1))
		if err != nil {
			return err
		}
		var args []any
		for i := range gainRows {
			if args = append(args, gainRow(i)...); len(args) < bundle*len(gainColumns) {
				continue
			}
			if _, err := stmt.ExecContext(ctx, args...); err != nil {
				return err
			}
			args = args[:0]
		}
		return errors.Join(stmt.Close(), tx.Rollback())
	}
	gain(b, plain, func() error {
		err := s.Load(ctx, func(l *Loader) error {
			in, err := l.Insert("cases", gainColumns)
			for i := 0; i < gainRows && err == nil; i++ {
				err = in.Add(gainRow(i)...)
			}
			return errors.Join(err, errTakenBack)
		})
		if errors.Is(err, errTakenBack) {
			return nil
		}
		return err
	})
}

// BenchmarkSummed is what it buys to keep a cube's sums beside it: to read a past
// period without its dimensions, as five quarters are for each batch.
func BenchmarkSummed(b *testing.B) {
	s, ctx := gainStore(b), context.Background()
	c := &zhixiao.Cube{Feed: "ticket", Dims: []string{"hall", "hour"}, Columns: []string{"tickets", "wait_min", "over30", "windows_open", "C201.num", "C201.den"}}
	for i := range 30_000 {
		c.Rows = append(c.Rows, zhixiao.CubeRow{Region: fmt.Sprintf("1101%02d", i/1800), Dept: fmt.Sprintf("F%02d", i/600%3), Keys: []string{fmt.Sprintf("H%d", i/100%18), fmt.Sprint(i % 24)}, Sums: []int64{int64(i), 2, 3, 4, 5, 6}})
	}
	w, err := write(c)
	if err != nil {
		b.Fatal(err)
	}
	snap := &zhixiao.Snapshot{ID: "2026Q3.v1", Version: 1, Set: "s", Period: zhixiao.Period{Kind: zhixiao.Quarter, Year: 2026, N: 3}, Cutoff: time.Date(2026, 9, 30, 0, 0, 0, 0, time.UTC)}
	tx, err := s.db.BeginTxx(ctx, nil)
	if err == nil {
		err = errors.Join(keep(ctx, tx, snap, []written{w}), tx.Commit())
	}
	if err != nil {
		b.Fatal(err)
	}
	plain := func() error {
		whole, err := s.read(ctx, s.db, snap.ID, inDetail)
		if err == nil {
			summed(whole.Cubes[c.Feed])
		}
		return err
	}
	gain(b, plain, func() error { _, err := s.read(ctx, s.db, snap.ID, summedUp); return err })
}
