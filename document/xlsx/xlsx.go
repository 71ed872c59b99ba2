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
