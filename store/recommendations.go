package store

import (
	"context"

	"zhixiao"
)

// Remedy is one that a report proposed, in its five parts, so
// that the next report can follow it up.
type Remedy struct {
	Unit, Period                         string
	Seq                                  int // order in the report, from 1
	Who, What, Deadline, Output, Measure string
	Key                                  string // quantity the measure is read from; may be empty
	Target                               string // its target as a decimal; may be empty
}

// SaveRemedies replaces what is kept of unit and period by list, whose
// order gives Seq.
func (s *Store) SaveRemedies(ctx context.Context, unit string, period zhixiao.Period, list []Remedy) error {
	tx, err := s.db.BeginTxx(ctx, nil)
	if err != nil {
		return s.explain(err)
	}
	defer func() { _ = tx.Rollback() }() // after Commit this does nothing
	if _, err := tx.ExecContext(ctx, "DELETE FROM recommendation WHERE unit = ? AND period = ?", unit, period.String()); err != nil {
		return s.explain(err)
	}
	for i, r := range list {
		r.Unit, r.Period, r.Seq = unit, period.String(), i+1
		if _, err := tx.NamedExecContext(ctx, "INSERT INTO recommendation VALUES(:unit,:period,:seq,:who,:what,:deadline,:output,:measure,:key,:target)", r); err != nil {
			return s.explain(err)
		}
	}
	return s.explain(tx.Commit())
}

// Remedies are those made in period, by unit, each unit's in its order.
func (s *Store) Remedies(ctx context.Context, period zhixiao.Period) (map[string][]Remedy, error) {
	var list []Remedy
	err := s.db.SelectContext(ctx, &list, "SELECT * FROM recommendation WHERE period = ? ORDER BY unit, seq", period.String())
	out := map[string][]Remedy{}
	for _, r := range list {
		out[r.Unit] = append(out[r.Unit], r)
	}
	return out, s.explain(err)
}
