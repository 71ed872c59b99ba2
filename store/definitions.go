package store

import (
	"context"
	"maps"
	"slices"

	"github.com/jmoiron/sqlx"

	"zhixiao"
)

// keepDefinitions writes how set defines its indicators, once for each version.
func keepDefinitions(ctx context.Context, tx *sqlx.Tx, set *zhixiao.IndicatorSet) error {
	definitions := set.Definitions()
	for _, code := range slices.Sorted(maps.Keys(definitions)) {
		if _, err := tx.ExecContext(ctx, "INSERT OR IGNORE INTO definition VALUES(?,?,?)", set.Version, code, definitions[code]); err != nil {
			return err
		}
	}
	return nil
}

// readDefinitions fills in how the snapshot's indicators were defined; nothing
// when it was frozen before that was kept.
func readDefinitions(ctx context.Context, q sqlx.QueryerContext, snap *zhixiao.Snapshot) error {
	var kept []struct{ Code, Digest string }
	if err := sqlx.SelectContext(ctx, q, &kept, "SELECT code, digest FROM definition WHERE set_version = ?", snap.Set); err != nil {
		return err
	}
	if len(kept) > 0 {
		snap.Definitions = make(map[string]string, len(kept))
	}
	for _, k := range kept {
		snap.Definitions[k.Code] = k.Digest
	}
	return nil
}

// redefinedSince says which indicators are defined otherwise than in the newest
// snapshot of the period before; none when there is no such snapshot.
func redefinedSince(ctx context.Context, tx *sqlx.Tx, period zhixiao.Period, set *zhixiao.IndicatorSet) ([]string, error) {
	var version []string
	if err := tx.SelectContext(ctx, &version, "SELECT set_version FROM snapshot WHERE period = ? ORDER BY version DESC LIMIT 1", period.Prev().String()); err != nil || len(version) == 0 {
		return nil, err
	}
	before := zhixiao.Snapshot{Set: version[0]}
	if err := readDefinitions(ctx, tx, &before); err != nil {
		return nil, err
	}
	var codes []string
	for code, now := range set.Definitions() {
		if was := before.Definitions[code]; was != "" && was != now {
			codes = append(codes, code)
		}
	}
	slices.Sort(codes)
	return codes, nil
}
