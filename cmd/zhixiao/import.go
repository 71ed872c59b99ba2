package main

import (
	"errors"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"zhixiao/store/masking"
)

func importCommand(at *place) *cobra.Command {
	var log bool
	cmd := &cobra.Command{
		Use:   "import 文件…",
		Short: "把CSV或Excel数据导入数据库",
		Long: `把CSV（UTF-8或GBK）或Excel（.xlsx）数据导入数据库。
CSV的文件名、Excel的工作表名以数据表名开头，如 办件_2026Q3.csv 或 cases.csv；第1行是列名，空表样见 init 建立的 ` + formsFile + `。
一个文件要么全部导入，要么一行不进；有错时列出全部问题所在的行，不影响其他文件。`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 && !log {
				return usageError{fmt.Errorf("%s 需要至少一个文件", cmd.CommandPath())}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if log {
				return printMasked(cmd, at)
			}
			return importFiles(cmd, at, args)
		},
	}
	cmd.Flags().BoolVar(&log, "masked", false, "不导入，列出历次导入的脱敏留痕：文件、表、列、规则、处数")
	return cmd
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

// importFiles takes each file whole or not at all; a faulty one does not stop the
// others, and the faults of all are returned together.
func importFiles(cmd *cobra.Command, at *place, files []string) (err error) {
	set, err := at.loadTemplates()
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
		done, err := st.Import(cmd.Context(), file, set.Units)
		if err != nil {
			faults = append(faults, err)
			fmt.Fprintf(out, "未导入 %s（一行也没有写入）\n", filepath.Base(file))
			continue
		}
		fmt.Fprintf(out, "已导入 %s\n", filepath.Base(file))
		for _, d := range done {
			if d.Rows == 0 { // a sheet of the forms left empty
				continue
			}
			fmt.Fprintf(out, "  %-16s %9d 行\n", d.Table, d.Rows)
			for _, r := range masking.Rules() {
				if n := d.Masked[r.No]; n > 0 {
					fmt.Fprintf(out, "    已脱敏：%s%s %d处\n", r.No, r.Name, n)
				}
			}
			tables, rows = tables+1, rows+d.Rows
		}
	}
	fmt.Fprintf(out, "共%d个文件：导入%d个（%d张表，%d行），未导入%d个\n", len(files), len(files)-len(faults), tables, rows, len(faults))
	if len(faults) > 0 {
		return fmt.Errorf("%d个文件有问题，改正后重新导入：\n%w", len(faults), errors.Join(faults...))
	}
	return nil
}
