package store_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// Freezing a period whose indicators are defined otherwise than in the period
// before says so, and both snapshots keep their own definitions.
func TestFreezeTellsOfChangedDefinitions(t *testing.T) {
	s, path := handMade(t)
	ctx := context.Background()
	set, units := masters(t)
	raw(t, path).MustExec("UPDATE cases SET apply_date = '2026-05-01' WHERE id = 1")
	before, _, err := s.Freeze(ctx, quarter.Prev(), set, units, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	changed := *set
	changed.Version += "x"
	changed.Indicators = append(changed.Indicators[:0:0], set.Indicators...)
	for i, ind := range changed.Indicators {
		if ind.Code == "B101" {
			changed.Indicators[i].Num = ind.Den
		}
	}
	after, notes, err := s.Freeze(ctx, quarter, &changed, units, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(notes, "\n"); !strings.Contains(got, "指标B101、D301的口径有调整") && !strings.Contains(got, "指标B101的口径有调整") {
		t.Errorf("notes: %s", got)
	}
	back, err := s.Snapshots(ctx, quarter)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []map[string]string{before.Definitions, after.Definitions} {
		if d := cmp.Diff(want, back[i].Definitions); d != "" {
			t.Errorf("%s: %s", back[i].ID, d)
		}
	}
	if before.Definitions["B101"] == after.Definitions["B101"] || before.Definitions["B104"] != after.Definitions["B104"] {
		t.Error("only B101 changed")
	}
}
