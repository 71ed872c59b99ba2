package store_test

import (
	"bytes"
	"context"
	"path/filepath"
	"testing"
	"time"

	"zhixiao/store"
	"zhixiao/store/ledger"
)

func TestReviewsAreKeptInOrder(t *testing.T) {
	ctx := context.Background()
	s, err := store.Create(ctx, filepath.Join(t.TempDir(), "a.sqlite"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	at := time.Date(2026, 10, 9, 10, 0, 0, 0, time.UTC)
	for i, job := range []string{"一", "二", "一"} {
		seq, err := s.SaveReview(ctx, ledger.Review{Job: job, Stage: "编辑稿", Who: "甲", SHA256: "x", Body: []byte{byte(i)}}, at)
		if err != nil || seq != int64(i+1) {
			t.Fatalf("got %d, %v", seq, err)
		}
	}
	for job, want := range map[string]int{"一": 2, "二": 1, "三": 0, "": 3} {
		list, err := s.Reviews(ctx, job)
		if err != nil || len(list) != want {
			t.Errorf("%q: got %d, %v; want %d", job, len(list), err, want)
		}
	}
	r, ok, err := s.Review(ctx, 3)
	if err != nil || !ok || r.Job != "一" || !bytes.Equal(r.Body, []byte{2}) || r.Taken != "2026-10-09T10:00:00Z" {
		t.Errorf("got %+v, %v, %v", r, ok, err)
	}
	if _, ok, err := s.Review(ctx, 9); ok || err != nil {
		t.Errorf("got %v, %v", ok, err)
	}
}

func TestGeneratedIsByJobAndOrigin(t *testing.T) {
	ctx := context.Background()
	s, err := store.Create(ctx, filepath.Join(t.TempDir(), "a.sqlite"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	for _, text := range []string{"[1]", "[2]"} {
		if err := s.SaveGenerated(ctx, "一", "快照1", []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if got, ok, err := s.Generated(ctx, "一", "快照1"); string(got) != "[2]" || !ok || err != nil {
		t.Errorf("got %s, %v, %v", got, ok, err)
	}
	if _, ok, err := s.Generated(ctx, "一", "快照2"); ok || err != nil {
		t.Errorf("got %v, %v", ok, err)
	}
}
