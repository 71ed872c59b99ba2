package store

import (
	"context"
	"database/sql/driver"
	"fmt"
	"slices"
	"strings"
	"time"

	"zhixiao"
)

// Batch is what one import put into one table, as it stands in the register of
// imports.
type Batch struct {
	Seq    int64  // every row it brought has this number
	File   string // base name
	SHA256 string `db:"sha256"` // of the file's content, hex
	Table  string `db:"tbl"`
	Sender string // codes of units with commas between, or the name that was given
	Given  bool   // whoever imported named the sender; else it is read off the rows
	First  string // first and last day of the rows, ISO; "" where the table has no day
	Last   string
	Rows   int
	Taken  string // 2026-08-03 09:30, Beijing time
	Gone   int    // rows that later imports took the place of
	Heirs  string // their numbers, with commas between
}

// Title is the batch's table as people call it.
func (b Batch) Title() string { return formOf(b.Table).title }

// From is the sender as people call it.
func (b Batch) From(units []zhixiao.Unit) string {
	var names []string
	for code := range strings.SplitSeq(b.Sender, ",") {
		i := slices.IndexFunc(units, func(u zhixiao.Unit) bool { return u.Code == code })
		if i < 0 {
			names = append(names, code)
		} else {
			names = append(names, units[i].Short)
		}
	}
	if len(names) > 3 {
		return fmt.Sprintf("%s等%d个单位", names[0], len(names))
	}
	return strings.Join(names, "、")
}

// Period is the days that the batch covers, "" where its table has none.
func (b Batch) Period() string {
	if b.First == b.Last {
		return b.First
	}
	return b.First + "至" + b.Last
}

// String names the batch in messages.
func (b Batch) String() string {
	return fmt.Sprintf("第%d号（%s导入的%s，%d行）", b.Seq, b.Taken, b.File, b.Rows)
}

const batchQuery = `SELECT b.seq, b.file, b.sha256, b.tbl, b.sender, b.given, b.first, b.last, b.rows, b.taken,
	COALESCE((SELECT SUM(r.rows) FROM import_replaced r WHERE r.batch = b.seq), 0) AS gone,
	COALESCE((SELECT group_concat(r.by) FROM import_replaced r WHERE r.batch = b.seq), '') AS heirs FROM import_batch b`

// Register is all imports, oldest first.
func (s *Store) Register(ctx context.Context) ([]Batch, error) {
	var list []Batch
	err := s.db.SelectContext(ctx, &list, batchQuery+" ORDER BY b.seq")
	return list, s.explain(err)
}

// batches are those of the register that meet a condition, read inside the load.
func (l *Loader) batches(condition string, args ...any) ([]Batch, error) {
	var list []Batch
	err := l.ask(batchQuery+" WHERE "+condition+" ORDER BY b.seq", args, func(v []driver.Value) error {
		list = append(list, Batch{Seq: number(v[0]), File: text(v[1]), SHA256: text(v[2]), Table: text(v[3]), Sender: text(v[4]), Given: number(v[5]) == 1,
			First: text(v[6]), Last: text(v[7]), Rows: int(number(v[8])), Taken: text(v[9]), Gone: int(number(v[10])), Heirs: text(v[11])})
		return nil
	})
	return list, err
}

// takenBefore refuses a file whose content was taken before and is still there,
// whatever it is called now.
func (im *importer) takenBefore(l *Loader, sha256 string) error {
	same, err := l.batches("b.sha256 = ?", sha256)
	if err != nil {
		return err
	}
	for _, b := range same {
		if b.Gone == 0 {
			return problem(im.file, fmt.Errorf("内容与%s相同，已经导入过", b), "不必再导；历次导入见 import --list")
		}
	}
	return nil
}

// register enters the batch. It is the last thing an import does for a table.
func (b *filling) register() error {
	im, t := b.im, &b.imported
	t.Taken = beijing(im.intake.Now).Format("2006-01-02 15:04")
	given := 0
	if t.Given {
		given = 1
	}
	if err := b.l.do("INSERT INTO import_batch(seq, file, sha256, tbl, sender, given, first, last, rows, taken) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		t.Seq, t.File, t.SHA256, t.Table, t.Sender, given, t.First, t.Last, t.Rows, t.Taken); err != nil {
		return err
	}
	for _, r := range t.Replaced {
		if err := b.l.do("INSERT INTO import_replaced(batch, by, rows) VALUES(?, ?, ?)", r.Batch.Seq, t.Seq, r.Gone); err != nil {
			return err
		}
	}
	im.done = append(im.done, *t)
	return nil
}

// loadInTurn is Load for work that takes long: it waits for others that write,
// however long they take, until ctx ends.
func (s *Store) loadInTurn(ctx context.Context, fill func(*Loader) error) error {
	for {
		began := false
		err := s.Load(ctx, func(l *Loader) error { began = true; return fill(l) })
		if err == nil || began || !isBusy(err) {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(100 * time.Millisecond):
		}
	}
}
