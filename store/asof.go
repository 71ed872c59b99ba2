package store

import (
	"context"
	"strings"
	"time"

	"github.com/jmoiron/sqlx"

	"zhixiao"
)

// A row tells more than its own day knew: how a complaint was closed, whether a bad
// rating was put right in time. What is known only after the cutoff is not told.
// docs/adr/0020-as-of-the-cutoff.md says of every column how it is cut, or why it
// cannot be.

// later lists the columns of a table that say what came after the row's own day,
// each with its SQL as of the cutoff, in which ?2 is the last day that counts.
func (f *freezer) later(table string) map[string]string {
	switch table {
	case "complaint":
		// Closed later, it was open then: nobody had answered, been asked again or
		// judged the term by its outcome, so nothing is owed yet either.
		cut := map[string]string{"status": "IIF(closed > ?2, '整改中', status)", "closed": "IIF(closed > ?2, '', closed)"}
		for _, c := range []string{"due", "responded", "ontime", "visited", "solved", "satisfied"} {
			cut[c] = "IIF(closed > ?2, 0, " + c + ")"
		}
		return cut
	case "evaluation":
		// Whether a bad rating was put right in time is known when its term is over;
		// what is said of it comes after that.
		last := f.ends.AddDate(0, 0, -zhixiao.RatingDays).Format(time.DateOnly)
		cut := map[string]string{}
		for _, c := range []string{"rectify_due", "rectify_ontime", "feedback"} {
			cut[c] = "IIF(date > '" + last + "', 0, " + c + ")"
		}
		return cut
	}
	return nil
}

// asOf is SQL to read a table from: its rows with every column as of the cutoff.
func (f *freezer) asOf(ctx context.Context, q sqlx.QueryerContext, table string) (string, error) {
	cut := f.later(table)
	if cut == nil {
		return table, nil
	}
	var names []string
	if err := sqlx.SelectContext(ctx, q, &names, "SELECT name FROM pragma_table_info(?)", table); err != nil {
		return "", err
	}
	for i, n := range names {
		if as, known := cut[n]; known {
			names[i] = as + " AS " + n
		}
	}
	return "(SELECT " + strings.Join(names, ", ") + " FROM " + table + ")", nil
}
