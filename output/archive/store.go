package archive

import (
	"context"
	"time"

	"zhixiao/output/review"
	"zhixiao/store/ledger"
)

// Store is what this room needs of the database: the ledgers of reviews, approvals and
// copies handed out. *store.Store has it.
type Store interface {
	review.Locked
	Approval(ctx context.Context, job string) (ledger.Approval, bool, error)
	Reviews(ctx context.Context, job string) ([]ledger.Review, error)
	Copies(ctx context.Context, period string) ([]ledger.Copy, error)
	NextCopy(ctx context.Context, period string) (int64, error)
	SaveCopies(ctx context.Context, serial int64, copies []ledger.Copy, given time.Time) error
}
