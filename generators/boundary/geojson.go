package boundary

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/document"
)

// Source says where boundaries come from and how to read them.
type Source struct {
	File     string // name, for messages
	Field    string // property that holds a unit's name or code
	Datum    Datum
	Approval string // 审图号; empty: the map is marked 示意
	Origin   string // who made the boundaries, for the source line
}

// Set is boundaries that were read and found sound, in CGCS2000 degrees.
type Set struct {
	source  Source
	shapes  map[string][]document.Polygon // by unit code
	symbols []string                      // short names of units without shape, drawn as symbols
}

// Read takes a GeoJSON feature collection of polygons. Every fault is
// reported, each with the feature it is in: rings that are open, too short,
// flat or crossing, holes outside, coordinates that are no degrees around
// Beijing, features of no unit, units of no feature. 经开区 may be absent.
func Read(data []byte, src Source, units []zhixiao.Unit) (*Set, error) {
	if err := src.Datum.check(); err != nil {
		return nil, fmt.Errorf("%s：%w", src.File, err)
	}
	all, err := parse(data)
	if err != nil {
		return nil, fmt.Errorf("%s：%w", src.File, err)
	}
	if err := declared(all.CRS, src.Datum); err != nil {
		return nil, fmt.Errorf("%s：%w", src.File, err)
	}
	set := &Set{source: src, shapes: map[string][]document.Polygon{}}
	byName := namesOf(units)
	var errs []error
	for i, f := range all.Features {
		where := fmt.Sprintf("%s第%d个要素", src.File, i+1)
		name := property(f, src.Field)
		if name != "" {
			where += "“" + name + "”"
		}
		code, ok := byName[name]
		if !ok {
			errs = append(errs, fmt.Errorf("%s：字段%q的值%q不是任何评价单位的代码、名称或别名，请修改该字段或在units.yaml中加别名", where, src.Field, name))
			continue
		}
		shape, err := polygons(f.Geometry, src.Datum)
		if err != nil {
			errs = append(errs, fmt.Errorf("%s：%w", where, err))
			continue
		}
		set.shapes[code] = append(set.shapes[code], shape...)
	}
	errs = append(errs, set.missing(units)...)
	return set, errors.Join(errs...)
}

func namesOf(units []zhixiao.Unit) map[string]string {
	out := map[string]string{}
	for _, u := range units {
		for _, n := range append([]string{u.Code, u.Full, u.Short}, u.Aliases...) {
			if n != "" {
				out[n] = u.Code
			}
		}
	}
	return out
}

// property reads a name or a numeric code.
func property(f feature, field string) string {
	switch v := f.Properties[field].(type) {
	case string:
		return strings.TrimSpace(v)
	case float64:
		if n := int64(v); float64(n) == v {
			return zhixiao.Int(n).String()
		}
	}
	return ""
}

// developmentArea is the one unit that is no administrative district, so that
// a district file has no polygon of it.
const developmentArea = "BDA"

// missing is an error for every district without shape; 经开区 becomes a symbol.
func (s *Set) missing(units []zhixiao.Unit) []error {
	var errs []error
	for _, u := range units {
		switch {
		case len(s.shapes[u.Code]) > 0:
		case u.Code == developmentArea:
			s.symbols = append(s.symbols, u.Short)
		default:
			errs = append(errs, fmt.Errorf("%s：没有%s（%s）的边界", s.source.File, u.Short, u.Code))
		}
	}
	return errs
}

// declared compares the file's own coordinate system, where it names one, with
// the configured datum.
func declared(crs json.RawMessage, d Datum) error {
	name := strings.ToUpper(string(crs))
	if name == "" || name == "NULL" {
		return nil
	}
	for _, known := range []string{"4490", "4326", "CRS84"} {
		if strings.Contains(name, known) {
			if d == GCJ02 {
				return fmt.Errorf("文件声明的坐标系是%s，配置的坐标基准却是%s，请改正其一", crs, d)
			}
			return nil
		}
	}
	return fmt.Errorf("文件声明的坐标系%s不是经纬度，请转换为CGCS2000经纬度（EPSG:4490）后再用", crs)
}

// polygons converts a feature's geometry, proving every ring.
func polygons(g *geometry, d Datum) ([]document.Polygon, error) {
	parts, err := g.parts()
	if err != nil {
		return nil, err
	}
	if len(parts) == 0 {
		return nil, errors.New("没有图形")
	}
	var out []document.Polygon
	for i, part := range parts {
		var p document.Polygon
		if len(part) == 0 {
			return nil, fmt.Errorf("第%d个多边形没有环", i+1)
		}
		for j, r := range part {
			ring, err := soundRing(r, d)
			if err != nil {
				return nil, fmt.Errorf("第%d个多边形第%d环：%w", i+1, j+1, err)
			}
			switch {
			case j == 0:
				p.Outer = ring
			case !within(ring[0], p.Outer) && !within(middle(ring), p.Outer):
				return nil, fmt.Errorf("第%d个多边形第%d环：是洞，却不在外环之内", i+1, j+1)
			default:
				p.Holes = append(p.Holes, ring)
			}
		}
		out = append(out, p)
	}
	return out, nil
}

// soundRing drops the closing and repeated vertices and converts the datum.
func soundRing(r [][]float64, d Datum) ([]document.Point, error) {
	if len(r) < 4 {
		return nil, fmt.Errorf("只有%d个顶点，闭合的环至少4个", len(r))
	}
	if !slices.Equal(r[0], r[len(r)-1]) {
		return nil, errors.New("首尾不同，没有闭合")
	}
	var out []document.Point
	for i, v := range r[:len(r)-1] {
		if err := nearBeijing(v); err != nil {
			return nil, fmt.Errorf("第%d个顶点%w", i+1, err)
		}
		p := document.Point{X: v[0], Y: v[1]}
		if d == GCJ02 {
			p = fromGCJ(p)
		}
		if len(out) == 0 || out[len(out)-1] != p {
			out = append(out, p)
		}
	}
	if len(out) < 3 || area(out) == 0 {
		return nil, errors.New("没有面积")
	}
	if i, j, crosses := crossing(out); crosses {
		return nil, fmt.Errorf("自相交：第%d条边与第%d条边相交，请先修复", i+1, j+1)
	}
	return out, nil
}

// nearBeijing catches projected metres, exchanged axes and other provinces.
func nearBeijing(v []float64) error {
	if len(v) < 2 {
		return errors.New("没有经度和纬度")
	}
	lon, lat := v[0], v[1]
	switch {
	case lon >= 115 && lon <= 118 && lat >= 39 && lat <= 41.5:
		return nil
	case lat >= 115 && lat <= 118 && lon >= 39 && lon <= 41.5:
		return fmt.Errorf("（%g，%g）经纬度颠倒，应先经度后纬度", lon, lat)
	case !(lon >= -180 && lon <= 180 && lat >= -90 && lat <= 90):
		return fmt.Errorf("（%g，%g）不是经纬度，请转换为经纬度后再用", lon, lat)
	}
	return fmt.Errorf("（%g，%g）不在北京市范围内", lon, lat)
}

// The part of GeoJSON that boundaries use.
type (
	collection struct {
		Type     string          `json:"type"`
		CRS      json.RawMessage `json:"crs"`
		Features []feature       `json:"features"`
	}
	feature struct {
		Properties map[string]any `json:"properties"`
		Geometry   *geometry      `json:"geometry"`
	}
	geometry struct {
		Type        string          `json:"type"`
		Coordinates json.RawMessage `json:"coordinates"`
	}
)

func parse(data []byte) (*collection, error) {
	var c collection
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if err := json.Unmarshal(data, &c); err != nil {
		return nil, fmt.Errorf("不是GeoJSON文件：%w", err)
	}
	if c.Type != "FeatureCollection" || len(c.Features) == 0 {
		return nil, fmt.Errorf("类型是%q、有%d个要素，应为FeatureCollection且至少一个要素", c.Type, len(c.Features))
	}
	return &c, nil
}

// parts are the polygons of a geometry, each a list of rings of positions.
func (g *geometry) parts() ([][][][]float64, error) {
	if g == nil {
		return nil, errors.New("没有图形")
	}
	var parts [][][][]float64
	var err error
	switch g.Type {
	case "Polygon":
		parts = make([][][][]float64, 1)
		err = json.Unmarshal(g.Coordinates, &parts[0])
	case "MultiPolygon":
		err = json.Unmarshal(g.Coordinates, &parts)
	default:
		return nil, fmt.Errorf("图形类型是%q，应为Polygon或MultiPolygon", g.Type)
	}
	if err != nil {
		return nil, fmt.Errorf("坐标读不出：%w", err)
	}
	return parts, nil
}
