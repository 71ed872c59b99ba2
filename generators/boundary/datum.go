package boundary

import (
	"fmt"
	"math"

	"zhixiao/document"
)

// Datum is the reference system of a file's longitudes and latitudes.
type Datum string

// The datums. WGS-84 and CGCS2000 differ by centimetres and are not converted;
// GCJ-02, the shifted system of Chinese web maps, is.
const (
	CGCS2000 Datum = "CGCS2000"
	WGS84    Datum = "WGS-84"
	GCJ02    Datum = "GCJ-02"
)

func (d Datum) check() error {
	switch d {
	case CGCS2000, WGS84, GCJ02:
		return nil
	}
	return fmt.Errorf("坐标基准%q不认识，应为CGCS2000、WGS-84或GCJ-02", string(d))
}

// fromGCJ undoes the shift of GCJ-02, to less than a millimetre: the shift
// varies so slowly that a few corrections converge.
func fromGCJ(p document.Point) document.Point {
	q := p
	for range 8 {
		s := toGCJ(q)
		q = document.Point{X: q.X + p.X - s.X, Y: q.Y + p.Y - s.Y}
	}
	return q
}

// toGCJ is the published shift, on the Krasovsky ellipsoid as always.
func toGCJ(p document.Point) document.Point {
	const a, ee = 6378245.0, 0.00669342162296594323
	x, y := p.X-105, p.Y-35
	common := (20*math.Sin(6*x*math.Pi) + 20*math.Sin(2*x*math.Pi)) * 2 / 3
	dy := -100 + 2*x + 3*y + 0.2*y*y + 0.1*x*y + 0.2*math.Sqrt(math.Abs(x)) + common +
		(20*math.Sin(y*math.Pi)+40*math.Sin(y/3*math.Pi))*2/3 + (160*math.Sin(y/12*math.Pi)+320*math.Sin(y*math.Pi/30))*2/3
	dx := 300 + x + 2*y + 0.1*x*x + 0.1*x*y + 0.1*math.Sqrt(math.Abs(x)) + common +
		(20*math.Sin(x*math.Pi)+40*math.Sin(x/3*math.Pi))*2/3 + (150*math.Sin(x/12*math.Pi)+300*math.Sin(x/30*math.Pi))*2/3
	sin, cos := math.Sincos(p.Y * math.Pi / 180)
	magic := 1 - ee*sin*sin
	dy = dy * 180 / (a * (1 - ee) / (magic * math.Sqrt(magic)) * math.Pi)
	dx = dx * 180 / (a / math.Sqrt(magic) * cos * math.Pi)
	return document.Point{X: p.X + dx, Y: p.Y + dy}
}

// gauss projects degrees onto the 3° zone of 117° E (EPSG:4548), metres, by
// Krüger's series: better than a millimetre within the zone.
func gauss(p document.Point) document.Point {
	const a, f, meridian, east = 6378137.0, 1 / 298.257222101, 117.0, 500000.0
	n := f / (2 - f)
	n2, n3, n4 := n*n, n*n*n, n*n*n*n
	radius := a / (1 + n) * (1 + n2/4 + n4/64)
	series := [...]float64{
		n/2 - 2*n2/3 + 5*n3/16 + 41*n4/180,
		13*n2/48 - 3*n3/5 + 557*n4/1440,
		61*n3/240 - 103*n4/140,
		49561 * n4 / 161280,
	}
	e := math.Sqrt(f * (2 - f))
	sin := math.Sin(p.Y * math.Pi / 180)
	t := math.Sinh(math.Atanh(sin) - e*math.Atanh(e*sin))
	dl := (p.X - meridian) * math.Pi / 180
	xi := math.Atan2(t, math.Cos(dl))
	eta := math.Atanh(math.Sin(dl) / math.Hypot(1, t))
	north, out := xi, eta
	for j, c := range series {
		k := 2 * float64(j+1)
		north += c * math.Sin(k*xi) * math.Cosh(k*eta)
		out += c * math.Cos(k*xi) * math.Sinh(k*eta)
	}
	return document.Point{X: east + radius*out, Y: radius * north}
}
