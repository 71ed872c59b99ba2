package charts

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/jpeg"
	"testing"
)

// photo is a JPEG of 48×32, dark in its top left quarter, with an Exif
// orientation.
func photo(t *testing.T, orientation uint16, order binary.AppendByteOrder) []byte {
	t.Helper()
	img := image.NewGray(image.Rect(0, 0, 48, 32))
	for y := range 32 {
		for x := range 48 {
			if x >= 24 || y >= 16 {
				img.SetGray(x, y, color.Gray{Y: 255})
			}
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	tiff := []byte("MM\x00*")
	if order == binary.AppendByteOrder(binary.LittleEndian) {
		tiff = []byte("II*\x00")
	}
	tiff = order.AppendUint32(tiff, 8)
	tiff = order.AppendUint16(tiff, 1)
	tiff = order.AppendUint16(tiff, 0x0112)
	tiff = order.AppendUint16(tiff, 3)
	tiff = order.AppendUint32(tiff, 1)
	tiff = order.AppendUint16(tiff, orientation)
	tiff = append(tiff, 0, 0, 0, 0, 0, 0)
	segment := append([]byte("Exif\x00\x00"), tiff...)
	head := binary.BigEndian.AppendUint16([]byte{0xff, 0xd8, 0xff, 0xe1}, uint16(len(segment)+2))
	return append(append(head, segment...), b.Bytes()[2:]...)
}

func TestPhotographsStandUpright(t *testing.T) {
	for _, tc := range []struct {
		orientation uint16
		wide        bool
		dark        image.Point // corner of the dark quarter: 0 or 1 of width and height
	}{
		{1, true, image.Pt(0, 0)}, {2, true, image.Pt(1, 0)}, {3, true, image.Pt(1, 1)}, {4, true, image.Pt(0, 1)},
		{5, false, image.Pt(0, 0)}, {6, false, image.Pt(1, 0)}, {7, false, image.Pt(1, 1)}, {8, false, image.Pt(0, 1)},
		{0, true, image.Pt(0, 0)}, {9, true, image.Pt(0, 0)},
	} {
		for _, order := range []binary.AppendByteOrder{binary.BigEndian, binary.LittleEndian} {
			data := photo(t, tc.orientation, order)
			img, _, err := image.Decode(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			got := turned(img, data)
			size := got.Bounds().Size()
			if (size.X > size.Y) != tc.wide {
				t.Errorf("orientation %d: %v", tc.orientation, size)
			}
			at := image.Pt(4+tc.dark.X*(size.X-9), 4+tc.dark.Y*(size.Y-9))
			if y := color.GrayModel.Convert(got.At(at.X, at.Y)).(color.Gray).Y; y > 100 {
				t.Errorf("orientation %d: %v is light", tc.orientation, at)
			}
		}
	}
}

func FuzzOrientation(f *testing.F) {
	f.Add([]byte{0xff, 0xd8, 0xff, 0xe1, 0, 14, 'E', 'x', 'i', 'f', 0, 0, 'I', 'I', '*', 0})
	f.Add([]byte{0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff})
	f.Fuzz(func(_ *testing.T, data []byte) { orientation(data) })
}
