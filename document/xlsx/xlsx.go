// Package xlsx prints the tables of a document as a workbook, one sheet a table:
// lists are handed to other bodies as sheets that can be sorted and filtered.
// Of a document it prints tables only; the text stands in Word and PDF.
package xlsx

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/xuri/excelize/v2"

	"zhixiao"
	"zhixiao/document"
)

// Writer prints workbooks. It is safe for concurrent use: every workbook is an
// excelize file of its own.
type Writer struct{ made time.Time }

var _ document.Writer = (*Writer)(nil)

// New makes a writer. made is the time written into the files; equal documents
// printed with equal made are equal files.
func New(made time.Time) *Writer { return &Writer{made: made.UTC().Truncate(time.Second)} }

// Write prints the tables of d, body before appendix. Rows of long tables are
// never in memory together; beyond 16 MiB a sheet waits in a temporary file. A
// document without tables is an error, and so is what a sheet cannot hold.
func (w *Writer) Write(ctx context.Context, out io.Writer, d *document.Document) (err error) {
	b := newBook(d, w.made)
	defer func() { err = errors.Join(err, b.file.Close()) }() // removes temporary files
	if err := b.styles.make(b.file); err != nil {
		return fmt.Errorf("Excel：%w", err)
	}
	for _, blocks := range [][]document.Block{d.Body, d.Appendix} {
		for _, block := range blocks {
			t, ok := block.(document.Table)
			if !ok {
				continue
			}
			if err := b.sheet(ctx, t); err != nil {
				return &zhixiao.Problem{At: zhixiao.Place{Block: string(t.ID)}, Err: fmt.Errorf("Excel：%w", err)}
			}
		}
	}
	if len(b.names) == 0 {
		return errors.New("Excel：报告里没有表，没有可以另存的内容")
	}
	if err := b.finish(); err != nil {
		return fmt.Errorf("Excel：%w", err)
	}
	if err := b.file.Write(out); err != nil {
		return fmt.Errorf("Excel文件写不下去：%w", err)
	}
	return nil
}

// book is one workbook being made.
type book struct {
	file    *excelize.File
	d       *document.Document
	numbers *document.Numbers
	made    time.Time
	names   map[string]bool // of sheets, lower case
	styles  styles
}

func newBook(d *document.Document, made time.Time) *book {
	b := &book{file: excelize.NewFile(), d: d, numbers: document.Number(d), made: made, names: map[string]bool{}}
	b.file.SetZipWriter(newSorted)
	return b
}

// finish takes excelize's first sheet away and writes the properties: no clock
// goes into them.
func (b *book) finish() error {
	date := b.made.Format("2006-01-02T15:04:05Z")
	origin := b.d.Origin
	if b.d.Mark != "" { // a copy handed out does not tell where it came from
		origin = ""
	}
	return b.file.SetDocProps(&excelize.DocProperties{
		Title: b.d.Title, Subject: b.d.Subtitle, Creator: maker(b.d), LastModifiedBy: maker(b.d), Description: origin, Language: "zh-CN",
		Created: date, Modified: date,
	})
}

func maker(d *document.Document) string {
	if m := d.Fields["编制单位"]; m != "" && d.Mark == "" {
		return m
	}
	return "zhixiao"
}
