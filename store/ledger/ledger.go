// Package ledger keeps the records that are only ever added to: snapshots, reviewed
// files, approvals, what was handed out and handed over, imports and what they masked.
// The table of kinds says which there are. Append is the only way by which a record
// gets into a database, and Guard puts triggers there that refuse every other: a record
// is never changed, written over or taken away, by this program or another.
package ledger

import (
	"context"
	"database/sql"
	"iter"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/jmoiron/sqlx"
)

// Record is a row of a ledger. Its fields are the table's columns: under the name of
// their tag db, else under their own in small letters. A field Seq numbers the records
// of its kind from 1; where it is 0 the database gives the next number. Bytes are read
// only where one record is asked for.
type Record interface {
	// table is the name of the kind's table. Only this package has records: each is
	// named in the table of kinds.
	table() string
}

// Writer is where records are written: a transaction, or a connection that has one
// open. One record alone may go to the database itself.
type Writer interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

// Append adds records in their order and answers the number of the last, for kinds
// that number theirs. A record with the key of another is refused: the error is the
// kind's own words. Those before it are there then; a transaction takes them back.
func Append[R Record](ctx context.Context, to Writer, records ...R) (last int64, err error) {
	for _, r := range records {
		added, err := write(ctx, to, r, nil)
		if err != nil {
			return 0, err
		}
		if last, err = added.LastInsertId(); err != nil {
			return 0, err
		}
	}
	return last, nil
}

// AppendNew adds a record unless there is one with the same values in all the columns
// named, and says whether it was added.
func AppendNew[R Record](ctx context.Context, to Writer, r R, columns ...string) (added bool, err error) {
	done, err := write(ctx, to, r, columns)
	if err != nil {
		return false, err
	}
	n, err := done.RowsAffected()
	return n == 1, err
}

// write is the one place that puts records into a database.
func write(ctx context.Context, to Writer, r Record, unless []string) (sql.Result, error) {
	columns, values := cells(r)
	places := make([]string, len(columns))
	for i := range places {
		places[i] = "?" + strconv.Itoa(i+1)
	}
	text := "INSERT INTO " + r.table() + "(" + strings.Join(columns, ", ") + ") SELECT " + strings.Join(places, ", ")
	if len(unless) > 0 {
		same := make([]string, len(unless))
		for i, c := range unless {
			same[i] = c + " = " + places[slices.Index(columns, c)]
		}
		text += " WHERE NOT EXISTS (SELECT 1 FROM " + r.table() + " WHERE " + strings.Join(same, " AND ") + ")"
	}
	return to.ExecContext(ctx, text, values...)
}

// All are the records of a kind without their bytes, one after another; rest is what
// follows in a query: WHERE, ORDER BY, with args for its question marks. After an error
// there is no more.
func All[R Record](ctx context.Context, from sqlx.QueryerContext, rest string, args ...any) iter.Seq2[R, error] {
	return query[R](ctx, from, columnsOf[R](false), rest, args)
}

// Read is All as a list, nil where there is none.
func Read[R Record](ctx context.Context, from sqlx.QueryerContext, rest string, args ...any) (list []R, err error) {
	for r, err := range All[R](ctx, from, rest, args...) {
		if err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	return list, nil
}

// First is the first record that All would answer, with its bytes; ok is false when
// there is none.
func First[R Record](ctx context.Context, from sqlx.QueryerContext, rest string, args ...any) (first R, ok bool, err error) {
	for first, err = range query[R](ctx, from, columnsOf[R](true), rest+" LIMIT 1", args) {
		return first, err == nil, err
	}
	return first, false, nil
}

func query[R Record](ctx context.Context, from sqlx.QueryerContext, columns []string, rest string, args []any) iter.Seq2[R, error] {
	var zero R
	return func(yield func(R, error) bool) {
		rows, err := from.QueryxContext(ctx, "SELECT "+strings.Join(columns, ", ")+" FROM "+zero.table()+" "+rest, args...)
		if err != nil {
			yield(zero, err)
			return
		}
		defer rows.Close()
		for rows.Next() {
			var r R
			if err := rows.StructScan(&r); !yield(r, err) || err != nil {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(zero, err)
		}
	}
}

// columnsOf are the columns of a kind, with those that hold bytes or without.
func columnsOf[R Record](whole bool) (names []string) {
	for i, t := 0, reflect.TypeFor[R](); i < t.NumField(); i++ {
		if f := t.Field(i); whole || f.Type.Kind() != reflect.Slice {
			names = append(names, columnOf(f))
		}
	}
	return names
}

func columnOf(f reflect.StructField) string {
	if name := f.Tag.Get("db"); name != "" {
		return name
	}
	return strings.ToLower(f.Name)
}

// cells are a record's columns and values as both of the store's ways to the database
// take them. A number that is not given yet is left out.
func cells(r Record) (columns []string, values []any) {
	v := reflect.ValueOf(r)
	for i := range v.NumField() {
		name, value := columnOf(v.Type().Field(i)), v.Field(i).Interface()
		switch x := value.(type) {
		case int:
			value = int64(x)
		case bool:
			value = int64(0)
			if x {
				value = int64(1)
			}
		}
		if name == "seq" && value == int64(0) {
			continue
		}
		columns, values = append(columns, name), append(values, value)
	}
	return columns, values
}
