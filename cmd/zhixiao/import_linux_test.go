package main

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// bomb is a file that is small on the disk and large in memory. refused says what
// the message must hold; without it the file's one row is taken.
type bomb struct {
	name, refused string
	write         func(z *zip.Writer) error
	loose         bool // not compressed: another limit than the ratio's must hold
}

const (
	officeTypes = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	consultRow1 = `<row r="1"><c t="inlineStr"><is><t>region</t></is></c><c t="inlineStr"><is><t>dept</t></is></c><c t="inlineStr"><is><t>date</t></is></c><c t="inlineStr"><is><t>due</t></is></c><c t="inlineStr"><is><t>ontime</t></is></c></row>`
	consultRow2 = `<row r="2"><c t="inlineStr"><is><t>110101</t></is></c><c/><c><v>46235</v></c><c><v>1</v></c><c><v>1</v></c></row>`
)

// part writes a part of a workbook: text, with filling repeated n times in its
// middle.
func part(z *zip.Writer, name, before, filling string, n int, after string) error {
	w, err := z.Create(name)
	if err != nil {
		return err
	}
	if _, err := io.WriteString(w, before); err != nil {
		return err
	}
	many := strings.Repeat(filling, 1+(1<<16)/(1+len(filling)))
	for left := n * len(filling); left > 0; left -= len(many) {
		if _, err := io.WriteString(w, many[:min(left, len(many))]); err != nil {
			return err
		}
	}
	_, err = io.WriteString(w, after)
	return err
}

// inSheet is a bomb whose worksheet has filling n times after its two rows.
func inSheet(filling string, n int) func(z *zip.Writer) error {
	return func(z *zip.Writer) error {
		return part(z, "xl/worksheets/sheet1.xml", "<worksheet><sheetData>"+consultRow1+consultRow2, filling, n, "</sheetData></worksheet>")
	}
}

func bombs() []bomb {
	return []bomb{
		{"一条长文字压得很紧", "不像数据表", func(z *zip.Writer) error {
			return errors.Join(part(z, "xl/sharedStrings.xml", "<sst><si><t>", "x", 3<<20, "</t></si></sst>"), inSheet(`<row><c t="s"><v>0</v></c></row>`, 2000)(z))
		}, false},
		{"一条长文字用两千次", "超过32767个字", func(z *zip.Writer) error {
			if err := part(z, "xl/sharedStrings.xml", "<sst><si><t>", "x", 3<<20, "</t></si></sst>"); err != nil {
				return err
			}
			return inSheet(`<row><c t="s"><v>0</v></c></row>`, 2000)(z)
		}, true},
		{"六亿字节的图片", "", func(z *zip.Writer) error {
			if err := part(z, "xl/media/image1.png", "", "\x00", 600<<20, ""); err != nil {
				return err
			}
			return inSheet("", 0)(z)
		}, false},
		{"最右一列", "第16384列", inSheet(`<row><c r="XFD9"><v>1</v></c></row>`, 3000), false},
		{"五亿字节的空白", "不像数据表", inSheet(" ", 500<<20), false},
		{"四亿多字节的行", "最多400兆字节", inSheet(`<row r="3"><c r="A3" t="inlineStr"><is><t>110101</t></is></c><c r="C3"><v>46235</v></c><c r="D3" s="2"><v>1</v></c></row>`, 3_700_000), false},
		{"五百万条文字", "文字超过", func(z *zip.Writer) error {
			if err := part(z, "xl/sharedStrings.xml", "<sst>", "<si><t>abc</t></si><si><t/></si>", 2_500_000, "</sst>"); err != nil {
				return err
			}
			return inSheet("", 0)(z)
		}, true},
		{"没有结束的标签", "过大", endless, false},
		{"一格一千万字", "超过32767个字", inSheet(`<row><c t="inlineStr"><is><t>`+strings.Repeat("字", 1000)+`</t><t>`+strings.Repeat("字", 40_000)+`</t></is></c></row>`, 80), true},
	}
}

// endless is an element whose attribute never ends.
func endless(z *zip.Writer) error {
	noise := make([]byte, 1<<20)
	for i := range noise {
		noise[i] = 'a' + byte(i*i>>7)%26
	}
	return part(z, "xl/worksheets/sheet1.xml", "<worksheet><sheetData>"+consultRow1+"<row a=\"", string(noise), 100, "")
}

// bombFile writes a bomb as a workbook with one sheet 在线咨询.
func bombFile(t *testing.T, folder string, b bomb) string {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	if b.loose {
		z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.NoCompression) })
	}
	for name, text := range map[string]string{
		"_rels/.rels":                `<Relationships><Relationship Id="r" Type="` + officeTypes + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook xmlns:r="` + officeTypes + `"><sheets><sheet name="在线咨询" sheetId="1" r:id="s"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="s" Type="` + officeTypes + `/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="t" Type="` + officeTypes + `/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
	} {
		if err := part(z, name, text, "", 0, ""); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.write(z); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(folder, "在线咨询.xlsx")
	if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestImportBombsAreCheap gives the program each bomb in a process of its own: it
// must end with a message in bounded memory, and leave nothing behind.
func TestImportBombsAreCheap(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: the memory of many runs is watched")
	}
	const limit = 300 // MiB
	dir := t.TempDir()
	program := filepath.Join(dir, "zhixiao")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	if out, err := exec.Command(program, "init", filepath.Join(dir, "work")).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, b := range bombs() {
		t.Run(b.name, func(t *testing.T) { importBomb(t, dir, program, limit, b) })
	}
	t.Run("一千万字的格子", func(t *testing.T) {
		path := filepath.Join(dir, "consult.csv")
		if err := os.WriteFile(path, []byte("region,dept,date,due,ontime\n110101,"+strings.Repeat("x", 1<<20)+",2026-08-01,1,1\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command(program, "import", "--db", filepath.Join(dir, "work", "zhixiao.sqlite"), path).CombinedOutput()
		if err == nil || len(out) > 2000 || !strings.Contains(string(out), "共1048576字") {
			t.Errorf("%d bytes of message: %.300s", len(out), out)
		}
	})
	t.Run("没有收尾的引号", func(t *testing.T) {
		path := filepath.Join(dir, "consult.csv")
		if err := os.WriteFile(path, []byte("region,dept,date,due,ontime\n110101,\""+strings.Repeat("F01\n", 15<<20)), 0o644); err != nil {
			t.Fatal(err)
		}
		var errs bytes.Buffer
		cmd := exec.Command(program, "import", "--db", filepath.Join(dir, "work", "zhixiao.sqlite"), path)
		cmd.Stderr = &errs
		peak, err := runForPeak(cmd)
		if err == nil || peak > limit || !strings.Contains(errs.String(), "超过4兆字节") {
			t.Errorf("%d MiB, %v: %.300s", peak, err, errs.String())
		}
	})
}

func importBomb(t *testing.T, dir, program string, limit int, b bomb) {
	desk, scratch := t.TempDir(), t.TempDir()
	file := bombFile(t, desk, b)
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	cmd := exec.Command(program, "import", "--on", "2026-08-31", "--db", filepath.Join(dir, "work", "zhixiao.sqlite"), file)
	cmd.Stdout, cmd.Stderr, cmd.Env = &out, &out, append(os.Environ(), "TMPDIR="+scratch)
	started := time.Now()
	peak, err := runForPeak(cmd)
	t.Logf("%.2f s, %d MiB, %d bytes: %s", time.Since(started).Seconds(), peak, info.Size(), out.String())
	switch {
	case b.refused == "" && err != nil:
		t.Errorf("a harmless file is refused: %v", err)
	case b.refused != "" && (err == nil || !strings.Contains(out.String(), b.refused) || !strings.Contains(out.String(), "在线咨询.xlsx")):
		t.Errorf("want a message with %q and the file's name, got %v", b.refused, err)
	case strings.Contains(out.String(), "goroutine"):
		t.Error("panic")
	}
	if peak > limit {
		t.Errorf("%d MiB of memory, at most %d", peak, limit)
	}
	if left, err := os.ReadDir(scratch); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

// BenchmarkImport takes in files of cases, 22 columns wide, and tells rows a second
// and the peak of the memory.
func BenchmarkImport(b *testing.B) {
	dir := builtProgram(b)
	for _, f := range []struct {
		name string
		rows int
	}{{"办件.csv", 100_000}, {"办件.csv", 800_000}, {"办件.xlsx", 100_000}} {
		b.Run(fmt.Sprint(filepath.Ext(f.name), f.rows), func(b *testing.B) {
			path := filepath.Join(b.TempDir(), f.name)
			if err := caseFile(path, f.rows); err != nil {
				b.Fatal(err)
			}
			peak := 0
			for b.Loop() {
				work := filepath.Join(b.TempDir(), "work")
				if out, err := exec.Command(filepath.Join(dir, "zhixiao"), "init", work).CombinedOutput(); err != nil {
					b.Fatalf("%v\n%s", err, out)
				}
				p, err := runForPeak(exec.Command(filepath.Join(dir, "zhixiao"), "import", "--db", filepath.Join(work, "zhixiao.sqlite"), path))
				if err != nil {
					b.Fatal(err)
				}
				peak = max(peak, p)
			}
			b.ReportMetric(float64(f.rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
			b.ReportMetric(float64(peak), "peak-RSS-MiB")
		})
	}
}

// caseFile writes a file of cases, a CSV or a workbook by its name.
func caseFile(path string, rows int) error {
	head := strings.Split("project_no,region,dept,matter,hall,apply_date,channel,promised,promise_days,accept_days,handle_days,accepted,finished,overdue,overlong,corrections,subject_first,subject_repeat,special,refused,came,chain_ok", ",")
	row := func(i int) []string {
		return strings.Split(fmt.Sprintf("110101F01202607%09d,110101,F%02d,M%04d,H-110101-01,2026-0%d-%02d,%d,1,10,1,%d,1,1,0,0,0,1,0,0,0,1,1", i, 1+i%48, 1+i%600, 7+i%3, 1+i%28, i%4, i%10), ",")
	}
	if strings.HasSuffix(path, ".csv") {
		var b bytes.Buffer
		fmt.Fprintln(&b, strings.Join(head, ","))
		for i := range rows {
			fmt.Fprintln(&b, strings.Join(row(i), ","))
		}
		return os.WriteFile(path, b.Bytes(), 0o644)
	}
	book := excelize.NewFile()
	defer book.Close()
	if err := book.SetSheetName("Sheet1", "办件"); err != nil {
		return err
	}
	w, err := book.NewStreamWriter("办件")
	if err != nil {
		return err
	}
	for i := -1; i < rows; i++ {
		texts := head
		if i >= 0 {
			texts = row(i)
		}
		cells := make([]any, len(texts))
		for c, s := range texts {
			cells[c] = s
		}
		if err := w.SetRow(fmt.Sprint("A", i+2), cells); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return book.SaveAs(path)
}
