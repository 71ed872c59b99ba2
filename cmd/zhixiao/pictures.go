package main

import (
	"bytes"
	"context"
	"image/color"
	"image/jpeg"

	"zhixiao/document"
)

// kept prints the pictures of a reviewed file as they are: encoding them again
// would lose a little each time. Only what is no plain JPEG, or carries more
// than a picture (EXIF, comments), is encoded anew.
type kept struct{ document.Pictures }

// widest is what 300 dpi need on a page, twice over: what is larger is shrunk.
const widest = 3600

// Picture is the picture of a graphic.
func (k kept) Picture(ctx context.Context, g document.Graphic) (*document.Picture, error) {
	if image, ok := g.(document.Image); ok && bareJPEG(image.Data) {
		if c, err := jpeg.DecodeConfig(bytes.NewReader(image.Data)); err == nil && c.ColorModel == color.YCbCrModel && c.Width <= widest {
			return &document.Picture{JPEG: image.Data, Width: c.Width, Height: c.Height, SHA256: sumOf(image.Data)}, nil
		}
	}
	return k.Pictures.Picture(ctx, g)
}

// bareJPEG reports whether data is a JPEG without application segments but the
// first (JFIF) and without comments.
func bareJPEG(data []byte) bool {
	if len(data) < 4 || data[0] != 0xFF || data[1] != 0xD8 {
		return false
	}
	for at := 2; at+4 <= len(data); {
		if data[at] != 0xFF {
			return false
		}
		kind := data[at+1]
		if kind == 0xDA { // start of scan: the rest is the picture
			return true
		}
		if kind >= 0xE1 && kind <= 0xEF || kind == 0xFE {
			return false
		}
		at += 2 + int(data[at+2])<<8 + int(data[at+3])
	}
	return false
}
