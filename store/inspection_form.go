package store

import (
	"errors"
	"io"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"zhixiao"
)

// WriteInspection writes an inspection as the workbook that ReadInspection
// reads: an empty form when in has nothing. Evidence files are not written.
func WriteInspection(w io.Writer, in *zhixiao.Inspection) (err error) {
	book := excelize.NewFile()
	defer func() { err = errors.Join(err, book.Close()) }()
	bold, err := book.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	rows := inspectionRows(in)
	for _, s := range inspectionSheets() {
		if _, err := book.NewSheet(s.name); err != nil {
			return err
		}
		for n, row := range append([][]string{s.columns}, rows[s.name]...) {
			for c, text := range row {
				cell, err := excelize.CoordinatesToCellName(c+1, n+1)
				if err != nil {
					return err
				}
				if err := book.SetCellStr(s.name, cell, text); err != nil {
					return err
				}
				if n == 0 && strings.HasSuffix(text, "*") {
					if err := book.SetCellStyle(s.name, cell, cell, bold); err != nil {
						return err
					}
				}
			}
		}
	}
	if err := book.DeleteSheet("Sheet1"); err != nil {
		return err
	}
	return book.Write(w)
}

func inspectionRows(in *zhixiao.Inspection) map[string][][]string {
	rows := map[string][][]string{}
	values := []string{in.No, in.Title, in.Basis, in.Scope, in.Method, isoOrEmpty(in.From), isoOrEmpty(in.To)}
	for i, name := range overview() {
		rows["概况"] = append(rows["概况"], []string{name, values[i]})
	}
	for _, u := range in.Units {
		rows["单位"] = append(rows["单位"], []string{u.Unit, u.Basic, u.Experience})
	}
	for _, p := range in.Points {
		rows["点位"] = append(rows["点位"], []string{p.No, p.Unit, p.Name, p.Kind, isoOrEmpty(p.Date)})
	}
	for _, x := range in.Items {
		rows["核查项"] = append(rows["核查项"], []string{x.No, x.Name, x.Clause})
	}
	outcome := [...]string{"符合", "不符合", "不适用"}
	for _, x := range in.Results {
		rows["结果"] = append(rows["结果"], []string{x.Point, x.Item, outcome[x.Outcome]})
	}
	for _, f := range in.Findings {
		rows["问题"] = append(rows["问题"], []string{f.No, f.Point, f.Item, f.When, f.Fact, f.Severity, strings.Join(f.Evidence, "、"), f.Cause, f.Reply, f.Opinion, f.Remedy, f.Owner, isoOrEmpty(f.Due), f.State, f.Review})
	}
	masked := map[bool]string{true: "是", false: "否"}
	for _, e := range in.Evidence {
		rows["证据"] = append(rows["证据"], []string{e.No, e.Kind, e.When, e.Place, e.Caption, masked[e.Masked], e.File})
	}
	return rows
}

func isoOrEmpty(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}
