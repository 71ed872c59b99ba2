package store

import (
	"context"
	"crypto/sha256"
	"database/sql/driver"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/jmoiron/sqlx"

	"zhixiao"
)

// fingerprint is the SHA-256 over the table's rows of the period, in the order of
// its key. SQLite joins a row's texts; Go sees one text and a few numbers a row.
//
// Passing each small integer by itself is most of the work, so four at a time
// are passed as one, each having 15 bits. Rows can be mistaken for each other
// only where a value leaves 0…32767 just as its neighbour makes up for it.
func (f *freezer) fingerprint(ctx context.Context, q *sqlx.Conn, t feedTable) (zhixiao.Source, error) {
	last, err := f.lastDay(ctx, q, t)
	if err != nil {
		return zhixiao.Source{}, err
	}
	if src, done := f.sums[t.name]; done {
		src.Last = last // none where the days are planned
		return src, nil
	}
	src := zhixiao.Source{Table: t.name, Last: last}
	condition, days := f.during(t.name, t.date)
	if t.rows != "" {
		condition = t.rows
	}
	text, err := rowTexts(ctx, q, t, condition)
	if err != nil {
		return src, err
	}
	sum := sha256.New()
	var line []byte
	err = each(ctx, q, text, days, func(cells []driver.Value) error {
		texts, _ := cells[0].(string)
		line = append(line[:0], texts...)
		for _, packed := range cells[1:] {
			n, whole := packed.(int64)
			if !whole {
				return f.s.inTable(t.name, 0, fmt.Errorf("值%v不是整数", packed), "检查导入的数据")
			}
			line = binary.LittleEndian.AppendUint64(line, uint64(n))
		}
		sum.Write(append(line, '\n'))
		src.Rows++
		return nil
	})
	src.SHA256 = hex.EncodeToString(sum.Sum(nil))
	return src, err
}

// packing is how many integers pass as one.
const packing = 4

// rowTexts is the query of what fingerprint hashes: a row's texts as one, then its
// integers packed. rowText lays out the same.
func rowTexts(ctx context.Context, q *sqlx.Conn, t feedTable, condition string) (query string, err error) {
	var columns []struct{ Name, Type string }
	if err := sqlx.SelectContext(ctx, q, &columns, "SELECT name, type FROM pragma_table_info(?) WHERE name <> 'batch'", t.name); err != nil {
		return "", err
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
	for four := range slices.Chunk(small, packing) {
		packed := four[0]
		for _, name := range four[1:] {
			packed = "(" + packed + "<<15)+" + name
		}
		selected = append(selected, packed)
	}
	return "SELECT " + strings.Join(selected, ",") + " FROM " + t.name + " WHERE " + condition + " ORDER BY " + t.key, nil
}
