package zhixiao_test

import (
	"maps"
	"slices"
	"testing"

	"zhixiao"
)

// What makes a value is part of its definition, what is said of it is not.
func TestDefinitions(t *testing.T) {
	set := func(change func(*zhixiao.IndicatorSet)) map[string]string {
		s := &zhixiao.IndicatorSet{
			Indicators: []zhixiao.Indicator{
				{Code: "B101", Feed: "case", Num: "finished - overdue", Den: "finished", Scale: 100, Unit: "%"},
				{Code: "D101", Feed: "survey", Num: "d101", Den: "1", Scale: 1, Unit: "分"},
				{Code: "D301", Formula: zhixiao.DifferenceFormula, Minuend: "B101", Subtrahend: "D101", Unit: "分"},
			},
			Feeds: []zhixiao.Feed{{Name: "case", Table: "cases", Date: "apply_date"}, {Name: "survey", Table: "survey", Where: "valid = 1"}},
		}
		change(s)
		return s.Definitions()
	}
	was := set(func(*zhixiao.IndicatorSet) {})
	for _, tt := range []struct {
		name   string
		change func(*zhixiao.IndicatorSet)
		want   []string
	}{
		{"name, weight and thresholds", func(s *zhixiao.IndicatorSet) {
			s.Indicators[0].Name, s.Indicators[0].Target, s.Indicators[0].Region = "按期办结率", zhixiao.Int(99), zhixiao.Int(3)
		}, nil},
		{"numerator, and the difference made of it", func(s *zhixiao.IndicatorSet) { s.Indicators[0].Num = "finished" }, []string{"B101", "D301"}},
		{"filter of the feed", func(s *zhixiao.IndicatorSet) { s.Feeds[1].Where = "" }, []string{"D101", "D301"}},
		{"the order of indicators", func(s *zhixiao.IndicatorSet) { slices.Reverse(s.Indicators) }, nil},
	} {
		now := set(tt.change)
		var changed []string
		for _, code := range slices.Sorted(maps.Keys(was)) {
			if now[code] != was[code] {
				changed = append(changed, code)
			}
		}
		if !slices.Equal(changed, tt.want) {
			t.Errorf("%s: changed %v, want %v", tt.name, changed, tt.want)
		}
	}
}
