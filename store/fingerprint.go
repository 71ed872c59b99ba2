package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
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
	return feedTable{name, contiguous(name, date, ":from", ":to"), "id"}
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

// large says whether a table is one of the two with an index on its days: those
// that hold most of the rows.
func large(table string) bool { return table == "cases" || table == "evaluation" }

// contiguous is the condition that date lies from the day from to the day to, put
// so that a large table is read from the period's first row to its last. Rows of a
// quarter stand together as they were delivered; looking up each by the index
// costs more than passing over the odd stranger.
func contiguous(table, date, from, to string) string {
	in := date + " BETWEEN " + from + " AND " + to
	if !large(table) {
		return in
	}
	edge := func(which string) string { return "(SELECT " + which + "(id) FROM " + table + " WHERE " + in + ")" }
	return "id BETWEEN " + edge("MIN") + " AND " + edge("MAX") + " AND +" + in
}

// fingerprint is the SHA-256 over the table's rows of the period, in the order of
// its key. SQLite joins a row's texts; Go sees one text and a few numbers a row.
//
// Passing each small integer by itself is most of the work, so four at a time
// are passed as one, each having 15 bits. Rows can be mistaken for each other
// only where a value leaves 0…32767 just as its neighbour makes up for it.
func (f *freezer) fingerprint(ctx context.Context, q sqlx.QueryerContext, t feedTable) (zhixiao.Source, error) {
	src := zhixiao.Source{Table: t.name}
	text, numbers, err := rowText(ctx, q, t)
	if err != nil {
		return src, err
	}
	rows, err := q.QueryContext(ctx, text, sql.Named("from", f.start), sql.Named("to", f.end))
	if err != nil {
		return src, err
	}
	defer rows.Close()
	sum := sha256.New()
	var texts sql.RawBytes
	packed := make([]int64, numbers)
	into := []any{&texts}
	for i := range packed {
		into = append(into, &packed[i])
	}
	var line []byte
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return src, err
		}
		line = append(line[:0], texts...)
		for _, n := range packed {
			line = binary.LittleEndian.AppendUint64(line, uint64(n))
		}
		sum.Write(append(line, '\n'))
		src.Rows++
	}
	src.SHA256 = hex.EncodeToString(sum.Sum(nil))
	return src, rows.Err()
}

// rowText is the query of what fingerprint hashes: a row's texts as one, then its
// integers packed into so many numbers.
func rowText(ctx context.Context, q sqlx.QueryerContext, t feedTable) (query string, numbers int, err error) {
	var columns []struct{ Name, Type string }
	if err := sqlx.SelectContext(ctx, q, &columns, "SELECT name, type FROM pragma_table_info(?)", t.name); err != nil {
		return "", 0, err
	}
	texts, small := []string{"char(31)"}, []string{}
	for _, c := range columns {
		if c.Type == "INTEGER" && c.Name != "id" {
			small = append(small, c.Name)
		} else {
			texts = append(texts, c.Name)
		}
	}
	selected := []string{"concat_ws(" + strings.Join(texts, ",") + ")"}
	for four := range slices.Chunk(small, 4) {
		packed := four[0]
		for _, name := range four[1:] {
			packed = "(" + packed + "<<15)+" + name
		}
		selected = append(selected, packed)
	}
	return "SELECT " + strings.Join(selected, ",") + " FROM " + t.name + " WHERE " + t.rows + " ORDER BY " + t.key, len(selected) - 1, nil
}
