package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"
)

// sealName is the setting that keeps what a finished demo holds.
const sealName = "demo.holds"

// remade says of a table that the program fills it again from the others: freezing
// and building change no work of anybody's.
func remade(table string) bool {
	switch table {
	case "setting", "goose_db_version", "generated", "recommendation", "definition", "indicator_set":
		return true
	}
	return strings.HasPrefix(table, "snapshot") || strings.HasPrefix(table, "sqlite_")
}

// SealDemo records what a demo database holds when it is finished, so that
// DemoTouched can tell later whether anybody has worked in it.
func (s *Store) SealDemo(ctx context.Context) error {
	holds, err := s.holdings(ctx)
	if err != nil {
		return err
	}
	text, err := json.Marshal(holds)
	if err != nil {
		return err
	}
	_, err = s.db.ExecContext(ctx, `INSERT INTO setting(name, value) VALUES(?, ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value`, sealName, string(text))
	return s.explain(err)
}

// DemoTouched lists, in order, the tables in which rows have been added or taken
// away since the demo was sealed: imports, reviews, approvals, deliveries. What
// freezing and building write does not count. sealed is false for a demo of an
// earlier version, of which it cannot be told.
func (s *Store) DemoTouched(ctx context.Context) (tables []string, sealed bool, err error) {
	var text string
	err = s.db.GetContext(ctx, &text, `SELECT value FROM setting WHERE name = ?`, sealName)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, s.explain(err)
	}
	was := map[string]int64{}
	if err := json.Unmarshal([]byte(text), &was); err != nil {
		return nil, false, nil // no seal of ours
	}
	holds, err := s.holdings(ctx)
	if err != nil {
		return nil, true, err
	}
	for _, table := range slices.Sorted(maps.Keys(holds)) {
		if holds[table] != was[table] {
			tables = append(tables, table)
		}
	}
	return tables, true, nil
}

// holdings is for each table that people fill its last row's number, or its count
// of rows where rows have none: to count rows would read the whole database.
func (s *Store) holdings(ctx context.Context) (map[string]int64, error) {
	var tables []struct {
		Name string `db:"name"`
		Bare bool   `db:"bare"`
	}
	err := s.db.SelectContext(ctx, &tables, `SELECT name, wr AS bare FROM pragma_table_list WHERE schema = 'main' AND type = 'table' ORDER BY name`)
	if err != nil {
		return nil, s.explain(err)
	}
	holds := map[string]int64{}
	for _, t := range tables {
		if remade(t.Name) {
			continue
		}
		name := `"` + strings.ReplaceAll(t.Name, `"`, `""`) + `"`
		query := `SELECT COALESCE(MAX(rowid), 0) FROM ` + name
		if t.Bare {
			query = `SELECT COUNT(*) FROM ` + name
		}
		var n int64
		if err := s.db.GetContext(ctx, &n, query); err != nil {
			return nil, s.explain(err)
		}
		holds[t.Name] = n
	}
	return holds, nil
}
