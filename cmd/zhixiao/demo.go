package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"zhixiao"
	"zhixiao/fixtures"
	"zhixiao/store"
	"zhixiao/templates"
)

// demoPeriod is the quarter the demo reports on; demoFrom is its first quarter
// of data, so that the year before can be compared.
const (
	demoFrom   = "2025Q3"
	demoPeriod = "2026Q3"
)

func demoCommand() *cobra.Command {
	var out, stories string
	var seed uint64
	var scale float64
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "制作演示年度数据并生成2026年第三季度全部66份报告",
		Args:  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if scale <= 0 || scale > 100 {
				return usageError{fmt.Errorf("--scale %v 超出范围，应大于0且不超过100", scale)}
			}
			at := &place{database: filepath.Join(out, "demo.sqlite"), out: out}
			if err := makeDemo(cmd, at, seed, scale, stories); err != nil {
				return err
			}
			return build(cmd, at, demoPeriod, buildOptions{workers: defaultWorkers()})
		},
	}
	f := cmd.Flags()
	f.StringVar(&out, "out", "output", "成果目录")
	f.Uint64Var(&seed, "seed", 1, "随机种子；同一种子得到同样的数据")
	f.Float64Var(&scale, "scale", 1, "数据量倍数")
	f.StringVar(&stories, "stories", "", "情节文件（YAML），代替自带情节")
	return cmd
}

// makeDemo fills a new database with the demo year and freezes its quarters. It
// is made beside its place and moved there whole.
func makeDemo(cmd *cobra.Command, at *place, seed uint64, scale float64, storiesFile string) error {
	ctx, out := cmd.Context(), cmd.OutOrStdout()
	started := time.Now()
	opts, err := demoOptions(seed, scale, storiesFile)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(at.out, 0o755); err != nil {
		return fmt.Errorf("成果目录%s无法建立：%w", at.out, err)
	}
	stage := at.database + ".new"
	if err := guardReviews(ctx, at.database); err != nil {
		return err
	}
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
	fmt.Fprintf(out, "演示年度数据已建立并冻结，用时%.1f秒：%s（演示数据，非真实监测结果）\n", time.Since(started).Seconds(), at.database)
	return ctx.Err()
}

func demoOptions(seed uint64, scale float64, storiesFile string) (fixtures.Options, error) {
	from, _ := zhixiao.ParsePeriod(demoFrom)
	to, _ := zhixiao.ParsePeriod(demoPeriod)
	opts := fixtures.Options{Seed: seed, Scale: scale, From: from, To: to}
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
		err = buildAndFreeze(ctx, st, set, opts)
	}
	return errors.Join(err, st.Close())
}

// buildAndFreeze freezes each quarter while the next one is being written.
func buildAndFreeze(ctx context.Context, st *store.Store, set *templates.House, opts fixtures.Options) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	made := make(chan zhixiao.Period, 64) // more than a demo has quarters: making never waits
	opts.Done = func(p zhixiao.Period) { made <- p }
	go func() {
		defer close(made)
		if err := fixtures.Build(ctx, st, set.Units, opts); err != nil {
			stop(err)
		}
	}()
	for p := range made {
		if ctx.Err() != nil {
			continue
		}
		if _, _, err := st.Freeze(ctx, p, set.Indicators, set.Units, p.End()); err != nil {
			stop(err)
		}
	}
	return context.Cause(ctx)
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
