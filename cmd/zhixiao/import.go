package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"zhixiao"
	"zhixiao/store"
	"zhixiao/store/masking"
)

// importOptions are the flags of import.
type importOptions struct {
	masked, list bool
	replace, add bool
	from, on     string
	period       string
}

func importCommand(at *place) *cobra.Command {
	var o importOptions
	cmd := &cobra.Command{
		Use:   "import 文件…",
		Short: "把CSV或Excel数据导入数据库",
		Long: `把CSV（UTF-8或GBK）或Excel（.xlsx）数据导入数据库。
CSV的文件名、Excel的工作表名以数据表名开头，如 办件_2026Q3.csv 或 cases.csv；第1行是列名，空表样见 init 建立的 ` + formsFile + `。
一个文件要么全部导入，要么一行不进；有错时列出全部问题所在的行，不影响其他文件。
每次导入都有登记。内容相同的文件不会导入第二次；同一单位、同一张表、同一期间的数据再次报来，
更正的加 --replace（旧行撤下，新行换上），补充的加 --add（两份都算）。`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 && !o.masked && !o.list {
				return usageError{fmt.Errorf("%s 需要至少一个文件", cmd.CommandPath())}
			}
			if o.replace && o.add {
				return usageError{errors.New("--replace 和 --add 只能用一个")}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case o.list:
				return printRegister(cmd, at)
			case o.masked:
				return printMasked(cmd, at)
			}
			return importFiles(cmd, at, args, o)
		},
	}
	cmd.Flags().BoolVar(&o.list, "list", false, "不导入，列出历次导入的登记：文件、表、单位、期间、行数、是否已被替换")
	cmd.Flags().BoolVar(&o.masked, "masked", false, "不导入，列出历次导入的脱敏留痕：文件、表、列、规则、处数")
	cmd.Flags().BoolVar(&o.replace, "replace", false, "文件是更正后的新版：同一单位、同一张表、同一期间的旧行撤下，在同一步换上新行")
	cmd.Flags().BoolVar(&o.add, "add", false, "文件是补充：与同一单位、同一期间的旧行并存")
	cmd.Flags().StringVar(&o.from, "from", "", "报送单位；缺省时从各行的区域、部门看出")
	cmd.Flags().StringVar(&o.period, "period", "", "文件所报的期次，如 2026-08；缺省为各行日期的首末")
	cmd.Flags().StringVar(&o.on, "on", "", "今天的日期，如 2026-08-03；晚于今天的日期不导入（缺省为本机日期）")
	return cmd
}

// printRegister lists the register of imports, oldest first.
func printRegister(cmd *cobra.Command, at *place) (err error) {
	set, err := at.loadTemplates()
	if err != nil {
		return err
	}
	st, err := at.openStore(cmd.Context())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	list, err := st.Register(cmd.Context())
	if err != nil {
		return err
	}
	rows := [][]string{{"登记号", "时间", "文件", "数据表", "报送单位", "期间", "行数", "状态", "SHA-256"}}
	for _, b := range list {
		rows = append(rows, []string{fmt.Sprint(b.Seq), b.Taken, b.File, b.Title(), b.From(set.Units), b.Period(), fmt.Sprint(b.Rows), standing(b), b.SHA256[:12]})
	}
	printColumns(cmd.OutOrStdout(), rows)
	return nil
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

// printMasked lists what imports masked, for the audit of masking.
func printMasked(cmd *cobra.Command, at *place) (err error) {
	st, err := at.openStore(cmd.Context())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	log, err := st.MaskedLog(cmd.Context())
	if err != nil {
		return err
	}
	names := map[string]string{}
	for _, r := range masking.Rules() {
		names[r.No] = r.Name
	}
	rows := [][]string{{"文件", "表", "列", "规则", "处数"}}
	for _, m := range log {
		rows = append(rows, []string{m.File, m.Table, m.Column, m.Rule + names[m.Rule], fmt.Sprint(m.Hits)})
	}
	printColumns(cmd.OutOrStdout(), rows)
	return nil
}

// intake is what the flags say of the files.
func (o importOptions) intake(units []zhixiao.Unit) (store.Intake, error) {
	in := store.Intake{Units: units, Now: time.Now(), From: o.from}
	if o.on != "" {
		day, err := time.Parse(time.DateOnly, o.on)
		if err != nil {
			return in, usageError{fmt.Errorf("--on %q不是日期，写成 2026-08-03", o.on)}
		}
		in.Now = day
	}
	if o.period != "" {
		var err error
		if in.Period, err = zhixiao.ParsePeriod(o.period); err != nil {
			return in, usageError{err}
		}
	}
	switch {
	case o.replace:
		in.Repeat = store.Replace
	case o.add:
		in.Repeat = store.Add
	}
	return in, nil
}

// importFiles takes each file whole or not at all; a faulty one does not stop the
// others, and the faults of all are returned together.
func importFiles(cmd *cobra.Command, at *place, files []string, o importOptions) (err error) {
	set, err := at.loadTemplates()
	if err != nil {
		return err
	}
	in, err := o.intake(set.Units)
	if err != nil {
		return err
	}
	st, err := at.openStore(cmd.Context())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	out := cmd.OutOrStdout()
	var faults []error
	tables, rows := 0, 0
	for _, file := range files {
		done, err := importFile(cmd.Context(), st, file, in, out)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		for _, d := range done {
			tables, rows = tables+1, rows+d.Rows
		}
	}
	fmt.Fprintf(out, "共%d个文件：导入%d个（%d张表，%d行），未导入%d个\n", len(files), len(files)-len(faults), tables, rows, len(faults))
	if len(faults) > 0 {
		return fmt.Errorf("%d个文件有问题，改正后重新导入：\n%w", len(faults), errors.Join(faults...))
	}
	return nil
}

// importFile takes one file and tells what came of it.
func importFile(ctx context.Context, st *store.Store, file string, in store.Intake, out io.Writer) ([]store.Imported, error) {
	done, err := st.Import(ctx, file, in)
	if err != nil {
		fmt.Fprintf(out, "未导入 %s（一行也没有写入）\n", filepath.Base(file))
		return nil, err
	}
	fmt.Fprintf(out, "已导入 %s\n", filepath.Base(file))
	for _, d := range done {
		fmt.Fprintf(out, "  %-16s %9d 行  登记第%d号，%s，%s\n", d.Table, d.Rows, d.Seq, d.From(in.Units), d.Period())
		for _, r := range masking.Rules() {
			if n := d.Masked[r.No]; n > 0 {
				fmt.Fprintf(out, "    已脱敏：%s%s %d处\n", r.No, r.Name, n)
			}
		}
		for _, r := range d.Replaced {
			of := "没有登记的旧数据"
			if r.Batch.Seq > 0 {
				of = r.Batch.String()
			}
			fmt.Fprintf(out, "    替换了%s中的%d行\n", of, r.Gone)
		}
		for _, n := range d.Notes {
			fmt.Fprintln(out, "    注意："+n)
		}
	}
	return done, nil
}
