package contrast

import "slices"

// pool is the counts of a stratum by quarter.
type pool [Quarters]count

func (p *pool) add(r *row) {
	for q := range p {
		p[q].x += r.x[q]
		p[q].n += r.n[q]
	}
}

// base is the quarters before together.
func (p *pool) base(agos []int) (c count) {
	for _, q := range agos {
		c = c.plus(p[q])
	}
	return c
}

// stratum is a part of a cell and what the whole scope counts there.
type stratum struct {
	own pool
	all *pool
}

// raw is a cell before anything is expected of it.
type raw struct {
	key          uint64
	keys         [mostDims]uint16 // what all its rows have in common; mixed where they differ
	whole        pool
	beside, past []*stratum
}

// mixed in place of a key says that a cell's rows differ in it.
const mixed = ^uint16(0)

// split is the cells of a scope with their strata, in the order of the table's rows.
func (t *Table) split(s Scope) []*raw {
	by := t.columns(s.By)
	beside, past := strata{columns: t.columns(s.Strata)}, strata{columns: t.columns(s.Past)}
	at := map[uint64]*raw{}
	var cells []*raw
	for i := range t.rows {
		r := &t.rows[i]
		if slices.ContainsFunc(by, func(c int) bool { return r.keys[c] == 0 }) {
			continue
		}
		k := packed(&r.keys, by)
		c := at[k]
		if c == nil {
			c = &raw{key: k, keys: r.keys}
			at[k], cells = c, append(cells, c)
		}
		for d := range c.keys {
			if c.keys[d] != r.keys[d] {
				c.keys[d] = mixed
			}
		}
		c.whole.add(r)
		c.beside = beside.add(c.beside, k, r)
		c.past = past.add(c.past, k, r)
	}
	return cells
}

// strata parts the cells of a scope by some dimensions.
type strata struct {
	columns []int
	all     map[uint64]*pool
	own     map[[2]uint64]*stratum
}

// add counts a row in its cell's stratum, which is put into the list when it is new.
func (s *strata) add(list []*stratum, cell uint64, r *row) []*stratum {
	if s.all == nil {
		s.all, s.own = map[uint64]*pool{}, map[[2]uint64]*stratum{}
	}
	k := packed(&r.keys, s.columns)
	shared := s.all[k]
	if shared == nil {
		shared = &pool{}
		s.all[k] = shared
	}
	shared.add(r)
	part := s.own[[2]uint64{cell, k}]
	if part == nil {
		part = &stratum{all: shared}
		s.own[[2]uint64{cell, k}] = part
		list = append(list, part)
	}
	part.own.add(r)
	return list
}

// judged is the quarter asked about and the quarters it is compared with.
type judged struct {
	now  int
	base []int
	city [Quarters]float64 // rate of the whole table by quarter
	then float64           // of the base together
}

func (t *Table) judge(now int, base []int) judged {
	j := judged{now: now, base: base}
	var all count
	for q := range Quarters {
		x, n := t.total(q)
		if n > 0 {
			j.city[q] = x / n
		}
		if slices.Contains(base, q) {
			all = all.plus(count{x, n})
		}
	}
	if all.n > 0 {
		j.then = all.x / all.n
	}
	return j
}

// elsewhere is what a cell would count at the rates of all others of its scope, their
// strata weighted as its own.
func (j judged) elsewhere(c *raw) (e expected, asked bool) {
	for _, s := range c.beside {
		own := s.own[j.now]
		if own.n == 0 {
			continue
		}
		rest := s.all[j.now].minus(own)
		asked = asked || rest.n > 0
		p, worth := rest.rate(j.city[j.now])
		e.add(own.n, p, worth)
	}
	return e, asked
}

// before is what a cell would count at its own former rates with today's strata. The
// city's own move is not yet taken out.
func (j judged) before(c *raw) (e expected, asked bool) {
	was := c.whole.base(j.base)
	if was.n == 0 {
		return e, false
	}
	ratio, shared := j.ratio(c, was)
	crude, _ := was.rate(j.then)
	for _, s := range c.past {
		now := s.own[j.now]
		if now.n == 0 {
			continue
		}
		own := s.own.base(j.base)
		prior := crude
		if rest := s.all.base(j.base).minus(own); shared && rest.n > 0 {
			p, _ := rest.rate(j.then)
			prior = p * ratio
		}
		p, worth := own.rate(prior)
		e.add(now.n, p, worth)
	}
	return e, true
}

// ratio is how a cell stood to the others before, stratum by stratum; shared is false
// where it had no stratum in common with anybody.
func (j judged) ratio(c *raw, was count) (ratio float64, shared bool) {
	var e float64
	var n float64
	for _, s := range c.past {
		own := s.own.base(j.base)
		rest := s.all.base(j.base).minus(own)
		if own.n == 0 || rest.n <= 0 {
			continue
		}
		p, _ := rest.rate(j.then)
		e, n = e+own.n*p, n+own.n
	}
	if n < was.n/2 {
		return 1, false
	}
	return (was.x + pseudo) / (e*was.n/n + pseudo), true
}

// crudely is what a cell would count at its former rate whatever its mix was.
func (j judged) crudely(c *raw) (e expected) {
	p, worth := c.whole.base(j.base).rate(j.then)
	e.add(c.whole[j.now].n, p, worth)
	return e
}
