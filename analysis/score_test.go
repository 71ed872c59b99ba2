package analysis

import (
	"math"
	"strings"
	"testing"

	"zhixiao"
	"zhixiao/analysis/sample"
)

// lineScore is the score in floats, from the printed value.
func lineScore(q zhixiao.Quantity, target, floor float64) float64 {
	return 100 * min(1, max(0, (q.Value.Float()-floor)/(target-floor)))
}

func TestTotalsAgreeWithThePlainComputation(t *testing.T) {
	f := facts(t, sample.Random(5, sample.Quarter(3)))
	for _, u := range []string{"R1", "R2", "R3"} {
		v := func(code string) zhixiao.Quantity { return f.Value(code, u) }
		b := (20*lineScore(v("B101"), 99.5, 95) + 10*lineScore(v("B103"), 0.5, 1)) / 30
		c1 := (10*lineScore(v("C104"), 2, 30) + 10*lineScore(v("C105"), 98, 85)) / 20
		c := (20*c1 + 10*lineScore(v("C202"), 2, 20)) / 30
		dd := (30*lineScore(v("D101"), 92, 70) + 10*lineScore(v("D201"), 92, 70)) / 40
		for code, want := range map[string]float64{"B": b, "C1": c1, "C": c, "D": dd, "total": (30*b + 30*c + 40*dd) / 100} {
			if got := v(code); math.Abs(got.Value.Float()-want) > 0.005+1e-9 {
				t.Errorf("%s@%s = %s, want %.4f", code, u, got, want)
			}
		}
		lost := 0.0
		for _, l := range f.Losses(u) {
			lost += l.Points.Value.Float()
		}
		if total := v("total").Value.Float(); math.Abs(lost+total-100) > 0.05 {
			t.Errorf("%s: losses %.2f and total %.2f do not add up to 100", u, lost, total)
		}
	}
	// R4 has no hall: C2's weight goes to C1.
	if a, b := f.Value("C", "R4"), f.Value("C1", "R4"); a.Value != b.Value {
		t.Errorf("C@R4 = %s, C1 = %s", a, b)
	}
	if f.Reference("R4") {
		t.Error("what does not apply must not make a total 参考值")
	}
	if q := f.Value("D3", "R1"); q.Ok() {
		t.Errorf("D3 has no weight but scores %s", q)
	}
}

func TestReferenceTotalsBelowSixtyPercent(t *testing.T) {
	s := sample.Random(5, sample.Quarter(3))
	var kept []zhixiao.CubeRow
	for _, r := range s.Cubes["survey"].Rows {
		if r.Region != "R1" {
			kept = append(kept, r)
		}
	}
	s.Cubes["survey"].Rows = kept
	f := facts(t, s)
	if !f.Reference("R1") || f.Reference("R2") {
		t.Errorf("R1 %v, R2 %v", f.Reference("R1"), f.Reference("R2"))
	}
	if d, d2 := f.Value("D", "R1"), f.Value("D2", "R1"); d.Value != d2.Value {
		t.Errorf("D1's weight did not go to D2: D %s, D2 %s", d, d2)
	}
	if r := f.Rank(ScoreTotal, "R1"); r.Place.Ok() {
		t.Errorf("a 参考值 is on place %s", r.Place)
	}
	if n := len(f.Ranking(ScoreTotal, zhixiao.Region)); n != 3 {
		t.Errorf("%d regions are ranked, want 3", n)
	}
	if r := f.Rank("D201", "R1"); !r.Place.Ok() {
		t.Error("its indicators are not ranked either")
	}
}

// When no unit's total is whole, all are compared as they are.
func TestReferenceTotalsOfAllAreRanked(t *testing.T) {
	s := sample.Random(5, sample.Quarter(3))
	s.Cubes["survey"].Rows = nil
	f := facts(t, s)
	if !f.Reference("R1") || len(f.Ranking(ScoreTotal, zhixiao.Region)) != 4 {
		t.Errorf("R1 %v, ranked %d", f.Reference("R1"), len(f.Ranking(ScoreTotal, zhixiao.Region)))
	}
}

func TestRanksTiesAndMoves(t *testing.T) {
	made := func(p zhixiao.Period, ontime ...int64) *zhixiao.Snapshot {
		s := sample.Bare(p)
		for i, n := range ontime {
			sample.PutCase(s, []string{"R1", "R2", "R3", "R4"}[i], "F1", "M1", n, 1000, map[int64]int64{5000: 1000})
		}
		return s
	}
	f := facts(t, made(sample.Quarter(2), 990, 980, 970), made(sample.Quarter(3), 980, 990, 990, 960))
	for _, tt := range []struct{ unit, place, of, tied, moved string }{
		{"R1", "3位", "4个", "", "-2位"},
		{"R2", "1位", "4个", "R3", "1位"},
		{"R3", "1位", "4个", "R2", "2位"},
		{"R4", "4位", "4个", "", "无可比期"},
		{zhixiao.CityCode, "不适用", "0个", "", "无可比期"},
	} {
		r := f.Rank("B101", tt.unit)
		if r.Place.String() != tt.place || r.Of.String() != tt.of || strings.Join(r.Tied, ",") != tt.tied || r.Moved.String() != tt.moved {
			t.Errorf("%s: %s of %s tied %v moved %s", tt.unit, r.Place, r.Of, r.Tied, r.Moved)
		}
	}
	if got := f.Rank("D301", "R1").Place; got.Ok() {
		t.Errorf("observed indicator ranked %s", got)
	}
	sp := f.Spread("B101", zhixiao.Region)
	// population standard deviation of 98 99 99 96: √1.5
	if sp.MaxUnit.Code != "R2" || sp.MinUnit.Code != "R4" || sp.Range.String() != "3.00百分点" || sp.StdDev.String() != "1.22百分点" {
		t.Errorf("spread %+v", sp)
	}
	if q := f.PeerMean("B101", "山"); q.String() != "98.50%" {
		t.Errorf("peer mean %s", q)
	}
	if q := f.Gap("B101", "R4"); q.String() != "-2.00百分点" {
		t.Errorf("gap %s", q)
	}
	if l := f.Light("B101", "R4"); l != Red {
		t.Errorf("96 is light %d, want red", l)
	}
	if l := f.Light("B101", "R2"); l != Yellow {
		t.Errorf("99 reaches the yellow value: light %d", l)
	}
}

func TestChanges(t *testing.T) {
	made := func(p zhixiao.Period, bad, all, b2 int64) *zhixiao.Snapshot {
		s := sample.Bare(p)
		sample.PutCase(s, "R1", "F1", "M1", all-bad, all, map[int64]int64{5000: all})
		sample.PutCase(s, "R2", "F1", "M1", 1000-b2, 1000, map[int64]int64{5000: 1000})
		return s
	}
	f := facts(t, made(sample.Quarter(2), 494, 10000, 10), made(sample.Quarter(3), 526, 10000, 40))
	c := f.Change("B101", "R1")
	if c.Delta.String() != "-0.32百分点" || c.Better != -1 || !c.Tested || c.Significant {
		t.Errorf("5.26 against 4.94: %+v", c)
	}
	if c := f.Change("B101", "R2"); c.Delta.String() != "-3.00百分点" || !c.Significant {
		t.Errorf("1 against 4 in 1000 hundred: %+v", c)
	}
	if c := f.YearChange("B101", "R1"); c.Delta.Missing != zhixiao.NoBaseline || c.Delta.Text() != "无可比期" {
		t.Errorf("no year ago: %+v", c)
	}
	// 1.96·√(0.96·0.04/1000) = 1.2146 points
	if m := f.Margin("B101", "R2"); m.String() != "1.21百分点" {
		t.Errorf("margin %s", m)
	}
	if tested, differ := f.Differs("B101", "R1", "R2"); !tested || differ {
		t.Errorf("94.74 of 10000 against 96.00 of 1000: tested %v, differ %v", tested, differ)
	}
	if m := f.Margin("B103", "R2"); m.Missing != zhixiao.NotApplicable {
		t.Errorf("margin of a median %s", m)
	}
	if s := f.Series("B101", "R2"); len(s) != 2 || s[0].String() != "99.00%" || s[1].String() != "96.00%" {
		t.Errorf("series %v", s)
	}
}

// TestFiguresOfTwoFeedsAreTested: what is counted per ten thousand cases happened as
// often as chance would have it, too; it is no state of a register.
func TestFiguresOfTwoFeedsAreTested(t *testing.T) {
	made := func(p zhixiao.Period, bad int64) *zhixiao.Snapshot {
		s := sample.Bare(p)
		sample.PutCase(s, "R1", "F1", "M1", 10000, 10000, map[int64]int64{5000: 10000})
		sample.Put(s.Cubes["evaluation"], "R1", "F1", []string{"M1", "207"}, 9000, bad, 0, 9000, 0)
		return s
	}
	// 28 ± 10 against 27: chance; 60 ± 15 against 20: not.
	if c := facts(t, made(sample.Quarter(2), 28), made(sample.Quarter(3), 27)).Change("C104", "R1"); !c.Tested || c.Significant {
		t.Errorf("27 after 28 in 10000: %+v", c)
	}
	if c := facts(t, made(sample.Quarter(2), 20), made(sample.Quarter(3), 60)).Change("C104", "R1"); !c.Tested || !c.Significant {
		t.Errorf("60 after 20 in 10000: %+v", c)
	}
}

func TestWelchUsesTheEffectiveSample(t *testing.T) {
	made := func(p zhixiao.Period, mean, w2 int64) *zhixiao.Snapshot {
		s := sample.Bare(p)
		// 400 answers of weight 1000; half 10 above, half 10 below the mean.
		sample.Put(s.Cubes["survey"], "R1", "", []string{"区域"}, 400, 400000*mean, 400000, 400000*(mean*mean+100), 400, w2)
		return s
	}
	// se = 10/√400 = 0.5, difference 2, √(0.5)·1.96 = 1.39: significant. With a
	// quarter of the effective sample 2.77: not.
	if c := facts(t, made(sample.Quarter(2), 88, 400e6), made(sample.Quarter(3), 86, 400e6)).Change("D101", "R1"); !c.Tested || !c.Significant {
		t.Errorf("equal weights: %+v", c)
	}
	if c := facts(t, made(sample.Quarter(2), 88, 1600e6), made(sample.Quarter(3), 86, 1600e6)).Change("D101", "R1"); !c.Tested || c.Significant {
		t.Errorf("unequal weights: %+v", c)
	}
}

// A unit with ten elevenths of the city's cases is 3 points below the other unit,
// but only 0.27 below a city that is nearly itself: it is the rest that counts.
func TestAUnitIsTestedAgainstTheRestOfTheCity(t *testing.T) {
	for _, tt := range []struct {
		bad     int64
		differs bool
	}{{700, true}, {430, false}, {100, true}} {
		s := sample.Bare(sample.Quarter(3))
		sample.PutCase(s, "R1", "F1", "M1", 10000-tt.bad, 10000, map[int64]int64{5000: 10000})
		sample.PutCase(s, "R2", "F1", "M1", 960, 1000, map[int64]int64{5000: 1000})
		f := facts(t, s)
		tested, differ := f.Differs("B101", "R1", zhixiao.CityCode)
		if _, direct := f.Differs("B101", "R1", "R2"); !tested || differ != tt.differs || direct != tt.differs {
			t.Errorf("%d bad of 10000 against 40 of 1000: tested %v, differs %v, from the rest itself %v, want %v", tt.bad, tested, differ, direct, tt.differs)
		}
	}
}
