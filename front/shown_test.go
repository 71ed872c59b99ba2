package front_test

import (
	"context"
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/front"
)

// painted is a layout of three pages that counts how many were painted.
type painted struct{ pages int }

func (p *painted) Pages() int                      { return 3 }
func (p *painted) Front() int                      { return 1 }
func (p *painted) Pagination() document.Pagination { return document.Pagination{} }
func (p *painted) Image(context.Context, int, float64) (*image.RGBA, error) {
	p.pages++
	return image.NewRGBA(image.Rect(0, 0, 4, 4)), nil
}

// TestPagesAreKeptUntilTheirPDFChanges paints the pages of a PDF once; again when a
// picture is gone, when what is told of the report changed, or the PDF is another.
func TestPagesAreKeptUntilTheirPDFChanges(t *testing.T) {
	root, sum := t.TempDir(), strings.Repeat("a", 64)
	d := &document.Document{Job: "quarter-general-110000-2026Q3", Kind: "quarter-general", Title: "季度总报告",
		Unit: zhixiao.Unit{Code: zhixiao.CityCode, Kind: zhixiao.City}}
	keep := func(what, sum string, want int) {
		t.Helper()
		var p painted
		if err := front.Keep(context.Background(), root, d, &p, sum); err != nil {
			t.Fatal(err)
		}
		if p.pages != want {
			t.Errorf("%s: %d pages were painted, want %d", what, p.pages, want)
		}
	}
	keep("at first", sum, 2)
	keep("the same PDF", sum, 0)
	found, err := filepath.Glob(filepath.Join(root, front.PagesFolder, "*.png"))
	if err != nil || len(found) != 2 {
		t.Fatalf("pictures %v, %v", found, err)
	}
	if err := os.Remove(found[0]); err != nil {
		t.Fatal(err)
	}
	keep("a picture gone", sum, 2)
	d.Title = "季度总报告（修订）"
	keep("another title", sum, 2)
	keep("another PDF", strings.Repeat("b", 64), 2)
	if found, _ = filepath.Glob(filepath.Join(root, front.PagesFolder, "*")); len(found) != 3 {
		t.Errorf("%v is there, want two pictures and what is told", found)
	}
}
