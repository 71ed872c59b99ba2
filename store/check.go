package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"zhixiao"
)

// Check looks for faults of the feeds in period that would make its numbers wrong or
// doubtful, by the same reading as Freeze: what blocks here blocks there, and what
// does not is told by both. Nothing is changed. The arguments are those of Freeze.
func (s *Store) Check(ctx context.Context, period zhixiao.Period, set *zhixiao.IndicatorSet, units []zhixiao.Unit, cutoff time.Time) ([]Finding, error) {
	m, err := s.begin(ctx, period, set, cutoff)
	if err != nil {
		return nil, err
	}
	defer m.drop()
	found, err := m.examine(ctx, units)
	return found, s.explain(err)
}

// examine measures the period and says what is wrong with its rows and cells. Where
// rows block, what keeps it from being measured is no second fault.
func (m *Measured) examine(ctx context.Context, units []zhixiao.Unit) ([]Finding, error) {
	found, err := m.f.rules(ctx)
	if err != nil {
		return nil, err
	}
	blocked := slices.ContainsFunc(found, func(f Finding) bool { return f.Blocks })
	if err := m.f.measure(ctx); err != nil {
		var fault *zhixiao.Problem
		if blocked && errors.As(err, &fault) {
			return found, nil
		}
		return nil, err
	}
	for _, p := range m.f.judge(ctx, units) {
		found = append(found, Finding{p, true})
	}
	return found, nil
}

// rules finds the rows that break a rule. A database being created holds rows of
// the program's own making: it has none.
func (f *freezer) rules(ctx context.Context) ([]Finding, error) {
	if f.s.bulk {
		return nil, nil
	}
	var found []Finding
	for _, t := range ruledTables() {
		some, err := f.apply(ctx, t)
		if err != nil {
			return nil, err
		}
		found = append(found, some...)
	}
	for _, also := range []func(context.Context) ([]*zhixiao.Problem, error){f.badDays, f.unknownMatters, f.duplicates} {
		some, err := also(ctx)
		if err != nil {
			return nil, err
		}
		for _, p := range some {
			found = append(found, Finding{p, true})
		}
	}
	doubted, err := f.claims(ctx)
	return append(found, doubted...), err
}

// bounds are the rules of a table's columns, as imports keep them; none when every
// row of the period is within. Passing once over all of them together is enough for
// what imports brought.
func (f *freezer) bounds(ctx context.Context, t ruled) ([]rule, error) {
	columns, err := f.s.columns(ctx, t.table)
	if err != nil {
		return nil, err
	}
	var rules []rule
	var any []string
	for _, c := range columns {
		if r, ok := c.heading.rule(); ok {
			rules, any = append(rules, r), append(any, r.when)
		}
	}
	if len(rules) == 0 {
		return nil, nil
	}
	during, args := f.during(t.table, t.date)
	var broken bool
	err = f.s.db.GetContext(ctx, &broken, "SELECT EXISTS(SELECT 1 FROM "+t.table+" WHERE "+during+" AND ("+strings.Join(any, " OR ")+"))", args...)
	if err != nil || !broken {
		return nil, err
	}
	return rules, nil
}

// apply counts all rules of a table in one scan.
func (f *freezer) apply(ctx context.Context, t ruled) ([]Finding, error) {
	bounds, err := f.bounds(ctx, t)
	if err != nil {
		return nil, err
	}
	t.rules = append(t.rules, bounds...)
	selected := []string{"COUNT(*)"}
	for _, r := range t.rules {
		selected = append(selected, "COALESCE(SUM("+r.when+"),0)", "MIN(CASE WHEN "+r.when+" THEN "+t.key+" END)")
	}
	during, args := f.during(t.table, t.date)
	var all int64
	counts, firsts := make([]int64, len(t.rules)), make([]sql.NullString, len(t.rules))
	into := []any{&all}
	for i := range t.rules {
		into = append(into, &counts[i], &firsts[i])
	}
	if err := f.s.db.QueryRowContext(ctx, "SELECT "+strings.Join(selected, ",")+" FROM "+t.table+" WHERE "+during, args...).Scan(into...); err != nil {
		return nil, f.s.inTable(t.table, 0, err, "")
	}
	if all == 0 {
		return []Finding{{f.s.inTable(t.table, 0, errors.New("本期没有数据，有关指标将显示“—”"), "如应有数据，先用 import 导入"), false}}, nil
	}
	var found []Finding
	for i, r := range t.rules {
		if counts[i] > 0 && counts[i]*1000 > all*r.most {
			what := fmt.Errorf("%s：%d行（共%d行），首例编号%s%s", r.says, counts[i], all, firsts[i].String, f.broughtBy(ctx, t, firsts[i].String))
			found = append(found, Finding{f.s.inTable(t.table, 0, what, r.way), r.most == 0})
		}
	}
	return found, nil
}

// broughtBy names the file that a row was imported from, "" where that is not known.
func (f *freezer) broughtBy(ctx context.Context, t ruled, key string) string {
	var file string
	if err := f.s.db.GetContext(ctx, &file, "SELECT file FROM import_batch WHERE seq = (SELECT batch FROM "+t.table+" WHERE "+t.key+" = ? LIMIT 1)", key); err != nil {
		return ""
	}
	return "（来自文件" + file + "）"
}

// badDays looks through whole tables: a day that is no day is in no period.
func (f *freezer) badDays(ctx context.Context) ([]*zhixiao.Problem, error) {
	var found []*zhixiao.Problem
	for _, t := range ruledTables() {
		if t.date == "" {
			continue
		}
		r := dayRule(t.date)
		var n int64
		var first sql.NullString
		// The days are few where the rows are many.
		text := "SELECT COUNT(*), MIN(d) FROM (SELECT DISTINCT " + t.date + " AS d FROM " + t.table + ") WHERE " + strings.ReplaceAll(r.when, t.date, "d")
		if err := f.s.db.QueryRowContext(ctx, text).Scan(&n, &first); err != nil {
			return nil, err
		}
		if n > 0 {
			found = append(found, f.s.inTable(t.table, 0, fmt.Errorf("%s：%d种写法，如%q", r.says, n, first.String), r.way))
		}
	}
	return found, nil
}

// unknownMatters finds matter codes that the catalogue has not.
func (f *freezer) unknownMatters(ctx context.Context) ([]*zhixiao.Problem, error) {
	var found []*zhixiao.Problem
	for _, t := range [][2]string{{"cases", "apply_date"}, {"evaluation", "date"}, {"complaint", "date"}} {
		during, args := f.during(t[0], t[1])
		var n int64
		var first sql.NullString
		text := "SELECT COUNT(*), MIN(m) FROM (SELECT DISTINCT matter AS m FROM " + t[0] + " WHERE matter <> '' AND " + during + ") WHERE m NOT IN (SELECT matter FROM matter)"
		if err := f.s.db.QueryRowContext(ctx, text, args...).Scan(&n, &first); err != nil {
			return nil, err
		}
		if n > 0 {
			found = append(found, f.s.inTable(t[0], 0, fmt.Errorf("有%d个事项编码不在事项库中，如%s", n, first.String), "补导事项库，或改正事项编码"))
		}
	}
	return found, nil
}

// duplicates finds cases that were reported more than once.
func (f *freezer) duplicates(ctx context.Context) ([]*zhixiao.Problem, error) {
	during, args := f.during("cases", "apply_date")
	var all, single int64
	if err := f.s.db.QueryRowContext(ctx, "SELECT COUNT(*), COUNT(DISTINCT project_no) FROM cases WHERE "+during, args...).Scan(&all, &single); err != nil {
		return nil, err
	}
	if all == single {
		return nil, nil
	}
	return []*zhixiao.Problem{f.s.inTable("cases", 0, fmt.Errorf("办件编号重复：多出%d行", all-single), "重报数据只保留最新版本")}, nil
}
