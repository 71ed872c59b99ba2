package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"strings"

	"github.com/jmoiron/sqlx"

	"zhixiao"
)

// feedTable is a table that a freeze reads, with the column that decides the
// period ("" where the rows valid on its last day count).
type feedTable struct{ name, date, key string }

// feedTables in the order of their names in a snapshot's sources.
var feedTables = [...]feedTable{
	{"cases", "apply_date", "id"}, {"complaint", "date", "no"}, {"consult", "date", "id"}, {"correction", "date", "id"},
	{"evaluation", "date", "id"}, {"governance", "opened", "no"}, {"governance_task", "due", "id"},
	{"guide_check", "date", "id"}, {"guide_rating", "date", "id"}, {"inspection_item", "due", "id"}, {"interview", "date", "id"},
	{"matter", "", "matter, region, valid_from"}, {"online_session", "date", "id"}, {"phone_call", "date", "id"},
	{"stage", "date", "id"}, {"survey", "date", "id"}, {"ticket", "date", "id"}, {"visit", "date", "no"},
}

// fingerprint is the SHA-256 over the table's rows of the period, in the order of
// its key. SQLite joins a row's columns; Go sees one text a row.
func (f *freezer) fingerprint(ctx context.Context, q sqlx.QueryerContext, t feedTable) (zhixiao.Source, error) {
	src := zhixiao.Source{Table: t.name}
	var columns []string
	if err := sqlx.SelectContext(ctx, q, &columns, "SELECT name FROM pragma_table_info(?)", t.name); err != nil {
		return src, err
	}
	during, args := f.during(t.date)
	rows, err := q.QueryContext(ctx, "SELECT concat_ws(char(31),"+strings.Join(columns, ",")+") FROM "+t.name+" WHERE "+during+" ORDER BY "+t.key, args...)
	if err != nil {
		return src, err
	}
	defer rows.Close()
	sum := sha256.New()
	var line sql.RawBytes
	for rows.Next() {
		if err := rows.Scan(&line); err != nil {
			return src, err
		}
		sum.Write(line)
		sum.Write([]byte{'\n'})
		src.Rows++
	}
	src.SHA256 = hex.EncodeToString(sum.Sum(nil))
	return src, rows.Err()
}
