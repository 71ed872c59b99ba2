package finding

import (
	"slices"
	"sort"
	"sync"

	"zhixiao"
	"zhixiao/analysis"
)

// ofIndicator look at one indicator of a unit, ofUnit at the unit as a whole. They
// are asked in this order, each indicator through all of ofIndicator; ofUnit are
// told what was found before them.
var (
	ofIndicator = []func(*miner, zhixiao.Indicator, zhixiao.Unit) []Finding{
		(*miner).levels, (*miner).changes, (*miner).runs, (*miner).outliers, (*miner).contributions, (*miner).subgroups,
	}
	ofUnit = []func(*miner, zhixiao.Unit, []Finding) []Finding{
		(*miner).sides, (*miner).concentrations, (*miner).weakest, (*miner).newcomers, (*miner).surges, (*miner).correlations,
	}
)

// Of is what is worth saying about a unit, most salient first; nil for an unknown
// unit. It is mined once; the order is the same for the same facts.
func Of(f *analysis.Facts, unit string) []Finding {
	u, ok := f.Unit(unit)
	if !ok {
		return nil
	}
	m := minerOf(f)
	m.mu.Lock()
	once := m.units[unit]
	if once == nil {
		once = sync.OnceValue(func() []Finding { return m.mine(u) })
		m.units[unit] = once
	}
	m.mu.Unlock()
	return slices.Clone(once())
}

// Ahead mines what a report on the unit will ask for: its findings in the period
// before, then those of the period. It is meant for a goroutine beside the one
// that writes the report; what both come to at once is mined by one of them.
func Ahead(f *analysis.Facts, unit string) {
	if before, ok := f.Before(); ok {
		Of(before, unit)
	}
	Of(f, unit)
}

func (m *miner) mine(u zhixiao.Unit) []Finding {
	var out []Finding
	for _, ind := range m.f.Indicators() {
		for _, look := range ofIndicator {
			out = append(out, look(m, ind, u)...)
		}
	}
	for _, look := range ofUnit {
		out = append(out, look(m, u, out)...)
	}
	sort.SliceStable(out, func(i, j int) bool { return before(out[i], out[j]) })
	return slices.CompactFunc(out, same)
}

// same reports whether two neighbours say one thing: a drill-down may be reached
// from several indicators.
func same(a, b Finding) bool {
	return a.Kind == b.Kind && a.Code == b.Code && a.Other == b.Other && a.Label == b.Label &&
		slices.Equal(a.By, b.By) && slices.Equal(a.Keys, b.Keys)
}

func before(a, b Finding) bool {
	if a.Salience != b.Salience {
		return a.Salience > b.Salience
	}
	if a.Kind != b.Kind {
		return a.Kind < b.Kind
	}
	if a.Code != b.Code {
		return a.Code < b.Code
	}
	return slices.Compare(append([]string{a.Other}, a.Keys...), append([]string{b.Other}, b.Keys...)) < 0
}
