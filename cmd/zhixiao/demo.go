package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/fixtures"
	"zhixiao/front"
	"zhixiao/store"
)

// demoPeriod is the quarter the demo reports on; demoFrom is its first quarter
// of data, so that the year before can be compared. demoEnd is the month after which
// no data are made.
const (
	demoFrom   = "2025Q3"
	demoPeriod = "2026Q3"
	demoEnd    = fixtures.End
)

func demoCommand() *cobra.Command {
	var out, stories, until string
	var dataOnly, replace, open bool
	var seed uint64
	var scale float64
	cmd := &cobra.Command{
		Use:         "demo",
		Annotations: placeless(),
		Short:       "制作演示年度数据并生成2026年第三季度全部66份报告、地图和9月问题清单",
		Args:        noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if scale <= 0 || scale > 100 {
				return usageError{fmt.Errorf("--scale %v 超出范围，应大于0且不超过100", scale)}
			}
			at := demoPlace(out)
			if err := guardPlace(cmd.Context(), at, replace); err != nil {
				return err
			}
			opts, err := demoOptions(seed, scale, stories, until)
			if err != nil {
				return err
			}
			if err := makeDemo(cmd, at, opts); err != nil {
				return err
			}
			if err := demoInspections(cmd, at, opts); err != nil || dataOnly {
				return err
			}
			if err := demoReports(cmd, at, opts.To); err != nil {
				return err
			}
			at.tellFound(cmd.OutOrStdout(), opts.To)
			if !open {
				return nil
			}
			return openFile(cmd.Context(), filepath.Join(out, front.IndexFile))
		},
	}
	f := cmd.Flags()
	f.StringVar(&out, "out", "output", "成果目录")
	f.Uint64Var(&seed, "seed", 1, "随机种子；同一种子得到同样的数据")
	f.Float64Var(&scale, "scale", 1, "数据量倍数")
	f.StringVar(&until, "until", demoPeriod, "数据做到哪个季度或月份为止，最晚 "+demoEnd+"；2026年10月以后逐月制作并冻结各月、季度及中期、终期")
	f.BoolVar(&dataOnly, "data", false, "只制作数据并冻结，不生成报告")
	f.BoolVar(&replace, "replace", false, "替换目录里已有的数据库和成果，即使不是演示做的、或做好以后又有人用过")
	f.BoolVar(&open, "open", false, "做完后打开目录页")
	f.StringVar(&stories, "stories", "", "情节文件（YAML），代替自带情节")
	return cmd
}

// demoReports makes the quarter's reports and one map, and of its last month the
// city's problem list and that of the district whose report the front page shows:
// every kind of file there is stands there to be opened.
func demoReports(cmd *cobra.Command, at *place, quarter zhixiao.Period) error {
	r := &rounds{cmd: cmd, at: at, opts: buildOptions{workers: defaultWorkers()}}
	err := r.period(quarter.String(), selection{}, selection{kind: mapsKind, theme: analysis.ScoreTotal})
	if len(r.desks) > 0 && cmd.Context().Err() == nil {
		err = errors.Join(err, r.period(lastMonth(quarter).String(), selection{kind: "month-list", unit: zhixiao.CityCode + "," + r.desks[0].unit}))
	}
	return r.close(err)
}

// demoInspections writes the workbooks of the special inspections that a grown
// demo knows, as an editor would hand them to inspect.
func demoInspections(cmd *cobra.Command, at *place, opts fixtures.Options) error {
	if opts.Until == (zhixiao.Period{}) {
		return nil
	}
	set, err := at.loadTemplates()
	if err != nil {
		return err
	}
	files, err := fixtures.WriteInspections(filepath.Join(at.out, "核查"), set.Units, opts.Seed, opts.Until.End())
	for _, file := range files {
		fmt.Fprintf(cmd.OutOrStdout(), "演示核查表：%s（用 zhixiao inspect 生成清单和证据册）\n", file)
	}
	return err
}

// makeDemo fills a new database with the demo year and freezes its quarters. It
// is made beside its place and moved there whole.
func makeDemo(cmd *cobra.Command, at *place, opts fixtures.Options) error {
	ctx, out := cmd.Context(), cmd.OutOrStdout()
	started := time.Now()
	defer making()()
	if err := os.MkdirAll(at.out, 0o755); err != nil {
		return fmt.Errorf("成果目录%s无法建立：%w", at.out, err)
	}
	stage := at.database + ".new"
	if err := removeDatabase(stage); err != nil {
		return err
	}
	if err := fillDemo(cmd, at, stage, opts); err != nil {
		return errors.Join(err, removeDatabase(stage))
	}
	if err := removeDatabase(at.database); err != nil {
		return err
	}
	if err := os.Rename(stage, at.database); err != nil {
		return err
	}
	if err := settleDemo(at); err != nil {
		return err
	}
	fmt.Fprintf(out, "演示年度数据已建立并冻结，用时%.1f秒：%s（演示数据，非真实监测结果）\n", time.Since(started).Seconds(), at.database)
	return ctx.Err()
}

func demoOptions(seed uint64, scale float64, storiesFile, until string) (fixtures.Options, error) {
	opts := fixtures.Options{Seed: seed, Scale: scale}
	if err := demoSpan(&opts, until); err != nil {
		return opts, usageError{err}
	}
	if storiesFile == "" {
		return opts, nil
	}
	data, err := os.ReadFile(storiesFile)
	if err != nil {
		return opts, usageError{fmt.Errorf("情节文件%s无法读取：%w", storiesFile, err)}
	}
	opts.Stories, err = fixtures.LoadStories(data)
	if err != nil {
		return opts, fmt.Errorf("情节文件%s：%w", storiesFile, err)
	}
	return opts, nil
}

// demoSpan sets the quarters made at once and the months that follow them.
func demoSpan(opts *fixtures.Options, until string) error {
	opts.From, _ = zhixiao.ParsePeriod(demoFrom)
	opts.To, _ = zhixiao.ParsePeriod(demoPeriod)
	end, _ := zhixiao.ParsePeriod(demoEnd)
	last, err := zhixiao.ParsePeriod(until)
	switch {
	case err != nil:
		return fmt.Errorf("--until：%w", err)
	case last.Kind != zhixiao.Month && last.Kind != zhixiao.Quarter:
		return fmt.Errorf("--until %s 应为季度或月份，如 2027Q1 或 %s", until, demoEnd)
	case last.Start().After(end.End()) || last.End().Before(opts.From.End()):
		return fmt.Errorf("--until %s 超出范围，演示数据从%s到%s", until, opts.From.Title(), end.Title())
	case last.End().After(opts.To.End()):
		opts.Until = lastMonth(last)
		if opts.Until.End().After(end.End()) {
			opts.Until = end
		}
	case lastMonth(last).N%3 != 0:
		return fmt.Errorf("--until %s：%s以前的数据按季度制作，请写季度", until, opts.To.Title())
	default:
		m := lastMonth(last)
		opts.To = zhixiao.Period{Kind: zhixiao.Quarter, Year: m.Year, N: m.N / 3}
	}
	return nil
}

// lastMonth is the month in which p, a quarter or a month, ends.
func lastMonth(p zhixiao.Period) zhixiao.Period {
	end := p.End()
	return zhixiao.Period{Kind: zhixiao.Month, Year: end.Year(), N: int(end.Month())}
}

func fillDemo(cmd *cobra.Command, at *place, path string, opts fixtures.Options) error {
	ctx := cmd.Context()
	set, err := at.loadTemplates()
	if err != nil {
		return err
	}
	st, err := store.Create(ctx, path)
	if err != nil {
		return err
	}
	err = st.MarkDemo(ctx)
	if err == nil {
		err = fixtures.Fill(ctx, st, set.Units, set.Indicators, opts)
	}
	if err == nil {
		err = st.SealDemo(ctx)
	}
	return errors.Join(err, st.Close())
}

// removeDatabase removes a database with its journal files.
func removeDatabase(path string) error {
	for _, suffix := range []string{"", "-wal", "-shm", "-journal"} {
		if err := os.Remove(path + suffix); err != nil && !errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("旧文件%s无法删除：%w", path+suffix, err)
		}
	}
	return nil
}
