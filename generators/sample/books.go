package sample

import (
	"testing"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/templates"
)

// BookCity is two quarters and the interim period of the small city.
func BookCity(t *testing.T, periods ...zhixiao.Period) (*analysis.Facts, *templates.Set) {
	t.Helper()
	return BookCityWith(t, func(*zhixiao.Snapshot) {}, periods...)
}

// BookCityWith is bookCity after a change of every snapshot.
func BookCityWith(t *testing.T, change func(*zhixiao.Snapshot), periods ...zhixiao.Period) (*analysis.Facts, *templates.Set) {
	t.Helper()
	small, set := SmallCity(t)
	units := append(small.Units(zhixiao.City), append(small.Units(zhixiao.Region), small.Units(zhixiao.Domain)...)...)
	indicators := house(t).Indicators
	var snaps []*zhixiao.Snapshot
	for i, p := range periods {
		snaps = append(snaps, &zhixiao.Snapshot{
			ID: p.String() + ".v1", Period: p, Version: 1, Cutoff: p.End(), Set: indicators.Version,
			Cubes: cubes(indicators, units, int64(i)), Visits: visits(), Complaints: complaints(),
		})
	}
	for _, s := range snaps {
		change(s)
	}
	f, err := analysis.New(analysis.Input{Units: units, Indicators: indicators, Snapshots: snaps, Names: small.Names(), Contract: set.Contract, Counted: map[string]zhixiao.Counted{"survey-region": {Done: 20000}, "visit": {Done: 43}, "labelled": {Done: 1200, Unjudged: 5300}}})
	if err != nil {
		t.Fatal(err)
	}
	return f, set
}

// Q2026 is a quarter of 2026; n is 1 to 4.
func Q2026(n int) zhixiao.Period { return zhixiao.Period{Kind: zhixiao.Quarter, Year: 2026, N: n} }
