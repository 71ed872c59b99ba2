package press

import (
	"context"
	"time"

	"zhixiao"
	"zhixiao/store"
)

// Data is what the press needs of the database: what was frozen, and the remedies that
// papers proposed. *store.Store has it.
type Data interface {
	Counter
	Snapshots(ctx context.Context, upTo zhixiao.Period) ([]*zhixiao.Snapshot, error)
	IndicatorSet(ctx context.Context, version string) (*zhixiao.IndicatorSet, error)
	Demo(ctx context.Context) (bool, error)
	Names(ctx context.Context) (store.Names, error)
	Remedies(ctx context.Context, period zhixiao.Period) (map[string][]store.Remedy, error)
	SaveRemedies(ctx context.Context, unit string, period zhixiao.Period, list []store.Remedy) error
}

// Counter counts the rows of quotas.
type Counter interface {
	Counted(ctx context.Context, q zhixiao.Quota, first, last time.Time) (zhixiao.Counted, error)
}
