package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jmoiron/sqlx"

	"zhixiao"
)

// feedTable is a table that a freeze reads. Its rows are those dated in the
// period, or those that rows says, a condition in which ?1 and ?2 are the period's
// first and last day. Of a table that is planned the days are terms or stand for
// whole months: they do not say how far the feed reaches.
type feedTable struct {
	name, date, rows, key string
	planned               bool
}

// dated is the usual table: numbered rows with a day.
func dated(name, date string) feedTable { return feedTable{name: name, date: date, key: "id"} }

// planned is a dated table whose days are terms or stand for months.
func planned(name, date string) feedTable {
	return feedTable{name: name, date: date, key: "id", planned: true}
}

// ownKey is a table with a key of its own; either its rows have a day or rows says
// which count.
func ownKey(name, date, rows, key string) feedTable {
	return feedTable{name: name, date: date, rows: rows, key: key}
}

// feedTables in the order of their names in a snapshot's sources.
func feedTables() []feedTable {
	return []feedTable{
		planned("caseload", "date"), dated("cases", "apply_date"), ownKey("complaint", "date", "", "no"), dated("consult", "date"), dated("correction", "date"),
		dated("evaluation", "date"), ownKey("governance", "", "opened <= ?2", "no"), ownKey("governance_note", "", "no IN (SELECT no FROM governance WHERE opened <= ?2)", "no, name"),
		ownKey("governance_step", "", "date <= ?2", "no, date, status"), planned("governance_task", "due"),
		dated("guide_check", "date"), dated("guide_rating", "date"), planned("inspection_item", "due"), dated("interview", "date"),
		ownKey("matter", "", valid, "matter, region, valid_from"), dated("online_session", "date"), dated("phone_call", "date"),
		dated("stage", "date"), dated("survey", "date"), dated("ticket", "date"), ownKey("trial", "date", "", "no, seq"), ownKey("visit", "date", "", "no"),
		ownKey("visit_finding", "", "no IN (SELECT no FROM visit WHERE date BETWEEN ?1 AND ?2)", "no, seq"),
	}
}

// lastDay is the last day that a table has rows of in the period, zero where it has
// none or the days do not say.
func (f *freezer) lastDay(ctx context.Context, q *sqlx.Conn, t feedTable) (time.Time, error) {
	if t.date == "" || t.planned {
		return time.Time{}, nil
	}
	if known := f.sums[t.name]; !known.Last.IsZero() {
		return known.Last, nil
	}
	condition, days := f.during(t.name, t.date)
	var last string
	if err := q.QueryRowxContext(ctx, "SELECT COALESCE(MAX("+t.date+"), '') FROM "+t.name+" WHERE "+condition, days...).Scan(&last); err != nil {
		return time.Time{}, err
	}
	day, err := time.Parse(time.DateOnly, last)
	if err != nil {
		return time.Time{}, nil // of a day that is none, check tells
	}
	return day, nil
}

// large says whether a table is one of the two that hold most of the rows.
func large(table string) bool { return table == "cases" || table == "evaluation" }

// during is the condition on a table's rows of the period, with the period's
// first and last day as its ?1 and ?2. Without a column of days the rows are those
// in force on the last day.
//
// While a database is created, what was loaded is remembered: only the rows that
// came with the period are passed over.
func (f *freezer) during(table, date string) (string, []any) {
	days := []any{f.start, f.end}
	if date == "" {
		return valid, days
	}
	in := date + " BETWEEN ?1 AND ?2"
	ids, known := f.ids[table]
	switch {
	case !known:
		return in, days
	case ids.pure:
		return fmt.Sprintf("id BETWEEN %d AND %d", ids.first, ids.last), days
	}
	return fmt.Sprintf("id BETWEEN %d AND %d AND %s", ids.first, ids.last, in), days
}

// stretch is the numbers of the rows among which all of a period's are; pure when
// no other period's are.
type stretch struct {
	first, last int64
	pure        bool
}

// valid is the condition on rows in force on the period's last day.
const valid = "valid_from <= ?2 AND valid_to >= ?2"

// remembered finds the numbers of the period's rows in what was loaded into a
// database being created. A table that holds other rows is read by its days.
func (f *freezer) remembered(ctx context.Context, q *sqlx.Conn) error {
	f.ids, f.sums = map[string]stretch{}, map[string]zhixiao.Source{}
	if !f.s.bulk {
		return nil
	}
	for _, t := range feedTables() {
		loads := f.s.loads.of(t.name)
		if len(loads) == 0 {
			continue
		}
		var first, last int64
		// Asked together, least and most are found by passing over the table.
		if err := q.QueryRowxContext(ctx, "SELECT COALESCE((SELECT MIN(id) FROM "+t.name+"), 0), COALESCE((SELECT MAX(id) FROM "+t.name+"), 0)").Scan(&first, &last); err != nil {
			return err
		}
		if first != loads[0].first || !slices.ContainsFunc(loads, func(l loaded) bool { return l.last == last }) {
			continue
		}
		f.remember(t.name, loads)
	}
	return nil
}

// remember takes the loads that have rows of the period. When it is one, and has
// none of another period, its checksum is the table's.
func (f *freezer) remember(table string, loads []loaded) {
	ids, met := stretch{first: 1}, 0
	for _, l := range loads {
		if l.to < f.start || l.from > f.end {
			continue
		}
		inside := l.from >= f.start && l.to <= f.end
		if met++; met == 1 {
			ids.first, ids.pure = l.first, true
		}
		ids.pure = ids.pure && inside && l.first == max(ids.last+1, ids.first)
		ids.last = l.last
		if met == 1 && inside && l.sum != "" {
			last, _ := time.Parse(time.DateOnly, l.to) // zero when it is no day; then the rows are asked
			f.sums[table] = zhixiao.Source{Table: table, Rows: l.last - l.first + 1, SHA256: l.sum, Layout: layout, Last: last}
		} else {
			delete(f.sums, table)
		}
	}
	f.ids[table] = ids
}
