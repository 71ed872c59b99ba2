package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"zhixiao"
)

func freezeCommand(at *place) *cobra.Command {
	var until string
	cmd := &cobra.Command{
		Use:   "freeze 期次",
		Short: "冻结一期数据：按指标体系测算并写成不可更改的快照",
		Args:  exactly(1, "一个期次，如 2026Q3"),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			period, err := zhixiao.ParsePeriod(args[0])
			if err != nil {
				return usageError{err}
			}
			cutoff, err := cutoffOf(period, until)
			if err != nil {
				return usageError{err}
			}
			set, err := at.loadTemplates()
			if err != nil {
				return err
			}
			st, err := at.openStore(cmd.Context())
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, st.Close()) }()
			snapshot, changes, err := st.Freeze(cmd.Context(), period, set.Indicators, set.Units, cutoff)
			if err != nil {
				return err
			}
			out := cmd.OutOrStdout()
			fmt.Fprintf(out, "已冻结 %s，数据截至%s\n", snapshot.ID, zhixiao.ChineseDate(snapshot.Cutoff))
			for _, s := range snapshot.Sources {
				fmt.Fprintf(out, "  %-16s %9d 行  SHA-256 %s\n", s.Table, s.Rows, short(s.SHA256))
			}
			for _, c := range changes {
				fmt.Fprintln(out, "  与上一版相比："+c)
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&until, "cutoff", "", "数据截止日，如 2027-05-31；缺省为期末；截止日以后的数据不计入")
	return cmd
}

// cutoffOf is the last day whose data count: the period's last, or a day in it.
func cutoffOf(period zhixiao.Period, day string) (time.Time, error) {
	if day == "" {
		return period.End(), nil
	}
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return at, fmt.Errorf("--cutoff %q不是日期，写成 2027-05-31", day)
	}
	if at.Before(period.Start()) || at.After(period.End()) {
		return at, fmt.Errorf("--cutoff %s不在%s（%s）之内", day, period.Title(), period.Range())
	}
	return at, nil
}

func checkCommand(at *place) *cobra.Command {
	return &cobra.Command{
		Use:   "check 期次",
		Short: "检查一期数据是否可以冻结",
		Args:  exactly(1, "一个期次，如 2026Q3"),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			period, err := zhixiao.ParsePeriod(args[0])
			if err != nil {
				return usageError{err}
			}
			st, err := at.openStore(cmd.Context())
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, st.Close()) }()
			problems, err := st.Check(cmd.Context(), period)
			if err != nil {
				return err
			}
			for i := range problems {
				fmt.Fprintln(cmd.OutOrStdout(), problems[i].Error())
			}
			if len(problems) > 0 {
				return fmt.Errorf("%s有%d项数据问题，处理后再冻结", period.Title(), len(problems))
			}
			fmt.Fprintln(cmd.OutOrStdout(), period.Title()+"数据检查通过，可以冻结")
			return nil
		},
	}
}
