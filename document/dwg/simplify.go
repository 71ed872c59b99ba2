package dwg

import (
	"math"

	"zhixiao/document"
)

// lighten reduces a fill to what one record may hold. Outlines stay exact; a
// fill that follows them within a fraction of a millimetre of paper looks the
// same.
func lighten(rings [][]document.Point) [][]document.Point {
	total := 0
	var e extent
	for _, r := range rings {
		total += len(r)
		for _, p := range r {
			e.add(p.X, p.Y)
		}
	}
	tolerance := math.Max(e.x1-e.x0, e.y1-e.y0) / 1e5
	for total > maxVertices && tolerance > 0 {
		var out [][]document.Point
		total = 0
		for i, r := range rings {
			s := simplify(r, tolerance)
			if len(s) >= 3 || i == 0 {
				out, total = append(out, s), total+len(s)
			}
		}
		if total <= maxVertices {
			return out
		}
		tolerance *= 2
	}
	return rings
}

// simplify is the Douglas-Peucker reduction of a ring, its first and its
// farthest vertex kept.
func simplify(ring []document.Point, tolerance float64) []document.Point {
	if len(ring) < 4 {
		return ring
	}
	far := 0
	for i, p := range ring {
		if math.Hypot(p.X-ring[0].X, p.Y-ring[0].Y) > math.Hypot(ring[far].X-ring[0].X, ring[far].Y-ring[0].Y) {
			far = i
		}
	}
	closed := append(ring[:len(ring):len(ring)], ring[0])
	keep := make([]bool, len(closed))
	keep[0], keep[far] = true, true
	mark(closed, keep, 0, far, tolerance)
	mark(closed, keep, far, len(closed)-1, tolerance)
	var out []document.Point
	for i, p := range ring {
		if keep[i] {
			out = append(out, p)
		}
	}
	return out
}

func mark(ps []document.Point, keep []bool, a, b int, tolerance float64) {
	worst, at := tolerance, -1
	for i := a + 1; i < b; i++ {
		if d := distance(ps[i], ps[a], ps[b]); d > worst {
			worst, at = d, i
		}
	}
	if at < 0 {
		return
	}
	keep[at] = true
	mark(ps, keep, a, at, tolerance)
	mark(ps, keep, at, b, tolerance)
}

// distance of p from the line through a and b.
func distance(p, a, b document.Point) float64 {
	dx, dy := b.X-a.X, b.Y-a.Y
	length := math.Hypot(dx, dy)
	if length == 0 {
		return math.Hypot(p.X-a.X, p.Y-a.Y)
	}
	return math.Abs(dx*(p.Y-a.Y)-dy*(p.X-a.X)) / length
}
