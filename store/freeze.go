package store

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/jmoiron/sqlx"

	"zhixiao"
)

// Freeze measures period and keeps the result as a new version that never
// changes. Rows after cutoff do not count; a zero cutoff is the period's last day.
// The notes say what changed against the version before; when nothing did, that
// version is returned and none is made. Faults of the data that block, see Check,
// are returned together.
func (s *Store) Freeze(ctx context.Context, period zhixiao.Period, set *zhixiao.IndicatorSet, units []zhixiao.Unit, cutoff time.Time) (*zhixiao.Snapshot, []string, error) {
	m, err := s.Measure(ctx, period, set, units, cutoff)
	if err != nil {
		return nil, nil, err
	}
	return m.Keep(ctx)
}

// Measured is a period measured and not kept yet.
type Measured struct {
	f     *freezer
	tx    *sqlx.Tx // holds the state that was measured; nil while the database is created
	cubes []written
	doubt []*zhixiao.Problem
	same  []sameDefinition // what was found to be one definition spelled in two ways
	// former are fingerprints in the layout of an earlier snapshot, by table.
	former map[string]string
}

// Measure is the reading part of Freeze; Keep must follow. While a database is
// created other periods may be loaded meanwhile; else nobody writes until Keep.
func (s *Store) Measure(ctx context.Context, period zhixiao.Period, set *zhixiao.IndicatorSet, units []zhixiao.Unit, cutoff time.Time) (*Measured, error) {
	m, err := s.begin(ctx, period, set, cutoff)
	if err != nil {
		return nil, err
	}
	if err := m.measure(ctx, units); err != nil {
		m.drop()
		return nil, s.explain(err)
	}
	return m, nil
}

// begin holds the state that is to be measured.
func (s *Store) begin(ctx context.Context, period zhixiao.Period, set *zhixiao.IndicatorSet, cutoff time.Time) (*Measured, error) {
	if cutoff.IsZero() {
		cutoff = period.End()
	}
	m := &Measured{f: newFreezer(s, period, set, cutoff)}
	if !s.bulk {
		// Beginning holds the write lock: what several readers see is one state.
		var err error
		if m.tx, err = s.db.BeginTxx(ctx, nil); err != nil {
			return nil, s.explain(err)
		}
	}
	return m, nil
}

func (m *Measured) measure(ctx context.Context, units []zhixiao.Unit) error {
	found, err := m.examine(ctx, units)
	if err != nil {
		return err
	}
	var faults []error
	for _, f := range found {
		if f.Blocks {
			faults = append(faults, f.Problem)
		} else {
			m.doubt = append(m.doubt, f.Problem)
		}
	}
	if len(faults) > 0 {
		return errors.Join(faults...)
	}
	cubes := m.f.snap.Cubes
	for _, feed := range slices.Sorted(maps.Keys(cubes)) {
		w, err := write(cubes[feed])
		if err != nil {
			return err
		}
		m.cubes = append(m.cubes, w)
	}
	if m.former, err = m.f.formerFingerprints(ctx); err != nil {
		return err
	}
	return m.translations(ctx)
}

// Doubts are what Check finds and what does not block: missing feeds, rows in doubt.
func (m *Measured) Doubts() []*zhixiao.Problem { return m.doubt }

// drop ends the transaction; after Commit it does nothing.
func (m *Measured) drop() {
	if m.tx != nil {
		_ = m.tx.Rollback()
	}
}

// Keep is the writing part of Freeze.
func (m *Measured) Keep(ctx context.Context) (*zhixiao.Snapshot, []string, error) {
	s := m.f.s
	if m.tx == nil {
		s.turn.Lock()
		defer s.turn.Unlock()
	}
	defer m.drop() // before others have their turn
	if m.tx == nil {
		var err error
		if m.tx, err = s.db.BeginTxx(ctx, nil); err != nil {
			return nil, nil, s.explain(err)
		}
	}
	before, err := s.newest(ctx, m.tx, m.f.snap.Period, inDetail)
	if err != nil {
		return nil, nil, s.explain(err)
	}
	notes := differences(before, m.f.snap, m.former)
	if before != nil && len(notes) == 0 {
		same, err := holds(ctx, m.tx, before.ID, m.f.snap, m.cubes)
		if err != nil {
			return nil, nil, s.explain(err)
		}
		if !same {
			notes = append(notes, wordings.Of("measured otherwise"))
		}
	}
	if before != nil && len(notes) == 0 {
		return before, []string{fmt.Sprintf(wordings.Of("version kept"), before.ID)}, nil
	}
	changed, err := m.keep(ctx, before)
	if err != nil {
		return nil, nil, s.explain(err)
	}
	if len(changed) > 0 {
		notes = append(notes, fmt.Sprintf(wordings.Of("redefined"), m.f.snap.Period.Prev().Title(), strings.Join(changed, "、")))
	}
	return m.f.snap, notes, nil
}

// keep writes the version after before, and says which indicators are defined
// otherwise than in the period before.
func (m *Measured) keep(ctx context.Context, before *zhixiao.Snapshot) (changed []string, err error) {
	snap := m.f.snap
	snap.Version = 1
	if before != nil {
		snap.Version = before.Version + 1
	}
	snap.ID = fmt.Sprintf("%s.v%d", snap.Period, snap.Version)
	set := m.f.set
	if err := errors.Join(keep(ctx, m.tx, snap, m.cubes), keepSet(ctx, m.tx, set), keepDefinitions(ctx, m.tx, set), keepSame(ctx, m.tx, m.same)); err != nil {
		return nil, err
	}
	if err := readDefinitions(ctx, m.tx, snap); err != nil {
		return nil, err
	}
	if changed, err = redefinedSince(ctx, m.tx, snap); err != nil {
		return nil, err
	}
	return changed, m.tx.Commit()
}

// measure reads everything on two connections: cubes, lists and checksums.
func (f *freezer) measure(ctx context.Context) error {
	var readers []*sqlx.Conn
	for range 2 {
		conn, err := f.s.db.Connx(ctx)
		if err != nil {
			return err
		}
		defer conn.Close()
		readers = append(readers, conn)
	}
	if err := f.remembered(ctx, readers[0]); err != nil {
		return err
	}
	for _, feed := range f.set.Feeds {
		p, err := f.plan(ctx, readers[0], feed)
		if err != nil {
			return err
		}
		f.plans = append(f.plans, p)
	}
	if err := runAll(ctx, readers, f.jobs()); err != nil {
		return err
	}
	for i, c := range f.cubes {
		if f.set.Feeds[i].Table == "" {
			c = f.derive(f.plans[i])
		}
		f.snap.Cubes[f.set.Feeds[i].Name] = c
	}
	if f.history != nil {
		f.snap.Cubes[weeksFeed] = f.history
	}
	f.snap.Sources = f.sources
	return nil
}

// jobs are ordered so that the large tables are begun first.
func (f *freezer) jobs() []job {
	var jobs []job
	for _, first := range []bool{true, false} {
		for i, feed := range f.set.Feeds {
			if feed.Table != "" && first == large(feed.Table) {
				jobs = append(jobs, func(ctx context.Context, q *sqlx.Conn) (err error) {
					f.cubes[i], err = f.scan(ctx, q, f.plans[i])
					return err
				})
			}
		}
	}
	tables := feedTables()
	f.sources = make([]zhixiao.Source, len(tables))
	for i, t := range tables {
		jobs = append(jobs, func(ctx context.Context, q *sqlx.Conn) (err error) {
			f.sources[i], err = f.fingerprint(ctx, q, t)
			return err
		})
	}
	return append(jobs, f.weeks, f.visits, f.complaints, f.progress, f.trials, f.longCases, f.governance)
}

// runAll shares jobs among readers; a connection does one job at a time. The
// first error stops the rest.
func runAll(ctx context.Context, readers []*sqlx.Conn, jobs []job) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	queue := make(chan job, len(jobs))
	for _, j := range jobs {
		queue <- j
	}
	close(queue)
	var wg sync.WaitGroup
	for _, r := range readers {
		wg.Go(func() {
			for j := range queue {
				if ctx.Err() != nil {
					return
				}
				if err := j(ctx, r); err != nil {
					cancel(err)
				}
			}
		})
	}
	wg.Wait()
	return context.Cause(ctx)
}

// judge finds a period without data and cells that cannot be.
func (f *freezer) judge(ctx context.Context, units []zhixiao.Unit) []*zhixiao.Problem {
	if !slices.ContainsFunc(f.plans, func(p plan) bool { return p.feed.Date != "" && len(f.snap.Cubes[p.feed.Name].Rows) > 0 }) {
		return []*zhixiao.Problem{{At: zhixiao.Place{File: f.s.file}, Err: fmt.Errorf("%s（%s）没有任何数据", f.snap.Period.Title(), f.snap.Period.Range()), Way: "先用 import 导入本期数据，或检查期次"}}
	}
	regions, depts := map[string]bool{"": true, zhixiao.CityCode: true}, map[string]bool{"": true}
	for _, u := range units {
		regions[u.Code] = regions[u.Code] || u.Kind == zhixiao.Region
		depts[u.Code] = u.Kind == zhixiao.Domain
	}
	var faults []*zhixiao.Problem
	for i, p := range f.plans {
		if p.feed.Table == "" {
			continue
		}
		unknown := map[string]bool{}
		for _, r := range f.cubes[i].Rows {
			if !regions[r.Region] && !unknown["region"+r.Region] {
				unknown["region"+r.Region] = true
				faults = append(faults, f.strange(ctx, p, "region", r.Region))
			}
			if !depts[r.Dept] && !unknown["dept"+r.Dept] {
				unknown["dept"+r.Dept] = true
				faults = append(faults, f.strange(ctx, p, "dept", r.Dept))
			}
		}
		faults = append(faults, f.negative(p, f.cubes[i])...)
	}
	return faults
}

// strange is the fault of a unit code that units.yaml does not know, with the
// first row it stands in.
func (f *freezer) strange(ctx context.Context, p plan, column, code string) *zhixiao.Problem {
	var row int
	// Views and tables without rowid have no number to name; the code is enough.
	_ = f.s.db.GetContext(ctx, &row, "SELECT MIN(rowid) FROM "+p.feed.Table+" WHERE "+column+" = ?3 AND "+p.during, append(slices.Clone(p.args), code)...)
	return f.s.inTable(p.feed.Table, row, fmt.Errorf("单位代码%q（列%s）不在单位表中", code, column), "改正数据，或在 units.yaml 中补上该单位")
}

// negative finds counts below zero. Only numerators may be negative.
func (f *freezer) negative(p plan, c *zhixiao.Cube) []*zhixiao.Problem {
	var faults []*zhixiao.Problem
	for i, name := range c.Columns {
		if strings.HasSuffix(name, ".num") {
			continue
		}
		for _, r := range c.Rows {
			if r.Sums[i] < 0 {
				faults = append(faults, f.s.inTable(p.feed.Table, 0, fmt.Errorf("计数%s在区域%q、部门%q、%s处为负数%d", name, r.Region, r.Dept, strings.Join(r.Keys, "/"), r.Sums[i]), "检查导入的原始数据"))
				break
			}
		}
	}
	return faults
}

// differences says in Chinese what is new in b against a; nil a has no notes to
// give beyond the first line. former are b's fingerprints in layout 1, by table, where
// a has those.
func differences(a, b *zhixiao.Snapshot, former map[string]string) []string {
	if a == nil {
		return []string{"首次冻结"}
	}
	var notes []string
	if a.Set != b.Set {
		notes = append(notes, fmt.Sprintf(wordings.Of("other set"), a.Set, b.Set))
	}
	if !a.Cutoff.Equal(b.Cutoff) {
		notes = append(notes, fmt.Sprintf("数据截止由%s改为%s", zhixiao.ChineseDate(a.Cutoff), zhixiao.ChineseDate(b.Cutoff)))
	}
	old := map[string]zhixiao.Source{}
	for _, s := range a.Sources {
		old[s.Table] = s
	}
	for _, s := range b.Sources {
		o, known := old[s.Table]
		sum := s.SHA256
		if o.Layout < s.Layout {
			sum = former[s.Table]
		}
		switch {
		case known && o.Rows == s.Rows && o.SHA256 == sum:
		case o.Rows != s.Rows:
			notes = append(notes, fmt.Sprintf("表%s由%d行变为%d行", s.Table, o.Rows, s.Rows))
		default:
			notes = append(notes, fmt.Sprintf(wordings.Of("rows altered"), s.Table, s.Rows))
		}
	}
	return notes
}
