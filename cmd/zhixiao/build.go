package main

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"zhixiao/output"
)

type buildOptions struct {
	kind, unit string
	workers    int
	force, why bool
	erratum    bool
}

func defaultWorkers() int { return max(runtime.NumCPU(), 1) }

func buildCommand(at *place) *cobra.Command {
	var opts buildOptions
	cmd := &cobra.Command{
		Use:   "build 期次",
		Short: "生成某一期的报告：zhixiao build 2026Q3",
		Args:  exactly(1, "一个期次，如 2026Q3"),
		RunE:  func(cmd *cobra.Command, args []string) error { return build(cmd, at, args[0], opts) },
	}
	f := cmd.Flags()
	f.StringVar(&opts.kind, "kind", "", "只做某一类成果，见 zhixiao list")
	f.StringVar(&opts.unit, "unit", "", "只做某一单位：代码、序号或名称，如 朝阳区")
	f.IntVar(&opts.workers, "jobs", defaultWorkers(), "同时制作的份数")
	f.BoolVar(&opts.force, "force", false, "输入未变也重做；人工修改过的稿件先另存到 kept/")
	f.BoolVar(&opts.erratum, "erratum", false, "更正数据并重新冻结后：找出各期受影响的报告，重做并列出勘误表")
	f.BoolVar(&opts.why, "why", false, "只说明哪些成果需要重做及原因，不生成")
	return cmd
}

// build makes a period's reports; its error says how many failed.
func build(cmd *cobra.Command, at *place, period string, opts buildOptions) (err error) {
	ctx, out := cmd.Context(), cmd.OutOrStdout()
	if opts.workers < 1 || opts.workers > 64 {
		return usageError{fmt.Errorf("--jobs %d 超出范围1～64", opts.workers)}
	}
	if opts.erratum {
		return correct(cmd, at, period, opts)
	}
	started := time.Now()
	memory := economise(period, opts.unit != "")
	l, err := at.open(ctx, period)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.close()) }()
	memory.loaded()
	l.facts.Forget()
	if !opts.why {
		l.desk = newFrontDesk(at.out, l.facts)
	}
	jobs, err := l.jobs(ctx, opts.kind, opts.unit)
	if err != nil {
		return err
	}
	root := at.folder(l.period)
	run := output.Options{Root: root, Period: l.period.String(), Workers: opts.workers, Force: opts.force, Revision: revision()}
	if opts.why {
		return printStale(cmd, jobs, run)
	}
	for _, w := range l.warnings {
		fmt.Fprintln(cmd.ErrOrStderr(), "提示："+w)
	}
	shown := newProgress(out, len(jobs))
	run.Each = func(done, total int, o output.Outcome) {
		memory.follow()
		shown.each(done, total, o)
	}
	outcomes, err := output.Run(ctx, jobs, run)
	if err != nil && outcomes == nil {
		return err
	}
	failed := summary(out, root, outcomes, time.Since(started))
	if l.reviews != nil {
		l.reviews.summary(out, outcomes)
	}
	printFaults(out, outcomes)
	err = errors.Join(err, at.agree(out))
	at.writeFront(ctx, out, cmd.ErrOrStderr(), l.desk)
	if failed > 0 {
		return errors.Join(err, fmt.Errorf("%d份未能生成，原因见上", failed))
	}
	return err
}

func printStale(cmd *cobra.Command, jobs []output.Job, run output.Options) error {
	why, err := output.Stale(jobs, run)
	if err != nil {
		return err
	}
	stale := 0
	for i, reason := range why {
		if reason != "" {
			stale++
			fmt.Fprintf(cmd.OutOrStdout(), "%s：%s\n", jobs[i].Title, reason)
		}
	}
	fmt.Fprintf(cmd.OutOrStdout(), "共%d份，%d份需要重做\n", len(jobs), stale)
	return nil
}

// matches reports whether what the user typed names a unit.
func matches(typed string, names ...string) bool {
	if typed == "" {
		return true
	}
	for _, n := range names {
		if n != "" && strings.EqualFold(n, typed) {
			return true
		}
	}
	return false
}
