package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"zhixiao/store/ledger"
)

// SaveReview keeps one more version and answers its number.
func (s *Store) SaveReview(ctx context.Context, r ledger.Review, taken time.Time) (int64, error) {
	r.Taken = taken.Format(time.RFC3339)
	seq, err := ledger.Append(ctx, s.db, r)
	return seq, s.explain(err)
}

// Reviews are the versions of a job in the order they were taken, without their
// bytes; of all jobs when job is empty.
func (s *Store) Reviews(ctx context.Context, job string) ([]ledger.Review, error) {
	list, err := ledger.Read[ledger.Review](ctx, s.db, "WHERE job = ? OR ? = '' ORDER BY seq", job, job)
	return list, s.explain(err)
}

// Review is the version with a number and its bytes; ok is false when there is
// none.
func (s *Store) Review(ctx context.Context, seq int64) (r ledger.Review, ok bool, err error) {
	r, ok, err = ledger.First[ledger.Review](ctx, s.db, "WHERE seq = ?", seq)
	return r, ok, s.explain(err)
}

// SaveGenerated keeps what a job was generated as from origin; passages is JSON.
func (s *Store) SaveGenerated(ctx context.Context, job, origin string, passages []byte) error {
	_, err := s.db.ExecContext(ctx, `INSERT INTO generated(job, origin, passages) VALUES(?, ?, ?)
		ON CONFLICT(job, origin) DO UPDATE SET passages = excluded.passages WHERE passages <> excluded.passages`, job, origin, string(passages))
	return s.explain(err)
}

// Generated is what SaveGenerated kept; ok is false when nothing was.
func (s *Store) Generated(ctx context.Context, job, origin string) (passages []byte, ok bool, err error) {
	var text string
	err = s.db.GetContext(ctx, &text, "SELECT passages FROM generated WHERE job = ? AND origin = ?", job, origin)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, false, nil
	}
	return []byte(text), err == nil, s.explain(err)
}
