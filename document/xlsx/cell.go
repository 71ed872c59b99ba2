package xlsx

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"zhixiao/document"
)

// spans prints rows and joins the cells that span others.
type spans struct {
	*sheet
	head    bool
	hanging []int // rows still covered from above, by column
	cells   []any
	lines   int // of the row's highest cell
}

func (p *spans) print(row []document.Cell) error {
	p.cells, p.lines = p.cells[:0], 1
	for col := 0; col < p.width; {
		if p.hanging[col] > 0 {
			p.hanging[col]--
			p.cells = append(p.cells, excelize.Cell{StyleID: p.blank()})
			col++
			continue
		}
		if len(row) == 0 {
			return fmt.Errorf("只有%d列，应为%d列", col, p.width)
		}
		cell, span := row[0], max(row[0].ColSpan, 1)
		row = row[1:]
		if col+span > p.width {
			return fmt.Errorf("超过%d列", p.width)
		}
		value, err := p.cell(cell, p.t.Columns[col].Align, span)
		if err != nil {
			return fmt.Errorf("第%d格：%w", col+1, err)
		}
		p.cells = append(p.cells, value)
		for i := 1; i < span; i++ {
			p.cells = append(p.cells, excelize.Cell{StyleID: p.blank()})
		}
		down := max(cell.RowSpan, 1)
		if text, ok := value.Value.(string); ok && down == 1 {
			p.lines = max(p.lines, lines(text, p.size(), p.wide[col:col+span]))
		}
		for i := col; i < col+span; i++ {
			p.hanging[i] = down - 1
		}
		if err := p.merge(col+1, p.row+1, col+span, p.row+down); err != nil {
			return err
		}
		col += span
	}
	if len(row) > 0 {
		return fmt.Errorf("超过%d列", p.width)
	}
	return p.values(p.cells, float64(p.lines)*1.35*p.size()+4)
}

func (p *spans) size() float64 {
	if p.head {
		return headSize
	}
	return bodySize(p.t.Small)
}

// lines is on how many lines text of size stands in columns so wide, rather one
// more than one less: widths are in digits of the 11-point default type.
func lines(text string, size float64, wide []float64) int {
	room := -1.0
	for _, w := range wide {
		room += w
	}
	room *= 10.5 / size
	n := 0.0
	for _, r := range text {
		if r < 0x2000 {
			n++
		} else {
			n += 2
		}
	}
	return max(int(math.Ceil(n/room)), 1)
}

// blank is the style of a cell that another covers: its frame is drawn.
func (p *spans) blank() int {
	if p.head {
		return p.styles.head
	}
	return p.styles.covered
}

// cell is a number when it holds nothing but one, else text: codes, dates and
// numbers with words stay as they are written.
func (p *spans) cell(c document.Cell, align document.Align, span int) (excelize.Cell, error) {
	if p.head {
		text := document.PlainText(c.Inlines, p.numbers)
		return excelize.Cell{StyleID: p.styles.head, Value: text}, sound(text)
	}
	if span > 1 {
		align = document.Center
	}
	look := look{align: align, strong: c.Strong, small: p.t.Small}
	if len(c.Inlines) == 1 {
		if n, ok := c.Inlines[0].(document.Num); ok && n.Q.Ok() {
			return p.number(n, look)
		}
	}
	text := document.PlainText(c.Inlines, p.numbers)
	look.format = textFormat
	style, err := p.styles.of(p.file, look)
	if err != nil {
		return excelize.Cell{}, err
	}
	return excelize.Cell{StyleID: style, Value: text}, sound(text)
}

// number carries the digits of the value; sign, decimals and unit are its
// format, so that the sheet shows what the report prints.
func (p *spans) number(n document.Num, look look) (excelize.Cell, error) {
	value := n.Q.Value
	if n.Form == document.Magnitude {
		value = value.Abs()
	}
	look.format = "0"
	if value.Places > 0 {
		look.format += "." + strings.Repeat("0", int(value.Places))
	}
	unit := ""
	if n.WithUnit && n.Q.Unit != "" {
		unit = `"` + strings.ReplaceAll(n.Q.Unit, `"`, "") + `"`
	}
	look.format += unit
	if n.Form == document.Signed {
		zero := strings.TrimSuffix(look.format, unit) + unit
		look.format = "+" + look.format + ";-" + look.format + ";" + zero
	}
	style, err := p.styles.of(p.file, look)
	if err != nil {
		return excelize.Cell{}, err
	}
	if value.Places == 0 {
		return excelize.Cell{StyleID: style, Value: value.N}, nil
	}
	// The nearest float prints the same digits again: excelize writes the
	// shortest ones that name it.
	float, err := strconv.ParseFloat(value.String(), 64)
	return excelize.Cell{StyleID: style, Value: float}, err
}

// sound refuses what excelize would cut or drop in silence.
func sound(text string) error {
	if !utf8.ValidString(text) {
		return fmt.Errorf("含损坏的UTF-8字节")
	}
	for _, r := range text {
		if r < ' ' || r == 0xFFFE || r == 0xFFFF {
			return fmt.Errorf("含控制字符U+%04X", r)
		}
	}
	if len(text) > textMost && units(text) > textMost {
		return fmt.Errorf("文字超过Excel单元格的%d字", textMost)
	}
	return nil
}
