package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/document/docx"
	"zhixiao/output"
)

type diffOptions struct{ docx, by, at string }

func reviewDiffCommand(at *place) *cobra.Command {
	var opts diffOptions
	cmd := &cobra.Command{
		Use:   "diff 甲 乙",
		Short: "比较两个版本：Word文件，或 review list 中的版本号",
		Args:  exactly(2, "两个Word文件或版本号"),
		RunE: func(cmd *cobra.Command, args []string) error {
			when, err := moment(opts.at)
			if err != nil {
				return err
			}
			return diffVersions(cmd, at, args[0], args[1], opts, when)
		},
	}
	f := cmd.Flags()
	f.StringVar(&opts.docx, "docx", "", "另存为带修订的Word文件：接受全部修订即乙，拒绝全部修订即甲")
	f.StringVar(&opts.by, "by", "版本比较", "修订上写的作者")
	f.StringVar(&opts.at, "at", "", "修订上写的时间；缺省为现在")
	return cmd
}

func diffVersions(cmd *cobra.Command, at *place, first, second string, opts diffOptions, when time.Time) error {
	ctx, out := cmd.Context(), cmd.OutOrStdout()
	a, err := at.version(ctx, first)
	if err != nil {
		return err
	}
	b, err := at.version(ctx, second)
	if err != nil {
		return err
	}
	if a.reading.Job != b.reading.Job {
		fmt.Fprintf(out, "注意：两个文件不是同一份报告（%s、%s）\n", orNone(a.reading.Job), orNone(b.reading.Job))
	}
	printDiff(out, document.Compare(document.Passages(byRows(a.tree())), document.Passages(byRows(b.tree()))))
	if opts.docx == "" {
		return nil
	}
	if _, err := os.Lstat(opts.docx); err == nil {
		return &zhixiao.Problem{At: zhixiao.Place{File: opts.docx}, Err: errors.New("文件已存在，不会覆盖"), Way: "换一个文件名，或先移走它"}
	}
	folder, err := output.NewFolder(filepath.Dir(opts.docx))
	if err != nil {
		return err
	}
	reviser := docx.Reviser{Author: opts.by, Date: when.UTC().Format(time.RFC3339)}
	err = folder.Put(ctx, filepath.Base(opts.docx), func(w io.Writer) error { return docx.WriteTracked(ctx, w, a.reading, b.reading, b.body, reviser) })
	if err == nil {
		fmt.Fprintf(out, "带修订的比较稿：%s\n", opts.docx)
	}
	return err
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

// version is a file on disk, or a version of the ledger by its number.
func (p *place) version(ctx context.Context, name string) (f *draft, err error) {
	seq, notNumber := strconv.ParseInt(name, 10, 64)
	if _, missing := os.Stat(name); missing == nil || notNumber != nil {
		return readDraft(ctx, name)
	}
	st, err := p.openStore(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	r, ok, err := st.Review(ctx, seq)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, usageError{fmt.Errorf("没有第%d版，版本见 zhixiao review list", seq)}
	}
	return newDraft(ctx, r.File, r.Body)
}

// printDiff prints differences by passage, then by number.
func printDiff(out io.Writer, all []document.Difference) {
	numbers := 0
	for _, d := range all {
		fmt.Fprintf(out, "%s %s\n", d.Kind, d.Name())
		if d.Kind == document.Shifted {
			fmt.Fprintf(out, "  %s\n", d.New)
			continue
		}
		if d.Old != "" {
			fmt.Fprintf(out, "  原：%s\n", d.Old)
		}
		if d.New != "" {
			fmt.Fprintf(out, "  新：%s\n", d.New)
		}
		_, gone := document.Altered(document.Passage{Text: d.New}, d.Old)
		if d.Kind == document.Edited && len(gone)+len(d.Unbound) > 0 {
			numbers++
			fmt.Fprintf(out, "  数：%s → %s\n", listed(gone), listed(d.Unbound))
		}
	}
	if len(all) == 0 {
		fmt.Fprintln(out, "两个版本文字相同")
		return
	}
	fmt.Fprintf(out, "共%d处不同，其中%d处数字不同\n", len(all), numbers)
}

func orNone(job string) string {
	if job == "" {
		return "无标识"
	}
	return job
}
