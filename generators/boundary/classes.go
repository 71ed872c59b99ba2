package boundary

import (
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/document"
)

// Method says how values are divided into classes.
type Method string

// The methods.
const (
	Quantile Method = "quantile" // 分位数: about the same number of units in each class
	Equal    Method = "equal"    // 等距: classes of the same width
	Natural  Method = "natural"  // 自然断点: least variance inside the classes
)

// MaxClasses is how many greys an eye tells apart in print.
const MaxClasses = 5

// ramp runs from low to high; every step is darker than the one before, also
// when printed in grey.
func ramp(i, n int) ([3]uint8, uint8) {
	colours := [MaxClasses][3]uint8{{232, 239, 246}, {190, 208, 228}, {139, 169, 203}, {82, 121, 166}, {31, 63, 102}}
	at := MaxClasses - 1
	if n > 1 {
		at = i * (MaxClasses - 1) / (n - 1)
	}
	c := colours[at]
	return c, uint8((299*int(c[0]) + 587*int(c[1]) + 114*int(c[2])) / 1000)
}

// CheckClasses reports whether values can be classed so; settings are checked
// with it before any map is made.
func CheckClasses(method Method, n int) error {
	var faults []string
	if method != Quantile && method != Equal && method != Natural {
		faults = append(faults, fmt.Sprintf("分级方法%q不认识，应为quantile（分位数）、equal（等距）或natural（自然断点）", method))
	}
	if n < 1 || n > MaxClasses {
		faults = append(faults, fmt.Sprintf("分级数为%d，应为1到%d", n, MaxClasses))
	}
	if len(faults) == 0 {
		return nil
	}
	return errors.New(strings.Join(faults, "；"))
}

// Classify divides the present values into at most n classes, lowest first.
// There are never more classes than distinct values, and none is empty. Every
// value v is in the class with From ≤ v < To; the last class includes To.
func Classify(values []zhixiao.Quantity, method Method, n int) ([]document.Class, error) {
	if err := CheckClasses(method, n); err != nil {
		return nil, err
	}
	var sorted []zhixiao.Decimal
	for _, q := range values {
		if q.Ok() {
			sorted = append(sorted, q.Value)
		}
	}
	if len(sorted) == 0 {
		return nil, nil
	}
	slices.SortFunc(sorted, zhixiao.Decimal.Cmp)
	var starts []zhixiao.Decimal
	var err error
	switch method {
	case Quantile:
		starts = quantileStarts(sorted, n)
	case Equal:
		starts, err = equalStarts(sorted, n)
	case Natural:
		starts = naturalStarts(sorted, n)
	}
	if err != nil {
		return nil, err
	}
	return build(sorted, starts), nil
}

// build makes classes of their lower ends; empty classes melt into the one
// below.
func build(sorted, starts []zhixiao.Decimal) []document.Class {
	var kept []zhixiao.Decimal
	slices.SortFunc(starts, zhixiao.Decimal.Cmp)
	for i, s := range starts {
		last := i+1 == len(starts)
		if last || countIn(sorted, s, starts[i+1]) > 0 {
			kept = append(kept, s)
		}
	}
	top := sorted[len(sorted)-1]
	var out []document.Class
	for i, from := range kept {
		c := document.Class{From: from, To: top, Label: from.String() + "～" + top.String()}
		c.Count = len(sorted) - below(sorted, from)
		if i+1 < len(kept) {
			c.To = kept[i+1]
			c.Label = from.String() + "～" + c.To.String()
			c.Count = countIn(sorted, from, c.To)
		} else if from.Cmp(top) == 0 {
			c.Label = top.String()
		}
		c.RGB, c.Grey = ramp(i, len(kept))
		out = append(out, c)
	}
	return out
}

// below is how many of the sorted values are less than v.
func below(sorted []zhixiao.Decimal, v zhixiao.Decimal) int {
	n, _ := slices.BinarySearchFunc(sorted, v, zhixiao.Decimal.Cmp)
	return n
}

func countIn(sorted []zhixiao.Decimal, from, to zhixiao.Decimal) int {
	return below(sorted, to) - below(sorted, from)
}

// quantileStarts keeps ties together: where a cut would fall inside equal
// values, the class starts at the next higher value.
func quantileStarts(sorted []zhixiao.Decimal, n int) []zhixiao.Decimal {
	out := sorted[:1:1]
	for i := 1; i < n; i++ {
		at := i * len(sorted) / n
		for at < len(sorted) && sorted[at].Cmp(out[len(out)-1]) <= 0 {
			at++
		}
		if at < len(sorted) {
			out = append(out, sorted[at])
		}
	}
	return out
}

// equalStarts rounds the inner limits once, to the values' own decimals.
func equalStarts(sorted []zhixiao.Decimal, n int) ([]zhixiao.Decimal, error) {
	low, top := sorted[0], sorted[len(sorted)-1]
	span := top.Sub(low)
	out := []zhixiao.Decimal{low}
	for i := 1; i < n && span.Sign() > 0; i++ {
		r := new(big.Rat).Mul(span.Rat(), big.NewRat(int64(i), int64(n)))
		v, err := zhixiao.FromRat(r.Add(r, low.Rat()), span.Places)
		if err != nil {
			return nil, err
		}
		if v.Cmp(out[len(out)-1]) > 0 {
			out = append(out, v)
		}
	}
	return out, nil
}

// naturalStarts finds the classes with the least sum of squared deviations
// over the distinct values and their weights (Fisher and Jenks), in whole
// numbers so that every machine finds the same.
func naturalStarts(sorted []zhixiao.Decimal, n int) []zhixiao.Decimal {
	var xs []zhixiao.Decimal
	for _, v := range sorted {
		if len(xs) == 0 || xs[len(xs)-1].Cmp(v) != 0 {
			xs = append(xs, v)
		}
	}
	n = min(n, len(xs))
	cost := deviations(sorted, xs)
	best, cut := make([][]*big.Rat, n), make([][]int, n)
	for k := range n {
		best[k], cut[k] = make([]*big.Rat, len(xs)), make([]int, len(xs))
		for j := range xs {
			if k == 0 {
				best[k][j] = cost(0, j)
				continue
			}
			for i := k; i <= j; i++ {
				c := new(big.Rat).Add(best[k-1][i-1], cost(i, j))
				if best[k][j] == nil || c.Cmp(best[k][j]) < 0 {
					best[k][j], cut[k][j] = c, i
				}
			}
		}
	}
	var out []zhixiao.Decimal
	for k, j := n-1, len(xs)-1; k >= 0; k-- {
		i := cut[k][j]
		out = append(out, xs[i])
		j = i - 1
	}
	return out
}

// deviations gives the sum of squared deviations of the values from xs[i] to
// xs[j], from running sums.
func deviations(sorted, xs []zhixiao.Decimal) func(i, j int) *big.Rat {
	count := make([]int64, len(xs)+1)
	sum, squares := make([]*big.Rat, len(xs)+1), make([]*big.Rat, len(xs)+1)
	sum[0], squares[0] = new(big.Rat), new(big.Rat)
	at := 0
	for i, x := range xs {
		n := int64(0)
		for at < len(sorted) && sorted[at].Cmp(x) == 0 {
			n, at = n+1, at+1
		}
		v, w := x.Rat(), big.NewRat(n, 1)
		count[i+1] = count[i] + n
		s := new(big.Rat).Mul(v, w)
		sum[i+1] = new(big.Rat).Add(sum[i], s)
		squares[i+1] = new(big.Rat).Add(squares[i], new(big.Rat).Mul(s, v))
	}
	return func(i, j int) *big.Rat {
		s := new(big.Rat).Sub(sum[j+1], sum[i])
		s.Mul(s, s).Quo(s, big.NewRat(count[j+1]-count[i], 1))
		return s.Sub(new(big.Rat).Sub(squares[j+1], squares[i]), s)
	}
}

// classOf is the class of q; −1 without value.
func classOf(q zhixiao.Quantity, classes []document.Class) int {
	if !q.Ok() {
		return -1
	}
	for i := len(classes) - 1; i >= 0; i-- {
		if q.Value.Cmp(classes[i].From) >= 0 {
			return i
		}
	}
	return -1
}
