package store

import (
	"context"
	"maps"
	"slices"

	"github.com/jmoiron/sqlx"

	"zhixiao"
)

// keepDefinitions writes how set defines its indicators, once for each version.
// Digests that program 0.1.0 wrote of the same definitions are made known as equal
// to those of today; a set of 0.1.0 that is used again has its digests renewed.
func keepDefinitions(ctx context.Context, tx *sqlx.Tx, set *zhixiao.IndicatorSet) error {
	definitions, former := set.Definitions(), set.FormerDefinitions()
	for _, code := range slices.Sorted(maps.Keys(definitions)) {
		for _, step := range []struct {
			text string
			args []any
		}{
			{"INSERT OR IGNORE INTO definition VALUES(?,?,?)", []any{set.Version, code, definitions[code]}},
			{"UPDATE definition SET digest = ?3 WHERE set_version = ?1 AND code = ?2 AND digest = ?4", []any{set.Version, code, definitions[code], former[code]}},
			// Of two definitions of today that 0.1.0 could not tell apart the first is taken.
			{`INSERT INTO definition_same SELECT DISTINCT ?1, digest, ?2 FROM definition d WHERE code = ?1 AND digest = ?3
				AND NOT EXISTS (SELECT 1 FROM definition_same s WHERE s.code = ?1 AND s.one = d.digest)`, []any{code, definitions[code], former[code]}},
		} {
			if _, err := tx.ExecContext(ctx, step.text, step.args...); err != nil {
				return err
			}
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
	same, err := readSame(ctx, q)
	if err != nil {
		return err
	}
	if len(kept) > 0 {
		snap.Definitions = make(map[string]string, len(kept))
	}
	for _, k := range kept {
		snap.Definitions[k.Code] = same.of(k.Code, k.Digest)
	}
	return nil
}

// redefinedSince says which indicators are defined otherwise than in the newest
// snapshot of the period before; none when there is no such snapshot.
func redefinedSince(ctx context.Context, tx *sqlx.Tx, snap *zhixiao.Snapshot) ([]string, error) {
	var version []string
	if err := tx.SelectContext(ctx, &version, "SELECT set_version FROM snapshot WHERE period = ? ORDER BY version DESC LIMIT 1", snap.Period.Prev().String()); err != nil || len(version) == 0 {
		return nil, err
	}
	before := zhixiao.Snapshot{Set: version[0]}
	if err := readDefinitions(ctx, tx, &before); err != nil {
		return nil, err
	}
	var codes []string
	for code, now := range snap.Definitions {
		if was := before.Definitions[code]; was != "" && was != now {
			codes = append(codes, code)
		}
	}
	slices.Sort(codes)
	return codes, nil
}

// sameDefinition says that two digests are of one definition of a code.
type sameDefinition struct{ Code, One, Other string }

// sameDefinitions join digests that are of one definition.
type sameDefinitions []sameDefinition

// readSame reads what was found equal so far.
func readSame(ctx context.Context, q sqlx.QueryerContext) (sameDefinitions, error) {
	var all sameDefinitions
	return all, sqlx.SelectContext(ctx, q, &all, "SELECT code, one, other FROM definition_same ORDER BY code, one, other")
}

// of is the digest that stands for all those of one definition with digest: the
// greatest, which is of the newest digester.
func (s sameDefinitions) of(code, digest string) string {
	class := []string{digest}
	for i := 0; i < len(class); i++ {
		for _, p := range s {
			for _, pair := range [][2]string{{p.One, p.Other}, {p.Other, p.One}} {
				if p.Code == code && pair[0] == class[i] && !slices.Contains(class, pair[1]) {
					class = append(class, pair[1])
				}
			}
		}
	}
	return slices.Max(class)
}

// keepSame writes what was proved equal.
func keepSame(ctx context.Context, tx *sqlx.Tx, proved []sameDefinition) error {
	for _, p := range proved {
		if _, err := tx.ExecContext(ctx, "INSERT OR IGNORE INTO definition_same VALUES(?,?,?)", p.Code, p.One, p.Other); err != nil {
			return err
		}
	}
	return nil
}
