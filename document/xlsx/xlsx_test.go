package xlsx_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/document/sample"
	"zhixiao/document/xlsx"
)

func writer() *xlsx.Writer { return xlsx.New(time.Date(2026, 9, 30, 12, 0, 0, 0, time.UTC)) }

func write(t testing.TB, d *document.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := writer().Write(context.Background(), &b, d); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func open(t testing.TB, file []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

func text(s string) document.Cell {
	return document.Cell{Inlines: []document.Inline{document.Text(s)}}
}

func num(n int64, places uint8, unit string, form document.NumForm) document.Cell {
	return document.Cell{Inlines: []document.Inline{document.Num{Q: zhixiao.Quantity{Value: zhixiao.Decimal{N: n, Places: places}, Unit: unit}, WithUnit: unit != "", Form: form}}}
}

func columns(n int) []document.Column { return slices.Repeat([]document.Column{{Width: 1}}, n) }

func twoTables() *document.Document {
	return &document.Document{
		Title: "堵点清单", Subtitle: "（2026年8月）", Demo: true, Fields: map[string]string{"编制单位": "演示项目组"},
		Body: []document.Block{
			document.Table{ID: "a", Caption: "区域汇总：件/件次", Unit: "件", Columns: columns(4), Note: []document.Inline{document.Text("合计含跨区。")},
				Header: [][]document.Cell{
					{{Inlines: []document.Inline{document.Text("区域")}, RowSpan: 2}, {Inlines: []document.Inline{document.Text("办件")}, ColSpan: 3}},
					{text("件数"), text("办结率"), text("较上月")},
				},
				Rows: [][]document.Cell{
					{text("朝阳区"), num(1204, 0, "", document.AsIs), num(9950, 2, "%", document.AsIs), num(-13, 1, "", document.Signed)},
					{text("0012"), num(7, 0, "", document.AsIs), text("—"), num(24, 1, "", document.Signed)},
				}},
			document.Table{ID: "b", Caption: "区域汇总：件/件次", Landscape: true, Columns: columns(2), Header: [][]document.Cell{{text("编号"), text("描述")}},
				Rows: [][]document.Cell{{text("2026-08-01"), text("=1+1")}}},
		},
	}
}

func TestCellsReadBackAsPrinted(t *testing.T) {
	f := open(t, write(t, twoTables()))
	if got, want := f.GetSheetList(), []string{"区域汇总件件次", "区域汇总件件次（2）"}; !slices.Equal(got, want) {
		t.Fatalf("sheets %q, want %q", got, want)
	}
	for _, tt := range []struct {
		sheet, cell, want, raw string
		number                 bool
	}{
		{"区域汇总件件次", "A1", "表1　区域汇总：件/件次", "", false},
		{"区域汇总件件次", "A2", "堵点清单（2026年8月）　　单位：件　　演示数据", "", false},
		{"区域汇总件件次", "A3", "区域", "", false},
		{"区域汇总件件次", "D4", "较上月", "", false},
		{"区域汇总件件次", "B5", "1204", "1204", true},
		{"区域汇总件件次", "C5", "99.50%", "99.5", true},
		{"区域汇总件件次", "D5", "-1.3", "-1.3", true},
		{"区域汇总件件次", "D6", "+2.4", "2.4", true},
		{"区域汇总件件次", "A6", "0012", "0012", false},
		{"区域汇总件件次", "C6", "—", "—", false},
		{"区域汇总件件次", "A7", "注：合计含跨区。", "", false},
		{"区域汇总件件次（2）", "A4", "2026-08-01", "2026-08-01", false},
		{"区域汇总件件次（2）", "B4", "=1+1", "=1+1", false},
	} {
		if got, err := f.GetCellValue(tt.sheet, tt.cell); err != nil || got != tt.want {
			t.Errorf("%s!%s: got %q, want %q (%v)", tt.sheet, tt.cell, got, tt.want, err)
		}
		if tt.raw == "" {
			continue
		}
		if got, _ := f.GetCellValue(tt.sheet, tt.cell, excelize.Options{RawCellValue: true}); got != tt.raw {
			t.Errorf("%s!%s: holds %q, want %q", tt.sheet, tt.cell, got, tt.raw)
		}
		kind, err := f.GetCellType(tt.sheet, tt.cell)
		if isText := kind == excelize.CellTypeInlineString || kind == excelize.CellTypeSharedString; err != nil || isText == tt.number {
			t.Errorf("%s!%s: type %v, want a number: %v", tt.sheet, tt.cell, kind, tt.number)
		}
	}
}

func TestSheetIsReadyToPrintAndFilter(t *testing.T) {
	f := open(t, write(t, sample.LongList(300)))
	name := f.GetSheetList()[0]
	layout, err := f.GetPageLayout(name)
	if err != nil || *layout.Orientation != "landscape" || *layout.Size != 8 || *layout.FitToWidth != 1 || *layout.FitToHeight != 0 {
		t.Errorf("page layout %+v (%v)", layout, err)
	}
	panes, err := f.GetPanes(name)
	if err != nil || !panes.Freeze || panes.YSplit != 3 {
		t.Errorf("panes %+v (%v)", panes, err)
	}
	names := map[string]string{}
	for _, n := range f.GetDefinedName() {
		names[n.Name] = n.RefersTo
	}
	if got := names["_xlnm.Print_Titles"]; got != "'公众侧问题清单'!$3:$3" {
		t.Errorf("print titles %q", got)
	}
	if got := names["_xlnm._FilterDatabase"]; !strings.HasSuffix(got, "$A$3:$T$303") {
		t.Errorf("filter %q", got)
	}
	props, err := f.GetDocProps()
	if err != nil || props.Created != "2026-09-30T12:00:00Z" || props.Modified != props.Created || props.Creator != "演示项目组" {
		t.Errorf("properties %+v (%v)", props, err)
	}
}

func TestSameDocumentSameBytes(t *testing.T) {
	for _, d := range []*document.Document{twoTables(), sample.LongList(200)} {
		first := write(t, d)
		for range 5 {
			if !bytes.Equal(first, write(t, d)) {
				t.Fatalf("%s: a second workbook differs", d.Title)
			}
		}
		z, err := zip.NewReader(bytes.NewReader(first), int64(len(first)))
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range z.File {
			if part.ModifiedDate != 0 || part.ModifiedTime != 0 {
				t.Errorf("%s carries the time %v", part.Name, part.Modified)
			}
		}
	}
}

func TestFaults(t *testing.T) {
	one := func(rows ...[]document.Cell) *document.Document {
		return &document.Document{Body: []document.Block{document.Table{ID: "t", Caption: "清单", Columns: columns(2), Long: slices.Values(rows)}}}
	}
	for _, tt := range []struct {
		name, want string
		d          *document.Document
	}{
		{"no table", "没有表", &document.Document{}},
		{"no row", "没有行", one()},
		{"a cell too few", "第1行：只有1列", one([]document.Cell{text("1")})},
		{"a cell too many", "超过2列", one([]document.Cell{text("1"), text("2"), text("3")})},
		{"a control character", "U+0007", one([]document.Cell{text("1"), text("\a")})},
		{"a cell too long", "32767", one([]document.Cell{text("1"), text(strings.Repeat("长", 32768))})},
	} {
		if err := writer().Write(context.Background(), io.Discard, tt.d); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want %s", tt.name, err, tt.want)
		}
	}
}

func TestLibreOfficeReadsWhatWasWritten(t *testing.T) {
	if _, err := exec.LookPath("soffice"); err != nil || testing.Short() {
		t.Skip("本机没有LibreOffice，跳过")
	}
	const n = 120
	dir := t.TempDir()
	path := filepath.Join(dir, "list.xlsx")
	d := sample.LongList(n)
	if err := os.WriteFile(path, write(t, d), 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("soffice", "--headless", "--norestore", "-env:UserInstallation=file://"+filepath.ToSlash(dir)+"/profile",
		"--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76", "--outdir", dir, path).CombinedOutput()
	if err != nil {
		t.Fatalf("soffice: %v\n%s", err, out)
	}
	data, err := os.ReadFile(filepath.Join(dir, "list.csv"))
	if os.IsNotExist(err) && !calc() {
		t.Skip("本机的LibreOffice没有Calc，跳过")
	}
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := 3 // below title, subtitle and header
	for row := range d.Body[1].(document.Table).EachRow() {
		for j, cell := range row {
			if got, want := rows[at][j], document.PlainText(cell.Inlines, nil); got != want {
				t.Fatalf("row %d, column %d: got %q, want %q", at+1, j+1, got, want)
			}
		}
		at++
	}
	if got := rows[at][0]; at != 3+n || !strings.HasPrefix(got, "注：") {
		t.Errorf("%d rows, then %q", at-3, got)
	}
}

// calc reports whether LibreOffice has its spreadsheets.
func calc() bool {
	path, err := exec.LookPath("soffice")
	if err != nil {
		return false
	}
	if path, err = filepath.EvalSymlinks(path); err != nil {
		return false
	}
	found, err := filepath.Glob(filepath.Join(filepath.Dir(path), "libsclo*"))
	return err == nil && len(found) > 0
}

func printLong(out io.Writer, d *document.Document) error {
	return writer().Write(context.Background(), out, d)
}

func TestLongListAlone(t *testing.T) { sample.Alone(t, printLong) }
func BenchmarkLongList(b *testing.B) { sample.Bench(b, "TestLongListAlone", printLong) }

func TestSheetNamesAreUniqueAndShort(t *testing.T) {
	d := &document.Document{}
	for i := range 12 {
		d.Body = append(d.Body, document.Table{ID: document.ID(fmt.Sprint("t", i)), Caption: strings.Repeat("很长的表题", 8), Columns: columns(1), Rows: [][]document.Cell{{text("1")}}})
	}
	names := open(t, write(t, d)).GetSheetList()
	if len(names) != 12 || len([]rune(names[11])) > 31 || !strings.HasSuffix(names[11], "（12）") {
		t.Errorf("got %q", names)
	}
}
