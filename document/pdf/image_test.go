package pdf_test

import (
	"context"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"golang.org/x/image/draw"
)

// brightness is a picture's brightness in blocks of four pixels.
func brightness(img image.Image, wide, high int) []uint8 {
	small := image.NewGray(image.Rect(0, 0, wide, high))
	draw.BiLinear.Scale(small, small.Bounds(), img, img.Bounds(), draw.Src, nil)
	return small.Pix
}

// TestImageIsThePrintedPage compares each page's picture with what another program
// makes of the PDF.
func TestImageIsThePrintedPage(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: every page is painted twice")
	}
	need(t, "pdftoppm")
	w, d := writer(t), kitchenSink()
	path := keep(t, print(t, w, d))
	layout, err := w.Layout(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if out, err := exec.Command("pdftoppm", "-r", "72", "-png", path, filepath.Join(dir, "p")).CombinedOutput(); err != nil {
		t.Fatalf("pdftoppm: %v\n%s", err, out)
	}
	pages, err := filepath.Glob(filepath.Join(dir, "p-*.png"))
	if err != nil || len(pages) != layout.Pages() {
		t.Fatalf("%d pages, want %d: %v", len(pages), layout.Pages(), err)
	}
	for i, path := range pages {
		got, err := layout.Image(context.Background(), i, 72)
		if err != nil {
			t.Fatal(err)
		}
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		want, err := png.Decode(f)
		_ = f.Close()
		if err != nil {
			t.Fatal(err)
		}
		if a, b := got.Bounds().Size(), want.Bounds().Size(); max(a.X-b.X, b.X-a.X) > 1 || max(a.Y-b.Y, b.Y-a.Y) > 1 {
			t.Errorf("page %d: %v, want %v", i+1, a, b)
			continue
		}
		wide, high := want.Bounds().Dx()/4, want.Bounds().Dy()/4
		x, y := brightness(got, wide, high), brightness(want, wide, high)
		far, ink := 0, 0
		for n := range x {
			if y[n] < 250 {
				ink++
			}
			if d := int(x[n]) - int(y[n]); d > 48 || d < -48 {
				far++
			}
		}
		if ink == 0 || far*20 > ink {
			t.Errorf("page %d: %d of %d inked blocks look otherwise", i+1, far, ink)
		}
		if dir := os.Getenv("ZHIXIAO_PDF_SAMPLES"); dir != "" {
			out, err := os.Create(filepath.Join(dir, "page-"+strconv.Itoa(i+1)+".png"))
			if err == nil {
				_ = png.Encode(out, got)
				_ = out.Close()
			}
		}
	}
}

func TestImageRefusesWhatIsNoPage(t *testing.T) {
	layout, err := writer(t).Layout(context.Background(), kitchenSink())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		page int
		dpi  float64
	}{{-1, 72}, {layout.Pages(), 72}, {0, 5}, {0, 5000}} {
		if _, err := layout.Image(context.Background(), c.page, c.dpi); err == nil {
			t.Errorf("page %d at %v dpi was painted", c.page, c.dpi)
		}
	}
}
