package store

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"zhixiao"
)

// oneInspection is a small inspection whose sheets agree.
func oneInspection() *zhixiao.Inspection {
	day := time.Date(2026, 9, 15, 0, 0, 0, 0, time.UTC)
	return &zhixiao.Inspection{
		No: "HC-2026-01", Title: "窗口服务专项核查", Basis: "年度计划", Scope: "两个点位", Method: "现场查看", From: day, To: day.AddDate(0, 0, 2),
		Units:   []zhixiao.InspectedUnit{{Unit: "110105", Basic: "设综合窗口。", Experience: "帮办到位。"}},
		Points:  []zhixiao.InspectionPoint{{No: "P01", Unit: "110105", Name: "区政务服务中心", Kind: "现场", Date: day}},
		Items:   []zhixiao.InspectionItem{{No: "C01", Name: "窗口在岗", Clause: "检查表第3项"}, {No: "C02", Name: "自助终端", Clause: "检查表第8项"}},
		Results: []zhixiao.InspectionResult{{Point: "P01", Item: "C01", Outcome: zhixiao.Fails}, {Point: "P01", Item: "C02", Outcome: zhixiao.OutOfScope}},
		Findings: []zhixiao.InspectionFinding{{No: "HC-2026-01-001", Point: "P01", Item: "C01", When: "2026-09-15 10:20", Fact: "窗口无人", Severity: "一般",
			Evidence: []string{"ZJ-1"}, Cause: "未排替岗", Remedy: "排替岗", Owner: "区中心", Due: day.AddDate(0, 1, 0), State: "整改中"}},
		Evidence: []zhixiao.Evidence{{No: "ZJ-1", Kind: "照片", When: "2026-09-15 10:21", Place: "大厅", Caption: "窗口无人", Masked: true, File: "a.png"}},
	}
}

func inspectionFile(t testing.TB, in *zhixiao.Inspection) string {
	t.Helper()
	dir := t.TempDir()
	var b, picture bytes.Buffer
	if err := WriteInspection(&b, in); err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 8, 8))); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "核查表.xlsx")
	for name, data := range map[string][]byte{file: b.Bytes(), filepath.Join(dir, "a.png"): picture.Bytes()} {
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return file
}

func inspectedUnits() []zhixiao.Unit {
	return []zhixiao.Unit{{Code: "110105", Kind: zhixiao.Region, Full: "北京市朝阳区", Short: "朝阳区"}}
}

func TestInspectionIsReadBack(t *testing.T) {
	want := oneInspection()
	got, hash, err := ReadInspection(inspectionFile(t, want), inspectedUnits())
	if err != nil {
		t.Fatal(err)
	}
	if len(hash) != 64 || len(got.Evidence[0].SHA256) != 64 || got.Evidence[0].Data == nil {
		t.Errorf("hashes %q %q", hash, got.Evidence[0].SHA256)
	}
	got.Evidence[0].SHA256, got.Evidence[0].Data = "", nil
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestInspectionFaultsNameSheetAndRow(t *testing.T) {
	for _, tc := range []struct {
		name   string
		damage func(*zhixiao.Inspection)
		want   []string
	}{
		{"number", func(in *zhixiao.Inspection) { in.No = "2026-1" }, []string{"概况", "第2行", "HC-2026-01"}},
		{"missing line", func(in *zhixiao.Inspection) { in.Basis = "" }, []string{"概况", "“内容”为空", "缺少“依据”"}},
		{"unit", func(in *zhixiao.Inspection) { in.Units[0].Unit = "某区" }, []string{"单位", "第2行", "某区", "不在单位表中"}},
		{"point", func(in *zhixiao.Inspection) { in.Results[0].Point = "P9" }, []string{"结果", "第2行", "点位P9不存在"}},
		{"item twice", func(in *zhixiao.Inspection) { in.Items[1].No = "C01" }, []string{"核查项", "第3行", "重复"}},
		{"failure untold", func(in *zhixiao.Inspection) { in.Findings = nil }, []string{"结果", "第2行", "没有对应的问题"}},
		{"finding of what conformed", func(in *zhixiao.Inspection) { in.Results[0].Outcome = zhixiao.Conforms }, []string{"问题", "第2行", "没有记为不符合"}},
		{"evidence", func(in *zhixiao.Inspection) { in.Findings[0].Evidence = []string{"ZJ-2"} }, []string{"问题", "证据ZJ-2不存在"}},
		{"time", func(in *zhixiao.Inspection) { in.Evidence[0].When = "上午" }, []string{"证据", "第2行", "不是到分的时间"}},
		{"severity", func(in *zhixiao.Inspection) { in.Findings[0].Severity = "很重" }, []string{"问题", "很重"}},
		{"no photograph", func(in *zhixiao.Inspection) { in.Evidence[0].File = "b.png" }, []string{"证据", "b.png", "不存在或不可读"}},
		{"outside", func(in *zhixiao.Inspection) { in.Evidence[0].File = "../a.png" }, []string{"证据", "不在核查表所在目录内"}},
		{"no picture", func(in *zhixiao.Inspection) { in.Evidence[0].File = "核查表.xlsx" }, []string{"证据", "不是JPG或PNG"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			in := oneInspection()
			tc.damage(in)
			_, _, err := ReadInspection(inspectionFile(t, in), inspectedUnits())
			if err == nil {
				t.Fatal("no error")
			}
			for _, want := range append(tc.want, "核查表.xlsx") {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("the message lacks %q: %v", want, err)
				}
			}
		})
	}
}

// FuzzReadInspection feeds foreign workbooks: no panic, and every error names
// the file.
func FuzzReadInspection(f *testing.F) {
	var b bytes.Buffer
	if err := WriteInspection(&b, oneInspection()); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add(b.Bytes()[:b.Len()/2])
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, data []byte) {
		file := filepath.Join(t.TempDir(), "f.xlsx")
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
		if _, _, err := ReadInspection(file, inspectedUnits()); err != nil && !strings.Contains(err.Error(), "f.xlsx") {
			t.Errorf("an error without file: %v", err)
		}
	})
}
