package pdf

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/jpeg"
	"strings"
	"testing"

	"zhixiao/document"
	"zhixiao/document/typeset"
)

func TestFontTables(t *testing.T) {
	e := typeset.Embedding{Runes: []rune{'A', 'B', 'a', '一', '丁', '！'}, Glyphs: []uint16{1, 2, 3, 4, 5, 6}, Widths: []int{600, 610, 500, 1000, 1000, 990}}
	if got, want := widths(e), "65 [600 610] 97 [500] 65281 [990]"; got != want {
		t.Errorf("widths %s, want %s", got, want)
	}
	m := glyphMap(e)
	for i, r := range e.Runes {
		if got := binary.BigEndian.Uint16(m[2*r:]); got != e.Glyphs[i] {
			t.Errorf("%c: glyph %d, want %d", r, got, e.Glyphs[i])
		}
	}
	if len(m) != 2*0xFF01+2 {
		t.Errorf("map of %d bytes", len(m))
	}
	if got, want := string(unicodeMap(e)), "3 beginbfrange\n<0000> <00FF> <0000>\n<4E00> <4EFF> <4E00>\n<FF00> <FFFF> <FF00>\nendbfrange"; !strings.Contains(got, want) {
		t.Errorf("map to Unicode:\n%s", got)
	}
	if widths(typeset.Embedding{}) != "" || len(glyphMap(typeset.Embedding{})) != 2 {
		t.Error("a font without characters")
	}
}

func TestPlaceholdersHaveThePicturesSizeAndColours(t *testing.T) {
	box := image.Rect(0, 0, 300, 20)
	for _, img := range []image.Image{image.NewGray(box), image.NewRGBA(box)} {
		var data bytes.Buffer
		if err := jpeg.Encode(&data, img, nil); err != nil {
			t.Fatal(err)
		}
		want, err := jpeg.DecodeConfig(bytes.NewReader(data.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		got, err := jpeg.DecodeConfig(bytes.NewReader(placeholder(&document.Picture{JPEG: data.Bytes(), Width: 300, Height: 20}, 7)))
		if err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("got %v, %v, want %v", got, err, want)
		}
	}
}
