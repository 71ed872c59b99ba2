package store

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/jmoiron/sqlx"

	"zhixiao"
)

// governance keeps every task opened by the last day as it stood then: its state is
// replayed from its steps, and its effect exists once the 90 days after it was done
// are over.
func (f *freezer) governance(ctx context.Context, q *sqlx.Conn) error {
	const text = `SELECT g.no, title, lead, l2, matter, status, opened, g.due, IIF(done <= ?1, done, '') AS done, regions, COALESCE(SUM(before_90d), 0) AS before,
  CASE WHEN COUNT(t.id) = 0 OR MIN(after_90d) < 0 OR done = '' OR date(done, '+90 days') > ?1 THEN -1 ELSE SUM(after_90d) END AS after
FROM governance g LEFT JOIN governance_task t ON t.no = g.no WHERE opened <= ?1 GROUP BY g.no ORDER BY g.no`
	var rows []struct {
		No, Title, Lead, L2, Matter, Status, Opened, Due, Done, Regions string
		Before, After                                                   int64
	}
	if err := sqlx.SelectContext(ctx, q, &rows, text, f.end); err != nil {
		return err
	}
	for _, r := range rows {
		g := zhixiao.LedgerTask{No: r.No, Title: r.Title, Lead: r.Lead, L2: r.L2, Matter: r.Matter, Status: r.Status, Before: r.Before, After: r.After}
		for _, d := range []struct {
			column, text string
			into         *time.Time
		}{{"opened", r.Opened, &g.Opened}, {"due", r.Due, &g.Due}, {"done", r.Done, &g.Done}} {
			if d.column == "done" && d.text == "" {
				continue
			}
			var err error
			if *d.into, err = f.day("governance", d.column, g.No, d.text); err != nil {
				return err
			}
		}
		g.Regions = strings.FieldsFunc(r.Regions, func(r rune) bool { return r == ',' })
		f.snap.Governance = append(f.snap.Governance, g)
	}
	at := map[string]*zhixiao.LedgerTask{}
	for i := range f.snap.Governance {
		at[f.snap.Governance[i].No] = &f.snap.Governance[i]
	}
	if err := f.steps(ctx, q, at); err != nil {
		return err
	}
	for _, g := range at {
		replay(g)
	}
	if err := f.windows(ctx, q, at); err != nil || f.snap.Period.Kind != zhixiao.Month {
		return err
	}
	return f.written(ctx, q, at)
}

// steps adds the states that the tasks went through by the last day.
func (f *freezer) steps(ctx context.Context, q *sqlx.Conn, at map[string]*zhixiao.LedgerTask) error {
	var steps []struct{ No, Date, Status, Note string }
	if err := sqlx.SelectContext(ctx, q, &steps, "SELECT no, date, status, note FROM governance_step WHERE date <= ? ORDER BY no, date, status", f.end); err != nil {
		return err
	}
	for _, s := range steps {
		day, err := f.day("governance_step", "date", s.No, s.Date)
		if err != nil {
			return err
		}
		if g := at[s.No]; g != nil {
			g.Steps = append(g.Steps, zhixiao.Step{Date: day, Status: s.Status, Note: s.Note})
		}
	}
	for _, g := range at {
		slices.SortStableFunc(g.Steps, zhixiao.Step.Compare)
	}
	return nil
}

// replay sets g's state at the cutoff: the last of its steps, to which the days it
// was opened and done are steps too. A task of which nothing but these is recorded
// was open until the day it was done; from then on it is what the ledger calls it.
func replay(g *zhixiao.LedgerTask) {
	today := zhixiao.TaskState(g.Status)
	last := zhixiao.Step{Date: g.Opened, Status: zhixiao.TaskOpened}
	if !g.Done.IsZero() {
		last = zhixiao.Step{Date: g.Done, Status: zhixiao.StepDone}
	}
	if n := len(g.Steps); n > 0 && g.Steps[n-1].Compare(last) >= 0 {
		last = g.Steps[n-1]
	}
	g.Status = zhixiao.TaskState(last.Status)
	open := zhixiao.TaskBefore(today, zhixiao.TaskWatched)
	switch {
	case len(g.Steps) == 0 && g.Done.IsZero() && open:
		g.Status = today
	case len(g.Steps) == 0 && g.Done.IsZero():
		g.Status = zhixiao.TaskWorked // what the ledger says today came later
	case len(g.Steps) == 0 && !open:
		g.Status = today
	}
	if g.Done.IsZero() && (g.Status == zhixiao.TaskWatched || g.Status == zhixiao.TaskClosed) {
		g.Done = doneBy(g.Steps)
	}
}

// doneBy is the day of the last step that says a task was done; zero without one.
func doneBy(steps []zhixiao.Step) time.Time {
	for _, s := range slices.Backward(steps) {
		if s.Status == zhixiao.StepDone {
			return s.Date
		}
	}
	return time.Time{}
}

// effectNotes are the columns that people fill in when a task is done: before that
// nothing is known of them.
func effectNotes() []string { return []string{"制度成果", "回访满意", "推广范围"} }

// written adds what people wrote about the tasks.
func (f *freezer) written(ctx context.Context, q *sqlx.Conn, at map[string]*zhixiao.LedgerTask) error {
	var notes []struct{ No, Name, Text string }
	if err := sqlx.SelectContext(ctx, q, &notes, "SELECT no, name, text FROM governance_note ORDER BY no, name"); err != nil {
		return err
	}
	for _, n := range notes {
		g := at[n.No]
		if g == nil || g.Done.IsZero() && slices.Contains(effectNotes(), n.Name) {
			continue
		}
		if g.Notes == nil {
			g.Notes = map[string]string{}
		}
		g.Notes[n.Name] = n.Text
	}
	return nil
}

// windows counts the complaints that led to each task: those of its matter and
// class in the 90 days before it was opened, in the 90 days before those, and in
// the 90 days after it was done. This is the one definition of a task's before and
// after: ledgers and reports tell no other. The days it was done are the replayed
// ones, handed over as JSON.
func (f *freezer) windows(ctx context.Context, q *sqlx.Conn, at map[string]*zhixiao.LedgerTask) error {
	done := map[string]string{}
	for no, g := range at {
		done[no] = isoDate(g.Done)
	}
	days, err := json.Marshal(done) // by number: the same text for the same tasks
	if err != nil {
		return err
	}
	const text = `WITH g AS MATERIALIZED (SELECT no, matter, l2, opened, d.value AS done, date(opened, '-89 days') AS first, date(opened, '-179 days') AS earlier, date(d.value, '+90 days') AS last
  FROM governance JOIN json_each(?2) d ON d.key = no WHERE opened <= ?1),
c AS MATERIALIZED (SELECT date, source, matter, l2 FROM complaint WHERE dup = 0 AND l2 < '99' AND date <= ?1),
days AS MATERIALIZED (SELECT date, COUNT(*) AS n FROM c GROUP BY date)
SELECT g.no, COALESCE(c.source, '') AS source, COALESCE(SUM(c.date BETWEEN g.first AND g.opened), 0) AS cases, COALESCE(SUM(c.date < g.first), 0) AS before,
  COALESCE(SUM(c.date > g.done AND g.done <> ''), 0) AS after, g.done <> '' AND g.last <= ?1 AS over,
  COALESCE(MIN(CASE WHEN c.date BETWEEN g.first AND g.opened THEN c.date END), '') AS found, (SELECT COALESCE(SUM(n), 0) FROM days WHERE date BETWEEN g.first AND g.opened) AS whole
FROM g LEFT JOIN c ON c.matter = g.matter AND c.l2 = g.l2 AND (c.date BETWEEN g.earlier AND g.opened OR g.done <> '' AND c.date > g.done AND c.date <= g.last)
GROUP BY g.no, c.source ORDER BY g.no, c.source`
	var rows []struct {
		No, Source, Found           string
		Cases, Before, After, Whole int64
		Over                        bool
	}
	if err := sqlx.SelectContext(ctx, q, &rows, text, f.end, string(days)); err != nil {
		return err
	}
	for _, r := range rows {
		g := at[r.No]
		g.WindowAll = r.Whole
		g.WindowBefore += r.Before
		g.WindowAfter += r.After
		if !r.Over {
			g.WindowAfter = -1
		}
		if r.Cases > 0 {
			if g.Window == nil {
				g.Window = map[string]int64{}
			}
			g.Window[r.Source] = r.Cases
		}
		if r.Found == "" {
			continue
		}
		day, err := f.day("complaint", "date", r.No, r.Found)
		if err != nil {
			return err
		}
		if g.First.IsZero() || day.Before(g.First) {
			g.First = day
		}
	}
	return nil
}
