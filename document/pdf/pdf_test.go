package pdf_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode"

	"zhixiao/document"
	"zhixiao/document/pdf"
)

func print(t testing.TB, w *pdf.Writer, d *document.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := w.Write(context.Background(), &b, d); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func keep(t *testing.T, file []byte) string {
	t.Helper()
	dir := t.TempDir()
	if d := os.Getenv("ZHIXIAO_PDF_SAMPLES"); d != "" {
		dir = d
	}
	path := filepath.Join(dir, t.Name()+".pdf")
	if err := os.WriteFile(path, file, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func need(t *testing.T, tool string) {
	t.Helper()
	if _, err := exec.LookPath(tool); err != nil {
		t.Skipf("本机没有%s，跳过", tool)
	}
}

func TestKitchenSinkIsASoundFile(t *testing.T) {
	path := keep(t, print(t, writer(t), kitchenSink()))
	need(t, "qpdf")
	if out, err := exec.Command("qpdf", "--check", path).CombinedOutput(); err != nil {
		t.Errorf("qpdf: %s", out)
	}
}

func TestSameDocumentSameBytes(t *testing.T) {
	first := print(t, writer(t), kitchenSink())
	w := writer(t)
	for range 3 {
		if !bytes.Equal(first, print(t, w, kitchenSink())) {
			t.Fatal("the second print differs from the first")
		}
	}
}

// squash drops what extraction may add or lose: spaces and line ends.
func squash(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

func TestPrintedTextIsTheTreesText(t *testing.T) {
	need(t, "pdftotext")
	d := kitchenSink()
	path := keep(t, print(t, writer(t), d))
	out, err := exec.Command("pdftotext", "-raw", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	// Page numbers stand between the lines of a paragraph that runs over pages.
	var lines []string
	for _, line := range strings.Split(strings.ReplaceAll(string(out), "\f", "\n"), "\n") {
		if !strings.Contains(line, "— ") && line != "演示数据" {
			lines = append(lines, line)
		}
	}
	got := squash(strings.Join(lines, ""))
	numbers := document.Number(d)
	d.Blocks(func(b document.Block) {
		document.EachInlines(b, func(in []document.Inline) {
			if _, ok := b.(document.Table); ok {
				return
			}
			if want := squash(document.PlainText(in, numbers)); !strings.Contains(got, want) {
				t.Errorf("%s: %q is not in the print", b.BlockID(), want)
			}
		})
	})
	for _, want := range []string{"朝阳区政务服务“好差评”质效监测季度分析报告", "（2026年第三季度）", "表1各区综合得分与排名（续表）", "图1好评率走势", "附表1指标一览", "目录"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in the print", want)
		}
	}
}

func TestErrorsNameTheirBlock(t *testing.T) {
	tall := document.Table{ID: "tall", Caption: "表", Columns: []document.Column{{Width: 1}}, Rows: [][]document.Cell{row(strings.Repeat("过高的单元格", 800))}}
	for _, tt := range []struct {
		name  string
		block document.Block
		pics  document.Pictures
		want  []string
	}{
		{"emoji", document.Para{ID: "p", Inlines: words("好评😀")}, nil, []string{"段落标识p", "U+1F600"}},
		{"rune without glyph", document.Para{ID: "p", Inlines: words("ༀ")}, nil, []string{"段落标识p", "U+0F00", "fangsong"}},
		{"picture missing", document.Figure{ID: "f", Caption: "图"}, pictures{}, []string{"段落标识f", "图片是空的"}},
		{"picture broken", document.Figure{ID: "f", Caption: "图"}, pictures{&document.Picture{JPEG: []byte("x"), Width: 1, Height: 1}}, []string{"段落标识f", "JPEG"}},
		{"row higher than the page", tall, nil, []string{"段落标识tall", "超过版心"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w, err := pdf.New(look(), fonts(t), tt.pics, made)
			if err != nil {
				t.Fatal(err)
			}
			var b bytes.Buffer
			err = w.Write(context.Background(), &b, &document.Document{Title: "题", Body: []document.Block{tt.block}})
			if err == nil {
				t.Fatal("no error")
			}
			for _, want := range tt.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("got %v, want %q in it", err, want)
				}
			}
			if b.Len() > 0 {
				t.Error("bytes were written in spite of the error")
			}
		})
	}
}

func TestPagination(t *testing.T) {
	l, err := writer(t).Layout(context.Background(), kitchenSink())
	if err != nil {
		t.Fatal(err)
	}
	p := l.Pagination()
	if p["abs"] != 1 || p["a1"] <= p["h2"] || p["wide"] <= p["rank"] || p["h2"] <= p["wide"] {
		t.Errorf("got %v", p)
	}
}

func BenchmarkReport(b *testing.B) {
	w, d := writer(b), kitchenSink()
	b.ReportAllocs()
	for b.Loop() {
		print(b, w, d)
	}
}

func TestNoLineIsWiderThanTheTypeArea(t *testing.T) {
	l, err := writer(t).Layout(context.Background(), kitchenSink())
	if err != nil {
		t.Fatal(err)
	}
	if over := l.Overruns(); len(over) > 0 {
		t.Errorf("out of the type area: %q", over)
	}
}

func TestNothingReachesThePageNumber(t *testing.T) {
	d := kitchenSink()
	for i, b := range d.Body {
		if table, ok := b.(document.Table); ok {
			table.Rows = slices.Repeat(table.Rows, 6)
			d.Body[i] = table
		}
	}
	l, err := writer(t).Layout(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	if hits := l.Collisions(); len(hits) > 0 {
		t.Errorf("too near to the page number: %q", hits)
	}
}

func TestTwentyTwoLinesOfTwentyEight(t *testing.T) {
	d := &document.Document{Title: "题", Body: []document.Block{document.Para{ID: "p", Inlines: words(strings.Repeat("政务服务", 22*28))}}}
	l, err := writer(t).Layout(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	// The first line is two characters short, and the page number is added.
	if got := squash(l.Text(1)); len([]rune(got)) != 22*28-2+len("—1—")-4 {
		t.Errorf("the first page has %d characters", len([]rune(got)))
	}
}

func TestCellsThatSpanMoreThanAPage(t *testing.T) {
	table := document.Table{ID: "t", Caption: "分类明细", Columns: []document.Column{{Width: 1}, {Width: 2}}, Header: [][]document.Cell{row("类别", "事项")}}
	for i := range 80 {
		cells := row("事项名称")
		if i == 0 {
			cells = append([]document.Cell{{Inlines: words("办事等候"), RowSpan: 80}}, cells...)
		}
		table.Rows = append(table.Rows, cells)
	}
	l, err := writer(t).Layout(context.Background(), &document.Document{Title: "题", Body: []document.Block{table}})
	if err != nil {
		t.Fatal(err)
	}
	if l.Pages() < 3 {
		t.Fatalf("got %d pages", l.Pages())
	}
	for i := 1; i < l.Pages(); i++ {
		if text := l.Text(i); !strings.Contains(text, "办事等候") || !strings.Contains(text, "类别") {
			t.Errorf("page %d: %s", i, text)
		}
	}
}

func TestHeadingsStayWithTheirText(t *testing.T) {
	var body []document.Block
	for i := range 21 {
		body = append(body, document.Para{ID: document.ID("p" + string(rune('a'+i))), Inlines: words("一行。")})
	}
	body = append(body, document.Heading{ID: "h", Level: 1, Text: words("标题")}, document.Para{ID: "after", Inlines: words("正文。")})
	l, err := writer(t).Layout(context.Background(), &document.Document{Title: "题", Body: body})
	if err != nil {
		t.Fatal(err)
	}
	if p := l.Pagination(); p["h"] != 2 || p["after"] != 2 || p["pu"] != 1 {
		t.Errorf("got %v", p)
	}
}

func TestAHeadingTurnsWithItsTable(t *testing.T) {
	wide := document.Table{ID: "t", Caption: "全表", Landscape: true, Columns: []document.Column{{Width: 1}}, Rows: [][]document.Cell{row("甲")}, Note: words("说明。")}
	d := &document.Document{Title: "题", Body: []document.Block{
		document.Para{ID: "p", Inlines: words("正文。")}, document.Heading{ID: "h", Level: 1, Text: words("横表")}, wide,
		document.Para{ID: "n", Role: document.Note, Inlines: words("再注。")}, document.Para{ID: "q", Inlines: words("正文。")},
	}}
	l, err := writer(t).Layout(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	p := l.Pagination()
	if p["p"] != 1 || p["h"] != 2 || p["t"] != 2 || p["n"] != 2 || p["q"] != 3 {
		t.Errorf("got %v", p)
	}
	if text := l.Text(2); !strings.Contains(text, "注：说明。") {
		t.Errorf("got %s", text)
	}
}

func TestWritersArePrintedInParallel(t *testing.T) {
	w := writer(t)
	want := print(t, w, kitchenSink())
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			var b bytes.Buffer
			if err := w.Write(context.Background(), &b, kitchenSink()); err != nil || !bytes.Equal(b.Bytes(), want) {
				t.Errorf("another file in parallel, %v", err)
			}
		})
	}
	group.Wait()
}

func TestCancelledPrintWritesNothing(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var b bytes.Buffer
	if err := writer(t).Write(ctx, &b, kitchenSink()); err == nil || b.Len() > 0 {
		t.Errorf("got %v, %d bytes", err, b.Len())
	}
}

func TestNewNamesEveryFault(t *testing.T) {
	l, f := look(), fonts(t)
	delete(l.Styles, document.StyleBody)
	delete(f, document.KaiTi)
	f[document.HeiTi] = []byte("OTTO")
	_, err := pdf.New(l, f, nil, made)
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{"正文段", "kaiti.ttf", "heiti"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q in it", err, want)
		}
	}
}

// BenchmarkQuarterlyReport is a report of 2,000 characters with two pictures;
// BenchmarkBook is one of 20,000 without.
func BenchmarkQuarterlyReport(b *testing.B) { benchmark(b, 25, true) }

func BenchmarkBook(b *testing.B) { benchmark(b, 250, false) }

func benchmark(b *testing.B, paragraphs int, figures bool) {
	d := &document.Document{Title: "朝阳区政务服务质效监测报告", Subtitle: "2026年第三季度", TOC: true}
	for i := range paragraphs {
		id := fmt.Sprintf("p%d", i)
		if i%5 == 0 {
			d.Body = append(d.Body, document.Heading{ID: document.ID("h" + id), Level: 1 + i%2, Text: words("总体情况与分析")})
		}
		d.Body = append(d.Body, document.Para{ID: document.ID(id), Inlines: words("三季度全区政务服务“好差评”系统共收到评价1059条，其中好评率为99.52%，较上季度提高0.35个百分点，居全市第3位；差评整改率100%，平均整改用时2.6个工作日。")})
		if figures && i%12 == 11 {
			d.Body = append(d.Body, document.Figure{ID: document.ID("f" + id), Caption: "走势", Graphic: document.Chart{}, Source: "数据来源：系统。"})
		}
	}
	w := writer(b)
	b.ReportAllocs()
	for b.Loop() {
		print(b, w, d)
	}
}

func TestATallPictureIsMadeToFitThePage(t *testing.T) {
	w, err := pdf.New(look(), fonts(t), drawn(t, 100, 300), made)
	if err != nil {
		t.Fatal(err)
	}
	d := &document.Document{Title: "题", Body: []document.Block{document.Figure{ID: "f", Caption: "排名", Source: "数据来源：系统。"}}}
	l, err := w.Layout(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	if l.Pages() != 2 || !strings.Contains(l.Text(1), "图1") {
		t.Errorf("got %d pages, %s", l.Pages(), l.Text(1))
	}
}
