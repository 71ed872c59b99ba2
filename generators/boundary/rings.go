package boundary

import (
	"math"
	"slices"

	"zhixiao/document"
)

// area is twice the signed area of a ring, reckoned from its first vertex so
// that large coordinates do not cost digits.
func area(r []document.Point) float64 {
	sum := 0.0
	for i := 1; i+1 < len(r); i++ {
		sum += (r[i].X-r[0].X)*(r[i+1].Y-r[0].Y) - (r[i+1].X-r[0].X)*(r[i].Y-r[0].Y)
	}
	return sum
}

func middle(r []document.Point) document.Point {
	var m document.Point
	for _, p := range r {
		m.X, m.Y = m.X+p.X/float64(len(r)), m.Y+p.Y/float64(len(r))
	}
	return m
}

// within reports whether p is inside the ring, by counting crossings.
func within(p document.Point, ring []document.Point) bool {
	in := false
	for i, a := range ring {
		b := ring[(i+1)%len(ring)]
		if (a.Y > p.Y) != (b.Y > p.Y) && p.X < a.X+(p.Y-a.Y)/(b.Y-a.Y)*(b.X-a.X) {
			in = !in
		}
	}
	return in
}

// edge is a ring's edge with its span, for the sweep.
type edge struct {
	index  int
	x0, x1 float64
	a, b   document.Point
}

// crossing finds two edges that cross. Edges are swept from west to east, so
// that only those over the same longitudes are compared.
func crossing(r []document.Point) (i, j int, found bool) {
	edges := make([]edge, len(r))
	for k, a := range r {
		b := r[(k+1)%len(r)]
		edges[k] = edge{k, math.Min(a.X, b.X), math.Max(a.X, b.X), a, b}
	}
	slices.SortFunc(edges, func(a, b edge) int {
		switch {
		case a.x0 < b.x0:
			return -1
		case a.x0 > b.x0:
			return 1
		}
		return a.index - b.index
	})
	var active []edge
	for _, e := range edges {
		kept := active[:0]
		for _, o := range active {
			if o.x1 < e.x0 {
				continue
			}
			kept = append(kept, o)
			if crosses(e, o, len(r)) {
				return min(e.index, o.index), max(e.index, o.index), true
			}
		}
		active = append(kept, e)
	}
	return 0, 0, false
}

// crosses is a proper crossing; neighbours share a vertex and may not.
func crosses(e, o edge, n int) bool {
	d := e.index - o.index
	if d < 0 {
		d = -d
	}
	if d == 1 || d == n-1 {
		return false
	}
	side := func(a, b, p document.Point) float64 { return (b.X-a.X)*(p.Y-a.Y) - (b.Y-a.Y)*(p.X-a.X) }
	return side(e.a, e.b, o.a)*side(e.a, e.b, o.b) < 0 && side(o.a, o.b, e.a)*side(o.a, o.b, e.b) < 0
}

// anchor is where a unit's label stands: the middle of the widest stretch over
// nine horizontals through its largest part, always inside.
func anchor(shape []document.Polygon) document.Point {
	big := shape[0]
	for _, p := range shape[1:] {
		if math.Abs(area(p.Outer)) > math.Abs(area(big.Outer)) {
			big = p
		}
	}
	b := boundsOf([]document.Polygon{big})
	best, at := -1.0, middle(big.Outer)
	for k := 1; k <= 9; k++ {
		y := b.y0 + (b.y1-b.y0)*(float64(k)/10+0.000001)
		cuts := cutsAt(big, y)
		for i := 0; i+1 < len(cuts); i += 2 {
			// The middle horizontals win over an equal stretch at the rim.
			w := (cuts[i+1] - cuts[i]) * (1 - math.Abs(float64(k)-5)/20)
			if w > best {
				best, at = w, document.Point{X: (cuts[i] + cuts[i+1]) / 2, Y: y}
			}
		}
	}
	return at
}

func cutsAt(p document.Polygon, y float64) []float64 {
	var cuts []float64
	for _, r := range append([][]document.Point{p.Outer}, p.Holes...) {
		for i, a := range r {
			b := r[(i+1)%len(r)]
			if (a.Y > y) != (b.Y > y) {
				cuts = append(cuts, a.X+(y-a.Y)/(b.Y-a.Y)*(b.X-a.X))
			}
		}
	}
	slices.Sort(cuts)
	return cuts
}

func boundsOf(shape []document.Polygon) bounds {
	b := bounds{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, p := range shape {
		for _, v := range p.Outer {
			b.x0, b.y0 = math.Min(b.x0, v.X), math.Min(b.y0, v.Y)
			b.x1, b.y1 = math.Max(b.x1, v.X), math.Max(b.y1, v.Y)
		}
	}
	return b
}
