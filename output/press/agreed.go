package press

import (
	"errors"
	"fmt"

	"zhixiao"
	"zhixiao/output"
)

// Agreed refuses what is to leave the house while what its papers say is
// contradicted by any other paper of any period, or cannot be right by itself.
// The papers are those of a period whose jobs are wanted. Every fault is named.
func (p *Project) Agreed(period zhixiao.Period, wanted func(job string) bool) error {
	all, err := output.Contradictions(p.Output)
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
	manifest, err := output.ReadManifest(p.Folder(period))
	if err != nil {
		return errors.Join(append(faults, err)...)
	}
	for _, r := range manifest.Jobs {
		if !wanted(r.ID) {
			continue
		}
		for _, f := range r.Faults {
			faults = append(faults, &zhixiao.Problem{At: zhixiao.Place{File: "《" + r.Title + "》" + f.Place}, Err: errors.New(f.Text), Way: output.Wording("way of faults")})
		}
	}
	if err := errors.Join(faults...); err != nil {
		return fmt.Errorf("数字有矛盾，消除前不能审定、归档、分发和交付：\n%w", err)
	}
	return nil
}

// Only wants one job.
func Only(job string) func(string) bool { return func(id string) bool { return id == job } }

// Everything wants every job.
func Everything(string) bool { return true }
