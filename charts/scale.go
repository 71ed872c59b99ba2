package charts

import (
	"math"

	"zhixiao"
)

// scale maps values to pixels along one axis. Its ticks are round (1, 2 or 5
// times a power of ten) and exact, so that their digits are made by
// Decimal.String like every other digit of a report.
type scale struct {
	lo, hi float64
	ticks  []zhixiao.Decimal
	p0, p1 int  // pixels of lo and hi
	cut    bool // does not start at zero
}

// at is the pixel of v.
func (a scale) at(v float64) int {
	return a.p0 + int(math.Round((v-a.lo)/(a.hi-a.lo)*float64(a.p1-a.p0)))
}

func (a scale) between(p0, p1 int) scale {
	a.p0, a.p1 = p0, p1
	return a
}

// zeroScale spans vs and zero in about want steps: for bars.
func zeroScale(vs []float64, want int) scale {
	lo, hi := 0.0, 0.0
	for _, v := range vs {
		lo, hi = math.Min(lo, v), math.Max(hi, v)
	}
	return ticked(lo, hi, want)
}

// openScale spans vs, from zero when zero is near: for points and lines.
func openScale(vs []float64, want int) scale {
	if len(vs) == 0 {
		return ticked(0, 1, want)
	}
	lo, hi := vs[0], vs[0]
	for _, v := range vs {
		lo, hi = math.Min(lo, v), math.Max(hi, v)
	}
	if lo >= 0 && lo < 0.5*hi {
		lo = 0
	} else if hi <= 0 && hi > 0.5*lo {
		hi = 0
	}
	if lo == hi && lo != 0 {
		d := math.Abs(lo) / 20
		lo, hi = lo-d, hi+d
	}
	a := ticked(lo, hi, want)
	a.cut = a.lo > 0 || a.hi < 0
	return a
}

// within drops ticks above 100 when no percentage reaches beyond it.
func (a scale) within(unit string, vs []float64) scale {
	if unit != "%" && unit != "％" {
		return a
	}
	if _, hi := spread(vs); hi > 100 || a.hi <= 100 {
		return a
	}
	for len(a.ticks) > 2 && a.ticks[len(a.ticks)-1].Float() > 100 {
		a.ticks = a.ticks[:len(a.ticks)-1]
	}
	a.hi = math.Max(a.ticks[len(a.ticks)-1].Float(), 100)
	return a
}

// ticked widens lo…hi to whole steps.
func ticked(lo, hi float64, want int) scale {
	if hi <= lo {
		hi = lo + 1
	}
	m, e := step((hi - lo) / float64(want))
	size := float64(m) * math.Pow(10, float64(e))
	// The slack keeps 0.3/0.1 = 2.9999… from adding or losing a step.
	i0, i1 := int64(math.Floor(lo/size+1e-9)), int64(math.Ceil(hi/size-1e-9))
	a := scale{lo: float64(i0) * size, hi: float64(i1) * size}
	for i := i0; i <= i1; i++ {
		a.ticks = append(a.ticks, tick(i, m, e))
	}
	return a
}

// step is the round step m×10^e, m of 1, 2, 5, not below raw.
func step(raw float64) (m int64, e int) {
	e = int(math.Floor(math.Log10(raw)))
	for _, m := range []int64{1, 2, 5} {
		if float64(m)*math.Pow(10, float64(e)) >= raw*(1-1e-9) {
			return m, e
		}
	}
	return 1, e + 1
}

func tick(i, m int64, e int) zhixiao.Decimal {
	d := zhixiao.Decimal{N: i * m}
	for ; e > 0; e-- {
		d.N *= 10
	}
	d.Places = uint8(min(-e, zhixiao.MaxPlaces))
	return d
}
