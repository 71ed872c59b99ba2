package analysis

import (
	"testing"

	"zhixiao"
	"zhixiao/analysis/sample"
)

func TestTopSharesAndCounts(t *testing.T) {
	f := facts(t, sample.Complaints(sample.Quarter(2), 4, 2), sample.Complaints(sample.Quarter(3), 30, 20, 20, 10, 7))
	top := f.Top(Query{Cube: "complaint", Column: "cases", Unit: "R1", By: []string{"l2"}})
	want := []struct{ label, count, part, cum string }{
		// 0301 and 0401 tie: the smaller key first.
		{"电话无人接听", "30件", "37.5%", "37.5%"}, {"0401", "30件", "37.5%", "75.0%"}, {"0302", "20件", "25.0%", "100.0%"},
	}
	if len(top) != len(want) {
		t.Fatalf("got %d groups", len(top))
	}
	for i, w := range want {
		s := top[i]
		if s.Label != w.label || s.Count.String() != w.count || s.Part.String() != w.part || s.Cum.String() != w.cum || s.Of.String() != "80件" {
			t.Errorf("%d: %s %s %s %s of %s", i, s.Label, s.Count, s.Part, s.Cum, s.Of)
		}
	}
	count := func(unit string, where map[string]string) zhixiao.Quantity {
		return f.Count(Query{Cube: "complaint", Column: "cases", Unit: unit, Where: where})
	}
	for _, tt := range []struct {
		name, unit, want string
		where            map[string]string
	}{
		{"pseudo dimension l1", "R1", "50件", map[string]string{"l1": "03"}},
		{"either value", "R1", "60件", map[string]string{"l2": "0301|0401"}},
		{"the city has all", zhixiao.CityCode, "87件", nil},
		{"the city by region", zhixiao.CityCode, "7件", map[string]string{"region": "R2"}},
		{"delivered, none for the unit", "R3", "0件", nil},
		{"unknown dimension", "R1", "—", map[string]string{"nope": "x"}},
	} {
		if got := count(tt.unit, tt.where).String(); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
	if q := f.Count(Query{Cube: "nope", Column: "x", Unit: "R1"}); q.Missing != zhixiao.NotProvided {
		t.Errorf("unknown cube: %s", q)
	}
	streets := f.Top(Query{Cube: "complaint", Column: "cases", Unit: "R1", By: []string{"street"}, Limit: 1})
	if len(streets) != 1 || streets[0].Label != "甲街" || streets[0].Part.String() != "62.5%" {
		t.Errorf("rows without a street stay in the whole: %+v", streets)
	}
	now, before := count("R1", nil), f.PrevCount(Query{Cube: "complaint", Column: "cases", Unit: "R1"})
	if g := f.GrowthRate(now, before); g.Missing != zhixiao.NoBaseline {
		t.Errorf("growth on 6: %s", g)
	}
	if g := f.GrowthRate(before, now); g.String() != "-92.5%" {
		t.Errorf("80 to 6: %s", g)
	}
	if dq := f.Diff(now, before, ""); dq.String() != "74件" || f.Sum(now, before).String() != "86件" {
		t.Errorf("diff %s", dq)
	}
}

func TestLargeCountsInTenThousands(t *testing.T) {
	f := facts(t, sample.Complaints(sample.Quarter(3), 99999, 23457))
	l2 := func(code string) zhixiao.Quantity {
		return f.Count(Query{Cube: "complaint", Column: "cases", Unit: "R1", Where: map[string]string{"l2": code}})
	}
	if q := f.InTenThousands(l2("0301")); q.String() != "99999件" {
		t.Errorf("below 100000: %s", q)
	}
	q := f.InTenThousands(f.Count(Query{Cube: "complaint", Column: "cases", Unit: "R1"}))
	if q.String() != "12.35万件" {
		t.Errorf("123456: %s", q)
	}
	if got, ok := facts(t, f.Snapshot()).Explain(q.Key); !ok || got.String() != q.String() {
		t.Errorf("%s: %s %v", q.Key, got, ok)
	}
}

func TestRatioKeepsTheSmallSampleRule(t *testing.T) {
	f := facts(t, sample.Random(3, sample.Quarter(3)))
	q := RatioQuery{Cube: "ticket", Num: "C202.num", Den: "tickets", Unit: "R1", Scale: 100, Label: "%", Places: 2}
	if a, b := f.Ratio(q), f.Value("C202", "R1"); a.Value != b.Value {
		t.Errorf("%s and %s", a, b)
	}
	q.MinN = 1 << 40
	if a := f.Ratio(q); a.Missing != zhixiao.SmallSample {
		t.Errorf("got %s", a)
	}
	if a := f.PrevRatio(q); a.Missing != zhixiao.NoBaseline {
		t.Errorf("got %s", a)
	}
}

// TestEveryKeyIsExplained asks a second Facts, which handed out nothing, for the
// keys of the first.
func TestEveryKeyIsExplained(t *testing.T) {
	snaps := []*zhixiao.Snapshot{sample.Random(1, sample.Quarter(2)), sample.Random(2, sample.Quarter(3))}
	f, fresh := facts(t, snaps...), facts(t, snaps...)
	r := f.Rank("B101", "R1")
	ch := f.Change("D101", "R2")
	top := f.Top(Query{Cube: "complaint", Column: "cases", Unit: "R1", By: []string{"street"}, Where: map[string]string{"l2": "0301"}})
	for _, q := range []zhixiao.Quantity{
		f.Value("B101", "R1"), f.Value("total", "F1"), f.Value("A", "F1"), f.Value("total.region", zhixiao.CityCode), f.Value("score.C104", "R2"),
		r.Place, r.Of, r.Moved, ch.Delta, ch.From, f.Gap("total", "R1"), f.Margin("D101", "F2"), top[0].Count, top[0].Of, f.Losses("R1")[0].Points,
	} {
		if q.Missing == zhixiao.NotProvided {
			continue
		}
		got, ok := fresh.Explain(q.Key)
		if !ok || got.String() != q.String() {
			t.Errorf("%s: got %s %v, want %s", q.Key, got, ok, q)
		}
	}
	rate := f.Ratio(RatioQuery{Cube: "ticket", Num: "C202.num", Den: "tickets", Unit: "R1", Where: map[string]string{"hour": "10"}, Scale: 10000, Label: "件/万件", Places: 2, MinN: 30})
	spread := f.Spread("B101", zhixiao.Region)
	for _, q := range []zhixiao.Quantity{
		top[0].Part, top[0].Cum, rate, f.PrevRatio(RatioQuery{Cube: "case", Num: "B101.num", Den: "B101.den", Unit: "F1", Scale: 100, Label: "%", Places: 2}),
		f.Diff(f.Value("C105", "R1"), f.Value("D101", "R1"), ""), f.Diff(f.Value("B101", "R1"), f.Value("D101", "R1"), "分"),
		f.Diff(rate, f.Value("B101", "R2"), ""), f.Percent(f.Diff(top[0].Of, top[0].Count, ""), top[0].Of),
		f.GrowthRate(top[0].Of, f.PrevCount(Query{Cube: "complaint", Column: "cases", Unit: "R1"})), f.Sum(top[0].Count, top[0].Of),
		spread.Range, spread.StdDev, f.PeerMean("D101", "山"), f.Lit("B101", Red), f.GradeCounts(zhixiao.Region)["良好"],
		f.Contributions("B101", zhixiao.CityCode, "region").Parts[1].Points,
		f.Contributions("B101", zhixiao.CityCode, "region").Mix,
		f.Contributions("B101", zhixiao.CityCode, "region").Unsaid,
	} {
		got, ok := fresh.Explain(q.Key)
		if !ok || got.String() != q.String() {
			t.Errorf("%s: got %s %v, want %s", q.Key, got, ok, q)
		}
	}
	for _, k := range []zhixiao.Key{"", "x", "B101@R9/2026Q3", "B101@R1/2020Q1", "nope@R1/2026Q3", "B101@R1/no"} {
		if _, ok := fresh.Explain(k); ok {
			t.Errorf("%q explained", k)
		}
	}
}
