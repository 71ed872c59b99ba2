package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"zhixiao/output"
)

// progress tells how far a batch is: a bar with remaining time on a terminal,
// a plain line a job elsewhere.
type progress struct {
	out io.Writer
	bar *progressbar.ProgressBar
}

func newProgress(out io.Writer, total int) *progress {
	p := &progress{out: out}
	if f, ok := out.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		p.bar = progressbar.NewOptions(total, progressbar.OptionSetWriter(out), progressbar.OptionShowCount(),
			progressbar.OptionSetDescription("生成报告"), progressbar.OptionSetPredictTime(true),
			progressbar.OptionSetElapsedTime(true), progressbar.OptionClearOnFinish(), progressbar.OptionSetWidth(30))
	}
	return p
}

// each is called after every job.
func (p *progress) each(done, total int, o output.Outcome) {
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

// summary closes a batch: made, skipped and why, failed and why, where.
func summary(out io.Writer, root string, outcomes []output.Outcome, took time.Duration) (failed int) {
	var made, skipped, locked, files int
	var bytes int64
	for _, o := range outcomes {
		switch {
		case o.Err != nil:
			failed++
		case o.Skipped:
			skipped++
			if o.Locked {
				locked++
			}
		default:
			made++
		}
		for _, f := range o.Record.Files {
			files++
			bytes += f.Size
		}
	}
	fmt.Fprintf(out, "生成%d份，跳过%d份，失败%d份，用时%.1f秒。共%d个文件，%.1f MB，在 %s\n",
		made, skipped, failed, took.Seconds(), files, float64(bytes)/1e6, root)
	if made == 0 && skipped > locked && failed == 0 {
		fmt.Fprintln(out, "全部跳过：输入未变，文件完好。要全部重做请加 --force。")
	}
	for _, o := range outcomes {
		if o.Edited {
			fmt.Fprintf(out, "保留：%s（%s）\n", o.Job.Title, o.Why)
		}
		if o.Locked && o.Err == nil {
			fmt.Fprintf(out, "锁定：%s（%s）\n", o.Job.Title, o.Why)
		}
		if o.Err != nil {
			fmt.Fprintf(out, "失败：%v\n", o.Err)
		}
	}
	return failed
}
