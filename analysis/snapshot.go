package analysis

import (
	"errors"
	"math/big"
	"sync"

	"zhixiao"
)

// snapshot is one snapshot with what was measured in it. What a unit's values and
// scores are is found when first asked: a report on one unit asks of older
// periods little more than its own. A snapshot is safe for concurrent readers.
type snapshot struct {
	snap    *zhixiao.Snapshot
	feeds   map[string]*feed
	set     *indicators
	sources []sourced // by the indicator's place in the set
	units   map[string]*unitSnapshot
}

// sourced is where an indicator is counted; usable is false when an older
// snapshot does not count it.
type sourced struct {
	sources
	usable bool
}

// unitSnapshot is one unit in one snapshot.
type unitSnapshot struct {
	unit              zhixiao.Unit
	measuring, rating sync.Once
	values            []measured // by the indicator's place in the set
	points            []*big.Rat // score of each value, nil when it does not count
	cards             []*card    // one for each of the unit's weightings

	mu        sync.Mutex
	published map[string]zhixiao.Quantity // scores asked for, by code
}

// indicators is the indicator set with what every snapshot reads of it.
type indicators struct {
	roles   *zhixiao.Roles
	list    []zhixiao.Indicator
	at      map[string]int // code → place in list
	weights map[zhixiao.UnitKind][]zhixiao.Decimal
}

func indexIndicators(set *zhixiao.IndicatorSet) *indicators {
	list := set.Indicators
	s := &indicators{roles: set.Roles, list: list, at: make(map[string]int, len(list)), weights: map[zhixiao.UnitKind][]zhixiao.Decimal{}}
	for i, ind := range list {
		s.at[ind.Code] = i
		for _, kind := range []zhixiao.UnitKind{zhixiao.City, zhixiao.Region, zhixiao.Domain} {
			s.weights[kind] = append(s.weights[kind], weighting{kind: kind}.points(ind))
		}
	}
	return s
}

// newSnapshot finds where every indicator is counted. In the current snapshot a
// cube without an indicator's columns is an error.
func newSnapshot(s *zhixiao.Snapshot, units map[string]zhixiao.Unit, set *indicators, current bool) (*snapshot, error) {
	m := &snapshot{snap: s, feeds: indexFeeds(s, units), set: set, units: make(map[string]*unitSnapshot, len(units))}
	for code, u := range units {
		m.units[code] = &unitSnapshot{unit: u}
	}
	var errs []error
	for _, ind := range set.list {
		src, err := m.sourcesOf(ind)
		if err != nil && current {
			errs = append(errs, err)
		}
		m.sources = append(m.sources, sourced{src, err == nil})
	}
	return m, errors.Join(errs...)
}

// valuesOf is a unit's values in the order of the set, made once.
func (m *snapshot) valuesOf(s *unitSnapshot) []measured {
	s.measuring.Do(func() {
		values := make([]measured, len(m.set.list))
		for i, ind := range m.set.list {
			values[i] = m.measure(ind, s.unit, m.sources[i].sources, m.sources[i].usable)
		}
		// Differences are made of published values, so they come last.
		for i, ind := range m.set.list {
			if ind.Formula == zhixiao.DifferenceFormula {
				values[i] = m.difference(ind, s.unit, values)
			}
		}
		s.values = values
	})
	return s.values
}

// known is an indicator's value for a unit; ok is false when either is unknown.
func (m *snapshot) known(code, unit string) (v measured, ok bool) {
	i, isCode := m.set.at[code]
	s := m.units[unit]
	if !isCode || s == nil {
		return measured{}, false
	}
	return m.valuesOf(s)[i], true
}

// measured is an indicator's value for a unit, the zero one when either is
// unknown.
func (m *snapshot) measured(code, unit string) measured {
	v, _ := m.known(code, unit)
	return v
}

// rated is a unit with its scores made.
func (m *snapshot) rated(unit string) *unitSnapshot {
	s := m.units[unit]
	if s == nil {
		return nil
	}
	s.rating.Do(func() {
		values := m.valuesOf(s)
		s.points = make([]*big.Rat, len(values))
		for i, ind := range m.set.list {
			s.points[i] = points100(ind, values[i].q)
		}
		for _, w := range weightings(s.unit.Kind) {
			s.cards = append(s.cards, m.score(s, w))
		}
	})
	return s
}

// card is a unit's scores under the weighting of a suffix, nil when it has none.
func (m *snapshot) card(suffix, unit string) *card {
	s := m.rated(unit)
	if s == nil {
		return nil
	}
	for i, w := range weightings(s.unit.Kind) {
		if w.suffix == suffix {
			return s.cards[i]
		}
	}
	return nil
}

// score100 is an indicator's score for a unit, not rounded; nil when it does not
// count. It is not to be changed.
func (m *snapshot) score100(code, unit string) *big.Rat {
	i, isCode := m.set.at[code]
	s := m.rated(unit)
	if !isCode || s == nil {
		return nil
	}
	return s.points[i]
}
