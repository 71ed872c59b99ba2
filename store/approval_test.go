package store_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"zhixiao"
	"zhixiao/store"
	"zhixiao/store/ledger"
)

func TestApprovalsAreKeptForGood(t *testing.T) {
	ctx, s := context.Background(), newStore(t)
	seq, err := s.SaveReview(ctx, ledger.Review{Job: "j", Stage: "审定稿", Who: "王五", File: "a.docx", SHA256: "00", Body: []byte("稿")}, time.Unix(0, 0))
	if err != nil {
		t.Fatal(err)
	}
	save := func(version, erratum string, before int64) {
		t.Helper()
		a := ledger.Approval{Job: "j", Period: "2026Q3", Title: "报告", Version: version, Who: "王五", Approved: "2026-10-21T10:00:00+08:00", Erratum: erratum, Review: seq, Pages: 16}
		if _, err := s.SaveApproval(ctx, a, before, nil, []ledger.ApprovedFile{{Role: "pdf", Path: "approved/" + version + ".pdf", Size: 3, SHA256: "11", Body: []byte("pdf")}}); err != nil {
			t.Fatal(err)
		}
	}
	save("V2.0", "", 0)
	save("V2.1", "更正", 1)
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
	if _, err := s.SaveApproval(ctx, ledger.Approval{Job: "k", Review: 99}, 0, nil, nil); err == nil {
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
		copies := []ledger.Copy{{Number: number, Period: "2026Q3", File: "a.docx"}, {Number: number, Period: "2026Q3", File: "a.pdf", Draft: true}}
		if err := s.SaveCopies(ctx, want, copies, time.Unix(0, 0).UTC()); err != nil {
			t.Fatal(err)
		}
	}
	list, err := s.Copies(ctx, "")
	if err != nil || len(list) != 4 || list[0].Given != "1970-01-01T00:00:00Z" || !list[1].Draft {
		t.Errorf("register %v, %v", list, err)
	}
	if err := s.SaveCopies(ctx, 2, []ledger.Copy{{Number: "1", Period: "2026Q3", File: "a.pdf"}}, time.Unix(0, 0)); !errors.Is(err, ledger.ErrNumberTaken) {
		t.Errorf("one number was given twice: %v", err)
	}
}

// desks are several programs at one database.
func desks(t *testing.T, n int) []*store.Store {
	t.Helper()
	path := filepath.Join(t.TempDir(), "t.db")
	first, err := store.Create(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	all := make([]*store.Store, n)
	for i := range all {
		if all[i], err = store.Open(context.Background(), path); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = all[i].Close() })
	}
	return all
}

// Whoever is forestalled leaves nothing behind, not even the draft, and is told by
// whom; a second erratum of one approval is forestalled like a second first one.
func TestOfApprovalsAtOnceOneStands(t *testing.T) {
	ctx, all := context.Background(), desks(t, 6)
	for round, version := range []string{"V2.0", "V2.1"} {
		before := int64(round)
		var kept atomic.Int32
		var wg sync.WaitGroup
		for i, s := range all {
			wg.Go(func() {
				who := fmt.Sprintf("审定人%d", i)
				a := ledger.Approval{Job: "j", Period: "2026Q3", Title: "报告", Version: version, Who: who, Approved: "2026-10-21T10:00:00+08:00"}
				draft := &ledger.Review{Job: "j", Stage: "审定稿", Who: who, File: "a.docx", SHA256: who, Body: []byte(who)}
				_, err := s.SaveApproval(ctx, a, before, draft, []ledger.ApprovedFile{{Role: "pdf", Path: "a.pdf", Body: []byte(who)}})
				var told *zhixiao.Problem
				switch {
				case err == nil:
					kept.Add(1)
				case !errors.As(err, &told) || !strings.Contains(err.Error(), "在本次审定办理期间，审定人") || !strings.Contains(err.Error(), version):
					t.Errorf("the forestalled one is told %v", err)
				}
			})
		}
		wg.Wait()
		reviews, err := all[0].Reviews(ctx, "j")
		a, _, err2 := all[0].Approval(ctx, "j")
		if kept.Load() != 1 || len(reviews) != round+1 || a.Version != version || reviews[round].Who != a.Who || a.Review != reviews[round].Seq || err != nil || err2 != nil {
			t.Errorf("%d were kept: %v, drafts %v, %v %v", kept.Load(), a, reviews, err, err2)
		}
	}
}

// Each copy gets a number of its own: who comes too late learns it and takes the next.
func TestCopiesAtOnceHaveTheirOwnNumbers(t *testing.T) {
	ctx, all := context.Background(), desks(t, 6)
	var wg sync.WaitGroup
	for i, s := range all {
		wg.Go(func() {
			for err := ledger.ErrNumberTaken; errors.Is(err, ledger.ErrNumberTaken); {
				serial, wrong := s.NextCopy(ctx, "2026Q3")
				if wrong != nil {
					t.Error(wrong)
					return
				}
				err = s.SaveCopies(ctx, serial, []ledger.Copy{{Number: fmt.Sprintf("FF-R%02d-%04d", i, serial), Period: "2026Q3", File: "a.docx"}}, time.Unix(0, 0))
				if err != nil && !errors.Is(err, ledger.ErrNumberTaken) {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	list, err := all[0].Copies(ctx, "2026Q3")
	if err != nil || len(list) != len(all) {
		t.Fatalf("%d copies, %v", len(list), err)
	}
	for i, c := range list {
		if !strings.HasSuffix(c.Number, fmt.Sprintf("-%04d", i+1)) {
			t.Errorf("copy %d has the number %s", i+1, c.Number)
		}
	}
}

// Databases of earlier versions may hold one version twice; another program may
// not add more.
func TestAVersionIsNotApprovedTwice(t *testing.T) {
	ctx, s := context.Background(), newStore(t)
	draft := &ledger.Review{Job: "j", Stage: "审定稿", Body: []byte("稿")}
	if _, err := s.SaveApproval(ctx, ledger.Approval{Job: "j", Version: "V2.0"}, 0, draft, nil); err != nil {
		t.Fatal(err)
	}
	_, err := s.SaveApproval(ctx, ledger.Approval{Job: "j", Version: "V2.0", Review: 1}, 1, nil, nil)
	if err == nil || !strings.Contains(err.Error(), "已经审定，不能再审定一次") {
		t.Errorf("told %v", err)
	}
}
