package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/analysis/contract"
	"zhixiao/document"
	"zhixiao/generators"
	"zhixiao/generators/fulfilment"
	"zhixiao/output"
	"zhixiao/store"
	"zhixiao/templates"
)

func statusCommand(at *place) *cobra.Command {
	var day, file string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "status",
		Short: "履约情况：应交成果、工作日倒计时、配额进度与预测、逾期违约金",
		Args:  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			on, err := dayGiven(day)
			if err != nil {
				return err
			}
			s, err := at.standing(cmd.Context(), on)
			if err != nil {
				return err
			}
			switch {
			case file != "":
				return s.writeTable(cmd, at, file)
			case asJSON:
				return s.encode(cmd.OutOrStdout())
			}
			return s.print(cmd.OutOrStdout())
		},
	}
	cmd.Flags().StringVar(&day, "on", "", "统计日，如 2026-10-31（缺省为今天）")
	cmd.Flags().StringVar(&file, "docx", "", "写成Word《履约对照表》到这个文件")
	cmd.Flags().BoolVar(&asJSON, "json", false, "以JSON输出，供程序读取")
	cmd.AddCommand(deliverCommand(at))
	return cmd
}

// dayGiven reads an ISO day; empty is today, in the local time zone.
func dayGiven(text string) (time.Time, error) {
	if text == "" {
		text = time.Now().Format(time.DateOnly)
	}
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return t, usageError{fmt.Errorf("日期%q无法识别，应形如 2026-10-31", text)}
	}
	return t, nil
}

func deliverCommand(at *place) *cobra.Command {
	var day, who, note, reason string
	cmd := &cobra.Command{
		Use:   "deliver 成果编号 期次",
		Short: "登记一项成果已交付：zhixiao status deliver quarter-district 2026Q3 --on 2026-10-26 --by 经办人",
		Args:  exactly(2, "成果编号（见 contract.yaml 的 duties）和期次"),
		RunE: func(cmd *cobra.Command, args []string) error {
			on, err := dayGiven(day)
			if err != nil {
				return err
			}
			if who = cmp.Or(who, at.by); who == "" {
				return usageError{errors.New("须用 --by 写明经办人")}
			}
			return at.deliver(cmd, store.Delivery{Duty: args[0], Period: args[1], Delivered: on.Format(time.DateOnly), Who: who, Note: note, Reason: strings.TrimSpace(reason)})
		},
	}
	cmd.Flags().StringVar(&day, "on", "", "交付日（缺省为今天）")
	cmd.Flags().StringVar(&who, "by", "", "经办人（缺省按工作目录的 zhixiao.yaml）")
	cmd.Flags().StringVar(&note, "note", "", "备注，如签收单号")
	cmd.Flags().StringVar(&reason, "reason", "", "未全部审定而交付的原因，记入交付登记和履约对照表")
	return cmd
}

func (p *place) deliver(cmd *cobra.Command, d store.Delivery) (err error) {
	set, err := p.loadTemplates()
	if err != nil {
		return err
	}
	duty, owed := owes(set.Contract, d)
	if !owed {
		return usageError{fmt.Errorf("合同里没有成果%s的%s期，成果编号和期次见 zhixiao status", d.Duty, d.Period)}
	}
	if err := p.dutyAgrees(set.Contract, d); err != nil {
		return err
	}
	st, err := p.openStore(cmd.Context())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	proven, err := proven(cmd.Context(), st, duty, d)
	if err != nil {
		return err
	}
	if proven < duty.Copies && d.Reason == "" {
		return &zhixiao.Problem{At: zhixiao.Place{File: d.Period + duty.Name},
			Err: fmt.Errorf("应交%d份，截至交付日%s审定%d份，还有%d份没有审定，不能登记交付", duty.Copies, d.Delivered, proven, duty.Copies-proven),
			Way: "先用 zhixiao review approve 审定；确已交付的，用 --reason 写明未经审定而交付的原因，该原因印入履约对照表"}
	}
	if err := st.SaveDelivery(cmd.Context(), d); err != nil {
		return err
	}
	first, err := st.FirstDelivery(cmd.Context(), d)
	if err != nil {
		return err
	}
	again := ""
	if first.Delivered != d.Delivered || first.Note != d.Note || first.Reason != d.Reason {
		again = "；首次交付日仍为" + first.Delivered + "，本次记为补交或更正"
	}
	fmt.Fprintf(cmd.OutOrStdout(), "已登记：%s %s 于%s交付，其中审定%d份（应交%d份）%s\n", d.Duty, d.Period, d.Delivered, proven, duty.Copies, again)
	return nil
}

// proven is how many documents of a delivery had been approved by the end of its day.
func proven(ctx context.Context, st *store.Store, duty zhixiao.Duty, d store.Delivery) (n int, err error) {
	day, err := time.Parse(time.DateOnly, d.Delivered)
	if err != nil {
		return 0, fmt.Errorf("交付登记%s %s的日期%q无法识别", d.Duty, d.Period, d.Delivered)
	}
	approved, err := approvedByCode(ctx, st, day)
	for _, code := range duty.Codes {
		n += approved[d.Period+" "+code]
	}
	return n, err
}

// owes finds the duty of the contract that a delivery is of.
func owes(c zhixiao.Contract, d store.Delivery) (zhixiao.Duty, bool) {
	for _, duty := range c.Duties {
		for _, p := range duty.Periods {
			if duty.ID == d.Duty && p.String() == d.Period {
				return duty, true
			}
		}
	}
	return zhixiao.Duty{}, false
}

// contractStanding is how the contract stands on a day.
type contractStanding struct {
	set         *templates.House
	on          time.Time
	demo        bool
	quotas      []contract.Progress
	obligations []contract.Owed
	out         string
}

func (p *place) standing(ctx context.Context, on time.Time) (s *contractStanding, err error) {
	set, err := p.loadTemplates()
	if err != nil {
		return nil, err
	}
	st, err := p.openStore(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	s = &contractStanding{set: set, on: on, out: p.out}
	if s.demo, err = st.Demo(ctx); err != nil {
		return nil, err
	}
	counted, err := countedBy(ctx, st, set.Contract, on)
	if err != nil {
		return nil, err
	}
	s.quotas = contract.Fulfil(set.Contract, counted, on)
	goods, err := p.goods(ctx, st, set.Contract, on)
	if err != nil {
		return nil, err
	}
	s.obligations = contract.Obligations(set.Contract, set.Calendar, on, goods)
	return s, nil
}

// goods answers what the output folders and the ledgers hold of a duty, as it was
// on a day: what was handed over or approved later is not there yet.
func (p *place) goods(ctx context.Context, st *store.Store, c zhixiao.Contract, on time.Time) (func(zhixiao.Duty, zhixiao.Period) contract.Goods, error) {
	list, err := st.Deliveries(ctx, on)
	if err != nil {
		return nil, err
	}
	handed := map[string][]contract.HandOver{}
	for _, d := range list {
		duty, _ := owes(c, d)
		h := contract.HandOver{Reason: d.Reason, Note: d.Note}
		if h.Proven, err = proven(ctx, st, duty, d); err != nil {
			return nil, err
		}
		h.Day, _ = time.Parse(time.DateOnly, d.Delivered) // proven has read it
		handed[d.Duty+" "+d.Period] = append(handed[d.Duty+" "+d.Period], h)
	}
	made, err := p.madeByCode(ctx, st, on)
	if err != nil {
		return nil, err
	}
	approved, err := approvedByCode(ctx, st, on)
	if err != nil {
		return nil, err
	}
	return func(d zhixiao.Duty, period zhixiao.Period) contract.Goods {
		g := contract.Goods{Handed: handed[d.ID+" "+period.String()]}
		for _, code := range d.Codes {
			g.Made += made[period.String()+" "+code]
			g.Approved += approved[period.String()+" "+code]
		}
		return g
	}, nil
}

// madeByCode counts the finished jobs of every period folder by class code. No file
// carries a clock, but none is older than its data: what was made from a snapshot
// whose last day is after on did not exist then.
func (p *place) madeByCode(ctx context.Context, st *store.Store, on time.Time) (map[string]int, error) {
	codes := codesByKind()
	cutoffs, err := st.Cutoffs(ctx)
	if err != nil {
		return nil, err
	}
	folders, err := os.ReadDir(p.out)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("成果目录%s无法读取：%w", p.out, err)
	}
	made := map[string]int{}
	for _, folder := range folders {
		period, err := zhixiao.ParsePeriod(folder.Name())
		if err != nil || !folder.IsDir() {
			continue
		}
		m, err := output.ReadManifest(filepath.Join(p.out, folder.Name()))
		if err != nil {
			return nil, err
		}
		for _, job := range m.Jobs {
			snapshot, _, _ := strings.Cut(job.Inputs["快照"], " ")
			cutoff, known := cutoffs[snapshot]
			if !known {
				cutoff = period.End()
			}
			if cutoff.After(on) {
				continue
			}
			made[folder.Name()+" "+codes[job.Kind]]++
		}
	}
	return made, nil
}

// approvedByCode counts the jobs of every period that were approved by the end of a
// day, by class code.
func approvedByCode(ctx context.Context, st *store.Store, on time.Time) (map[string]int, error) {
	list, err := st.ApprovedBy(ctx, on)
	if err != nil {
		return nil, err
	}
	codes, approved := codesByKind(), map[string]int{}
	for _, a := range list {
		job := strings.TrimSuffix(a.Job, "-"+a.Period)
		if at := strings.LastIndexByte(job, '-'); at > 0 {
			approved[a.Period+" "+codes[job[:at]]]++
		}
	}
	return approved, nil
}

// codesByKind is the class code of every kind of deliverable.
func codesByKind() map[string]string {
	codes := map[string]string{}
	for _, k := range generators.Catalogue() {
		codes[k.Name] = k.Code
	}
	return codes
}

func (s *contractStanding) print(out io.Writer) error {
	c := s.set.Contract
	fmt.Fprintf(out, "%s（%s） 统计日 %s 实施期 %s 至 %s\n\n", c.Title, c.No, s.on.Format(time.DateOnly), c.From.Format(time.DateOnly), c.To.Format(time.DateOnly))
	rows := [][]string{{"配额", "要求", "完成", "完成率", "时间进度", "按现速推算", "推算缺口", "预警"}}
	for _, p := range s.quotas {
		rows = append(rows, []string{p.Quota.Name, p.Target.String(), p.Done.String(), p.Part.String(), p.Time.String(), p.Forecast.Text(), p.Short.Text(), lightName(p.Light)})
	}
	printColumns(out, rows)
	if text := document.PlainText(fulfilment.Judged(s.quotas), nil); text != "" {
		fmt.Fprintln(out, text)
	}
	fmt.Fprintln(out)
	rows = [][]string{{"成果", "编号", "期次", "审定/成稿/应交", "应交日", "状态", "交付日", "剩余工作日", "逾期", "违约金", "未经审定交付的原因"}}
	for _, o := range s.obligations {
		if o.Duty.Routine() {
			continue
		}
		rows = append(rows, []string{o.Duty.Name, o.Duty.ID, o.Period.String(), fmt.Sprintf("%d/%d/%d", o.Goods.Approved, o.Goods.Made, o.Duty.Copies),
			dueText(o), o.Status(), cmp.Or(fulfilment.Handed(o), "—"), leftText(o), lateText(o.Late), lateText(o.Penalty), o.Reason()})
	}
	printColumns(out, rows)
	fmt.Fprintln(out)
	rows = [][]string{{"例行成果", "编号", "到期", "已成稿", "缺"}}
	for _, t := range contract.Tallies(s.obligations, s.on) {
		rows = append(rows, []string{t.Duty.Name, t.Duty.ID, t.Due.String(), t.Made.String(), t.Open.String()})
	}
	printColumns(out, rows)
	_, err := fmt.Fprintln(out, "\n带*的应交日所在年度放假安排尚未录入calendar.yaml，为暂定日期。")
	return err
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

// encode prints the standing for programs.
func (s *contractStanding) encode(out io.Writer) error {
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
	doc.On = s.on.Format(time.DateOnly)
	for _, p := range s.quotas {
		q := quota{ID: p.Quota.ID, Name: p.Quota.Name, Target: p.Target.Text(), Done: p.Done.Text(), Percent: p.Part.Text(), Time: p.Time.Text(), Forecast: p.Forecast.Text(), Short: p.Short.Text(), Light: lightName(p.Light)}
		if p.Unjudged.Ok() {
			q.Unjudged = p.Unjudged.Text()
		}
		doc.Quotas = append(doc.Quotas, q)
	}
	for _, o := range s.obligations {
		doc.Duties = append(doc.Duties, duty{o.Duty.ID, o.Period.String(), o.Duty.Copies, o.Goods.Made, o.Goods.Approved, o.Due.Format(time.DateOnly), o.Provision, o.Status(), fulfilment.Handed(o), o.Left, o.Late.Text(), o.Penalty.Text(), o.Reason()})
	}
	enc := json.NewEncoder(out)
	enc.SetIndent("", " ")
	return enc.Encode(doc)
}

// writeTable writes the 履约对照表 as a Word file that appears whole or not at all.
func (s *contractStanding) writeTable(cmd *cobra.Command, at *place, file string) error {
	d := fulfilment.Document(fulfilment.Fulfilled{
		Contract: s.set.Contract, On: s.on, Quotas: s.quotas, Obligations: s.obligations,
		Evidence: func(o contract.Owed) string {
			if o.Goods.Made == 0 {
				return ""
			}
			return filepath.ToSlash(filepath.Join(at.out, o.Period.String()))
		},
	})
	d.Demo = s.demo
	at.sign(d)
	d.Origin = "模板" + short(s.set.Version) + "；质效" + version
	if err := writeWord(cmd.Context(), s.set, d, file); err != nil {
		return err
	}
	fmt.Fprintln(cmd.OutOrStdout(), "已写出 "+file)
	return nil
}
