package fulfilment

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"time"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/analysis/contract"
	"zhixiao/document"
	papers "zhixiao/generators/fulfilment"
	"zhixiao/output"
)

// QuotaRows is the table of quotas with its head: what is asked, done and forecast.
func (s *Standing) QuotaRows() [][]string {
	rows := [][]string{{"配额", "要求", "完成", "完成率", "时间进度", "按现速推算", "推算缺口", "预警"}}
	for _, p := range s.Quotas {
		rows = append(rows, []string{p.Quota.Name, p.Target.String(), p.Done.String(), p.Part.String(), p.Time.String(), p.Forecast.Text(), p.Short.Text(), lightName(p.Light)})
	}
	return rows
}

// Judged says what of the quotas lies there and does not count; empty when nothing does.
func (s *Standing) Judged() string { return document.PlainText(papers.Judged(s.Quotas), nil) }

// DutyRows is the table of duties that are no routine, with its head.
func (s *Standing) DutyRows() [][]string {
	rows := [][]string{{"成果", "编号", "期次", "审定/成稿/应交", "应交日", "状态", "交付日", "剩余工作日", "逾期", "违约金", output.Wording("reason of delivery")}}
	for _, o := range s.Obligations {
		if o.Duty.Routine() {
			continue
		}
		rows = append(rows, []string{o.Duty.Name, o.Duty.ID, o.Period.String(), fmt.Sprintf("%d/%d/%d", o.Deliverables.Approved, o.Deliverables.Made, o.Duty.Copies),
			dueText(o), o.Status(), cmp.Or(papers.Handed(o), "—"), leftText(o), lateText(o.Late), lateText(o.Penalty), o.Reason()})
	}
	return rows
}

// RoutineRows is the table of routine duties with its head, each counted as a whole.
func (s *Standing) RoutineRows() [][]string {
	rows := [][]string{{"例行成果", "编号", "到期", "已成稿", "缺"}}
	for _, t := range contract.Tallies(s.Obligations, s.On) {
		rows = append(rows, []string{t.Duty.Name, t.Duty.ID, t.Due.String(), t.Made.String(), t.Open.String()})
	}
	return rows
}

// WriteWord writes the 履约对照表 as a Word file that appears whole or not at all.
func (s *Standing) WriteWord(ctx context.Context, file string) error {
	d := papers.Document(papers.Fulfilled{
		Contract: s.Set.Contract, On: s.On, Quotas: s.Quotas, Obligations: s.Obligations,
		Evidence: func(o contract.Owed) string {
			if o.Deliverables.Made == 0 {
				return ""
			}
			return filepath.ToSlash(s.at.Folder(o.Period))
		},
	})
	d.Demo = s.Demo
	s.at.Sign(d)
	d.Origin = "模板" + s.Set.Version[:min(len(s.Set.Version), 8)] + "；质效" + s.at.Program.Version
	return s.at.WriteWord(ctx, s.Set, d, file)
}

func lightName(l analysis.Light) string {
	return map[analysis.Light]string{analysis.Green: "正常", analysis.Yellow: "黄", analysis.Red: "红"}[l]
}

func dueText(o contract.Owed) string {
	if o.Provision {
		return o.Due.Format(time.DateOnly) + "*"
	}
	return o.Due.Format(time.DateOnly)
}

func leftText(o contract.Owed) string {
	if o.Standing == contract.Delivered {
		return "—"
	}
	return fmt.Sprint(o.Left)
}

func lateText(q zhixiao.Quantity) string {
	if q.Ok() && q.Value.Sign() == 0 {
		return "—"
	}
	return q.String()
}

// MarshalJSON is the standing for programs.
func (s *Standing) MarshalJSON() ([]byte, error) {
	type quota struct {
		ID       string `json:"id"`
		Name     string `json:"name"`
		Target   string `json:"target"`
		Done     string `json:"done"`
		Percent  string `json:"percent"`
		Time     string `json:"time_percent"`
		Forecast string `json:"forecast"`
		Short    string `json:"short"`
		Light    string `json:"light"`
		Unjudged string `json:"unjudged,omitempty"` // lies there and does not count
	}
	type duty struct {
		ID        string `json:"id"`
		Period    string `json:"period"`
		Copies    int    `json:"copies"`
		Made      int    `json:"made"`
		Approved  int    `json:"approved"`
		Due       string `json:"due"`
		Provision bool   `json:"provisional"`
		Standing  string `json:"standing"`
		Delivered string `json:"delivered,omitempty"` // first and later days
		Left      int    `json:"workdays_left"`
		Late      string `json:"days_late"`
		Penalty   string `json:"penalty_yuan"`
		Reason    string `json:"unapproved_reason,omitempty"`
	}
	var doc struct {
		On     string  `json:"on"`
		Quotas []quota `json:"quotas"`
		Duties []duty  `json:"duties"`
	}
	doc.On = s.On.Format(time.DateOnly)
	for _, p := range s.Quotas {
		q := quota{ID: p.Quota.ID, Name: p.Quota.Name, Target: p.Target.Text(), Done: p.Done.Text(), Percent: p.Part.Text(), Time: p.Time.Text(), Forecast: p.Forecast.Text(), Short: p.Short.Text(), Light: lightName(p.Light)}
		if p.Unjudged.Ok() {
			q.Unjudged = p.Unjudged.Text()
		}
		doc.Quotas = append(doc.Quotas, q)
	}
	for _, o := range s.Obligations {
		doc.Duties = append(doc.Duties, duty{o.Duty.ID, o.Period.String(), o.Duty.Copies, o.Deliverables.Made, o.Deliverables.Approved, o.Due.Format(time.DateOnly), o.Provision, o.Status(), papers.Handed(o), o.Left, o.Late.Text(), o.Penalty.Text(), o.Reason()})
	}
	return json.Marshal(doc)
}
