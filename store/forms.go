package store

import (
	"context"
	"errors"
	"io"
	"slices"

	"github.com/xuri/excelize/v2"
)

// form is how editors call a feed table: the title of its sheet, what one row is,
// and other beginnings of a sheet's or file's name that mean it.
type form struct {
	table, title, one string
	// scope are the columns by which senders divide a table among themselves: rows
	// of the same days that agree in them come from the same sender.
	scope []string
	date  string // the column of a row's day, "" where rows have none
	also  []string
}

// byUnits reports whether senders divide the table by units alone.
func (f form) byUnits() bool { return slices.Equal(f.scope, []string{"region", "dept"}) }

// forms are the feed tables that are imported, in the order of a report's chain:
// promise, process, experience, perception, rectification.
func forms() []form {
	units := []string{"region", "dept"}
	return []form{
		{"matter", "事项", "一个事项的一个版本", units, "valid_from", nil}, {"cases", "办件", "一件办件", units, "apply_date", nil}, {"caseload", "办件总量", "一个事项一个月的办件量", units, "date", nil},
		{"correction", "补正", "一次补正", units, "date", nil}, {"stage", "环节", "一件办件的一个环节", units, "date", nil},
		{"hall", "大厅", "一个大厅", []string{"region"}, "", nil}, {"ticket", "取号", "一次取号", []string{"hall", "dept"}, "date", nil}, {"consult", "在线咨询", "一次咨询", units, "date", nil},
		{"phone_line", "咨询电话", "一个号码", units, "", nil}, {"phone_call", "话单", "一次通话", []string{"region", "dept", "line"}, "date", nil},
		{"online_session", "网办", "一次网办", units, "date", nil}, {"evaluation", "好差评", "一次评价", units, "date", []string{"评价"}}, {"guide_rating", "指南满意度", "一次评分", units, "date", nil}, {"guide_check", "指南抽查", "一次抽查", units, "date", nil},
		{"survey", "问卷", "一份问卷", []string{"wave", "region", "dept"}, "date", nil}, {"interview", "访谈", "一次访谈", units, "date", nil}, {"visit", "暗访", "一次暗访", []string{"region", "hall"}, "date", nil},
		{"visit_finding", "暗访问题", "一个问题", []string{"no"}, "", nil}, {"complaint", "诉求", "一件诉求", []string{"source", "region", "dept"}, "date", nil},
		{"governance", "主动治理", "一个案例", []string{"no"}, "opened", nil}, {"governance_task", "治理任务", "一个单位的一项任务", []string{"no", "region", "dept"}, "due", nil}, {"governance_note", "治理说明", "一栏说明", []string{"no"}, "", nil},
		{"governance_step", "治理进展", "一步进展", []string{"no"}, "date", nil}, {"trial", "网办体验", "一个问题", []string{"platform", "region", "dept"}, "date", nil}, {"inspection_item", "专项核查", "一个核查项", []string{"inspection", "region", "dept"}, "due", nil},
	}
}

// formOf is the form of a feed table.
func formOf(table string) form {
	all := forms()
	return all[slices.IndexFunc(all, func(f form) bool { return f.table == table })]
}

// WriteForms writes an empty workbook with one sheet for each feed table, headed
// as Import reads it. Headings of columns that must be filled are bold.
func (s *Store) WriteForms(ctx context.Context, w io.Writer) (err error) {
	book := excelize.NewFile()
	defer func() { err = errors.Join(err, book.Close()) }()
	bold, err := book.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	for _, f := range forms() {
		if _, err := book.NewSheet(f.title); err != nil {
			return err
		}
		columns, err := s.columns(ctx, f.table)
		if err != nil {
			return err
		}
		for i, c := range columns {
			cell, err := excelize.CoordinatesToCellName(i+1, 1)
			if err != nil {
				return err
			}
			if err := book.SetCellStr(f.title, cell, headingOf(f.table, c.Name).String()); err != nil {
				return err
			}
			if c.Default == nil {
				if err := book.SetCellStyle(f.title, cell, cell, bold); err != nil {
					return err
				}
			}
		}
	}
	if err := book.DeleteSheet("Sheet1"); err != nil {
		return err
	}
	return book.Write(w)
}
