package charts

import (
	"bytes"
	"context"
	"fmt"
	"image"
	_ "image/jpeg" // photographs are JPEG
	_ "image/png"  // or PNG
	"math"

	"golang.org/x/image/draw"

	"zhixiao"
	"zhixiao/document"
)

// Drawer draws charts, photographs and maps. It is safe for concurrent use;
// glyphs drawn once are kept.
type Drawer struct {
	faces *faces
	// paper keeps the memory of released pictures: 5 MB each, whose clearing and
	// collecting took as long as the drawing.
	paper chan []uint8
}

var _ document.Drawer = (*Drawer)(nil)

// New is a drawer that writes with the HeiTi face, and with Fallback where HeiTi
// lacks a character. Both are TrueType; Fallback may be absent.
func New(fonts document.Fonts) (*Drawer, error) {
	if len(fonts[document.HeiTi]) == 0 {
		return nil, fmt.Errorf("缺少图表字体%s.ttf，请放入模板的fonts目录", document.HeiTi)
	}
	f, err := newFaces(fonts[document.HeiTi], fonts[document.Fallback])
	if err != nil {
		return nil, err
	}
	return &Drawer{faces: f, paper: make(chan []uint8, spareSheets)}, nil
}

// Draw draws g: a chart or a map at 300 dpi, a photograph at no more than 1772
// pixels of width. Equal specs
// give equal pixels. An error names the picture and what is wrong in it.
func (d *Drawer) Draw(ctx context.Context, g document.Graphic) (image.Image, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	switch g := g.(type) {
	case document.Chart:
		s, err := d.layout(g)
		if err != nil {
			return nil, fmt.Errorf("图“%s”：%w", g.Title, err)
		}
		return d.paint(s), nil
	case document.Image:
		return decode(g)
	case *document.Map:
		return d.drawMap(ctx, g)
	}
	return nil, fmt.Errorf("不认识的图形种类%T", g)
}

// spareSheets bounds the memory kept for reuse.
const spareSheets = 4

func (d *Drawer) paint(s *sheet) *image.YCbCr {
	var memory []uint8
	select {
	case memory = <-d.paper:
	default:
	}
	return s.paint(memory)
}

// Release gives a picture of Draw back, whose memory is then used again. The
// caller must not look at the picture any more. Other pictures are ignored.
func (d *Drawer) Release(img image.Image) {
	y, ok := img.(*image.YCbCr)
	if !ok || len(y.Y) == 0 || cap(y.Y) < 3*len(y.Y) || len(y.Cb) != len(y.Y) {
		return
	}
	whole := y.Y[:cap(y.Y)]
	if &whole[len(y.Y)] != &y.Cb[0] {
		return // planes of a decoded photograph
	}
	select {
	case d.paper <- whole:
	default:
	}
}

func decode(g document.Image) (image.Image, error) {
	if _, _, err := zhixiao.PictureSize(g.Data); err != nil {
		return nil, fmt.Errorf("图片%s：%w，请换成JPEG或PNG，或先缩小", g.Name, err)
	}
	img, _, err := image.Decode(bytes.NewReader(g.Data))
	if err != nil {
		return nil, fmt.Errorf("图片%s：文件不完整，请重新取得：%w", g.Name, err)
	}
	return turned(shrink(img), g.Data), nil
}

// maxPhoto is the width of a photograph across the text at 300 dpi.
const maxPhoto = 1772

// shrink scales a photograph down to the width it is printed at.
func shrink(img image.Image) image.Image {
	size := img.Bounds().Size()
	if size.X <= maxPhoto {
		return img
	}
	out := image.NewRGBA(image.Rect(0, 0, maxPhoto, max(size.Y*maxPhoto/size.X, 1)))
	draw.ApproxBiLinear.Scale(out, out.Rect, img, img.Bounds(), draw.Src, nil)
	return out
}

// layout turns a specification into marks.
func (d *Drawer) layout(c document.Chart) (*sheet, error) {
	if err := valid(c); err != nil {
		return nil, err
	}
	w, err := pixels(c.WidthMM, 150)
	if err != nil {
		return nil, err
	}
	h, err := pixels(c.HeightMM, defaultHeight(c))
	if err != nil {
		return nil, err
	}
	s := &sheet{faces: d.faces, w: w, h: h}
	if err := s.chart(c); err != nil {
		return nil, err
	}
	s.marks, s.over = append(s.marks, s.over...), nil
	return s, s.check()
}

// pixels is a length at 300 dpi; zero means the default.
func pixels(mm, def float64) (int, error) {
	if mm == 0 {
		mm = def
	}
	if math.IsNaN(mm) || mm < 40 || mm > 420 {
		return 0, fmt.Errorf("图幅%v毫米不在40至420毫米之内", mm)
	}
	return int(math.Round(mm / 25.4 * 300)), nil
}

func defaultHeight(c document.Chart) float64 {
	rows := float64(len(c.Labels))
	switch c.Kind {
	case document.RankingBarChart:
		if len(c.Labels) > twoColumnsFrom {
			rows = math.Ceil(rows / 2)
		}
		return math.Min(30+5.2*math.Max(rows, 4), 220)
	case document.DumbbellChart:
		return math.Min(38+5.6*math.Max(rows, 4), 220)
	case document.HeatTableChart:
		return math.Min(38+6.5*math.Max(float64(len(c.Series)), 3), 220)
	case document.RadarChart:
		return 105
	case document.QuadrantChart:
		return 115
	case document.PieChart:
		return 75
	}
	return 85
}

func (s *sheet) chart(c document.Chart) error {
	switch c.Kind {
	case document.ColumnChart, document.GroupedColumnChart:
		return s.columns(c)
	case document.RankingBarChart:
		return s.ranking(c)
	case document.LineChart:
		return s.trend(c)
	case document.StackedColumnChart:
		return s.stacked(c)
	case document.RadarChart:
		return s.radar(c)
	case document.QuadrantChart:
		return s.quadrant(c)
	case document.DumbbellChart:
		return s.dumbbell(c)
	case document.HeatTableChart:
		return s.heat(c)
	case document.ParetoChart:
		return s.pareto(c)
	case document.WaterfallChart:
		return s.waterfall(c)
	case document.PieChart:
		return s.pie(c)
	case document.BoxPlotChart:
		return s.boxes(c)
	}
	return fmt.Errorf("不认识的图表种类%q", c.Kind)
}
