package intake

import (
	"context"
	"io"
	"time"

	"zhixiao"
	"zhixiao/output/press"
	"zhixiao/store"
	"zhixiao/store/ledger"
)

// Store is what this room needs of the database: to take files in, to check a period
// and to freeze it. *store.Store has it.
type Store interface {
	io.Closer
	Import(ctx context.Context, path string, in store.Intake) ([]store.Imported, error)
	Register(ctx context.Context) ([]store.Batch, error)
	MaskedLog(ctx context.Context) ([]ledger.Masked, error)
	Check(ctx context.Context, period zhixiao.Period, set *zhixiao.IndicatorSet, units []zhixiao.Unit, cutoff time.Time) ([]store.Finding, error)
	Measure(ctx context.Context, period zhixiao.Period, set *zhixiao.IndicatorSet, units []zhixiao.Unit, cutoff time.Time) (*store.Measured, error)
}

func open(ctx context.Context, p *press.Project) (Store, error) { return p.OpenStore(ctx) }
