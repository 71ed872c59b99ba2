package store

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/jmoiron/sqlx"

	"zhixiao"
	"zhixiao/store/ledger"
)

// IndicatorSet is the indicator set of a version that snapshots were frozen with,
// whole; nil when the database has none of that version: snapshots frozen by
// program 0.1.0 did not keep theirs.
func (s *Store) IndicatorSet(ctx context.Context, version string) (*zhixiao.IndicatorSet, error) {
	set, err := readSet(ctx, s.db, version)
	return set, s.explain(err)
}

// Knows tells the store where the indicator sets are that earlier programs carried:
// former answers nil for a version that is none of theirs. Program 0.1.0 kept of its
// sets only the versions; a definition of today is compared with theirs all the same.
// To be called before the store is shared.
func (s *Store) Knows(former func(version string) (*zhixiao.IndicatorSet, error)) { s.former = former }

// setOf is the set of a version: as it was kept, else as an earlier program carried
// it; nil when nobody knows it.
func (s *Store) setOf(ctx context.Context, q sqlx.QueryerContext, version string) (*zhixiao.IndicatorSet, error) {
	set, err := readSet(ctx, q, version)
	if set != nil || err != nil || s.former == nil {
		return set, err
	}
	return s.former(version)
}

func readSet(ctx context.Context, q sqlx.QueryerContext, version string) (*zhixiao.IndicatorSet, error) {
	kept, ok, err := ledger.First[ledger.Set](ctx, q, "WHERE version = ?", version)
	if err != nil || !ok {
		return nil, err
	}
	set := &zhixiao.IndicatorSet{}
	if err := json.Unmarshal([]byte(kept.Body), set); err != nil {
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
	_, err = ledger.AppendNew(ctx, tx, ledger.Set{Version: set.Version, Body: string(body)}, "version")
	return err
}
