package counting

import (
	"fmt"
	"strings"

	"zhixiao"
)

// checker finds the columns of an expression and proves that its kinds fit. All its
// faults are collected.
type checker struct {
	table  Table
	cut    bool // the expression was not read to its end
	faults []Fault
}

func check(t Table, p *parser) *checker {
	return &checker{table: t, cut: len(p.faults) > 0, faults: p.faults}
}

func (c *checker) fault(at int, way, format string, args ...any) {
	c.faults = append(c.faults, Fault{at, fmt.Errorf(format, args...), way})
}

// misfit says that a part is of a kind that does not fit; of an expression that was
// not read to its end that is not known.
func (c *checker) misfit(at int, way, format string, args ...any) {
	if !c.cut {
		c.fault(at, way, format, args...)
	}
}

// condition proves that e, where it is not nil, is a condition.
func (c *checker) condition(e *Expr) {
	if e == nil {
		return
	}
	if k := c.kind(*e); k != Truth && k != Unknown {
		c.misfit(e.at, "写成比较，如 accepted = 1", "这里应是条件，却是%s", k)
	}
}

// expect proves that e is of a kind; an unknown kind was a fault before.
func (c *checker) expect(e Expr, want Kind, says string) {
	if k := c.kind(e); k != want && k != Unknown {
		c.misfit(e.at, "核对列名和写法", "%s，却是%s", says, k)
	}
}

// kind is what e holds; Unknown after a fault.
func (c *checker) kind(e Expr) Kind {
	switch e.Op {
	case ColumnOp:
		return c.column(e)
	case NumberOp:
		return Number
	case TextOp:
		return Text
	case "+", "-", "*", "/", Negative:
		for _, p := range e.Parts {
			c.expect(p, Number, "加减乘除的应是数")
		}
		return Number
	case And, Or, Not:
		for i := range e.Parts {
			c.condition(&e.Parts[i])
		}
		return Truth
	case "=", "<>", "<", "<=", ">", ">=", In, Between:
		c.comparable(e)
		return Truth
	case Days, Month, Points, Joined:
		return c.function(e)
	}
	return Unknown
}

func (c *checker) column(e Expr) Kind {
	column, known := c.table.Column(e.Text)
	if known {
		return column.Kind
	}
	var names []string
	for _, n := range c.table.Columns {
		names = append(names, n.Name)
	}
	way := "该表的列：" + strings.Join(names, "、")
	if name, ok := zhixiao.Nearest(e.Text, names); ok {
		way = "是否指 " + name
	}
	c.fault(e.at, way, "数据表%s没有列%q", c.table.Name, e.Text)
	return Unknown
}

// comparable proves that the sides of a comparison are of one kind; a day is compared
// with a text that is written like one.
func (c *checker) comparable(e Expr) {
	first := Unknown
	for _, p := range e.Parts {
		k := c.kind(p)
		switch {
		case k == Day && p.Op == ColumnOp:
			k = Text
		case k == Truth:
			c.misfit(p.at, "条件之间写 and、or", "条件不能再与别的比较")
			k = Unknown
		}
		if first == Unknown {
			first = k
		} else if k != Unknown && k != first {
			c.misfit(p.at, "数不加引号，文字加单引号", "%s不能与%s比较", first, k)
			return
		}
	}
}

func (c *checker) function(e Expr) Kind {
	switch e.Op {
	case Days:
		for _, p := range e.Parts {
			c.expect(p, Day, "days里要写日期列")
		}
		return Number
	case Month:
		c.expect(e.Parts[0], Day, "month里要写日期列")
		return Text
	case Points:
		for _, p := range e.Parts {
			c.expect(p, Number, "points里要写数")
		}
		return Number
	}
	for _, p := range e.Parts { // joined texts
		if k := c.kind(p); k == Truth {
			c.misfit(p.at, "条件写在 where 后面", "text里不能写条件")
		}
	}
	return Text
}
