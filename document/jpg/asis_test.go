package jpg_test

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/jpeg"
	"testing"

	"zhixiao/document"
	"zhixiao/document/jpg"
)

// drawn counts what a gallery had drawn.
type drawn struct{ times int }

func (d *drawn) Draw(_ context.Context, _ document.Graphic) (image.Image, error) {
	d.times++
	return image.NewRGBA(image.Rect(0, 0, 20, 10)), nil
}

func TestPicturesOfReviewedFilesAreKeptUnlessTheyCarryMore(t *testing.T) {
	var plain bytes.Buffer
	img := image.NewRGBA(image.Rect(0, 0, 20, 10))
	img.Set(3, 3, color.RGBA{200, 0, 0, 255})
	if err := jpeg.Encode(&plain, img, nil); err != nil {
		t.Fatal(err)
	}
	segment := func(kind byte) []byte {
		head := append([]byte{0xFF, 0xD8, 0xFF, kind, 0, 6}, "GPS!"...)
		return append(head, plain.Bytes()[2:]...)
	}
	for _, tt := range []struct {
		name string
		data []byte
		kept bool
	}{
		{"plain", plain.Bytes(), true}, {"with EXIF", segment(0xE1), false}, {"with a comment", segment(0xFE), false},
		{"with a tail", append(bytes.Clone(plain.Bytes()), "more"...), false}, {"cut off", plain.Bytes()[:30], false}, {"empty", nil, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := &drawn{}
			p, err := jpg.NewGallery(d).Picture(context.Background(), document.Image{Name: "a.jpg", Data: tt.data})
			if err != nil {
				t.Fatal(err)
			}
			if kept := d.times == 0; kept != tt.kept || kept && !bytes.Equal(p.JPEG, tt.data) {
				t.Errorf("kept %t, want %t", kept, tt.kept)
			}
		})
	}
}
