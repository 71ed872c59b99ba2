package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"zhixiao/output"
	"zhixiao/output/memory"
	"zhixiao/output/press"
)

// progress tells how far a run is: a bar with remaining time on a terminal,
// a plain line a job elsewhere.
type progress struct {
	out     io.Writer
	bar     *progressbar.ProgressBar
	economy *memory.Economy // follows what the jobs hold; may be nil
}

var _ press.Progress = (*progress)(nil)

// Begin is called before the first job.
func (p *progress) Begin(total int) {
	if f, ok := p.out.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		p.bar = progressbar.NewOptions(total, progressbar.OptionSetWriter(p.out), progressbar.OptionShowCount(),
			progressbar.OptionSetDescription("生成报告"), progressbar.OptionSetPredictTime(true),
			progressbar.OptionSetElapsedTime(true), progressbar.OptionClearOnFinish(), progressbar.OptionSetWidth(30))
	}
}

// Done is called after every job.
func (p *progress) Done(done, total int, o output.Outcome) {
	p.economy.Follow()
	if p.bar != nil {
		_ = p.bar.Add(1)
		return
	}
	word := "完成"
	switch {
	case o.Err != nil:
		word = "失败"
	case o.Edited:
		word = "保留"
	case o.Skipped:
		word = "跳过"
	}
	fmt.Fprintf(p.out, "[%d/%d] %s %s\n", done, total, word, o.Job.Title)
}

// summary closes a run: made, skipped and why, failed and why, where.
func summary(out io.Writer, root string, outcomes []output.Outcome, took time.Duration) (failed int) {
	s := output.Sum(outcomes)
	fmt.Fprintf(out, "生成%d份，跳过%d份，失败%d份，用时%.1f秒。共%d个文件，%.1f MB，在 %s\n",
		s.Made, s.Skipped, s.Failed, took.Seconds(), s.Files, float64(s.Bytes)/1e6, root)
	if s.Made == 0 && s.Skipped > s.Locked && s.Failed == 0 {
		fmt.Fprintln(out, "全部跳过：输入未变，文件完好。要全部重做请加 --force。")
	}
	printLines(out, output.Unmade(outcomes))
	return s.Failed
}
