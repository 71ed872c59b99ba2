package fulfilment

import (
	"context"
	"time"

	"zhixiao/output/press"
	"zhixiao/store/ledger"
)

// Store is what this room needs of the database: what was approved and handed over, and
// how far quotas are. *store.Store has it.
type Store interface {
	press.Counter
	Demo(ctx context.Context) (bool, error)
	Cutoffs(ctx context.Context) (map[string]time.Time, error)
	ApprovedBy(ctx context.Context, on time.Time) ([]ledger.Approval, error)
	Deliveries(ctx context.Context, on time.Time) ([]ledger.Delivery, error)
	FirstDelivery(ctx context.Context, d ledger.Delivery) (ledger.Delivery, error)
	SaveDelivery(ctx context.Context, d ledger.Delivery) error
}
