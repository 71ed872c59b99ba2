package store

import (
	"context"
	"database/sql"
	"errors"
)

// MarkDemo records for good that the database holds synthetic data, so that
// every report made from it says 演示数据.
func (s *Store) MarkDemo(ctx context.Context) error {
	_, err := s.db.ExecContext(ctx, `INSERT INTO setting(name, value) VALUES('demo', '1') ON CONFLICT DO NOTHING`)
	return s.explain(err)
}

// Demo reports whether the database holds synthetic data.
func (s *Store) Demo(ctx context.Context) (bool, error) {
	var value string
	err := s.db.GetContext(ctx, &value, `SELECT value FROM setting WHERE name = 'demo'`)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return value == "1", s.explain(err)
}
