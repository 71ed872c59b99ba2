package xlsx

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"zhixiao/document"
)

// Limits of a sheet and of a cell, which excelize would cut at in silence.
const (
	rowsMost = 1048576
	textMost = 32767

	rowHighest = 409 // points
)

// page is how the sheet prints: the paper of the table, one page wide, the page
// number below.
func (b *book) page(name string, t document.Table) error {
	orientation, paper, fit, high := "portrait", 9, 1, 0 // A4
	if t.Landscape {
		orientation = "landscape"
	}
	if t.A3 {
		paper = 8
	}
	side, top, foot, yes := 0.4, 0.6, 0.3, true
	note := "&C第&P页　共&N页"
	if b.d.Demo {
		note = "&L演示数据" + note
	}
	head := ""
	if b.d.Mark != "" { // a copy handed out says so on every page
		head = "&C" + strings.ReplaceAll(b.d.Mark, "&", "&&")
	}
	return errors.Join(
		b.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &yes}),
		b.file.SetPageLayout(name, &excelize.PageLayoutOptions{Orientation: &orientation, Size: &paper, FitToWidth: &fit, FitToHeight: &high}),
		b.file.SetPageMargins(name, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &top, Bottom: &top, Header: &foot, Footer: &foot, Horizontally: &yes}),
		b.file.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddHeader: head, OddFooter: note}),
	)
}

// sheet is one sheet being printed.
type sheet struct {
	*book
	t     document.Table
	name  string
	out   *excelize.StreamWriter
	width int
	wide  []float64 // of the columns, in characters
	row   int       // the last one printed, from 1
}

func (s *sheet) print(ctx context.Context) error {
	if err := s.columns(); err != nil {
		return err
	}
	titles := 1
	if s.subtitle() != "" {
		titles = 2
	}
	if err := s.out.SetPanes(&excelize.Panes{
		Freeze: true, YSplit: titles + len(s.t.Header), TopLeftCell: "A" + strconv.Itoa(titles+len(s.t.Header)+1), ActivePane: "bottomLeft",
	}); err != nil {
		return err
	}
	if err := s.titles(); err != nil {
		return err
	}
	first := s.row + 1
	head := &spans{sheet: s, head: true, hanging: make([]int, s.width)}
	for _, row := range s.t.Header {
		if err := head.print(row); err != nil {
			return fmt.Errorf("表头第%d行：%w", s.row-first+2, err)
		}
	}
	last := s.row
	n := 0
	body := &spans{sheet: s, hanging: make([]int, s.width)}
	for row := range s.t.EachRow() {
		n++
		if err := body.print(row); err != nil {
			return fmt.Errorf("第%d行：%w", n, err)
		}
		if n%256 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
	}
	if n == 0 {
		return errors.New("表没有行")
	}
	if err := s.ranges(first, last); err != nil {
		return err
	}
	if len(s.t.Note) == 0 {
		return nil
	}
	return s.line("注："+document.PlainText(s.t.Note, s.numbers), s.styles.note)
}

// columns shares the width of the paper among the columns, in characters.
func (s *sheet) columns() error {
	total := 92.0
	switch {
	case s.t.A3:
		total = 215
	case s.t.Landscape:
		total = 140
	}
	sum := 0.0
	for _, c := range s.t.Columns {
		if !(c.Width > 0) {
			return fmt.Errorf("表的列宽%v不是正数", c.Width)
		}
		sum += c.Width
	}
	for i, c := range s.t.Columns {
		s.wide = append(s.wide, min(max(total*c.Width/sum, 5), 120))
		if err := s.out.SetColWidth(i+1, i+1, s.wide[i]); err != nil {
			return err
		}
	}
	return nil
}

// titles are the caption with its number and, below, the document it is of.
func (s *sheet) titles() error {
	caption := strings.TrimSpace(s.numbers.Label(s.t.ID) + "　" + s.t.Caption)
	if s.t.Plain || caption == "" {
		caption = s.d.Title
	}
	if err := s.line(caption, s.styles.title); err != nil {
		return err
	}
	if below := s.subtitle(); below != "" {
		return s.line(below, s.styles.below)
	}
	return nil
}

func (s *sheet) subtitle() string {
	parts := []string{strings.TrimSpace(s.d.Title + s.d.Subtitle)}
	if s.t.Unit != "" {
		parts = append(parts, "单位："+s.t.Unit)
	}
	if s.d.Demo {
		parts = append(parts, "演示数据")
	}
	if s.d.Mark != "" {
		parts = append(parts, s.d.Mark)
	}
	return strings.TrimPrefix(strings.Join(parts, "　　"), "　　")
}

// line prints text over the whole width.
func (s *sheet) line(text string, style int) error {
	if err := sound(text); err != nil {
		return err
	}
	high := 18.0
	if style == s.styles.title {
		high = 28
	}
	if err := s.values([]any{excelize.Cell{StyleID: style, Value: text}}, high); err != nil {
		return err
	}
	return s.merge(1, s.row, s.width, s.row)
}

// values prints a row of a height in points. The height is given because only
// some programs fit rows to wrapped text when they open a file.
func (s *sheet) values(values []any, high float64) error {
	if s.row++; s.row > rowsMost {
		return fmt.Errorf("超过Excel工作表的%d行，请分册", rowsMost)
	}
	return s.out.SetRow("A"+strconv.Itoa(s.row), values, excelize.RowOpts{Height: min(high, rowHighest)})
}

func (s *sheet) merge(col0, row0, col1, row1 int) error {
	if col0 == col1 && row0 == row1 {
		return nil
	}
	from, err := excelize.CoordinatesToCellName(col0, row0)
	if err != nil {
		return err
	}
	to, err := excelize.CoordinatesToCellName(col1, row1)
	if err != nil {
		return err
	}
	return s.out.MergeCell(from, to)
}

// ranges makes the last header row filter the rows below it, and the header
// repeat on every printed page.
func (s *sheet) ranges(first, last int) error {
	if last < first {
		return nil
	}
	end, err := excelize.ColumnNumberToName(s.width)
	if err != nil {
		return err
	}
	return errors.Join(
		s.file.AutoFilter(s.name, "A"+strconv.Itoa(last)+":"+end+strconv.Itoa(s.row), nil),
		s.file.SetDefinedName(&excelize.DefinedName{
			Name: "_xlnm.Print_Titles", Scope: s.name, RefersTo: fmt.Sprintf("'%s'!$%d:$%d", strings.ReplaceAll(s.name, "'", "''"), first, last),
		}),
	)
}

// sheet prints one table on a sheet of its own.
func (b *book) sheet(ctx context.Context, t document.Table) error {
	if len(t.Columns) == 0 {
		return errors.New("表没有列")
	}
	name := b.name(t)
	if len(b.names) == 1 {
		if err := b.file.SetSheetName("Sheet1", name); err != nil {
			return err
		}
		// Now, while nothing is written: later the sheets would be read anew for it.
		b.file.SetActiveSheet(0)
	} else if _, err := b.file.NewSheet(name); err != nil {
		return err
	}
	if err := b.page(name, t); err != nil {
		return err
	}
	out, err := b.file.NewStreamWriter(name)
	if err != nil {
		return err
	}
	s := &sheet{book: b, t: t, name: name, out: out, width: len(t.Columns)}
	if err := s.print(ctx); err != nil {
		return err
	}
	return out.Flush()
}
