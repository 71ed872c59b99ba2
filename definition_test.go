package zhixiao_test

import (
	"maps"
	"slices"
	"testing"

	"zhixiao"
)

func smallSet() *zhixiao.IndicatorSet {
	return &zhixiao.IndicatorSet{
		Indicators: []zhixiao.Indicator{
			{Code: "B101", Feed: "case", Num: "finished - overdue", Den: "finished", Scale: 100, Unit: "%"},
			{Code: "D101", Feed: "survey", Num: "d101", Den: "1", Scale: 1, Unit: "分"},
			{Code: "D105", Feed: "joint", Num: "=case.finished", Den: "=case.finished", Scale: 100, Unit: "%"},
			{Code: "D301", Formula: zhixiao.DifferenceFormula, Minuend: "B101", Subtrahend: "D101", Unit: "分"},
		},
		Feeds: []zhixiao.Feed{
			{Name: "case", Table: "cases", Date: "apply_date", Tallies: []zhixiao.Tally{{Name: "finished", Expr: "finished"}}},
			{Name: "survey", Table: "survey", Where: "valid = 1"}, {Name: "joint"},
		},
	}
}

// What makes a value is part of its definition, what is said of it is not.
func TestDefinitions(t *testing.T) {
	set := func(change func(*zhixiao.IndicatorSet)) map[string]string {
		s := smallSet()
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
		{"what a derived feed's tally counts", func(s *zhixiao.IndicatorSet) { s.Feeds[0].Tallies[0].Expr = "finished AND accepted" }, []string{"D105"}},
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

// The former digests are those that databases of 0.1.0 hold.
func TestFormerDefinitions(t *testing.T) {
	s := smallSet()
	if got := s.FormerDefinitions()["B101"]; got != "ed0df41adb2e5602c19143cef2be01ea" {
		t.Errorf("B101 is %s", got)
	}
	was := s.FormerDefinitions()
	s.Feeds[0].Tallies[0].Expr = "1"
	if !maps.Equal(was, s.FormerDefinitions()) {
		t.Error("0.1.0 did not look at what tallies count")
	}
}

// The same text in another language is another definition, and program 0.1.0 knew none
// of it.
func TestDefinitionsAreOfALanguage(t *testing.T) {
	sql, counting := smallSet(), smallSet()
	counting.Language = zhixiao.Counting
	for code, digest := range counting.Definitions() {
		if was := sql.Definitions()[code]; was >= digest || was[3:] != digest[3:] {
			t.Errorf("%s: %s after %s", code, digest, was)
		}
	}
	if len(counting.FormerDefinitions()) > 0 || len(sql.FormerDefinitions()) != len(sql.Indicators) {
		t.Error("program 0.1.0 knew definitions in SQL, and no others")
	}
}

func TestChanges(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*zhixiao.IndicatorSet)
		want   []string
	}{
		{"nothing but the version", func(s *zhixiao.IndicatorSet) { s.Version = "x" }, nil},
		{"a weight", func(s *zhixiao.IndicatorSet) { s.Indicators[0].Domain = zhixiao.Int(3) }, []string{"B101的权重"}},
		{"a threshold and a name", func(s *zhixiao.IndicatorSet) { s.Indicators[1].Yellow, s.Indicators[1].Name = zhixiao.Int(3), "评分" }, []string{"D101的阈值、文字"}},
		{"a numerator", func(s *zhixiao.IndicatorSet) { s.Indicators[0].Num = "finished" }, []string{"B101的口径"}},
		{"one less, one more", func(s *zhixiao.IndicatorSet) { s.Indicators[3].Code = "D302" }, []string{"新增D302", "取消D301"}},
		{"a feed's dimension", func(s *zhixiao.IndicatorSet) { s.Feeds[1].Dims = []zhixiao.Dim{{Name: "hall", Expr: "hall"}} }, []string{"数据源survey"}},
		{"the language", func(s *zhixiao.IndicatorSet) {
			s.Language, s.Indicators[0].Num, s.Indicators[0].Domain = zhixiao.Counting, "sum(finished)", zhixiao.Int(3)
			s.Feeds[0].Where, s.Feeds[0].Tallies = "finished = 1", nil
		}, []string{"B101的权重", "数据源case", "统计式的写法"}},
		{"the name of a level", func(s *zhixiao.IndicatorSet) { s.Levels = map[string]string{"B": "履约过程"} }, []string{"各级名称"}},
	} {
		now := smallSet()
		c.change(now)
		if got := zhixiao.Changes(smallSet(), now); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
