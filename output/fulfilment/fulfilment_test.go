package fulfilment_test

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zhixiao"
	"zhixiao/analysis/contract"
	"zhixiao/output"
	"zhixiao/output/fulfilment"
	"zhixiao/output/press"
	"zhixiao/output/program"
	"zhixiao/store"
	"zhixiao/store/ledger"
)

// newProject is a project with an empty database.
func newProject(t *testing.T) *press.Project {
	t.Helper()
	dir := t.TempDir()
	p := &press.Project{Database: filepath.Join(dir, "db.sqlite"), Output: filepath.Join(dir, "out"), Program: program.Program()}
	st, err := store.Create(context.Background(), p.Database)
	if err != nil {
		t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	return p
}

// approve enters an approval of a job that came to pass on a day.
func approve(t *testing.T, p *press.Project, job, period, when string) {
	t.Helper()
	ctx := context.Background()
	st, err := p.OpenStore(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = st.Close() }()
	draft := &ledger.Review{Job: job, Stage: "审定稿", Who: "王五", File: "稿.docx", SHA256: strings.Repeat("0", 64), Body: []byte("稿")}
	if _, err := st.SaveApproval(ctx, ledger.Approval{Job: job, Period: period, Title: job, Version: "V2.0", Who: "王五", Approved: when}, 0, draft, nil); err != nil {
		t.Fatal(err)
	}
}

// month is the standing of the month's analysis of August on a day.
func month(t *testing.T, p *press.Project, day string) contract.Owed {
	t.Helper()
	on, err := time.Parse(time.DateOnly, day)
	if err != nil {
		t.Fatal(err)
	}
	s, err := fulfilment.Of(context.Background(), p, on)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range s.Obligations {
		if o.Duty.ID == "month-report" && o.Period.String() == "2026-08" {
			return o
		}
	}
	t.Fatal("August's analysis is not owed")
	return contract.Owed{}
}

// A delivery counts what was approved by the end of its day; what was not needs a
// reason, and a later delivery is told from the first.
func TestADeliveryCountsWhatWasApprovedByItsDay(t *testing.T) {
	ctx, p := context.Background(), newProject(t)
	approve(t, p, "month-report-110000-2026-08", "2026-08", "2026-09-05T23:59:00+08:00")
	delivery := ledger.Delivery{Duty: "month-report", Period: "2026-08"}
	refused := delivery
	refused.Delivered = "2026-09-04"
	_, err := fulfilment.Deliver(ctx, p, refused)
	var fault *zhixiao.Problem
	if !errors.As(err, &fault) || fault.Way == "" || !strings.Contains(err.Error(), "应交1份，截至交付日2026-09-04审定0份，还有1份没有审定") {
		t.Fatalf("a day too early: %v", err)
	}
	delivery.Delivered = "2026-09-05"
	done, err := fulfilment.Deliver(ctx, p, delivery)
	if err != nil || done.Proven != 1 || done.Copies != 1 || done.Later() {
		t.Fatalf("%+v, %v", done, err)
	}
	later := delivery
	later.Delivered, later.Note = "2026-09-20", "更正"
	done, err = fulfilment.Deliver(ctx, p, later)
	if err != nil || !done.Later() || done.First.Delivered != "2026-09-05" {
		t.Errorf("a later delivery: %+v, %v", done, err)
	}
	for _, tt := range []struct {
		day      string
		standing contract.Standing
		handed   int
	}{{"2026-09-04", contract.Open, 0}, {"2026-09-05", contract.Delivered, 1}, {"2026-09-19", contract.Delivered, 1}, {"2026-09-20", contract.Delivered, 2}} {
		o := month(t, p, tt.day)
		if o.Standing != tt.standing || len(o.Deliverables.Handed) != tt.handed || o.Unproven() {
			t.Errorf("%s: %s, handed over %d times, unproven %t", tt.day, o.Standing, len(o.Deliverables.Handed), o.Unproven())
		}
	}
}

// What goes out without an approval goes out with a reason, and stays told.
func TestADeliveryWithoutApprovalKeepsItsReason(t *testing.T) {
	ctx, p := context.Background(), newProject(t)
	done, err := fulfilment.Deliver(ctx, p, ledger.Delivery{Duty: "month-report", Period: "2026-08", Delivered: "2026-09-07", Reason: "纸质件先行送交"})
	if err != nil || done.Proven != 0 {
		t.Fatalf("%+v, %v", done, err)
	}
	approve(t, p, "month-report-110000-2026-08", "2026-08", "2026-09-08T10:00:00+08:00")
	if o := month(t, p, "2026-09-08"); !o.Unproven() || o.Reason() != "纸质件先行送交" || o.Deliverables.Approved != 1 {
		t.Errorf("unproven %t, reason %q, approved %d", o.Unproven(), o.Reason(), o.Deliverables.Approved)
	}
	if o := month(t, p, "2026-09-07"); o.Deliverables.Approved != 0 {
		t.Error("an approval of the next day is there already")
	}
}

func TestDeliveriesTheContractDoesNotKnow(t *testing.T) {
	ctx, p := context.Background(), newProject(t)
	for _, d := range []ledger.Delivery{
		{Duty: "month-raport", Period: "2026-08"}, {Duty: "month-report", Period: "2026Q3"}, {Duty: "month-report", Period: "2024-08"},
	} {
		d.Delivered, d.Reason = "2026-09-07", "有原因"
		var misuse *output.Misuse
		if _, err := fulfilment.Deliver(ctx, p, d); !errors.As(err, &misuse) || !strings.Contains(err.Error(), d.Duty) || !strings.Contains(err.Error(), d.Period) {
			t.Errorf("%s %s: %v", d.Duty, d.Period, err)
		}
	}
	if _, err := fulfilment.Deliver(ctx, p, ledger.Delivery{Duty: "month-report", Period: "2026-08", Delivered: "九月七日", Reason: "有原因"}); err == nil || !strings.Contains(err.Error(), "九月七日") {
		t.Errorf("a day that is none: %v", err)
	}
}
