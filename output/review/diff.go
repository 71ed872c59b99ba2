package review

import (
	"cmp"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/document/docx"
	"zhixiao/output"
	"zhixiao/output/press"
)

// Comparison is two versions of a report side by side.
type Comparison struct {
	A, B        *Draft
	Differences []document.Difference
}

// Diff compares two versions: each is a Word file, or a number of the ledger.
func Diff(ctx context.Context, p *press.Project, first, second string) (c *Comparison, err error) {
	c = &Comparison{}
	if c.A, err = versionOf(ctx, p, first); err != nil {
		return nil, err
	}
	if c.B, err = versionOf(ctx, p, second); err != nil {
		return nil, err
	}
	c.Differences = document.Compare(document.Passages(byRows(c.A.Tree())), document.Passages(byRows(c.B.Tree())))
	return c, nil
}

// WriteTracked writes the second version with its differences from the first as
// tracked changes of an author: accepting all gives the second, rejecting all the
// first. A file that is there already is an error.
func (c *Comparison) WriteTracked(ctx context.Context, file, author string, when time.Time) error {
	if _, err := os.Lstat(file); err == nil {
		return &zhixiao.Problem{At: zhixiao.Place{File: file}, Err: errors.New("文件已存在，不会覆盖"), Way: "换一个文件名，或先移走它"}
	}
	folder, err := output.NewFolder(filepath.Dir(file))
	if err != nil {
		return err
	}
	reviser := docx.Reviser{Author: author, Date: when.UTC().Format(time.RFC3339)}
	return folder.Put(ctx, filepath.Base(file), func(w io.Writer) error { return docx.WriteTracked(ctx, w, c.A.Reading, c.B.Reading, c.B.Body, reviser) })
}

// Lines tell the differences by passage, then by number.
func (c *Comparison) Lines() []string {
	var lines account
	if c.A.Reading.Job != c.B.Reading.Job {
		lines.say(output.Wording("two reports"), cmp.Or(c.A.Reading.Job, "无标识"), cmp.Or(c.B.Reading.Job, "无标识"))
	}
	numbers := 0
	for _, d := range c.Differences {
		if lines.difference(d) {
			numbers++
		}
	}
	if len(c.Differences) == 0 {
		lines.say("两个版本文字相同")
	} else {
		lines.say(output.Wording("differences"), len(c.Differences), numbers)
	}
	return lines
}

// difference tells one, and whether numbers differ.
func (a *account) difference(d document.Difference) (numbers bool) {
	a.say("%s %s", d.Kind, d.Name())
	if d.Kind == document.Shifted {
		a.say("  %s", d.New)
		return false
	}
	if d.Old != "" {
		a.say("  原：%s", d.Old)
	}
	if d.New != "" {
		a.say("  新：%s", d.New)
	}
	_, gone := document.Altered(document.Passage{Text: d.New}, d.Old)
	if d.Kind != document.Edited || len(gone)+len(d.Unbound) == 0 {
		return false
	}
	a.say("  数：%s → %s", listed(gone), listed(d.Unbound))
	return true
}

// longRows is how many rows make a table a list: it is compared row by row, each
// found by its first cells.
const longRows = 200

// byRows is d with the rows of its lists given one at a time.
func byRows(d *document.Document) *document.Document {
	for _, blocks := range [][]document.Block{d.Body, d.Appendix} {
		for i, b := range blocks {
			if t, ok := b.(document.Table); ok && len(t.Rows) > longRows {
				t.Long, t.Rows = slices.Values(t.Rows), nil
				blocks[i] = t
			}
		}
	}
	return d
}

// versionOf is a file on disk, or a version of the ledger by its number.
func versionOf(ctx context.Context, p *press.Project, name string) (f *Draft, err error) {
	seq, notNumber := strconv.ParseInt(name, 10, 64)
	if _, missing := os.Stat(name); missing == nil || notNumber != nil {
		return Read(ctx, name)
	}
	st, err := p.OpenStore(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	r, ok, err := st.Review(ctx, seq)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, output.Misusef("没有第%d版，版本见 zhixiao review list", seq)
	}
	return newDraft(ctx, r.File, r.Body)
}
