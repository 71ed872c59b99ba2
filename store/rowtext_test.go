package store

import (
	"context"
	"database/sql/driver"
	"path/filepath"
	"testing"
)

// A row is laid out while it is loaded as SQLite lays it out later.
func FuzzRowText(f *testing.F) {
	s, err := Create(context.Background(), filepath.Join(f.TempDir(), "a.db"))
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = s.Close() })
	for _, seed := range []string{"", "东城区", "a\"b\\c/d", "\x01\x1f\b\f\n\r\t\x7f", "it's ünïcode 𠮷 \u2028", "null"} {
		f.Add(seed, int64(-1), "办件")
	}
	f.Fuzz(func(t *testing.T, a string, n int64, b string) {
		var want string
		if err := s.db.Get(&want, "SELECT json_array(7, ?, ?, ?, 'it''s', 5)", a, n, b); err != nil {
			t.Skip(err) // text that SQLite takes for none
		}
		var r rowText
		for _, c := range []struct {
			name, kind, fallback string
			at                   int
		}{{"id", "INTEGER", "", -1}, {"a", "TEXT", "", 0}, {"n", "INTEGER", "", 2}, {"b", "TEXT", "", 1}, {"c", "TEXT", "'it''s'", -1}, {"d", "INTEGER", "5", -1}} {
			r.column(c.name, c.kind, c.fallback, c.at)
		}
		got := r.line(nil, 7, []driver.NamedValue{{Value: a}, {Value: b}, {Value: n}})
		if string(got) != want+"\n" || r.fault != nil {
			t.Errorf("laid out as %q, by SQLite as %q, %v", got, want, r.fault)
		}
	})
}

// What cannot be laid out while it is loaded is a fault, and read again by a freeze.
func TestRowsThatCannotBeLaidOut(t *testing.T) {
	for _, c := range []struct{ kind, fallback string }{{"TEXT", "CURRENT_DATE"}, {"INTEGER", "abs(1)"}} {
		var r rowText
		if r.column("x", c.kind, c.fallback, byDefault); r.fault == nil {
			t.Errorf("the default %s is laid out", c.fallback)
		}
	}
	var r rowText
	r.column("x", "TEXT", "", 0)
	if r.line(nil, 1, []driver.NamedValue{{Value: nil}}); r.fault == nil {
		t.Error("no value is laid out")
	}
}
