package counting

// Sum reads what is counted of t's rows; of an expression with faults it is useless.
func (t Table) Sum(text string) (Sum, []Fault) {
	p := parse(text)
	s := p.sum()
	p.end()
	c := check(t, p)
	for _, part := range s {
		if part.Of != nil {
			c.expect(*part.Of, Number, "sum里要写数")
		}
		c.condition(part.Where)
	}
	return s, c.faults
}

// Median reads the values of which a median is taken.
func (t Table) Median(text string) (Value, []Fault) {
	p := parse(text)
	v := p.median()
	p.end()
	c := check(t, p)
	c.expect(v.Of, Number, "median里要写数")
	c.condition(v.Where)
	return v, c.faults
}

// Dimension reads what a cube's rows are told apart by: a text, day or number.
func (t Table) Dimension(text string) (Value, []Fault) {
	p := parse(text)
	v := p.value()
	p.end()
	c := check(t, p)
	if k := c.kind(v.Of); k == Truth {
		c.misfit(v.Of.at, "条件写在 where 后面", "维度要写文字或数，不能是条件")
	}
	c.condition(v.Where)
	return v, c.faults
}

// Condition reads a condition on t's rows.
func (t Table) Condition(text string) (Expr, []Fault) {
	p := parse(text)
	e := p.or()
	p.end()
	c := check(t, p)
	c.condition(&e)
	return e, c.faults
}
