package store

import (
	"context"
	"fmt"
	"slices"

	"github.com/jmoiron/sqlx"

	"zhixiao"
)

// feedTable is a table that a freeze reads. Its rows are those dated in the
// period, or those that rows says, a condition in which ?1 and ?2 are the period's
// first and last day.
type feedTable struct{ name, date, rows, key string }

// dated is the usual table: numbered rows with a day.
func dated(name, date string) feedTable { return feedTable{name, date, "", "id"} }

// feedTables in the order of their names in a snapshot's sources.
func feedTables() []feedTable {
	return []feedTable{
		dated("caseload", "date"), dated("cases", "apply_date"), {"complaint", "date", "", "no"}, dated("consult", "date"), dated("correction", "date"),
		dated("evaluation", "date"), {"governance", "", "opened <= ?2", "no"}, {"governance_note", "", "no IN (SELECT no FROM governance WHERE opened <= ?2)", "no, name"},
		{"governance_step", "", "date <= ?2", "no, date, status"}, dated("governance_task", "due"),
		dated("guide_check", "date"), dated("guide_rating", "date"), dated("inspection_item", "due"), dated("interview", "date"),
		{"matter", "", valid, "matter, region, valid_from"}, dated("online_session", "date"), dated("phone_call", "date"),
		dated("stage", "date"), dated("survey", "date"), dated("ticket", "date"), {"trial", "date", "", "no, seq"}, {"visit", "date", "", "no"},
		{"visit_finding", "", "no IN (SELECT no FROM visit WHERE date BETWEEN ?1 AND ?2)", "no, seq"},
	}
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
			f.sums[table] = zhixiao.Source{Table: table, Rows: l.last - l.first + 1, SHA256: l.sum}
		} else {
			delete(f.sums, table)
		}
	}
	f.ids[table] = ids
}
