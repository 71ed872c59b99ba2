package analysis

import (
	"math"
	"slices"
	"testing"

	"zhixiao"
	"zhixiao/analysis/sample"
)

// TestValuesAgreeWithThePlainComputation sums rows and divides in float64, with
// none of the package's own code, for every indicator and unit.
func TestValuesAgreeWithThePlainComputation(t *testing.T) {
	for seed := range uint64(3) {
		s := sample.Random(seed, sample.Quarter(3))
		f := facts(t, s)
		for _, u := range f.in.Units {
			belongs := func(r zhixiao.CubeRow) bool {
				return u.Kind == zhixiao.City || u.Kind == zhixiao.Region && r.Region == u.Code || u.Kind == zhixiao.Domain && r.Dept == u.Code
			}
			sum := func(cube, col string) (total float64) {
				c := s.Cubes[cube]
				for _, r := range c.Rows {
					if belongs(r) {
						total += float64(r.Sums[slices.Index(c.Columns, col)])
					}
				}
				return total
			}
			var ratios []float64
			for i, r := range s.Cubes["case"].Rows {
				if belongs(r) {
					for v, n := range s.Cubes["case"].Histograms["B103"][i] {
						for range n {
							ratios = append(ratios, float64(v)/10000)
						}
					}
				}
			}
			slices.Sort(ratios)
			median := (ratios[(len(ratios)-1)/2] + ratios[len(ratios)/2]) / 2
			want := map[string]float64{
				"B101": sum("case", "B101.num") / sum("case", "B101.den") * 100,
				"B103": median,
				"C104": sum("evaluation", "bad") / sum("case", "finished") * 10000,
				"C105": sum("evaluation", "C105.num") / sum("evaluation", "C105.den"),
				"C202": sum("ticket", "C202.num") / sum("ticket", "C202.den") * 100,
				"D101": sum("survey", "D101.num") / sum("survey", "D101.den"),
				"D201": sum("visit", "D201.num") / sum("visit", "D201.den"),
			}
			for code, w := range want {
				if code == "C202" && u.NoHall || code == "D201" && u.Kind == zhixiao.Domain {
					if q := f.Value(code, u.Code); q.Missing != zhixiao.NotApplicable {
						t.Errorf("%s %s: got %s, want 不适用", u.Code, code, q)
					}
					continue
				}
				q := f.Value(code, u.Code)
				half := math.Pow10(-int(q.Value.Places)) / 2
				if !q.Ok() || math.Abs(q.Value.Float()-w) > half+1e-9 {
					t.Errorf("seed %d %s %s: got %s, want %v", seed, u.Code, code, q, w)
				}
			}
			gap := math.Round((math.Round(want["C105"]*100)/100-math.Round(want["D101"]*10)/10)*10) / 10
			if q := f.Value("D301", u.Code); !q.Ok() || math.Abs(q.Value.Float()-gap) > 0.1+1e-9 {
				t.Errorf("%s D301: got %s, want %v", u.Code, q, gap)
			}
		}
	}
}

func TestMissingIsNotZero(t *testing.T) {
	s := sample.Bare(sample.Quarter(3))
	sample.PutCase(s, "R1", "F1", "M1", 29, 29, map[int64]int64{5000: 29})
	sample.PutCase(s, "R2", "F1", "M1", 30, 30, map[int64]int64{5000: 15, 6000: 15})
	sample.PutCase(s, "R3", "F1", "M1", 9990, 10000, map[int64]int64{5000: 10000})
	for range 600 {
		sample.Put(s.Cubes["evaluation"], "R3", "F1", []string{"M1", ""}, 10, 0, 900, 10, 81000)
	}
	f := facts(t, s)
	for _, tt := range []struct {
		name, code, unit, want string
	}{
		{"29 of 30 needed", "B101", "R1", "样本不足（n=29）"},
		{"30 is enough", "B101", "R2", "100.00"},
		{"median of two middles", "B103", "R2", "0.55"},
		{"a unit without rows", "B101", "R4", "—"},
		{"no rows in a survey", "D101", "R1", "—"},
		{"no hall", "C202", "R4", "不适用"},
		{"visits are for regions", "D201", "F1", "不适用"},
		{"few cases, no evaluation: sample first", "C104", "R1", "样本不足（n=29）"},
		{"difference of the absent", "D301", "R3", "—"},
		{"evaluations of 6000 and none bad: a true zero", "C104", "R3", "0.00"},
		{"level without indicators", "D", "R1", "—"},
		{"unknown code", "Z999", "R1", "—"},
		{"unknown unit", "B101", "R9", "—"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := f.Value(tt.code, tt.unit).Text(); got != tt.want {
				t.Errorf("%s@%s = %q, want %q", tt.code, tt.unit, got, tt.want)
			}
		})
	}
	// 10,000 cases and not one evaluation row, where the others have hundreds:
	// the feed did not come.
	sample.PutCase(s, "R4", "F2", "M1", 10000, 10000, map[int64]int64{5000: 10000})
	if q := facts(t, s).Value("C104", "R4"); q.Missing != zhixiao.NotProvided {
		t.Errorf("C104@R4 = %s, want 未提供", q)
	}
	delete(s.Cubes, "evaluation")
	if q := facts(t, s).Value("C104", "R3"); q.Missing != zhixiao.NotProvided {
		t.Errorf("C104 without the feed = %s, want 未提供", q)
	}
}

func TestFaultySnapshotsAreNamed(t *testing.T) {
	s := sample.Bare(sample.Quarter(3))
	s.Cubes["case"].Columns[3] = "other"
	_, err := New(Input{Units: sample.Units(), Indicators: sample.Set(), Snapshots: []*zhixiao.Snapshot{s}})
	if err == nil || err.Error() != "快照2026Q3.v1 表case: 列B101.den: 快照中缺少该列（指标体系改动后请重新执行 zhixiao freeze）" {
		t.Errorf("got %v", err)
	}
	// An older snapshot without the column is only without the value.
	f := facts(t, s, sample.Random(1, sample.Quarter(4)))
	if c := f.Change("B101", "R1"); c.Delta.Missing != zhixiao.NoBaseline {
		t.Errorf("change = %+v", c)
	}
	if _, err := New(Input{}); err == nil {
		t.Error("empty input accepted")
	}
}

// A unit in which nothing arose that an occasional indicator counts has nothing to
// be judged by, and its total stays whole; where nothing arose anywhere the feed may
// be late, and a feed that every unit should fill is late for who has no row.
func TestWhatNeverAroseDoesNotApply(t *testing.T) {
	for _, tt := range []struct {
		occasional bool
		without    []string // regions without rows
		missing    zhixiao.Absence
		reference  bool
	}{
		{true, []string{"R1"}, zhixiao.NotApplicable, false},
		{false, []string{"R1"}, zhixiao.NotProvided, true},
		{true, []string{"R1", "R2", "R3", "R4", ""}, zhixiao.NotProvided, true},
	} {
		s := sample.Random(5, sample.Quarter(3))
		s.Cubes["survey"].Rows = slices.DeleteFunc(s.Cubes["survey"].Rows, func(r zhixiao.CubeRow) bool { return slices.Contains(tt.without, r.Region) })
		set := sample.Set()
		for i := range set.Indicators {
			if set.Indicators[i].Code == "D101" {
				set.Indicators[i].Occasional = tt.occasional
			}
		}
		f, err := New(Input{Units: sample.Units(), Indicators: set, Snapshots: []*zhixiao.Snapshot{s}})
		if err != nil {
			t.Fatal(err)
		}
		if q := f.Value("D101", "R1"); q.Missing != tt.missing {
			t.Errorf("%+v: got %s", tt, q)
		}
		if f.Reference("R1") != tt.reference {
			t.Errorf("%+v: total of R1 is 参考值: %v", tt, f.Reference("R1"))
		}
	}
}
