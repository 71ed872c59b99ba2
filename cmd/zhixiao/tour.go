package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"zhixiao"
	"zhixiao/output"
	"zhixiao/store"
	"zhixiao/workfolder"
)

// tourStep is one thing shown: really done on a copy, and proved. do runs the
// commands by t.zhixiao, which prints them, and says in a sentence what was seen; an
// error is what was seen instead.
type tourStep struct {
	title, expect string
	do            func(ctx context.Context, t *tour) (seen string, err error)
}

// tourSteps is what the tour shows, in its order: what changes the data or the
// reviews comes last, as the steps before it compare with the demo as it was made.
func tourSteps() []tourStep {
	return []tourStep{
		{"问一个数从哪里来", "说出分子、分母、来源和用在哪份报告，相除等于所印的数", tourWhy},
		{"改动成品里的一个字节", "verify 指出是哪个文件，build 只补做那一份", tourByte},
		{"同样的数据再做一遍", "每个文件逐字节相同", tourAgain},
		{"生成到一半被终止", "没有半个文件；下次接着做完，与未受打扰的逐字节相同", tourKill},
		{"在Word里改一个数", "收稿时报警，写明是哪个数、现在写的是什么", tourAlter},
		{"同一个文件导入两次", "第二次拒绝，一行也不进", tourTwice},
	}
}

func tourCommand(at *place) *cobra.Command {
	return &cobra.Command{
		Use:   "tour",
		Short: "在演示数据的副本上一步一步看质效与众不同之处，每一步都真做一遍",
		Args:  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			t, err := newTour(cmd.Context(), at, cmd.OutOrStdout())
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, os.RemoveAll(t.dir)) }()
			return t.run(cmd.Context(), tourSteps())
		},
	}
}

// tour is a working folder of its own with a copy of the demo: the commands run in
// it as a user would type them, and nothing else is touched.
type tour struct {
	out     io.Writer
	dir     string
	program string
	period  zhixiao.Period
	goods   *output.Manifest // of the demo's reports, as they were made
}

// newTour copies the demo's database and quarter into a new folder. Data of
// anybody's are never copied about.
func newTour(ctx context.Context, at *place, out io.Writer) (t *tour, err error) {
	t = &tour{out: out}
	t.period, _ = zhixiao.ParsePeriod(demoPeriod)
	if t.program, err = os.Executable(); err != nil {
		return nil, fmt.Errorf("找不到程序自己的位置：%w", err)
	}
	if err := wantDemo(ctx, at.database); err != nil {
		return nil, err
	}
	if t.goods, err = output.ReadManifest(at.folder(t.period)); err != nil {
		return nil, err
	}
	t.goods.Jobs = slices.DeleteFunc(t.goods.Jobs, func(r output.Record) bool { return r.Kind == mapsKind || r.Kind == volumeKind }) // a plain build does not make them
	if len(t.goods.Jobs) < 2 {
		return nil, &zhixiao.Problem{At: zhixiao.Place{File: at.folder(t.period)}, Err: errors.New("这里没有演示季度的报告"), Way: "先运行 zhixiao demo"}
	}
	if t.dir, err = os.MkdirTemp("", "zhixiao-tour-"); err != nil {
		return nil, fmt.Errorf("临时目录无法建立：%w", err)
	}
	err = errors.Join(
		copyDatabase(at.database, filepath.Join(t.dir, workfolder.DefaultDatabase)),
		os.CopyFS(filepath.Join(t.dir, workfolder.DefaultOutput, t.period.String()), os.DirFS(at.folder(t.period))),
		workfolder.Write(t.dir, workfolder.Folder{Database: workfolder.DefaultDatabase, Output: workfolder.DefaultOutput}),
	)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("演示数据无法复制：%w", err), os.RemoveAll(t.dir))
	}
	return t, nil
}

func wantDemo(ctx context.Context, path string) (err error) {
	st, err := store.Open(ctx, path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	demo, err := st.Demo(ctx)
	if err == nil && !demo {
		err = &zhixiao.Problem{At: zhixiao.Place{File: path}, Err: errors.New("不是演示数据库，tour 只在演示数据上做"), Way: "先运行 zhixiao demo，再在它的目录里运行 zhixiao tour"}
	}
	return err
}

// copyDatabase copies a database with what its journal still holds.
func copyDatabase(from, to string) error {
	for _, suffix := range []string{"", "-wal"} {
		in, err := os.Open(from + suffix)
		if err != nil {
			if suffix != "" && errors.Is(err, os.ErrNotExist) {
				continue
			}
			return err
		}
		out, err := os.Create(to + suffix)
		if err != nil {
			return errors.Join(err, in.Close())
		}
		_, err = io.Copy(out, in)
		if err := errors.Join(err, in.Close(), out.Close()); err != nil {
			return err
		}
	}
	return nil
}

// run shows the steps. One that fails never stops the others; the error counts
// those that did not turn out as expected.
func (t *tour) run(ctx context.Context, steps []tourStep) error {
	failed := 0
	for i, s := range steps {
		if err := ctx.Err(); err != nil {
			return err
		}
		fmt.Fprintf(t.out, "%d. %s\n", i+1, s.title)
		seen, err := s.do(ctx, t)
		mark := "✓"
		if err != nil {
			mark, seen, failed = "✗", err.Error(), failed+1
		}
		fmt.Fprintf(t.out, "   应当：%s\n   结果：%s %s\n\n", s.expect, seen, mark)
	}
	if failed > 0 {
		return fmt.Errorf("%d步中有%d步与应当的不符", len(steps), failed)
	}
	fmt.Fprintf(t.out, "%d步都与应当的一致。都在临时副本上做，演示数据未动。\n", len(steps))
	return nil
}

// command is the program called with args in the tour's folder; it is printed as a
// user would type it.
func (t *tour) command(ctx context.Context, args ...string) *exec.Cmd {
	fmt.Fprintf(t.out, "   $ zhixiao %s\n", strings.Join(args, " "))
	cmd := exec.CommandContext(ctx, t.program, args...)
	cmd.Dir = t.dir
	return cmd
}

// zhixiao runs the program: what it printed, and whether it ended well.
func (t *tour) zhixiao(ctx context.Context, args ...string) (said string, ok bool, err error) {
	cmd := t.command(ctx, args...)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	err = cmd.Run()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return out.String(), false, nil
	}
	if err != nil {
		return out.String(), false, fmt.Errorf("命令没有运行起来：%w", err)
	}
	return out.String(), true, nil
}

// must is zhixiao where the command has to end well.
func (t *tour) must(ctx context.Context, args ...string) (string, error) {
	said, ok, err := t.zhixiao(ctx, args...)
	if err == nil && !ok {
		err = fmt.Errorf("命令失败：%s", lastLine(said))
	}
	return said, err
}

func lastLine(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return lines[len(lines)-1]
}
