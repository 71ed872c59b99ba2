package jpg

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"image/color"
	"image/jpeg"

	"zhixiao/document"
)

// widest is what 300 dpi need on a page, twice over: what is larger is shrunk.
const widest = 3600

// asIs is a picture of a reviewed file as it is: encoding it again would lose a
// little each time. It is nil for what is no plain JPEG, and for one that carries
// more than a picture (EXIF, comments).
func asIs(g document.Graphic) *document.Picture {
	image, ok := g.(document.Image)
	if !ok || !bare(image.Data) {
		return nil
	}
	c, err := jpeg.DecodeConfig(bytes.NewReader(image.Data))
	if err != nil || c.ColorModel != color.YCbCrModel || c.Width > widest {
		return nil
	}
	sum := sha256.Sum256(image.Data)
	return &document.Picture{JPEG: image.Data, Width: c.Width, Height: c.Height, SHA256: hex.EncodeToString(sum[:])}
}

// bare reports whether data is a JPEG without application segments but the first
// (JFIF) and without comments, from its first byte to its last.
func bare(data []byte) bool {
	if !bytes.HasPrefix(data, []byte{0xFF, 0xD8}) || !bytes.HasSuffix(data, []byte{0xFF, 0xD9}) {
		return false
	}
	for at := 2; at+4 <= len(data) && data[at] == 0xFF; {
		switch kind := data[at+1]; {
		case kind == 0xDA: // start of scan: the rest is the picture
			return true
		case kind >= 0xE1 && kind <= 0xEF, kind == 0xFE:
			return false
		}
		at += 2 + int(data[at+2])<<8 + int(data[at+3])
	}
	return false
}
