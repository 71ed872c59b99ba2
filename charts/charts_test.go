package charts

import (
	"bytes"
	"context"
	"flag"
	"image"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	chart "github.com/wcharczuk/go-chart/v2"

	"zhixiao"
	"zhixiao/document"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func TestMarks(t *testing.T) {
	d := testDrawer(t)
	for name, c := range samples() {
		t.Run(name, func(t *testing.T) {
			s, err := d.layout(c)
			if err != nil {
				t.Fatal(err)
			}
			file := filepath.Join("testdata", name+".txt")
			if *update {
				if err := os.WriteFile(file, []byte(s.dump()), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), s.dump()); diff != "" {
				t.Errorf("marks changed (-want +got):\n%s", diff)
			}
		})
	}
}

// TestNothingLeavesTheSheet proves that no text is cut off and no label lost.
func TestNothingLeavesTheSheet(t *testing.T) {
	d := testDrawer(t)
	for name, c := range samples() {
		s, err := d.layout(c)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var all strings.Builder
		for _, m := range s.marks {
			tm, ok := m.(textMark)
			if !ok {
				continue
			}
			all.WriteString(tm.Body)
			if b := textBox(s, tm); b.x0 < 0 || b.y0 < 0 || b.x1 > s.w || b.y1 > s.h {
				t.Errorf("%s: %s leaves the sheet: %v", name, tm, b)
			}
		}
		if c.Kind == document.QuadrantChart {
			continue // the point without value is named in the foot
		}
		for _, l := range c.Labels {
			if !strings.Contains(all.String(), l) {
				t.Errorf("%s: label %s vanished", name, l)
			}
		}
	}
}

func textBox(s *sheet, m textMark) box {
	w := s.width(m.Body, m.Size)
	back := [...]int{0, w / 2, w}[m.Anchor]
	if m.Turn {
		return box{m.X - m.Size/2, m.Y + back - w, m.X + m.Size/2, m.Y + back}
	}
	return box{m.X - back, m.Y - m.Size/2, m.X - back + w, m.Y + m.Size/2}
}

// TestQuadrantNamesDoNotOverlap looks at 48 points.
func TestQuadrantNamesDoNotOverlap(t *testing.T) {
	s, err := testDrawer(t).layout(samples()["quadrant"])
	if err != nil {
		t.Fatal(err)
	}
	var seen places
	for _, m := range s.marks {
		tm, ok := m.(textMark)
		if !ok || tm.Size != smallSize || !tm.Halo {
			continue
		}
		b := textBox(s, tm)
		if seen.hit(b) {
			t.Errorf("%s overlaps another", tm)
		}
		seen.take(b)
	}
	if len(seen) < 47 {
		t.Errorf("%d names, want at least 47", len(seen))
	}
}

func TestSpecsThatCannotBeDrawn(t *testing.T) {
	d := testDrawer(t)
	one := func(ps ...zhixiao.Quantity) []document.Series {
		return []document.Series{{Name: "满意率", Points: ps}}
	}
	ab := []string{"甲", "乙"}
	for _, tt := range []struct {
		name string
		c    document.Chart
		want string
	}{
		{"series shorter than labels", document.Chart{Kind: document.ColumnChart, Labels: ab, Series: one(q(1, 0))}, "“满意率”有1个数值，标签有2个"},
		{"margins shorter than labels", document.Chart{Kind: document.RankingBarChart, Labels: ab, Series: []document.Series{{Name: "满意率", Points: qs(0, 1, 2), Margins: qs(0, 1)}}}, "1个误差"},
		{"negative margin", document.Chart{Kind: document.RankingBarChart, Labels: ab, Series: []document.Series{{Name: "满意率", Points: qs(0, 1, 2), Margins: qs(0, 1, -1)}}}, "误差-1为负"},
		{"unknown kind", document.Chart{Kind: "bubble", Labels: ab, Series: one(qs(0, 1, 2)...)}, "不认识的图表种类"},
		{"no labels", document.Chart{Kind: document.ColumnChart, Series: one()}, "没有标签"},
		{"empty label", document.Chart{Kind: document.ColumnChart, Labels: []string{"甲", ""}, Series: one(qs(0, 1, 2)...)}, "第2个标签为空"},
		{"too many series", document.Chart{Kind: document.ColumnChart, Labels: ab, Series: append(one(qs(0, 1, 2)...), one(qs(0, 1, 2)...)...)}, "现有2个"},
		{"six slices", document.Chart{Kind: document.PieChart, Labels: []string{"1", "2", "3", "4", "5", "6"}, Series: one(qs(0, 1, 1, 1, 1, 1, 1)...)}, "至多5块"},
		{"pie with a gap", document.Chart{Kind: document.PieChart, Labels: ab, Series: one(q(1, 0), gap(zhixiao.NotProvided))}, "“乙”没有数值"},
		{"pie of zeros", document.Chart{Kind: document.PieChart, Labels: ab, Series: one(qs(0, 0, 0)...)}, "之和为0"},
		{"negative slice", document.Chart{Kind: document.PieChart, Labels: ab, Series: one(qs(0, 2, -1)...)}, "不能有负值-1"},
		{"rising pareto", document.Chart{Kind: document.ParetoChart, Labels: ab, Series: append(one(qs(0, 1, 2)...), one(qs(0, 33, 100)...)...)}, "从大到小"},
		{"waterfall that does not add up", document.Chart{Kind: document.WaterfallChart, Labels: []string{"上期", "变", "本期"}, Series: one(qs(1, 10, 2, 13)...)}, "1.2不等于“本期”1.3"},
		{"radar of two axes", document.Chart{Kind: document.RadarChart, Labels: ab, Series: one(qs(0, 1, 2)...)}, "3至12个轴"},
		{"quartiles out of order", document.Chart{Kind: document.BoxPlotChart, Labels: []string{"甲"}, Series: []document.Series{{Name: "最小", Points: qs(0, 5)}, {Name: "下四分位", Points: qs(0, 4)}, {Points: qs(0, 6)}, {Points: qs(0, 7)}, {Points: qs(0, 8)}}}, "最小5大于下四分位4"},
		{"width not a number", document.Chart{Kind: document.ColumnChart, Labels: ab, Series: one(qs(0, 1, 2)...), WidthMM: math.NaN()}, "图幅"},
		{"endless height", document.Chart{Kind: document.ColumnChart, Labels: ab, Series: one(qs(0, 1, 2)...), HeightMM: math.Inf(1)}, "图幅"},
		{"character without glyph", document.Chart{Kind: document.ColumnChart, Title: "表情\U0001F600", Labels: ab, Series: one(qs(0, 1, 2)...)}, "U+1F600"},
		{"too many decimals", document.Chart{Kind: document.ColumnChart, Labels: []string{"甲"}, Series: one(q(1, 40))}, "小数位数40"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := d.Draw(context.Background(), tt.c)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
}

// TestEveryKindBearsExtremes draws each kind with equal, zero, missing, huge
// and many values: none may panic, hang or fail.
func TestEveryKindBearsExtremes(t *testing.T) {
	d := testDrawer(t)
	for _, c := range samples() {
		for name, v := range map[string]zhixiao.Quantity{
			"zero": q(0, 0), "equal": q(7, 1), "missing": gap(zhixiao.SmallSample), "huge": q(math.MaxInt64/8, 0), "tiny": q(1, 12),
		} {
			if name == "zero" && c.Kind == document.PieChart || name == "missing" && c.Kind == document.PieChart {
				continue
			}
			e := c
			e.Series = nil
			for _, s := range c.Series {
				ps := make([]zhixiao.Quantity, len(s.Points))
				for i := range ps {
					ps[i] = v
				}
				if c.Kind == document.WaterfallChart {
					for i := range ps[1 : len(ps)-1] {
						ps[i+1] = q(0, 0)
					}
				}
				e.Series = append(e.Series, document.Series{Name: s.Name, Points: ps})
			}
			img, err := d.Draw(context.Background(), e)
			if err != nil {
				t.Errorf("%s %s: %v", c.Title, name, err)
				continue
			}
			d.Release(img)
		}
	}
}

func TestSameSpecSamePixels(t *testing.T) {
	d := testDrawer(t)
	c := samples()["quadrant"]
	first, err := d.Draw(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	want := bytes.Clone(first.(*image.YCbCr).Y)
	d.Release(first) // the next drawing must not show through
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			img, err := d.Draw(context.Background(), c)
			if err != nil {
				t.Error(err)
				return
			}
			if !bytes.Equal(want, img.(*image.YCbCr).Y) {
				t.Error("pixels differ")
			}
		})
	}
	wg.Wait()
}

func TestDefaultSize(t *testing.T) {
	img, err := testDrawer(t).Draw(context.Background(), samples()["column"])
	if err != nil {
		t.Fatal(err)
	}
	if w := img.Bounds().Dx(); w != 1772 {
		t.Errorf("width %d, want 1772", w)
	}
}

func TestPhotographs(t *testing.T) {
	d := testDrawer(t)
	var wide bytes.Buffer
	if err := png.Encode(&wide, image.NewGray(image.Rect(0, 0, 3544, 100))); err != nil {
		t.Fatal(err)
	}
	img, err := d.Draw(context.Background(), document.Image{Name: "宽.png", Data: wide.Bytes()})
	if err != nil {
		t.Fatal(err)
	}
	if got := img.Bounds().Size(); got != image.Pt(1772, 50) {
		t.Errorf("size %v", got)
	}
	for name, data := range map[string][]byte{"空.jpg": nil, "断.png": wide.Bytes()[:60]} {
		if _, err := d.Draw(context.Background(), document.Image{Name: name, Data: data}); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestTicksAreRound(t *testing.T) {
	for _, tt := range []struct {
		name string
		a    scale
		want string
	}{
		{"unit step", zeroScale([]float64{4.9}, 5), "0 1 2 3 4 5"},
		{"twenties", zeroScale([]float64{98.76}, 5), "0 20 40 60 80 100"},
		{"below one", zeroScale([]float64{0.28}, 5), "0.0 0.1 0.2 0.3"},
		{"both signs", zeroScale([]float64{-3, 7}, 5), "-4 -2 0 2 4 6 8"},
		{"nothing", zeroScale(nil, 5), "0.0 0.2 0.4 0.6 0.8 1.0"},
		{"cut", openScale([]float64{94.2, 97.1}, 5), "94 95 96 97 98"},
		{"near zero starts at zero", openScale([]float64{3, 8}, 5), "0 2 4 6 8"},
		{"thousands", zeroScale([]float64{12345}, 5), "0 5000 10000 15000"},
		{"percent ends at 100", openScale([]float64{98.7}, 5).within("%", []float64{98.7}), "92 94 96 98 100"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, d := range tt.a.ticks {
				got = append(got, d.String())
			}
			if s := strings.Join(got, " "); s != tt.want {
				t.Errorf("got %s, want %s", s, tt.want)
			}
		})
	}
}

// TestCanvasCarriesGoChart draws one of go-chart's own charts on our canvas:
// the Renderer contract holds, not only the part our marks use.
func TestCanvasCarriesGoChart(t *testing.T) {
	f := testDrawer(t).faces
	pie := chart.PieChart{Width: 400, Height: 300, Font: f.main, Values: []chart.Value{{Value: 5, Label: "办结"}, {Value: 3, Label: "在办"}}}
	var buf bytes.Buffer
	if err := pie.Render(func(w, h int) (chart.Renderer, error) { return newCanvas(w, h, f, nil), nil }, &buf); err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(&buf)
	if err != nil {
		t.Fatal(err)
	}
	if r, g, b, _ := img.At(240, 120).RGBA(); r == g && g == b {
		t.Error("the pie has no colour")
	}
}

func TestNewNeedsAFont(t *testing.T) {
	if _, err := New(nil); err == nil || !strings.Contains(err.Error(), "heiti") {
		t.Errorf("got %v", err)
	}
	if _, err := New(document.Fonts{document.HeiTi: []byte("no font")}); err == nil {
		t.Error("no error")
	}
}
