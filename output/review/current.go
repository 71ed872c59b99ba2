package review

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/output"
)

// current refuses a file whose bound numbers are those of an earlier draft: the
// job has been made again since, from other data, and says otherwise.
func (a *approval) current(base []document.Passage) error {
	root, job := a.Project.Folder(a.Period), a.file.Reading.Job
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
				faults = append(faults, &zhixiao.Problem{At: zhixiao.Place{File: a.file.Name, Block: p.Name()},
					Err: fmt.Errorf("%s在文件里为%s，按现在的快照为%s：文件是数据更新前的稿", n.Key, n.Text, list[0].Text), Way: "用 zhixiao review take 收稿后重新生成，在新稿上审定"})
			}
		}
	}
	return errors.Join(faults...)
}

// unsigned is a number as a sentence prints it that says 上升 or 下降.
func unsigned(s string) string { return strings.TrimLeft(s, "+-") }
