package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/document/docx"
	"zhixiao/output"
	"zhixiao/store"
)

// approveOptions is what an approver says besides the file.
type approveOptions struct {
	by, opinion, erratum, at string
	sources                  []string // 段落标识=来源
}

func reviewApproveCommand(at *place) *cobra.Command {
	var opts approveOptions
	cmd := &cobra.Command{
		Use:   "approve 文件…",
		Short: "审定报告：核对、印PDF/A、锁定、出审签单",
		Args:  some("Word文件"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if strings.TrimSpace(opts.by) == "" {
				return usageError{errors.New("缺 --by：写明审定人")}
			}
			when, err := moment(opts.at)
			if err != nil {
				return err
			}
			return each(cmd, args, func(file string) error { return approve(cmd, at, file, opts, when) })
		},
	}
	f := cmd.Flags()
	f.StringVar(&opts.by, "by", "", "审定人姓名")
	f.StringVar(&opts.opinion, "opinion", "同意", "审定意见，印在审签单上")
	f.StringVar(&opts.erratum, "erratum", "", "勘误原因：已审定的报告换一个更正过的版本时填写")
	f.StringVar(&opts.at, "at", "", "审定时间，如 2026-10-21T10:00:00+08:00；缺省为现在")
	f.StringArrayVar(&opts.sources, "source", nil, "审核时新写入的数的来源，形如 段落标识=来源；可写多次")
	return cmd
}

// some wants one argument or more.
func some(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return usageError{fmt.Errorf("%s 需要一个或多个%s", cmd.CommandPath(), what)}
		}
		return nil
	}
}

// each does one file after the other; one that fails never stops the others.
func each(cmd *cobra.Command, files []string, do func(file string) error) error {
	var faults []error
	for _, file := range files {
		if err := errors.Join(cmd.Context().Err(), do(file)); err != nil {
			faults = append(faults, err)
		}
	}
	if len(faults) > 0 && len(files) > 1 {
		faults = append(faults, fmt.Errorf("%d个文件中有%d个未办成，原因见上", len(files), len(faults)))
	}
	return errors.Join(faults...)
}

// moment reads a time given by the caller; the clock is read here only.
func moment(s string) (time.Time, error) {
	if s == "" {
		return time.Now().Truncate(time.Second), nil
	}
	for _, form := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(form, s); err == nil {
			return t, nil
		}
	}
	return time.Time{}, usageError{fmt.Errorf("时间%q无法识别，应形如 2026-10-21 或 2026-10-21T10:00:00+08:00", s)}
}

// approval is one report being approved.
type approval struct {
	*line
	opts    approveOptions
	file    *draft
	when    time.Time
	history []store.Review  // of the job, oldest first
	before  *store.Approval // that this one replaces
	dropped []string        // bound numbers that the reviewers left out, in words
	vouched []string        // numbers of the reviewers' own with their sources, in words
}

func approve(cmd *cobra.Command, at *place, path string, opts approveOptions, when time.Time) (err error) {
	ctx := cmd.Context()
	file, err := readDraft(ctx, path)
	if err != nil {
		return err
	}
	_, unit, period, ok := jobOf(file.reading.Job)
	if !ok {
		return &zhixiao.Problem{At: zhixiao.Place{File: file.name}, Err: errors.New("文件里没有质效的标识，认不出是哪份报告"), Way: "请审定质效生成、修改过的文件"}
	}
	l, err := at.open(ctx, period)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.close()) }()
	a := &approval{line: l, opts: opts, file: file, when: when}
	if a.history, err = l.store.Reviews(ctx, file.reading.Job); err != nil {
		return err
	}
	if done, err := a.again(ctx, cmd); done || err != nil {
		return err
	}
	base, err := at.base(ctx, l.store, file)
	if err != nil {
		return err
	}
	if err := errors.Join(a.check(ctx, base), a.current(base), at.agreed(l.period, only(file.reading.Job))); err != nil {
		return err
	}
	goods, err := a.print(ctx, unit)
	if err != nil {
		return err
	}
	return a.lock(ctx, cmd, goods)
}

// again deals with a report that has been approved before: the same file is left
// as it is, another one needs a reason.
func (a *approval) again(ctx context.Context, cmd *cobra.Command) (done bool, err error) {
	old, ok, err := a.store.Approval(ctx, a.file.reading.Job)
	if err != nil || !ok {
		return false, err
	}
	a.before = &old
	for _, r := range a.history {
		if r.Seq == old.Review && r.SHA256 == a.file.sha256 {
			fmt.Fprintf(cmd.OutOrStdout(), "%s已由%s于%s审定（%s），文件相同，不重复审定\n", old.Title, old.Who, old.Approved, old.Version)
			return true, nil
		}
	}
	if strings.TrimSpace(a.opts.erratum) == "" {
		return false, &zhixiao.Problem{At: zhixiao.Place{File: a.file.name},
			Err: fmt.Errorf("%s已由%s于%s审定（%s），不能直接换成另一个文件", old.Title, old.Who, old.Approved, old.Version), Way: "确需更正的，用 --erratum 写明勘误原因；原审定件保留"}
	}
	return false, nil
}

// check gathers everything that forbids the approval, each with its place.
func (a *approval) check(ctx context.Context, base []document.Passage) error {
	var faults []error
	refuse := func(at, what, way string) {
		faults = append(faults, &zhixiao.Problem{At: zhixiao.Place{File: a.file.name, Block: at}, Err: errors.New(what), Way: way})
	}
	ids := a.file.idsByMark()
	for _, c := range a.file.reading.Changes {
		refuse(ids[c.Mark], "有未处理的修订："+c.String(), "在Word里接受或拒绝后保存")
	}
	for _, c := range a.file.reading.Comments {
		refuse(ids[c.Mark], fmt.Sprintf("有未关闭的批注：%s：%s", c.Author, oneLine(c.Text)), "按意见处理后删去批注")
	}
	for _, lost := range a.file.reading.Lost {
		refuse("", "有内容印不进PDF："+lost, "改为正文的段落、表或图")
	}
	hazards, err := docx.Hazards(ctx, a.file.name, a.file.body)
	if err != nil {
		return err
	}
	for _, h := range hazards {
		refuse("", "带有活动内容或来历不明的内容："+h.String(), "在Word里删去后另存，再审定")
	}
	a.people(refuse)
	if n := len(a.history); n > 0 {
		if last, err := time.Parse(time.RFC3339, a.history[n-1].Taken); err == nil && a.when.Before(last) {
			refuse("", "审定时间"+clock(a.when)+"早于第"+zhixiao.Int(a.history[n-1].Seq).String()+"版的收稿时间"+clock(last), "检查 --at")
		}
	}
	a.swapped(refuse)
	a.numbers(document.Compare(base, document.Passages(a.file.tree())), refuse)
	if len(faults) > 0 {
		return fmt.Errorf("不能审定，共%d处：\n%w", len(faults), errors.Join(faults...))
	}
	return nil
}

// people proves the three levels: somebody edited, somebody else reviewed, and
// the approver is neither.
func (a *approval) people(refuse func(at, what, way string)) {
	editors, reviewers := a.hands("编辑稿", "送审稿"), a.hands("审核稿", "征求意见稿")
	if len(editors) == 0 {
		refuse("", "三级审校缺编辑：没有登记编辑稿", "由责任撰稿人用 zhixiao review take 文件 --by 姓名 --stage 编辑稿 登记")
	}
	if len(reviewers) == 0 {
		refuse("", "三级审校缺审核：没有登记审核稿", "由审核人用 zhixiao review take 文件 --by 姓名 --stage 审核稿 登记")
	}
	if slices.Contains(editors, plainName(a.opts.by)) {
		refuse("", fmt.Sprintf("审定人%s是本报告编辑稿的提交人，同一人不得自审", a.opts.by), "换一位审定人")
	}
	others := slices.DeleteFunc(slices.Clone(reviewers), func(who string) bool { return slices.Contains(editors, who) })
	switch {
	case len(reviewers) == 0 || len(editors) == 0:
	case len(others) == 0:
		refuse("", fmt.Sprintf("审核人%s同时是编辑人，同一人不得自审", strings.Join(reviewers, "、")), "由另一位审核人登记审核稿")
	case len(others) == 1 && others[0] == plainName(a.opts.by):
		refuse("", fmt.Sprintf("审定人%s是唯一的审核人，审核、审定应为两人", a.opts.by), "换一位审定人，或由另一位审核人登记审核稿")
	}
}

// hands are the people who handed in versions at the stages, each once.
func (a *approval) hands(stages ...string) []string {
	var who []string
	for _, r := range a.history {
		if name := plainName(r.Who); slices.Contains(stages, r.Stage) && !slices.Contains(who, name) {
			who = append(who, name)
		}
	}
	return who
}

// plainName lets 张 三 be 张三.
func plainName(s string) string { return strings.Join(strings.Fields(s), "") }

// numbers refuses altered numbers and numbers from nowhere. A bound number left
// out with its words is noted; one of the reviewers' own needs its source.
func (a *approval) numbers(all []document.Difference, refuse func(at, what, way string)) {
	for _, d := range all {
		own := d.Unvouched()
		for _, n := range d.Lost {
			if len(own) > 0 {
				refuse(d.Name(), fmt.Sprintf("与快照绑定的数%s（%s）被改动，现有数字：%s", n.Text, n.Key, listed(own)), "数有误改源数据后重新冻结；只改文字请恢复原数")
				continue
			}
			a.dropped = append(a.dropped, fmt.Sprintf("%s：%s（%s）", d.Name(), n.Text, n.Key))
		}
		if len(own) == 0 || len(d.Lost) > 0 {
			continue
		}
		source := a.sourceOf(d.Name())
		if source == "" {
			refuse(d.Name(), "新写入的数没有来源："+listed(own), "删去，或用 --source '"+d.Name()+"=来源' 写明来源，印在审签单上")
			continue
		}
		a.vouched = append(a.vouched, fmt.Sprintf("%s：%s，来源：%s", d.Name(), listed(own), source))
	}
}

// swapped refuses pictures that stand in place of generated ones: the numbers on
// them came from nowhere, unless their source is told.
func (a *approval) swapped(refuse func(at, what, way string)) {
	tree := a.file.tree()
	replaced := document.Replaced(tree)
	for _, id := range figures(tree) {
		if _, ok := replaced[id]; !ok {
			continue
		}
		name := document.Passage{Block: id, Part: document.PicturePart}.Name()
		source := a.sourceOf(name)
		if source == "" {
			refuse(name, "图被换成另一幅，图上的数没有来源", "换回生成的图，或用 --source '"+name+"=来源' 写明来源，印在审签单上")
			continue
		}
		a.vouched = append(a.vouched, name+"：审核时换的图，来源："+source)
	}
}

func (a *approval) sourceOf(name string) string {
	for _, s := range a.opts.sources {
		if at, source, ok := strings.Cut(s, "="); ok && strings.TrimSpace(at) == name {
			return strings.TrimSpace(source)
		}
	}
	return ""
}

// version is V2.0 for the first approval, V2.1 for the first erratum.
func (a *approval) version() string {
	if a.before == nil {
		return "V2.0"
	}
	var n int
	if _, err := fmt.Sscanf(a.before.Version, "V2.%d", &n); err != nil {
		n = 0
	}
	return fmt.Sprintf("V2.%d", n+1)
}

// lock keeps the goods for good, in the database and then on disk. A disk that
// fails is made good by the next build.
func (a *approval) lock(ctx context.Context, cmd *cobra.Command, goods *approved) error {
	record := store.Approval{Job: a.file.reading.Job, Period: a.period.String(), Title: goods.title, Version: a.version(), Who: a.opts.by,
		Approved: a.when.Format(time.RFC3339), Opinion: a.opts.opinion, Erratum: a.opts.erratum, Pages: goods.pages}
	before := int64(0)
	if a.before != nil {
		before = a.before.Seq
	}
	draft := a.unledgered()
	if draft == nil {
		record.Review = a.history[len(a.history)-1].Seq
	}
	if _, err := a.store.SaveApproval(ctx, record, before, draft, goods.files); err != nil {
		return err
	}
	out, root := cmd.OutOrStdout(), a.at.folder(a.period)
	for _, f := range goods.files {
		if err := output.PutLocked(root, f.Path, f.Body); err != nil {
			return err
		}
		fmt.Fprintf(out, "%s  %s\n", f.SHA256, f.Path)
	}
	if err := listLocks(ctx, a.store, root, a.period.String()); err != nil {
		return err
	}
	fmt.Fprintf(out, "已审定：%s，%s，审定人%s，%s，PDF共%d页；文件已锁定\n", goods.title, record.Version, record.Who, record.Approved, goods.pages)
	return nil
}

// unledgered is the approved file as the ledger of versions is to keep it; nil
// when its last version is that very file.
func (a *approval) unledgered() *store.Review {
	if n := len(a.history); n > 0 && a.history[n-1].SHA256 == a.file.sha256 && a.history[n-1].Stage == "审定稿" {
		return nil
	}
	return &store.Review{Job: a.file.reading.Job, Stage: "审定稿", Who: a.opts.by, File: a.file.name,
		SHA256: a.file.sha256, Origin: a.file.reading.Origin, Body: a.file.body}
}

// idsByMark says what the bookmarks of a draft stand for.
func (f *draft) idsByMark() map[string]string {
	ids := map[string]string{}
	for _, id := range f.reading.IDs {
		block, part, _ := strings.Cut(id, "#")
		ids[markOf(block, part)] = id
	}
	return ids
}
