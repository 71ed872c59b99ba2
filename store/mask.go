package store

import (
	"context"
	"maps"
	"slices"

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
	if len(hits) == 0 {
		return nil
	}
	in, err := l.Insert("masked", []string{"file", "tbl", "col", "rule", "hits"})
	if err != nil {
		return err
	}
	for _, column := range slices.Sorted(maps.Keys(hits)) {
		for _, rule := range slices.Sorted(maps.Keys(hits[column])) {
			if err := in.Add(file, table, column, rule, hits[column][rule]); err != nil {
				return err
			}
		}
	}
	return in.Flush()
}

// Masked is what an import masked: how often which rule hit in which column of
// which file.
type Masked struct {
	File   string `db:"file"`
	Table  string `db:"tbl"`
	Column string `db:"col"`
	Rule   string `db:"rule"` // number of a masking.Rule
	Hits   int    `db:"hits"`
}

// MaskedLog is everything that imports masked, oldest first, for the audit.
func (s *Store) MaskedLog(ctx context.Context) ([]Masked, error) {
	var log []Masked
	err := s.db.SelectContext(ctx, &log, "SELECT file, tbl, col, rule, hits FROM masked ORDER BY seq")
	return log, s.explain(err)
}
