package analysis

import (
	"testing"

	"zhixiao"
	"zhixiao/analysis/sample"
)

// weeksOf is a week's facts whose class 0301 counted what counts says, now first.
func weeksOf(counts ...int64) *Facts {
	p := zhixiao.Period{Kind: zhixiao.Week, Year: 2026, N: 36}
	cube := &zhixiao.Cube{Feed: weeksCube, Dims: []string{"week", "l2"}, Columns: []string{"cases"}}
	week := p
	for _, n := range counts {
		for _, row := range []struct {
			l2 string
			n  int64
		}{{"0301", n}, {"0201", 3}} { // another class, so that no week is empty
			cube.Rows = append(cube.Rows, zhixiao.CubeRow{Keys: []string{week.String(), row.l2}, Sums: []int64{row.n}})
		}
		week = week.Prev()
	}
	s := &zhixiao.Snapshot{ID: "2026W36.v1", Period: p, Cubes: map[string]*zhixiao.Cube{weeksCube: cube}}
	return &Facts{in: Input{Indicators: sample.Set()}, memo: newMemo(), snapshots: []*snapshot{{snap: s, feeds: indexFeeds(s, nil)}}}
}

func TestSurges(t *testing.T) {
	for _, tt := range []struct {
		name   string
		counts []int64
		want   bool
		known  bool
	}{
		{"far above eight even weeks", []int64{9, 4, 4, 4, 4, 4, 4, 4, 4}, true, true},
		{"five, from nothing", []int64{5, 0, 0, 0, 0, 0, 0, 0, 0}, true, true},
		{"four, from nothing, is too few", []int64{4, 0, 0, 0, 0, 0, 0, 0, 0}, false, true},
		{"just at mean + 3σ", []int64{13, 2, 6, 2, 6, 2, 6, 2, 6}, true, true}, // mean 4, σ 2: 10
		{"on the line is no surge", []int64{10, 2, 6, 2, 6, 2, 6, 2, 6}, false, true},
		{"below the mean", []int64{5, 9, 9, 9, 9, 9, 9, 9, 9}, false, true},
		{"seven weeks known", []int64{50, 4, 4, 4, 4, 4, 4, 4}, false, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, known := weeksOf(tt.counts...).Surges(zhixiao.CityCode, []string{"l2"}, SurgeRules{Sigma: 3, Least: 5})
			if known != tt.known || (len(got) == 1) != tt.want {
				t.Errorf("got %v, %v", got, known)
			}
		})
	}
}

func TestNewcomers(t *testing.T) {
	got, known := weeksOf(3, 0, 0, 0, 0, 0, 0, 0, 0).Newcomers(zhixiao.CityCode, []string{"l2"}, 3)
	if !known || len(got) != 1 || got[0].Keys[0] != "0301" || got[0].Now.Value.N != 3 {
		t.Errorf("got %v, %v", got, known)
	}
	if got, _ := weeksOf(3, 0, 0, 0, 0, 0, 0, 0, 1).Newcomers(zhixiao.CityCode, []string{"l2"}, 3); len(got) != 0 {
		t.Errorf("seen eight weeks ago, got %v", got)
	}
}
