package store

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// rows begins to read a worksheet.
func (b *workbook) rows(s bookSheet) (textTable, error) {
	x, err := b.unpack(s.part)
	t := &bookTable{book: b, sheet: s, x: x}
	if err != nil {
		return nil, t.refused(err)
	}
	return t, nil
}

// bookTable reads a worksheet, row by row.
type bookTable struct {
	book  *workbook
	sheet bookSheet
	x     *xmlPart
	row   textRow
	at    int // column of the last cell, from 1
	joins []string
}

func (t *bookTable) title() string    { return t.sheet.name }
func (t *bookTable) merged() []string { return t.joins }

// next reads up to the end of a row that has cells; the cells are used again for
// the next. What follows the rows is read too: joined cells are told there.
func (t *bookTable) next() (textRow, error) {
	for {
		piece, err := t.x.piece()
		if err != nil {
			return textRow{}, t.refused(err)
		}
		switch p := piece.(type) {
		case xml.StartElement:
			if err := t.begin(p); err != nil {
				return textRow{}, t.refused(err)
			}
		case xml.EndElement:
			switch {
			case p.Name.Local == "row" && len(t.row.cells)+len(t.row.faults) > 0:
				return t.row, nil
			case p.Name.Local == "worksheet":
				if err := t.x.from.Close(); err != nil {
					return textRow{}, t.refused(err)
				}
				return textRow{}, io.EOF
			}
		}
	}
}

// begin takes an element that begins.
func (t *bookTable) begin(p xml.StartElement) error {
	switch p.Name.Local {
	case "row":
		t.at = 0
		t.row = textRow{number: t.row.number + 1, cells: t.row.cells[:0]}
		if n, err := strconv.Atoi(attribute(p, "r")); err == nil {
			t.row.number = n
		}
	case "c":
		return t.cell(p)
	case "mergeCell":
		if ref := attribute(p, "ref"); joins(ref) {
			t.joins = append(t.joins, ref)
		}
	}
	return nil
}

// cell reads one cell into its place.
func (t *bookTable) cell(c xml.StartElement) error {
	t.at++
	ref := attribute(c, "r")
	if n := columnNumber(ref); n > 0 {
		t.at = n
	}
	at := min(t.at, mostColumns)
	text, state, err := t.value(attribute(c, "t"))
	if err != nil {
		return err
	}
	switch {
	case t.at > mostColumns && text != "":
		return wrong("删去表格右侧多余的内容", "单元格%s在第%d列，最多%d列", short(ref), t.at, mostColumns)
	case state.fault != nil:
		t.row.faults = append(t.row.faults, wrong(state.fault.way, "单元格%s%w", short(ref), state.fault.err))
	case text == "":
		return nil
	}
	for len(t.row.cells) < at {
		t.row.cells = append(t.row.cells, "")
	}
	t.row.cells[at-1] = text
	return nil
}

// cellState is what stands in a cell besides its text.
type cellState struct {
	formula, value bool
	fault          *cellError
}

// value reads a cell of type kind up to its end.
func (t *bookTable) value(kind string) (text string, state cellState, err error) {
	for {
		piece, err := t.x.piece()
		if err != nil {
			return "", state, err
		}
		switch p := piece.(type) {
		case xml.StartElement:
			switch p.Name.Local {
			case "v", "is":
				state.value = true
				if text, err = t.x.text(p.Name.Local); err != nil {
					return "", state, err
				}
			case "f":
				state.formula = true
			}
		case xml.EndElement:
			if p.Name.Local != "c" {
				continue
			}
			switch {
			case state.formula && !state.value:
				state.fault = wrong("用Excel或WPS打开并保存一次，或粘贴为数值", "的公式没有计算结果")
			case kind == "s" && text != "":
				text, state.fault = t.book.shared(text)
			}
			return text, state, nil
		}
	}
}

// shared is the shared text of a number.
func (b *workbook) shared(number string) (string, *cellError) {
	n, err := strconv.Atoi(strings.TrimSpace(number))
	if err != nil || n < 0 || n >= len(b.texts) {
		return "", wrong("文件已损坏，用Excel或WPS修复后另存，或请报送单位重新导出", "所指的文字不在工作簿中")
	}
	return b.texts[n], nil
}

// refused is an error of reading the sheet.
func (t *bookTable) refused(err error) error {
	if t.x != nil {
		err = errors.Join(err, t.x.from.Close())
	}
	var known *cellError
	switch {
	case errors.As(err, &known):
		return problem(t.book.path, fmt.Errorf("工作表%s第%d行：%w", short(t.sheet.name), t.row.number, known.err), known.way)
	case errors.Is(err, errNoEnd):
		return problem(t.book.path, fmt.Errorf("工作表%s展开后过大，读到第%d行为止", short(t.sheet.name), t.row.number), "分成几个文件，或另存为CSV（不限大小）")
	}
	return problem(t.book.path, fmt.Errorf("工作表%s在第%d行之后损坏或不完整", short(t.sheet.name), t.row.number), "用Excel或WPS修复后另存，或请报送单位重新导出")
}

// attribute is an element's attribute by its local name, "" when it has none.
func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// columnNumber is the column of a reference such as AB12, from 1; 0 when it is
// none.
func columnNumber(ref string) int {
	n := 0
	for i := 0; i < len(ref) && i < 4 && ref[i] >= 'A' && ref[i] <= 'Z'; i++ {
		n = n*26 + int(ref[i]-'A') + 1
	}
	return n
}

// joins reports whether a range such as A2:B3 joins cells below the first row.
func joins(ref string) bool {
	first, last, ok := strings.Cut(ref, ":")
	n, err := strconv.Atoi(strings.TrimLeft(last, "ABCDEFGHIJKLMNOPQRSTUVWXYZ$"))
	return ok && first != last && (err != nil || n > 1)
}

// readWorkbook reads all rows of all sheets, each at its place, for workbooks that
// a person fills in.
func readWorkbook(path string) (sheets []bookRows, shift int, err error) {
	file, err := openTables(path)
	if err != nil {
		return nil, 0, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	for left := mostFilled; ; {
		t, err := file.next()
		if errors.Is(err, io.EOF) {
			return sheets, file.shift, nil
		} else if err != nil {
			return nil, 0, err
		}
		s := bookRows{name: t.title()}
		for {
			r, err := t.next()
			if errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				return nil, 0, err
			}
			for len(s.rows) < r.number-1 && left > 0 {
				s.rows, left = append(s.rows, nil), left-1
			}
			if left--; left < 0 {
				return nil, 0, problem(path, fmt.Errorf("超过%d行", mostFilled), "核对是否选错了文件")
			}
			s.rows = append(s.rows, append([]string(nil), r.cells...))
		}
		if len(s.rows) > 0 {
			sheets = append(sheets, s)
		}
	}
}

// mostFilled is how many rows a workbook that a person fills in may have.
const mostFilled = 100_000

// bookRows is a worksheet held whole.
type bookRows struct {
	name string
	rows [][]string // with the header row
}
