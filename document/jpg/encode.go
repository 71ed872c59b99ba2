package jpg

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"io"
)

// Encode writes img as baseline JFIF of the given quality (92 to 100) with its
// density in dots per inch recorded.
func Encode(w io.Writer, img image.Image, quality, dpi int) error {
	if quality < Quality || quality > 100 {
		return fmt.Errorf("JPG质量%d不在%d至100之内", quality, Quality)
	}
	if dpi < 1 || dpi > 65535 {
		return fmt.Errorf("JPG分辨率%d不在1至65535之内", dpi)
	}
	var buf bytes.Buffer
	if err := jpeg.Encode(&buf, img, &jpeg.Options{Quality: quality}); err != nil {
		return fmt.Errorf("JPG编码：%w", err)
	}
	b := buf.Bytes()
	// image/jpeg writes no APP0; it belongs right after the start marker.
	for _, part := range [][]byte{b[:2], app0(dpi), b[2:]} {
		if _, err := w.Write(part); err != nil {
			return err
		}
	}
	return nil
}

// app0 is the JFIF segment: version 1.02, dots per inch, no thumbnail.
func app0(dpi int) []byte {
	hi, lo := byte(dpi>>8), byte(dpi)
	return []byte{0xFF, 0xE0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 2, 1, hi, lo, hi, lo, 0, 0}
}
