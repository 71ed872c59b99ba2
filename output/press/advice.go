package press

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"strings"

	"zhixiao"
	"zhixiao/generators"
	"zhixiao/store"
)

// pastAdvice reads what the reports of the period before recommended, by unit.
func (l *Edition) pastAdvice(ctx context.Context) error {
	kept, err := l.Store.AllRecommendations(ctx, l.Period.Prev())
	if err != nil {
		return err
	}
	l.past = map[string][]generators.Recommendation{}
	for unit, list := range kept {
		for _, rec := range list {
			l.past[unit] = append(l.past[unit], adviceFrom(rec))
		}
	}
	return nil
}

// keepAdvice stores what a report recommends, for the next period to follow up.
// It comes before the report is declared made: a batch that is killed between
// the two makes the report, and stores the same, again.
func (l *Edition) keepAdvice(ctx context.Context, unit string, made []generators.Recommendation) error {
	if made == nil {
		return nil
	}
	rows := make([]store.Recommendation, len(made))
	for i, rec := range made {
		rows[i] = adviceRow(rec, l.Period.Next())
	}
	return l.Store.SaveRecommendations(ctx, unit, l.Period, rows)
}

// between parts the leading from the supporting bodies in the ledger.
const between = "；配合："

func adviceRow(rec generators.Recommendation, next zhixiao.Period) store.Recommendation {
	return store.Recommendation{
		Who: rec.Lead + between + rec.With, What: rec.What, Deadline: rec.Deadline, Output: rec.Output, Measure: rec.Measure,
		Key: string(zhixiao.NewKey(rec.Code, rec.Unit, next)), Target: rec.Target.String(),
	}
}

// adviceFrom reads a ledger row; one whose key or target cannot be read has no
// measure and is reported as not to be judged.
func adviceFrom(row store.Recommendation) generators.Recommendation {
	rec := generators.Recommendation{Unit: row.Unit, What: row.What, Deadline: row.Deadline, Output: row.Output, Measure: row.Measure}
	rec.Lead, rec.With, _ = strings.Cut(row.Who, between)
	if target, err := zhixiao.ParseDecimal(row.Target); err == nil {
		rec.Code, _, _, _ = zhixiao.Key(row.Key).Split()
		rec.Target = target
	}
	return rec
}

// followed is the digest of the recommendations that a report follows up, "" when
// it follows none up.
func (l *Edition) followed(k generators.Kind, unit string) string {
	if !k.Follows || len(l.past[unit]) == 0 {
		return ""
	}
	body, _ := json.Marshal(l.past[unit]) // strings and integers: it cannot fail
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}

// withAdvice adds the recommendations that a report follows up to what its job
// reads, so that a change in them makes it stale.
func (l *Edition) withAdvice(k generators.Kind, unit string, inputs map[string]string) map[string]string {
	digest := l.followed(k, unit)
	if digest == "" {
		return inputs
	}
	inputs = maps.Clone(inputs)
	inputs["上期建议"] = digest
	return inputs
}
