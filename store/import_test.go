package store_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"zhixiao"
	"zhixiao/store"
)

func write(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// taking is an import on an August day of these units.
func taking(units []zhixiao.Unit) store.Intake {
	return store.Intake{Units: units, Now: time.Date(2026, 8, 31, 4, 0, 0, 0, time.UTC)}
}

// counts is what was imported, without its register.
func counts(list []store.Imported) string {
	var b strings.Builder
	for _, d := range list {
		fmt.Fprintf(&b, "%s %d;", d.Table, d.Rows)
	}
	return b.String()
}

func TestImportReadsTheUsualWaysOfWriting(t *testing.T) {
	s, file := handMade(t)
	_, units := masters(t)
	const text = "区域（region）,部门(dept),date,due,ontime\n东城区,市工商局,2026/8/1,是,１\n亦庄开发区,,20260802,1,否\n110105,F01,2026年8月3日,1,1\n,F02,46235,1,0,,\n\n"
	gbk, err := simplifiedchinese.GBK.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	for name, body := range map[string]string{"consult_2026Q3.csv": "\ufeff" + text, "在线咨询.csv": gbk} {
		raw(t, file).MustExec("DELETE FROM consult") // so that the second repeats nothing
		got, err := s.Import(context.Background(), write(t, name, body), taking(units))
		if err != nil || counts(got) != "consult 4;" {
			t.Fatalf("%s: got %v, %v", name, got, err)
		}
		var rows []string
		if err := raw(t, file).Select(&rows, "SELECT concat_ws(' ', region, dept, date, due, ontime) FROM consult ORDER BY id"); err != nil {
			t.Fatal(err)
		}
		want := []string{"110101 F23 2026-08-01 1 1", "BDA  2026-08-02 1 0", "110105 F01 2026-08-03 1 1", " F02 2026-08-01 1 0"}
		if d := cmp.Diff(want, rows); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

func TestImportWorkbookWithSheetsInAnyOrder(t *testing.T) {
	s, file := handMade(t)
	_, units := masters(t)
	book := excelize.NewFile()
	rows := map[string][][]any{
		"暗访问题": {{"no", "seq", "item", "l2", "severity", "posted", "actual", "evidence"}, {"TY-9", 1, "取号", "0401", "严重", "9:00", "9:20", "E9"}},
		"暗访":   {{"no", "region", "hall", "date", "slot", "matter", "score"}, {"TY-9", "东城", "H1", 46235, "上午", "M0001", 875}},
	}
	for _, name := range []string{"暗访问题", "暗访"} {
		if _, err := book.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for i, r := range rows[name] {
			cell, _ := excelize.CoordinatesToCellName(1, i+1)
			if err := book.SetSheetRow(name, cell, &r); err != nil {
				t.Fatal(err)
			}
		}
	}
	path := filepath.Join(t.TempDir(), "暗访.xlsx")
	if err := book.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	got, err := s.Import(context.Background(), path, taking(units))
	if err != nil || len(got) != 2 {
		t.Fatalf("got %v, %v", got, err)
	}
	var date string
	if err := raw(t, file).Get(&date, "SELECT date FROM visit WHERE no = 'TY-9'"); err != nil || date != "2026-08-01" {
		t.Errorf("got %s, %v", date, err)
	}
}

func TestImportNamesEveryFaultAndTakesNothing(t *testing.T) {
	s, file := handMade(t)
	_, units := masters(t)
	for _, tt := range []struct{ name, text, want string }{
		{"consult.csv", "region,dept,date,due,ontime\n某区,F23,2026-02-30,甲,\n110101,F23,2026-08-01,1,1\n", "consult.csv 表consult 第2行: 列区域（region）：单位\"某区\"不在单位表中"},
		{"consult.csv", "region,dept,date,due,ontime\n某区,F23,2026-02-30,甲,\n", "列日期（date）：\"2026-02-30\"不是有效日期"},
		{"consult.csv", "region,dept,date,due,ontime\n某区,F23,2026-02-30,甲,\n", "列应办（due）：\"甲\"不是整数"},
		{"consult.csv", "region,dept,date,due,ontime\n某区,F23,2026-02-30,甲,\n", "列按时（ontime）：为空"},
		{"consult.csv", "region,dept,date,due\n", "缺少必填列按时（ontime）"},
		{"consult.csv", "region,dept,date,due,ontime,颜色\n", "列\"颜色\"在数据表在线咨询（consult）中没有"},
		{"consult.csv", "region,dept,date,due,ontime\n110101,F23,2026-08-01,1,1,7\n", "第2行: 有6列，列名只有5个"},
		{"whatever.csv", "region\n", "看不出是哪张数据表"},
		{"hall.csv", "hall,region,name,level,windows\nH1,110101,重复,区级,3\n", "没有导入登记的数据是同一单位"},
		{"暗访问题.csv", "no,seq,item,l2,severity,posted,actual,evidence\nTY-X,1,a,0401,严重,b,c,d\n", "引用的编号不存在"},
		{"correction.csv", "project_no,region,dept,matter,date,round,reason\n1.10001E+32,110101,F23,M0001,2026-08-01,1,x\n", "科学计数法"},
		{"consult.txt", "", "只接受 .csv 和 .xlsx"},
	} {
		if _, err := s.Import(context.Background(), write(t, tt.name, tt.text), taking(units)); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want %q", tt.name, err, tt.want)
		}
	}
	var n int
	if err := raw(t, file).Get(&n, "SELECT (SELECT COUNT(*) FROM consult) * 100 + (SELECT COUNT(*) FROM hall)"); err != nil || n != 302 {
		t.Errorf("something was kept: %d, %v", n, err)
	}
}
