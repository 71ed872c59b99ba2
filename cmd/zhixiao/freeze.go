package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"zhixiao"
	"zhixiao/output/intake"
	"zhixiao/output/press"
)

func freezeCommand(at *press.Project) *cobra.Command {
	var until string
	cmd := &cobra.Command{
		Use:   "freeze 期次",
		Short: "冻结一期数据：按指标体系测算并写成不可更改的快照",
		Args:  exactly(1, "一个期次，如 2026Q3"),
		RunE: func(cmd *cobra.Command, args []string) error {
			period, cutoff, err := untilGiven(args[0], until)
			if err != nil {
				return err
			}
			frozen, err := intake.Freeze(cmd.Context(), at, period, cutoff)
			for _, doubt := range frozen.Doubts {
				fmt.Fprintln(cmd.ErrOrStderr(), "提示："+doubt)
			}
			if err != nil {
				return err
			}
			printLines(cmd.OutOrStdout(), frozen.Lines())
			return nil
		},
	}
	cmd.Flags().StringVar(&until, "cutoff", "", "数据截止日，如 2027-05-31；缺省为期末；截止日以后的数据不计入")
	return cmd
}

func checkCommand(at *press.Project) *cobra.Command {
	var until string
	cmd := &cobra.Command{
		Use:   "check 期次",
		Short: "检查一期数据是否可以冻结",
		Args:  exactly(1, "一个期次，如 2026Q3"),
		RunE: func(cmd *cobra.Command, args []string) error {
			period, cutoff, err := untilGiven(args[0], until)
			if err != nil {
				return err
			}
			checked, err := intake.Check(cmd.Context(), at, period, cutoff)
			if err != nil {
				return err
			}
			printLines(cmd.OutOrStdout(), checked.Lines())
			if n := checked.Blocks(); n > 0 {
				return fmt.Errorf("%s有%d项数据问题，处理后才能冻结", period.Title(), n)
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&until, "cutoff", "", "数据截止日，同 freeze")
	return cmd
}

// untilGiven reads a period and the last day whose data count.
func untilGiven(name, day string) (period zhixiao.Period, cutoff time.Time, err error) {
	if period, err = parsePeriod(name); err == nil {
		cutoff, err = intake.Cutoff(period, day)
	}
	return period, cutoff, err
}
