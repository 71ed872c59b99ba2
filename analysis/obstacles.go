package analysis

import (
	"slices"
	"time"

	"zhixiao"
)

// Obstacles is the k second-level classes of complaints that weigh most in a
// month (前k堵点), no two of one first-level class: complaints, and twice what
// came on top of the month before. The weight only orders, it is not published.
func (f *Facts) Obstacles(unit string, k int) []Share {
	all := f.Top(Query{Cube: "complaint", Column: "cases", Unit: unit, By: []string{"l2"}})
	weight := map[string]int64{}
	for _, s := range all {
		n := s.Count.Value.N
		was := f.PrevCount(Query{Cube: "complaint", Column: "cases", Unit: unit, Where: map[string]string{"l2": s.Keys[0]}})
		weight[s.Keys[0]] = n
		if was.Ok() {
			weight[s.Keys[0]] += 2 * max(0, n-was.Value.N)
		}
	}
	slices.SortStableFunc(all, func(a, b Share) int { return int(weight[b.Keys[0]] - weight[a.Keys[0]]) })
	var out []Share
	taken := map[string]bool{}
	for _, s := range all {
		l1 := s.Keys[0][:min(2, len(s.Keys[0]))]
		if len(out) < k && !taken[l1] {
			taken[l1] = true
			out = append(out, s)
		}
	}
	return out
}

// Place is where a key stands among the groups of a query, from 1; absent when
// it is not among them. Equal counts share the better place.
func (f *Facts) Place(q Query, key string) zhixiao.Quantity {
	q.Limit = 0
	out := zhixiao.Quantity{
		Key:  zhixiao.NewKey(countKey(q.Cube, q.Column, q.Where)+"["+q.By[0]+"="+safe(key)+"].rank", q.Unit, f.Period()),
		Unit: "位", Rule: Wording("place among groups"), Missing: zhixiao.NotApplicable,
	}
	place, last := int64(0), int64(-1)
	for i, g := range f.now().groups(q) {
		if g.N != last {
			place, last = int64(i+1), g.N
		}
		if g.Keys[0] == key {
			out.Value, out.Missing = zhixiao.Int(place), zhixiao.Present
			break
		}
	}
	return f.Keep(out)
}

// Distinct counts the different keys of one dimension under a query: regions,
// matters. Rows that do not say their key do not count.
func (f *Facts) Distinct(q Query, unit string) zhixiao.Quantity {
	return f.Keep(zhixiao.Quantity{
		Key:   zhixiao.NewKey(countKey(q.Cube, q.Column, q.Where)+".distinct."+q.By[0], q.Unit, f.Period()),
		Value: zhixiao.Int(int64(len(f.now().groups(q)))), Unit: unit, Source: f.now().source(q.Cube), Rule: "不重复计数",
	})
}

// ShiftedShare is the first-level class whose share of the complaints moved up
// most against the period before, in 百分点, with its share now. ok is false
// without a period before or when nothing moved up.
func (f *Facts) ShiftedShare(unit string) (l1 string, now, moved zhixiao.Quantity, ok bool) {
	all := Query{Cube: "complaint", Column: "cases", Unit: unit}
	whole, before := f.Count(all), f.PrevCount(all)
	for _, s := range f.Top(Query{Cube: "complaint", Column: "cases", Unit: unit, By: []string{"l1"}}) {
		was := f.PrevCount(Query{Cube: "complaint", Column: "cases", Unit: unit, Where: map[string]string{"l1": s.Keys[0]}})
		share := f.Percent(s.Count, whole)
		d := f.Diff(share, f.Percent(was, before), "")
		if d.Ok() && d.Value.Sign() > 0 && (!ok || d.Value.Cmp(moved.Value) > 0) {
			l1, now, moved, ok = s.Keys[0], share, d, true
		}
	}
	return l1, now, moved, ok
}

// Progressed counts the complaints before the period (Snapshot.Progress) of which
// keep holds.
func (f *Facts) Progressed(what string, keep func(zhixiao.Progress) bool) zhixiao.Quantity {
	n := int64(0)
	for _, p := range f.now().snap.Progress {
		if keep(p) {
			n += p.Cases
		}
	}
	return f.Keep(zhixiao.Quantity{
		Key:   zhixiao.NewKey("progress."+what, zhixiao.CityCode, f.Period()),
		Value: zhixiao.Int(n), Unit: "件", Source: "快照" + f.now().snap.ID + " progress", Rule: "按冻结日状态计数",
	})
}

// PeakDay is the day with the most complaints of which keep holds, and how many;
// the earliest of several.
func (f *Facts) PeakDay(unit, what string, keep func(zhixiao.Complaint) bool) (day time.Time, n zhixiao.Quantity) {
	counts := map[time.Time]int64{}
	most := int64(0)
	for _, c := range f.now().snap.Complaints {
		if (unit == zhixiao.CityCode || c.Region == unit || c.Dept == unit) && keep(c) {
			counts[c.Date]++
			if k := counts[c.Date]; k > most || k == most && c.Date.Before(day) {
				most, day = k, c.Date
			}
		}
	}
	return day, f.Keep(zhixiao.Quantity{
		Key:   zhixiao.NewKey("list.peak["+what+"]", unit, f.Period()),
		Value: zhixiao.Int(most), Unit: "件", Source: "快照" + f.now().snap.ID + " complaints", Rule: "单日最多件数",
	})
}

// ClosingDays is the median of days from complaint to closing, of those closed by
// the cutoff of which keep holds; SmallSample below thirty.
func (f *Facts) ClosingDays(unit, what string, keep func(zhixiao.Complaint) bool) zhixiao.Quantity {
	var days []int64
	for _, c := range f.now().snap.Complaints {
		if (unit == zhixiao.CityCode || c.Region == unit || c.Dept == unit) && !c.Closed.IsZero() && keep(c) {
			days = append(days, int64(c.Closed.Sub(c.Date)/(24*time.Hour)))
		}
	}
	q := zhixiao.Quantity{
		Key: zhixiao.NewKey("list.closing["+what+"]", unit, f.Period()), Unit: "天", N: int64(len(days)),
		Source: "快照" + f.now().snap.ID + " complaints", Rule: Wording("closing days"),
	}
	const least = 30
	if len(days) < least {
		q.Missing = zhixiao.SmallSample
		return f.Keep(q)
	}
	slices.Sort(days)
	// The mean of the two middle ones: a half at most.
	q.Value = zhixiao.Decimal{N: (days[(len(days)-1)/2] + days[len(days)/2]) * 5, Places: 1}
	return f.Keep(q)
}

// VisitScore is the mean of the period's covert visits' scores, one decimal.
func (f *Facts) VisitScore() zhixiao.Quantity {
	q := zhixiao.Quantity{Key: zhixiao.NewKey("visit.mean", zhixiao.CityCode, f.Period()), Unit: "分", Source: "快照" + f.now().snap.ID + " visits", Rule: Wording("mean of visits")}
	visits := f.now().snap.Visits
	var sum zhixiao.Decimal
	for _, v := range visits {
		sum = sum.Add(v.Score)
	}
	q.N, q.Num, q.Den = int64(len(visits)), sum, zhixiao.Int(int64(len(visits)))
	v, err := zhixiao.Ratio(sum, q.Den, 1, 1)
	if err != nil {
		q.Missing = zhixiao.NotProvided
	}
	q.Value = v
	return f.Keep(q)
}
