package store

import (
	"context"
	"database/sql/driver"
	"fmt"
	"slices"
	"strings"
	"time"

	"zhixiao"
	"zhixiao/store/ledger"
)

// Batch is what one import put into one table, and what became of it.
type Batch struct {
	ledger.Batch
	Gone  int    // rows that later imports took the place of
	Heirs string // their numbers, with commas between
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
		one := ledger.Batch{Seq: number(v[0]), File: text(v[1]), SHA256: text(v[2]), Table: text(v[3]), Sender: text(v[4]), Given: number(v[5]) == 1,
			First: text(v[6]), Last: text(v[7]), Rows: int(number(v[8])), Taken: text(v[9])}
		list = append(list, Batch{one, int(number(v[10])), text(v[11])})
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
	if _, err := ledger.Append(b.l.ctx, b.l, t.Batch.Batch); err != nil {
		return err
	}
	for _, r := range t.Replaced {
		if _, err := ledger.Append(b.l.ctx, b.l, ledger.Replaced{Batch: r.Batch.Seq, By: t.Seq, Rows: r.Gone}); err != nil {
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
