package store_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zhixiao/store"
)

func newStore(t testing.TB) *store.Store {
	t.Helper()
	s, err := store.Create(context.Background(), filepath.Join(t.TempDir(), "t.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func TestOpenSaysWhatIsWrong(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	if _, err := store.Open(ctx, filepath.Join(dir, "none.db")); err == nil || !strings.Contains(err.Error(), "none.db: 数据库文件不存在") {
		t.Errorf("missing: %v", err)
	}
	bad := filepath.Join(dir, "bad.db")
	if err := os.WriteFile(bad, []byte(strings.Repeat("这不是数据库", 200)), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Open(ctx, bad); err == nil || !strings.Contains(err.Error(), "bad.db: 文件不是SQLite数据库或已损坏") {
		t.Errorf("damaged: %v", err)
	}
	if _, err := store.Create(ctx, bad); err == nil || !strings.Contains(err.Error(), "已存在") {
		t.Errorf("create over: %v", err)
	}
}

func TestOpenRefusesANewerDatabase(t *testing.T) {
	_, path := handMade(t)
	db := raw(t, path)
	db.MustExec("INSERT INTO goose_db_version(version_id, is_applied) VALUES(99, 1)")
	if _, err := store.Open(context.Background(), path); err == nil || !strings.Contains(err.Error(), "hand.db: 数据库版本为99，高于本程序支持的") {
		t.Errorf("got %v", err)
	}
}

func TestALockedDatabaseSaysSo(t *testing.T) {
	t.Parallel() // it waits out the busy timeout of five seconds
	s, path := handMade(t)
	tx, err := raw(t, path).Beginx()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback() }()
	tx.MustExec("UPDATE cases SET came = came")
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	err = s.SaveRemedies(ctx, "110101", quarter, nil)
	if err == nil || !strings.Contains(err.Error(), "正被其他程序占用") {
		t.Errorf("got %v", err)
	}
}

func TestLoadTakesEverythingBackOnAnError(t *testing.T) {
	s, ctx := newStore(t), context.Background()
	boom := errors.New("boom")
	err := s.Load(ctx, func(l *store.Loader) error {
		in, err := l.Insert("consult", []string{"region", "dept", "date", "due", "ontime"})
		if err != nil {
			return err
		}
		for range 250 {
			if err := in.Add("110101", "", "2026-08-01", 1, true); err != nil {
				return err
			}
		}
		return boom
	})
	if !errors.Is(err, boom) {
		t.Fatalf("got %v", err)
	}
}

func TestAddNamesTableAndRow(t *testing.T) {
	s, ctx := newStore(t), context.Background()
	err := s.Load(ctx, func(l *store.Loader) error {
		in, err := l.Insert("consult", []string{"region", "dept"})
		if err != nil {
			return err
		}
		return in.Add("110101")
	})
	if err == nil || !strings.Contains(err.Error(), "表consult 第1行") {
		t.Errorf("got %v", err)
	}
	err = s.Load(ctx, func(l *store.Loader) error { _, err := l.Insert("nosuch", []string{"a"}); return err })
	if err == nil || !strings.Contains(err.Error(), "表nosuch") {
		t.Errorf("got %v", err)
	}
}

func BenchmarkLoad(b *testing.B) {
	cols := []string{"project_no", "region", "dept", "matter", "apply_date", "channel", "promised", "promise_days", "accept_days", "handle_days", "accepted", "finished", "overdue", "overlong", "corrections", "subject_first", "subject_repeat", "special", "refused", "came", "chain_ok"}
	for range b.N {
		s := newStore(b)
		err := s.Load(context.Background(), func(l *store.Loader) error {
			in, err := l.Insert("cases", cols)
			if err != nil {
				return err
			}
			for i := range 200000 {
				if err := in.Add("P", "110105", "F23", "M0001", "2026-08-01", 1, 1, 20, 3, i%20, 1, 1, 0, 0, 0, 1, 0, 0, 0, 0, 1); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}
