package contrast

import "math"

// pseudo is how many events every rate is shrunk by towards the rate it is expected to
// have. Pseudo-events and not pseudo-exposures: shrinking rare measures by exposures
// makes them fire many times too often.
const pseudo = 5

// count is events among exposures.
type count struct{ x, n float64 }

func (c count) plus(o count) count  { return count{c.x + o.x, c.n + o.n} }
func (c count) minus(o count) count { return count{c.x - o.x, c.n - o.n} }

// rate is the posterior mean of a rate that was expected to be prior, and the exposure
// that this knowledge is worth.
func (c count) rate(prior float64) (p, worth float64) {
	if prior <= 0 {
		prior = 1e-9
	}
	worth = c.n + pseudo/prior
	return (c.x + pseudo) / worth, worth
}

// expected is what a comparator lets expect, with its predictive variance.
type expected struct{ e, v float64 }

// add counts n more exposures at a rate that is known as well as from worth exposures.
// A rate above 1 is one of events per exposure, not a share: it is not bounded.
func (e *expected) add(n, p, worth float64) {
	e.e += n * p
	e.v += n * p * math.Max(1-p, 0.05) * (1 + n/worth)
}

// scaled is the expectation times a factor.
func (e expected) scaled(g float64) expected { return expected{g * e.e, g * g * e.v} }
