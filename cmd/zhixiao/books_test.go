//go:build long

package main

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zhixiao/document"
	"zhixiao/document/proof"
	"zhixiao/document/textdump"
	"zhixiao/fixtures/demo"
	"zhixiao/generators/book"
	"zhixiao/output/press"
	"zhixiao/output/program"
)

var booksDB = flag.String("books.db", "", "read the books from this demo database, made with --until 2027-05, instead of making two")

// TestBooks makes the interim and the final report of the demo year: every chapter
// within 15 % of its budget, 25 to 40 figures, 20 to 30 tables, no number without
// a source. The interim report is kept as text in docs/samples.
func TestBooks(t *testing.T) {
	for _, book := range []struct {
		period, kind, until string
		scale               float64
		budgets             []int // docs/domain/reports.md §8
		golden              string
	}{
		{"2026-interim", "interim", "2026-10", 1, []int{800, 2000, 3500, 4500, 3500, 2200, 1500, 2000, 500}, "interim.txt"},
		{"2027-final", "final", "2027-05", 0.15, []int{1000, 1800, 3300, 4200, 3200, 2100, 1700, 2100, 1400}, ""},
	} {
		t.Run(book.kind, func(t *testing.T) {
			l := bookLine(t, book.period, book.until, book.scale)
			d, err := generate(l, book.kind, "110000")
			if err != nil {
				t.Fatal(err)
			}
			if err := document.Check(d); err != nil {
				t.Error(err)
			}
			withinBudgets(t, d, book.budgets)
			countShown(t, d)
			for _, f := range proof.Read([]*document.Document{d}, l.ProofWords()) {
				if f.Level == proof.Block {
					t.Errorf("%s %s %s", f.Block, f.Rule, f.Text)
				}
			}
			if book.golden != "" && *booksDB == "" {
				sameAsSample(t, d, book.golden)
			}
		})
	}
}

func withinBudgets(t *testing.T, d *document.Document, budgets []int) {
	t.Helper()
	got := book.ChapterWords(d)
	if len(got) != len(budgets) {
		t.Fatalf("%d chapters with the summary, want %d", len(got), len(budgets))
	}
	for i, want := range budgets {
		if got[i]*100 < want*85 || got[i]*100 > want*115 {
			t.Errorf("chapter %d has %d characters, want %d within 15%%", i, got[i], want)
		}
	}
}

func countShown(t *testing.T, d *document.Document) {
	t.Helper()
	figures, tables := 0, 0
	d.Blocks(func(b document.Block) {
		switch b.(type) {
		case document.Figure:
			figures++
		case document.Table:
			tables++
		}
	})
	if figures < 25 || figures > 40 || tables < 20 || tables > 30 {
		t.Errorf("%d figures and %d tables, want 25–40 and 20–30", figures, tables)
	}
}

// sameAsSample compares a document's text with docs/samples, or writes it with
// -update.
func sameAsSample(t *testing.T, d *document.Document, file string) {
	t.Helper()
	var got bytes.Buffer
	if err := (textdump.Writer{}).Write(context.Background(), &got, d); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("..", "..", "docs", "samples", file)
	if *update {
		if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Errorf("%s differs; run go test -tags long ./cmd/zhixiao -run Books -update and read it:\n%s", file, diff)
	}
}

// bookLine is an open line on a demo database that reaches until.
func bookLine(t *testing.T, period, until string, scale float64) *press.Edition {
	t.Helper()
	at := &press.Project{Database: *booksDB, Output: t.TempDir(), Program: program.Program()}
	if at.Database == "" {
		at.Database = filepath.Join(at.Output, "demo.sqlite")
		opts, err := demo.Wish{Seed: 1, Scale: scale, Until: until}.Options()
		if err != nil {
			t.Fatal(err)
		}
		if err := demo.Fill(context.Background(), at, at.Database, opts); err != nil {
			t.Fatal(err)
		}
	}
	l, err := at.Open(context.Background(), mustPeriod(t, period))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return l
}
