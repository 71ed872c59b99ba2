package contrast

import (
	"math"
	"slices"
)

// winsorised is the variance that normal deviates have once the tenth at either end is
// drawn in to the next: what stands out must not say how much standing out is usual.
const (
	winsorised = 0.79
	tenth      = 10
)

// spread is the winsorised variance of deviates.
func spread(z []float64) float64 {
	if len(z) < 4 {
		return winsorised
	}
	z = slices.Sorted(slices.Values(z))
	cut := len(z) / tenth
	mean, sum := 0.0, 0.0
	for i := range z {
		z[i] = z[min(max(i, cut), len(z)-1-cut)]
		mean += z[i] / float64(len(z))
	}
	for _, v := range z {
		sum += (v - mean) * (v - mean)
	}
	return sum / float64(len(z)-1)
}

// loosen divides the deviates from elsewhere by what is usual among cells that share
// nothing with each other.
func loosen(cells []Cell) {
	var z []float64
	for i := range cells {
		if cells[i].Else.Asked {
			z = append(z, cells[i].Else.Z)
		}
	}
	by := math.Sqrt(math.Max(1, spread(z)/winsorised))
	for i := range cells {
		cells[i].Else.Z /= by
	}
}

// dispersion is the over-dispersion of a measure: the share of its expectation by which
// a unit moves from quarter to quarter beyond counting chance. It makes the deviates of
// the past quarters, each against the others, as wide as chance says; the larger of the
// scopes of one dimension counts. Without two past quarters nothing is known, and the
// usual is assumed.
func (t *Table) dispersion(scopes []Scope) float64 {
	const usual = 0.05
	past := t.past()
	if len(past) < 2 {
		return usual
	}
	most := 0.0
	for _, s := range scopes {
		if len(s.By) != 1 {
			continue
		}
		raws := t.split(s)
		var cells []Cell
		for _, q := range past {
			others := slices.DeleteFunc(slices.Clone(past), func(o int) bool { return o == q })
			cells = append(cells, t.judge(q, others).formerly(raws)...)
		}
		if len(cells) < mostFew {
			continue
		}
		most = math.Max(most, widest(cells))
	}
	return most
}

// formerly is the cells with what their own past lets expect, as far as they are asked.
func (j judged) formerly(all []*raw) []Cell {
	var cells []Cell
	var raws []*raw
	for _, c := range all {
		if own := c.whole[j.now]; own.n >= least {
			cells, raws = append(cells, Cell{X: own.x, N: own.n}), append(raws, c)
		}
	}
	j.past(raws, cells, func(c *Cell) *Expectation { return &c.Past })
	return cells
}

// mostFew is up to how many past cells say nothing about over-dispersion.
const mostFew = 24

// widest is the least over-dispersion under which deviates from the own past are no
// wider than chance makes them.
func widest(cells []Cell) float64 {
	wide := func(tau float64) float64 {
		var z []float64
		for i := range cells {
			c := &cells[i]
			if c.Past.Asked && c.Past.E > 0 {
				z = append(z, expected{c.Past.E, c.Past.V}.standing(c.X, c.N, tau))
			}
		}
		return spread(z)
	}
	if wide(0) <= winsorised {
		return 0
	}
	low, high := 0.0, 1.0
	for range 20 {
		if mid := (low + high) / 2; wide(mid) > winsorised {
			low = mid
		} else {
			high = mid
		}
	}
	return high
}
