package generators

import (
	"strings"
	"testing"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/templates"
)

// bookCity is two quarters and the interim period of the small city.
func bookCity(t *testing.T, periods ...zhixiao.Period) (*analysis.Facts, *templates.Set) {
	t.Helper()
	return bookCityWith(t, func(*zhixiao.Snapshot) {}, periods...)
}

// bookCityWith is bookCity after a change of every snapshot.
func bookCityWith(t *testing.T, change func(*zhixiao.Snapshot), periods ...zhixiao.Period) (*analysis.Facts, *templates.Set) {
	t.Helper()
	small, set := smallCity(t)
	units := append(small.Units(zhixiao.City), append(small.Units(zhixiao.Region), small.Units(zhixiao.Domain)...)...)
	indicators, err := templates.LoadIndicators(nil)
	if err != nil {
		t.Fatal(err)
	}
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

func q2026(n int) zhixiao.Period { return zhixiao.Period{Kind: zhixiao.Quarter, Year: 2026, N: n} }

// bookMaker makes one of the two books with its period.
type bookMaker struct {
	period zhixiao.Period
	make   func(*analysis.Facts, *templates.Set, zhixiao.Unit) (*document.Document, error)
}

func books() []bookMaker {
	return []bookMaker{{zhixiao.Period{Kind: zhixiao.Interim, Year: 2026}, Interim}, {zhixiao.Period{Kind: zhixiao.Final, Year: 2027}, Final}}
}

// The budget is no matter of a city this small; everything else is.
func TestBooksOfASmallCity(t *testing.T) {
	for _, tt := range books() {
		t.Run(tt.period.String(), func(t *testing.T) {
			f, set := bookCity(t, q2026(2), q2026(3), tt.period)
			city, _ := f.Unit(zhixiao.CityCode)
			d, err := tt.make(f, set, city)
			if err != nil {
				t.Fatal(err)
			}
			d.Budget = document.Budget{}
			if err := document.Check(d); err != nil {
				t.Error(err)
			}
			if n := len(ChapterWords(d)); n != 9 {
				t.Errorf("%d chapters with the summary, want 9", n)
			}
			again, err := tt.make(f, set, city)
			if err != nil {
				t.Fatal(err)
			}
			again.Budget = document.Budget{}
			text := dump(t, d)
			if text != dump(t, again) {
				t.Error("the same facts made two texts")
			}
			for _, quarterly := range []string{"上季度", "本季度"} {
				if strings.Contains(text, quarterly) {
					t.Errorf("a book speaks of %s", quarterly)
				}
			}
		})
	}
}

func TestABookNeedsASeries(t *testing.T) {
	f, set := bookCity(t, q2026(3), zhixiao.Period{Kind: zhixiao.Interim, Year: 2026})
	city, _ := f.Unit(zhixiao.CityCode)
	if _, err := Interim(f, set, city); err == nil || !strings.Contains(err.Error(), "两个已冻结的季度") {
		t.Errorf("got %v, want a word on the missing quarters", err)
	}
}

// A feed that nobody delivered costs no book: what rests on it is said to be late.
func TestBooksAreMadeWithoutAnyOneFeed(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: two books a feed")
	}
	withoutEach(t, func(t *testing.T, without func(*zhixiao.Snapshot)) {
		for _, tt := range books() {
			f, set := bookCityWith(t, without, q2026(2), q2026(3), tt.period)
			city, _ := f.Unit(zhixiao.CityCode)
			d, err := tt.make(f, set, city)
			if err != nil {
				t.Errorf("%s: %v", tt.period, err)
				continue
			}
			d.Budget = document.Budget{} // the hand-made data are too few for the length
			if err := document.Check(d); err != nil {
				t.Errorf("%s: %v", tt.period, err)
			}
		}
	})
}
