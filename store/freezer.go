package store

import (
	"context"
	"time"

	"github.com/jmoiron/sqlx"

	"zhixiao"
)

// freezer measures one period. Its results are filled in by jobs that run on
// several connections, each job writing only its own.
type freezer struct {
	s          *Store
	set        *zhixiao.IndicatorSet
	start, end string    // first and last day that count, as ISO days
	ends       time.Time // end
	snap       *zhixiao.Snapshot
	cubes      []*zhixiao.Cube // like set.Feeds
	plans      []plan
	sources    []zhixiao.Source // like feedTables
	history    *zhixiao.Cube    // of a day or a week: the complaints of the weeks before

	// What is remembered of a database being created: where the period's rows are,
	// and the checksums, by table.
	ids  map[string]stretch
	sums map[string]zhixiao.Source
}

func newFreezer(s *Store, period zhixiao.Period, set *zhixiao.IndicatorSet, cutoff time.Time) *freezer {
	end := period.End()
	if cutoff.Before(end) {
		end = cutoff
	}
	y, m, d := cutoff.Date()
	return &freezer{
		s: s, set: set, start: period.Start().Format(time.DateOnly), end: end.Format(time.DateOnly), ends: end,
		snap:  &zhixiao.Snapshot{Period: period, Cutoff: time.Date(y, m, d, 0, 0, 0, 0, time.UTC), Set: set.Version, Definitions: set.Definitions(), Cubes: map[string]*zhixiao.Cube{}},
		cubes: make([]*zhixiao.Cube, len(set.Feeds)),
	}
}

// job is one piece of reading; it runs on the connection it is given.
type job func(ctx context.Context, q *sqlx.Conn) error
