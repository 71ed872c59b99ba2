package counting

// Op is what an expression does with its parts.
type Op string

// The operations beside + - * / = <> < <= > >=, which are called by their signs. A
// Column, NumberOp and TextOp have no parts; Negative and Not have one; And, Or, the
// signs and Days two; Between three: x, from, to; In one and more: x and what it may be;
// Points x and pairs of what it may be and the points for it; Month one; Joined one and
// more.
const (
	ColumnOp Op = "column"
	NumberOp Op = "number"
	TextOp   Op = "text"
	Negative Op = "negative"
	Not      Op = "not"
	And      Op = "and"
	Or       Op = "or"
	In       Op = "in"
	Between  Op = "between"
	Days     Op = "days"
	Points   Op = "points"
	Month    Op = "month"
	Joined   Op = "joined"
)

// Expr is an expression over one row.
type Expr struct {
	Op    Op
	Text  string // of a column its name, of a text what it says
	N     int64  // of a number
	Parts []Expr
	at    int
}

// Part is one count or sum of a Sum.
type Part struct {
	Minus bool
	Of    *Expr // the amount that is added up; nil: rows are counted
	Where *Expr // the condition on the rows that count; nil: all do
}

// Sum is what is counted over rows: its parts, added and subtracted.
type Sum []Part

// Value is a value of each row: one that a median is taken of, or a dimension.
type Value struct {
	Of    Expr
	Where *Expr // nil: of every row
}

// Fault is what is wrong with an expression. At is the place of the first letter
// concerned, from 0.
type Fault struct {
	At  int
	Err error
	Way string
}
