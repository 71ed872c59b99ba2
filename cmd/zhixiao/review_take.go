package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/document/docx"
	"zhixiao/generators"
	"zhixiao/store"
)

// stages are the versions a file may be handed in as, in their order.
func stages() []string {
	return []string{"编辑稿", "送审稿", "审核稿", "征求意见稿", "审定稿"}
}

func reviewTakeCommand(at *place) *cobra.Command {
	var by, stage, when string
	cmd := &cobra.Command{
		Use:   "take 文件…",
		Short: "收改过的Word稿：列出改动，登记版本，下次 build 并入",
		Args:  some("Word文件"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if strings.TrimSpace(by) == "" {
				return usageError{errors.New("缺 --by：写明是谁改的")}
			}
			if !slices.Contains(stages(), stage) {
				return usageError{fmt.Errorf("--stage %q 不是%s之一", stage, strings.Join(stages(), "、"))}
			}
			taken, err := moment(when)
			if err != nil {
				return err
			}
			return each(cmd, args, func(file string) error { return takeReview(cmd, at, file, by, stage, taken) })
		},
	}
	cmd.Flags().StringVar(&by, "by", "", "改稿人姓名")
	cmd.Flags().StringVar(&when, "at", "", "收稿时间，如 2026-10-14T10:00:00+08:00；缺省为现在")
	cmd.Flags().StringVar(&stage, "stage", "编辑稿", "稿次："+strings.Join(stages(), "、"))
	return cmd
}

func takeReview(cmd *cobra.Command, at *place, path, by, stage string, when time.Time) (err error) {
	ctx, out := cmd.Context(), cmd.OutOrStdout()
	file, err := readDraft(ctx, path)
	if err != nil {
		return err
	}
	if file.reading.Job == "" {
		return &zhixiao.Problem{At: zhixiao.Place{File: file.name}, Err: errors.New("文件里没有质效的标识，认不出是哪份报告"), Way: "请在质效生成的文件上修改，不要把文字复制到新文件"}
	}
	st, err := at.openStore(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	base, err := at.base(ctx, st, file)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%s：%s，%s，改稿人%s\n", file.name, file.reading.Job, stage, by)
	file.report(out, document.Compare(base, document.Passages(file.tree())))
	if err := at.reportPictures(ctx, out, file); err != nil {
		return err
	}
	if err := file.reportHazards(ctx, out); err != nil {
		return err
	}
	taken, err := st.Reviews(ctx, file.reading.Job)
	if err != nil {
		return err
	}
	if n := len(taken); n > 0 && taken[n-1].SHA256 == file.sha256 && taken[n-1].Stage == stage {
		fmt.Fprintf(out, "与第%d版完全相同，不重复登记\n", taken[n-1].Seq)
		return nil
	}
	seq, err := st.SaveReview(ctx, store.Review{Job: file.reading.Job, Stage: stage, Who: by, File: file.name, SHA256: file.sha256, Origin: file.reading.Origin, Body: file.body}, when)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "已登记为第%d版；下次 zhixiao build 时并入\n", seq)
	return nil
}

// base is the text a draft was generated as: kept since then, or made again
// when the job still has the same sources.
func (p *place) base(ctx context.Context, st *store.Store, file *draft) ([]document.Passage, error) {
	base, ok, err := keptBase(ctx, st, file.reading.Job, file.reading.Origin)
	if ok || err != nil {
		return base, err
	}
	unknown := &zhixiao.Problem{At: zhixiao.Place{File: file.name}, Err: fmt.Errorf("找不到它所依据的生成稿（%s）", file.reading.Origin), Way: "请用生成它的数据库（--db）；或在新生成的稿子上重做修改"}
	k, unit, period, ok := jobOf(file.reading.Job)
	if !ok {
		return nil, unknown
	}
	l, err := p.open(ctx, period)
	if err != nil {
		return nil, errors.Join(unknown, err)
	}
	d, err := l.again(k, unit)
	if err = errors.Join(err, l.close()); err != nil {
		return nil, err
	}
	if d == nil || d.Origin != file.reading.Origin {
		return nil, unknown
	}
	base = document.Passages(d)
	return base, keepBase(ctx, st, d, base)
}

// again generates a job's document without printing it; nil when the unit is
// unknown.
func (l *line) again(k generators.Kind, unit string) (*document.Document, error) {
	for _, u := range k.Units(l.facts) {
		if u.Code == unit {
			d, _, err := l.make(k, u)
			if err == nil {
				(&press{line: l}).stamp(d)
			}
			return d, err
		}
	}
	return nil, nil
}

// jobOf takes a job's ID apart: quarter-district-110105-2026Q3.
func jobOf(id string) (k generators.Kind, unit, period string, ok bool) {
	for _, k := range generators.Catalogue() {
		rest, isKind := strings.CutPrefix(id, k.Name+"-")
		if !isKind {
			continue
		}
		if unit, period, ok = strings.Cut(rest, "-"); ok {
			return k, unit, period, true
		}
	}
	return generators.Kind{}, "", "", false
}

func keptBase(ctx context.Context, st *store.Store, job, origin string) ([]document.Passage, bool, error) {
	data, ok, err := st.Generated(ctx, job, origin)
	if err != nil || !ok {
		return nil, false, err
	}
	var base []document.Passage
	if err := json.Unmarshal(data, &base); err != nil {
		return nil, false, fmt.Errorf("报告%s的生成底稿无法解析：%w", job, err)
	}
	return base, true, nil
}

func keepBase(ctx context.Context, st *store.Store, d *document.Document, base []document.Passage) error {
	data, err := json.Marshal(base)
	if err != nil {
		return err
	}
	return st.SaveGenerated(ctx, d.Job, d.Origin, data)
}

// report tells what a draft changed, by paragraph with who and when, and what
// must be settled before it can go further.
func (f *draft) report(out io.Writer, all []document.Difference) {
	hands := f.hands()
	for _, d := range all {
		who := ""
		for _, mark := range []string{docx.MarkName(d.Block, d.Part), docx.MarkName(d.Block, "")} {
			if who == "" {
				who = hands[mark]
			}
		}
		if who != "" {
			who = "（" + who + "）"
		}
		fmt.Fprintf(out, "%s %s%s\n", d.Kind, d.Name(), who)
		if d.Old != "" && d.Kind != document.Shifted {
			fmt.Fprintf(out, "  原：%s\n", d.Old)
		}
		if d.New != "" {
			fmt.Fprintf(out, "  新：%s\n", d.New)
		}
	}
	f.alarm(out, all)
	if n := len(f.reading.Changes); n > 0 {
		fmt.Fprintf(out, "未处理的修订%d处（按接受读取，定稿前请在Word中接受或拒绝）：\n", n)
		for _, c := range f.reading.Changes {
			fmt.Fprintf(out, "  %s\n", c)
		}
	}
	if n := len(f.reading.Comments); n > 0 {
		fmt.Fprintf(out, "未解决的批注%d条：\n", n)
		for _, c := range f.reading.Comments {
			fmt.Fprintf(out, "  %s %s：%s（批在“%s”）\n", c.Author, c.Date, oneLine(c.Text), oneLine(c.On))
		}
	}
	for _, lost := range f.reading.Lost {
		fmt.Fprintln(out, "未能读取："+lost)
	}
	fmt.Fprintf(out, "共%d处改动\n", len(all))
}

// alarm names every bound number that was altered: a number is put right at its
// source, or the words change around it.
func (f *draft) alarm(out io.Writer, all []document.Difference) {
	for _, d := range all {
		for _, n := range d.Lost {
			fmt.Fprintf(out, "报警：%s 的 %s（%s）被改动或删去，现有数字：%s。数有误请改源数据后重新冻结；只改文字请恢复原数\n", d.Name(), n.Text, n.Key, listed(d.Unbound))
		}
		if len(d.Lost) == 0 && len(d.Unbound) > 0 {
			fmt.Fprintf(out, "注意：%s 新写入的数没有来源：%s\n", d.Name(), listed(d.Unbound))
		}
	}
}

// reportHazards tells what the file carries besides words and pictures. It is taken
// all the same, since nothing of that reaches a build; but it cannot be approved.
func (f *draft) reportHazards(ctx context.Context, out io.Writer) error {
	all, err := docx.Hazards(ctx, f.name, f.body)
	if err != nil || len(all) == 0 {
		return err
	}
	fmt.Fprintf(out, "活动内容或来历不明的内容%d处（不会并入新稿；审定时一律拒绝，请在Word里删去）：\n", len(all))
	for _, h := range all {
		fmt.Fprintf(out, "  %s\n", h)
	}
	return nil
}

// hands says by bookmark who left tracked changes there, and when last.
func (f *draft) hands() map[string]string {
	by := map[string]string{}
	for _, c := range f.reading.Changes {
		if c.Mark == "" {
			continue
		}
		who := strings.TrimSpace(c.Author + " " + c.Date)
		if !strings.Contains(by[c.Mark], who) {
			by[c.Mark] = strings.TrimPrefix(by[c.Mark]+"；"+who, "；")
		}
	}
	return by
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func reviewListCommand(at *place) *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "列出已收的各版审稿",
		Args:  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			st, err := at.openStore(cmd.Context())
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, st.Close()) }()
			list, err := st.Reviews(cmd.Context(), "")
			if err != nil {
				return err
			}
			for _, r := range list {
				fmt.Fprintf(cmd.OutOrStdout(), "第%d版 %s %s %s %s %s %s\n", r.Seq, r.Job, r.Stage, r.Who, r.Taken, r.SHA256[:8], r.File)
			}
			fmt.Fprintf(cmd.OutOrStdout(), "共%d版\n", len(list))
			return nil
		},
	}
}
