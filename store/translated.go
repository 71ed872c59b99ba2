package store

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/jmoiron/sqlx"

	"zhixiao"
)

// A definition may be spelled otherwise and mean the same: "a = 1 AND b = 1" and
// "b = 1 AND a = 1", or the same in another language. Whether it does is not read
// from the text: both are measured on the rows, those of the period that is frozen
// and those of the newest period that was frozen by the other spelling. Where every
// count is equal, changes between the two are changes of the matter itself.

// translations finds the indicators that are defined otherwise than in the sets of
// earlier snapshots and count the same all the same.
func (m *Measured) translations(ctx context.Context) error {
	var frozen []struct{ Version, Period, Cutoff string }
	// Of each version the snapshot with the newest data.
	if err := m.f.s.db.SelectContext(ctx, &frozen, "SELECT set_version AS version, period, MAX(cutoff) AS cutoff FROM snapshot WHERE set_version <> ? GROUP BY set_version ORDER BY set_version", m.f.set.Version); err != nil {
		return err
	}
	known, err := readSame(ctx, m.f.s.db)
	if err != nil {
		return err
	}
	for _, was := range frozen {
		old, err := m.f.s.setOf(ctx, m.f.s.db, was.Version)
		if err != nil {
			return err
		}
		if old == nil {
			continue // frozen by program 0.1.0 with a set of its user's
		}
		period, err1 := zhixiao.ParsePeriod(was.Period)
		cutoff, err2 := time.Parse(time.DateOnly, was.Cutoff)
		if err := errors.Join(err1, err2); err != nil {
			return m.f.s.inTable("snapshot", 0, err, "")
		}
		proved, err := m.f.translated(ctx, old, known, newFreezer(m.f.s, period, m.f.set, cutoff))
		if err != nil {
			return err
		}
		m.same = append(m.same, proved...)
	}
	return nil
}

// translated compares old with the freezer's set on its rows and on those of base.
func (f *freezer) translated(ctx context.Context, old *zhixiao.IndicatorSet, known sameDefinitions, base *freezer) ([]sameDefinition, error) {
	now, was := f.set.Definitions(), old.Definitions()
	var differ []string
	for _, ind := range f.set.Indicators {
		code := ind.Code
		if was[code] != "" && ind.Formula != zhixiao.DifferenceFormula && known.of(code, was[code]) != known.of(code, now[code]) {
			differ = append(differ, code)
		}
	}
	if len(differ) == 0 {
		return nil, nil
	}
	equal, counted := map[string]bool{}, map[string]bool{}
	for _, code := range differ {
		equal[code] = true
	}
	for _, rows := range []*freezer{f, base} {
		if err := rows.compare(ctx, old, f.set, differ, equal, counted); err != nil {
			return nil, err
		}
	}
	proves := func(code string) bool {
		return now[code] == was[code] || known.of(code, was[code]) == known.of(code, now[code]) || equal[code] && counted[code]
	}
	var proved []sameDefinition
	first := old.FormerDefinitions() // as program 0.1.0 would have written them
	for _, ind := range f.set.Indicators {
		code, same := ind.Code, equal[ind.Code] && counted[ind.Code]
		if ind.Formula == zhixiao.DifferenceFormula {
			i := slices.IndexFunc(old.Indicators, func(o zhixiao.Indicator) bool { return o.Code == code })
			same = i >= 0 && now[code] != was[code] && old.Indicators[i].Minuend == ind.Minuend && old.Indicators[i].Subtrahend == ind.Subtrahend &&
				old.Indicators[i].Unit == ind.Unit && proves(ind.Minuend) && proves(ind.Subtrahend)
		}
		if same {
			proved = append(proved, sameDefinition{code, was[code], now[code]})
			if first[code] != "" {
				proved = append(proved, sameDefinition{code, first[code], was[code]})
			}
		}
	}
	return proved, nil
}

// compare measures codes by both sets on the freezer's rows; what differs is no
// longer equal, what is not all zero is counted.
func (f *freezer) compare(ctx context.Context, old, set *zhixiao.IndicatorSet, codes []string, equal, counted map[string]bool) error {
	conn, err := f.s.db.Connx(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	for _, code := range codes {
		if !equal[code] {
			continue
		}
		one, err1 := f.countOf(ctx, conn, old, set, code)
		other, err2 := f.countOf(ctx, conn, set, old, code)
		if err := ctx.Err(); err != nil {
			return err
		}
		// What can no longer be measured, for want of a column, is not proved.
		equal[code] = err1 == nil && err2 == nil && one == other
		counted[code] = counted[code] || one != ""
	}
	return nil
}

// countOf is what an indicator of set counts, as text: a line for each unit and
// dimension where it counts anything. Dimensions are those that the other set's feed
// has too.
func (f *freezer) countOf(ctx context.Context, q *sqlx.Conn, set, other *zhixiao.IndicatorSet, code string) (string, error) {
	at := slices.IndexFunc(set.Indicators, func(i zhixiao.Indicator) bool { return i.Code == code })
	if at < 0 {
		return "", errors.New("没有这个指标")
	}
	ind := set.Indicators[at]
	part := &zhixiao.IndicatorSet{Language: set.Language, Indicators: []zhixiao.Indicator{ind}}
	for _, f := range set.Feeds {
		if f.Name != ind.Feed && !refersTo(ind, f.Name) {
			continue
		}
		like, _ := other.Feed(f.Name)
		f.Dims = slices.DeleteFunc(slices.Clone(f.Dims), func(d zhixiao.Dim) bool { return !slices.Contains(like.Dims, d) })
		if f.Name == ind.Feed {
			f.Tallies = nil
		}
		part.Feeds = append(part.Feeds, f)
	}
	cubes, err := f.count(ctx, q, part)
	if err != nil {
		return "", err
	}
	return lines(cubes[ind.Feed])
}

// refersTo reports whether a derived indicator takes a tally of the named feed.
func refersTo(ind zhixiao.Indicator, feed string) bool {
	return strings.HasPrefix(ind.Num, "="+feed+".") || strings.HasPrefix(ind.Den, "="+feed+".")
}

// count measures a set's feeds on one connection.
func (f *freezer) count(ctx context.Context, q *sqlx.Conn, set *zhixiao.IndicatorSet) (map[string]*zhixiao.Cube, error) {
	part := &freezer{s: f.s, set: set, start: f.start, end: f.end, ends: f.ends, ids: f.ids, snap: &zhixiao.Snapshot{Cubes: map[string]*zhixiao.Cube{}}}
	var derived []plan
	for _, feed := range set.Feeds {
		p, err := part.plan(ctx, q, feed)
		if err != nil {
			return nil, err
		}
		if feed.Table == "" {
			derived = append(derived, p)
		} else if part.snap.Cubes[feed.Name], err = part.scan(ctx, q, p); err != nil {
			return nil, err
		}
	}
	for _, p := range derived {
		part.snap.Cubes[p.feed.Name] = part.derive(p)
	}
	return part.snap.Cubes, nil
}

// lines is a cube as a snapshot keeps it, without the rows that count nothing.
func lines(c *zhixiao.Cube) (string, error) {
	some := &zhixiao.Cube{Feed: c.Feed, Dims: c.Dims, Columns: c.Columns, Histograms: map[string][]map[int64]int64{}}
	for i, r := range c.Rows {
		counts := slices.ContainsFunc(r.Sums, func(n int64) bool { return n != 0 })
		for _, h := range c.Histograms {
			counts = counts || len(h[i]) > 0
		}
		if !counts {
			continue
		}
		some.Rows = append(some.Rows, r)
		for name, h := range c.Histograms {
			some.Histograms[name] = append(some.Histograms[name], h[i])
		}
	}
	if len(some.Rows) == 0 {
		return "", nil
	}
	text, err := encode(some)
	return strings.Join(slices.Sorted(maps.Keys(some.Histograms)), ",") + strings.Join(some.Columns, ",") + "\n" + text, err
}
