package store

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"zhixiao"
)

// How many complaints of a unit and class a snapshot keeps for quoting, typical
// ones and others, and how many long cases of a unit.
const (
	quotedTypical   = 12
	quotedOthers    = 3
	quotedLongCases = 10
)

func (f *freezer) visits(ctx context.Context, q *sqlx.Conn) error {
	var rows []struct {
		No, Region, Hall, Date, Slot, Matter string
		Score                                int64
	}
	if err := sqlx.SelectContext(ctx, q, &rows, "SELECT no, region, hall, date, slot, matter, score FROM visit WHERE date BETWEEN ? AND ? ORDER BY no", f.start, f.end); err != nil {
		return err
	}
	var found []struct {
		No string
		zhixiao.VisitFinding
	}
	if err := sqlx.SelectContext(ctx, q, &found, "SELECT f.no, item, l2, severity, posted, actual, evidence FROM visit_finding f JOIN visit v ON v.no = f.no WHERE v.date BETWEEN ? AND ? ORDER BY f.no, seq", f.start, f.end); err != nil {
		return err
	}
	findings := map[string][]zhixiao.VisitFinding{}
	for _, v := range found {
		findings[v.No] = append(findings[v.No], v.VisitFinding)
	}
	for _, r := range rows {
		day, err := f.day("visit", "date", r.No, r.Date)
		if err != nil {
			return err
		}
		f.snap.Visits = append(f.snap.Visits, zhixiao.Visit{No: r.No, Region: r.Region, Hall: r.Hall, Date: day, Slot: r.Slot, Matter: r.Matter,
			Score: zhixiao.Decimal{N: r.Score, Places: 1}, Findings: findings[r.No]})
	}
	return nil
}

func (f *freezer) day(table, column, no, text string) (time.Time, error) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return t, f.s.inTable(table, 0, fmt.Errorf("编号%s的%s %q不是日期", no, column, text), "写成 2026-08-01")
	}
	return t, nil
}

// whole reports whether the snapshot keeps every complaint of the period, which
// lists and daily reports print one by one.
func (f *freezer) whole() bool { return f.snap.Period.Kind <= zhixiao.Month }

// complaints keeps the most telling ones of each unit and class: typical before
// others, grave before slight, then by number. Short periods keep all that count.
func (f *freezer) complaints(ctx context.Context, q *sqlx.Conn) error {
	which, told := countedComplaints, []any{f.start, f.end}
	if !f.whole() {
		list, err := f.telling(ctx, q)
		if err != nil {
			return err
		}
		which, told = "no IN (SELECT value FROM json_each(?1))", []any{list, f.end}
	}
	from, err := f.asOf(ctx, q, "complaint")
	if err != nil {
		return err
	}
	text := `SELECT c.no, source, date, c.region, c.dept, c.matter, street, hall, l2, severity, times, typical, text,
  COALESCE(m.task_handle_item, ''), identity, match_method, ` + linked + `, reviewed, due, responded, ontime, visited, solved, satisfied, repeated, status, closed
FROM (SELECT * FROM ` + from + ` WHERE ` + which + `) c
LEFT JOIN matter m ON m.matter = c.matter AND m.region = c.region AND ?2 BETWEEN m.valid_from AND m.valid_to
ORDER BY c.no`
	rows, err := q.QueryContext(ctx, text, told...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var c zhixiao.Complaint
		var date, closed string
		if err := rows.Scan(&c.No, &c.Source, &date, &c.Region, &c.Dept, &c.Matter, &c.Street, &c.Hall, &c.L2, &c.Severity, &c.Times, &c.Typical, &c.Text,
			&c.Item, &c.Identity, &c.Match, &c.Linked, &c.Reviewed, &c.Due, &c.Responded, &c.OnTime, &c.Visited, &c.Solved, &c.Satisfied, &c.Repeated, &c.Status, &closed); err != nil {
			return err
		}
		if c.Date, err = f.day("complaint", "date", c.No, date); err != nil {
			return err
		}
		if closed != "" {
			if c.Closed, err = f.day("complaint", "closed", c.No, closed); err != nil {
				return err
			}
		}
		if !f.whole() { // quoted, not listed: what was done about it is not asked for
			c = zhixiao.Complaint{No: c.No, Source: c.Source, Date: c.Date, Region: c.Region, Dept: c.Dept, Matter: c.Matter, Street: c.Street,
				Hall: c.Hall, L2: c.L2, Severity: c.Severity, Times: c.Times, Typical: c.Typical, Text: c.Text}
		}
		f.snap.Complaints = append(f.snap.Complaints, c)
	}
	return rows.Err()
}

// linked says of a complaint whether its case is in 办件库. The numbers of the cases
// are looked through only when a complaint has one.
const linked = "project_no <> '' AND project_no IN (SELECT project_no FROM cases)"

// countedComplaints is the condition on the complaints of the period that count.
const countedComplaints = "date BETWEEN ?1 AND ?2 AND dup = 0 AND l2 < '99'"

// telling are the numbers of the complaints to quote, as a JSON list. They are told
// apart here: SQLite would sort every complaint twice, once for each kind of unit.
func (f *freezer) telling(ctx context.Context, q *sqlx.Conn) (string, error) {
	rows, err := q.QueryContext(ctx, "SELECT no, region, dept, l2, typical FROM complaint WHERE "+countedComplaints+" AND text <> '' ORDER BY typical DESC, severity DESC, no", f.start, f.end)
	if err != nil {
		return "", err
	}
	defer rows.Close()
	type class struct{ unit, l2 string }
	seen, list := map[class]int{}, []string{}
	for rows.Next() {
		var no, region, dept, l2 string
		var typical bool
		if err := rows.Scan(&no, &region, &dept, &l2, &typical); err != nil {
			return "", err
		}
		most := quotedOthers
		if typical {
			most = quotedTypical
		}
		of, by := class{region, l2}, class{dept, l2}
		if seen[of] < most || seen[by] < most {
			list = append(list, no)
		}
		seen[of]++
		seen[by]++
	}
	body, err := json.Marshal(list)
	return string(body), errors.Join(err, rows.Err())
}

// backlogDays is how far back a day's report looks for what is still open.
const backlogDays = 30

// progress counts how the complaints before the period stand at the cutoff: those
// of the month or week before, or of the thirty days before a day.
func (f *freezer) progress(ctx context.Context, q *sqlx.Conn) error {
	if !f.whole() {
		return nil
	}
	from := f.snap.Period.Prev().Start()
	if f.snap.Period.Kind == zhixiao.Day {
		from = f.snap.Period.Start().AddDate(0, 0, -backlogDays)
	}
	complaints, err := f.asOf(ctx, q, "complaint")
	if err != nil {
		return err
	}
	text := `SELECT date, source, status, COUNT(*)
FROM ` + complaints + ` WHERE date >= ?1 AND date < ?3 AND dup = 0 AND l2 < '99' GROUP BY date, source, status ORDER BY date, source, status`
	rows, err := q.QueryContext(ctx, text, from.Format(time.DateOnly), f.end, f.start)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var p zhixiao.Progress
		var date string
		if err := rows.Scan(&date, &p.Source, &p.Status, &p.Cases); err != nil {
			return err
		}
		if p.Date, err = f.day("complaint", "date", p.Source, date); err != nil {
			return err
		}
		f.snap.Progress = append(f.snap.Progress, p)
	}
	if err := rows.Err(); err != nil || f.snap.Period.Kind != zhixiao.Day {
		return err
	}
	return f.labelled(ctx, q)
}

// labelled counts the complaints that carry a class since the first of August, and
// those whose class a person confirmed.
func (f *freezer) labelled(ctx context.Context, q *sqlx.Conn) error {
	day := f.snap.Period.Start()
	l := zhixiao.Labelled{From: time.Date(day.Year(), time.August, 1, 0, 0, 0, 0, time.UTC)}
	if day.Before(l.From) {
		l.From = l.From.AddDate(-1, 0, 0)
	}
	err := q.QueryRowxContext(ctx, "SELECT COUNT(*), COALESCE(SUM(reviewed), 0) FROM complaint WHERE l2 <> '' AND date BETWEEN ? AND ?", l.From.Format(time.DateOnly), f.end).Scan(&l.Rows, &l.Reviewed)
	f.snap.Labelled = l
	return err
}

//go:embed trials.sql
var trialQuery string

// trials keeps the month's covert calls and online trials. A call is numbered by
// its place in the month.
func (f *freezer) trials(ctx context.Context, q *sqlx.Conn) error {
	if f.snap.Period.Kind != zhixiao.Month {
		return nil
	}
	rows, err := q.QueryContext(ctx, trialQuery, f.start, f.end)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var t zhixiao.Trial
		var date string
		var order int
		if err := rows.Scan(&t.No, &t.Kind, &t.Region, &t.Dept, &t.Target, &t.Matter, &t.Task, &date, &t.Time, &t.Item, &t.L2, &t.Severity,
			&t.Posted, &t.Actual, &t.Evidence, &t.Status, &t.Recheck, &order); err != nil {
			return err
		}
		if t.Date, err = f.day("trial", "date", t.No, date); err != nil {
			return err
		}
		f.snap.Trials = append(f.snap.Trials, t)
	}
	return rows.Err()
}

// longCases keeps the longest overlong cases of each unit with their slowest stage.
func (f *freezer) longCases(ctx context.Context, q *sqlx.Conn) error {
	during, days := f.during("cases", "apply_date")
	text := `WITH long AS (
  SELECT id, project_no, region, dept, matter, handle_days, promise_days,
         row_number() OVER (PARTITION BY region ORDER BY handle_days DESC, id) AS of_region,
         row_number() OVER (PARTITION BY dept ORDER BY handle_days DESC, id) AS of_dept
  FROM cases WHERE overlong = 1 AND finished = 1 AND ` + during + `),
kept AS MATERIALIZED (SELECT * FROM long WHERE of_region <= ?3 OR of_dept <= ?3),
slow AS (SELECT project_no, stage, days, row_number() OVER (PARTITION BY project_no ORDER BY days DESC, seq) AS n
  FROM stage WHERE overlong = 1 AND project_no IN (SELECT project_no FROM kept))
SELECT substr(l.project_no, -4), region, dept, matter, handle_days, promise_days, COALESCE(s.stage, ''), COALESCE(s.days, 0)
FROM kept l LEFT JOIN slow s ON s.project_no = l.project_no AND s.n = 1
ORDER BY handle_days DESC, id`
	rows, err := q.QueryContext(ctx, text, append(days, quotedLongCases)...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var c zhixiao.LongCase
		if err := rows.Scan(&c.No, &c.Region, &c.Dept, &c.Matter, &c.Days, &c.Promised, &c.Stage, &c.StageDays); err != nil {
			return err
		}
		f.snap.LongCases = append(f.snap.LongCases, c)
	}
	return rows.Err()
}
