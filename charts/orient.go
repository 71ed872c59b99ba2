package charts

import (
	"bytes"
	"encoding/binary"
	"image"
)

// turned turns a photograph the way its camera says it was held (Exif 2.3 tag
// 0x0112): a telephone stores the sensor's rows and leaves the turning to the
// viewer, and a printed page has no viewer.
func turned(img image.Image, data []byte) image.Image {
	turn, ok := map[uint16]func(x, y, w, h int) (int, int){
		2: func(x, y, w, h int) (int, int) { return w - 1 - x, y },
		3: func(x, y, w, h int) (int, int) { return w - 1 - x, h - 1 - y },
		4: func(x, y, w, h int) (int, int) { return x, h - 1 - y },
		5: func(x, y, w, h int) (int, int) { return y, x },
		6: func(x, y, w, h int) (int, int) { return h - 1 - y, x },
		7: func(x, y, w, h int) (int, int) { return h - 1 - y, w - 1 - x },
		8: func(x, y, w, h int) (int, int) { return y, w - 1 - x },
	}[orientation(data)]
	if !ok {
		return img
	}
	from := img.Bounds()
	w, h := from.Dx(), from.Dy()
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	if orientation(data) >= 5 {
		out = image.NewRGBA(image.Rect(0, 0, h, w))
	}
	for y := range h {
		for x := range w {
			tx, ty := turn(x, y, w, h)
			out.Set(tx, ty, img.At(from.Min.X+x, from.Min.Y+y))
		}
	}
	return out
}

// orientation is the tag's value, 1–8; 0 when the file has none or is not to be
// understood, which is no fault of a picture.
func orientation(data []byte) uint16 {
	if !bytes.HasPrefix(data, []byte{0xff, 0xd8}) {
		return 0
	}
	for at := 2; at+4 <= len(data) && data[at] == 0xff; {
		size := int(binary.BigEndian.Uint16(data[at+2:]))
		if data[at+1] == 0xda || size < 2 || at+2+size > len(data) {
			return 0
		}
		segment := data[at+4 : at+2+size]
		if data[at+1] == 0xe1 && bytes.HasPrefix(segment, []byte("Exif\x00\x00")) {
			return tiffOrientation(segment[6:])
		}
		at += 2 + size
	}
	return 0
}

// tiffOrientation looks through the first directory of a TIFF header.
func tiffOrientation(tiff []byte) uint16 {
	if len(tiff) < 8 {
		return 0
	}
	var order binary.ByteOrder = binary.BigEndian
	if tiff[0] == 'I' {
		order = binary.LittleEndian
	}
	const entrySize, tag = 12, 0x0112
	at := uint64(order.Uint32(tiff[4:]))
	if at+2 > uint64(len(tiff)) {
		return 0
	}
	n := uint64(order.Uint16(tiff[at:]))
	for e := at + 2; n > 0 && e+entrySize <= uint64(len(tiff)); e, n = e+entrySize, n-1 {
		if order.Uint16(tiff[e:]) == tag {
			return order.Uint16(tiff[e+8:])
		}
	}
	return 0
}
