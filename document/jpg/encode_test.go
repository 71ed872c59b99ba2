package jpg

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"testing"
)

// pattern is a picture of flat parts, edges and colour, of any size.
func pattern(w, h int) *image.YCbCr {
	img := image.NewYCbCr(image.Rect(0, 0, w, h), image.YCbCrSubsampleRatio444)
	for y := range h {
		for x := range w {
			c := color.RGBA{255, 255, 255, 255}
			switch {
			case x > w/4 && x < w/2 && y > h/3:
				c = color.RGBA{31, 63, 102, 255}
			case (x+y)%17 < 3 && x > w/2:
				c = color.RGBA{uint8(x * 3), uint8(y * 5), 90, 255}
			}
			o := y*img.YStride + x
			img.Y[o], img.Cb[o], img.Cr[o] = color.RGBToYCbCr(c.R, c.G, c.B)
		}
	}
	return img
}

func TestEncodeIsReadBack(t *testing.T) {
	for _, size := range []image.Point{{1, 1}, {7, 9}, {8, 8}, {64, 40}, {333, 215}} {
		img := pattern(size.X, size.Y)
		var buf bytes.Buffer
		if err := new(encoder).encode(&buf, img, Quality, DPI); err != nil {
			t.Fatal(err)
		}
		got, err := jpeg.Decode(&buf)
		if err != nil {
			t.Fatalf("%v: %v", size, err)
		}
		back, ok := got.(*image.YCbCr)
		if !ok || back.Rect.Size() != size {
			t.Fatalf("%v: got %T of %v", size, got, got.Bounds())
		}
		if e := meanSquare(img, back); e > 12 {
			t.Errorf("%v: mean square error %.1f, want at most 12", size, e)
		}
	}
}

func meanSquare(a, b *image.YCbCr) float64 {
	sum := 0.0
	for y := range a.Rect.Dy() {
		for x := range a.Rect.Dx() {
			d := float64(a.Y[a.YOffset(x, y)]) - float64(b.Y[b.YOffset(x, y)])
			sum += d * d
		}
	}
	return sum / float64(a.Rect.Dx()*a.Rect.Dy())
}

func TestFlatBlocksAreExact(t *testing.T) {
	for v := range 256 {
		img := image.NewYCbCr(image.Rect(0, 0, 16, 16), image.YCbCrSubsampleRatio444)
		for i := range img.Y {
			img.Y[i], img.Cb[i], img.Cr[i] = uint8(v), 128, 128
		}
		var buf bytes.Buffer
		if err := new(encoder).encode(&buf, img, Quality, DPI); err != nil {
			t.Fatal(err)
		}
		got, err := jpeg.Decode(&buf)
		if err != nil {
			t.Fatal(err)
		}
		if y := int(got.(*image.YCbCr).Y[0]); y < v-1 || y > v+1 {
			t.Errorf("grey %d came back as %d", v, y)
		}
	}
}

func TestDensityIsRecorded(t *testing.T) {
	for name, img := range map[string]image.Image{"chart": pattern(20, 20), "photograph": image.NewRGBA(image.Rect(0, 0, 20, 20))} {
		var buf bytes.Buffer
		if err := new(encoder).encode(&buf, img, Quality, 300); err != nil {
			t.Fatal(err)
		}
		want := []byte{0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 2, 1, 1, 44, 1, 44, 0, 0}
		if got := buf.Bytes()[:len(want)]; !bytes.Equal(got, want) {
			t.Errorf("%s: head % x, want % x", name, got, want)
		}
		if bytes.Count(buf.Bytes(), []byte("JFIF")) != 1 {
			t.Errorf("%s: more than one JFIF segment", name)
		}
	}
}

func TestEncodeRefuses(t *testing.T) {
	ok := pattern(8, 8)
	for _, tt := range []struct {
		name         string
		img          image.Image
		quality, dpi int
	}{
		{"poor quality", ok, 91, 300},
		{"quality above 100", ok, 101, 300},
		{"no density", ok, 92, 0},
		{"empty", image.NewGray(image.Rectangle{}), 92, 300},
	} {
		if err := new(encoder).encode(&bytes.Buffer{}, tt.img, tt.quality, tt.dpi); err == nil {
			t.Errorf("%s: no error", tt.name)
		}
	}
}

func TestTransparencyIsPaper(t *testing.T) {
	var buf bytes.Buffer
	if err := new(encoder).encode(&buf, image.NewNRGBA(image.Rect(0, 0, 16, 16)), Quality, DPI); err != nil {
		t.Fatal(err)
	}
	img, err := jpeg.Decode(&buf)
	if err != nil {
		t.Fatal(err)
	}
	if r, _, _, _ := img.At(3, 3).RGBA(); r < 0xF000 {
		t.Errorf("transparent pixel is %x, want white", r)
	}
}

func TestCodebookStaysWithinSixteenBits(t *testing.T) {
	var counts [257]int
	a, b := 1, 1
	for i := range 40 { // Fibonacci counts make the deepest tree
		counts[i] = a
		a, b = b, a+b
	}
	book := newCodebook(counts)
	total := 0
	for n, k := range book.lengths {
		total += k << (16 - n)
	}
	if len(book.symbols) != 40 || total >= 1<<16 {
		t.Errorf("%d symbols, code space %d of %d used", len(book.symbols), total, 1<<16)
	}
}
