package main

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"zhixiao/output"
	"zhixiao/output/archive"
	"zhixiao/output/press"
)

func archiveCommand(at *press.Project) *cobra.Command {
	var opts archive.Options
	var when string
	cmd := &cobra.Command{
		Use:   "archive 期次",
		Short: "把审定的成果做成归档包：zhixiao archive 2026Q3",
		Args:  exactly(1, "一个期次，如 2026Q3"),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if opts.When, err = timeGiven(when); err != nil {
				return err
			}
			period, err := parsePeriod(args[0])
			if err != nil {
				return err
			}
			opts.Fonds = cmp.Or(opts.Fonds, at.Fonds, "××××")
			done, err := archive.Archive(cmd.Context(), at, period, opts)
			if err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "已归档：%s，%d件，%d个文件，归档包已复核：%s\n", done.Title, done.Pieces, done.Files, done.To)
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVar(&opts.To, "to", "", "归档包目录；缺省为成果目录下 archive/ 里")
	f.StringVar(&opts.Fonds, "fonds", "", "全宗号，用于档号（缺省按工作目录的 zhixiao.yaml，没有的印××××）")
	f.StringVar(&opts.Evidence, "evidence", "", "佐证材料目录，整个收入归档包")
	f.StringVar(&when, "at", "", "归档时间，如 2026-10-23；缺省为现在")
	f.BoolVar(&opts.Draft, "draft", false, "缺件、未审定也归档，逐件注明（预归档，不作移交用）")
	return cmd
}

func exportCommand(at *press.Project) *cobra.Command {
	var opts archive.Copies
	var when string
	cmd := &cobra.Command{
		Use:   "export 期次或文件",
		Short: "向单位分发它自己的报告：zhixiao export 2026Q3 --to 朝阳区 --by 经办人",
		Args:  exactly(1, "一个期次或一个文件"),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			opts.When, err = timeGiven(when)
			opts.By = cmp.Or(opts.By, at.By)
			switch {
			case err != nil:
				return err
			case strings.TrimSpace(opts.To) == "":
				return output.Misusef("缺 --to：写明发给哪个单位")
			case strings.TrimSpace(opts.By) == "":
				return output.Misusef("缺 --by：写明经办人，记入分发登记")
			}
			done, err := archive.Export(cmd.Context(), at, args[0], opts)
			if err != nil {
				return err
			}
			for _, c := range done.Copies {
				fmt.Fprintf(cmd.OutOrStdout(), "%s  %s  %s\n", c.Number, c.SHA256, c.File)
			}
			fmt.Fprintf(cmd.OutOrStdout(), "已分发给%s：%d个文件，经办人%s，已记入分发登记，在 %s\n", done.Unit.Full, len(done.Copies), opts.By, done.Dir)
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVar(&opts.To, "to", "", "接收单位：代码、序号或名称，如 朝阳区")
	f.StringVar(&opts.By, "by", "", "经办人姓名（缺省按工作目录的 zhixiao.yaml）")
	f.StringVar(&opts.Dir, "dir", "", "写到哪个目录；缺省为成果目录下 export/ 里")
	f.StringVar(&when, "at", "", "分发时间，如 2026-10-23；缺省为现在")
	f.BoolVar(&opts.Draft, "draft", false, "未审定的也发，印“征求意见稿”")
	cmd.AddCommand(exportListCommand(at))
	return cmd
}

func exportListCommand(at *press.Project) *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "列出分发登记",
		Args:  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			lines, err := archive.Register(cmd.Context(), at)
			printLines(cmd.OutOrStdout(), lines)
			return err
		},
	}
}

func verifyCommand(at *press.Project) *cobra.Command {
	return &cobra.Command{
		Use:   "verify 目录",
		Short: "核对成果目录或归档包中的每个文件：zhixiao verify output/2026Q3",
		Args:  exactly(1, "一个成果目录或归档包，如 output/2026Q3"),
		RunE: func(cmd *cobra.Command, args []string) error {
			n, err := archive.Verify(cmd.Context(), at, args[0])
			if err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "%d个文件与清单一致\n", n)
			return nil
		},
	}
}
