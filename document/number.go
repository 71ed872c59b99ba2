package document

import (
	"strings"

	"zhixiao"
)

// Numbers holds the numbers of a document's headings, tables and figures,
// given in the order of the tree.
type Numbers struct {
	headings map[ID]string
	labels   map[ID]string
}

// Number numbers d by its scheme: 一、（一）1.（1） and 表1, 图1 in reports; 第一章
// （一）1.（1） and 表2-1, 图2-1 in books. Level-1 headings of the appendix are
// 附1 … (附录1 in books), its tables 附表1, its figures 图A-1 (docs/domain/format.md
// §5). A part of a volume is numbered by itself.
func Number(d *Document) *Numbers {
	n := &Numbers{headings: map[ID]string{}, labels: map[ID]string{}}
	body := counter{numbers: n, scheme: d.Numbers}
	for _, b := range d.Body {
		body.add(b)
	}
	appendix := counter{numbers: n, scheme: d.Numbers, appendix: true}
	for _, b := range d.Appendix {
		appendix.add(b)
	}
	return n
}

// Heading is the number that stands before a heading's text, with its
// separator: "一、", "（一）", "1."; empty for plain headings.
func (n *Numbers) Heading(id ID) string { return n.headings[id] }

// Label is the name of a table or figure: 表1, 图2-1, 附表3; empty when id names
// neither.
func (n *Numbers) Label(id ID) string { return n.labels[id] }

type counter struct {
	numbers         *Numbers
	scheme          Numbering
	appendix        bool
	level           [5]int
	tables, figures int
}

func (c *counter) add(b Block) {
	switch b := b.(type) {
	case Heading:
		if b.Part {
			*c = counter{numbers: c.numbers, scheme: c.scheme}
			return
		}
		if !b.Plain && b.Level >= 1 && b.Level <= 4 {
			c.heading(b)
		}
	case Table:
		if !b.Plain {
			c.tables++
			c.numbers.labels[b.ID] = c.label("表", c.tables)
		}
	case Figure:
		c.figures++
		c.numbers.labels[b.ID] = c.label("图", c.figures)
	case PageBreak:
		if b.Appendix {
			*c = counter{numbers: c.numbers, scheme: c.scheme, appendix: true}
		}
	}
}

func (c *counter) heading(h Heading) {
	c.level[h.Level]++
	for i := h.Level + 1; i < len(c.level); i++ {
		c.level[i] = 0
	}
	// 附表 and 图A are counted through all appendices: their numbers name none.
	if h.Level == 1 && c.scheme == BookNumbers && !c.appendix {
		c.tables, c.figures = 0, 0
	}
	c.numbers.headings[h.ID] = c.headingNumber(h.Level, c.level[h.Level])
}

func (c *counter) headingNumber(level, n int) string {
	digits := zhixiao.Int(int64(n)).String()
	switch {
	case level == 1 && c.appendix && c.scheme == BookNumbers:
		return "附录" + digits + "　"
	case level == 1 && c.appendix:
		return "附" + digits + "　"
	case level == 1 && c.scheme == BookNumbers:
		return "第" + ChineseNumeral(n) + "章　"
	case level == 1:
		return ChineseNumeral(n) + "、"
	case level == 2:
		return "（" + ChineseNumeral(n) + "）"
	case level == 3:
		return digits + "."
	}
	return "（" + digits + "）"
}

func (c *counter) label(kind string, n int) string {
	digits := zhixiao.Int(int64(n)).String()
	switch {
	case c.appendix && kind == "图":
		return "图A-" + digits
	case c.appendix:
		return "附" + kind + digits
	case c.scheme == BookNumbers:
		return kind + zhixiao.Int(int64(c.level[1])).String() + "-" + digits
	}
	return kind + digits
}

// ChineseNumeral is n in Chinese numerals, for 1 to 99: 一, 十, 十二, 二十, 四十八.
// Outside that range it is Arabic.
func ChineseNumeral(n int) string {
	digits := [...]string{"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"}
	switch {
	case n < 1 || n > 99:
		return zhixiao.Int(int64(n)).String()
	case n < 10:
		return digits[n]
	}
	s := "十"
	if n/10 > 1 {
		s = digits[n/10] + s
	}
	if n%10 > 0 {
		s += digits[n%10]
	}
	return s
}

// Text is what a Num prints. An absent quantity prints its sign without unit.
func (n Num) Text() string {
	q := n.Q
	if !q.Ok() {
		return q.Text()
	}
	s := q.Value.String()
	switch n.Form {
	case Magnitude:
		s = q.Value.Abs().String()
	case Signed:
		s = signed(q.Value)
	}
	if n.WithUnit {
		s += q.Unit
	}
	return s
}

// signed prints the sign of what is not zero. The minus is the ASCII one, which
// every font of the house has.
func signed(d zhixiao.Decimal) string {
	if d.Sign() > 0 {
		return "+" + d.String()
	}
	return d.String()
}

// PlainText is the inlines as they read, with references resolved by n; a
// reference n does not know reads as empty (Check refuses it).
func PlainText(inlines []Inline, n *Numbers) string {
	var b strings.Builder
	for _, in := range inlines {
		b.WriteString(InlineText(in, n))
	}
	return b.String()
}

// InlineText is one inline as it reads.
func InlineText(in Inline, n *Numbers) string {
	switch in := in.(type) {
	case Text:
		return string(in)
	case Strong:
		return string(in)
	case Num:
		return in.Text()
	case Told:
		return in.Text
	case Ref:
		if n == nil {
			return ""
		}
		return n.Label(in.Target)
	}
	return ""
}
