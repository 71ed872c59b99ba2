package analysis

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"zhixiao"
)

// picker is one dimension of a feed with its texts as numbers, so that counting
// by it looks up nothing. Its numbers are in the order of its texts.
type picker = *coded

type coded struct {
	ids   []int32  // by row
	names []string // by id, ascending; "" for rows that do not say theirs

	scratch sync.Pool // of *[]Fraction as long as names, all zero
}

// of is a row's text.
func (c *coded) of(row int32) string { return c.names[c.ids[row]] }

// picker is the dimension of a name, nil when the feed has none such. "region"
// and "dept" are in every feed, "l1" where l2 is.
func (fd *feed) picker(dim string) picker {
	var text func(r *zhixiao.CubeRow) string
	switch i := fd.cube.Dim(dim); {
	case i >= 0:
		text = func(r *zhixiao.CubeRow) string { return r.Keys[i] }
	case dim == "region":
		text = func(r *zhixiao.CubeRow) string { return r.Region }
	case dim == "dept":
		text = func(r *zhixiao.CubeRow) string { return r.Dept }
	case dim == "l1" && fd.cube.Dim("l2") >= 0:
		l2 := fd.cube.Dim("l2")
		text = func(r *zhixiao.CubeRow) string { return r.Keys[l2][:min(2, len(r.Keys[l2]))] }
	default:
		return nil
	}
	fd.mu.Lock()
	defer fd.mu.Unlock()
	c := fd.dims[dim]
	if c == nil {
		if fd.dims == nil {
			fd.dims = map[string]*coded{}
		}
		c = code(fd.cube.Rows, text)
		fd.dims[dim] = c
	}
	return c
}

// code numbers the texts of rows.
func code(rows []zhixiao.CubeRow, text func(r *zhixiao.CubeRow) string) *coded {
	c := &coded{ids: make([]int32, len(rows))}
	met, last, id := map[string]int32{}, "", int32(-1)
	for i := range rows {
		if s := text(&rows[i]); id < 0 || s != last { // sorted rows repeat their texts
			known := false
			if id, known = met[s]; !known {
				id = int32(len(c.names))
				met[s] = id
				c.names = append(c.names, s)
			}
			last = s
		}
		c.ids[i] = id
	}
	slices.Sort(c.names)
	place := make([]int32, len(c.names))
	for n, s := range c.names {
		place[met[s]] = int32(n)
	}
	for i, id := range c.ids {
		c.ids[i] = place[id]
	}
	return c
}

// filter is the tests of a Where: a row stays when its text passes in each.
type filter []struct {
	ids  []int32
	pass []bool // by id
}

func (f filter) keeps(row int32) bool {
	for _, t := range f {
		if !t.pass[t.ids[row]] {
			return false
		}
	}
	return true
}

// keep makes the row filter of a Where; false when it names a dimension the cube
// has not.
func (fd *feed) keep(where map[string]string) (filter, bool) {
	if len(where) == 0 {
		return nil, true
	}
	tests := make(filter, 0, len(where))
	for dim, value := range where {
		c := fd.picker(dim)
		if c == nil {
			return nil, false
		}
		value, not := strings.CutPrefix(value, "!")
		pass := make([]bool, len(c.names))
		for want := range strings.SplitSeq(value, "|") {
			if id, ok := slices.BinarySearch(c.names, want); ok {
				pass[id] = true
			}
		}
		for id := range pass {
			pass[id] = pass[id] != not
		}
		tests = append(tests, struct {
			ids  []int32
			pass []bool
		}{c.ids, pass})
	}
	return tests, true
}

// tally adds up a column over a unit's rows; ok is false when the cube, the
// column or a dimension is unknown.
func (m *snapshot) tally(cube, col, unit string, where map[string]string) (total int64, ok bool) {
	fd := m.feeds[cube]
	c := columnOf(fd, col)
	if !c.known() {
		return 0, false
	}
	if len(where) == 0 {
		return c.sum(unit), true
	}
	keep, ok := fd.keep(where)
	if !ok {
		return 0, false
	}
	for _, i := range fd.rows[unit] {
		if keep.keeps(i) {
			total += fd.cube.Rows[i].Sums[c.i]
		}
	}
	return total, true
}

// groups is the groups of a query by count, ties by key: all of them, or the
// first when the query is limited.
func (m *snapshot) groups(q Query) []Group {
	fd := m.feeds[q.Cube]
	c := columnOf(fd, q.Column)
	if !c.known() {
		return nil
	}
	keep, ok := fd.keep(q.Where)
	by := make([]*coded, len(q.By))
	for i, d := range q.By {
		by[i] = fd.picker(d)
		ok = ok && by[i] != nil
	}
	if !ok {
		return nil
	}
	type counted struct {
		id uint64 // of the combination, in the order of its keys
		n  int64
	}
	var all []counted
	at := map[uint64]int32{}
	last, place := uint64(0), int32(-1)
	for _, i := range fd.rows[q.Unit] {
		n := fd.cube.Rows[i].Sums[c.i]
		if n == 0 || !keep.keeps(i) {
			continue
		}
		id, said := combination(by, i)
		if !said {
			continue
		}
		if place < 0 || id != last {
			var known bool
			if place, known = at[id]; !known {
				place = int32(len(all))
				at[id] = place
				all = append(all, counted{id: id})
			}
			last = id
		}
		all[place].n += n
	}
	all = slices.DeleteFunc(all, func(g counted) bool { return g.n <= 0 })
	slices.SortFunc(all, func(a, b counted) int { return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(a.id, b.id)) })
	if q.Limit > 0 && len(all) > q.Limit {
		all = all[:q.Limit]
	}
	out, keys := make([]Group, len(all)), make([]string, len(all)*len(by))
	for i, g := range all {
		out[i].N = g.n
		out[i].Keys, keys = keys[:len(by):len(by)], keys[len(by):]
		for k := len(by) - 1; k >= 0; k-- {
			size := uint64(len(by[k].names))
			out[i].Keys[k] = by[k].names[g.id%size]
			g.id /= size
		}
	}
	return out
}

// combination is a row's ids as one number; said is false when the row does not
// say one of its keys.
func combination(by []*coded, row int32) (id uint64, said bool) {
	for _, c := range by {
		k := c.ids[row]
		if c.names[k] == "" {
			return 0, false
		}
		id = id*uint64(len(c.names)) + uint64(k)
	}
	return id, true
}

// Fraction is a rate of one key of a dimension, as its counts.
type Fraction struct {
	Key      string
	Num, Den int64
}

// pairsBy sums two columns of a unit's rows by a dimension, in key order.
func (fd *feed) pairsBy(unit string, by picker, num, den int) []Fraction {
	sums, ok := by.scratch.Get().(*[]Fraction)
	if !ok {
		sums = new(make([]Fraction, len(by.names)))
	}
	defer by.scratch.Put(sums)
	var met []int32
	for _, i := range fd.rows[unit] {
		id := by.ids[i]
		g := &(*sums)[id]
		if g.Key == "" {
			if g.Key = by.names[id]; g.Key == "" {
				continue
			}
			met = append(met, id)
		}
		r := &fd.cube.Rows[i]
		g.Num += r.Sums[num]
		g.Den += r.Sums[den]
	}
	slices.Sort(met)
	out := make([]Fraction, len(met))
	for i, id := range met {
		out[i], (*sums)[id] = (*sums)[id], Fraction{}
	}
	return out
}
