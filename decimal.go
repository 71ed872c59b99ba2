package zhixiao

import (
	"cmp"
	"errors"
	"fmt"
	"math/big"
	"math/bits"
	"strconv"
	"strings"
)

// Decimal is a published number, exact: N / 10^Places. Its zero value is 0.
// Places is at most MaxPlaces.
type Decimal struct {
	N      int64
	Places uint8
}

// MaxPlaces bounds Decimal.Places, so that powers of ten stay inside int64.
const MaxPlaces = 12

// ErrZeroDenominator is what Ratio answers when there is nothing to divide by.
var ErrZeroDenominator = errors.New("分母为0")

// ErrOverflow is what the arithmetic answers when a result leaves int64.
var ErrOverflow = errors.New("数值超出可表示范围")

// Int is the whole number n.
func Int(n int64) Decimal { return Decimal{N: n} }

// String prints d with exactly Places decimals and an ASCII minus. It is the
// only place in the program that makes digits.
func (d Decimal) String() string {
	s := strconv.FormatInt(d.N, 10)
	sign := ""
	if d.N < 0 {
		sign, s = "-", s[1:]
	}
	if d.Places == 0 {
		return sign + s
	}
	p := int(d.Places)
	if len(s) <= p {
		s = strings.Repeat("0", p-len(s)+1) + s
	}
	return sign + s[:len(s)-p] + "." + s[len(s)-p:]
}

// ParseDecimal reads digits with an optional sign and at most one point.
// Exponents, grouping, NaN and infinity are errors.
func ParseDecimal(s string) (Decimal, error) {
	digits, sign := s, int64(1)
	if rest, ok := strings.CutPrefix(digits, "-"); ok {
		digits, sign = rest, -1
	}
	whole, frac, hasPoint := strings.Cut(digits, ".")
	if whole == "" || (hasPoint && frac == "") || len(frac) > MaxPlaces {
		return Decimal{}, fmt.Errorf("%q不是十进制数", s)
	}
	var n int64
	for _, r := range whole + frac {
		if r < '0' || r > '9' {
			return Decimal{}, fmt.Errorf("%q不是十进制数", s)
		}
		if n > (1<<63-1-9)/10 {
			return Decimal{}, fmt.Errorf("%q: %w", s, ErrOverflow)
		}
		n = n*10 + int64(r-'0')
	}
	return Decimal{N: sign * n, Places: uint8(len(frac))}, nil
}

// Ratio is num ÷ den × scale, rounded once, half away from zero, to places
// decimals. A zero denominator is ErrZeroDenominator.
func Ratio(num, den Decimal, scale int64, places uint8) (Decimal, error) {
	if den.N == 0 {
		return Decimal{}, ErrZeroDenominator
	}
	// num.N·10^den.Places·scale·10^places ÷ (den.N·10^num.Places), when it stays
	// inside int64: rates are made by the hundred thousand.
	if max(num.Places, den.Places, places) <= MaxPlaces {
		a, ok1 := product(num.N, pow10i(den.Places), scale, pow10i(places))
		b, ok2 := product(den.N, pow10i(num.Places))
		if ok1 && ok2 {
			return Decimal{N: halfUp(a, b), Places: places}, nil
		}
	}
	r := new(big.Rat).Quo(num.Rat(), den.Rat())
	return FromRat(r.Mul(r, new(big.Rat).SetInt64(scale)), places)
}

// Rat is d as an exact fraction.
func (d Decimal) Rat() *big.Rat {
	switch {
	case d.Places == 0:
		return new(big.Rat).SetInt64(d.N)
	case d.Places <= MaxPlaces:
		return new(big.Rat).SetFrac64(d.N, pow10i(d.Places))
	}
	return new(big.Rat).SetFrac(big.NewInt(d.N), pow10(d.Places))
}

// FromRat rounds r half away from zero to places decimals; ErrOverflow when
// the result leaves int64 or places exceeds MaxPlaces.
func FromRat(r *big.Rat, places uint8) (Decimal, error) {
	if places > MaxPlaces {
		return Decimal{}, ErrOverflow
	}
	if r.Num().IsInt64() && r.Denom().IsInt64() {
		a, ok1 := product(r.Num().Int64(), pow10i(places))
		b, ok2 := product(r.Denom().Int64())
		if ok1 && ok2 {
			return Decimal{N: halfUp(a, b), Places: places}, nil
		}
	}
	num := new(big.Int).Mul(r.Num(), pow10(places))
	neg := num.Sign() < 0
	num.Abs(num)
	// (2·num + den) ÷ (2·den), truncated, is num ÷ den rounded half up.
	num.Lsh(num, 1).Add(num, r.Denom()).Quo(num, new(big.Int).Lsh(r.Denom(), 1))
	if !num.IsInt64() {
		return Decimal{}, ErrOverflow
	}
	n := num.Int64()
	if neg {
		n = -n
	}
	return Decimal{N: n, Places: places}, nil
}

// Round is d with places decimals, half away from zero; digits are only ever
// removed or padded with zeros.
func (d Decimal) Round(places uint8) (Decimal, error) { return FromRat(d.Rat(), places) }

// Sub is d − e with the larger Places of the two, exact: the difference of two
// published values, never of what they were rounded from.
func (d Decimal) Sub(e Decimal) Decimal { return d.combine(e, -1) }

// Add is d + e with the larger Places of the two, exact.
func (d Decimal) Add(e Decimal) Decimal { return d.combine(e, 1) }

func (d Decimal) combine(e Decimal, sign int64) Decimal {
	p := max(d.Places, e.Places)
	return Decimal{N: d.N*pow10i(p-d.Places) + sign*e.N*pow10i(p-e.Places), Places: p}
}

// Cmp is −1, 0 or 1 as d is less than, equal to or greater than e as a number:
// 1.50 equals 1.5.
func (d Decimal) Cmp(e Decimal) int {
	const small = 1 << 20 // times 10^MaxPlaces stays inside int64
	if d.Places == e.Places {
		return cmp.Compare(d.N, e.N)
	}
	p := max(d.Places, e.Places)
	if p <= MaxPlaces && max(d.N, -d.N, e.N, -e.N) < small { // ranks and lights compare very many
		return cmp.Compare(d.N*pow10i(p-d.Places), e.N*pow10i(p-e.Places))
	}
	return d.Rat().Cmp(e.Rat())
}

// Sign is −1, 0 or 1.
func (d Decimal) Sign() int {
	switch {
	case d.N < 0:
		return -1
	case d.N > 0:
		return 1
	}
	return 0
}

// Abs is d without its sign.
func (d Decimal) Abs() Decimal {
	if d.N < 0 {
		d.N = -d.N
	}
	return d
}

// Float is d for drawing and for statistics that are not published as such.
func (d Decimal) Float() float64 { f, _ := d.Rat().Float64(); return f }

// product multiplies; ok is false when the result, or twice it, leaves int64.
func product(factors ...int64) (n int64, ok bool) {
	n = 1
	for _, f := range factors {
		hi, lo := bits.Mul64(magnitude(n), magnitude(f))
		if hi != 0 || lo >= 1<<61 {
			return 0, false
		}
		n *= f
	}
	return n, true
}

// magnitude is |n|; 1<<63 for the smallest int64.
func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

// halfUp is a ÷ b rounded half away from zero; |a| and |b| are below 1<<62.
func halfUp(a, b int64) int64 {
	x, y := magnitude(a), magnitude(b)
	n := int64((2*x + y) / (2 * y))
	if (a < 0) != (b < 0) {
		return -n
	}
	return n
}

func pow10(p uint8) *big.Int {
	return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(p)), nil)
}

func pow10i(p uint8) int64 {
	n := int64(1)
	for range p {
		n *= 10
	}
	return n
}
