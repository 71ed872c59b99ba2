package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"path/filepath"
	"strings"
)

// Open is the database at path without settings, for looking at a file behind the
// store's back. Errors come from the first use.
func Open(path string) *sql.DB { return sql.OpenDB(Connector{Path: path}) }

// OpenReadOnly is Open that cannot change the file, nor make one.
func OpenReadOnly(path string) *sql.DB { return sql.OpenDB(Connector{Path: path, Only: true}) }

// Connect opens one connection and runs the settings on it.
func (c Connector) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := c.Driver().Open(c.name())
	if err != nil || c.Settings == "" {
		return conn, err
	}
	own, err := From(conn)
	if err == nil {
		_, err = own.ExecContext(ctx, c.Settings, nil)
	}
	if err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return conn, nil
}

// name is how both drivers are told which file to open. _mutex=no is known to the
// first alone: the pool gives a connection to one goroutine at a time, SQLite need
// not lock too.
func (c Connector) name() string {
	name := "file:" + strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(filepath.ToSlash(c.Path)) + "?_mutex=no&_txlock=immediate"
	if c.Only {
		name += "&mode=ro"
	}
	return name
}

// From is the driver's connection c, as (*sql.Conn).Raw hands it out.
func From(c any) (Conn, error) {
	conn, ok := c.(Conn)
	if !ok {
		return nil, errors.New("数据库连接不是SQLite")
	}
	return conn, nil
}
