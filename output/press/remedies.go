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

// pastRemedies reads what the reports of the period before proposed, by unit.
func (l *Edition) pastRemedies(ctx context.Context) error {
	kept, err := l.data.Remedies(ctx, l.Period.Prev())
	if err != nil {
		return err
	}
	l.past = map[string][]generators.KeptRemedy{}
	for unit, list := range kept {
		for _, remedy := range list {
			l.past[unit] = append(l.past[unit], remedyFrom(remedy))
		}
	}
	return nil
}

// keepRemedies stores what a report proposes, for the next period to follow up.
// It comes before the report is declared made: a run that is killed between
// the two makes the report, and stores the same, again.
func (l *Edition) keepRemedies(ctx context.Context, unit string, made []generators.KeptRemedy) error {
	if made == nil {
		return nil
	}
	rows := make([]store.Remedy, len(made))
	for i, remedy := range made {
		rows[i] = remedyRow(remedy, l.Period.Next())
	}
	return l.data.SaveRemedies(ctx, unit, l.Period, rows)
}

// between parts the leading from the supporting bodies in the ledger.
const between = "；配合："

func remedyRow(remedy generators.KeptRemedy, next zhixiao.Period) store.Remedy {
	return store.Remedy{
		Who: remedy.Lead + between + remedy.With, What: remedy.What, Deadline: remedy.Deadline, Output: remedy.Output, Measure: remedy.Measure,
		Key: string(zhixiao.NewKey(remedy.Code, remedy.Unit, next)), Target: remedy.Target.String(),
	}
}

// remedyFrom reads a ledger row; one whose key or target cannot be read has no
// measure and is reported as not to be judged.
func remedyFrom(row store.Remedy) generators.KeptRemedy {
	remedy := generators.KeptRemedy{Unit: row.Unit, What: row.What, Deadline: row.Deadline, Output: row.Output, Measure: row.Measure}
	remedy.Lead, remedy.With, _ = strings.Cut(row.Who, between)
	if target, err := zhixiao.ParseDecimal(row.Target); err == nil {
		remedy.Code, _, _, _ = zhixiao.Key(row.Key).Split()
		remedy.Target = target
	}
	return remedy
}

// followed is the digest of the remedies that a report follows up, "" when
// it follows none up.
func (l *Edition) followed(k generators.Kind, unit string) string {
	if !k.Follows || len(l.past[unit]) == 0 {
		return ""
	}
	body, _ := json.Marshal(l.past[unit]) // strings and integers: it cannot fail
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}

// withRemedies adds the remedies that a report follows up to what its job
// reads, so that a change in them makes it stale.
func (l *Edition) withRemedies(k generators.Kind, unit string, inputs map[string]string) map[string]string {
	digest := l.followed(k, unit)
	if digest == "" {
		return inputs
	}
	inputs = maps.Clone(inputs)
	inputs["上期建议"] = digest
	return inputs
}
