package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	_ "image/jpeg" // evidence photographs
	_ "image/png"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"zhixiao"
)

// inspectionSheets are the sheets of an inspection's workbook with their
// columns; those ending in * must be filled.
func inspectionSheets() []inspectionSheet {
	return []inspectionSheet{
		{"概况", []string{"项目*", "内容*"}},
		{"单位", []string{"单位*", "基本情况*", "工作经验"}},
		{"点位", []string{"点位编号*", "单位*", "点位名称*", "方式*", "核查日期*"}},
		{"核查项", []string{"核查项编号*", "名称*", "依据条款*"}},
		{"结果", []string{"点位编号*", "核查项编号*", "结果*"}},
		{"问题", []string{"问题编号*", "点位编号*", "核查项编号*", "核查时间*", "事实描述*", "问题性质*", "证据编号*", "成因初判", "单位说明", "核查组意见", "整改建议*", "责任单位*", "整改时限*", "整改状态*", "复核结论"}},
		{"证据", []string{"证据编号*", "类型*", "拍摄时间*", "地点*", "说明*", "已脱敏*", "文件*"}},
	}
}

type inspectionSheet struct {
	name    string
	columns []string
}

// overview are the rows of the sheet 概况.
func overview() []string {
	return []string{"核查编号", "名称", "依据", "范围", "方法", "开始日期", "结束日期"}
}

// ReadInspection reads an inspection's workbook and the evidence files beside
// it, and answers them with the SHA-256 over all, hex. Units may be given by
// code, name or alias. The faults of the whole workbook are returned together,
// each with sheet and row: an unknown point or item, a failed item without
// finding, evidence that is missing, unreadable or outside the folder.
func ReadInspection(path string, units []zhixiao.Unit) (*zhixiao.Inspection, string, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, "", problem(path, errors.New("文件不存在或不可读"), "检查路径和权限")
	}
	if strings.ToLower(filepath.Ext(path)) != ".xlsx" {
		return nil, "", problem(path, errors.New("核查表应为Excel工作簿（.xlsx）"), "用 zhixiao inspect --form 文件.xlsx 取一份空表")
	}
	sheets, shift, err := readWorkbook(path)
	if err != nil {
		return nil, "", err
	}
	r := &inspectionReader{file: filepath.Base(path), shift: shift, folder: os.DirFS(filepath.Dir(path)), units: unitNames(units), sheets: map[string][]record{}}
	for _, s := range inspectionSheets() {
		r.take(s, sheets)
	}
	in := r.inspection()
	r.agree(in)
	if err := errors.Join(r.faults...); err != nil {
		return nil, "", err
	}
	hash := sha256.New()
	hash.Write(raw)
	for _, e := range in.Evidence {
		hash.Write([]byte(e.SHA256))
	}
	return in, hex.EncodeToString(hash.Sum(nil)), nil
}

// record is one row of a sheet by its column titles.
type record struct {
	sheet string
	row   int
	cells map[string]string
}

type inspectionReader struct {
	file   string
	folder fs.FS
	units  map[string]string
	shift  int // of the workbook's day numbers
	sheets map[string][]record
	faults []error
}

func (r *inspectionReader) fault(at record, way, format string, args ...any) {
	r.faults = append(r.faults, &zhixiao.Problem{At: zhixiao.Place{File: r.file, Table: at.sheet, Row: at.row}, Err: fmt.Errorf(format, args...), Way: way})
}

// take finds a sheet and turns its rows into records.
func (r *inspectionReader) take(want inspectionSheet, sheets []bookRows) {
	i := slices.IndexFunc(sheets, func(s bookRows) bool { return strings.TrimSpace(s.name) == want.name })
	if i < 0 || len(sheets[i].rows) == 0 {
		r.fault(record{sheet: want.name}, "用 zhixiao inspect --form 文件.xlsx 取一份空表对照", "缺少工作表")
		return
	}
	at := map[string]int{}
	for c, head := range sheets[i].rows[0] {
		at[strings.TrimSuffix(strings.TrimSpace(head), "*")] = c
	}
	for _, column := range want.columns {
		if _, ok := at[strings.TrimSuffix(column, "*")]; !ok {
			r.fault(record{sheet: want.name, row: 1}, "补上该列", "缺少列“%s”", strings.TrimSuffix(column, "*"))
			return
		}
	}
	for n, row := range sheets[i].rows[1:] {
		if strings.TrimSpace(strings.Join(row, "")) == "" {
			continue
		}
		rec := record{sheet: want.name, row: n + 2, cells: map[string]string{}}
		for title, c := range at {
			if c < len(row) {
				rec.cells[title] = strings.Join(strings.Fields(row[c]), " ")
			}
		}
		for _, column := range want.columns {
			if title, must := strings.CutSuffix(column, "*"); must && rec.cells[title] == "" {
				r.fault(rec, "补上内容", "“%s”为空", title)
			}
		}
		r.sheets[want.name] = append(r.sheets[want.name], rec)
	}
}

func (r *inspectionReader) inspection() *zhixiao.Inspection {
	in := &zhixiao.Inspection{}
	r.overview(in)
	for _, rec := range r.sheets["单位"] {
		in.Units = append(in.Units, zhixiao.InspectedUnit{Unit: r.unit(rec), Basic: rec.cells["基本情况"], Experience: rec.cells["工作经验"]})
	}
	for _, rec := range r.sheets["点位"] {
		in.Points = append(in.Points, zhixiao.InspectionPoint{No: rec.cells["点位编号"], Unit: r.unit(rec), Name: rec.cells["点位名称"], Kind: rec.cells["方式"], Date: r.day(rec, "核查日期")})
	}
	for _, rec := range r.sheets["核查项"] {
		in.Items = append(in.Items, zhixiao.InspectionItem{No: rec.cells["核查项编号"], Name: rec.cells["名称"], Clause: rec.cells["依据条款"]})
	}
	for _, rec := range r.sheets["结果"] {
		in.Results = append(in.Results, zhixiao.InspectionResult{Point: rec.cells["点位编号"], Item: rec.cells["核查项编号"], Outcome: r.outcome(rec)})
	}
	for _, rec := range r.sheets["问题"] {
		in.Findings = append(in.Findings, r.finding(rec))
	}
	for _, rec := range r.sheets["证据"] {
		in.Evidence = append(in.Evidence, r.evidence(rec))
	}
	return in
}

func (r *inspectionReader) overview(in *zhixiao.Inspection) {
	rows := map[string]record{}
	for _, rec := range r.sheets["概况"] {
		rows[rec.cells["项目"]] = rec
	}
	for _, name := range overview() {
		if rows[name].cells["内容"] == "" {
			r.fault(record{sheet: "概况"}, "补上一行", "缺少“%s”", name)
			return
		}
	}
	in.No, in.Title = rows["核查编号"].cells["内容"], rows["名称"].cells["内容"]
	in.Basis, in.Scope, in.Method = rows["依据"].cells["内容"], rows["范围"].cells["内容"], rows["方法"].cells["内容"]
	in.From, in.To = r.day(rows["开始日期"], "内容"), r.day(rows["结束日期"], "内容")
	if !inspectionNo.MatchString(in.No) {
		r.fault(rows["核查编号"], "写成 HC-2026-01", "核查编号%q不合规则", in.No)
	}
	if in.To.Before(in.From) {
		r.fault(rows["结束日期"], "", "结束日期早于开始日期")
	}
}

func (r *inspectionReader) unit(rec record) string {
	name := rec.cells["单位"]
	code := r.units[name]
	if name != "" && code == "" {
		r.fault(rec, "写单位代码、全称或简称", "单位%q不在单位表中", name)
	}
	return code
}

func (r *inspectionReader) day(rec record, column string) time.Time {
	text := rec.cells[column]
	if text == "" {
		return time.Time{}
	}
	iso, wrong := isoDay(text, r.shift)
	if wrong != nil {
		r.fault(rec, "写成 2026-08-01", "“%s”%v", column, wrong.err)
		return time.Time{}
	}
	t, _ := time.Parse(time.DateOnly, iso)
	return t
}

func (r *inspectionReader) outcome(rec record) zhixiao.Outcome {
	o, known := map[string]zhixiao.Outcome{"符合": zhixiao.Conforms, "不符合": zhixiao.Fails, "不适用": zhixiao.OutOfScope}[rec.cells["结果"]]
	if !known && rec.cells["结果"] != "" {
		r.fault(rec, "只写 符合、不符合 或 不适用", "结果%q无法识别", rec.cells["结果"])
	}
	return o
}

func (r *inspectionReader) finding(rec record) zhixiao.InspectionFinding {
	c := rec.cells
	if s := c["问题性质"]; s != "" && !slices.Contains([]string{"一般", "较重", "严重"}, s) {
		r.fault(rec, "只写 一般、较重 或 严重", "问题性质%q无法识别", s)
	}
	r.minute(rec, "核查时间")
	return zhixiao.InspectionFinding{
		No: c["问题编号"], Point: c["点位编号"], Item: c["核查项编号"], When: c["核查时间"], Fact: c["事实描述"], Severity: c["问题性质"],
		Evidence: strings.FieldsFunc(c["证据编号"], func(r rune) bool { return strings.ContainsRune("、，,;； ", r) }),
		Cause:    c["成因初判"], Reply: c["单位说明"], Opinion: c["核查组意见"], Remedy: c["整改建议"], Owner: c["责任单位"],
		Due: r.day(rec, "整改时限"), State: c["整改状态"], Review: c["复核结论"],
	}
}

// minute checks a time of the form 2026-09-15 10:20.
func (r *inspectionReader) minute(rec record, column string) {
	if text := rec.cells[column]; text != "" {
		if _, err := time.Parse("2006-01-02 15:04", text); err != nil {
			r.fault(rec, "写成 2026-09-15 10:20，并把该列设为文本", "“%s”%q不是到分的时间", column, text)
		}
	}
}

// evidence reads one piece; its file must lie in the workbook's folder, and a
// photograph must open.
func (r *inspectionReader) evidence(rec record) zhixiao.Evidence {
	c := rec.cells
	r.minute(rec, "拍摄时间")
	e := zhixiao.Evidence{No: c["证据编号"], Kind: c["类型"], When: c["拍摄时间"], Place: c["地点"], Caption: c["说明"], Masked: c["已脱敏"] == "是", File: c["文件"]}
	if !slices.Contains([]string{"照片", "录屏", "录音", "文件"}, e.Kind) && e.Kind != "" {
		r.fault(rec, "只写 照片、录屏、录音 或 文件", "证据%s的类型%q无法识别", e.No, e.Kind)
	}
	if e.File == "" {
		return e
	}
	name := filepath.ToSlash(e.File)
	if !fs.ValidPath(name) {
		r.fault(rec, "把文件放在核查表所在目录，写相对路径", "证据%s的文件%q不在核查表所在目录内", e.No, e.File)
		return e
	}
	data, err := fs.ReadFile(r.folder, name)
	if err != nil {
		r.fault(rec, "补上文件，或改正文件名", "证据%s的文件%q不存在或不可读", e.No, e.File)
		return e
	}
	sum := sha256.Sum256(data)
	e.SHA256 = hex.EncodeToString(sum[:])
	if e.Kind == "照片" {
		if err := opens(data); err != nil {
			r.fault(rec, "换一份能打开的JPG或PNG原图", "证据%s的照片%q无法打开：%w", e.No, e.File, err)
		}
		e.Data = data
	}
	return e
}

func opens(data []byte) error {
	if _, _, err := zhixiao.PictureSize(data); err != nil {
		return err
	}
	if _, _, err := image.Decode(bytes.NewReader(data)); err != nil {
		return errors.New("图像数据不完整")
	}
	return nil
}
