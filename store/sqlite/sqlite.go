// Package sqlite is the seam between the store and its SQLite driver, and the only
// place that knows which one the program was built with: github.com/mattn/go-sqlite3
// where cgo is on, modernc.org/sqlite where it is off (CGO_ENABLED=0, and so by
// default when building for Windows elsewhere). Both hold the same SQLite, open each
// other's files and give the same deliverables; the first is up to twice as fast.
//
// A driver is one file: Driver, Codes and InTransaction. Settings of a connection are
// PRAGMAs and no part of its name: drivers differ in the names they know, and one
// they do not know they ignore in silence.
package sqlite

import (
	"database/sql/driver"
)

// Conn is what both drivers' connections can do beside what database/sql asks for.
type Conn interface {
	driver.Conn
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.QueryerContext
}

// SQLite's result codes that the program tells apart, see
// https://sqlite.org/rescode.html. ForeignKey is an extended code.
const (
	Busy       = 5
	Locked     = 6
	ReadOnly   = 8
	IOError    = 10
	Corrupt    = 11
	Full       = 13
	NotADB     = 26
	ForeignKey = 787
)

// Connector opens connections to one database, for sql.OpenDB. Transactions hold the
// right to write from their start: a read that turns into a write fails with
// "database is locked" however long others are waited for.
type Connector struct {
	// Path is the file's path; Only, of the file, asks for no more than reading.
	Path string
	Only bool
	// Settings are SQL that each new connection runs, such as "PRAGMA foreign_keys = ON".
	Settings string
}
