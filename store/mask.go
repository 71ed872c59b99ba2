package store

import (
	"context"
	"maps"
	"slices"

	"zhixiao/store/ledger"
	"zhixiao/store/masking"
)

// maskRow hides personal data in the free text of one row and counts it.
func maskRow(sh *sheet, values []any, hits map[string]map[string]int) {
	for i, c := range sh.columns {
		s, ok := values[i].(string)
		if !ok || c.heading.kind != prose {
			continue
		}
		masked, found := masking.Mask(s)
		values[i] = masked
		for rule, n := range masking.Count(found) {
			if hits[c.Name] == nil {
				hits[c.Name] = map[string]int{}
			}
			hits[c.Name][rule] += n
		}
	}
}

// keepMasked writes the audit rows of one sheet: what was masked by which rule,
// never what it was.
func keepMasked(l *Loader, file, table string, hits map[string]map[string]int) error {
	for _, column := range slices.Sorted(maps.Keys(hits)) {
		for _, rule := range slices.Sorted(maps.Keys(hits[column])) {
			if _, err := ledger.Append(l.ctx, l, ledger.Masked{File: file, Table: table, Column: column, Rule: rule, Hits: hits[column][rule]}); err != nil {
				return err
			}
		}
	}
	return nil
}

// MaskedLog is everything that imports masked, oldest first, for the audit.
func (s *Store) MaskedLog(ctx context.Context) ([]ledger.Masked, error) {
	log, err := ledger.Read[ledger.Masked](ctx, s.db, "ORDER BY seq")
	return log, s.explain(err)
}
