package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/output"
	"zhixiao/store"
)

// agreed refuses what is to leave the house while what its papers say is
// contradicted by any other paper of any period, or cannot be right by itself.
// The papers are those of a period whose jobs are wanted. Every fault is named.
func (p *place) agreed(period zhixiao.Period, wanted func(job string) bool) error {
	all, err := output.Contradictions(p.out)
	faults := []error{err}
	for _, c := range all {
		for _, s := range c.Said {
			if s.Period == period.String() && wanted(s.Job) {
				own, others, _ := c.Against(s.Period, s.Job)
				faults = append(faults, &zhixiao.Problem{At: zhixiao.Place{File: own.Paper()},
					Err: fmt.Errorf("数字矛盾：%s在此为“%s”，而%s", c.Key, own.Text, others[0]), Way: "数据更新过的重做较早的一份（zhixiao build 期次），数据有误的改源数据后重新冻结"})
				break
			}
		}
	}
	manifest, err := output.ReadManifest(filepath.Join(p.out, period.String()))
	if err != nil {
		return errors.Join(append(faults, err)...)
	}
	for _, r := range manifest.Jobs {
		if !wanted(r.ID) {
			continue
		}
		for _, f := range r.Faults {
			faults = append(faults, &zhixiao.Problem{At: zhixiao.Place{File: "《" + r.Title + "》" + f.Place}, Err: errors.New(f.Text), Way: faultWay})
		}
	}
	if err := errors.Join(faults...); err != nil {
		return fmt.Errorf("数字有矛盾，消除前不能审定、归档、分发和交付：\n%w", err)
	}
	return nil
}

// only wants one job.
func only(job string) func(string) bool { return func(id string) bool { return id == job } }

func everything(string) bool { return true }

// dutyAgrees refuses the delivery of a duty's papers while they are contradicted.
func (p *place) dutyAgrees(c zhixiao.Contract, d store.Delivery) error {
	period, err := zhixiao.ParsePeriod(d.Period)
	if err != nil {
		return nil // handed over once, for no period
	}
	at := slices.IndexFunc(c.Duties, func(x zhixiao.Duty) bool { return x.ID == d.Duty })
	return p.agreed(period, func(job string) bool {
		k, _, _, ok := jobOf(job)
		return ok && at >= 0 && slices.Contains(c.Duties[at].Codes, k.Code)
	})
}

// current refuses a file whose bound numbers are those of an earlier draft: the
// job has been made again since, from other data, and says otherwise.
func (a *approval) current(base []document.Passage) error {
	root, job := a.at.folder(a.period), a.file.reading.Job
	manifest, err := output.ReadManifest(root)
	if err != nil {
		return err
	}
	record, made := manifest.Job(job)
	if !made {
		return nil
	}
	facts, err := output.Facts(root, record)
	if err != nil {
		return err
	}
	now := map[zhixiao.Key][]document.Fact{}
	for _, f := range facts {
		now[f.Key] = append(now[f.Key], f)
	}
	var faults []error
	for _, p := range base {
		for _, n := range p.Numbers {
			list := now[n.Key]
			if len(list) > 0 && !slices.ContainsFunc(list, func(f document.Fact) bool { return unsigned(f.Text) == unsigned(strings.TrimSuffix(n.Text, f.Unit)) }) {
				faults = append(faults, &zhixiao.Problem{At: zhixiao.Place{File: a.file.name, Block: p.Name()},
					Err: fmt.Errorf("%s在文件里为%s，按现在的快照为%s：文件是数据更新前的稿", n.Key, n.Text, list[0].Text), Way: "用 zhixiao review take 收稿后重新生成，在新稿上审定"})
			}
		}
	}
	return errors.Join(faults...)
}

// unsigned is a number as a sentence prints it that says 上升 or 下降.
func unsigned(s string) string { return strings.TrimLeft(s, "+-") }
