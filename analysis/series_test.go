package analysis

import (
	"math/big"
	"testing"
	"time"

	"zhixiao"
	"zhixiao/analysis/sample"
)

func TestShapesSayOnlyWhatEveryStepDoes(t *testing.T) {
	for _, tt := range []struct {
		name   string
		values []string
		want   Shape
	}{
		{"two values have no shape", []string{"1.00", "2.00"}, NoShape},
		{"within less than a tenth is level", []string{"1.00", "1.09", "1.05"}, Level},
		{"a tenth is a move, as in the words for changes", []string{"0.50", "0.55", "0.60"}, Rising},
		{"one step stands", []string{"86.8", "86.9", "86.9", "87.3"}, RisingInSteps},
		{"most steps stand", []string{"99.12", "99.12", "99.12", "99.11", "98.94"}, FallingInSteps},
		{"the last step stands", []string{"6.93", "6.20", "6.20"}, FallingInSteps},
		{"falls", []string{"6.93", "6.76", "6.20"}, Falling},
		{"up, still, down", []string{"1.00", "3.00", "3.00", "2.00"}, Peaked},
		{"a small turn is a turn", []string{"99.10", "99.06", "99.15", "98.96"}, Wavering},
		{"up then down", []string{"1.00", "3.00", "2.00"}, Peaked},
		{"down then up", []string{"3.00", "1.00", "2.00"}, Bottomed},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var qs []zhixiao.Quantity
			lowest, highest := d(t, tt.values[0]), d(t, tt.values[0])
			for _, s := range tt.values {
				v := d(t, s)
				qs = append(qs, zhixiao.Quantity{Value: v})
				if v.Cmp(lowest) < 0 {
					lowest = v
				}
				if v.Cmp(highest) > 0 {
					highest = v
				}
			}
			if got := shapeOf(qs, highest.Sub(lowest)); got != tt.want {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestQuartilesLieBetweenTheirNeighbours(t *testing.T) {
	var values []*big.Rat
	for _, n := range []int64{1, 2, 4, 8} {
		values = append(values, big.NewRat(n, 1))
	}
	for k, want := range []string{"1", "7/4", "3", "5", "8"} {
		if got := quantile(values, int64(k)).RatString(); got != want {
			t.Errorf("quarter %d is %s, want %s", k, got, want)
		}
	}
}

// yearOf is four quarters with known numbers of complaints, the last of them with
// a cutoff before its end.
func yearOf(t *testing.T) *Facts {
	t.Helper()
	var snaps []*zhixiao.Snapshot
	for i, n := range []int64{80, 100, 120, 100} {
		p := sample.Quarter(i + 1)
		s := sample.Random(uint64(i+1), p)
		s.Cutoff = p.End()
		s.Cubes["complaint"].Rows = nil
		sample.Put(s.Cubes["complaint"], "R1", "F1", []string{"0301", "街"}, n)
		snaps = append(snaps, s)
	}
	snaps[3].Cutoff = time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC)
	return facts(t, snaps...)
}

func TestSeasonsAreMeasuredAgainstTheMean(t *testing.T) {
	f := yearOf(t)
	q := Query{Cube: "complaint", Column: "cases", Unit: zhixiao.CityCode}
	for i, v := range f.SeasonIndex(q, f.Quarters()) {
		if want := []string{"80.0", "100.0", "120.0", "100.0"}[i]; v.Text() != want {
			t.Errorf("quarter %d: %s, want %s", i+1, v.Text(), want)
		}
	}
	for _, v := range f.SeasonIndex(q, append(f.Quarters(), sample.Quarter(4).Next())) {
		if v.Missing != zhixiao.NoBaseline {
			t.Errorf("with a quarter that is not there: %s, want no baseline", v.Text())
		}
	}
	if !f.Complete(sample.Quarter(3)) || f.Complete(sample.Quarter(4)) || f.Complete(sample.Quarter(4).Next()) {
		t.Error("only the quarters with all their days are complete")
	}
}

func TestTrendsKeepTheirPeriods(t *testing.T) {
	f := yearOf(t)
	trend := f.Trend("B101", "R1", f.Quarters())
	for i, p := range f.Quarters() {
		view, ok := f.AsOf(p)
		if !ok {
			t.Fatal(p)
		}
		if want := view.Value("B101", "R1"); trend.Points[i].Key != want.Key || trend.Points[i].Text() != want.Text() {
			t.Errorf("%s: %s %s, want %s %s", p, trend.Points[i].Key, trend.Points[i], want.Key, want)
		}
	}
	if want := trend.Points[3].Value.Sub(trend.Points[0].Value); trend.Delta.Value.Cmp(want) != 0 {
		t.Errorf("delta %s, want %s", trend.Delta.Value, want)
	}
	if want := trend.Points[3].Value.Sub(trend.Points[2].Value); trend.Step.Value.Cmp(want) != 0 {
		t.Errorf("last step %s, want %s", trend.Step.Value, want)
	}
}

func TestMovesAreOrderedByTheirEffectOnTheTotal(t *testing.T) {
	f := yearOf(t)
	all := f.Moves("R1", sample.Quarter(1), sample.Quarter(4))
	if len(all) == 0 {
		t.Fatal("no moves")
	}
	for i, m := range all {
		if want := m.To.Value.Sub(m.From.Value); m.Delta.Value.Cmp(want) != 0 {
			t.Errorf("%s: delta %s, want %s", m.Indicator.Code, m.Delta.Value, want)
		}
		if i > 0 && all[i-1].effect.Cmp(m.effect) > 0 {
			t.Errorf("%s stands after %s", m.Indicator.Code, all[i-1].Indicator.Code)
		}
	}
	if n := len(Improved(all)) + len(Worsened(all)); n > len(all) {
		t.Errorf("%d moves for better or worse of %d", n, len(all))
	}
}

func TestPlacesUnderOtherWeights(t *testing.T) {
	row := func(a, b int64) []*big.Rat { return []*big.Rat{big.NewRat(a, 1), big.NewRat(b, 1)} }
	scores := [][]*big.Rat{row(90, 60), row(60, 95), row(60, 95)}
	for _, tt := range []struct {
		name    string
		weights []*big.Rat
		want    []int64
	}{
		{"even", row(50, 50), []int64{3, 1, 1}},
		{"the first counts more", row(70, 30), []int64{1, 2, 2}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for i, got := range placesOf(scores, tt.weights) {
				if got != tt.want[i] {
					t.Errorf("row %d has place %d, want %d", i, got, tt.want[i])
				}
			}
		})
	}
}
