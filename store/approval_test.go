package store_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"zhixiao/store"
)

func TestApprovalsAreKeptForGood(t *testing.T) {
	ctx, s := context.Background(), newStore(t)
	seq, err := s.SaveReview(ctx, store.Review{Job: "j", Stage: "审定稿", Who: "王五", File: "a.docx", SHA256: "00", Body: []byte("稿")}, time.Unix(0, 0))
	if err != nil {
		t.Fatal(err)
	}
	save := func(version, erratum string) {
		t.Helper()
		a := store.Approval{Job: "j", Period: "2026Q3", Title: "报告", Version: version, Who: "王五", Approved: "2026-10-21T10:00:00+08:00", Erratum: erratum, Review: seq, Pages: 16}
		if _, err := s.SaveApproval(ctx, a, []store.ApprovedFile{{Role: store.RolePDF, Path: "approved/" + version + ".pdf", Size: 3, SHA256: "11", Body: []byte("pdf")}}); err != nil {
			t.Fatal(err)
		}
	}
	save("V2.0", "")
	save("V2.1", "更正")
	list, err := s.Approvals(ctx, "2026Q3")
	if err != nil || len(list) != 1 || list[0].Version != "V2.1" {
		t.Fatalf("standing: %v, %v", list, err)
	}
	a, ok, err := s.Approval(ctx, "j")
	if !ok || err != nil || a.Erratum != "更正" {
		t.Errorf("got %v %t %v", a, ok, err)
	}
	files, err := s.ApprovedFiles(ctx, a.Seq)
	if err != nil || len(files) != 1 || files[0].Path != "approved/V2.1.pdf" || files[0].Body != nil {
		t.Errorf("files %v, %v", files, err)
	}
	if body, err := s.ApprovedBody(ctx, a.Seq, files[0].Path); err != nil || string(body) != "pdf" {
		t.Errorf("body %q, %v", body, err)
	}
	if _, err := s.SaveApproval(ctx, store.Approval{Job: "k", Review: 99}, nil); err == nil {
		t.Error("an approval of no version was kept")
	}
}

func TestTheRegisterOfDistributionNumbersCopies(t *testing.T) {
	ctx, s := context.Background(), newStore(t)
	for i, want := range []int64{1, 2} {
		n, err := s.NextCopy(ctx, "2026Q3")
		if err != nil || n != want {
			t.Fatalf("copy %d has number %d, %v", i, n, err)
		}
		number := strings.Repeat("1", i+1)
		copies := []store.Copy{{Number: number, Period: "2026Q3", File: "a.docx"}, {Number: number, Period: "2026Q3", File: "a.pdf", Draft: true}}
		if err := s.SaveCopies(ctx, copies, time.Unix(0, 0).UTC()); err != nil {
			t.Fatal(err)
		}
	}
	list, err := s.Copies(ctx, "")
	if err != nil || len(list) != 4 || list[0].Given != "1970-01-01T00:00:00Z" || !list[1].Draft {
		t.Errorf("register %v, %v", list, err)
	}
	if err := s.SaveCopies(ctx, []store.Copy{{Number: "1", File: "a.pdf"}}, time.Unix(0, 0)); err == nil {
		t.Error("one number was given twice")
	}
}
