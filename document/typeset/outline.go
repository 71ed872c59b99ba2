package typeset

import (
	"fmt"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Curve is a step of a glyph's outline, in ems, y upwards from the baseline. A
// Start moves to To and begins a closed shape; any other is a quadratic curve by
// way of Via, which for a straight step is To.
type Curve struct {
	Start   bool
	Via, To [2]float64
}

// Points are the points that the step lies between.
func (c Curve) Points() [][2]float64 {
	if c.Start {
		return [][2]float64{c.To}
	}
	return [][2]float64{c.Via, c.To}
}

// Outline is the shape of r; a blank has none. A character without glyph gives the
// shape of the face's empty box.
func (f *Face) Outline(r rune) ([]Curve, error) {
	f.drawn.Lock()
	defer f.drawn.Unlock()
	if shape, ok := f.outlines[r]; ok {
		return shape, nil
	}
	if f.shapes == nil {
		shapes, err := sfnt.Parse(f.file)
		if err != nil {
			return nil, fmt.Errorf("字体%s：%w", f.Name, err)
		}
		f.shapes, f.outlines = shapes, map[rune][]Curve{}
	}
	// At a size of one unit an em, a 26.6 number is a 64th of a unit: the outline as
	// the file has it.
	segments, err := f.shapes.LoadGlyph(&f.buffer, sfnt.GlyphIndex(f.glyph(r)), fixed.Int26_6(f.upem)<<6, &sfnt.LoadGlyphOptions{})
	if err != nil {
		return nil, fmt.Errorf("字体%s的字%q：%w", f.Name, r, err)
	}
	shape := make([]Curve, 0, len(segments))
	at := func(p fixed.Point26_6) [2]float64 {
		return [2]float64{float64(p.X) / 64 / f.upem, -float64(p.Y) / 64 / f.upem}
	}
	for _, s := range segments {
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			shape = append(shape, Curve{Start: true, To: at(s.Args[0])})
		case sfnt.SegmentOpLineTo:
			shape = append(shape, Curve{Via: at(s.Args[0]), To: at(s.Args[0])})
		case sfnt.SegmentOpQuadTo:
			shape = append(shape, Curve{Via: at(s.Args[0]), To: at(s.Args[1])})
		}
	}
	f.outlines[r] = shape
	return shape, nil
}
