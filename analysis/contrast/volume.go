package contrast

import (
	"cmp"
	"maps"
	"math"
	"slices"
)

// Limits of a surge: how far, how many times and how many exposures at least.
const (
	surgeDeviate = 5
	surgeTimes   = 1.7
	surgeLeast   = 30
)

// Surge is a place with far more exposures than its four quarters before let expect,
// the city's own growth counted in. By itself it is no fault.
type Surge struct {
	Place    Place
	N        float64 // exposures
	Expected float64
	Z        float64
}

// Surges looks for them among the cells that the dimensions make, the largest first.
func (t *Table) Surges(by ...string) []Surge {
	past := t.past()
	if len(past) == 0 {
		return nil
	}
	columns := t.columns(by)
	whole := map[uint64]*row{}
	var city row
	for i := range t.rows {
		r := &t.rows[i]
		if slices.ContainsFunc(columns, func(c int) bool { return r.keys[c] == 0 }) {
			continue
		}
		k := packed(&r.keys, columns)
		if whole[k] == nil {
			whole[k] = &row{keys: r.keys}
		}
		for q := range Quarters {
			whole[k].n[q] += r.n[q]
			city.n[q] += r.n[q]
		}
	}
	growth := city.n[0] / math.Max(1, mean(city.n, past))
	var found []Surge
	for _, k := range slices.Sorted(maps.Keys(whole)) {
		r := whole[k]
		e := mean(r.n, past) * growth
		v := 1.25*e + (0.05*e)*(0.05*e)
		n := r.n[0]
		z := (n - e) / math.Sqrt(math.Max(v, 1))
		if z > surgeDeviate && n >= surgeTimes*e && n >= surgeLeast {
			found = append(found, Surge{Place: t.named(r.keys, columns), N: n, Expected: e, Z: z})
		}
	}
	slices.SortStableFunc(found, func(a, b Surge) int { return cmp.Compare(b.Z, a.Z) })
	return found
}

// mean is the mean of the given quarters.
func mean(n [Quarters]float64, of []int) float64 {
	sum := 0.0
	for _, q := range of {
		sum += n[q]
	}
	return sum / float64(len(of))
}

// named is the place that some of a row's keys make.
func (t *Table) named(keys [mostDims]uint16, columns []int) Place {
	p := Place{Keys: map[string]string{}}
	for _, d := range columns {
		p.set(t.Dims[d], t.word[d][keys[d]])
	}
	return p
}
