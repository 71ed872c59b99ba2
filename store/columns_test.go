package store

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zhixiao"
)

// Every column of every feed table has a heading of its kind, and every heading a
// column.
func TestEveryColumnHasAHeading(t *testing.T) {
	s, err := Create(context.Background(), filepath.Join(t.TempDir(), "a.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	used := map[string]bool{}
	for _, f := range forms() {
		columns, err := s.columns(context.Background(), f.table)
		if err != nil {
			t.Fatal(err)
		}
		names := map[string]bool{}
		for _, c := range columns {
			names[c.Name] = true
			h := c.heading
			if used[c.Name], used[f.table+"."+c.Name] = true, true; h.title == "" {
				t.Errorf("%s.%s has no heading", f.table, c.Name)
			}
			if number := h.kind == flag || h.kind == amount; number != (c.Type == "INTEGER") {
				t.Errorf("%s.%s is %s, its heading says otherwise", f.table, c.Name, c.Type)
			}
			if h.kind == amount && h.low >= h.high {
				t.Errorf("%s.%s has no bounds", f.table, c.Name)
			}
		}
		for _, name := range append(f.scope, f.date) {
			if name != "" && !names[name] {
				t.Errorf("%s has no column %s", f.table, name)
			}
		}
	}
	for _, h := range headings() {
		if !used[h.column] {
			t.Errorf("%s heads no column", h.column)
		}
	}
}

// rowOf is a row that every column's rule lets pass.
func rowOf(columns []column) []string {
	var row []string
	for _, c := range columns {
		switch h := c.heading; {
		case len(h.words) > 0:
			row = append(row, h.words[len(h.words)-1])
		case h.kind == unit:
			row = append(row, map[string]string{"region": "110101", "dept": "F01"}[c.Name])
		case h.kind == past || h.kind == ahead:
			row = append(row, "2026-08-01")
		case c.Type == "INTEGER":
			row = append(row, fmt.Sprint(max(h.low, 0)))
		default:
			row = append(row, "X1")
		}
	}
	return row
}

// What imports refuse, checks find: each column's bounds are broken in turn in a
// file, and in a database that was filled otherwise.
func TestBoundsAreKeptAtTheDoorAndInside(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	s, err := Create(ctx, filepath.Join(dir, "a.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	intake := Intake{Now: time.Date(2026, 8, 31, 0, 0, 0, 0, time.UTC), Units: []zhixiao.Unit{{Code: "110101", Kind: zhixiao.Region}, {Code: "F01", Kind: zhixiao.Domain}}}
	checked := map[string]bool{}
	for _, r := range ruledTables() {
		checked[r.table] = true
	}
	for _, f := range forms() {
		columns, err := s.columns(ctx, f.table)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, c := range columns {
			names = append(names, c.Name)
		}
		file := func(i int, value string) string {
			row := rowOf(columns)
			row[i] = value
			path := filepath.Join(dir, f.table+".csv")
			if err := os.WriteFile(path, []byte(strings.Join(names, ",")+"\n"+strings.Join(row, ",")+"\n"), 0o644); err != nil {
				t.Fatal(err)
			}
			return path
		}
		for i, c := range columns {
			for _, value := range outside(c) {
				_, err := s.Import(ctx, file(i, value), intake)
				if err == nil || !strings.Contains(err.Error(), "第2行: 列"+c.heading.String()+"：") || len(err.Error()) > 600 {
					t.Errorf("%s.%s = %.40s: %.300v", f.table, c.Name, value, err)
				}
				r, bounded := c.heading.rule()
				if !bounded || !checked[f.table] || c.Type != "INTEGER" || value == "1.5" {
					continue
				}
				var broken bool
				if err := s.db.Get(&broken, "SELECT "+strings.ReplaceAll(r.when, c.Name, value)); err != nil || !broken {
					t.Errorf("%s.%s = %s: check lets it pass, %v", f.table, c.Name, value, err)
				}
			}
		}
	}
}

// outside are values that a column may not hold.
func outside(c column) []string {
	switch h := c.heading; h.kind {
	case flag:
		return []string{"45", "-5", "99999999999", "2"}
	case amount:
		return []string{fmt.Sprint(h.low - 2), fmt.Sprint(h.high + 100), "99999999999", "1.5"}
	case past:
		return []string{"2026-09-01", "2062-08-01", "1999-12-31", "0001-01-01", "9999-12-31"}
	case ahead:
		return []string{"1999-12-31", "2100-01-01", "3000-01-01"}
	case unit:
		return []string{"蓬莱区"}
	case prose:
		return []string{strings.Repeat("字", longestProse+1)}
	}
	return []string{strings.Repeat("字", longestWord+1), strings.Repeat("x", 10<<10)}
}

// Sums of days where single services are wanted: the message says what a row is.
func TestSumsAreNoFlags(t *testing.T) {
	s, err := Create(context.Background(), filepath.Join(t.TempDir(), "a.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	path := filepath.Join(t.TempDir(), "在线咨询_8月.csv")
	if err := os.WriteFile(path, []byte("区域（region）,部门（dept）,日期（date）,应办（due）,按时（ontime）\n110101,F01,2026-08-01,45,43\n,,2026-08-02,1,1\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err = s.Import(context.Background(), path, Intake{Now: time.Date(2026, 8, 31, 0, 0, 0, 0, time.UTC), Units: []zhixiao.Unit{{Code: "110101", Kind: zhixiao.Region}, {Code: "F01", Kind: zhixiao.Domain}}})
	for _, want := range []string{"第2行: 列应办（due）：45不是0或1", "每行是一次咨询", "没有按日、按月合计的格式", "列按时（ontime）：43不是0或1", "第3行: 区域和部门都是空的"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want %q, got %v", want, err)
		}
	}
}

// A day is no later than the day of import in Beijing, where it is tomorrow already
// while it is today elsewhere.
func TestTodayIsBeijings(t *testing.T) {
	h := headingOf("consult", "date")
	now := beijing(time.Date(2026, 8, 31, 17, 0, 0, 0, time.UTC))
	if wrong := h.day("2026-09-01", now); wrong != nil {
		t.Error(wrong)
	}
	if wrong := h.day("2026-09-02", now); wrong == nil || !strings.Contains(wrong.Error(), "晚于今天（2026-09-01）") {
		t.Error(wrong)
	}
}
