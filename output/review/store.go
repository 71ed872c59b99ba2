package review

import (
	"context"
	"time"

	"zhixiao/store/ledger"
)

// Store is what this room needs of the database: the ledgers of reviews and approvals,
// and what jobs were generated as. *store.Store has it.
type Store interface {
	Locked
	Review(ctx context.Context, seq int64) (ledger.Review, bool, error)
	Reviews(ctx context.Context, job string) ([]ledger.Review, error)
	SaveReview(ctx context.Context, r ledger.Review, taken time.Time) (int64, error)
	Approval(ctx context.Context, job string) (ledger.Approval, bool, error)
	SaveApproval(ctx context.Context, a ledger.Approval, before int64, draft *ledger.Review, files []ledger.ApprovedFile) (int64, error)
	Generated(ctx context.Context, job, origin string) ([]byte, bool, error)
	SaveGenerated(ctx context.Context, job, origin string, passages []byte) error
}

// Locked is the part of it that says what is approved and locked.
type Locked interface {
	Approvals(ctx context.Context, period string) ([]ledger.Approval, error)
	ApprovedFiles(ctx context.Context, approval int64) ([]ledger.ApprovedFile, error)
	ApprovedBody(ctx context.Context, approval int64, path string) ([]byte, error)
}
