package contrast

import "math"

// enough is from how many expected events and non-events on the normal tail is used.
const enough = 30

// standing is how far x lies above what is expected, as a normal deviate: positive
// when there are more events than expected. tau is the over-dispersion of the measure.
func (e expected) standing(x, n, tau float64) float64 {
	v := e.v + tau*tau*e.e*e.e
	if e.e >= enough && n-e.e >= enough {
		return (x - e.e) / math.Sqrt(v)
	}
	if x >= e.e {
		return deviate(upper(x, e.e, v))
	}
	return -deviate(lower(x, e.e, v))
}

// deviate is the normal deviate that chance exceeds with the probability whose logarithm
// is given. Far out the normal tail is its density over the deviate.
func deviate(log float64) float64 {
	const far = -25
	if log > far {
		return math.Sqrt2 * math.Erfinv(1-2*math.Exp(log))
	}
	z := math.Sqrt(-2 * log)
	for range 8 {
		z = math.Sqrt(-2 * (log + math.Log(z*math.Sqrt(2*math.Pi)) - math.Log1p(-1/(z*z))))
	}
	return z
}

// chance is the probability that a normal deviate exceeds z.
func chance(z float64) float64 { return math.Erfc(z/math.Sqrt2) / 2 }

// upper is the logarithm of the mid-p probability of x or more events under a negative
// binomial distribution with the given mean and variance (a Poisson one where the
// variance is no more than the mean).
func upper(x, mean, variance float64) float64 {
	d := newNegativeBinomial(mean, variance)
	x = math.Round(x)
	p, sum := 1.0, 0.5 // in units of the probability of exactly x
	for k := x; p > 1e-12*sum || k < mean; k++ {
		p *= d.ratio(k)
		sum += p
	}
	return d.log(x) + math.Log(sum)
}

// lower is the logarithm of the mid-p probability of x or fewer events.
func lower(x, mean, variance float64) float64 {
	d := newNegativeBinomial(mean, variance)
	x = math.Round(x)
	p, sum := 1.0, 0.5
	for k := x; k > 0 && p > 1e-12*sum; k-- {
		p /= d.ratio(k - 1)
		sum += p
	}
	return d.log(x) + math.Log(sum)
}

// negativeBinomial counts events before the size-th failure, each with chance odds.
type negativeBinomial struct{ size, odds, mean float64 }

func newNegativeBinomial(mean, variance float64) negativeBinomial {
	const poisson = 1e-6
	over := math.Max(variance, mean)/mean - 1
	if over < poisson {
		over = poisson
	}
	return negativeBinomial{size: mean / over, odds: over / (1 + over), mean: mean}
}

// log is the logarithm of the probability of exactly k events.
func (d negativeBinomial) log(k float64) float64 {
	a, _ := math.Lgamma(k + d.size)
	b, _ := math.Lgamma(d.size)
	c, _ := math.Lgamma(k + 1)
	return a - b - c + d.size*math.Log1p(-d.odds) + k*math.Log(d.odds)
}

// ratio is the probability of k+1 events over that of k.
func (d negativeBinomial) ratio(k float64) float64 { return (k + d.size) / (k + 1) * d.odds }
