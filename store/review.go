package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/jmoiron/sqlx"
)

// Review is one version of a report as a reviewer handed it in.
type Review struct {
	Seq    int64 // number of the version, from 1, over all jobs
	Job    string
	Stage  string // 编辑稿, 送审稿, …
	Who    string
	Taken  string // RFC 3339
	File   string // base name
	SHA256 string // of Body, hex
	Origin string // what the file says it was generated from
	Body   []byte // the file; nil in lists
}

// SaveReview keeps one more version and answers its number.
func (s *Store) SaveReview(ctx context.Context, r Review, taken time.Time) (int64, error) {
	r.Taken = taken.Format(time.RFC3339)
	seq, err := insertReview(ctx, s.db, r)
	return seq, s.explain(err)
}

func insertReview(ctx context.Context, db sqlx.ExtContext, r Review) (int64, error) {
	done, err := sqlx.NamedExecContext(ctx, db, "INSERT INTO review(job, stage, who, taken, file, sha256, origin, body) VALUES(:job,:stage,:who,:taken,:file,:sha256,:origin,:body)", r)
	if err != nil {
		return 0, err
	}
	return done.LastInsertId()
}

const reviewColumns = "SELECT seq, job, stage, who, taken, file, sha256, origin FROM review "

// Reviews are the versions of a job in the order they were taken, without their
// bytes; of all jobs when job is empty.
func (s *Store) Reviews(ctx context.Context, job string) ([]Review, error) {
	var list []Review
	err := s.db.SelectContext(ctx, &list, reviewColumns+"WHERE job = ? OR ? = '' ORDER BY seq", job, job)
	return list, s.explain(err)
}

// Review is the version with a number and its bytes; ok is false when there is
// none.
func (s *Store) Review(ctx context.Context, seq int64) (r Review, ok bool, err error) {
	err = s.db.GetContext(ctx, &r, "SELECT seq, job, stage, who, taken, file, sha256, origin, body FROM review WHERE seq = ?", seq)
	if errors.Is(err, sql.ErrNoRows) {
		return r, false, nil
	}
	return r, err == nil, s.explain(err)
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
