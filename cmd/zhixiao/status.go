package main

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"zhixiao/document/textdump"
	"zhixiao/output"
	"zhixiao/output/fulfilment"
	"zhixiao/output/press"
	"zhixiao/store/ledger"
)

func statusCommand(at *press.Project) *cobra.Command {
	var day, file string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "status",
		Short: "履约情况：应交成果、工作日倒计时、配额进度与预测、逾期违约金",
		Args:  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			on, err := dayGiven(day)
			if err != nil {
				return err
			}
			s, err := fulfilment.Of(cmd.Context(), at, on)
			if err != nil {
				return err
			}
			switch {
			case file != "":
				if err := s.WriteWord(cmd.Context(), file); err != nil {
					return err
				}
				fmt.Fprintln(cmd.OutOrStdout(), "已写出 "+file)
				return nil
			case asJSON:
				return encode(cmd.OutOrStdout(), s)
			}
			printStanding(cmd.OutOrStdout(), s)
			return nil
		},
	}
	cmd.Flags().StringVar(&day, "on", "", "统计日，如 2026-10-31（缺省为今天）")
	cmd.Flags().StringVar(&file, "docx", "", "写成Word《履约对照表》到这个文件")
	cmd.Flags().BoolVar(&asJSON, "json", false, "以JSON输出，供程序读取")
	cmd.AddCommand(deliverCommand(at))
	return cmd
}

// dayGiven reads an ISO day; empty is today, in the local time zone.
func dayGiven(text string) (time.Time, error) {
	if text == "" {
		text = time.Now().Format(time.DateOnly)
	}
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return t, output.Misusef("日期%q无法识别，应形如 2026-10-31", text)
	}
	return t, nil
}

func deliverCommand(at *press.Project) *cobra.Command {
	var day, who, note, reason string
	cmd := &cobra.Command{
		Use:   "deliver 成果编号 期次",
		Short: "登记一项成果已交付：zhixiao status deliver quarter-district 2026Q3 --on 2026-10-26 --by 经办人",
		Args:  exactly(2, "成果编号（见 contract.yaml 的 duties）和期次"),
		RunE: func(cmd *cobra.Command, args []string) error {
			on, err := dayGiven(day)
			if err != nil {
				return err
			}
			if who = cmp.Or(who, at.By); who == "" {
				return output.Misusef("须用 --by 写明经办人")
			}
			d, err := fulfilment.Deliver(cmd.Context(), at, ledger.Delivery{Duty: args[0], Period: args[1], Delivered: on.Format(time.DateOnly), Who: who, Note: note, Reason: strings.TrimSpace(reason)})
			if err != nil {
				return err
			}
			later := ""
			if d.Later() {
				later = "；首次交付日仍为" + d.First.Delivered + "，本次记为补交或更正"
			}
			fmt.Fprintf(cmd.OutOrStdout(), "已登记：%s %s 于%s交付，其中审定%d份（应交%d份）%s\n", d.Duty, d.Period, d.Delivery.Delivered, d.Proven, d.Copies, later)
			return nil
		},
	}
	cmd.Flags().StringVar(&day, "on", "", "交付日（缺省为今天）")
	cmd.Flags().StringVar(&who, "by", "", "经办人（缺省按工作目录的 zhixiao.yaml）")
	cmd.Flags().StringVar(&note, "note", "", "备注，如签收单号")
	cmd.Flags().StringVar(&reason, "reason", "", "未全部审定而交付的原因，记入交付登记和履约对照表")
	return cmd
}

func printStanding(out io.Writer, s *fulfilment.Standing) {
	c, day := s.Set.Contract, func(t time.Time) string { return t.Format(time.DateOnly) }
	fmt.Fprintf(out, "%s（%s） 统计日 %s 实施期 %s 至 %s\n\n", c.Title, c.No, day(s.On), day(c.From), day(c.To))
	printLines(out, textdump.Columns(s.QuotaRows()))
	if text := s.Judged(); text != "" {
		fmt.Fprintln(out, text)
	}
	fmt.Fprintln(out)
	printLines(out, textdump.Columns(s.DutyRows()))
	fmt.Fprintln(out)
	printLines(out, textdump.Columns(s.RoutineRows()))
	fmt.Fprintln(out, "\n带*的应交日所在年度放假安排尚未录入calendar.yaml，为暂定日期。")
}
