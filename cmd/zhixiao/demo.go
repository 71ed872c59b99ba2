package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/fixtures/demo"
	"zhixiao/fixtures/tour"
	"zhixiao/front"
	"zhixiao/output/press"
)

func demoCommand(program press.Program) *cobra.Command {
	var out string
	var dataOnly, replace, open bool
	var wish demo.Wish
	cmd := &cobra.Command{
		Use:         "demo",
		Annotations: placeless(),
		Short:       "制作演示年度数据并生成2026年第三季度全部66份报告、地图和9月问题清单",
		Args:        noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			ctx, at, started := cmd.Context(), demo.At(out, program), time.Now()
			opts, err := wish.Options()
			if err != nil {
				return err
			}
			if err := demo.Guard(ctx, at, replace); err != nil {
				return err
			}
			if err := demo.Make(ctx, at, opts); err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "演示年度数据已建立并冻结，用时%.1f秒：%s（演示数据，非真实监测结果）\n", time.Since(started).Seconds(), at.Database)
			files, err := demo.Inspections(at, opts)
			for _, file := range files {
				fmt.Fprintf(cmd.OutOrStdout(), "演示核查表：%s（用 zhixiao inspect 生成清单和证据册）\n", file)
			}
			if err = errors.Join(err, ctx.Err()); err != nil || dataOnly {
				return err
			}
			if err := demoReports(cmd, at, opts.To); err != nil {
				return err
			}
			if found := at.FoundLines(opts.To); len(found) > 0 { // a demo ends with what its general report says
				printLines(cmd.OutOrStdout(), append(found, "\n接着：打开目录页；运行 zhixiao tour，一步一步看它与众不同之处"))
			}
			if !open {
				return nil
			}
			return openFile(ctx, filepath.Join(out, front.IndexFile))
		},
	}
	f := cmd.Flags()
	f.StringVar(&out, "out", "output", "成果目录")
	f.Uint64Var(&wish.Seed, "seed", 1, "随机种子；同一种子得到同样的数据")
	f.Float64Var(&wish.Scale, "scale", 1, "数据量倍数")
	f.StringVar(&wish.Until, "until", demo.Period, "数据做到哪个季度或月份为止，最晚 "+demo.End+"；2026年10月以后逐月制作并冻结各月、季度及中期、终期")
	f.BoolVar(&dataOnly, "data", false, "只制作数据并冻结，不生成报告")
	f.BoolVar(&replace, "replace", false, "替换目录里已有的数据库和成果，即使不是演示做的、或做好以后又有人用过")
	f.BoolVar(&open, "open", false, "做完后打开目录页")
	f.StringVar(&wish.Plots, "stories", "", "情节文件（YAML），代替自带情节")
	f.StringVar(&wish.World, "world", "year", "演示的世界：year 有情节，flat 各单位完全相同，shock 各季度随机波动，steady 只有长期差异")
	f.Float64Var(&wish.Shock, "shock", 0, "各单位逐季随机波动的幅度（对数优势的标准差），0至1；shock 世界缺省为0.1")
	return cmd
}

// demoReports makes the quarter's reports and one map, and of its last month the
// city's problem list and that of the district whose report the front page shows:
// every kind of file there is stands there to be opened.
func demoReports(cmd *cobra.Command, at *press.Project, quarter zhixiao.Period) error {
	r := &rounds{cmd: cmd, at: at, opts: buildOptions{workers: defaultWorkers()}}
	err := r.period(quarter, press.Selection{}, press.Selection{Kind: press.MapsKind, Theme: analysis.ScoreTotal})
	if len(r.editions) > 0 && cmd.Context().Err() == nil {
		err = errors.Join(err, r.period(demo.LastMonth(quarter), press.Selection{Kind: "month-list", Unit: zhixiao.CityCode + "," + r.editions[0].Shown()}))
	}
	return r.close(err)
}

func tourCommand(at *press.Project) *cobra.Command {
	return &cobra.Command{
		Use:   "tour",
		Short: "在演示数据的副本上一步一步看质效与众不同之处，每一步都真做一遍",
		Args:  noArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return tour.Run(cmd.Context(), at, cmd.OutOrStdout()) },
	}
}
