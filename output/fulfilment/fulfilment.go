// Package fulfilment tells how the contract stands on a day: what was made, approved
// and handed over of what is owed, and how far its quotas are.
package fulfilment

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"zhixiao"
	"zhixiao/analysis/contract"
	"zhixiao/generators"
	"zhixiao/output"
	"zhixiao/output/press"
	"zhixiao/store/ledger"
	"zhixiao/templates"
)

// Delivered is a delivery as it was entered.
type Delivered struct {
	ledger.Delivery
	Proven int             // of its papers were approved by the end of its day
	Copies int             // that are owed
	First  ledger.Delivery // of this duty and period; another than Delivery when that came later
}

// Later reports whether the delivery is another than the first.
func (d Delivered) Later() bool {
	return d.First.Delivered != d.Delivered || d.First.Note != d.Note || d.First.Reason != d.Reason
}

// Deliver enters a delivery. A duty or period that the contract does not know is an
// output.Misuse; papers that are contradicted, or not approved without a reason, are
// refused.
func Deliver(ctx context.Context, p *press.Project, d ledger.Delivery) (done *Delivered, err error) {
	set, err := p.LoadTemplates()
	if err != nil {
		return nil, err
	}
	duty, owed := owes(set.Contract, d)
	if !owed {
		return nil, output.Misusef("合同里没有成果%s的%s期，成果编号和期次见 zhixiao status", d.Duty, d.Period)
	}
	if err := agrees(p, duty, d.Period); err != nil {
		return nil, err
	}
	st, err := p.OpenStore(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	done = &Delivered{Delivery: d, Copies: duty.Copies}
	if done.Proven, err = proven(ctx, st, duty, d); err != nil {
		return nil, err
	}
	if done.Proven < duty.Copies && d.Reason == "" {
		return nil, &zhixiao.Problem{At: zhixiao.Place{File: d.Period + duty.Name},
			Err: fmt.Errorf("应交%d份，截至交付日%s审定%d份，还有%d份没有审定，不能登记交付", duty.Copies, d.Delivered, done.Proven, duty.Copies-done.Proven),
			Way: "先用 zhixiao review approve 审定；确已交付的，用 --reason 写明未经审定而交付的原因，该原因印入履约对照表"}
	}
	if err := st.SaveDelivery(ctx, d); err != nil {
		return nil, err
	}
	done.First, err = st.FirstDelivery(ctx, d)
	return done, err
}

// agrees refuses the delivery of a duty's papers while they are contradicted.
func agrees(p *press.Project, duty zhixiao.Duty, name string) error {
	period, err := zhixiao.ParsePeriod(name)
	if err != nil {
		return nil // handed over once, for no period
	}
	return p.Agreed(period, func(job string) bool {
		k, _, _, ok := press.JobOf(job)
		return ok && slices.Contains(duty.Codes, k.Code)
	})
}

// proven is how many documents of a delivery had been approved by the end of its day.
func proven(ctx context.Context, st Store, duty zhixiao.Duty, d ledger.Delivery) (n int, err error) {
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
func owes(c zhixiao.Contract, d ledger.Delivery) (zhixiao.Duty, bool) {
	for _, duty := range c.Duties {
		for _, p := range duty.Periods {
			if duty.ID == d.Duty && p.String() == d.Period {
				return duty, true
			}
		}
	}
	return zhixiao.Duty{}, false
}

// Standing is how the contract stands on a day.
type Standing struct {
	Set         *templates.House
	On          time.Time
	Demo        bool
	Quotas      []contract.Progress
	Obligations []contract.Owed // by duty and period

	at *press.Project
}

// Of tells how the contract stands on a day: what was handed over, approved or frozen
// later is not there yet.
func Of(ctx context.Context, p *press.Project, on time.Time) (s *Standing, err error) {
	set, err := p.LoadTemplates()
	if err != nil {
		return nil, err
	}
	st, err := p.OpenStore(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	s = &Standing{Set: set, On: on, at: p}
	if s.Demo, err = st.Demo(ctx); err != nil {
		return nil, err
	}
	counted, err := press.CountQuotas(ctx, st, set.Contract, on)
	if err != nil {
		return nil, err
	}
	s.Quotas = contract.Fulfil(set.Contract, counted, on)
	deliverables, err := deliverablesOf(ctx, p, st, set.Contract, on)
	if err != nil {
		return nil, err
	}
	s.Obligations = contract.Obligations(set.Contract, set.Calendar, on, deliverables)
	return s, nil
}

// deliverablesOf answers what the output folders and the ledgers hold of a duty, as it was
// on a day: what was handed over or approved later is not there yet.
func deliverablesOf(ctx context.Context, p *press.Project, st Store, c zhixiao.Contract, on time.Time) (func(zhixiao.Duty, zhixiao.Period) contract.Deliverables, error) {
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
	made, err := madeByCode(ctx, p, st, on)
	if err != nil {
		return nil, err
	}
	approved, err := approvedByCode(ctx, st, on)
	if err != nil {
		return nil, err
	}
	return func(d zhixiao.Duty, period zhixiao.Period) contract.Deliverables {
		g := contract.Deliverables{Handed: handed[d.ID+" "+period.String()]}
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
func madeByCode(ctx context.Context, p *press.Project, st Store, on time.Time) (map[string]int, error) {
	codes := codesByKind()
	cutoffs, err := st.Cutoffs(ctx)
	if err != nil {
		return nil, err
	}
	manifests, err := p.Manifests()
	if err != nil {
		return nil, err
	}
	made := map[string]int{}
	for period, m := range manifests {
		for _, job := range m.Jobs {
			snapshot, _, _ := strings.Cut(job.Inputs["快照"], " ")
			cutoff, known := cutoffs[snapshot]
			if !known {
				cutoff = period.End()
			}
			if !cutoff.After(on) {
				made[period.String()+" "+codes[job.Kind]]++
			}
		}
	}
	return made, nil
}

// approvedByCode counts the jobs of every period that were approved by the end of a
// day, by class code.
func approvedByCode(ctx context.Context, st Store, on time.Time) (map[string]int, error) {
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
