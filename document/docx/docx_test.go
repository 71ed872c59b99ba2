package docx_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/beevik/etree"
	"github.com/google/go-cmp/cmp"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/document/docx"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// oneColour draws every graphic as a plain picture.
type oneColour struct{}

func (oneColour) Picture(_ context.Context, g document.Graphic) (*document.Picture, error) {
	img := image.NewRGBA(image.Rect(0, 0, 300, 160))
	for i := range img.Pix {
		img.Pix[i] = 0xC0
	}
	img.Set(1, 1, color.Black)
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		return nil, err
	}
	name := "chart"
	if i, ok := g.(document.Image); ok {
		name = i.Name
	}
	return &document.Picture{JPEG: b.Bytes(), Width: 300, Height: 160, SHA256: name}, nil
}

func houseShell(t testing.TB) []byte {
	t.Helper()
	data, err := os.ReadFile("../../templates/shells/report.docx")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func newWriter(t testing.TB) *docx.Writer {
	t.Helper()
	w, err := docx.New("report.docx", houseShell(t), oneColour{}, docx.Options{Program: "zhixiao test"})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func write(t testing.TB, w *docx.Writer, d *document.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	pages := document.Pagination{"h1": 1, "h2": 1, "h3": 2, "app": 4, "t1": 1, "f1": 2, "t2": 4}
	if err := w.WriteWith(context.Background(), &b, d, pages); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func txt(s string) []document.Inline { return []document.Inline{document.Text(s)} }

func row(cells ...string) []document.Cell {
	out := make([]document.Cell, len(cells))
	for i, c := range cells {
		out[i].Inlines = txt(c)
	}
	return out
}

func num(n int64, places uint8, unit string) document.Num {
	return document.Num{Q: zhixiao.Quantity{Value: zhixiao.Decimal{N: n, Places: places}, Unit: unit}, WithUnit: true}
}

// kitchenSink holds every kind of block and inline once.
func kitchenSink() *document.Document {
	period, err := zhixiao.ParsePeriod("2026Q3")
	if err != nil {
		panic(err)
	}
	return &document.Document{
		Job: "quarter-district-110105-2026Q3", Kind: "quarter-district", Period: period,
		Unit:  zhixiao.Unit{Code: "110105", Kind: zhixiao.Region, Short: "朝阳区"},
		Title: "朝阳区政务服务质效监测评价报告", Subtitle: "2026年第三季度", TOC: true, Lists: true, Demo: true, Origin: "快照2026Q3第1版",
		Fields: map[string]string{"内部标识": "内部资料 注意保存", "合同编号": "京政数合【2026】121号", "编制单位": "监测评价项目组", "编制日期": "2026年10月20日", "版本": "V1.0"},
		Body: []document.Block{
			document.Heading{ID: "h0", Level: 1, Plain: true, Text: txt("摘要")},
			document.Para{ID: "p0", Inlines: []document.Inline{document.Text("按时办结率"), num(9952, 2, "%"), document.Text("，见"), document.Ref{Target: "t1"}, document.Text("。特殊字符：& < > \" '，“好差评”——𠮷。")}},
			document.Heading{ID: "h1", Level: 1, Text: txt("总体情况")},
			document.Heading{ID: "h2", Level: 2, Text: txt("承诺环节")},
			document.Para{ID: "lead", Role: document.Lead, Inlines: []document.Inline{document.Strong("承诺时限压缩明显。"), document.Text("平均承诺时限"), num(45, 1, "个工作日"), document.Text("。")}},
			document.Table{ID: "t1", Caption: "主要指标", Unit: "件", Columns: []document.Column{{Width: 2}, {Width: 1, Align: document.End}, {Width: 1, Align: document.Center}},
				Header: [][]document.Cell{{{Inlines: txt("指标"), RowSpan: 2}, {Inlines: txt("数值"), ColSpan: 2}}, row("本期", "上期")},
				Rows:   [][]document.Cell{{{Inlines: txt("受理"), RowSpan: 2}, {Inlines: txt("10")}, {Inlines: txt("—")}}, row("12", "11"), {{Inlines: txt("合计"), Strong: true}, {Inlines: txt("22"), ColSpan: 2}}},
				Note:   txt("“—”表示数据未提供。")},
			document.Heading{ID: "h3", Level: 3, Text: txt("典型问题")},
			document.Heading{ID: "h4", Level: 4, Text: txt("等候时间长")},
			document.List{ID: "list", Numbered: true, Items: [][]document.Inline{txt("补齐材料清单；"), txt("压减环节。")}},
			document.Para{ID: "case", Role: document.Quote, Inlines: txt("张女士反映，窗口要求重复提交材料。")},
			document.Figure{ID: "f1", Caption: "办结率趋势", Graphic: document.Chart{Kind: document.LineChart}, Source: "数据来源：办件库；n=1059。", Alt: "办结率上升"},
			document.PageBreak{ID: "pb"},
			document.Figure{ID: "f2", Caption: "现场照片", Graphic: document.Image{Name: "a.jpg"}, Source: "数据来源：暗访。", Alt: "窗口", WidthMM: 80},
			document.Para{ID: "sign", Role: document.Signoff, Inlines: txt("2026年10月20日")},
		},
		Appendix: []document.Block{
			document.Heading{ID: "app", Level: 1, Text: txt("指标一览表")},
			document.Table{ID: "t2", Caption: "全部指标", Landscape: true, Columns: []document.Column{{Width: 1}, {Width: 1}}, Header: [][]document.Cell{row("编码", "名称")}, Rows: [][]document.Cell{row("B101", "按时办结率")}},
			document.Para{ID: "appnote", Role: document.Note, Inlines: txt("注：口径见方案。")},
			document.Table{ID: "card", Plain: true, Columns: []document.Column{{Width: 1}}, Rows: [][]document.Cell{row("审核人")}},
		},
	}
}

func TestKitchenSinkPackage(t *testing.T) {
	golden(t, "kitchen.golden", dump(t, write(t, newWriter(t), kitchenSink())))
}

// dump lists the parts of a package, and prints those that a document decides.
func dump(t *testing.T, data []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, f := range z.File {
		fmt.Fprintln(&b, f.Name)
	}
	for _, f := range z.File {
		switch f.Name {
		case "word/styles.xml", "word/fontTable.xml", "word/settings.xml":
			continue
		}
		if !strings.HasSuffix(f.Name, ".xml") && !strings.HasSuffix(f.Name, ".rels") {
			continue
		}
		doc := etree.NewDocument()
		if err := doc.ReadFromString(part(t, data, f.Name)); err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		doc.Indent(1)
		s, _ := doc.WriteToString()
		fmt.Fprintf(&b, "\n== %s\n%s", f.Name, s)
	}
	return b.String()
}

func part(t testing.TB, data []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs (-want +got):\n%s", name, diff)
	}
}

func TestSameBytesTwice(t *testing.T) {
	if !bytes.Equal(write(t, newWriter(t), kitchenSink()), write(t, newWriter(t), kitchenSink())) {
		t.Error("two writers make different bytes of one document")
	}
}

func TestReportsOfOneWriterDoNotMix(t *testing.T) {
	w := newWriter(t)
	first := write(t, w, kitchenSink())
	second := kitchenSink()
	second.Title, second.Demo = "海淀区政务服务质效监测评价报告", false
	got := write(t, w, second)
	for _, name := range []string{"word/document.xml", "word/footer1.xml", "docProps/core.xml"} {
		if text := part(t, got, name); strings.Contains(text, "演示数据") || strings.Contains(text, "朝阳区政务") {
			t.Errorf("%s of the second report holds text of the first", name)
		}
	}
	third := kitchenSink()
	third.Fields["数据标识"] = "数据冻结日：2026年9月30日"
	if text := part(t, write(t, w, third), "word/document.xml"); !strings.Contains(text, "演示数据　数据冻结日") {
		t.Error("a demo report with a mark of its own does not say it is a demo")
	}
	if !strings.Contains(part(t, first, "word/footer1.xml"), "演示数据") {
		t.Error("the demo report does not say so in its footer")
	}
}

func TestFaultsOfADocumentAreNamedTogether(t *testing.T) {
	d := kitchenSink()
	d.Fields = map[string]string{}
	err := newWriter(t).Write(context.Background(), io.Discard, d)
	for _, want := range []string{"{{内部标识}}没有值", "{{版本}}没有值", "第1段"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q in it", err, want)
		}
	}
	d = kitchenSink()
	d.Body = append(d.Body, document.Para{ID: "bad1", Inlines: txt("响铃\a")}, document.Para{ID: "bad2", Inlines: []document.Inline{document.Ref{Target: "none"}}},
		document.Table{ID: "bad3", Columns: []document.Column{{Width: 1}, {Width: 1}}, Rows: [][]document.Cell{row("甲")}}, document.Heading{ID: "bad4", Level: 9})
	err = newWriter(t).Write(context.Background(), io.Discard, d)
	for _, want := range []string{"bad1: 文字含控制字符U+0007", "bad2: 引用的图表", "bad3: 表体第1行", "bad4: 标题级别9"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q in it", err, want)
		}
	}
}

func TestBracesInTextStay(t *testing.T) {
	d := kitchenSink()
	d.Title = "{{版本}}与{{正文}}"
	if text := part(t, write(t, newWriter(t), d), "word/document.xml"); !strings.Contains(text, "{{版本}}与{{正文}}") {
		t.Error("a title that looks like a placeholder was filled in")
	}
}

type fullDisk struct{ left int }

func (f *fullDisk) Write(p []byte) (int, error) {
	if len(p) > f.left {
		return f.left, errors.New("no space left on device")
	}
	return len(p), nil
}

func TestFullDiskIsAnError(t *testing.T) {
	for _, left := range []int{0, 1, 5000} {
		if err := newWriter(t).Write(context.Background(), &fullDisk{left}, kitchenSink()); err == nil {
			t.Errorf("disk full after %d bytes: no error", left)
		}
	}
}

func TestCancelledWriteWritesNothing(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var b bytes.Buffer
	if err := newWriter(t).Write(ctx, &b, kitchenSink()); !errors.Is(err, context.Canceled) || b.Len() > 0 {
		t.Errorf("got %v and %d bytes", err, b.Len())
	}
}

func BenchmarkReportWithoutPictures(b *testing.B) {
	w, d := newWriter(b), kitchenSink()
	d.Body = append([]document.Block{}, d.Body[:10]...)
	for i := range 60 {
		d.Body = append(d.Body, document.Para{ID: document.ID(fmt.Sprintf("x%d", i)), Inlines: txt(strings.Repeat("本季度共受理各类诉求，", 4))})
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := w.Write(context.Background(), io.Discard, d); err != nil {
			b.Fatal(err)
		}
	}
}
