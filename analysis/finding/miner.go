package finding

import (
	"sync"

	"zhixiao/analysis"
)

// miner looks for findings in the facts of one period. What it went through once
// stays with the facts.
type miner struct {
	f *analysis.Facts

	mu         sync.Mutex
	units      map[string]func() []Finding             // the findings of a unit
	cityRates  map[rateBy]map[string]analysis.Fraction // the city's rates by a dimension
	cityGroups map[string]cityGroups                   // the city's groups of a query, by its name
}

// rateBy is an indicator's rate by a dimension.
type rateBy struct{ code, dim string }

func minerOf(f *analysis.Facts) *miner {
	return analysis.Once(f, func() *miner {
		return &miner{
			f: f, units: map[string]func() []Finding{}, cityRates: map[rateBy]map[string]analysis.Fraction{}, cityGroups: map[string]cityGroups{},
		}
	})
}

// hasBase reports whether there is a snapshot of the period before.
func (m *miner) hasBase() bool {
	_, ok := m.f.Before()
	return ok
}
