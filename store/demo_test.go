package store_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"zhixiao/store"
	"zhixiao/store/ledger"
	"zhixiao/templates"
)

func TestDemoKnowsWhetherSomebodyHasWorkedInIt(t *testing.T) {
	ctx := context.Background()
	s, _ := handMade(t)
	if err := s.MarkDemo(ctx); err != nil {
		t.Fatal(err)
	}
	if _, sealed, err := s.DemoTouched(ctx); err != nil || sealed {
		t.Errorf("before the seal: %v, %v", sealed, err)
	}
	if err := s.SealDemo(ctx); err != nil {
		t.Fatal(err)
	}
	set, err := templates.Open("")
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.Freeze(ctx, quarter, set.Indicators, set.Units, quarter.End()); err != nil {
		t.Fatal(err)
	}
	if err := s.SaveGenerated(ctx, "job", "origin", []byte("[]")); err != nil {
		t.Fatal(err)
	}
	touched := func(want ...string) {
		t.Helper()
		got, sealed, err := s.DemoTouched(ctx)
		if err != nil || !sealed || !slices.Equal(got, want) {
			t.Errorf("touched %v, %v, %v; want %v", got, sealed, err, want)
		}
	}
	touched() // freezing and building are no work of anybody's
	if _, err := s.SaveReview(ctx, ledger.Review{Job: "job", Who: "张三", Stage: "审核稿", File: "x.docx", SHA256: "0", Body: []byte("x")}, time.Unix(0, 0)); err != nil {
		t.Fatal(err)
	}
	touched("review")
	path := filepath.Join(t.TempDir(), "consult.csv")
	if err := os.WriteFile(path, []byte("region,dept,date,due,ontime\n110101,F01,2026-09-30,1,0\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Import(ctx, path, store.Intake{Units: set.Units, Now: time.Date(2026, 10, 8, 0, 0, 0, 0, time.UTC)}); err != nil {
		t.Fatal(err)
	}
	if got, _, err := s.DemoTouched(ctx); err != nil || !slices.Contains(got, "consult") || !slices.Contains(got, "review") {
		t.Errorf("after an import: %v, %v", got, err)
	}
}
