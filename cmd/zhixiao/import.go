package main

import (
	"time"

	"github.com/spf13/cobra"

	"zhixiao"
	"zhixiao/document/textdump"
	"zhixiao/output"
	"zhixiao/output/intake"
	"zhixiao/output/press"
	"zhixiao/store"
)

// importOptions are the flags of import.
type importOptions struct {
	masked, list bool
	replace, add bool
	from, on     string
	period       string
}

func importCommand(at *press.Project) *cobra.Command {
	var o importOptions
	cmd := &cobra.Command{
		Use:   "import 文件…",
		Short: "把CSV或Excel数据导入数据库",
		Long: `把CSV（UTF-8或GBK）或Excel（.xlsx）数据导入数据库。
CSV的文件名、Excel的工作表名以数据表名开头，如 办件_2026Q3.csv 或 cases.csv；第1行是列名，空表样见 init 建立的 ` + press.FormsFile + `。
一个文件要么全部导入，要么一行不进；有错时列出全部问题所在的行，不影响其他文件。
每次导入都有登记。内容相同的文件不会导入第二次；同一单位、同一张表、同一期间的数据再次报来，
更正的加 --replace（旧行撤下，新行换上），补充的加 --add（两份都算）。`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 && !o.masked && !o.list {
				return output.Misusef("%s 需要至少一个文件", cmd.CommandPath())
			}
			if o.replace && o.add {
				return output.Misusef("--replace 和 --add 只能用一个")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case o.list:
				rows, err := intake.Register(cmd.Context(), at)
				return printTable(cmd, rows, err)
			case o.masked:
				rows, err := intake.Masked(cmd.Context(), at)
				return printTable(cmd, rows, err)
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

// intake is what the flags say of the files.
func (o importOptions) intake() (store.Intake, error) {
	in := store.Intake{Now: time.Now(), From: o.from}
	if o.on != "" {
		day, err := time.Parse(time.DateOnly, o.on)
		if err != nil {
			return in, output.Misusef("--on %q不是日期，写成 2026-08-03", o.on)
		}
		in.Now = day
	}
	if o.period != "" {
		var err error
		if in.Period, err = zhixiao.ParsePeriod(o.period); err != nil {
			return in, &output.Misuse{Err: err}
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

// importFiles takes the files in and tells what came of each.
func importFiles(cmd *cobra.Command, at *press.Project, files []string, o importOptions) error {
	in, err := o.intake()
	if err != nil {
		return err
	}
	done, err := intake.Import(cmd.Context(), at, files, in)
	if done != nil {
		printLines(cmd.OutOrStdout(), done.Lines())
	}
	return err
}

// printTable prints rows that have a head.
func printTable(cmd *cobra.Command, rows [][]string, err error) error {
	if err == nil {
		printLines(cmd.OutOrStdout(), textdump.Columns(rows))
	}
	return err
}
