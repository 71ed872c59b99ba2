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
)

// formerFingerprints are the fingerprints of the period's tables in layout 1, by
// table: what a snapshot of a program up to 0.2.0 is compared with. They are nil where
// the newest snapshot of the period has none of those.
func (f *freezer) formerFingerprints(ctx context.Context) (map[string]string, error) {
	conn, err := f.s.db.Connx(ctx)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	var tables []string
	if err := sqlx.SelectContext(ctx, conn, &tables, `SELECT name FROM snapshot_source WHERE layout = 1
		AND snapshot = (SELECT id FROM snapshot WHERE period = ? ORDER BY version DESC LIMIT 1)`, f.snap.Period.String()); err != nil || len(tables) == 0 {
		return nil, err
	}
	sums := map[string]string{}
	for _, t := range feedTables() {
		if !slices.Contains(tables, t.name) {
			continue
		}
		if sums[t.name], err = f.formerFingerprint(ctx, conn, t); err != nil {
			return nil, err
		}
	}
	return sums, nil
}

// formerFingerprint lays rows out as programs up to 0.2.0 did: the texts with char 31
// between, then the integers but the row's number, four as one with 15 bits each.
func (f *freezer) formerFingerprint(ctx context.Context, q *sqlx.Conn, t feedTable) (string, error) {
	var columns []struct{ Name, Type string }
	if err := sqlx.SelectContext(ctx, q, &columns, "SELECT name, type FROM pragma_table_info(?) WHERE name <> 'batch' ORDER BY cid", t.name); err != nil {
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
	for four := range slices.Chunk(small, 4) {
		packed := four[0]
		for _, name := range four[1:] {
			packed = "(" + packed + "<<15)+" + name
		}
		selected = append(selected, packed)
	}
	condition, days := f.printedRows(t)
	sum := sha256.New()
	var line []byte
	err := each(ctx, q, "SELECT "+strings.Join(selected, ",")+" FROM "+t.name+" WHERE "+condition+" ORDER BY "+t.key, days, func(cells []driver.Value) error {
		line = append(line[:0], text(cells[0])...)
		for _, packed := range cells[1:] {
			n, whole := packed.(int64)
			if !whole {
				return f.s.inTable(t.name, 0, fmt.Errorf("值%v不是整数", packed), "检查导入的数据")
			}
			line = binary.LittleEndian.AppendUint64(line, uint64(n))
		}
		sum.Write(append(line, '\n'))
		return nil
	})
	return hex.EncodeToString(sum.Sum(nil)), err
}
