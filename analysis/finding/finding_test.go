package finding

import (
	"reflect"
	"slices"
	"sync"
	"testing"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/analysis/sample"
)

// find is the finding of a kind about a code, or nil.
func find(all []Finding, kind Kind, code string) *Finding {
	for i := range all {
		if all[i].Kind == kind && all[i].Code == code {
			return &all[i]
		}
	}
	return nil
}

// facts are of the sample's units and indicators.
func facts(t testing.TB, snaps ...*zhixiao.Snapshot) *analysis.Facts {
	t.Helper()
	f, err := analysis.New(analysis.Input{Units: sample.Units(), Indicators: sample.Set(), Snapshots: snaps, Names: analysis.Names{L2: map[string]string{"0301": "电话无人接听"}}})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestLevelsChangesStreaksAndTurns(t *testing.T) {
	f := facts(t,
		sample.OnTime(zhixiao.Period{Kind: zhixiao.Quarter, Year: 2025, N: 4}, 9950, 9700, 9960, 9900),
		sample.OnTime(sample.Quarter(1), 9900, 9800, 9961, 9900),
		sample.OnTime(sample.Quarter(2), 9800, 9900, 9962, 9900),
		sample.OnTime(sample.Quarter(3), 9600, 9700, 9963, 9900))
	for _, tt := range []struct {
		name, unit string
		kind       Kind
		better     int
		want       bool
	}{
		{"96 is red", "R1", Level, -1, true},
		{"three falls", "R1", Streak, -1, true},
		{"a streak is no turn", "R1", Turn, 0, false},
		{"a tested fall", "R1", Change, -1, true},
		{"two rises, then a fall", "R2", Turn, -1, true},
		{"a turn is no streak", "R2", Streak, 0, false},
		{"three rises of 0.01 are noise", "R3", Streak, 0, false},
		{"level is no change", "R4", Change, 0, false},
		{"99 is yellow", "R4", Level, -1, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := find(Of(f, tt.unit), tt.kind, "B101")
			if (got != nil) != tt.want || got != nil && got.Better != tt.better {
				t.Errorf("got %+v", got)
			}
		})
	}
	if all := Of(f, "R1"); all[0].Kind != Level || len(all[0].Quantities) < 2 || all[0].Quantities[0].String() != "96.00%" {
		t.Errorf("the red light does not come first: %+v", all[0])
	}
	if !reflect.DeepEqual(Of(f, "R1"), Of(f, "R1")) {
		t.Error("findings differ from call to call")
	}
	if Of(f, "nobody") != nil {
		t.Error("findings of an unknown unit")
	}
}

// byLine are facts of calls that were answered so often, by line and time of day.
func byLine(t *testing.T, atNoon int64) *analysis.Facts {
	t.Helper()
	set := sample.Set()
	set.Indicators = append(set.Indicators, zhixiao.Indicator{Code: "C302", Level1: "C", Level2: "C3", Unit: "%", Feed: "call", Direction: zhixiao.Higher, Scale: 100, Places: 2, MinN: 10, Region: zhixiao.Int(1)})
	set.Roles.Indicators["C302"] = zhixiao.Role{WorstBy: []string{"line", "slot"}}
	s := sample.Bare(sample.Quarter(3))
	c := sample.Cube("call", []string{"line", "slot"}, []string{"C302.den", "C302.num"})
	s.Cubes["call"] = c
	sample.Put(c, "R1", "F1", []string{"L1", "上午"}, 40, 36)
	sample.Put(c, "R1", "F1", []string{"L2", "上午"}, 40, 38)
	sample.Put(c, "R1", "F1", []string{"L2", "午间"}, 20, atNoon)
	sample.Put(c, "R1", "F1", []string{"L3", "下午"}, 5, 0) // too few to say anything
	f, err := analysis.New(analysis.Input{Units: sample.Units(), Indicators: set, Snapshots: []*zhixiao.Snapshot{s}})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestTheWorstPartIsToldWhereNoTestFindsIt(t *testing.T) {
	for _, tt := range []struct {
		name   string
		atNoon int64
		want   []string
	}{
		{"fifteen points below the whole", 13, []string{"集中 slot=午间 65.00%"}},
		{"fourteen points below", 14, nil},
		{"found by a test", 4, []string{"局部 slot=午间 20.00%"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, x := range Of(byLine(t, tt.atNoon), "R1") {
				got = append(got, x.Kind.String()+" "+x.By[0]+"="+x.Label+" "+x.Quantities[0].String())
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestNewCombinations(t *testing.T) {
	made := func(p zhixiao.Period, n int64) *zhixiao.Snapshot {
		s := sample.Bare(p)
		s.Cubes["complaint"] = sample.Cube("complaint", []string{"l2", "matter"}, []string{"cases"})
		sample.Put(s.Cubes["complaint"], "R1", "F1", []string{"0402", "M1"}, n)
		sample.Put(s.Cubes["complaint"], "R1", "F1", []string{"0301", "M1"}, 50)
		return s
	}
	f := facts(t, made(sample.Quarter(2), 2), made(sample.Quarter(3), 12))
	if x := find(Of(f, "R1"), Newcomer, "complaint.cases"); x == nil || x.Keys[0] != "0402" {
		t.Errorf("got %+v", x)
	}
	if x := find(Of(facts(t, made(sample.Quarter(2), 3), made(sample.Quarter(3), 12)), "R1"), Newcomer, "complaint.cases"); x != nil {
		t.Errorf("three before: %+v", x)
	}
}

func TestSurgesBeyondChance(t *testing.T) {
	for _, tt := range []struct {
		name      string
		was, now  int64
		wantSurge bool
	}{
		{"doubled", 40, 90, true},
		{"large but not half as many again", 1000, 1300, false},
		{"half as many again by chance", 20, 31, false},
		{"from nothing", 0, 30, true},
		{"few", 0, 19, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := facts(t, sample.Complaints(sample.Quarter(2), tt.was), sample.Complaints(sample.Quarter(3), tt.now))
			x := find(Of(f, "R1"), Surge, "complaint.cases")
			if (x != nil) != tt.wantSurge {
				t.Errorf("got %+v", x)
			}
		})
	}
}

// TestReadersDoNotDisturbOneAnother is for -race: the same answers to many at once.
func TestReadersDoNotDisturbOneAnother(t *testing.T) {
	f := facts(t, sample.Random(1, sample.Quarter(2)), sample.Random(2, sample.Quarter(3)))
	want := len(Of(f, "R1"))
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for _, u := range []string{"R1", "R2", "F1", zhixiao.CityCode} {
				n := len(Of(f, u))
				Problems(f, u, 3)
				f.Rank("total", u)
				if u == "R1" && n != want {
					t.Errorf("got %d findings, want %d", n, want)
				}
			}
		})
	}
	wg.Wait()
}
