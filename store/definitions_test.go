package store_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"zhixiao"
	"zhixiao/templates"
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

// respelled is set with another version, in which B101 has another numerator.
func respelled(set *zhixiao.IndicatorSet, version, num string) *zhixiao.IndicatorSet {
	changed := *set
	changed.Version = version
	changed.Indicators = slices.Clone(set.Indicators)
	for i := range changed.Indicators {
		if changed.Indicators[i].Code == "B101" {
			changed.Indicators[i].Num = num
		}
	}
	return &changed
}

// former is the set of program 0.2.0, whose expressions are SQL.
func former(t testing.TB) *zhixiao.IndicatorSet {
	t.Helper()
	set, err := templates.FormerIndicators("14a1f43508b6")
	if err != nil || set == nil || set.Language != zhixiao.SQL {
		t.Fatal(set, err)
	}
	return set
}

// A definition spelled otherwise that counts the same on the rows is the same: of
// the two freezes nothing is told as redefined, and neither is of a third. One that
// counts otherwise on any row is another.
func TestFreezeKnowsTranslations(t *testing.T) {
	for _, c := range []struct {
		name, first, second string
		redefined           bool
	}{
		{"the other way round", "count(promised = 1 and overdue = 0)", "count(overdue = 0 and promised = 1)", false},
		{"said otherwise", "sum(finished)", "count(not finished <> 1)", false},
		{"really another", "count(promised = 1 and overdue = 0)", "count(promised = 1)", true},
		{"in SQL before", "promised = 1 AND overdue = 0", "count(promised = 1 and overdue = 0)", false},
		{"in SQL before, and really another", "promised = 1 AND overdue = 0", "count(promised = 1)", true},
		{"in SQL before, of a column that is no more", "missing_column", "sum(finished)", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, path := handMade(t)
			ctx := context.Background()
			set, units := masters(t)
			db := raw(t, path)
			db.MustExec("UPDATE cases SET apply_date = '2026-05-01' WHERE id = 1")
			db.MustExec("UPDATE cases SET promised = 1, overdue = 1, finished = 1 WHERE id IN (1, 2)")
			first := respelled(set, "first", c.first)
			if strings.HasPrefix(c.name, "in SQL before") {
				first = respelled(former(t), "first", c.first)
			}
			if c.first == "missing_column" {
				db.MustExec("ALTER TABLE cases ADD COLUMN missing_column INTEGER NOT NULL DEFAULT 1")
			}
			_, _, err := s.Freeze(ctx, quarter.Prev(), first, units, time.Time{})
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(c.name, "no more") {
				db.MustExec("ALTER TABLE cases DROP COLUMN missing_column")
			}
			after, notes, err := s.Freeze(ctx, quarter, respelled(set, "second", c.second), units, time.Time{})
			if err != nil {
				t.Fatal(err)
			}
			if told := strings.Contains(strings.Join(notes, "\n"), "B101"); told != c.redefined {
				t.Errorf("notes: %q, want B101 told %v", notes, c.redefined)
			}
			back, err := s.Snapshots(ctx, quarter)
			if err != nil || len(back) != 2 {
				t.Fatal(back, err)
			}
			for _, code := range []string{"B101", "B104"} {
				if same := back[0].Definitions[code] == back[1].Definitions[code]; same == (c.redefined && code == "B101") {
					t.Errorf("%s: same definition %v", code, same)
				}
			}
			if back[1].Definitions["B101"] != after.Definitions["B101"] {
				t.Error("the snapshot freezing gave knows its definitions otherwise than the one read back")
			}
		})
	}
}

// What program 0.1.0 wrote of a definition is known as the same as what is written
// of it today: in the set that was used then, in another with the same text, and in
// today's language, when the store knows what the set of then was.
func TestFreezeKnowsFormerDigests(t *testing.T) {
	today, units := masters(t)
	then := former(t)
	renamed := *then
	renamed.Version += "another"
	for _, later := range []*zhixiao.IndicatorSet{then, &renamed, today} {
		s, path := handMade(t)
		s.Knows(templates.FormerIndicators)
		fill(t, s, governed)
		ctx := context.Background()
		db := raw(t, path)
		db.MustExec("UPDATE cases SET apply_date = '2026-05-01' WHERE id = 1")
		if _, _, err := s.Freeze(ctx, quarter.Prev(), then, units, time.Time{}); err != nil {
			t.Fatal(err)
		}
		db.MustExec("DROP TRIGGER indicator_set_keep_d")
		db.MustExec("DELETE FROM indicator_set")
		for code, digest := range then.FormerDefinitions() {
			db.MustExec("UPDATE definition SET digest = ? WHERE code = ?", digest, code)
		}
		_, notes, err := s.Freeze(ctx, quarter, later, units, time.Time{})
		if err != nil {
			t.Fatal(err)
		}
		if len(notes) != 1 {
			t.Errorf("version %q: %q", later.Version, notes)
		}
		back, err := s.Snapshots(ctx, quarter)
		if err != nil || len(back) != 2 {
			t.Fatal(back, err)
		}
		if d := cmp.Diff(back[0].Definitions, back[1].Definitions); d != "" {
			t.Errorf("version %q: %s", later.Version, d)
		}
	}
}

// A snapshot's whole indicator set is kept as it was; how papers read it is said by
// the templates in use and not kept.
func TestFreezeKeepsTheIndicatorSet(t *testing.T) {
	s, path := handMade(t)
	ctx := context.Background()
	set, units := masters(t)
	snap, _, err := s.Freeze(ctx, quarter, set, units, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	kept, err := s.IndicatorSet(ctx, snap.Set)
	if err != nil || kept == nil {
		t.Fatal(kept, err)
	}
	measured := *set
	measured.Roles = nil
	if d := cmp.Diff(&measured, kept); d != "" {
		t.Error(d)
	}
	if _, err := raw(t, path).Exec("UPDATE indicator_set SET body = ''"); err == nil {
		t.Error("a kept set could be changed")
	}
	if none, err := s.IndicatorSet(ctx, "nowhere"); none != nil || err != nil {
		t.Error(none, err)
	}
}

// The same rows counted otherwise, as a mended program does, make a new version;
// counted the same they make none.
func TestFreezeSeesAnotherCount(t *testing.T) {
	s, path := handMade(t)
	ctx := context.Background()
	set, units := masters(t)
	first, _, err := s.Freeze(ctx, quarter, set, units, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	again, _, err := s.Freeze(ctx, quarter, set, units, time.Time{})
	if err != nil || again.ID != first.ID {
		t.Fatalf("%v: %v", again, err)
	}
	for _, damage := range []string{
		"UPDATE snapshot_cube SET body = replace(body, '\t1', '\t2') WHERE feed = 'case'", "UPDATE snapshot_list SET body = 'null' WHERE name = 'visits'",
	} {
		db := raw(t, path)
		db.MustExec("DROP TRIGGER IF EXISTS snapshot_cube_keep_u; DROP TRIGGER IF EXISTS snapshot_list_keep_u")
		db.MustExec(damage + " AND snapshot = (SELECT id FROM snapshot ORDER BY version DESC LIMIT 1)") // as if another program had counted
		last := again
		again, _, err = s.Freeze(ctx, quarter, set, units, time.Time{})
		if err != nil || again.Version != last.Version+1 {
			t.Errorf("%s: %s, %v", damage, again.ID, err)
		}
	}
}
