package store

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"sync"

	"zhixiao"
)

// Snapshots are the newest versions of what a report on upTo is compared with,
// oldest first, and upTo itself last:
//
//   - a day, week, month or quarter stands after all the frozen periods of its own
//     kind that end before it: the one before and the one a year ago are among
//     them when they were frozen;
//   - the mid-term and the final report stand after the frozen quarters that end
//     by their last day; Period.Prev of these is a quarter.
//
// What is not frozen is left out; when upTo itself is not, the last snapshot is
// another period's. Older snapshots are summed over the dimensions of their cubes
// and hold no complaints; see detailed.
func (s *Store) Snapshots(ctx context.Context, upTo zhixiao.Period) ([]*zhixiao.Snapshot, error) {
	var names []string
	if err := s.db.SelectContext(ctx, &names, "SELECT DISTINCT period FROM snapshot"); err != nil {
		return nil, s.explain(err)
	}
	var frozen []zhixiao.Period
	for _, n := range names {
		p, err := zhixiao.ParsePeriod(n)
		if err != nil {
			return nil, s.inTable("snapshot", 0, err, "")
		}
		frozen = append(frozen, p)
	}
	series := seriesOf(frozen, upTo)
	all, errs := make([]*zhixiao.Snapshot, len(series)), make([]error, len(series))
	var wg sync.WaitGroup
	turns := make(chan bool, runtime.GOMAXPROCS(0))
	for i := len(series) - 1; i >= 0; i-- { // the largest first
		turns <- true
		wg.Go(func() {
			all[i], errs[i] = s.newest(ctx, s.db, series[i], detail(detailed(series[i], upTo, len(series)-i)))
			<-turns
		})
	}
	wg.Wait()
	return all, s.explain(errors.Join(errs...))
}

// seriesOf are the periods among frozen that a report on upTo reads, oldest first.
func seriesOf(frozen []zhixiao.Period, upTo zhixiao.Period) []zhixiao.Period {
	step := upTo.Kind
	if whole(upTo) {
		step = zhixiao.Quarter
	}
	var series []zhixiao.Period
	for _, p := range frozen {
		if p == upTo || p.Kind == step && !p.End().After(upTo.End()) {
			series = append(series, p)
		}
	}
	slices.SortFunc(series, func(a, b zhixiao.Period) int {
		switch { // the final report ends on the same day as its last quarter
		case a == upTo:
			return 1
		case b == upTo:
			return -1
		}
		return a.End().Compare(b.End())
	})
	return series
}

// whole reports whether p is reported on as a series of quarters.
func whole(p zhixiao.Period) bool { return p.Kind == zhixiao.Interim || p.Kind == zhixiao.Final }

// detailed reports whether p keeps its dimensions in a report on upTo: the two
// newest, whose matters and halls are compared, and for the mid-term and the
// final report every quarter inside it and the one it is compared with. Of the
// others only the units' values are read, and a long series costs little memory.
// Months keep three: what is among the first three months in a row is told apart.
func detailed(p, upTo zhixiao.Period, fromLast int) bool {
	return fromLast <= 2 || upTo.Kind == zhixiao.Month && fromLast <= 3 || whole(upTo) && (p == upTo.Prev() || !p.Start().Before(upTo.Start()))
}
