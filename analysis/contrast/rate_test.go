package contrast

import (
	"math"
	"math/rand/v2"
	"testing"
)

// The tail agrees with the Poisson distribution where the variance is the mean, and with
// a simulation of gamma-mixed counts where it is larger.
func TestTails(t *testing.T) {
	for _, c := range []struct{ mean, x float64 }{{2, 7}, {10, 3}, {0.5, 4}, {25, 41}} {
		above, p := 0.0, math.Exp(-c.mean)
		for k := 0.0; k < 200; k++ {
			switch {
			case k == c.x:
				above += p / 2
			case k > c.x:
				above += p
			}
			p *= c.mean / (k + 1)
		}
		if got := math.Exp(upper(c.x, c.mean, c.mean)); math.Abs(got-above) > 1e-4*above {
			t.Errorf("Poisson %v at %v: upper %v, want %v", c.mean, c.x, got, above)
		}
		if got := math.Exp(lower(c.x, c.mean, c.mean)); math.Abs(got-(1-above)) > 1e-4 {
			t.Errorf("Poisson %v at %v: lower %v, want %v", c.mean, c.x, got, 1-above)
		}
	}
	d := rand.New(rand.NewPCG(1, 2))
	const mean, size, draws = 8.0, 4, 200000 // variance mean + mean²/size
	over := 0.0
	for range draws {
		rate := 0.0
		for range size {
			rate += d.ExpFloat64() * mean / size
		}
		switch n := poisson(d, rate); {
		case n == 20:
			over += 0.5
		case n > 20:
			over++
		}
	}
	if got, want := math.Exp(upper(20, mean, mean+mean*mean/size)), over/draws; math.Abs(got-want) > 0.1*want {
		t.Errorf("negative binomial: %v, simulated %v", got, want)
	}
}

// The deviate inverts the normal tail, far out too.
func TestDeviates(t *testing.T) {
	for _, z := range []float64{-2, 0, 1, 3, 5, 6.5, 7.5, 12, 30} {
		log := math.Log(chance(z))
		if got := deviate(log); math.Abs(got-z) > 1e-3*math.Max(1, z) {
			t.Errorf("deviate of the tail of %v is %v", z, got)
		}
	}
	if z := (expected{0.3, 0.3}).standing(400, 1e6, 0); math.IsInf(z, 0) || z < 30 {
		t.Errorf("400 events of 0.3 expected: z %v", z)
	}
}

// Small counts around what is expected have small deviates of either sign.
func TestStandingIsZeroWhereNothingIsUnexpected(t *testing.T) {
	for _, e := range []float64{1, 5, 29, 31, 200} {
		z := expected{e, e}.standing(math.Round(e), 1e6, 0)
		if math.Abs(z) > 0.3 {
			t.Errorf("%v of %v: z %v", math.Round(e), e, z)
		}
		if up, down := (expected{e, e}).standing(e+4*math.Sqrt(e), 1e6, 0), (expected{e, e}).standing(math.Max(0, e-3*math.Sqrt(e)), 1e6, 0); up < 2 || down > 0 {
			t.Errorf("of %v: up %v, down %v", e, up, down)
		}
	}
}

// The parts of a change add up to it, and a part whose rate stayed has none by its rate.
func TestDecompositionAddsUp(t *testing.T) {
	d := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		var parts []Share
		for range 1 + d.IntN(12) {
			n0, n1 := float64(d.IntN(500)), float64(d.IntN(500))
			parts = append(parts, Share{N0: n0, X0: math.Floor(n0 * d.Float64()), N1: n1, X1: math.Floor(n1 * d.Float64())})
		}
		change, ok := Decompose(parts)
		sum := 0.0
		for _, p := range parts {
			sum += p.Rate + p.Mix
		}
		if ok && math.Abs(sum-change) > 1e-12 {
			t.Fatalf("%v: parts add up to %v, the change is %v", parts, sum, change)
		}
	}
	parts := []Share{{X0: 10, N0: 100, X1: 30, N1: 300}, {X0: 5, N0: 100, X1: 5, N1: 50}}
	if _, ok := Decompose(parts); !ok || parts[0].Rate != 0 || parts[1].Rate <= 0 {
		t.Errorf("%+v", parts)
	}
	if _, ok := Decompose([]Share{{X0: 1, N0: 10}}); ok {
		t.Error("a change to a quarter without exposures")
	}
}

// The key that newly holds the events is named, one that always held them is told as
// ever, and chance names none.
func TestWhy(t *testing.T) {
	r, _ := Why([]Inside{{"材料甲", 30, 8, 300}, {"材料乙", 6, 12, 500}, {"材料丙", 4, 10, 450}})
	if r.Key != "材料甲" || r.AsEver || r.X != 30 || r.Of != 40 {
		t.Errorf("new: %+v", r)
	}
	r, _ = Why([]Inside{{"材料甲", 30, 90, 900}, {"材料乙", 6, 18, 180}, {"材料丙", 4, 12, 150}})
	if r.Key != "材料甲" || !r.AsEver || r.Usual < 0.7 {
		t.Errorf("as ever: %+v", r)
	}
	if _, ok := Why([]Inside{{"材料甲", 0, 9, 9}}); ok {
		t.Error("a reason of no events")
	}
}
