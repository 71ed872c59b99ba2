package pdf

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"math"

	"golang.org/x/image/draw"
	"golang.org/x/image/vector"

	"zhixiao/document/typeset"
)

// Image paints page i, from 0, as it is printed: the same glyphs, rules and
// pictures at the same places, on white paper. dpi is pixels an inch, 20 to 600.
// A page outside the document, and a page of a long list that has been drawn into
// the file already, is an error.
func (l *Layout) Image(ctx context.Context, i int, dpi float64) (*image.RGBA, error) {
	switch {
	case i < 0 || i >= len(l.pages):
		return nil, fmt.Errorf("没有第%d页，共%d页", i+1, len(l.pages))
	case l.pages[i].sealed != nil:
		return nil, fmt.Errorf("第%d页属于长清单，不画成图", i+1)
	case dpi < 20 || dpi > 600:
		return nil, fmt.Errorf("每英寸%v点超出范围20～600", dpi)
	}
	p := l.pages[i]
	paper := frameOf(l.w.look.Page, p.sheet)
	scale := dpi / 72
	b := &brush{scale: scale, img: image.NewRGBA(image.Rect(0, 0, int(math.Round(paper.paperWide*scale)), int(math.Round(paper.paperHigh*scale))))}
	draw.Draw(b.img, b.img.Rect, image.White, image.Point{}, draw.Src)
	for _, pic := range p.pictures {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := b.picture(pic); err != nil {
			return nil, err
		}
	}
	for _, r := range p.rules {
		b.rule(r)
	}
	for _, t := range p.texts {
		if err := b.text(t); err != nil {
			return nil, err
		}
	}
	return b.img, nil
}

// brush paints a page's marks; scale is pixels a point.
type brush struct {
	img   *image.RGBA
	scale float64
	z     vector.Rasterizer
}

func (b *brush) picture(p picture) error {
	img, err := jpeg.Decode(bytes.NewReader(p.pic.JPEG))
	if err != nil {
		return fmt.Errorf("图片无法读取：%w", err)
	}
	at := image.Rect(int(math.Round(p.x*b.scale)), int(math.Round(p.y*b.scale)), int(math.Round((p.x+p.w)*b.scale)), int(math.Round((p.y+p.h)*b.scale)))
	small := reduced(img, at.Dx(), at.Dy())
	draw.BiLinear.Scale(b.img, at, small, small.Bounds(), draw.Src, nil)
	return nil
}

// reduced is a picture with each square of pixels averaged to one, as long as the
// width and height asked for are left: the finer scaling then has a ninth of a
// picture of 300 dpi to weigh. A picture that is not twice as large, or is no
// chart's (4:4:4), is left as it is.
func reduced(img image.Image, wide, high int) image.Image {
	from := img.Bounds()
	k := min(from.Dx()/max(wide, 1), from.Dy()/max(high, 1))
	full, ok := img.(*image.YCbCr)
	if k < 2 || !ok || full.SubsampleRatio != image.YCbCrSubsampleRatio444 {
		return img
	}
	out := image.NewYCbCr(image.Rect(0, 0, from.Dx()/k, from.Dy()/k), image.YCbCrSubsampleRatio444)
	for _, plane := range []struct {
		to, from []byte
		step     int
	}{{out.Y, full.Y, full.YStride}, {out.Cb, full.Cb, full.CStride}, {out.Cr, full.Cr, full.CStride}} {
		average(plane.to, out.Rect.Dx(), out.YStride, plane.from, plane.step, k)
	}
	return out
}

// average fills rows of a plane with the means of k×k samples.
func average(to []byte, wide, toStep int, from []byte, fromStep, k int) {
	sums := make([]int, wide)
	for y := 0; (y+1)*toStep <= len(to); y++ {
		clear(sums)
		for row := y * k; row < (y+1)*k; row++ {
			line := from[row*fromStep:]
			for x := range sums {
				for _, v := range line[x*k : (x+1)*k] {
					sums[x] += int(v)
				}
			}
		}
		for x, sum := range sums {
			to[y*toStep+x] = byte((sum + k*k/2) / (k * k))
		}
	}
}

// rule is a line half a point thick, at least as dark as a line of a third of a
// pixel.
func (b *brush) rule(r rule) {
	half := max(ruleMM*72/25.4*b.scale, 0.6) / 2
	x0, y0, x1, y1 := r.x0*b.scale, r.y0*b.scale, r.x1*b.scale, r.y1*b.scale
	if r.y0 == r.y1 {
		y0, y1 = y0-half, y1+half
	} else {
		x0, x1 = x0-half, x1+half
	}
	b.fill(x0, y0, x1, y1, func(x, y float64) {
		b.z.MoveTo(float32(x0-x), float32(y0-y))
		b.z.LineTo(float32(x1-x), float32(y0-y))
		b.z.LineTo(float32(x1-x), float32(y1-y))
		b.z.LineTo(float32(x0-x), float32(y1-y))
		b.z.ClosePath()
	})
}

// text fills the outlines of a text's glyphs. Bold is a second print to the right,
// as wide as the stroke that the PDF gives it.
func (b *brush) text(t text) error {
	x := t.x
	for _, r := range t.Text {
		shape, err := t.Face.Outline(r)
		if err != nil {
			return err
		}
		b.glyph(shape, x, t.y, t.Size)
		if t.Bold {
			b.glyph(shape, x+0.45, t.y, t.Size)
		}
		x += t.Face.Advance(r)*t.Size + t.Spacing
	}
	return nil
}

func (b *brush) glyph(shape []typeset.Curve, x, y, size float64) {
	if len(shape) == 0 {
		return
	}
	em := size * b.scale
	px, py := x*b.scale, y*b.scale
	left, top, right, bottom := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, c := range shape {
		for _, p := range c.Points() {
			left, right = min(left, px+p[0]*em), max(right, px+p[0]*em)
			top, bottom = min(top, py-p[1]*em), max(bottom, py-p[1]*em)
		}
	}
	b.fill(left, top, right, bottom, func(ox, oy float64) {
		at := func(p [2]float64) (float32, float32) { return float32(px + p[0]*em - ox), float32(py - p[1]*em - oy) }
		for i, c := range shape {
			if c.Start {
				if i > 0 {
					b.z.ClosePath()
				}
				b.z.MoveTo(at(c.To))
				continue
			}
			cx, cy := at(c.Via)
			x, y := at(c.To)
			b.z.QuadTo(cx, cy, x, y)
		}
		b.z.ClosePath()
	})
}

// fill blackens a shape inside a box of pixels; shape draws it less the offset it
// is given.
func (b *brush) fill(left, top, right, bottom float64, shape func(x, y float64)) {
	box := image.Rect(int(math.Floor(left)), int(math.Floor(top)), int(math.Ceil(right))+1, int(math.Ceil(bottom))+1)
	if box.Intersect(b.img.Rect).Empty() {
		return
	}
	b.z.Reset(box.Dx(), box.Dy())
	shape(float64(box.Min.X), float64(box.Min.Y))
	b.z.Draw(b.img, box, image.NewUniform(color.Black), image.Point{})
}
