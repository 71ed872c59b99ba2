package sqlite_test

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"testing"

	"zhixiao/store/sqlite"
)

// tables is a database with a parent and a child table, opened with settings.
func tables(t *testing.T, path, settings string) *sql.DB {
	t.Helper()
	db := sql.OpenDB(sqlite.Connector{Path: path, Settings: settings})
	t.Cleanup(func() { _ = db.Close() })
	if _, err := db.Exec("CREATE TABLE IF NOT EXISTS parent(no TEXT PRIMARY KEY) STRICT; CREATE TABLE IF NOT EXISTS child(no TEXT NOT NULL REFERENCES parent(no), n INTEGER NOT NULL) STRICT"); err != nil {
		t.Fatal(err)
	}
	return db
}

// Both drivers open names with every character a path may have, run the settings on
// every connection and give SQLite's codes for what went wrong.
func TestErrorsHaveTheirCodes(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "库 50%#a?b.db")
	db := tables(t, path, "PRAGMA busy_timeout = 1; PRAGMA foreign_keys = ON")
	if _, err := os.Stat(path); err != nil {
		t.Fatal(err)
	}
	writing, err := db.BeginTx(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	other := tables(t, filepath.Join(t.TempDir(), "none.db"), "")
	damaged := filepath.Join(t.TempDir(), "damaged.db")
	if err := os.WriteFile(damaged, []byte("this is no database at all, whatever its name may say"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		what              string
		do                func() error
		primary, extended int
	}{
		{"another writer", func() error { _, err := db.BeginTx(ctx, nil); return err }, sqlite.Busy, sqlite.Busy},
		{"a child without parent", func() error { _, err := writing.Exec("INSERT INTO child VALUES('x', 1)"); return err }, 19, sqlite.ForeignKey},
		{"no database", func() error { _, err := sqlite.Open(damaged).Exec("SELECT * FROM sqlite_schema"); return err }, sqlite.NotADB, sqlite.NotADB},
		{"only to read", func() error {
			_, err := sqlite.OpenReadOnly(path).Exec("INSERT INTO parent VALUES('x')")
			return err
		}, sqlite.ReadOnly, sqlite.ReadOnly},
		{"a full disk", func() error {
			_, err := other.Exec("PRAGMA max_page_count = 1; CREATE TABLE more(x); CREATE TABLE most(x)")
			return err
		}, sqlite.Full, sqlite.Full},
	} {
		primary, extended, ok := sqlite.Codes(c.do())
		if !ok || primary != c.primary || extended != c.extended {
			t.Errorf("%s: %d, %d, %v", c.what, primary, extended, ok)
		}
	}
	if _, _, ok := sqlite.Codes(context.Canceled); ok {
		t.Error("an error of something else has a code")
	}
}

// A statement that takes its transaction back leaves none open; another leaves it.
func TestInTransaction(t *testing.T) {
	ctx := context.Background()
	db := tables(t, filepath.Join(t.TempDir(), "a.db"), "")
	conn, err := db.Conn(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	err = conn.Raw(func(c any) error {
		own, err := sqlite.From(c)
		if err != nil {
			return err
		}
		for _, step := range []struct {
			sql  string
			open bool
		}{
			{"SELECT 1", false}, {"BEGIN IMMEDIATE", true}, {"INSERT INTO parent VALUES('a')", true}, {"INSERT INTO parent VALUES('a')", true},
			{"INSERT OR ROLLBACK INTO parent VALUES('a')", false}, {"BEGIN", true}, {"COMMIT", false},
		} {
			_, _ = own.ExecContext(ctx, step.sql, nil) // two of them must fail
			if open := sqlite.InTransaction(ctx, own); open != step.open {
				t.Errorf("after %s a transaction is open: %v", step.sql, open)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := sqlite.From(7); err == nil {
		t.Error("a number is taken for a connection")
	}
}
