package store

import (
	"crypto/sha256"
	"database/sql/driver"
	"encoding/hex"
	"hash"
	"slices"
	"sync"
)

// loaded is what one load put into a table of numbered rows: the numbers, the
// first and last day, and the checksum as a freeze would make it.
type loaded struct {
	first, last int64
	from, to    string
	sum         string
}

// loads remembers, while a database is created, what went where: its freezes need
// no index, and do not read again what only passed through.
type loads struct {
	mu     sync.Mutex
	tables map[string][]loaded
	mixed  map[string]bool // filled in a way that is not remembered
}

func (l *loads) of(table string) []loaded {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.mixed[table] {
		return nil
	}
	return slices.Clone(l.tables[table])
}

// add remembers a load; back forgets it, when it was taken back.
func (l *loads) add(table string, one loaded) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.tables == nil {
		l.tables = map[string][]loaded{}
	}
	l.tables[table] = append(l.tables[table], one)
}

func (l *loads) back(table string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if n := len(l.tables[table]); n > 0 {
		l.tables[table] = l.tables[table][:n-1]
	}
}

func (l *loads) mix(table string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.mixed == nil {
		l.mixed = map[string]bool{}
	}
	l.mixed[table] = true
}

// watch follows the rows of one inserter.
type watch struct {
	table    string
	next     int64 // number of the next row
	loaded   loaded
	date     int // column
	row      rowText
	sum      hash.Hash // nil when the rows cannot be laid out here
	line     []byte
	recorded bool
}

// watching begins to follow rows of columns for table; nil where there is nothing
// to follow.
func (l *Loader) watching(verb, table string, columns []string) (*watch, error) {
	at := slices.IndexFunc(feedTables(), func(t feedTable) bool { return t.name == table && t.key == "id" })
	if !l.s.bulk || at < 0 {
		return nil, nil
	}
	date := slices.Index(columns, feedTables()[at].date)
	twice := slices.ContainsFunc(l.inserters, func(in *Inserter) bool { return in.table == table })
	if twice || date < 0 || verb != inserting || slices.Contains(columns, "id") {
		l.s.loads.mix(table)
		return nil, nil
	}
	w := &watch{table: table, date: date}
	err := l.query("SELECT name, type, COALESCE(dflt_value, '') FROM pragma_table_info('"+table+"') WHERE name <> 'batch'", func(v []driver.Value) error {
		w.row.column(text(v[0]), text(v[1]), text(v[2]), slices.Index(columns, text(v[0])))
		return nil
	})
	if w.row.fault == nil {
		w.sum = sha256.New()
	}
	if err == nil {
		err = l.query("SELECT COALESCE(MAX(id), 0) + 1 FROM "+table, func(v []driver.Value) error { w.next, _ = v[0].(int64); return nil })
	}
	w.loaded.first = w.next
	return w, err
}

// follow takes note of a row's day and contents.
func (w *watch) follow(values []driver.NamedValue) {
	day, _ := values[w.date].Value.(string)
	if w.loaded.from == "" || day < w.loaded.from {
		w.loaded.from = day
	}
	w.loaded.to = max(w.loaded.to, day)
	if w.sum != nil {
		w.line = w.row.line(w.line[:0], w.next, values)
		w.sum.Write(w.line)
	}
	w.next++
}

// record remembers what was followed, once the rows are in and before others can
// see them.
func (w *watch) record(l *Loader) error {
	if w.next == w.loaded.first {
		return nil
	}
	var last int64
	if err := l.query("SELECT MAX(id) FROM "+w.table, func(v []driver.Value) error { last, _ = v[0].(int64); return nil }); err != nil {
		return err
	}
	if w.loaded.last = w.next - 1; w.loaded.last != last {
		l.s.loads.mix(w.table)
		return nil
	}
	if w.sum != nil && w.row.fault == nil {
		w.loaded.sum = hex.EncodeToString(w.sum.Sum(nil))
	}
	l.s.loads.add(w.table, w.loaded)
	w.recorded = true
	return nil
}
