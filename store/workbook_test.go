package store

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"zhixiao"
)

// rawBook is a workbook written by hand: one worksheet 在线咨询 of that XML, shared
// texts, and more parts, which replace or join its own.
func rawBook(t testing.TB, sheet, shared string, more map[string]string) string {
	t.Helper()
	const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	parts := map[string]string{
		"_rels/.rels":                `<Relationships><Relationship Id="r" Type="` + office + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook xmlns:r="` + office + `"><sheets><sheet name="在线咨询" sheetId="1" r:id="s"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="s" Type="` + office + `/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="t" Type="` + office + `/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml":   sheet, "xl/sharedStrings.xml": "<sst>" + shared + "</sst>",
	}
	for name, text := range more {
		parts[name] = text
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range parts {
		w, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(w, text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "在线咨询.xlsx")
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// sheetOf is a worksheet of a consult table with those rows below the header.
func sheetOf(rows string) string {
	head := ""
	for i, name := range []string{"region", "dept", "date", "due", "ontime"} {
		head += fmt.Sprintf(`<c r="%c1" t="inlineStr"><is><t>%s</t></is></c>`, 'A'+i, name)
	}
	return `<worksheet><sheetData><row r="1">` + head + `</row>` + rows + `</sheetData></worksheet>`
}

const goodRow = `<row r="2"><c r="A2" t="str"><v>110101</v></c><c r="C2"><v>46235</v></c><c r="D2"><v>1</v></c><c r="E2" t="b"><v>1</v></c></row>`

// taken imports a file into a new database and answers its rows.
func taken(t testing.TB, path string) (rows string, err error) {
	t.Helper()
	s, err := Create(context.Background(), filepath.Join(t.TempDir(), "a.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	_, err = s.Import(context.Background(), path, Intake{Now: time.Date(2026, 8, 31, 0, 0, 0, 0, time.UTC), Units: []zhixiao.Unit{{Code: "110101", Kind: zhixiao.Region, Short: "东城区"}, {Code: "F01", Kind: zhixiao.Domain}}})
	if e := s.db.Get(&rows, "SELECT COALESCE(group_concat(concat_ws(' ', region, dept, date, due, ontime), ';'), '') FROM consult"); e != nil {
		t.Fatal(e)
	}
	if err != nil && rows != "" {
		t.Errorf("a refused file left rows: %s", rows)
	}
	return rows, err
}

func TestWorkbooksAreReadAsTheyStand(t *testing.T) {
	for _, tt := range []struct{ name, sheet, shared, more, want string }{
		{"cells of all kinds", sheetOf(goodRow), "", "", "110101  2026-08-01 1 1"},
		{"rich shared text without its reading", sheetOf(`<row r="2"><c r="A2" t="s"><v>1</v></c><c r="C2" t="d"><v>2026-08-02T00:00:00</v></c><c r="D2"><v>1</v></c><c r="E2"><v>0</v></c></row>`),
			`<si><t>x</t></si><si><r><t>东</t></r> 间 <r><t xml:space="preserve">城区 </t></r><rPh sb="0" eb="1"><t>dong</t></rPh></si>`, "", "110101  2026-08-02 1 0"},
		{"no references", sheetOf(`<row><c t="inlineStr"><is><t>110101</t></is></c><c/><c><v>46235</v></c><c><v>1</v></c><c><v>1</v></c></row>`), "", "", "110101  2026-08-01 1 1"},
		{"days from 1904", sheetOf(strings.Replace(goodRow, "46235", "44773", 1)), "", `<workbookPr date1904="1"/>`, "110101  2026-08-01 1 1"},
		{"days from 1904, said in a word", sheetOf(strings.Replace(goodRow, "46235", "44773.5", 1)), "", `<workbookPr date1904="true"/>`, "110101  2026-08-01 1 1"},
		{"a formula with its result", sheetOf(strings.Replace(goodRow, `<c r="D2"><v>`, `<c r="D2"><f>1+0</f><v>`, 1)), "", "", "110101  2026-08-01 1 1"},
		{"joined cells in the header only", strings.Replace(sheetOf(goodRow), "</sheetData>", `</sheetData><mergeCells><mergeCell ref="H1:I1"/></mergeCells>`, 1), "", "", "110101  2026-08-01 1 1"},
		{"empty cells far right", sheetOf(strings.Replace(goodRow, "</row>", `<c r="XFD2" s="1"/></row>`, 1)), "", "", "110101  2026-08-01 1 1"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var more map[string]string
			if tt.more != "" {
				more = map[string]string{"xl/workbook.xml": `<workbook xmlns:r="http://r">` + tt.more + `<sheets><sheet name="在线咨询" sheetId="1" r:id="s"/></sheets></workbook>`}
			}
			if got, err := taken(t, rawBook(t, tt.sheet, tt.shared, more)); err != nil || got != tt.want {
				t.Errorf("got %q, %v, want %q", got, err, tt.want)
			}
		})
	}
}

func TestWorkbooksAreRefusedWithTheirPlace(t *testing.T) {
	for _, tt := range []struct{ name, sheet, want string }{
		{"joined cells", strings.Replace(sheetOf(goodRow), "</sheetData>", `</sheetData><mergeCells><mergeCell ref="A2:A25"/><mergeCell ref="B2:B2"/></mergeCells>`, 1), "表在线咨询: 数据区有合并单元格A2:A25"},
		{"a shared text that is not there", sheetOf(strings.Replace(goodRow, `<c r="C2">`, `<c r="B2" t="s"><v>7</v></c><c r="C2">`, 1)), "第2行: 单元格B2所指的文字不在工作簿中"},
		{"a formula without result", sheetOf(strings.Replace(goodRow, `<c r="D2"><v>1</v>`, `<c r="D2"><f>A1</f>`, 1)), "第2行: 单元格D2的公式没有计算结果"},
		{"a formula's error", sheetOf(strings.Replace(goodRow, `<c r="C2">`, `<c r="B2" t="e"><v>#REF!</v></c><c r="C2">`, 1)), "列部门（dept）：单元格是公式错误#REF!"},
		{"an end too early", strings.TrimSuffix(sheetOf(goodRow+strings.Replace(goodRow, "2", "3", 1)), "</sheetData></worksheet>"), "工作表在线咨询在第3行之后损坏或不完整"},
		{"no XML", strings.Replace(sheetOf(goodRow), "<v>1</v>", "<v>1&nothing;</v>", 1), "损坏或不完整"},
		{"a cell far right", sheetOf(strings.Replace(goodRow, "</row>", `<c r="XFD2"><v>1</v></c></row>`, 1)), "单元格XFD2在第16384列"},
		{"header only", sheetOf(""), "没有数据行，未导入"},
		{"nothing at all", "<worksheet><sheetData/></worksheet>", "没有数据行，未导入"},
		{"rows without content", sheetOf(`<row r="2"><c r="A2"/></row><row r="3"><c r="A3" t="str"><v> </v></c></row>`), "没有数据行，未导入"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := taken(t, rawBook(t, tt.sheet, "<si><t>东城区</t></si>", nil))
			if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), "在线咨询.xlsx") || !strings.Contains(err.Error(), "（") {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
}

func TestFilesThatAreNoWorkbooks(t *testing.T) {
	whole, err := os.ReadFile(rawBook(t, sheetOf(goodRow), "", nil))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name string
		data []byte
		want string
	}{
		{"protected.xlsx", append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 2000)...), "打开密码"},
		{"half.xlsx", whole[:len(whole)/2], "不是 .xlsx 文件，或文件不完整"},
		{"text.xlsx", []byte("region,dept\n"), "不是 .xlsx 文件"},
		{"empty.xlsx", nil, "不是 .xlsx 文件"},
		{"consult_utf16.csv", []byte("\xff\xfer\x00e\x00"), "UTF-16"},
		{"consult_quote.csv", []byte("region,dept,date,due,ontime\n110101,\"F01,2026-08-01,1,1\n"), "引号没有成对"},
		{"consult_bare.csv", []byte("region,dept,date,due,ontime\n110101,F\"01,2026-08-01,1,1\n"), "第2行的引号没有成对"},
		{"consult_code.csv", []byte("region,dept,date,due,ontime\n\xff\xff\xff,F01,2026-08-01,1,1\n"), "第2行既不是UTF-8也不是GBK"},
		{"consult_empty.csv", nil, "没有数据行，未导入"},
		{"consult_head.csv", []byte("region,dept,date,due,ontime\n\n,,,,\n"), "没有数据行，未导入"},
	} {
		path := filepath.Join(t.TempDir(), tt.name)
		if err := os.WriteFile(path, tt.data, 0o644); err != nil {
			t.Fatal(err)
		}
		_, err := taken(t, path)
		if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), tt.name) || strings.ContainsAny(err.Error(), "abcdefghijklmnopqrstuvwxyz") && strings.Contains(err.Error(), "parse error") {
			t.Errorf("%s: got %v, want %q", tt.name, err, tt.want)
		}
	}
}

// TestWorkbooksAreReadAsExcelizeReadsThem compares with an independent reader, on
// texts that XML has to write otherwise.
func TestWorkbooksAreReadAsExcelizeReadsThem(t *testing.T) {
	book := excelize.NewFile()
	texts := []string{"东城区", "a<b>&\"'c", " 前后空格 ", "两\n行", "_x000D_", "_x0041", "_x00zz_", "𠮷", "1e5", "", "tab\there", strings.Repeat("长", 3000)}
	for row := range 40 {
		for col := range 25 {
			cell, err := excelize.CoordinatesToCellName(col+1, row*2+1)
			if err != nil {
				t.Fatal(err)
			}
			var v any = texts[(row*25+col)%len(texts)]
			switch (row + col) % 5 {
			case 0:
				v = row*1000 + col
			case 1:
				v = float64(row) + 0.25
			case 2:
				v = time.Date(2026, 8, 1+col, 12, 0, 0, 0, time.UTC)
			}
			if err := book.SetCellValue("Sheet1", cell, v); err != nil {
				t.Fatal(err)
			}
		}
	}
	path := filepath.Join(t.TempDir(), "a.xlsx")
	if err := book.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	again, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	want, err := again.GetRows("Sheet1", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	got, _, err := readWorkbook(path)
	if err != nil || len(got) != 1 || len(got[0].rows) != len(want) {
		t.Fatal(err)
	}
	for i := range want {
		if d := cmp.Diff(filled(want[i]), filled(got[0].rows[i])); d != "" {
			t.Errorf("row %d: %s", i+1, d)
		}
	}
}
