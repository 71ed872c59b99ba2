package zhixiao

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

// exactly is num ÷ den × scale by fractions alone, rounded half away from zero.
func exactly(num, den Decimal, scale int64, places uint8) (Decimal, bool) {
	power := func(p uint8) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(p)), nil) }
	r := new(big.Rat).SetFrac(new(big.Int).Mul(big.NewInt(num.N), power(den.Places)), new(big.Int).Mul(big.NewInt(den.N), power(num.Places)))
	r.Mul(r, new(big.Rat).SetInt(new(big.Int).Mul(big.NewInt(scale), power(places))))
	half := big.NewRat(int64(r.Sign()), 2)
	r.Add(r, half)
	n := new(big.Int).Quo(r.Num(), r.Denom())
	return Decimal{N: n.Int64(), Places: places}, n.IsInt64()
}

func TestRatioIsExactNearAndFarFromTheEdgeOfInt64(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	number := func() Decimal {
		d := Decimal{N: r.Int64() >> r.IntN(64), Places: uint8(r.IntN(MaxPlaces + 1))}
		if r.IntN(2) == 0 {
			d.N = -d.N
		}
		return d
	}
	cases := [][2]Decimal{{Int(math.MinInt64), Int(1)}, {Int(math.MaxInt64), Int(math.MinInt64)}, {Int(1), Int(-2)}, {Int(-5), Int(10)}, {Int(0), Int(7)}}
	for range 20000 {
		cases = append(cases, [2]Decimal{number(), number()})
	}
	for _, c := range cases {
		scale, places := []int64{1, 100, 10000}[r.IntN(3)], uint8(r.IntN(4))
		if c[1].N == 0 {
			continue
		}
		want, fits := exactly(c[0], c[1], scale, places)
		got, err := Ratio(c[0], c[1], scale, places)
		if fits != (err == nil) || fits && got != want {
			t.Fatalf("Ratio(%v, %v, %d, %d) = %v, %v, want %v (fits: %v)", c[0], c[1], scale, places, got, err, want, fits)
		}
		if one, fits := exactly(c[0], Int(1), 1, places); fits {
			if got, err := c[0].Round(places); err != nil || got != one {
				t.Fatalf("%v.Round(%d) = %v, %v, want %v", c[0], places, got, err, one)
			}
		}
	}
}
