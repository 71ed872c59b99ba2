package store

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
)

func TestTruthOfExpressions(t *testing.T) {
	for expr, want := range map[string]bool{
		"a = 1":                       true,
		"a":                           false,
		"a + (b = 1)":                 false,
		"a + b = 1":                   true,
		"(a = 1) + (b = 2)":           false,
		"(a = 1) AND (b = 2)":         true,
		"CASE WHEN a = 1 THEN b END":  false,
		"CASE WHEN a THEN b END > 3":  true,
		"a << 2":                      false,
		"a<<2 >= b":                   true,
		"a BETWEEN 0 AND 5":           true,
		"not a":                       true,
		"a IN (1, 2)":                 true,
		"'a = 1'":                     false,
		"'it''s = 1' || b":            false,
		`"order" + [a = b]`:           false,
		"instr(a, 'x')":               false,
		"a ->> '$.x'":                 false,
		"a ->> '$.x' = 1":             true,
		"a /* = */":                   false,
		"landing":                     false,
		"COUNTIF":                     false,
		"coalesce(a, 1) IS NOT NULL":  true,
		"b.notnull_x":                 false,
		"a -- = 1":                    false,
		"iif(a = 1, 2, 3) * (b >= 2)": false,
		"办件 = 1":                      true,
		"办件_and_x":                    false,
	} {
		if got := truth(expr); got != want {
			t.Errorf("%s: got %v", expr, got)
		}
	}
}

// TestTruthsCountedAreTruthsSummed asks SQLite, with rows of every kind of value.
func TestTruthsCountedAreTruthsSummed(t *testing.T) {
	s, err := Create(context.Background(), filepath.Join(t.TempDir(), "t.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	const rows = "WITH v(x) AS (VALUES (NULL), (-2), (0), (1), (3)) SELECT %s FROM (SELECT l.x AS a, r.x AS b FROM v l, v r)"
	for _, expr := range []string{
		"a = 1", "a + b = 1", "(a = 1) AND (b = 3)", "CASE WHEN a THEN b END > 2", "a<<2 >= b", "a BETWEEN 0 AND 5",
		"not a", "a IN (1, 2, NULL)", "a OR b", "a IS b", "a NOTNULL", "NOT a IN (b, 3)", "a",
	} {
		var summed, counted int64
		if err := s.db.Get(&summed, fmt.Sprintf(rows, "COALESCE(SUM("+expr+"),0)")); err != nil {
			t.Fatalf("%s: %v", expr, err)
		}
		if err := s.db.Get(&counted, fmt.Sprintf(rows, total(expr))); err != nil || counted != summed {
			t.Errorf("%s: counted %d, summed %d, %v", expr, counted, summed, err)
		}
	}
}
