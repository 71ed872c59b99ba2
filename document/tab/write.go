package tab

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"

	"zhixiao"
	"zhixiao/document"
)

// file is one finished file of the ZIP.
type file struct {
	name string
	data []byte
}

// Write prints m as one ZIP: REGIONS (one row a unit, all its indicators),
// LABELS (texts), FRAME (frame, legend and other lines, when there are any),
// MAP.WOR that stacks them, and 说明.txt. Same map, same bytes.
func Write(ctx context.Context, w io.Writer, m *document.Map) error {
	c := &coder{}
	tables := []*table{regions(m), labels(c, m)}
	if f := frame(m); len(f.rows) > 0 {
		tables = append(tables, f)
	}
	var files []file
	for _, t := range tables {
		part, err := t.encode(ctx, c, m)
		if err != nil {
			return fmt.Errorf("MapInfo地图“%s”：%w", m.Title, err)
		}
		files = append(files, part...)
	}
	files = append(files, file{"MAP.WOR", c.bytes(workspace(m, tables))})
	readme := "\ufeff" + strings.ReplaceAll(explain(m, tables, c.replaced()), "\n", "\r\n")
	files = append(files, file{"说明.txt", []byte(readme)})
	return zipUp(w, files)
}

func (t *table) encode(ctx context.Context, c *coder, m *document.Map) ([]file, error) {
	t.fit(c)
	geometry, ids, err := encodeMap(ctx, t.objects, m.CRS)
	if err != nil {
		return nil, fmt.Errorf("表%s%w", t.name, err)
	}
	made, _ := parseDate(m.Date)
	dat, err := t.dat(c, made)
	if err != nil {
		return nil, err
	}
	return []file{
		{t.name + ".TAB", t.tabText(c)}, {t.name + ".DAT", dat},
		{t.name + ".MAP", geometry}, {t.name + ".ID", ids},
	}, nil
}

// zipUp writes the files without times, so that equal maps give equal bytes.
func zipUp(w io.Writer, files []file) error {
	z := zip.NewWriter(w)
	for _, f := range files {
		h := &zip.FileHeader{Name: f.name, Method: zip.Deflate}
		out, err := z.CreateHeader(h)
		if err != nil {
			return err
		}
		if _, err := io.Copy(out, bytes.NewReader(f.data)); err != nil {
			return err
		}
	}
	return z.Close()
}

// parseDate reads 2026-09-30; anything else is no day.
func parseDate(s string) (date, bool) {
	p, err := zhixiao.ParsePeriod(s)
	if err != nil || p.Kind != zhixiao.Day {
		return date{}, false
	}
	from := p.Start()
	return date{from.Year(), int(from.Month()), from.Day()}, true
}

// regions is the table of the units: geometry from the fill layer, or the
// first layer that has polygons of units.
func regions(m *document.Map) *table {
	t := &table{name: regionTable, fields: []field{
		{name: "区划代码", kind: charField, width: 6}, {name: "区名", kind: charField, width: 20},
		{name: "本图指标", kind: charField, width: 20}, {name: "指标值", kind: decimalField, width: 10},
	}}
	names := fieldNames(m)
	for _, n := range names {
		t.fields = append(t.fields, field{name: n, kind: decimalField, width: 10})
	}
	t.fields = append(t.fields, field{name: "排名", kind: decimalField, width: 10}, dateColumn(m))
	gapText, columns := make([]string, len(m.Units)), 1
	for i, u := range m.Units {
		gapText[i] = gaps(u, names)
		columns = max(columns, (len([]rune(gapText[i]))+gapRunes-1)/gapRunes)
	}
	for range columns {
		t.fields = append(t.fields, field{name: "缺项说明", kind: charField, width: 20})
	}
	shapes, points := shapesOf(m), symbolsOf(m)
	for i, u := range m.Units {
		cells := []any{u.Unit.Code, u.Unit.Short, m.Theme, u.Value}
		for j := range names {
			cells = append(cells, quantityAt(u.All, j))
		}
		cells = append(cells, u.Rank, dateCell(m))
		cells = append(cells, gapColumns(gapText[i], columns)...)
		var o object
		if ps := shapes[i]; len(ps) > 0 {
			o = region{u.Unit.Short, ps, fillOf(m, ps[0].Class), pen{width: 1}}
		} else if s, ok := points[i]; ok {
			o = symbol{u.Unit.Short, s.At}
		}
		t.add(o, cells...)
	}
	return t
}

func dateColumn(m *document.Map) field {
	if _, ok := parseDate(m.Date); ok {
		return field{name: "监测日期", kind: dateField, width: 4}
	}
	return field{name: "监测日期", kind: charField, width: 10}
}

func dateCell(m *document.Map) any {
	if d, ok := parseDate(m.Date); ok {
		return d
	}
	return m.Date
}

// fieldNames is the map's names of its indicators; the codes where it has none.
func fieldNames(m *document.Map) []string {
	n := 0
	for _, u := range m.Units {
		n = max(n, len(u.All))
	}
	names := make([]string, n)
	copy(names, m.Fields)
	for j := range names {
		for _, u := range m.Units {
			if names[j] == "" && j < len(u.All) {
				names[j], _, _, _ = u.All[j].Key.Split()
			}
		}
	}
	return names
}

// quantityAt is an absent quantity past the end: missing is not zero.
func quantityAt(all []zhixiao.Quantity, j int) zhixiao.Quantity {
	if j < len(all) {
		return all[j]
	}
	return zhixiao.Quantity{Missing: zhixiao.NotProvided}
}

// gaps says in words which values are absent and why, because a MapInfo
// decimal cannot be empty and a blank reads as 0: 样本不足：D201、D202；—：E105.
func gaps(u document.MapUnit, names []string) string {
	var order []string
	by := map[string][]string{}
	note := func(name string, q zhixiao.Quantity) {
		if q.Ok() {
			return
		}
		why := q.Missing.String()
		if by[why] == nil {
			order = append(order, why)
		}
		by[why] = append(by[why], name)
	}
	note("指标值", u.Value)
	note("排名", u.Rank)
	for j, n := range names {
		q := quantityAt(u.All, j)
		if what, _, _, ok := q.Key.Split(); ok {
			n = what
		}
		note(n, q)
	}
	for i, why := range order {
		order[i] = why + "：" + strings.Join(by[why], "、")
	}
	return strings.Join(order, "；")
}

// gapColumns is how the gaps are spread over columns of at most 254 bytes; a
// character is at most two.
func gapColumns(text string, n int) []any {
	runes := []rune(text)
	out := make([]any, n)
	for i := range out {
		k := min(len(runes), gapRunes)
		out[i], runes = string(runes[:k]), runes[k:]
	}
	return out
}

const gapRunes = 127

func shapesOf(m *document.Map) map[int][]document.Polygon {
	out := map[int][]document.Polygon{}
	layer := shapeLayer(m)
	if layer < 0 {
		return out
	}
	for _, p := range m.Layers[layer].Polygons {
		if p.Unit >= 0 && p.Unit < len(m.Units) {
			out[p.Unit] = append(out[p.Unit], p)
		}
	}
	return out
}

// shapeLayer is the index of the layer that holds the units' shapes, −1
// without one: the fill layer if there is one, else the first with any.
func shapeLayer(m *document.Map) int {
	first := -1
	for i, l := range m.Layers {
		for _, p := range l.Polygons {
			if p.Unit < 0 {
				continue
			}
			if l.Name == "专题-填色" {
				return i
			}
			if first < 0 {
				first = i
			}
			break
		}
	}
	return first
}

func symbolsOf(m *document.Map) map[int]document.Symbol {
	out := map[int]document.Symbol{}
	for _, l := range m.Layers {
		for _, s := range l.Symbols {
			if _, have := out[s.Unit]; !have && s.Unit >= 0 {
				out[s.Unit] = s
			}
		}
	}
	return out
}

func fillOf(m *document.Map, class int) brush {
	if class < 0 || class >= len(m.Classes) {
		return brush{}
	}
	return brush{true, m.Classes[class].RGB}
}

// labels is the table of all texts.
func labels(c *coder, m *document.Map) *table {
	t := &table{name: labelTable, fields: []field{
		{name: "图层", kind: charField, width: 16}, {name: "文字", kind: charField, width: 20},
		{name: "区划代码", kind: charField, width: 6},
	}}
	for _, l := range m.Layers {
		for _, x := range l.Texts {
			t.add(caption{x.Text, c.bytes(x.Text), x.At, x.Height}, l.Name, x.Text, codeOf(m, x.Unit))
		}
	}
	return t
}

func codeOf(m *document.Map, unit int) string {
	if unit < 0 || unit >= len(m.Units) {
		return ""
	}
	return m.Units[unit].Unit.Code
}

// frame is what belongs to no unit, and the lines of every layer. Polygons of
// units outside the shape layer repeat its shapes and stay out.
func frame(m *document.Map) *table {
	t := &table{name: frameTable, fields: []field{
		{name: "图层", kind: charField, width: 16}, {name: "名称", kind: charField, width: 20},
	}}
	for _, l := range m.Layers {
		for _, p := range l.Polygons {
			if p.Unit < 0 {
				t.add(region{l.Name, []document.Polygon{p}, fillOf(m, p.Class), pen{width: 1}}, l.Name, "")
			}
		}
		for _, x := range l.Lines {
			t.add(pline{l.Name, x.Points, pen{width: 1}}, l.Name, "")
		}
		for _, s := range l.Symbols {
			if s.Unit < 0 {
				t.add(symbol{s.Name, s.At}, l.Name, s.Name)
			}
		}
	}
	return t
}
