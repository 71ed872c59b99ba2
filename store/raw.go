package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"io"

	"github.com/jmoiron/sqlx"
	"github.com/mattn/go-sqlite3"
)

// raw runs work on a connection of the driver's own: database/sql looks at every
// argument and every cell; without it a load takes half the time.
func raw(conn interface{ Raw(func(any) error) error }, work func(*sqlite3.SQLiteConn) error) error {
	return conn.Raw(func(c any) error {
		lite, ok := c.(*sqlite3.SQLiteConn)
		if !ok {
			return errors.New("数据库连接不是SQLite")
		}
		return work(lite)
	})
}

// each hands every row of a query to row, which must not keep the slice.
func each(ctx context.Context, conn *sqlx.Conn, text string, args []any, row func([]driver.Value) error) error {
	named := make([]driver.NamedValue, len(args))
	for i, a := range args {
		named[i] = driver.NamedValue{Ordinal: i + 1, Value: a}
	}
	return raw(conn, func(c *sqlite3.SQLiteConn) error { return eachOf(ctx, c, text, named, row) })
}

func eachOf(ctx context.Context, c *sqlite3.SQLiteConn, text string, args []driver.NamedValue, row func([]driver.Value) error) error {
	rows, err := c.QueryContext(ctx, text, args)
	if err != nil {
		return err
	}
	values := make([]driver.Value, len(rows.Columns()))
	for {
		err := rows.Next(values)
		if err == nil {
			err = row(values)
		}
		if err == io.EOF {
			return rows.Close()
		} else if err != nil {
			return errors.Join(err, rows.Close())
		}
	}
}
