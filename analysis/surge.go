package analysis

import (
	"maps"
	"slices"
	"strings"
	"time"

	"zhixiao"
)

// weeksCube is the complaints of a day's or a week's snapshot by week, through the
// period and the eight weeks before its own (templates/feeds.md).
const weeksCube = "complaint_weeks"

// weeksBack is how many weeks that cube goes back.
const weeksBack = 8

// SurgeRules is when a count is a surge: above the mean of the weeks before by more
// than Sigma standard deviations, and Least (docs/domain/taxonomy.md §4).
type SurgeRules struct {
	Sigma int
	Least int64
}

// Surge is a group whose count jumped.
type Surge struct {
	Keys  []string
	Label string
	Now   zhixiao.Quantity
	Mean  zhixiao.Quantity // of the eight weeks, or same weekdays, before
}

// Week is the ISO week back weeks before that of the period's first day.
func (f *Facts) Week(back int) zhixiao.Period {
	year, week := f.Period().Start().ISOWeek()
	p := zhixiao.Period{Kind: zhixiao.Week, Year: year, N: week}
	for range back {
		p = p.Prev()
	}
	return p
}

// InWeek counts the complaints of a unit in a week of the history; NotProvided
// outside it.
func (f *Facts) InWeek(unit string, week zhixiao.Period, where map[string]string) zhixiao.Quantity {
	in := map[string]string{"week": week.String()}
	maps.Copy(in, where)
	return f.Count(Query{Cube: weeksCube, Column: "cases", Unit: unit, Where: in})
}

// OnDay counts the complaints of a unit on a day of a day's history.
func (f *Facts) OnDay(unit string, day time.Time) zhixiao.Quantity {
	return f.Count(Query{Cube: weeksCube, Column: "cases", Unit: unit, Where: map[string]string{"day": day.Format(time.DateOnly)}})
}

// MovingMean is the mean of a unit's complaints over the last n weeks up to the
// period's own, one decimal.
func (f *Facts) MovingMean(unit string, n int) zhixiao.Quantity {
	var weeks []zhixiao.Quantity
	for i := range n {
		weeks = append(weeks, f.InWeek(unit, f.Week(i), nil))
	}
	sum := f.Sum(weeks...)
	q := derived("mean", sum)
	q.Unit, q.Rule, q.Num, q.Den = "件", "各周件数之和÷周数", sum.Value, zhixiao.Int(int64(n))
	if q.Ok() {
		v, err := zhixiao.Ratio(sum.Value, zhixiao.Int(int64(n)), 1, 1)
		if err != nil {
			q.Missing = zhixiao.NotProvided
		}
		q.Value = v
	}
	return f.Keep(q)
}

// history is the names of the snapshots to compare, now first: weeks for a week,
// the same weekdays for a day.
func (f *Facts) history() (dim string, names []string) {
	if f.Period().Kind == zhixiao.Day {
		for i := range weeksBack + 1 {
			names = append(names, f.Period().Start().AddDate(0, 0, -7*i).Format(time.DateOnly))
		}
		return "day", names
	}
	for i := range weeksBack + 1 {
		names = append(names, f.Week(i).String())
	}
	return "week", names
}

// Surges is the groups of a unit's complaints that jumped, the largest jump first.
// known is false when one of the eight weeks has no complaint at all: the history
// is too short to judge by.
func (f *Facts) Surges(unit string, by []string, rules SurgeRules) (found []Surge, known bool) {
	series, known := f.overWeeks(unit, by)
	if !known {
		return nil, false
	}
	const n = weeksBack
	for _, s := range series {
		var sum, squares int64
		for _, k := range s.counts[1:] {
			sum, squares = sum+k, squares+k*k
		}
		// now > mean + σ·sd  ⇔  (n·now − Σ)² > σ²·(nΣ² − (Σ)²), exactly.
		over := n*s.counts[0] - sum
		sigma := int64(rules.Sigma)
		if s.counts[0] < rules.Least || over <= 0 || over*over <= sigma*sigma*(n*squares-sum*sum) {
			continue
		}
		found = append(found, f.surge(unit, by, s, sum))
	}
	slices.SortStableFunc(found, func(a, b Surge) int {
		if c := f.Diff(b.Now, b.Mean, "件").Value.Cmp(f.Diff(a.Now, a.Mean, "件").Value); c != 0 {
			return c
		}
		return slices.Compare(a.Keys, b.Keys)
	})
	return found, true
}

// Newcomers is the groups of at least least complaints that the eight weeks before
// did not have, the largest first.
func (f *Facts) Newcomers(unit string, by []string, least int64) (found []Surge, known bool) {
	series, known := f.overWeeks(unit, by)
	if !known {
		return nil, false
	}
	for _, s := range series {
		if s.counts[0] >= least && !slices.ContainsFunc(s.counts[1:], func(n int64) bool { return n > 0 }) {
			found = append(found, f.surge(unit, by, s, 0))
		}
	}
	slices.SortStableFunc(found, func(a, b Surge) int {
		if c := b.Now.Value.Cmp(a.Now.Value); c != 0 {
			return c
		}
		return slices.Compare(a.Keys, b.Keys)
	})
	return found, true
}

func (f *Facts) surge(unit string, by []string, s weekly, sum int64) Surge {
	where := map[string]string{}
	for i, d := range by {
		where[d] = s.keys[i]
	}
	dim, names := f.history()
	now := map[string]string{dim: names[0]}
	maps.Copy(now, where)
	out := Surge{Keys: s.keys, Label: f.label(by, s.keys), Now: f.Count(Query{Cube: weeksCube, Column: "cases", Unit: unit, Where: now})}
	out.Mean = zhixiao.Quantity{
		Key:  zhixiao.NewKey(countKey(weeksCube, "cases", where)+".mean", unit, f.Period()),
		Unit: "件", Num: zhixiao.Int(sum), Den: zhixiao.Int(weeksBack), Source: f.now().source(weeksCube), Rule: Wording("weeks before"),
	}
	v, err := zhixiao.Ratio(out.Mean.Num, out.Mean.Den, 1, 1)
	if err != nil {
		out.Mean.Missing = zhixiao.NotProvided
	}
	out.Mean.Value = v
	f.Keep(out.Mean)
	return out
}

// weekly is one group's counts, now first.
type weekly struct {
	keys   []string
	counts []int64
}

func (f *Facts) overWeeks(unit string, by []string) ([]weekly, bool) {
	fd := f.now().feeds[weeksCube]
	dim, names := f.history()
	c := columnOf(fd, "cases")
	if !c.known() {
		return nil, false
	}
	when := fd.picker(dim)
	var get []picker
	for _, d := range by {
		get = append(get, fd.picker(d))
	}
	if when == nil || slices.ContainsFunc(get, func(p picker) bool { return p == nil }) {
		return nil, false
	}
	at := map[string]int{}
	for i, n := range names {
		at[n] = i
	}
	seen := map[int]bool{}
	groups := map[string]*weekly{}
	for _, i := range fd.rows[unit] {
		week, in := at[when.of(i)]
		if !in {
			continue
		}
		seen[week] = true
		keys := make([]string, len(get))
		for j, p := range get {
			keys[j] = p.of(i)
		}
		if slices.Contains(keys, "") {
			continue
		}
		id := strings.Join(keys, "\x00")
		g := groups[id]
		if g == nil {
			g = &weekly{keys, make([]int64, len(names))}
			groups[id] = g
		}
		g.counts[week] += fd.cube.Rows[i].Sums[c.i]
	}
	var out []weekly
	for _, id := range sortedKeys(groups) {
		out = append(out, *groups[id])
	}
	for i := range names[1:] {
		if !seen[i+1] {
			return nil, false
		}
	}
	return out, true
}
