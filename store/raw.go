package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"

	"github.com/jmoiron/sqlx"

	"zhixiao/store/sqlite"
)

// raw runs work on a connection of the driver's own. database/sql looks at every
// argument by itself: BenchmarkRawLoad says what it spares a load to go without.
func raw(conn *sql.Conn, work func(sqlite.Conn) error) error {
	return conn.Raw(func(c any) error {
		own, err := sqlite.From(c)
		if err != nil {
			return err
		}
		return work(own)
	})
}

// each hands every row of a query to row, which must not keep the slice.
func each(ctx context.Context, conn *sqlx.Conn, text string, args []any, row func([]driver.Value) error) error {
	rows, err := conn.QueryContext(ctx, text, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	names, err := rows.Columns()
	cells, scanned, places := make([]driver.Value, len(names)), make([]any, len(names)), make([]any, len(names))
	for i := range scanned {
		places[i] = &scanned[i]
	}
	for err == nil && rows.Next() {
		if err = rows.Scan(places...); err == nil {
			for i, v := range scanned {
				cells[i] = v
			}
			err = row(cells)
		}
	}
	return errors.Join(err, rows.Err())
}

// named numbers arguments as the driver wants them.
func named(args []any) []driver.NamedValue {
	list := make([]driver.NamedValue, len(args))
	for i, a := range args {
		if n, ok := a.(int); ok {
			a = int64(n)
		}
		list[i] = driver.NamedValue{Ordinal: i + 1, Value: a}
	}
	return list
}

// eachStmt is each for a prepared statement; row may be nil where there is nothing
// to read.
func eachStmt(stmt driver.Stmt, args []any, row func([]driver.Value) error) error {
	q, ok := stmt.(driver.StmtQueryContext)
	if !ok {
		return errors.New("数据库连接不是SQLite")
	}
	rows, err := q.QueryContext(context.Background(), named(args))
	if err != nil {
		return err
	}
	return eachRow(rows, row)
}

func eachOf(ctx context.Context, c sqlite.Conn, text string, args []driver.NamedValue, row func([]driver.Value) error) error {
	rows, err := c.QueryContext(ctx, text, args)
	if err != nil {
		return err
	}
	return eachRow(rows, row)
}

func eachRow(rows driver.Rows, row func([]driver.Value) error) error {
	values := make([]driver.Value, len(rows.Columns()))
	for {
		err := rows.Next(values)
		if err == nil && row != nil {
			err = row(values)
		}
		if errors.Is(err, io.EOF) {
			return rows.Close()
		} else if err != nil {
			return errors.Join(err, rows.Close())
		}
	}
}

// number is a driver's whole number.
func number(v driver.Value) int64 {
	n, _ := v.(int64)
	return n
}
