//go:build !cgo

package sqlite

import (
	"context"
	"database/sql/driver"
	"errors"

	"modernc.org/sqlite"
)

// Name says which driver the program was built with.
const Name = "modernc.org/sqlite"

// Driver is the SQLite driver.
func (Connector) Driver() driver.Driver { return &sqlite.Driver{} }

// Codes are SQLite's primary and extended result code of an error; ok is false for
// an error that SQLite did not give.
func Codes(err error) (primary, extended int, ok bool) {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return 0, 0, false
	}
	return e.Code() & 0xff, e.Code(), true
}

// InTransaction reports whether a connection has a transaction open: a failed
// statement may have taken it back. The driver cannot be asked; SQLite refuses to
// begin a second transaction.
func InTransaction(ctx context.Context, c Conn) bool {
	if _, err := c.ExecContext(ctx, "BEGIN", nil); err != nil {
		return true
	}
	_, err := c.ExecContext(ctx, "ROLLBACK", nil)
	return err != nil
}
