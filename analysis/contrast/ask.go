package contrast

import "math"

// Asked is a measure's cells, each with what its comparators let expect.
type Asked struct {
	Measure Measure
	Cells   []Cell
	// Tau is by how much a unit's rate moves from quarter to quarter without any reason,
	// as a share of itself; estimated from the quarters before.
	Tau   float64
	table *Table
	by    [][]int // by scope, the places of its dimensions in the keys
}

// Ask holds every cell of a measure's scopes against its comparators.
func Ask(m Measure, t *Table) *Asked {
	a := &Asked{Measure: m, table: t, Tau: t.dispersion(m.Scopes)}
	for i, s := range m.Scopes {
		a.by = append(a.by, t.columns(s.By))
		a.Cells = append(a.Cells, t.ask(i, s, 0, t.past(), a.Tau)...)
	}
	return a
}

// ask is the cells of one scope in the quarter now, against the quarters of base.
func (t *Table) ask(scope int, s Scope, now int, base []int, tau float64) []Cell {
	j := t.judge(now, base)
	year, others := yearAgo(base)
	jy, jo := t.judge(now, year), t.judge(now, others)
	var cells []Cell
	var raws []*raw
	for _, c := range t.split(s) {
		own := c.whole[now]
		if own.n < least {
			continue
		}
		cell := Cell{Scope: scope, X: own.x, N: own.n, keys: c.keys}
		beside, ok := j.elsewhere(c)
		cell.Else = Expectation{E: beside.e, V: beside.v, Asked: ok}
		cells, raws = append(cells, cell), append(raws, c)
	}
	j.past(raws, cells, func(c *Cell) *Expectation { return &c.Past })
	jy.past(raws, cells, func(c *Cell) *Expectation { return &c.year })
	jo.past(raws, cells, func(c *Cell) *Expectation { return &c.other })
	stand(cells, tau)
	if s.Alone {
		loosen(cells)
	}
	return cells
}

// yearAgo parts the base into the quarter a year before and the others.
func yearAgo(base []int) (year, others []int) {
	for _, q := range base {
		if q == Quarters-1 {
			year = append(year, q)
		} else {
			others = append(others, q)
		}
	}
	return year, others
}

// past sets what the own past lets expect, the city's own move taken out: by the other
// cells together, in bounds, so that no cell explains itself.
func (j judged) past(raws []*raw, cells []Cell, at func(*Cell) *Expectation) {
	if len(j.base) == 0 {
		return
	}
	own := make([]expected, len(raws))
	var x, e float64
	for i, c := range raws {
		var asked bool
		if own[i], asked = j.before(c); asked {
			at(&cells[i]).Asked = true
			x, e = x+cells[i].X, e+own[i].e
		}
	}
	const damping, most = 50, 2
	for i := range raws {
		p := at(&cells[i])
		if !p.Asked {
			continue
		}
		g := (x - cells[i].X + damping) / (e - own[i].e + damping)
		g = math.Min(most, math.Max(1/float64(most), g))
		s := own[i].scaled(g)
		p.E, p.V = s.e, s.v
		if crude := j.crudely(raws[i]).scaled(g); p == &cells[i].Past {
			cells[i].crude = Expectation{E: crude.e, V: crude.v, Asked: true}
		}
	}
}

// stand sets the deviates.
func stand(cells []Cell, tau float64) {
	for i := range cells {
		c := &cells[i]
		for _, e := range []*Expectation{&c.Else, &c.Past, &c.crude, &c.year, &c.other} {
			if e.Asked && e.E > 0 {
				e.Z = expected{e.E, e.V}.standing(c.X, c.N, tau)
			}
		}
	}
}
