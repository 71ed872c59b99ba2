// Package intake takes the departments' data in and freezes what is to be reported on.
// What came of it is answered as values; nothing is printed.
package intake

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"zhixiao"
	"zhixiao/output"
	"zhixiao/output/press"
	"zhixiao/store"
	"zhixiao/store/masking"
)

// Imported is what came of the files of one import.
type Imported struct {
	Files []File // in the order given
	Units []zhixiao.Unit
}

// File is one file: what it brought table by table, or why it was not taken.
type File struct {
	Name   string // without folder
	Tables []store.Imported
	Err    error
}

// Import takes each file whole or not at all; a faulty one does not stop the others.
// The error is of all that were not taken, together. in.Units are the templates'.
func Import(ctx context.Context, p *press.Project, files []string, in store.Intake) (done *Imported, err error) {
	set, err := p.LoadTemplates()
	if err != nil {
		return nil, err
	}
	in.Units = set.Units
	st, err := open(ctx, p)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	done = &Imported{Units: set.Units}
	var faults []error
	for _, file := range files {
		f := File{Name: filepath.Base(file)}
		if f.Tables, f.Err = st.Import(ctx, file, in); f.Err != nil {
			faults = append(faults, f.Err)
		}
		done.Files = append(done.Files, f)
	}
	if len(faults) > 0 {
		return done, fmt.Errorf("%d个文件有问题，改正后重新导入：\n%w", len(faults), errors.Join(faults...))
	}
	return done, nil
}

// Lines tell what came of each file, and of all.
func (i *Imported) Lines() []string {
	var lines []string
	say := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	tables, rows, refused := 0, 0, 0
	for _, f := range i.Files {
		if f.Err != nil {
			refused++
			say(output.Wording("not imported"), f.Name)
			continue
		}
		say("已导入 %s", f.Name)
		for _, t := range f.Tables {
			tables, rows = tables+1, rows+t.Rows
			lines = append(lines, tableLines(t, i.Units)...)
		}
	}
	say(output.Wording("imported"), len(i.Files), len(i.Files)-refused, tables, rows, refused)
	return lines
}

// tableLines tell what a file brought for one table.
func tableLines(t store.Imported, units []zhixiao.Unit) []string {
	lines := []string{fmt.Sprintf("  %-16s %9d 行  登记第%d号，%s，%s", t.Table, t.Rows, t.Seq, t.From(units), t.Period())}
	for _, r := range masking.Rules() {
		if n := t.Masked[r.No]; n > 0 {
			lines = append(lines, fmt.Sprintf("    已脱敏：%s%s %d处", r.No, r.Name, n))
		}
	}
	for _, r := range t.Replaced {
		of := "没有登记的旧数据"
		if r.Batch.Seq > 0 {
			of = r.Batch.String()
		}
		lines = append(lines, fmt.Sprintf("    替换了%s中的%d行", of, r.Gone))
	}
	for _, n := range t.Notes {
		lines = append(lines, "    注意："+n)
	}
	return lines
}

// Register is the register of imports with its head, oldest first.
func Register(ctx context.Context, p *press.Project) (rows [][]string, err error) {
	set, err := p.LoadTemplates()
	if err != nil {
		return nil, err
	}
	st, err := open(ctx, p)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	list, err := st.Register(ctx)
	rows = [][]string{{"登记号", "时间", "文件", "数据表", "报送单位", "期间", "行数", "状态", "SHA-256"}}
	for _, b := range list {
		rows = append(rows, []string{fmt.Sprint(b.Seq), b.Taken, b.File, b.Title(), b.From(set.Units), b.Period(), fmt.Sprint(b.Rows), standing(b), b.SHA256[:12]})
	}
	return rows, err
}

// standing says what has become of a batch's rows.
func standing(b store.Batch) string {
	switch {
	case b.Gone == 0:
		return "有效"
	case b.Gone < b.Rows:
		return fmt.Sprintf("%d行被第%s号替换", b.Gone, strings.ReplaceAll(b.Heirs, ",", "、"))
	}
	return "已被第" + strings.ReplaceAll(b.Heirs, ",", "、") + "号替换"
}

// Masked is what imports masked, with its head, for the audit of masking.
func Masked(ctx context.Context, p *press.Project) (rows [][]string, err error) {
	st, err := open(ctx, p)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	log, err := st.MaskedLog(ctx)
	names := map[string]string{}
	for _, r := range masking.Rules() {
		names[r.No] = r.Name
	}
	rows = [][]string{{"文件", "表", "列", "规则", "处数"}}
	for _, m := range log {
		rows = append(rows, []string{m.File, m.Table, m.Column, m.Rule + names[m.Rule], fmt.Sprint(m.Hits)})
	}
	return rows, err
}
