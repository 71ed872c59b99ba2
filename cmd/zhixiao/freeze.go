package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"zhixiao"
)

func freezeCommand(at *place) *cobra.Command {
	return &cobra.Command{
		Use:   "freeze 期次",
		Short: "冻结一期数据：按指标体系测算并写成不可更改的快照",
		Args:  exactly(1, "一个期次，如 2026Q3"),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			period, err := zhixiao.ParsePeriod(args[0])
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
			snapshot, changes, err := st.Freeze(cmd.Context(), period, set.Indicators, set.Units, period.End())
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
