package contrast

import (
	"cmp"
	"math"
	"slices"
)

// Family is what a cell is held against.
type Family uint8

// News is worse than the own past, Lasting worse than elsewhere; Better is better than
// the own past.
const (
	News Family = iota + 1
	Lasting
	Better
)

// claim is a cell that stands out in a family.
type claim struct {
	of     *Asked
	cell   *Cell
	family Family
}

// against is the expectation that the claim's family is about.
func (c claim) against() Expectation {
	if c.family == Lasting {
		return c.cell.Else
	}
	return c.cell.Past
}

// sign is +1 where more events are told of, −1 where fewer.
func (c claim) sign() float64 {
	if c.family == Better {
		return -1
	}
	return 1
}

// z is how far the cell stands out in the direction of the family.
func (c claim) z() float64 { return c.sign() * c.against().Z }

// excess is by how many events, in the direction of the family.
func (c claim) excess() float64 { return c.sign() * c.cell.Excess(c.against()) }

// Limits of what may be told. They filter what has been found and find nothing.
const (
	leastEvents   = 5    // no headline rests on fewer
	leastExcess   = 3    // events beyond what is expected
	newsTimes     = 1.15 // of what the own past lets expect
	lastingTimes  = 1.5  // of what elsewhere lets expect
	betterFewer   = 10   // events fewer than expected, of
	betterFrom    = 20   // expected at least
	betterDeviate = 4
)

// tellable reports whether a claim is large enough to be told.
func (c claim) tellable() bool {
	x, e := c.cell.X, c.against().E
	switch c.family {
	case News:
		return x >= leastEvents && x-e >= leastExcess && x >= newsTimes*e && (!c.cell.Else.Asked || x > c.cell.Else.E)
	case Lasting:
		return x >= leastEvents && x-e >= leastExcess && x >= lastingTimes*e
	}
	return e >= betterFrom && e-x >= betterFewer && c.z() > betterDeviate
}

// asked is every cell of the measures that the family has something to say of, those
// standing out most first.
func askedIn(f Family, all []*Asked) []claim {
	var list []claim
	for _, a := range all {
		for i := range a.Cells {
			c := claim{a, &a.Cells[i], f}
			if e := c.against(); e.Asked && e.E > 0 {
				list = append(list, c)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b claim) int { return cmp.Compare(b.z(), a.z()) })
	return list
}

// falsely is the share of what is told that may be false.
const falsely = 0.05

// discoveries is the claims of a family within the false discovery rate, by Benjamini
// and Hochberg, over all cells asked. The list is sorted.
func discoveries(list []claim) int {
	n := 0
	for i := range list {
		if chance(list[i].z()) <= falsely*float64(i+1)/float64(len(list)) {
			n = i + 1
		}
	}
	return n
}

// within is how many of the sorted claims are as improbable as so many stories among
// all cells asked allow.
func within(list []claim, stories int) int {
	bar := falsely * float64(max(stories, 1)) / float64(len(list))
	n, _ := slices.BinarySearchFunc(list, bar, func(c claim, bar float64) int {
		if chance(c.z()) <= bar {
			return -1
		}
		return 1
	})
	return n
}

// remains is what is left of a claim once cells told inside it are taken out and a cell
// told around it has raised what is to be expected of it.
func (c claim) remains(inside []claim, around *claim) (z, excess float64) {
	e := c.against()
	x, n, left := c.cell.X, c.cell.N, expected{e.E, e.V}
	for _, t := range inside {
		o := t.against()
		x, n, left.e, left.v = x-t.cell.X, n-t.cell.N, left.e-o.E, left.v-o.V
	}
	if around != nil {
		o := around.against()
		left = left.scaled((around.cell.X + pseudo) / (o.E + pseudo))
	}
	left.e, left.v = math.Max(left.e, 1e-6), math.Max(left.v, 1e-6)
	return c.sign() * left.standing(math.Max(x, 0), n, c.of.Tau), c.sign() * (x - left.e)
}
