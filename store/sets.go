package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/jmoiron/sqlx"

	"zhixiao"
)

// IndicatorSet is the indicator set of a version that snapshots were frozen with,
// whole; nil when the database has none of that version: snapshots frozen by
// program 0.1.0 did not keep theirs.
func (s *Store) IndicatorSet(ctx context.Context, version string) (*zhixiao.IndicatorSet, error) {
	set, err := readSet(ctx, s.db, version)
	return set, s.explain(err)
}

func readSet(ctx context.Context, q sqlx.QueryerContext, version string) (*zhixiao.IndicatorSet, error) {
	var body string
	err := sqlx.GetContext(ctx, q, &body, "SELECT body FROM indicator_set WHERE version = ?", version)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	set := &zhixiao.IndicatorSet{}
	if err := json.Unmarshal([]byte(body), set); err != nil {
		return nil, fmt.Errorf("冻结时的指标体系%s: %w", version, err)
	}
	return set, nil
}

// keepSet writes set, once for each version.
func keepSet(ctx context.Context, tx *sqlx.Tx, set *zhixiao.IndicatorSet) error {
	body, err := json.Marshal(set)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, "INSERT OR IGNORE INTO indicator_set VALUES(?,?)", set.Version, string(body))
	return err
}
