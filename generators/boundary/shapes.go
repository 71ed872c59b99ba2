package boundary

import (
	"fmt"
	"math"

	"zhixiao/document"
)

// Shapes is the map of s over real boundaries, in LonLat for GIS or in
// GaussKruger for CAD and pictures. What set.Warnings says is printed on it.
func Shapes(s Spec, set *Set, crs document.CRS) (*document.Map, error) {
	if crs != document.LonLat && crs != document.GaussKruger {
		return nil, fmt.Errorf("地图“%s”：真实边界只能用经纬度或高斯-克吕格坐标", s.Title)
	}
	m, err := s.start(crs)
	if err != nil {
		return nil, err
	}
	set.approve(m)
	shapes, all := map[int][]document.Polygon{}, []document.Polygon{}
	for i, u := range m.Units {
		shape := project(set.shapes[u.Unit.Code], crs)
		shapes[i], all = shape, append(all, shape...)
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("地图“%s”：%s中没有这些单位的边界", s.Title, set.source.File)
	}
	b := boundsOf(all)
	mm := math.Max(b.x1-b.x0, b.y1-b.y0) / 160
	for i, u := range m.Units {
		switch {
		case len(shapes[i]) > 0:
			place(m, i, shapes[i], anchor(shapes[i]), mm)
		case u.Unit.Code == developmentArea:
			symbol(m, i, project1(document.Point{X: 116.50, Y: 39.79}, crs), b, mm)
		default:
			return nil, fmt.Errorf("地图“%s”：%s（%s）没有边界", s.Title, u.Unit.Short, u.Unit.Code)
		}
	}
	dress(m, s.Mark, b, mm)
	return m, nil
}

// approve prints the 审图号, or without one the notice.
func (s *Set) approve(m *document.Map) {
	m.Approval = s.source.Approval
	if s.source.Origin != "" {
		if m.Source != "" {
			m.Source += "；"
		}
		m.Source += "边界：" + s.source.Origin
	}
	if !s.Approved() {
		m.Title += Notice
		m.Notice = "边界未经审核，仅供内部示意，不得作为行政区域界线依据"
	}
}

// Approved reports whether the boundaries have a 审图号.
func (s *Set) Approved() bool { return s.source.Approval != "" }

// Warnings says, once for all maps over s, what whoever uses them must know.
func (s *Set) Warnings() []string {
	var out []string
	if !s.Approved() {
		out = append(out, s.source.File+"：没有填写审图号，地图均已标注“"+Notice+"”，不得公开使用；有审图号请填入boundaries.yaml的approval")
	}
	for _, name := range s.symbols {
		out = append(out, s.source.File+"：没有"+name+"的边界，地图上以符号标出并注明“示意”；要画出请在文件中加入"+name+"的要素")
	}
	return out
}

func project1(p document.Point, crs document.CRS) document.Point {
	if crs == document.GaussKruger {
		return gauss(p)
	}
	return p
}

func project(shape []document.Polygon, crs document.CRS) []document.Polygon {
	ring := func(r []document.Point) []document.Point {
		out := make([]document.Point, len(r))
		for i, p := range r {
			out[i] = project1(p, crs)
		}
		return out
	}
	var out []document.Polygon
	for _, p := range shape {
		q := document.Polygon{Outer: ring(p.Outer)}
		for _, h := range p.Holes {
			q.Holes = append(q.Holes, ring(h))
		}
		out = append(out, q)
	}
	return out
}
