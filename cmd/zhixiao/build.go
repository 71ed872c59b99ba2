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

// selection is which of a period's deliverables are meant; the zero value is all
// its reports.
type selection struct {
	kind  string // a kind's name, class code or title
	unit  string // units' codes, serials or names, with commas between them
	theme string // of maps: its code or name
}

type buildOptions struct {
	selection
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
	f.StringVar(&opts.unit, "unit", "", "只做某一单位：代码、序号或名称，如 朝阳区；几个单位用逗号隔开")
	f.StringVar(&opts.theme, "theme", "", "与 --kind maps 同用，只做某一专题的地图：指标代码或名称，如 综合得分")
	f.IntVar(&opts.workers, "jobs", defaultWorkers(), "同时制作的份数")
	f.BoolVar(&opts.force, "force", false, "输入未变也重做；人工修改过的稿件先另存到 kept/")
	f.BoolVar(&opts.erratum, "erratum", false, "更正数据并重新冻结后：找出各期受影响的报告，重做并列出勘误表")
	f.BoolVar(&opts.why, "why", false, "只说明哪些成果需要重做及原因，不生成")
	return cmd
}

// build makes a period's reports; its error says how many failed.
func build(cmd *cobra.Command, at *place, period string, opts buildOptions) error {
	if opts.workers < 1 || opts.workers > 64 {
		return usageError{fmt.Errorf("--jobs %d 超出范围1～64", opts.workers)}
	}
	if opts.erratum {
		return correct(cmd, at, period, opts)
	}
	r := &rounds{cmd: cmd, at: at, opts: opts}
	return r.close(r.period(period, opts.selection))
}

// rounds are batches that are built one after another; the front page is made and
// papers are compared once, after the last.
type rounds struct {
	cmd    *cobra.Command
	at     *place
	opts   buildOptions // but what is selected
	desks  []*frontDesk
	made   bool // something was to be made, and was tried
	failed int
}

// close compares what was made, makes the front page and says how many failed;
// before is what stopped a round.
func (r *rounds) close(before error) error {
	if !r.made {
		return before
	}
	out := r.cmd.OutOrStdout()
	err := errors.Join(before, r.at.agree(out))
	r.at.writeFront(r.cmd.Context(), out, r.cmd.ErrOrStderr(), r.desks...)
	if r.failed > 0 {
		err = errors.Join(err, fmt.Errorf("%d份未能生成，原因见上", r.failed))
	}
	return err
}

// period opens a period once and builds all that is selected of it, in turn.
func (r *rounds) period(period string, all ...selection) (err error) {
	memory := economise(period, len(all) == 1 && all[0].unit != "")
	l, err := r.at.open(r.cmd.Context(), period)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.close()) }()
	memory.loaded()
	l.facts.Forget()
	if !r.opts.why {
		l.desk = newFrontDesk(r.at.out, l.facts)
		r.desks = append(r.desks, l.desk)
	}
	for _, s := range all {
		jobs, fault := l.jobs(r.cmd.Context(), s)
		if fault == nil {
			fault = r.batch(l, jobs, memory)
		}
		err = errors.Join(err, fault)
	}
	return err
}

// batch builds jobs of an open period.
func (r *rounds) batch(l *line, jobs []output.Job, memory *economy) error {
	started, out := time.Now(), r.cmd.OutOrStdout()
	run := output.Options{Root: r.at.folder(l.period), Period: l.period.String(), Workers: r.opts.workers, Force: r.opts.force, Revision: revision()}
	if r.opts.why {
		return printStale(r.cmd, jobs, run)
	}
	for _, w := range l.warnings {
		fmt.Fprintln(r.cmd.ErrOrStderr(), "提示："+w)
	}
	l.warnings = nil // told
	shown := newProgress(out, len(jobs))
	run.Each = func(done, total int, o output.Outcome) {
		memory.follow()
		shown.each(done, total, o)
	}
	outcomes, err := output.Run(r.cmd.Context(), jobs, run)
	if err != nil && outcomes == nil {
		return err
	}
	r.made = true
	r.failed += summary(out, run.Root, outcomes, time.Since(started))
	if l.reviews != nil {
		l.reviews.summary(out, outcomes)
	}
	printFaults(out, outcomes)
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
