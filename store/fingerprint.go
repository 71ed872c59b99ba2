package store

import (
	"context"
	"crypto/sha256"
	"database/sql/driver"
	"encoding/hex"
	"strings"

	"github.com/jmoiron/sqlx"

	"zhixiao"
)

// layout numbers the way in which rows are laid out for their fingerprint: each is a
// JSON list of its columns in their order, as SQLite's json_array writes it, and ends
// its line. No two rows that differ are laid out alike. rowText lays out the same.
const layout = 2

// fingerprint is the SHA-256 over the table's rows of the period, in the order of
// its key.
func (f *freezer) fingerprint(ctx context.Context, q *sqlx.Conn, t feedTable) (zhixiao.Source, error) {
	last, err := f.lastDay(ctx, q, t)
	if err != nil {
		return zhixiao.Source{}, err
	}
	if src, done := f.sums[t.name]; done {
		src.Last = last // none where the days are planned
		return src, nil
	}
	columns, err := printed(ctx, q, t.name)
	if err != nil {
		return zhixiao.Source{}, err
	}
	src := zhixiao.Source{Table: t.name, Layout: layout, Last: last}
	sum := sha256.New()
	var line []byte
	condition, days := f.printedRows(t)
	err = each(ctx, q, "SELECT json_array("+strings.Join(columns, ",")+") FROM "+t.name+" WHERE "+condition+" ORDER BY "+t.key, days, func(cells []driver.Value) error {
		line = append(append(line[:0], text(cells[0])...), '\n')
		sum.Write(line)
		src.Rows++
		return nil
	})
	src.SHA256 = hex.EncodeToString(sum.Sum(nil))
	return src, err
}

// printedRows is the condition on the rows that a fingerprint covers.
func (f *freezer) printedRows(t feedTable) (string, []any) {
	condition, days := f.during(t.name, t.date)
	if t.rows != "" {
		condition = t.rows
	}
	return condition, days
}

// printed are the columns of a table that a fingerprint covers: all but the import
// that a row came with.
func printed(ctx context.Context, q sqlx.QueryerContext, table string) (names []string, err error) {
	return names, sqlx.SelectContext(ctx, q, &names, "SELECT name FROM pragma_table_info(?) WHERE name <> 'batch' ORDER BY cid", table)
}
