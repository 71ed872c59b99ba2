package book

import (
	"strings"
	"testing"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/sample"
	"zhixiao/templates"
)

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
			f, set := sample.BookCity(t, sample.Q2026(2), sample.Q2026(3), tt.period)
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
			text := sample.Dump(t, d)
			if text != sample.Dump(t, again) {
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
	f, set := sample.BookCity(t, sample.Q2026(3), zhixiao.Period{Kind: zhixiao.Interim, Year: 2026})
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
	sample.WithoutEach(t, func(t *testing.T, without func(*zhixiao.Snapshot)) {
		for _, tt := range books() {
			f, set := sample.BookCityWith(t, without, sample.Q2026(2), sample.Q2026(3), tt.period)
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
