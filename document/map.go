package document

import "zhixiao"

// Map is a thematic map: layers of shapes over one coordinate system. The
// numbers on it are the report's own quantities.
type Map struct {
	Title    string // 示意图（非行政区域界线） is part of it for the tile cartogram
	Theme    string // indicator code or score name, for file names
	CRS      CRS
	Layers   []Layer
	Units    []MapUnit // attribute rows, in unit order
	Fields   []string  // names of MapUnit.All, in its order
	Classes  []Class   // legend
	Unit     string    // of the values
	Source   string
	Approval string // 审图号, empty for cartograms and for unapproved boundaries
	Notice   string // 示意 notice printed on the map
	Date     string // 监测日期
}

func (*Map) graphic() {}

// CRS is the coordinate system of a map's points.
type CRS uint8

// The coordinate systems.
const (
	Millimetres CRS = iota // paper, for the tile cartogram; y upwards
	LonLat                 // CGCS2000 degrees
	GaussKruger            // CGCS2000 3° zone, central meridian 117° E (EPSG:4548), metres
)

// Layer is one themed layer. Name is the DWG layer: 专题-填色, 境界-区界,
// 注记-区名, 注记-指标值, 图例, 图廓.
type Layer struct {
	Name     string
	Polygons []Polygon
	Lines    []Line
	Texts    []MapText
	Symbols  []Symbol
}

// Point is x (or longitude), y (or latitude) in the map's CRS.
type Point struct{ X, Y float64 }

// Polygon is one part with holes. Rings are closed implicitly: the last point
// is not the first repeated.
type Polygon struct {
	Outer []Point
	Holes [][]Point
	Class int // index into Map.Classes; −1: no fill
	Unit  int // index into Map.Units; −1: none
	Width float64
}

// Line is an open polyline.
type Line struct{ Points []Point }

// MapText is a text whose middle stands at At; Height is in the map's CRS units.
type MapText struct {
	At     Point
	Text   string
	Height float64
	Unit   int // index into Map.Units; −1: none
}

// Symbol marks a place without polygon.
type Symbol struct {
	At   Point
	Name string
	Unit int
}

// MapUnit is one unit's attributes on the map.
type MapUnit struct {
	Unit  zhixiao.Unit
	Value zhixiao.Quantity
	Rank  zhixiao.Quantity
	All   []zhixiao.Quantity // every published indicator, in the order of Map fields
}

// Class is one class of the legend: From ≤ value < To, the last To inclusive.
type Class struct {
	From, To zhixiao.Decimal
	Label    string
	Count    int
	Grey     uint8 // fill, 0 black … 255 white; readable in print
	RGB      [3]uint8
}
