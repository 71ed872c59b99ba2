package document

import (
	"errors"
	"fmt"
	"math/big"
	"regexp"
	"strings"
	"unicode"

	"zhixiao"
)

var idForm = regexp.MustCompile(`^[A-Za-z0-9._-]{1,200}$`)

// Check proves a tree before anything is written: IDs well-formed and unique,
// references resolve, heading levels legal, tables rectangular, part sums equal
// totals, no control characters, character budget met. All faults are returned
// together, each a *zhixiao.Problem naming its block.
func Check(d *Document) error {
	c := checker{numbers: Number(d), seen: map[ID]bool{}}
	c.level = 0
	d.Blocks(c.block)
	if d.Sheet && (d.TOC || d.Lists || len(d.Sign) > 0) {
		c.fault("", "不印封面的文件不印目录和签署页")
	}
	if d.Budget != (Budget{}) {
		switch n := CountBody(d).Words; {
		case n < d.Budget.Min:
			c.fault("", "正文%d字，少于%d字的篇幅要求（多因有的数据源本期没有数据，用 zhixiao check 核对）", n, d.Budget.Min)
		case n > d.Budget.Max:
			c.fault("", "正文%d字，多于%d字的篇幅要求", n, d.Budget.Max)
		}
	}
	return errors.Join(c.faults...)
}

type checker struct {
	numbers *Numbers
	seen    map[ID]bool
	level   int
	faults  []error
}

func (c *checker) fault(id ID, format string, args ...any) {
	c.faults = append(c.faults, &zhixiao.Problem{At: zhixiao.Place{Block: string(id)}, Err: fmt.Errorf(format, args...)})
}

func (c *checker) block(b Block) {
	id := b.BlockID()
	if !idForm.MatchString(string(id)) {
		c.fault(id, "段落标识%q不合规则", id)
	}
	if c.seen[id] {
		c.fault(id, "段落标识重复")
	}
	c.seen[id] = true
	if t, ok := b.(Table); ok && t.Long != nil {
		c.long(t)
		return
	}
	EachInlines(b, func(in []Inline) { c.inlines(id, in) })
	switch b := b.(type) {
	case Heading:
		c.heading(b)
	case Para:
		if len(b.Inlines) == 0 {
			c.fault(id, "空段落")
		}
	case Table:
		c.table(b)
	case Figure:
		c.figure(b)
	}
}

func (c *checker) heading(h Heading) {
	if h.Level < 1 || h.Level > 4 {
		c.fault(h.ID, "标题级别%d不在1～4之间", h.Level)
		return
	}
	if len(h.Text) == 0 {
		c.fault(h.ID, "空标题")
	}
	// 可跳层（一、→1.），不可倒序 (docs/domain/format.md §1).
	if h.Part && h.Level != 1 {
		c.fault(h.ID, "合订本中每份报告的题目应为1级，不是%d级", h.Level)
	}
	if c.level == 0 && h.Level > 1 && !h.Plain {
		c.fault(h.ID, "第一个标题不能是%d级", h.Level)
	}
	c.level = h.Level
}

func (c *checker) inlines(id ID, inlines []Inline) {
	for _, in := range inlines {
		if r, ok := in.(Ref); ok && c.numbers.Label(r.Target) == "" {
			c.fault(id, "引用的图表%q不存在", r.Target)
		}
		for _, r := range InlineText(in, c.numbers) {
			if unicode.IsControl(r) {
				c.fault(id, "含控制字符U+%04X", r)
				break
			}
		}
	}
}

func (c *checker) figure(f Figure) {
	if f.Graphic == nil {
		c.fault(f.ID, "图没有内容")
	}
	for name, text := range map[string]string{"图题": f.Caption, "数据来源": f.Source, "替代文字": f.Alt} {
		if strings.TrimSpace(text) == "" {
			c.fault(f.ID, "图缺%s", name)
		}
	}
}

func (c *checker) table(t Table) {
	if !c.frame(t) {
		return
	}
	c.rectangular(t.ID, "表体", t.Rows, len(t.Columns))
	for _, row := range t.Rows {
		for _, cell := range row {
			if PlainText(cell.Inlines, c.numbers) == "" {
				c.fault(t.ID, "表内有空白单元格，应写“—”")
				return
			}
		}
	}
	for _, s := range t.Sums {
		c.sum(t, s)
	}
}

// frame checks what a table has around its rows; it reports whether the rows
// can be checked.
func (c *checker) frame(t Table) bool {
	if !t.Plain && t.Caption == "" {
		c.fault(t.ID, "表缺表题")
	}
	if t.A3 && !t.Landscape {
		c.fault(t.ID, "A3纸只用于横排的表")
	}
	if len(t.Columns) == 0 {
		c.fault(t.ID, "表没有列")
		return false
	}
	c.rectangular(t.ID, "表头", t.Header, len(t.Columns))
	return true
}

// rectangular walks the grid with spans and wants every row to be exactly width
// columns wide, and no span to reach below the last row.
func (c *checker) rectangular(id ID, what string, rows [][]Cell, width int) {
	hanging := make([]int, width) // rows still covered from above
	for i, row := range rows {
		col := 0
		next := make([]int, width)
		for j := range hanging {
			next[j] = max(hanging[j]-1, 0)
		}
		for _, cell := range row {
			for col < width && hanging[col] > 0 {
				col++
			}
			span, down := max(cell.ColSpan, 1), max(cell.RowSpan, 1)
			if col+span > width {
				col += span
				break
			}
			for j := col; j < col+span; j++ {
				next[j] = down - 1
			}
			col += span
		}
		for col < width && hanging[col] > 0 {
			col++
		}
		if col != width {
			c.fault(id, "%s第%d行有%d列，应为%d列", what, i+1, col, width)
			return
		}
		hanging = next
	}
	for _, h := range hanging {
		if h > 0 {
			c.fault(id, "%s的纵向合并超出最后一行", what)
			return
		}
	}
}

func (c *checker) sum(t Table, s Sum) {
	total, ok := cellNumber(t, s.Total)
	if !ok {
		c.fault(t.ID, "合计单元格（第%d行）不是数", s.Total.Row+1)
		return
	}
	got := new(big.Rat)
	for _, p := range s.Parts {
		part, ok := cellNumber(t, p)
		if !ok {
			c.fault(t.ID, "分项单元格（第%d行）不是数", p.Row+1)
			return
		}
		got.Add(got, part.Rat())
	}
	if got.Cmp(total.Rat()) != 0 && s.Why == "" {
		c.fault(t.ID, "分项之和%s不等于合计%s，且未说明差额", got.FloatString(int(total.Places)), total)
	}
}

func cellNumber(t Table, at CellAt) (zhixiao.Decimal, bool) {
	if at.Row < 0 || at.Row >= len(t.Rows) || at.Index < 0 || at.Index >= len(t.Rows[at.Row]) {
		return zhixiao.Decimal{}, false
	}
	for _, in := range t.Rows[at.Row][at.Index].Inlines {
		if n, ok := in.(Num); ok && n.Q.Ok() {
			return n.Q.Value, true
		}
	}
	return zhixiao.Decimal{}, false
}
