package ledger

import (
	"context"
	"strings"

	"github.com/jmoiron/sqlx"
)

// trigger refuses one way of altering a kind's records.
type trigger struct{ name, text string }

// triggers are those of a kind. To write over a record is to insert one with its key:
// SQLite takes the old one away without asking the trigger on deletion.
func (k Kind) triggers() []trigger {
	t := k.Table()
	refuse := func(end, event, when string, words error) trigger {
		name := t + "_keep_" + end
		return trigger{name, "CREATE TRIGGER " + name + " BEFORE " + event + " ON " + t + when + " BEGIN SELECT RAISE(ABORT, '" + words.Error() + "'); END"}
	}
	var taken []string
	for _, key := range k.Keys {
		var same []string
		for c := range strings.SplitSeq(key, ", ") {
			same = append(same, c+" = NEW."+c)
		}
		taken = append(taken, "EXISTS (SELECT 1 FROM "+t+" WHERE "+strings.Join(same, " AND ")+")")
	}
	return []trigger{
		refuse("u", "UPDATE", "", k.Changed),
		refuse("d", "DELETE", "", k.Deleted),
		refuse("i", "INSERT", " WHEN "+strings.Join(taken, " OR "), k.Changed),
	}
}

// Guard makes the triggers of all kinds, where they are not as they should be: in a
// new database, in one of an earlier program, in one where somebody dropped them.
// Where nothing is missing it only reads.
func Guard(ctx context.Context, db *sqlx.DB) error {
	if missing, err := unguarded(ctx, db); err != nil || len(missing) == 0 {
		return err
	}
	tx, err := db.BeginTxx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // after Commit this does nothing
	missing, err := unguarded(ctx, tx)   // another program may have made them meanwhile
	for _, m := range missing {
		for _, text := range []string{"DROP TRIGGER IF EXISTS " + m.name, m.text} {
			if err == nil {
				_, err = tx.ExecContext(ctx, text)
			}
		}
	}
	if err != nil {
		return err
	}
	return tx.Commit()
}

// unguarded are the triggers that a database lacks or has otherwise.
func unguarded(ctx context.Context, q sqlx.QueryerContext) (missing []trigger, err error) {
	var list []struct{ Name, SQL string }
	if err := sqlx.SelectContext(ctx, q, &list, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"); err != nil {
		return nil, err
	}
	have := map[string]string{}
	for _, t := range list {
		have[t.Name] = t.SQL
	}
	for _, k := range Kinds() {
		for _, t := range k.triggers() {
			if have[t.name] != t.text {
				missing = append(missing, t)
			}
		}
	}
	return missing, nil
}
