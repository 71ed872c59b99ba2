package zhixiao

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	_ "image/jpeg" // pictures from outside are JPEG
	_ "image/png"  // or PNG
)

// maxPixels bounds a picture from outside: 40 megapixels, of which each may take
// eight bytes when it is opened. A file of a few kilobytes can claim more than any
// machine holds.
const maxPixels = 40 << 20

// ErrTooManyPixels says that a picture is larger than the program opens.
var ErrTooManyPixels = errors.New("图像过大")

// PictureSize is the width and height in pixels of a JPEG or PNG picture from
// outside, read from its head alone: everything that opens pictures asks it first.
// What is no such picture is an error, and one of more than 40 megapixels an
// ErrTooManyPixels.
func PictureSize(data []byte) (width, height int, err error) {
	head, _, err := image.DecodeConfig(bytes.NewReader(data))
	switch {
	case err != nil || head.Width < 1 || head.Height < 1:
		return 0, 0, errors.New("不是JPG或PNG图像，或文件头已损坏")
	case head.Width > maxPixels/head.Height:
		return 0, 0, fmt.Errorf("%w（%d×%d像素，上限%d万像素）", ErrTooManyPixels, head.Width, head.Height, maxPixels/10000)
	}
	return head.Width, head.Height, nil
}
