package charts

import (
	"image"
	"image/draw"
	"math"

	"golang.org/x/image/vector"
)

// blend lays ink through a coverage mask of the given stride that covers at.
func (c *canvas) blend(mask []uint8, stride int, at image.Rectangle, ink ycc) {
	clip := at.Intersect(c.img.Rect)
	for y := clip.Min.Y; y < clip.Max.Y; y++ {
		row := mask[(y-at.Min.Y)*stride+clip.Min.X-at.Min.X:][:clip.Dx()]
		o := y*c.img.YStride + clip.Min.X
		for i, a := range row {
			if a != 0 {
				c.dab(o+i, uint32(a), ink)
			}
		}
	}
}

// dab mixes ink into pixel o; a of 255 covers it.
func (c *canvas) dab(o int, a uint32, ink ycc) {
	if a == 255 {
		c.img.Y[o], c.img.Cb[o], c.img.Cr[o] = ink.y, ink.cb, ink.cr
		return
	}
	c.img.Y[o] = mix(c.img.Y[o], ink.y, a)
	c.img.Cb[o] = mix(c.img.Cb[o], ink.cb, a)
	c.img.Cr[o] = mix(c.img.Cr[o], ink.cr, a)
}

func mix(under, over uint8, a uint32) uint8 {
	return uint8((uint32(under)*(255-a) + uint32(over)*a + 127) / 255)
}

// block fills an upright rectangle.
func (c *canvas) block(r image.Rectangle, ink ycc) {
	r = r.Intersect(c.img.Rect)
	if r.Empty() || !ink.on {
		return
	}
	for y := r.Min.Y; y < r.Max.Y; y++ {
		o := y*c.img.YStride + r.Min.X
		wash(c.img.Y[o:o+r.Dx()], ink.y)
		wash(c.img.Cb[o:o+r.Dx()], ink.cb)
		wash(c.img.Cr[o:o+r.Dx()], ink.cr)
	}
}

func (c *canvas) fillPaths() {
	if !c.fill.on || len(c.paths) == 0 {
		return
	}
	if len(c.paths) == 1 {
		if r, ok := upright(c.paths[0].pts); ok {
			c.block(r, c.fill)
			return
		}
	}
	c.fillShape()
}

// upright recognises the rectangle of whole pixels that a bar is.
func upright(p []vec) (image.Rectangle, bool) {
	if len(p) == 5 && p[4] == p[0] {
		p = p[:4]
	}
	if len(p) != 4 {
		return image.Rectangle{}, false
	}
	a := p[0].x == p[1].x && p[1].y == p[2].y && p[2].x == p[3].x && p[3].y == p[0].y
	b := p[0].y == p[1].y && p[1].x == p[2].x && p[2].y == p[3].y && p[3].x == p[0].x
	if !a && !b {
		return image.Rectangle{}, false
	}
	return image.Rect(int(p[0].x), int(p[0].y), int(p[2].x), int(p[2].y)), true
}

// fillShape fills every path of the shape anti-aliased, non-zero winding.
func (c *canvas) fillShape() {
	box := image.Rectangle{}
	for _, p := range c.paths {
		for _, v := range p.pts {
			box = box.Union(image.Rect(int(math.Floor(v.x)), int(math.Floor(v.y)), int(math.Ceil(v.x))+1, int(math.Ceil(v.y))+1))
		}
	}
	box = box.Intersect(c.img.Rect)
	if box.Empty() {
		return
	}
	if c.z == nil {
		c.z = vector.NewRasterizer(box.Dx(), box.Dy())
	} else {
		c.z.Reset(box.Dx(), box.Dy())
	}
	for _, p := range c.paths {
		for i, v := range p.pts {
			x, y := float32(v.x-float64(box.Min.X)), float32(v.y-float64(box.Min.Y))
			if i == 0 {
				c.z.MoveTo(x, y)
			} else {
				c.z.LineTo(x, y)
			}
		}
		c.z.ClosePath()
	}
	n := box.Dx() * box.Dy()
	if cap(c.mask) < n {
		c.mask = make([]uint8, n)
	}
	mask := &image.Alpha{Pix: c.mask[:n], Stride: box.Dx(), Rect: image.Rect(0, 0, box.Dx(), box.Dy())}
	c.z.DrawOp = draw.Src
	c.z.Draw(mask, mask.Rect, image.Opaque, image.Point{})
	c.blend(mask.Pix, mask.Stride, box, c.fill)
}

func (c *canvas) strokePaths() {
	if !c.stroke.on || c.width <= 0 {
		return
	}
	for _, p := range c.paths {
		pts := p.pts
		if p.closed && len(pts) > 1 {
			pts = append(pts, pts[0])
		}
		c.polyline(pts)
	}
}

// polyline strokes a line of segments, dashed when dashes are set; the pattern
// runs on over the corners.
func (c *canvas) polyline(pts []vec) {
	if len(c.dash) == 0 {
		for i := 1; i < len(pts); i++ {
			c.segment(pts[i-1], pts[i], true)
		}
		return
	}
	part, left := 0, c.dash[0]
	for i := 1; i < len(pts); i++ {
		a, b := pts[i-1], pts[i]
		length := math.Hypot(b.x-a.x, b.y-a.y)
		for done := 0.0; done < length; {
			step := math.Min(left, length-done)
			if part%2 == 0 {
				at := func(d float64) vec {
					return vec{a.x + (b.x-a.x)*d/length, a.y + (b.y-a.y)*d/length}
				}
				c.segment(at(done), at(done+step), false)
			}
			done, left = done+step, left-step
			if left <= 0 {
				part++
				left = math.Max(c.dash[part%len(c.dash)], 1)
			}
		}
	}
}

// segment strokes one segment. Upright ones are filled as whole pixels; others
// are painted by each pixel's distance from the line, with round ends so that
// corners close.
func (c *canvas) segment(a, b vec, extend bool) {
	if a.x == b.x || a.y == b.y {
		c.uprightSegment(a, b, extend)
		return
	}
	half := c.width / 2
	reach := half + 1
	y0 := max(int(math.Floor(math.Min(a.y, b.y)-reach)), 0)
	y1 := min(int(math.Ceil(math.Max(a.y, b.y)+reach)), c.img.Rect.Max.Y-1)
	dx, dy := b.x-a.x, b.y-a.y
	length2 := dx*dx + dy*dy
	slope := dx / dy
	spread := reach * math.Sqrt(length2) / math.Abs(dy)
	loX, hiX := math.Min(a.x, b.x)-reach, math.Max(a.x, b.x)+reach
	for y := y0; y <= y1; y++ {
		mid := a.x + (float64(y)-a.y)*slope
		x0 := max(int(math.Max(mid-spread, loX)), 0)
		x1 := min(int(math.Min(mid+spread, hiX))+1, c.img.Rect.Max.X-1)
		for x := x0; x <= x1; x++ {
			px, py := float64(x)-a.x, float64(y)-a.y
			t := math.Min(1, math.Max(0, (px*dx+py*dy)/length2))
			d := half + 0.5 - math.Hypot(px-t*dx, py-t*dy)
			if d > 0 {
				c.dab(y*c.img.YStride+x, uint32(255*math.Min(d, 1)), c.stroke)
			}
		}
	}
}

func (c *canvas) uprightSegment(a, b vec, extend bool) {
	w := max(int(math.Round(c.width)), 1)
	x0, x1 := int(math.Round(math.Min(a.x, b.x))), int(math.Round(math.Max(a.x, b.x)))
	y0, y1 := int(math.Round(math.Min(a.y, b.y))), int(math.Round(math.Max(a.y, b.y)))
	cap0 := 0
	if extend {
		cap0 = w / 2
	}
	if a.x == b.x {
		c.block(image.Rect(x0-w/2, y0-cap0, x0-w/2+w, y1+cap0), c.stroke)
		return
	}
	c.block(image.Rect(x0-cap0, y0-w/2, x1+cap0, y0-w/2+w), c.stroke)
}
