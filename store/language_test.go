package store_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"zhixiao"
	"zhixiao/counting"
)

// The tables that may be counted have the columns that counting knows, of the kinds it
// says.
func TestCountingKnowsTheTables(t *testing.T) {
	_, path := handMade(t)
	db := raw(t, path)
	for _, table := range counting.Tables() {
		var columns []struct{ Name, Type string }
		if err := db.Select(&columns, "SELECT name, type FROM pragma_table_info(?) WHERE name NOT IN ('id', 'batch') ORDER BY cid", table.Name); err != nil {
			t.Fatal(err)
		}
		var names, want []string
		for _, c := range columns {
			names = append(names, c.Name)
			known, _ := table.Column(c.Name)
			if whole := c.Type == "INTEGER"; c.Type != "" && whole != (known.Kind == counting.Number) {
				t.Errorf("%s.%s is %s, not %s", table.Name, c.Name, c.Type, known.Kind)
			}
		}
		for _, c := range table.Columns {
			want = append(want, c.Name)
		}
		if d := cmp.Diff(want, names); d != "" {
			t.Errorf("%s: %s", table.Name, d)
		}
	}
	var feeds []string
	if err := db.Select(&feeds, "SELECT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = 'batch' AND m.name <> 'import_replaced'"); err != nil {
		t.Fatal(err)
	}
	for _, name := range feeds {
		if _, known := counting.Find(name); !known {
			t.Errorf("the feed table %s cannot be counted", name)
		}
	}
}

// tallied freezes the hand-made quarter with a set of one feed over cases, whose
// tallies and dimensions are given, and answers the cube's sums by its keys.
func tallied(t *testing.T, dims []zhixiao.Dim, where string, exprs ...string) map[string][]int64 {
	t.Helper()
	s, _ := handMade(t)
	_, units := masters(t)
	feed := zhixiao.Feed{Name: "case", Table: "cases", Date: "apply_date", Where: where, Dims: dims}
	for i, e := range exprs {
		feed.Tallies = append(feed.Tallies, zhixiao.Tally{Name: fmt.Sprint("t", i), Expr: e})
	}
	set := &zhixiao.IndicatorSet{Version: "one feed", Language: zhixiao.Counting, Feeds: []zhixiao.Feed{feed}}
	snap, _, err := s.Freeze(context.Background(), quarter, set, units, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	sums := map[string][]int64{}
	for _, r := range snap.Cubes["case"].Rows {
		key := fmt.Sprint(r.Keys)
		if sums[key] == nil {
			sums[key] = make([]int64, len(exprs))
		}
		for i, n := range r.Sums {
			sums[key][i] += n
		}
	}
	return sums
}

// Of the hand-made quarter seven cases count; what is expected was counted by eye.
func TestEachWordOfTheLanguageCounts(t *testing.T) {
	for expr, want := range map[string]int64{
		"count": 7, "count(promised = 1)": 6, "count(promised = 1 and not finished = 1)": 2, "count(channel = 2 or channel = 0)": 3,
		"count(channel in (0, 2))": 3, "count(accept_days between 1 and 5)": 4, "count(accept_days = -1)": 1, "count(hall = '' or hall > 'H1')": 3,
		"sum(handle_days)": 39, "sum(handle_days where overdue = 0)": 14, "sum(handle_days * 2 - 1 where came > 1)": 54,
		"sum(handle_days / promise_days)": 2, "sum((handle_days + promise_days) / 10 where finished = 1)": 5, "sum(-came + 10)": 62,
		"sum(points(channel, 1, 100, 2, 7))": 407, "count(came <> 0) - count(came >= 2)": 3, "count(came = 1) + sum(came where came <= 1)": 6,
		"count(month(apply_date) = '2026-08')": 5, "sum(days(apply_date, apply_date) + 1)": 7, "count(apply_date < '2026-08-01')": 1,
		"count(text(hall, '-', channel) = 'H1-1')": 3, "count(project_no <> 'it''s')": 7,
	} {
		if got := tallied(t, nil, "", expr)["[]"]; !slices.Equal(got, []int64{want}) {
			t.Errorf("%s is %v, want %d", expr, got, want)
		}
	}
	if got := tallied(t, nil, "channel = 1 and came = 0", "count", "sum(handle_days)")["[]"]; !slices.Equal(got, []int64{2, 4}) {
		t.Errorf("where channel = 1 and came = 0: %v", got)
	}
	days := []zhixiao.Dim{{Name: "month", Expr: "month(apply_date)"}, {Name: "window", Expr: "text(hall, '-', came) where came > 1"}}
	got := tallied(t, days, "", "count")
	for key, n := range map[string]int64{"[2026-07 ]": 1, "[2026-08 H2-3]": 1, "[2026-08 ]": 4, "[2026-09 H1-2]": 1} {
		if !slices.Equal(got[key], []int64{n}) || len(got) != 4 {
			t.Errorf("%s: %v of %v", key, got[key], got)
		}
	}
}

// A set whose language or expressions the store does not know cannot be measured, and
// says so.
func TestAStrangeSetIsRefused(t *testing.T) {
	s, _ := handMade(t)
	_, units := masters(t)
	feed := zhixiao.Feed{Name: "case", Table: "cases", Date: "apply_date", Tallies: []zhixiao.Tally{{Name: "a", Expr: "count(cam = 1)"}}}
	for _, language := range []zhixiao.Language{zhixiao.Counting, "later"} {
		set := &zhixiao.IndicatorSet{Version: "strange", Language: language, Feeds: []zhixiao.Feed{feed}}
		if _, _, err := s.Freeze(context.Background(), quarter, set, units, time.Time{}); err == nil {
			t.Errorf("%q was measured", language)
		}
	}
}
