package main

import (
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"zhixiao"
	"zhixiao/store"
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
			measured, err := st.Measure(cmd.Context(), period, set.Indicators, set.Units, cutoff)
			if err != nil {
				return fmt.Errorf("%s的数据有问题，未冻结：\n%w", period.Title(), err)
			}
			for _, p := range measured.Doubts() {
				fmt.Fprintln(cmd.ErrOrStderr(), "提示："+p.Error())
			}
			snapshot, changes, err := measured.Keep(cmd.Context())
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
	var until string
	cmd := &cobra.Command{
		Use:   "check 期次",
		Short: "检查一期数据是否可以冻结",
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
			found, err := st.Check(cmd.Context(), period, set.Indicators, set.Units, cutoff)
			if err != nil {
				return err
			}
			return printChecked(cmd.OutOrStdout(), period, found)
		},
	}
	cmd.Flags().StringVar(&until, "cutoff", "", "数据截止日，同 freeze")
	return cmd
}

// printChecked tells what was found; what blocks freezing is an error.
func printChecked(out io.Writer, period zhixiao.Period, found []store.Finding) error {
	blocks := 0
	for _, f := range found {
		word := "提示"
		if f.Blocks {
			word = "阻断"
			blocks++
		}
		fmt.Fprintf(out, "%s：%s\n", word, f.Error())
	}
	switch doubts := len(found) - blocks; {
	case blocks > 0:
		return fmt.Errorf("%s有%d项数据问题，处理后才能冻结", period.Title(), blocks)
	case doubts > 0:
		fmt.Fprintf(out, "%s数据可以冻结；%d项提示请先核实\n", period.Title(), doubts)
	default:
		fmt.Fprintln(out, period.Title()+"数据检查通过，可以冻结")
	}
	return nil
}
