//go:build cgo

package sqlite

import (
	"context"
	"database/sql/driver"
	"errors"

	"github.com/mattn/go-sqlite3"
)

// Name says which driver the program was built with.
const Name = "github.com/mattn/go-sqlite3"

// Driver is the SQLite driver.
func (Connector) Driver() driver.Driver { return &sqlite3.SQLiteDriver{} }

// Codes are SQLite's primary and extended result code of an error; ok is false for
// an error that SQLite did not give.
func Codes(err error) (primary, extended int, ok bool) {
	var e sqlite3.Error
	if !errors.As(err, &e) {
		return 0, 0, false
	}
	return int(e.Code), int(e.ExtendedCode), true
}

// InTransaction reports whether a connection has a transaction open: a failed
// statement may have taken it back.
func InTransaction(_ context.Context, c Conn) bool {
	lite, ok := c.(*sqlite3.SQLiteConn)
	return ok && !lite.AutoCommit()
}
