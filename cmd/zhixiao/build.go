package main

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/output"
	"zhixiao/output/memory"
	"zhixiao/output/press"
	"zhixiao/output/review"
)

type buildOptions struct {
	press.Selection
	workers    int
	force, why bool
	erratum    bool
}

func defaultWorkers() int { return max(runtime.NumCPU(), 1) }

func buildCommand(at *press.Project) *cobra.Command {
	var opts buildOptions
	cmd := &cobra.Command{
		Use:   "build 期次",
		Short: "生成某一期的报告：zhixiao build 2026Q3",
		Args:  exactly(1, "一个期次，如 2026Q3"),
		RunE:  func(cmd *cobra.Command, args []string) error { return build(cmd, at, args[0], opts) },
	}
	f := cmd.Flags()
	f.StringVar(&opts.Kind, "kind", "", "只做某一类成果，见 zhixiao list")
	f.StringVar(&opts.Unit, "unit", "", "只做某一单位：代码、序号或名称，如 朝阳区；几个单位用逗号隔开")
	f.StringVar(&opts.Theme, "theme", "", "与 --kind maps 同用，只做某一专题的地图：指标代码或名称，如 综合得分")
	f.StringVar(&opts.Formats, "formats", "", "除通常的格式外另做的格式，如 html（可单独打开的网页）；做过一次的以后一直跟着更新")
	f.IntVar(&opts.workers, "jobs", defaultWorkers(), "同时制作的份数")
	f.BoolVar(&opts.force, "force", false, "输入未变也重做；人工修改过的稿件先另存到 kept/")
	f.BoolVar(&opts.erratum, "erratum", false, "更正数据并重新冻结后：找出各期受影响的报告，重做并列出勘误表")
	f.BoolVar(&opts.why, "why", false, "只说明哪些成果需要重做及原因，不生成")
	return cmd
}

// build makes a period's reports; its error says how many failed.
func build(cmd *cobra.Command, at *press.Project, name string, opts buildOptions) error {
	if opts.workers < 1 || opts.workers > 64 {
		return output.Misusef("--jobs %d 超出范围1～64", opts.workers)
	}
	period, err := parsePeriod(name)
	if err != nil {
		return err
	}
	if opts.erratum {
		return correct(cmd, at, period, opts)
	}
	r := &rounds{cmd: cmd, at: at, opts: opts}
	return r.close(r.period(period, opts.Selection))
}

// parsePeriod reads a period that a user typed.
func parsePeriod(name string) (zhixiao.Period, error) {
	period, err := zhixiao.ParsePeriod(name)
	if err != nil {
		return period, &output.Misuse{Err: err}
	}
	return period, nil
}

// rounds are runs that are built one after another; the front page is made and
// papers are compared once, after the last.
type rounds struct {
	cmd      *cobra.Command
	at       *press.Project
	opts     buildOptions // but what is selected
	editions []*press.Edition
	reviews  *review.Reviews // of the run at hand
	made     bool            // something was to be made, and was tried
	failed   int
}

// close compares what was made, makes the front page and says how many failed;
// before is what stopped a round.
func (r *rounds) close(before error) error {
	if !r.made {
		return before
	}
	out := r.cmd.OutOrStdout()
	all, err := r.at.Compare()
	printLines(out, press.ContradictionLines(all, toldAtMost))
	err = errors.Join(before, err)
	writeFront(r.cmd, r.at, r.editions...)
	if r.failed > 0 {
		err = errors.Join(err, fmt.Errorf("%d份未能生成，原因见上", r.failed))
	}
	return err
}

// period opens a period once and builds all that is selected of it, in turn.
func (r *rounds) period(period zhixiao.Period, all ...press.Selection) (err error) {
	economy := memory.Economise(period, len(all) == 1 && all[0].Unit != "")
	l, err := r.at.Open(r.cmd.Context(), period)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	economy.Loaded()
	l.Facts.Forget()
	if !r.opts.why {
		l.Display()
		r.editions = append(r.editions, l)
	}
	for _, s := range all {
		err = errors.Join(err, r.run(l, s, economy))
	}
	return err
}

// review gives a run what reviewers handed in.
func (r *rounds) review(ctx context.Context, l *press.Edition, pictures document.Pictures) (_ press.Reviewer, err error) {
	r.reviews, err = review.Load(ctx, l.Store, pictures)
	return r.reviews, err
}

// run builds what is selected of an open period.
func (r *rounds) run(l *press.Edition, s press.Selection, economy *memory.Economy) error {
	ctx, out := r.cmd.Context(), r.cmd.OutOrStdout()
	r.reviews = nil
	jobs, err := l.Jobs(ctx, s, r.review)
	if err != nil {
		return err
	}
	if r.opts.why {
		return printStale(r.cmd, l, jobs)
	}
	for _, w := range l.TakeWarnings() {
		fmt.Fprintln(r.cmd.ErrOrStderr(), "提示："+w)
	}
	started := time.Now()
	outcomes, err := l.Run(ctx, jobs, press.Options{Workers: r.opts.workers, Force: r.opts.force, Progress: &progress{out: out, economy: economy}})
	if err != nil && outcomes == nil {
		return err
	}
	r.made = true
	r.failed += summary(out, r.at.Folder(l.Period), outcomes, time.Since(started))
	if r.reviews != nil {
		printLines(out, r.reviews.Merged(outcomes))
	}
	printLines(out, press.FaultLines(outcomes, toldAtMost))
	return err
}

func printStale(cmd *cobra.Command, l *press.Edition, jobs []output.Job) error {
	why, err := l.Stale(jobs)
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

// correct is build --erratum: the papers that print former data are put right.
func correct(cmd *cobra.Command, at *press.Project, period zhixiao.Period, opts buildOptions) error {
	if opts.Selection != (press.Selection{}) || opts.force || opts.why {
		return output.Misusef("--erratum 处理各期全部受影响的报告，不与 --kind、--unit、--theme、--formats、--force、--why 同用")
	}
	out := cmd.OutOrStdout()
	r := &rounds{cmd: cmd, at: at}
	errata, err := at.Correct(cmd.Context(), period, r.review, opts.workers)
	printLines(out, errata.Lines())
	all, compared := at.Compare()
	printLines(out, press.ContradictionLines(all, toldAtMost))
	if len(errata.Papers) > 0 {
		writeFront(cmd, at)
	}
	return errors.Join(err, compared)
}
