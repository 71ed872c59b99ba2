package jpg

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"io"
)

// encode writes img as baseline JFIF of the given quality (92 to 100) with its density in
// dots per inch recorded. Transparent parts become white.
func (e *encoder) encode(w io.Writer, img image.Image, quality, dpi int) error {
	if quality < Quality || quality > 100 {
		return fmt.Errorf("JPG质量%d不在%d至100之内", quality, Quality)
	}
	if dpi < 1 || dpi > 65535 {
		return fmt.Errorf("JPG分辨率%d不在1至65535之内", dpi)
	}
	size := img.Bounds().Size()
	if size.X < 1 || size.Y < 1 || size.X > 65535 || size.Y > 65535 {
		return fmt.Errorf("JPG尺寸%d×%d不在1至65535之内", size.X, size.Y)
	}
	if y, ok := img.(*image.YCbCr); ok && y.SubsampleRatio == image.YCbCrSubsampleRatio444 {
		_, err := w.Write(e.picture(y, quality, dpi))
		return err
	}
	return photograph(w, onPaper(img), quality, dpi)
}

// photograph encodes with the standard library, which is as fast as ours where
// no block is flat, and adds the density.
func photograph(w io.Writer, img image.Image, quality, dpi int) error {
	var buf bytes.Buffer
	if err := jpeg.Encode(&buf, img, &jpeg.Options{Quality: quality}); err != nil {
		return fmt.Errorf("JPG编码：%w", err)
	}
	b := buf.Bytes()
	if len(b) < 4 || b[0] != 0xFF || b[1] != 0xD8 || b[3] == 0xE0 {
		return errors.New("JPG编码：文件头不是预期的形式")
	}
	// image/jpeg writes no APP0; it belongs right after the start marker.
	for _, part := range [][]byte{b[:2], app0(dpi), b[2:]} {
		if _, err := w.Write(part); err != nil {
			return err
		}
	}
	return nil
}

// onPaper lays a picture that may be transparent on white.
func onPaper(img image.Image) image.Image {
	if o, ok := img.(interface{ Opaque() bool }); ok && o.Opaque() {
		return img
	}
	out := image.NewRGBA(img.Bounds())
	draw.Draw(out, out.Rect, image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.Draw(out, out.Rect, img, img.Bounds().Min, draw.Over)
	return out
}

// app0 is the JFIF segment: version 1.02, dots per inch, no thumbnail.
func app0(dpi int) []byte {
	hi, lo := byte(dpi>>8), byte(dpi)
	return []byte{0xFF, 0xE0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 2, 1, hi, lo, hi, lo, 0, 0}
}
