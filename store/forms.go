package store

import (
	"context"
	_ "embed"
	"errors"
	"io"
	"slices"
	"strings"

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

//go:embed forms.tsv
var formFile string

// forms are the feed tables that are imported, as forms.tsv lists them.
func forms() (all []form) {
	for _, r := range tabbed(formFile) {
		all = append(all, form{table: r[0], scope: strings.Fields(r[1]), date: r[2], also: strings.Fields(r[3]), title: r[4], one: r[5]})
	}
	return all
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
