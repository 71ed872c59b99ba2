package review

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/document/docx"
	"zhixiao/output"
	"zhixiao/output/press"
	"zhixiao/store/ledger"
)

// Approved is a report that stands approved.
type Approved struct {
	ledger.Approval
	Again bool                  // the very file had been approved before: nothing was done
	Files []ledger.ApprovedFile // that were locked now
}

// Lines tell what was locked, by whom and when.
func (a *Approved) Lines() []string {
	var lines account
	if a.Again {
		lines.say(output.Wording("approved already"), a.Title, a.Who, a.Approved, a.Version)
		return lines
	}
	for _, f := range a.Files {
		lines.say("%s  %s", f.SHA256, f.Path)
	}
	lines.say(output.Wording("approved"), a.Title, a.Version, a.Who, a.Approved, a.Pages)
	return lines
}

// Approve proves a Word file, prints the PDF from what it says, locks both with the
// 审签单 and keeps them for good. Everything that forbids it is in the error, each
// with its place. The very file approved again is answered as it stands; another file
// of an approved report needs an erratum.
func Approve(ctx context.Context, p *press.Project, path string, by Approver) (done *Approved, err error) {
	file, err := Read(ctx, path)
	if err != nil {
		return nil, err
	}
	_, unit, period, ok := press.JobOf(file.Reading.Job)
	if !ok {
		return nil, &zhixiao.Problem{At: zhixiao.Place{File: file.Name}, Err: errors.New("文件里没有质效的标识，认不出是哪份报告"), Way: "请审定质效生成、修改过的文件"}
	}
	l, err := p.Open(ctx, period)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	a := &approval{Edition: l, store: l.Store, by: by, file: file}
	if a.history, err = a.store.Reviews(ctx, file.Reading.Job); err != nil {
		return nil, err
	}
	if done, err := a.again(ctx); done != nil || err != nil {
		return done, err
	}
	base, err := baseOf(ctx, p, a.store, file)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(a.check(ctx, base), a.current(base), p.Agreed(l.Period, press.Only(file.Reading.Job))); err != nil {
		return nil, err
	}
	made, err := a.print(ctx, unit)
	if err != nil {
		return nil, err
	}
	return a.lock(ctx, made)
}

// again deals with a report that has been approved before: the same file is left
// as it is, another one needs a reason.
func (a *approval) again(ctx context.Context) (*Approved, error) {
	old, ok, err := a.store.Approval(ctx, a.file.Reading.Job)
	if err != nil || !ok {
		return nil, err
	}
	a.before = &old
	for _, r := range a.history {
		if r.Seq == old.Review && r.SHA256 == a.file.SHA256 {
			return &Approved{Approval: old, Again: true}, nil
		}
	}
	if strings.TrimSpace(a.by.Erratum) == "" {
		return nil, &zhixiao.Problem{At: zhixiao.Place{File: a.file.Name},
			Err: fmt.Errorf("%s已由%s于%s审定（%s），不能直接换成另一个文件", old.Title, old.Who, old.Approved, old.Version), Way: "确需更正的，用 --erratum 写明勘误原因；原审定件保留"}
	}
	return nil, nil
}

// check gathers everything that forbids the approval, each with its place.
func (a *approval) check(ctx context.Context, base []document.Passage) error {
	var faults []error
	refuse := func(at, what, way string) {
		faults = append(faults, &zhixiao.Problem{At: zhixiao.Place{File: a.file.Name, Block: at}, Err: errors.New(what), Way: way})
	}
	ids := a.file.idsByMark()
	for _, c := range a.file.Reading.Changes {
		refuse(ids[c.Mark], "有未处理的修订："+c.String(), "在Word里接受或拒绝后保存")
	}
	for _, c := range a.file.Reading.Comments {
		refuse(ids[c.Mark], fmt.Sprintf("有未关闭的批注：%s：%s", c.Author, oneLine(c.Text)), "按意见处理后删去批注")
	}
	for _, lost := range a.file.Reading.Lost {
		refuse("", "有内容印不进PDF："+lost, "改为正文的段落、表或图")
	}
	hazards, err := docx.Hazards(ctx, a.file.Name, a.file.Body)
	if err != nil {
		return err
	}
	for _, h := range hazards {
		refuse("", "带有活动内容或来历不明的内容："+h.String(), "在Word里删去后另存，再审定")
	}
	a.people(refuse)
	if n := len(a.history); n > 0 {
		if last, err := time.Parse(time.RFC3339, a.history[n-1].Taken); err == nil && a.by.When.Before(last) {
			refuse("", "审定时间"+clock(a.by.When)+"早于第"+zhixiao.Int(a.history[n-1].Seq).String()+"版的收稿时间"+clock(last), "检查 --at")
		}
	}
	a.swapped(refuse)
	a.numbers(document.Compare(base, document.Passages(a.file.Tree())), refuse)
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
	if slices.Contains(editors, plainName(a.by.By)) {
		refuse("", fmt.Sprintf("审定人%s是本报告编辑稿的提交人，同一人不得自审", a.by.By), "换一位审定人")
	}
	others := slices.DeleteFunc(slices.Clone(reviewers), func(who string) bool { return slices.Contains(editors, who) })
	switch {
	case len(reviewers) == 0 || len(editors) == 0:
	case len(others) == 0:
		refuse("", fmt.Sprintf("审核人%s同时是编辑人，同一人不得自审", strings.Join(reviewers, "、")), "由另一位审核人登记审核稿")
	case len(others) == 1 && others[0] == plainName(a.by.By):
		refuse("", fmt.Sprintf("审定人%s是唯一的审核人，审核、审定应为两人", a.by.By), "换一位审定人，或由另一位审核人登记审核稿")
	}
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
	tree := a.file.Tree()
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

// lock keeps the deliverables for good, in the database and then on disk. A disk that
// fails is made good by the next build.
func (a *approval) lock(ctx context.Context, made *approved) (*Approved, error) {
	record := ledger.Approval{Job: a.file.Reading.Job, Period: a.Period.String(), Title: made.title, Version: a.version(), Who: a.by.By,
		Approved: a.by.When.Format(time.RFC3339), Opinion: a.by.Opinion, Erratum: a.by.Erratum, Pages: made.pages}
	before := int64(0)
	if a.before != nil {
		before = a.before.Seq
	}
	draft := a.unledgered()
	if draft == nil {
		record.Review = a.history[len(a.history)-1].Seq
	}
	var err error
	if record.Seq, err = a.store.SaveApproval(ctx, record, before, draft, made.files); err != nil {
		return nil, err
	}
	root := a.Project.Folder(a.Period)
	for _, f := range made.files {
		if err := output.PutLocked(root, f.Path, f.Body); err != nil {
			return nil, err
		}
	}
	return &Approved{Approval: record, Files: made.files}, listLocks(ctx, a.store, root, a.Period.String())
}

// unledgered is the approved file as the ledger of versions is to keep it; nil
// when its last version is that very file.
func (a *approval) unledgered() *ledger.Review {
	if n := len(a.history); n > 0 && a.history[n-1].SHA256 == a.file.SHA256 && a.history[n-1].Stage == "审定稿" {
		return nil
	}
	return &ledger.Review{Job: a.file.Reading.Job, Stage: "审定稿", Who: a.by.By, File: a.file.Name,
		SHA256: a.file.SHA256, Origin: a.file.Reading.Origin, Body: a.file.Body}
}
