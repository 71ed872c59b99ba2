package store

import (
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"zhixiao/store/ledger"
)

// filling is the import of one sheet into its table.
type filling struct {
	im       *importer
	l        *Loader
	sheet    *sheet
	imported Imported
	in       *Inserter // of a table of numbered rows
	keyed    *keyed    // of a table with keys of its own
	hits     map[string]map[string]int
	seen     scope
}

// batch begins to fill a sheet's table under the register's next number.
func (im *importer) batch(l *Loader, sh *sheet, sha256 string) (*filling, error) {
	b := &filling{im: im, l: l, sheet: sh, hits: map[string]map[string]int{}, seen: newScope(sh)}
	b.imported.Batch = Batch{Batch: ledger.Batch{File: im.file, SHA256: sha256, Table: sh.table}}
	var names []string
	for _, c := range sh.columns {
		names = append(names, c.Name)
	}
	err := l.ask("SELECT COALESCE(MAX(seq), 0) + 1 FROM import_batch", nil, func(v []driver.Value) error {
		b.imported.Seq = number(v[0])
		return nil
	})
	if err != nil {
		return nil, err
	}
	if b.keyed, err = l.keyed(sh, names); err != nil || b.keyed != nil {
		return b, err
	}
	b.in, err = l.Insert(sh.table, append(names, "batch"))
	return b, err
}

// fill reads a sheet's rows into its table, free text masked, and settles what they
// repeat.
func (b *filling) fill(t textTable) error {
	for {
		r, err := t.next()
		if errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return err
		}
		if len(r.faults) == 0 && len(filled(r.cells)) == 0 {
			continue // an empty line is no row
		}
		values := b.im.row(b.sheet, r)
		if values == nil {
			continue
		}
		maskRow(b.sheet, values, b.hits)
		b.seen.note(values)
		if err := b.put(r.number, append(values, b.imported.Seq)); err != nil {
			return err
		}
		b.imported.Rows++
	}
	return b.finish()
}

// put hands a row to the database.
func (b *filling) put(row int, values []any) error {
	if b.in != nil {
		return b.in.Add(values...)
	}
	clash, err := b.keyed.put(values, b.im.intake.Repeat)
	if clash == b.imported.Seq {
		b.im.fault(b.sheet, row, "删去多余的一行，或改正编号", "%s与前面的行重复", b.keyed.name(values))
	} else if clash >= 0 && b.im.intake.Repeat == Add {
		b.im.fault(b.sheet, row, "更正的，用 --replace 替换；不是更正的，改正编号", "%s已在库中", b.keyed.name(values))
	}
	return err
}

// finish counts what was masked, and settles what the rows repeat.
func (b *filling) finish() error {
	if b.in != nil {
		if err := b.in.Flush(); err != nil {
			return err
		}
	} else if err := b.keyed.Close(); err != nil {
		return err
	}
	for _, column := range b.hits {
		for rule, n := range column {
			if b.imported.Masked == nil {
				b.imported.Masked = map[string]int{}
			}
			b.imported.Masked[rule] += n
		}
	}
	if err := keepMasked(b.l, b.im.file, b.sheet.table, b.hits); err != nil {
		return err
	}
	if b.imported.Rows == 0 || len(b.im.faults) > 0 {
		return nil // taken back anyway
	}
	b.settlePeriod()
	b.imported.Sender, b.imported.Given = b.seen.sender(), false
	if from := strings.TrimSpace(b.im.intake.From); from != "" {
		b.imported.Sender, b.imported.Given = from, true
		if code := b.im.units[from]; code != "" {
			b.imported.Sender = code
		}
	}
	return b.replaceRepeats()
}

// settlePeriod says which days the new rows cover.
func (b *filling) settlePeriod() {
	t := &b.imported
	t.First, t.Last = b.seen.first, b.seen.last
	if p := b.im.intake.Period; t.First != "" && p.Year > 0 {
		t.First, t.Last = p.Start().Format(time.DateOnly), p.End().Format(time.DateOnly)
		if b.seen.first < t.First || b.seen.last > t.Last {
			b.im.fault(b.sheet, 0, "改正日期或 --period", "有%s至%s的行，不都在%s（%s）之内", b.seen.first, b.seen.last, p.Title(), p.Range())
		}
	}
}

// keyed fills a table whose rows have keys of their own, one row at a time: each is
// looked up first, so that every repeated key is told with its row.
type keyed struct {
	sheet   *sheet
	at      []int // where the key's columns stand among a row's values
	look    driver.Stmt
	insert  driver.Stmt
	replace driver.Stmt
	clashes map[int64]int // rows whose key was there before, by batch; 0: no batch
}

// keyed prepares to fill a sheet's table; nil when its rows are only numbered.
func (l *Loader) keyed(sh *sheet, names []string) (*keyed, error) {
	k := &keyed{sheet: sh, clashes: map[int64]int{}}
	var where []string
	for i, c := range sh.columns {
		if c.Pk > 0 {
			k.at = append(k.at, i)
			where = append(where, c.Name+" = ?")
		}
	}
	if len(k.at) == 0 {
		return nil, nil
	}
	l.s.loads.mix(sh.table)
	into := " INTO " + sh.table + "(" + strings.Join(names, ", ") + ", batch) VALUES(" + strings.Repeat("?, ", len(names)) + "?)"
	var errs [3]error
	k.look, errs[0] = l.conn.PrepareContext(l.ctx, "SELECT COALESCE(batch, 0) FROM "+sh.table+" WHERE "+strings.Join(where, " AND "))
	k.insert, errs[1] = l.conn.PrepareContext(l.ctx, "INSERT"+into)
	k.replace, errs[2] = l.conn.PrepareContext(l.ctx, "REPLACE"+into)
	return k, errors.Join(errs[:]...)
}

// put writes a row, unless its key is there. It answers the batch that has the key,
// 0 for rows without one, −1 when the key is new. Rows of other batches are
// replaced when that is what a repeat means.
func (k *keyed) put(values []any, repeat Repeat) (clash int64, err error) {
	var key []any
	for _, i := range k.at {
		key = append(key, values[i])
	}
	clash = -1
	err = eachStmt(k.look, key, func(v []driver.Value) error { clash = number(v[0]); return nil })
	if err != nil {
		return clash, err
	}
	own := values[len(values)-1].(int64)
	switch {
	case clash < 0:
		return clash, eachStmt(k.insert, values, nil)
	case clash == own:
		return clash, nil
	case repeat == Replace:
		k.clashes[clash]++
		return clash, eachStmt(k.replace, values, nil)
	}
	k.clashes[clash]++
	return clash, nil
}

// name says which key a row has: 编号（no）“GZ-1”.
func (k *keyed) name(values []any) string {
	var parts []string
	for _, i := range k.at {
		parts = append(parts, fmt.Sprintf("%s“%s”", k.sheet.columns[i].heading, short(fmt.Sprint(values[i]))))
	}
	return strings.Join(parts, "、")
}

// Close ends the prepared statements.
func (k *keyed) Close() error {
	return errors.Join(k.look.Close(), k.insert.Close(), k.replace.Close())
}
