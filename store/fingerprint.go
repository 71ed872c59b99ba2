package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"slices"
	"strings"

	"github.com/jmoiron/sqlx"

	"zhixiao"
)

// feedTable is a table that a freeze reads. rows is the condition on the rows it
// reads, in which :from and :to are the period's first and last day.
type feedTable struct{ name, rows, key string }

// between is the usual condition: the rows dated in the period.
func between(name, date string) feedTable {
	return feedTable{name, date + " BETWEEN :from AND :to", "id"}
}

// feedTables in the order of their names in a snapshot's sources.
func feedTables() []feedTable {
	return []feedTable{
		between("caseload", "date"), between("cases", "apply_date"), {"complaint", "date BETWEEN :from AND :to", "no"}, between("consult", "date"), between("correction", "date"),
		between("evaluation", "date"), {"governance", "opened <= :to", "no"}, between("governance_task", "due"),
		between("guide_check", "date"), between("guide_rating", "date"), between("inspection_item", "due"), between("interview", "date"),
		{"matter", "valid_from <= :to AND valid_to >= :to", "matter, region, valid_from"}, between("online_session", "date"), between("phone_call", "date"),
		between("stage", "date"), between("survey", "date"), between("ticket", "date"), {"visit", "date BETWEEN :from AND :to", "no"},
		{"visit_finding", "no IN (SELECT no FROM visit WHERE date BETWEEN :from AND :to)", "no, seq"},
	}
}

// fingerprint is the SHA-256 over the table's rows of the period, in the order of
// its key. SQLite joins a row's columns; Go sees one text a row.
//
// Writing sixteen small integers as text is most of the work, so four at a time
// are written as one, each having 15 bits. Rows can be mistaken for each other
// only where a value leaves 0…32767 just as its neighbour makes up for it.
func (f *freezer) fingerprint(ctx context.Context, q sqlx.QueryerContext, t feedTable) (zhixiao.Source, error) {
	src := zhixiao.Source{Table: t.name}
	var columns []struct{ Name, Type string }
	if err := sqlx.SelectContext(ctx, q, &columns, "SELECT name, type FROM pragma_table_info(?)", t.name); err != nil {
		return src, err
	}
	var parts, small []string
	for _, c := range columns {
		if c.Type == "INTEGER" && c.Name != "id" {
			small = append(small, c.Name)
		} else {
			parts = append(parts, c.Name)
		}
	}
	for four := range slices.Chunk(small, 4) {
		packed := four[0]
		for _, name := range four[1:] {
			packed = "(" + packed + "<<15)+" + name
		}
		parts = append(parts, packed)
	}
	rows, err := q.QueryContext(ctx, "SELECT concat_ws(char(31),"+strings.Join(parts, ",")+") FROM "+t.name+" WHERE "+t.rows+" ORDER BY "+t.key,
		sql.Named("from", f.start), sql.Named("to", f.end))
	if err != nil {
		return src, err
	}
	defer rows.Close()
	sum := sha256.New()
	var line sql.RawBytes
	for rows.Next() {
		if err := rows.Scan(&line); err != nil {
			return src, err
		}
		sum.Write(line)
		sum.Write([]byte{'\n'})
		src.Rows++
	}
	src.SHA256 = hex.EncodeToString(sum.Sum(nil))
	return src, rows.Err()
}
